"""`store check`: is the file whole, does every article count once, and do the flat rows say what the records say?"""

import zlib
from collections.abc import Iterator
from hashlib import sha256

from communique.errors import RecordError
from communique.model import CodedArticle
from communique.record.codec import decode
from communique.store import rows, sql
from communique.store.database import Database

Table = dict[str, tuple[str, ...]]


def faults(database: Database) -> Iterator[str]:
    """What is wrong in a store, a line each with what it is about; nothing where all is well."""
    whole = [row[0] for row in database.rows("PRAGMA integrity_check")]
    if whole != ["ok"]:
        yield from (f"the file: {told}" for told in whole)
        return  # what is read from a broken file says nothing
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"{table}, row {row}: what it belongs to in {parent} is missing"
    for told, query in sql.CHECKS.items():
        yield from (f"{row[0]}: {told}" for row in database.rows(query))
    yield from _record_faults(database)


def _record_faults(database: Database) -> Iterator[str]:
    """Each record that cannot be read, or whose flat rows are not those of the record."""
    after = 0
    while page := list(database.rows(sql.ALL_RECORDS, (after, sql.PAGE))):
        for key, article_id, name, packed in page:
            yield from (f"{article_id} (record {key}): {told}" for told in _faults_of(database, key, name, packed))
        after = page[-1][0]


def _faults_of(database: Database, key: int, name: str, packed: bytes) -> Iterator[str]:
    try:
        line = zlib.decompress(packed)
        coded = decode(line)
    except (zlib.error, RecordError) as fault:
        yield f"the record cannot be read: {fault}"
        return
    if sha256(line).hexdigest() != name:
        yield "the record is not the one that was written: its digest differs"
    stored = {table: tuple(row[0] for row in database.rows(query, (key,))) for table, query in sql.ROWS_OF.items()}
    for table, wanted in _wanted(coded).items():
        if stored[table] != wanted:
            yield f"{table}: {len(stored[table])} rows are not the {len(wanted)} of the record"


def _wanted(coded: CodedArticle) -> Table:
    """By table, what names each row that the record must have, in order."""
    events, statements = list(rows.event_rows(coded)), list(rows.statement_rows(coded))
    return {
        "actors": tuple(actor.key for actor in coded.actors),
        "events": tuple(happened.event["event_id"] for happened in events),
        "event_actors": tuple(who["name"] for happened in events for who in happened.actors),
        "dyads": tuple(f"{pair['source_code']} {pair['target_code']}" for one in events for pair in one.dyads),
        "statements": tuple(said.statement["statement_id"] for said in statements),
        "statement_actors": tuple(who["name"] for said in statements for who in said.actors),
    }
