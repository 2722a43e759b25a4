"""The incidents of a store: made when they are first asked for after articles were added, and read.

Each step is a transaction and marks what is left to do, so a run that is killed goes on where it was. What was joined
before is not looked at again unless something new hangs together with it.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from communique.model import CodedArticle
from communique.record.codec import decode
from communique.store import incident_sql as sql
from communique.store.database import Database
from communique.store.incidents import Incident, Retelling, event_of
from communique.store.kept import Change
from communique.store.kept_blocks import INCIDENTS, PAGES, owners
from communique.store.kept_groups import regroup, whole
from communique.store.kept_reports import forget, keep
from communique.store.kept_reviews import apply_decisions, decided_pairs, reviewed_record
from communique.store.packing import packed, unpacked
from communique.store.retold import Page, incident_blocks, page_blocks, told_by, with_retellings
from communique.store.reviews import Decision

Watch = Callable[[int], None]  # is told how many records were joined since it was last told


def queue(database: Database, change: Change) -> None:
    """Nothing; the records that an addition let count, or no longer count, will be joined when somebody asks."""
    for record_key in (*change.begun, *change.ceased):
        database.execute(sql.QUEUE, (record_key,))


def to_join(database: Database) -> int:
    """How many records wait to be joined."""
    return int(database.value(sql.COUNT_QUEUED))


def is_joined(database: Database) -> bool:
    """True where every record that counts is joined into incidents."""
    return not to_join(database) and database.value(sql.FRESH_REPORT) is None


def join(database: Database, watch: Watch | None = None) -> None:
    """Nothing; afterwards all records that count, and all decisions, are joined into incidents."""
    apply_decisions(database)
    while page := list(database.rows(sql.QUEUED, (sql.PAGE,))):
        with database.transaction():
            for record_key, current, packed_record, joined in page:
                if joined is not None:
                    forget(database, record_key)
                if current:
                    keep(database, record_key, reviewed_record(database, _record(packed_record)))
                database.execute(sql.DONE, (record_key,))
        if watch is not None:
            watch(len(page))
    decided = decided_pairs(database)
    while (name := database.value(sql.FRESH_REPORT)) is not None:
        regroup(database, name, decided)
    _retell(database)


def _record(packed_record: bytes) -> CodedArticle:
    return decode(zlib.decompress(packed_record))


def _retell(database: Database) -> None:
    """Nothing; afterwards each article tells the incidents it tells: new articles, and those near a new incident."""
    fresh = [row[0] for row in database.rows(sql.FRESH_INCIDENTS)]
    pages = {row[0] for row in database.rows(sql.FRESH_PAGES)}
    for key in fresh:
        pages.update(owners(database, PAGES, incident_blocks(whole(database, key))))
    ordered = sorted(pages)
    for start in range(0, len(ordered), sql.PAGE):
        known: dict[int, Incident] = {}  # neighbours share most of theirs
        with database.transaction():
            for record_key in ordered[start : start + sql.PAGE]:
                _tell_again(database, record_key, known)
    with database.transaction():
        for key in fresh:
            database.execute(sql.JOINED_INCIDENT, (key,))


def _tell_again(database: Database, record_key: int, known: dict[int, Incident]) -> None:
    page = unpacked(Page, database.value(sql.PAGE_OF, (record_key,)))
    near = owners(database, INCIDENTS, page_blocks(page))
    known.update((key, whole(database, key)) for key in near if key not in known)
    keys = {known[key].incident_id: key for key in near}
    database.execute(sql.DROP_RETELLINGS, (record_key,))
    for incident_id, made in told_by(page, [known[key] for key in near]):
        database.execute(sql.ADD_RETELLING, (record_key, keys[incident_id], packed(made)))
    database.execute(sql.MARK_PAGE, (0, record_key))


def incidents(database: Database, least: int = 1) -> Iterator[Incident]:
    """The incidents that so many articles tell, sorted by day; those without a day last. They must be joined."""
    for key in [row[0] for row in database.rows(sql.LISTED, (least,))]:
        yield _read(database, key)


def find(database: Database, name: str) -> Incident | None:
    """The incident of this name, or of an event of this id, or that one of this name has grown into."""
    key = database.value(sql.KEY_OF_INCIDENT, (name,))
    for (report,) in [] if key is not None else list(database.rows(sql.NAMES_OF_EVENT, (event_of(name),))):
        key = database.value(sql.INCIDENT_OF, (report,))
        if key is not None:
            break
    return None if key is None else _read(database, key)


def _read(database: Database, key: int) -> Incident:
    incident = unpacked(Incident, database.value(sql.INCIDENT, (key,)))
    retold = [unpacked(Retelling, row[0]) for row in database.rows(sql.RETELLINGS, (key,))]
    said = [unpacked(Decision, row[0]) for row in database.rows(sql.DECISIONS_IN, (key,))]
    names = [one.value for one in said if one.verdict == "name"]
    notes = tuple(dict.fromkeys(one.value for one in said if one.verdict == "note" and one.value))
    return replace(with_retellings(incident, retold), name=names[-1] if names else None, notes=notes)
