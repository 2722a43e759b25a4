"""Decisions in a store: added, never changed, and applied to what the joining sees."""

import zlib
from collections.abc import Iterator

from communique.model import CodedArticle
from communique.record.codec import decode
from communique.store import incident_sql as sql
from communique.store.components import Pair, ordered
from communique.store.database import Database
from communique.store.joining import Decided
from communique.store.packing import packed, unpacked
from communique.store.reviews import PAIRED, Anchor, Decision, event_at, reviewed, standing_pairs


def add_decision(database: Database, decision: Decision) -> bool:
    """True where the decision is new; one that is there already changes nothing."""
    with database.transaction():
        if database.value(sql.IS_DECIDED, (decision.decision_id,)):
            return False
        at = decision.at
        values = (decision.decision_id, decision.decided_at, at.article_id, at.event_id, packed(decision))
        database.execute(sql.ADD_DECISION, values)
    return True


def decisions(database: Database, article_id: str | None = None) -> Iterator[Decision]:
    """All decisions in the order of their time; those of one article where named."""
    found = database.rows(sql.DECISIONS) if article_id is None else database.rows(sql.DECISIONS_OF, (article_id,))
    yield from (unpacked(Decision, row[0]) for row in found)


def reviewed_record(database: Database, coded: CodedArticle) -> CodedArticle:
    """The record as persons corrected it."""
    return reviewed(coded, decisions(database, coded.article.article_id))


def current_record(database: Database, article_id: str) -> tuple[int, CodedArticle] | None:
    """The key and the record of an article as the machine coded it last; None where it is not stored."""
    found = database.row(sql.CURRENT_RECORD, (article_id,))
    return None if found is None else (found[0], decode(zlib.decompress(found[1])))


def decided_pairs(database: Database) -> Decided:
    """Which reports persons joined and which they parted, by the names of the reports."""
    joined: set[Pair] = set()
    parted: set[Pair] = set()
    for one in standing_pairs(decisions(database)):
        pairs = joined if one.verdict == "joined" else parted
        assert one.other is not None
        pairs.update(ordered(a, b) for a in _names(database, one.at) for b in _names(database, one.other) if a != b)
    return Decided(joined=frozenset(joined), parted=frozenset(parted))


def apply_decisions(database: Database) -> None:
    """Nothing; the articles that new decisions are about will be joined again."""
    with database.transaction():
        for (packed_decision,) in list(database.rows(sql.NOT_APPLIED)):
            one = unpacked(Decision, packed_decision)
            if one.verdict in PAIRED and one.other is not None:
                for name in (*_names(database, one.at), *_names(database, one.other)):
                    database.execute(sql.MARK_REPORT, (1, name))
            elif (found := current_record(database, one.at.article_id)) is not None:
                database.execute(sql.QUEUE, (found[0],))
        database.execute(sql.APPLIED)


def _names(database: Database, at: Anchor) -> list[str]:
    """The reports of the event at a place: those with its id, also in copies; after a new coding, those found again."""
    names = [row[0] for row in database.rows(sql.NAMES_OF_EVENT, (at.event_id,))]
    if names:
        return names
    found = current_record(database, at.article_id)
    event = None if found is None else event_at(found[1], at)
    return [] if event is None else [row[0] for row in database.rows(sql.NAMES_OF_EVENT, (event.event_id,))]
