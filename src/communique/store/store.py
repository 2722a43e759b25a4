"""The store: what is added, which version counts, and what comes out again."""

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Self

from communique.errors import StoreError
from communique.model import Article, CodedArticle, Failure, MadeBy, Status
from communique.record.codec import decode
from communique.store import (
    adding,
    asking,
    checking,
    frames,
    indexing,
    kept_incidents,
    kept_reviews,
    migrating,
    runs,
    selecting,
    sql,
)
from communique.store.database import PATIENCE, Database
from communique.store.finding import Found
from communique.store.incidents import Incident
from communique.store.kept import Outcome, StoredArticle, StoredEvent, StoredStatement
from communique.store.reviews import Decision
from communique.store.timeline import Month, timeline
from communique.views.selection import Selection

if TYPE_CHECKING:
    import polars


def open_store(path: str | Path, *, readonly: bool = False, patience: float = PATIENCE) -> "Store":
    """The store in this file; a new one is made where there is none, unless `readonly`.

    Raises `StoreError` where the file is no store, is of another version, or cannot be opened. A writer waits
    `patience` seconds for another one.
    """
    file = Path(path)
    if readonly and not file.exists():
        raise StoreError(f"{file}: no such store; `communique add ARTICLES --store {file}` makes one")
    if file.is_dir():
        raise StoreError(f"{file} is a folder; a store is one file")
    database = Database(file, readonly=readonly, patience=patience)
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


def _prepare(database: Database) -> None:
    """Nothing; raises where the file is not a store of the version that this program reads."""
    found, wanted = migrating.version(database), migrating.newest()
    if found == 0 and not database.readonly:
        migrating.create(database)
    elif not found:
        raise StoreError(f"{database.path} is no store of communique; name another file")
    elif found < wanted:
        raise StoreError(
            f"{database.path} is a store of version {found}, this program reads {wanted}: "
            f"communique store migrate --store {database.path}"
        )
    elif found > wanted:
        raise StoreError(
            f"{database.path} was made by a newer communique (store version {found}, this one reads {wanted}): "
            "pip install --upgrade communique"
        )


def migrate_store(path: str | Path) -> Iterator[tuple[migrating.Migration, Path]]:
    """Each step that brought a store up to date, with the copy made before it; raises `StoreError` where one fails."""
    with contextlib.closing(Database(Path(path))) as database:
        if not migrating.version(database):
            raise StoreError(f"{path} is no store of communique; name another file")
        yield from migrating.migrate(database)


