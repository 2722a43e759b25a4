"""A site of 100 pages and three feeds with faults, and a watcher on a clock of its own: every article exactly once.

`python -m tests.watched 100` runs so many rounds and tells what was counted.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from communique.model import Article, CodedArticle, Failure, MadeBy
from communique.reading.fetching import Fetcher
from communique.store import open_store
from communique.watching import News, Watcher
from tests.site import Asked, FakeClock, Reply, Site, serving

PAGES = 100
EVERY = 900.0  # seconds
SECONDS = 2.0  # for an answer
WINDOW = 30  # entries of a feed
SAID = "The ministry said that envoy number {n} was recalled on Monday after the shelling of a border town."
AGAIN = "It later added that number {n} would return to his post within a week, as the talks in the capital went on."
MADE_BY = MadeBy(code="0", knowledge="0", parser="none")
PRIVATE, LOOPING = frozenset({50}), frozenset({19, 39, 59})  # pages robots.txt forbids; pages that lead nowhere
SLOW = frozenset({3, 66})


class FakeCoder:
    """Codes nothing; stops the program in the middle where told to."""

    def __init__(self, breaks: frozenset[int] = frozenset()) -> None:
        self.calls = 0
        self._breaks = breaks

    def outcome_unless(self, asked: tuple[Article | Failure, MadeBy | None]) -> CodedArticle | Failure | None:
        article, stored = asked
        self.calls += 1
        if self.calls in self._breaks:
            raise KeyboardInterrupt
        if isinstance(article, Failure) or stored is not None:
            return None if stored is not None else cast(Failure, article)
        return CodedArticle(article=article, made_by=MADE_BY)


@dataclass(slots=True)
class NewsSite:
    """Pages that appear as rounds go by, some of them changed later; faults at the first requests of each."""

    pages: int
    rounds: int
    clock: FakeClock
    name: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    served: Counter[tuple[int, bool]] = field(default_factory=Counter)  # whole pages, and whether changed

    @property
    def round(self) -> int:
        return int((self.clock.now() - 1_000.0) // EVERY)

    def published(self) -> int:
        """How many pages there are by now; the last come some rounds before the end."""
        return min(self.pages, 1 + self.pages * self.round // max(1, self.rounds - 12))

    def text(self, n: int) -> str:
        return SAID.format(n=n) + (" " + AGAIN.format(n=n) if self.is_changed(n) else "")

    def is_changed(self, n: int) -> bool:
        """True where the page has its second version: some rounds after it appeared."""
        return n % 7 == 4 and self.published() > n + 8

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.partition("?")[0]
        self.asked[path] += 1
        if path == "/robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /private/\n")
        if path.endswith(".xml"):
            return self._feed(path, asked)
        kind, _, number = path.strip("/").partition("/")
        if kind == "loop":
            return Reply(status=302, headers={"Location": f"/loop/{number}"})
        if kind == "go":
            return Reply(status=301, headers={"Location": f"/p/{number}?utm_campaign=go"})
        return self._page(int(number), self.asked[path])

    def _page(self, n: int, times: int) -> Reply:
        body = self._html(n).encode()
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if n % 7 == 1 and times <= 2:
            return Reply(status=500)
        if n % 7 == 2 and times == 1:
            return Reply(body=body, headers=headers, cut=200)
        if n in SLOW and times == 1:
            return Reply(body=body, headers=headers, drip=SECONDS / 2)
        if n % 7 == 5 and times == 1:
            return Reply(status=503, headers={"Retry-After": "120"})
        self.served[n, self.is_changed(n)] += 1
        return Reply(body=body, headers=headers)

    def _html(self, n: int) -> str:
        canonical = f'<link rel="canonical" href="http://{self.name}/p/{n}">'
        body = f"<h1>Envoy {n} recalled</h1><p>{self.text(n)}</p><p>Nobody named a day for number {n}.</p>"
        head = f"<head><title>Envoy {n} recalled</title>{canonical}</head>"
        return f"<html>{head}<body><article>{body}</article></body></html>"

    def _feed(self, path: str, asked: Asked) -> Reply:
        times = self.asked[path]
        if times % 11 == 4:
            return Reply(status=500)
        body = self._entries(path).encode()
        mark = f'"{hash(body)}"'
        if asked.headers.get("if-none-match") == mark:
            return Reply(status=304, headers={"ETag": mark})
        if times % 13 == 6:
            return Reply(body=body[: len(body) // 2])  # cut short, and nobody says so
        if times % 17 == 8:
            return Reply(body=body, cut=100)
        return Reply(body=body, headers={"ETag": mark, "Content-Type": "application/rss+xml"})

    def _entries(self, path: str) -> str:
        """The last entries that this feed tells of; each page stands in two of the three."""
        own = [n for n in range(self.published()) if n % 3 != "abc".index(path[1])][-WINDOW:]
        return (
            f"<rss><channel><title>Gazette</title>{''.join(self._item(n, path) for n in reversed(own))}</channel></rss>"
        )

    def _item(self, n: int, path: str) -> str:
        way = "private" if n in PRIVATE else "loop" if n in LOOPING else "go" if n % 10 == 8 else "p"
        link = f"http://{self.name}/{way}/{n}?utm_source={path[1]}&amp;fbclid={self.round}"
        told = f"<title>Envoy {n} recalled</title><link>{link}</link><guid isPermaLink='false'>n-{n}</guid>"
        return f"<item>{told}<description>{self.text(n)}</description></item>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was counted after all rounds, at the store and at the site; `stops` of the program on the way."""

    articles: dict[str, str]  # article_id → text, of the versions that count
    versions: Counter[str]  # how many versions each article has
    failures: list[Failure]
    news: list[News]
    stops: int
    site: Site
    model: NewsSite


