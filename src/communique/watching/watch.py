"""Feeds → a store: what they tell is written down first, then each page is fetched, coded and kept, once.

Whatever stops the program, nothing is lost or doubled: entries wait in the store until their article is kept, and an
article that is fetched twice is one article there.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.address import page_at
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.feed import Entry, Feed, entry_article, feed_of
from communique.reading.fetching import Clock, Fetched, Fetcher, UnreachableError
from communique.reading.identity import canonical_url
from communique.reading.language import readable
from communique.store import Store, fill
from communique.watching.delays import FIRST_DELAY, MOST_ATTEMPTS, back_off, retry_after
from communique.watching.state import FeedState, Page, State, Waiting

if TYPE_CHECKING:
    from communique.pipeline import Coder

FOUND, UNCHANGED = 200, 304
FOR_GOOD = frozenset({401, 402, 403, 410, 451})  # answers that do not change by asking again
HEADERS = (("etag", "If-None-Match"), ("modified", "If-Modified-Since"))
Kind = Literal["feed", "article", "failure", "waiting", "round"]


class WallClock:
    """The clock on the wall: seconds since 1970, which mean the same after a restart."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float, /) -> None:
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that happened: to a feed, to an article, or a whole round with its numbers."""

    kind: Kind
    name: str  # address of the feed or the article
    said: str
    counts: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Feeds, the store they fill, and what fetches and codes. `every` is in seconds."""

    feeds: Sequence[str]
    store: Store
    fetcher: Fetcher
    coder: "Coder"
    every: float
    clock: Clock = field(default_factory=WallClock)
    asked: Asked = field(default_factory=Asked)

    def rounds(self, *, once: bool = False) -> Iterator[News]:
        """What happens, round after round; after each, nothing until a feed or an entry is due."""
        while True:
            yield from self.round()
            if once:
                return
            self.clock.sleep(max(1.0, self.next_at() - self.clock.now()))

    def next_at(self) -> float:
        """When something is due: a feed, or an entry that waits."""
        state = State(self.store.database)
        _, first = state.waiting(self.feeds)
        times = [state.feed(feed).next_at for feed in self.feeds]
        return min([*times, *([] if first is None else [first])])

    def round(self) -> Iterator[News]:
        """What happens in one round: feeds that are due, then all entries that are."""
        counts: Counter[str] = Counter()
        for news in self._round():
            counts[news.said if news.kind == "article" else news.kind] += 1
            yield news
        counts["waiting"] = State(self.store.database).waiting(self.feeds)[0]
        yield News(kind="round", name="", said=_summary(counts), counts=counts)

    def _round(self) -> Iterator[News]:
        state = State(self.store.database)
        for feed in self.feeds:
            known = state.feed(feed)
            if known.next_at <= self.clock.now():
                yield self._ask_feed(state, known)
        due = list(state.due(self.clock.now(), self.feeds))
        if due:
            begun = datetime.fromtimestamp(self.clock.now(), UTC).isoformat()
            with self.store.run(["watch", begun, *self.feeds]):
                yield from self._tried(state, due)

    def _ask_feed(self, state: State, known: FeedState) -> News:
        """Ask a feed for its entries; what is new in them waits from now on."""
        try:
            found = self.fetcher.fetch(known.feed, headers=_conditions(known))
            feed = None if found.status == UNCHANGED else self._read_feed(found)
        except _StatusError as fault:
            return self._feed_failed(state, known, str(fault), fault.wait)
        except ReadingError as fault:
            return self._feed_failed(state, known, str(fault).removeprefix(f"{known.feed}: "), 0.0)
        now = self.clock.now()
        kept = replace(known, next_at=now + self.every, failures=0)
        if feed is None:
            state.keep(kept, (), now)
            return News(kind="feed", name=known.feed, said="unchanged")
        if feed.is_whole:
            kept = replace(kept, etag=found.headers.get("etag"), modified=found.headers.get("last-modified"))
        new = state.keep(kept, [entry for entry in feed.entries if isinstance(entry, Entry)], now)
        broken = sum(isinstance(entry, Failure) for entry in feed.entries)
        said = f"{new} new of {len(feed.entries)} entries" + (f", {broken} of them broken" if broken else "")
        return News(kind="feed", name=known.feed, said=said + ("" if feed.is_whole else "; the feed was cut short"))

    def _read_feed(self, found: Fetched) -> Feed:
        if found.status != FOUND:
            raise _StatusError(found, self.clock.now())
        return feed_of(found.body, found.address)

    def _feed_failed(self, state: State, known: FeedState, said: str, wait: float) -> News:
        failures = known.failures + 1
        delay = max(self.every, wait, back_off(failures, min(self.every, FIRST_DELAY)))
        state.keep(replace(known, failures=failures, next_at=self.clock.now() + delay), (), self.clock.now())
        return News(kind="failure", name=known.feed, said=f"{said}; asked again in {_span(delay)}")

    def _tried(self, state: State, due: Sequence[Waiting]) -> Iterator[News]:
        """What became of each entry; a site that asks to be left alone is, until the time it named."""
        quiet: dict[str, float] = {}
        for one in due:
            site = _site(one.address)
            if site in quiet:
                state.postpone(one, one.attempts, quiet[site])
                continue
            try:
                yield self._kept(state, one)
            except _StatusError as fault:
                if fault.wait:
                    quiet[site] = self.clock.now() + fault.wait
                yield from self._again(state, one, str(fault), fault.wait)
            except UnreachableError as fault:
                yield from self._again(state, one, fault.reason, 0.0)

    def _kept(self, state: State, one: Waiting) -> News:
        """Fetch, code and keep an entry's article; raises where it is to be tried again."""
        known = state.page(one.address) if one.address else None
        if known and known.digest == one.digest:  # another feed told the same of this page
            state.end(one, kept=True)
            return News(kind="article", name=known.article_id, said="known")
        fetched, article = self._article(one, known)
        if article is None:
            state.end(one, kept=True)
            return News(kind="article", name=one.address or one.key, said="known")
        ((outcome, record),) = fill(self.store, [article], self.coder)
        failed = isinstance(record, Failure)
        if isinstance(article, Article) and one.address:
            headers = fetched.headers if fetched else {}
            page = Page(
                etag=headers.get("etag"), modified=headers.get("last-modified"), digest=one.digest,
                article_id=article.article_id,
            )  # fmt: skip
            for address in {one.address, *([canonical_url(fetched.address)] if fetched else [])}:
                state.keep_page(address, page)
        state.end(one, kept=not failed)
        if isinstance(record, Failure):
            return News(kind="failure", name=record.article_id, said=f"{record.stage}: {record.reason}")
        return News(kind="article", name=article.article_id, said=outcome)

    def _article(self, one: Waiting, known: Page | None) -> tuple[Fetched | None, Article | Failure | None]:
        """The article of an entry's page, else of what the feed tells; None where the page did not change."""
        if one.address is None:
            return None, self._of_feed(one, None)
        try:
            found = self.fetcher.fetch(one.entry.link or one.address, headers=_conditions(known))
        except UnreachableError:
            if one.attempts + 1 < MOST_ATTEMPTS:
                raise
            return None, self._of_feed(one, "its server does not answer")
        except ReadingError as fault:
            return None, self._of_feed(one, str(fault))
        if found.status == UNCHANGED and known:
            return found, None
        if found.status == FOUND:
            article = page_at(found, self.asked, _told(one.entry))
            return found, article if isinstance(article, Article) else self._of_feed(one, article.reason)
        if found.status not in FOR_GOOD and one.attempts + 1 < MOST_ATTEMPTS:
            raise _StatusError(found, self.clock.now())
        return None, self._of_feed(one, f"its server answers {found.status}")

    def _of_feed(self, one: Waiting, reason: str | None) -> Article | Failure:
        """The article of what the feed itself tells; where that is nothing, why the page gave none."""
        try:
            return readable(entry_article(replace(one.entry, link=one.address), Facts(), self.asked))
        except ReadingError as fault:
            return Failure(article_id=one.address or one.key, stage="reading", reason=reason or str(fault))

    def _again(self, state: State, one: Waiting, said: str, wait: float) -> Iterator[News]:
        delay = max(wait, back_off(one.attempts + 1))
        state.postpone(one, one.attempts + 1, self.clock.now() + delay)
        yield News(kind="waiting", name=one.address or one.key, said=f"{said}; tried again in {_span(delay)}")


class _StatusError(Exception):
    """An answer that is no page: its status, and the seconds its server asks to be left alone."""

    def __init__(self, found: Fetched, now: float) -> None:
        self.wait = retry_after(found.headers, now)
        super().__init__(f"its server answers {found.status}")


def _conditions(known: FeedState | Page | None) -> dict[str, str]:
    """The headers by which a server can say that nothing changed."""
    return {header: mark for name, header in HEADERS if known and (mark := getattr(known, name))}


def _told(entry: Entry) -> Facts:
    return Facts(published_on=entry.published_on, outlet=entry.outlet, author=entry.author, title=entry.title)


def _site(address: str | None) -> str:
    return "" if address is None else address.partition("://")[2].partition("/")[0]


def _span(seconds: float) -> str:
    """A span in the unit that fits: "90s", "15m", "2h"."""
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f}{unit}"
    return f"{seconds:.0f}s"


def _summary(counts: Counter[str]) -> str:
    names = ("added", "changed", "recoded", "known", "failure", "waiting")
    return ", ".join(f"{counts[name]} {name}" for name in names if counts[name]) or "nothing new"
