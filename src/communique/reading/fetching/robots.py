"""What sites ask of robots, kept for a day; and the pace at which a site is asked."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from protego import Protego

NAME = "communique"  # how robots.txt may address us
BETWEEN = 1.0  # seconds between the beginnings of two requests to a site
LONGEST_DELAY = 60.0  # seconds; what a site asks for beyond that is not waited for: the page is refused
DAY = 86_400.0  # seconds a robots.txt is kept; RFC 9309 section 2.4
SOON = 600.0  # seconds until a site whose robots.txt could not be had is asked again
MAX_ROBOTS_BYTES = 512_000  # RFC 9309 asks for at least 500 kibibytes


class Clock(Protocol):
    """What tells the seconds since some moment, and lets them pass."""

    def now(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...


class SystemClock:
    """The machine's own clock; it never goes back."""

    def now(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float, /) -> None:
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A site's robots.txt: the rules, or that nothing may be fetched until it can be had."""

    rules: "Protego | None"  # None: everything is forbidden for now
    until: float  # the clock's seconds

    def allows(self, address: str) -> bool:
        """True where we may fetch this address."""
        return self.rules is not None and self.rules.can_fetch(address, NAME)

    @property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for, at least ours."""
        asked = self.rules.crawl_delay(NAME) if self.rules else None
        return max(BETWEEN, float(asked or 0))


def rules_of(status: int, body: bytes, now: float) -> Rules:
    """What a site's answer for robots.txt means: no file, no rules; a fault of the site, nothing until later."""
    from protego import Protego

    if 200 <= status < 300:
        text = body[:MAX_ROBOTS_BYTES].decode("utf-8", errors="replace")
        return Rules(rules=Protego.parse(text), until=now + DAY)
    if 400 <= status < 500 and status != 429:
        return Rules(rules=Protego.parse(""), until=now + DAY)
    return Rules(rules=None, until=now + SOON)


@dataclass(slots=True)
class Pace:
    """When each site was last asked."""

    clock: Clock
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, site: str, delay: float, sleep: Callable[[float], None] | None = None) -> None:
        """Nothing, as soon as the site may be asked again; it counts as asked now."""
        begun = self.last.get(site)
        if begun is not None:
            left = begun + delay - self.clock.now()
            if left > 0:
                (sleep or self.clock.sleep)(left)
        self.last[site] = self.clock.now()