def watched(rounds: int, folder: Path, breaks: frozenset[int] = frozenset(), pages: int = PAGES) -> Outcome:
    """The outcome of so many rounds; the program is stopped at these calls of its coder, and started again."""
    clock = FakeClock()
    model = NewsSite(pages=pages, rounds=rounds, clock=clock)
    coder = FakeCoder(breaks)
    news: list[News] = []
    stops = 0
    with serving(model.answer, clock.now) as site:
        model.name = site.name
        end = clock.now() + rounds * EVERY
        while clock.now() < end:
            try:
                with _watcher(site, clock, coder, folder) as watcher:
                    while clock.now() < end:
                        news += watcher.round()
                        clock.seconds = max(watcher.next_at(), clock.now() + 1)
            except KeyboardInterrupt:
                stops += 1
                clock.sleep(5)
        with open_store(folder / "news.store", readonly=True) as store:
            versions = Counter(one.article_id for one in store.articles(superseded=True))
            articles = {one.article.article_id: one.article.text for one in store.records()}
            return Outcome(
                articles=articles, versions=versions, failures=list(store.failures()), news=news, stops=stops,
                site=site, model=model,
            )  # fmt: skip


@contextmanager
def _watcher(site: Site, clock: FakeClock, coder: FakeCoder, folder: Path) -> Iterator[Watcher]:
    with open_store(folder / "news.store") as store:
        fetcher = Fetcher(allowed=[site.name], clock=clock, seconds=SECONDS)
        feeds = [f"http://{site.name}/{name}.xml" for name in "abc"]
        yield Watcher(feeds=feeds, store=store, fetcher=fetcher, coder=cast(Any, coder), every=EVERY, clock=clock)


def faults(outcome: Outcome) -> Iterator[str]:
    """What is not as it should be: articles lost, double or stale, rules broken."""
    model, name = outcome.model, outcome.site.name
    ways = {n: "private" if n in PRIVATE else "loop" if n in LOOPING else "p" for n in range(model.pages)}
    wanted = {f"http://{name}/{way}/{n}": n for n, way in ways.items()}
    for article_id, n in wanted.items():
        text = outcome.articles.get(article_id)
        if text is None:
            yield f"{n}: lost"
        elif model.text(n) not in text:
            yield f"{n}: stale"
        elif outcome.versions[article_id] > 1 + model.is_changed(n):
            yield f"{n}: {outcome.versions[article_id]} versions"
        elif model.served[n, False] and model.served[n, True] and outcome.versions[article_id] != 2:
            yield f"{n}: one version of two"
    yield from (f"{article_id}: nobody's" for article_id in outcome.articles.keys() - wanted.keys())
    yield from (f"{one.article_id}: failed, {one.reason}" for one in outcome.failures)
    twice = {key: times for key, times in model.served.items() if times > 1}
    if sum(times - 1 for times in twice.values()) > outcome.stops:  # what is fetched when the program stops, is again
        yield f"pages served more than once: {twice}"
    yield from (f"{one} was asked for" for one in outcome.site.paths() if one.startswith("/private/"))
    times = [one.at for one in outcome.site.asked]
    yield from (f"asked after {b - a} seconds" for a, b in pairwise(times) if b - a < 1.0)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        outcome = watched(rounds, Path(folder), breaks=frozenset(range(20, 200, 30)))
    found = list(faults(outcome))
    counted = f"{len(outcome.articles)} articles, {len(outcome.site.asked)} requests, {outcome.stops} stops"
    sys.stdout.write(f"{rounds} rounds, {counted}, {len(found)} faults\n")
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