class Store:
    """A store, opened; use it in a `with` statement or close it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._run: runs.Run | None = None

    def __repr__(self) -> str:
        return f"Store({str(self.database.path)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing; the file may be opened by others again."""
        self.database.close()

    def index_words(self) -> None:
        """Nothing; the words of the articles that were added last are indexed, too. `find` does it where they are not;
        a run does it at its end."""
        indexing.index(self.database)

    @contextlib.contextmanager
    def run(self, inputs: Iterable[str]) -> Iterator[runs.Run]:
        """A run: what is added inside belongs to it, and it is written down how it ended.

        Versions of one article that come in the same run are ranked by their day of publication, not by which came
        first; a run with the same inputs as one that was broken off continues it.
        """
        self._run = run = runs.start(self.database, inputs)
        ending: runs.Ending = "interrupted"
        try:
            yield run
            ending = "finished"
        finally:
            self._run = None
            with contextlib.nullcontext() if ending == "finished" else contextlib.suppress(StoreError):
                runs.end(self.database, run, ending)  # on a full disk the first fault is the one to tell
                self.index_words()

    def add(self, coded: CodedArticle | Failure, *, article: Article | None = None) -> Outcome:
        """What became of it: "added", "changed" (a new version of a stored article), "recoded" (the same version, read
        by another program), "known" or "failed".

        One transaction: all rows of an article are kept, or none. Of a failure, give the `article` where it was read.
        """
        if isinstance(coded, Failure):
            return self._count(adding.add_failure(self.database, coded, article, self._run))
        outcome = adding.add(self.database, coded, self._run)
        with contextlib.suppress(StoreError):  # a full disk: the next article tells; what waits is indexed later
            indexing.index(self.database, indexing.PART)
        return self._count(outcome)

    def made_by(self, article: Article) -> MadeBy | None:
        """What made the newest coding of exactly this version of the article; None where it is not stored."""
        return adding.made_by(self.database, article)

    def seen(self, article: Article) -> Outcome:
        """ "known": a stored version of an article has come again; it counts again if another had superseded it."""
        return self._count(adding.seen(self.database, article, self._run))

    def _count(self, outcome: Outcome) -> Outcome:
        if self._run is not None:
            self._run.counts[outcome] += 1
        return outcome

    def record(self, article_id: str) -> CodedArticle | None:
        """The record of an article as it counts now."""
        found = self.database.value(sql.RECORD, (article_id,))
        return None if found is None else unpacked(found)

    def codings(self, article_id: str) -> tuple[CodedArticle, ...]:
        """All records of an article, superseded ones too, in order of arrival."""
        return tuple(unpacked(row[0]) for row in self.database.rows(sql.ALL_OF_ARTICLE, (article_id,)))

    def records(self) -> Iterator[CodedArticle]:
        """The records that count, sorted by article_id; others may write meanwhile."""
        after = ""
        while page := list(self.database.rows(sql.RECORDS, (after, sql.PAGE))):
            yield from (unpacked(coded) for _, coded in page)
            after = page[-1][0]

    def articles(self, *, superseded: bool = False) -> Iterator[StoredArticle]:
        """The articles without their texts, sorted by article_id; with superseded versions where asked."""
        return selecting.articles(self.database, superseded=superseded)

    def events(self, wanted: str | Selection | None = None, *, newest: bool = False) -> Iterator[StoredEvent]:
        """The events that count, as flat rows sorted by day; of one article_id, or those of a selection."""
        if isinstance(wanted, Selection):
            return selecting.events_of(self.database, asking.event_keys(self.database, wanted, newest=newest))
        return selecting.events(self.database, wanted)

    def statements(self, wanted: str | Selection | None = None, *, newest: bool = False) -> Iterator[StoredStatement]:
        """The statements that count, as flat rows sorted by day; of one article_id, or those of a selection."""
        if isinstance(wanted, Selection):
            return selecting.statements_of(self.database, asking.statement_keys(self.database, wanted, newest=newest))
        return selecting.statements(self.database, wanted)

    def lines(self, selection: Selection | None = None) -> Iterator[str]:
        """The records that hold a wanted event or statement, as lines of JSON sorted by article_id."""
        return selecting.lines(self.database, selection or Selection())

    def find(self, words: str, selection: Selection | None = None) -> Found:
        """Where these words stand: "phrases", beginnings*, -without; of a selection where given."""
        return Found(self.database, words, selection or Selection())

    def timeline(self, one: str, other: str, statuses: Iterable[Status] = ("actual",)) -> tuple[Month, ...]:
        """The months of two codes (country, or class of organisations): incidents, reports each way, quad classes, mean
        scores. What was added since is joined into incidents first, unless the store is read-only."""
        if not self.database.readonly:
            kept_incidents.join(self.database)
        return timeline(self.database, one, other, statuses)

    def events_frame(self, selection: Selection | None = None) -> "polars.DataFrame":
        """The events that fit as a data frame of polars: the columns of `--format events-parquet`."""
        return frames.events_frame(self.lines(selection), selection or Selection())

    def statements_frame(self, selection: Selection | None = None) -> "polars.DataFrame":
        """The statements that fit as a data frame of polars: the columns of `--format statements-parquet`."""
        return frames.statements_frame(self.lines(selection), selection or Selection())

    def incidents(self, least: int = 1) -> Iterator[Incident]:
        """The happenings that so many articles tell or more, by day; what was added since is joined first."""
        kept_incidents.join(self.database)
        return kept_incidents.incidents(self.database, least)

    def incident(self, name: str) -> Incident | None:
        """The happening of this id, or of an event with this id; an id that was merged away leads to where it went."""
        kept_incidents.join(self.database)
        return kept_incidents.find(self.database, name)

    def decide(self, decision: Decision) -> bool:
        """True where a person's decision is new: it is kept for good and goes before what the machine coded."""
        return kept_reviews.add_decision(self.database, decision)

    def decisions(self, article_id: str | None = None) -> Iterator[Decision]:
        """What persons decided, in the order of time; of one article where named."""
        return kept_reviews.decisions(self.database, article_id)

    def failures(self) -> Iterator[Failure]:
        """The articles that could not be read or coded, until they can."""
        for article_id, stage, reason in self.database.rows(sql.FAILURES):
            yield Failure(article_id=article_id, stage=stage, reason=reason)

    def check(self) -> Iterator[str]:
        """What is wrong in the store, a line each; nothing where it is whole and each article counts once."""
        return checking.faults(self.database)

    def counts(self) -> dict[str, int]:
        """How much is stored: articles, superseded versions, codings, events, statements, failures."""
        return {name: int(self.database.value(query)) for name, query in sql.COUNTS.items()}

    @property
    def version(self) -> int:
        """The version of its tables."""
        return migrating.version(self.database) or 0

    @property
    def size(self) -> int:
        """Bytes of the file, without what waits in the log."""
        return self.database.path.stat().st_size

    def published(self) -> tuple[Day | None, Day | None]:
        """The first and the last day of publication."""
        first, last = self.database.row(sql.PUBLISHED) or (None, None)
        return (first and Day.fromisoformat(first), last and Day.fromisoformat(last))

    def programs(self) -> dict[str, int]:
        """What coded the records that count, as text, with the number of articles."""
        return {str(program): int(number) for program, number in self.database.rows(sql.PROGRAMS)}

    def runs(self) -> list[dict[str, str | int | None]]:
        """All runs: number, when, how it ended (None: not yet, or killed), and how many of each outcome."""
        return [dict(zip(sql.RUN_COLUMNS, row, strict=True)) for row in self.database.rows(sql.RUNS)]

    def vacuum(self) -> None:
        """Nothing; room that is not used any more is given back to the disk."""
        self.database.execute("VACUUM")
        self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def unpacked(coded: bytes) -> CodedArticle:
    """The record in a cell of `records.coded`."""
    return decode(zlib.decompress(coded))
