"""What a store remembers of watched feeds: when each is due, which entries wait, which pages were fetched."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date as Day
from hashlib import sha256

from communique.reading.feed import Entry
from communique.reading.identity import canonical_url
from communique.store.database import Database

FEED = "SELECT etag, modified, next_at, failures FROM feeds WHERE feed = ?"
KEEP_FEED = """INSERT INTO feeds (feed, etag, modified, next_at, failures) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (feed) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,
    next_at = excluded.next_at, failures = excluded.failures"""
ENTRY = "SELECT digest FROM feed_entries WHERE feed = ? AND entry = ?"
KEEP_ENTRY = """INSERT INTO feed_entries (feed, entry, digest, address, state, attempts, next_at, told)
    VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?) ON CONFLICT (feed, entry) DO UPDATE SET digest = excluded.digest,
    address = excluded.address, state = 'waiting', attempts = 0,
    next_at = excluded.next_at, told = excluded.told"""
DUE = """SELECT feed, entry, address, digest, attempts, told FROM feed_entries
    WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, feed, entry"""
END = "UPDATE feed_entries SET state = ?, told = NULL WHERE feed = ? AND entry = ?"
POSTPONE = "UPDATE feed_entries SET attempts = ?, next_at = ? WHERE feed = ? AND entry = ?"
PAGE = "SELECT etag, modified, digest, article_id FROM feed_pages WHERE address = ?"
KEEP_PAGE = "INSERT OR REPLACE INTO feed_pages (address, etag, modified, digest, article_id) VALUES (?, ?, ?, ?, ?)"
TELLING = ("title", "published_on", "updated", "text")  # what a feed tells of an article, whichever feed it is
WAITING = "SELECT count(*), min(next_at) FROM feed_entries WHERE state = 'waiting' AND feed = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed, the marks of its last whole answer, when it is asked again, and how often it failed in a row."""

    feed: str
    etag: str | None = None
    modified: str | None = None
    next_at: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry whose article is not kept yet."""

    feed: str
    key: str
    address: str | None
    digest: str  # of what the feed tells of the article
    attempts: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was fetched: the marks its server gave it, and the article it made."""

    etag: str | None
    modified: str | None
    digest: str  # of what a feed told of it then
    article_id: str


class State:
    """The tables of a store that belong to watching; each method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def feed(self, feed: str) -> FeedState:
        """What is known of a feed."""
        found = self._database.row(FEED, (feed,))
        if found is None:
            return FeedState(feed=feed)
        return FeedState(feed=feed, etag=found[0], modified=found[1], next_at=found[2], failures=found[3])

    def keep(self, feed: FeedState, entries: Iterable[Entry], now: float) -> int:
        """How many entries are new or changed; they wait from now on, written together with the feed's own state."""
        with self._database.transaction():
            self._database.execute(KEEP_FEED, (feed.feed, feed.etag, feed.modified, feed.next_at, feed.failures))
            return sum(self._noted(feed.feed, entry, now) for entry in entries)

    def _noted(self, feed: str, entry: Entry, now: float) -> bool:
        address = canonical_url(entry.link) if entry.link else None
        told = asdict(entry) | {"number": 0, "published_on": entry.published_on and entry.published_on.isoformat()}
        digest = sha256(json.dumps([address, *(told[name] for name in TELLING)]).encode("ascii")).hexdigest()
        known = self._database.row(ENTRY, (feed, entry.key))
        if known is not None and known[0] == digest:
            return False
        self._database.execute(KEEP_ENTRY, (feed, entry.key, digest, address, now, json.dumps(told)))
        return True

    def due(self, now: float, feeds: Sequence[str]) -> Iterator[Waiting]:
        """The entries of these feeds that are to be tried now, the longest waiting first."""
        for feed, key, address, digest, attempts, told in list(self._database.rows(DUE, (now,))):
            if feed in feeds:
                yield Waiting(feed=feed, key=key, address=address, digest=digest, attempts=attempts, entry=_entry(told))

    def end(self, waiting: Waiting, *, kept: bool) -> None:
        """Nothing; the entry waits no longer."""
        self._database.execute(END, ("done" if kept else "failed", waiting.feed, waiting.key))

    def postpone(self, waiting: Waiting, attempts: int, until: float) -> None:
        """Nothing; the entry is tried again then."""
        self._database.execute(POSTPONE, (attempts, until, waiting.feed, waiting.key))

    def page(self, address: str) -> Page | None:
        """What is known of a page; None where it was never fetched."""
        found = self._database.row(PAGE, (address,))
        return None if found is None else Page(etag=found[0], modified=found[1], digest=found[2], article_id=found[3])

    def keep_page(self, address: str, page: Page) -> None:
        """Nothing; the page was fetched, and its article is kept."""
        self._database.execute(KEEP_PAGE, (address, page.etag, page.modified, page.digest, page.article_id))

    def waiting(self, feeds: Sequence[str]) -> tuple[int, float | None]:
        """How many entries of these feeds wait, and when the first of them is due."""
        found = [self._database.row(WAITING, (feed,)) or (0, None) for feed in feeds]
        return sum(count for count, _ in found), min((first for _, first in found if first is not None), default=None)


def _entry(told: str) -> Entry:
    values = json.loads(told)
    day = values.pop("published_on")
    return Entry(**values, published_on=Day.fromisoformat(day) if day else None)
