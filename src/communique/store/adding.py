"""How an article is added: one transaction, its version, its coding, its rows, and what counts from now on."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from communique.errors import StoreError
from communique.model import Article, CodedArticle, Failure, MadeBy
from communique.record.codec import decode, encode
from communique.store import rows, runs, sql
from communique.store.changes import AFTER_ADD
from communique.store.database import Database
from communique.store.kept import Change, Outcome
from communique.store.rows import Row

COMPRESSION = 3  # of zlib; docs/decisions/0020-store.md
STORING = "storing"  # the stage of a failure whose record no database can hold
MADE_BY = ("code", "knowledge", "parser", "reader", "actors_file")

T = TypeVar("T")


def add(database: Database, coded: CodedArticle, run: runs.Run | None) -> Outcome:
    """What became of a record; all its rows are written, or none."""
    try:
        line = encode(coded)
    except ValueError as reason:  # half of a character pair, which no file can hold
        return add_failure(database, _unstorable(coded.article, reason), coded.article, run)
    with database.transaction():
        article_key, came = _version(database, coded.article, run.batch if run else runs.next_batch(database))
        kept = _with_page(database, coded, article_key)
        line = line if kept is coded else encode(kept)
        begun = database.value(sql.WINNER, (coded.article.article_id,)) == article_key
        stored = _is_stored(database, line, article_key)
        record_key = None if stored else _write(database, kept, _packed(line), article_key, run, current=begun)
        outcome: Outcome = "known" if stored else came
        database.execute(sql.MENDED, (coded.article.article_id, rows.digest(coded.article)))
        _choose(database, coded.article.article_id, outcome, kept, record_key)
    return outcome


def seen(database: Database, article: Article, run: runs.Run | None) -> Outcome:
    """The outcome "known", after a stored version came again; raises `StoreError` where it is not stored."""
    with database.transaction():
        found = database.row(sql.VERSION, (article.article_id, rows.digest(article)))
        if found is None:
            raise StoreError(f"{database.path}: {article.article_id} is not stored in this version")
        batch = run.batch if run else runs.next_batch(database)
        database.execute(sql.SEEN, (batch, found[0], batch))
        _keep_page(database, found[0], found[1], article.raw_sha256)
        _choose(database, article.article_id, "known", None, None)
    return "known"


def add_failure(database: Database, failure: Failure, article: Article | None, run: runs.Run | None) -> Outcome:
    """The outcome "failed", after the failure was written beside its id; a stored record of the article stays."""
    version = rows.digest(article) if article else ""
    written = [_storable(text) for text in (failure.article_id, failure.stage, failure.reason)]
    with database.transaction():
        values = (run.key if run else None, written[0], version, *written[1:], runs.now())
        database.execute(sql.FAILED, values)
    return "failed"


def made_by(database: Database, article: Article) -> MadeBy | None:
    """What made the newest coding of exactly this version of the article; None where it is not stored."""
    found = database.row(sql.VERSION, (_storable(article.article_id), rows.digest(article)))
    last = found and database.row(sql.LAST_RECORD, (found[0],))
    return MadeBy(**dict(zip(MADE_BY, last[1:-1], strict=True))) if last else None


def _version(database: Database, article: Article, batch: int) -> tuple[int, Outcome]:
    """The key of the article's version, made where it is new, and what a record of it is: added, changed, recoded."""
    row = rows.article_row(article)
    found = database.row(sql.VERSION, (article.article_id, row["digest"]))
    if found is not None:
        database.execute(sql.SEEN, (batch, found[0], batch))
        return found[0], "recoded"
    earlier = database.value(sql.VERSIONS, (article.article_id,))
    row |= {"version": earlier + 1, "batch": batch, "current": 0}
    return database.insert(sql.insert("articles", tuple(row)), tuple(row.values())), "changed" if earlier else "added"


def _with_page(database: Database, coded: CodedArticle, article_key: int) -> CodedArticle:
    """The record with the hash of the page that is kept for its version."""
    stored = database.value(sql.RAW, (article_key,))
    page = _keep_page(database, article_key, stored, coded.article.raw_sha256)
    return coded if page == coded.article.raw_sha256 else _on_page(coded, page)


