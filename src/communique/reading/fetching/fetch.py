"""Web addresses → what their servers answer, politely and safely: robots.txt, one request a second, few redirects."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from communique.reading.fetching.addresses import FOREIGN, Address, Resolver, machines, parsed, resolve
from communique.reading.fetching.connection import Answer, answer
from communique.reading.fetching.errors import FetchError, RefusedError, UnreachableError
from communique.reading.fetching.robots import (
    BETWEEN,
    LONGEST_DELAY,
    MAX_ROBOTS_BYTES,
    NAME,
    Clock,
    Pace,
    Rules,
    SystemClock,
    rules_of,
)
from communique.version import __version__

MOST_REDIRECTS = 5
SECONDS = 30.0  # for one answer, from the first byte sent to the last received
MAX_FETCHED_BYTES = 10_000_000  # of one answer, packed and unpacked
REDIRECTS = frozenset({301, 302, 303, 307, 308})
AGENT = f"{NAME}/{__version__} (reads news for event data; keeps robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
MOST_SITES = 10_000  # of which rules are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, and the address it came from in the end. `moved` where every redirect on the way was for good."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: bool = False

    @property
    def content_type(self) -> str:
        """What the server says it is."""
        return self.headers.get("content-type", "")


Asking = Callable[[Address, Mapping[str, str]], Answer]


class Fetcher:
    """Fetches addresses one after the other; remembers what sites ask of robots and when each was asked.

    Resolver and clock may be given; `allowed` are hosts with ports ("127.0.0.1:8000") that may be private machines or
    use another port. Proxies in the environment are not used: the machine checked is the machine connected to.
    """

    def __init__(
        self,
        *,
        allowed: Collection[str] = (),
        resolver: Resolver = resolve,
        clock: Clock | None = None,
        seconds: float = SECONDS,
        most_bytes: int = MAX_FETCHED_BYTES,
    ) -> None:
        self._allowed = frozenset(one.lower() for one in allowed)
        self._resolver = resolver
        self._clock = clock or SystemClock()
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._pace = Pace(self._clock)
        self._rules: dict[str, Rules] = {}

    def fetch(self, written: str, *, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer for an address, of whatever status; raises `RefusedError` or `UnreachableError`."""
        return self._followed(written, headers or {}, self._obeying)

    def _obeying(self, address: Address, headers: Mapping[str, str]) -> Answer:
        rules = self._rules_of(address)
        if rules.rules is None:
            raise UnreachableError(
                str(address), "its site's robots.txt cannot be had; until it can, nothing is fetched"
            )
        if not rules.allows(str(address)):
            raise RefusedError(str(address), "its site's robots.txt forbids it")
        if rules.delay > LONGEST_DELAY:
            raise RefusedError(str(address), f"its site asks for {rules.delay:g} seconds between two requests")
        return self._asked(address, headers, rules.delay, self._most_bytes)

    def _followed(self, written: str, headers: Mapping[str, str], ask: Asking) -> Fetched:
        """The answer at the end of at most `MOST_REDIRECTS` redirects, each checked like the first address."""
        address, moved = parsed(written, self._allowed), True
        for hop in range(MOST_REDIRECTS + 1):
            found = ask(address, headers)
            target = found.headers.get("location") if found.status in REDIRECTS else None
            if target is None:
                return Fetched(
                    address=str(address), status=found.status, headers=found.headers, body=found.body,
                    moved=moved and hop > 0,
                )  # fmt: skip
            moved = moved and found.status in (301, 308)
            address = parsed(_joined(address, target), self._allowed)
        raise RefusedError(written, f"more than {MOST_REDIRECTS} redirects")

    def _rules_of(self, address: Address) -> Rules:
        """The rules of an address's site, asked for where they are not known or too old."""
        known = self._rules.get(f"{address.scheme} {address.site}")
        if known and known.until > self._clock.now():
            return known
        own = replace(address, target="/robots.txt")
        try:
            found = self._followed(
                str(own), {}, lambda one, headers: self._asked(one, headers, BETWEEN, 4 * MAX_ROBOTS_BYTES)
            )
            rules = rules_of(found.status, found.body, self._clock.now())
        except UnreachableError:
            rules = rules_of(503, b"", self._clock.now())
        except FetchError as fault:
            raise type(fault)(str(address), f"its robots.txt is not to be had: {fault.reason}") from None
        if len(self._rules) >= MOST_SITES:
            self._rules.clear()
        self._rules[f"{address.scheme} {address.site}"] = rules
        return rules

    def _asked(self, address: Address, headers: Mapping[str, str], delay: float, most_bytes: int) -> Answer:
        """What the first machine of the host that can be reached answers."""
        found = machines(address, self._resolver, self._allowed)
        self._pace.wait(address.site, delay)
        own = {"User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip", **headers}
        return answer(address, found[0], own, seconds=self._seconds, most_bytes=most_bytes)


def _joined(address: Address, target: str) -> str:
    """Where a redirect leads. Servers write spaces and UTF-8 into it; what would be read in two ways is refused."""
    with suppress(UnicodeError):
        target = target.encode("latin-1").decode("utf-8")  # headers are read as Latin-1
    target = target.strip().replace(" ", "%20")
    if FOREIGN.search(target):
        raise RefusedError(target, "a redirect with backslashes or control characters")
    try:
        return urljoin(str(address), target)
    except ValueError:
        raise RefusedError(target, "a redirect to no web address") from None