def _keep_page(database: Database, article_key: int, stored: str | None, came: str | None) -> str | None:
    """Of the pages that gave the same text and facts the smallest hash, so that the order of arrival does not count."""
    page = min((one for one in (stored, came) if one is not None), default=None)
    if page != stored:
        database.execute(sql.SET_RAW, (page, article_key))
        last = database.row(sql.LAST_RECORD, (article_key,))
        if last is not None:
            packed = _packed(encode(_on_page(decode(zlib.decompress(last[-1])), page)))
            database.execute(sql.SET_CODED, {**packed, "record_key": last[0]})
    return page


def _on_page(coded: CodedArticle, page: str | None) -> CodedArticle:
    return replace(coded, article=replace(coded.article, raw_sha256=page))


def _is_stored(database: Database, line: str, article_key: int) -> bool:
    """True where the newest coding of the version is this very record."""
    last = database.row(sql.LAST_RECORD, (article_key,))
    return last is not None and zlib.decompress(last[-1]) == line.encode("utf-8")


def _packed(line: str) -> Row:
    """The columns of `records` that hold a record's line of JSON."""
    written = line.encode("utf-8")
    return {"digest": sha256(written).hexdigest(), "coded": zlib.compress(written, COMPRESSION)}


def _write(
    database: Database, coded: CodedArticle, packed: Row, article_key: int, run: runs.Run | None, *, current: bool
) -> int:
    """The key of the record, after it and its flat rows were written."""
    made_by = {part: getattr(coded.made_by, part) for part in MADE_BY}
    row = {
        "article_key": article_key, "run_key": run.key if run else None, "current": int(current),
        "stored_at": runs.now(), "schema": coded.schema, **made_by, **packed,
    }  # fmt: skip
    record_key = database.insert(sql.insert("records", tuple(row)), tuple(row.values()))
    for table, found in _flat(database, coded, {"record_key": record_key, "current": int(current)}):
        database.insert_all(sql.insert(table, tuple(found[0])), (tuple(row.values()) for row in found))
    return record_key


def _flat(database: Database, coded: CodedArticle, mark: Row) -> Iterator[tuple[str, list[Row]]]:
    """Each table with its rows of a record, keys and all; those that others belong to come first."""
    record, current = {"record_key": mark["record_key"]}, {"current": mark["current"]}
    events = _numbered(database, "events", "event_key", rows.event_rows(coded))
    statements = _numbered(database, "statements", "statement_key", rows.statement_rows(coded))
    tables = {
        "actors": [rows.actor_row(place, actor) | record for place, actor in enumerate(coded.actors)],
        "events": [one.event | key | mark for key, one in events],
        "event_actors": [who | key | current for key, one in events for who in one.actors],
        "dyads": [pair | key | current for key, one in events for pair in one.dyads],
        "statements": [one.statement | key | mark for key, one in statements],
        "statement_actors": [who | key for key, one in statements for who in one.actors],
    }
    return ((table, found) for table, found in tables.items() if found)


def _numbered(database: Database, table: str, name: str, found: Iterable[T]) -> list[tuple[Row, T]]:
    """What gets rows in a table, each with the key of its row; nobody else writes in this transaction."""
    first = database.value(sql.next_key(table, name))
    return [({name: key}, one) for key, one in enumerate(found, first)]


def _choose(
    database: Database, article_id: str, outcome: Outcome, coded: CodedArticle | None, record_key: int | None
) -> None:
    """Nothing; afterwards the last coding of the article's winning version counts, no other, and all rooms know."""
    winner = database.value(sql.WINNER, (article_id,))
    last = database.value(sql.LAST_RECORD_KEY, (winner,))
    before = {row[0] for row in database.rows(sql.CURRENT_RECORDS, (article_id,))} - {record_key}
    ceased = sorted(before - {last})
    begun = () if last in before else (last,)
    database.execute(sql.SUPERSEDE_VERSIONS, (article_id, winner))
    database.execute(sql.REINSTATE_VERSION, (winner,))
    for key in ceased:
        _set_current(database, key, 0)
    if last not in before and last != record_key:
        _set_current(database, last, 1)
    if outcome != "known" or begun or ceased:
        change = Change(outcome=outcome, coded=coded, record_key=record_key, begun=begun, ceased=tuple(ceased))
        for tell in AFTER_ADD:
            tell(database, change)


def _set_current(database: Database, record_key: int, truth: int) -> None:
    for statement in sql.SET_CURRENT:
        database.execute(statement, (truth, record_key))


def _unstorable(article: Article, reason: ValueError) -> Failure:
    return Failure(article_id=article.article_id, stage=STORING, reason=f"no JSON can hold the record: {reason}")


def _storable(text: str) -> str:
    """A text with a replacement for what UTF-8 cannot hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
