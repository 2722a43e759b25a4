"""Rows of a store → what its users read: articles, events, statements, as iterators."""

import zlib
from collections.abc import Iterable, Iterator
from datetime import date as Day
from typing import Any

from communique.model import Span
from communique.store import sql
from communique.store.asking import event_keys, statement_keys
from communique.store.database import Database
from communique.store.kept import StoredActor, StoredArticle, StoredEvent, StoredStatement
from communique.views.selected import asks_nothing
from communique.views.selection import Selection


def articles(database: Database, *, superseded: bool) -> Iterator[StoredArticle]:
    """The articles without their texts, sorted by article_id and version."""
    after, version = "", 0
    while page := list(database.rows(sql.ARTICLES, (after, after, version, int(not superseded), sql.PAGE))):
        yield from map(_article, page)
        after, version = page[-1][:2]


def events(database: Database, article_id: str | None) -> Iterator[StoredEvent]:
    """The events that count, sorted by day."""
    found = database.rows(sql.EVENTS) if article_id is None else database.rows(sql.EVENTS_OF, (article_id,))
    return (_event(row, list(database.rows(sql.EVENT_ACTORS, (row[0],)))) for row in found)


def statements(database: Database, article_id: str | None) -> Iterator[StoredStatement]:
    """The statements that count, sorted by day."""
    found = database.rows(sql.STATEMENTS) if article_id is None else database.rows(sql.STATEMENTS_OF, (article_id,))
    return map(_statement, found)


def events_of(database: Database, keys: Iterable[int]) -> Iterator[StoredEvent]:
    """The events of these keys, in their order."""
    for key in keys:
        for row in database.rows(sql.EVENT, (key,)):
            yield _event(row, list(database.rows(sql.EVENT_ACTORS, (key,))))


def statements_of(database: Database, keys: Iterable[int]) -> Iterator[StoredStatement]:
    """The statements of these keys, in their order."""
    return (_statement(row) for key in keys for row in database.rows(sql.STATEMENT, (key,)))


def articles_of(database: Database, keys: Iterable[int]) -> Iterator[StoredArticle]:
    """The articles of these keys, in their order."""
    return (_article(row) for key in keys for row in database.rows(sql.ARTICLE_OF_KEY, (key,)))


def lines(database: Database, selection: Selection) -> Iterator[str]:
    """The records that hold a wanted event or statement, whole, as lines of JSON sorted by article_id."""
    if asks_nothing(selection):
        after = ""
        while page := list(database.rows(sql.RECORDS, (after, sql.PAGE))):
            yield from (zlib.decompress(coded).decode("utf-8") for _, coded in page)
            after = page[-1][0]
        return
    wanted = {database.value(sql.RECORD_OF["events"], (key,)) for key in event_keys(database, selection)}
    wanted |= {database.value(sql.RECORD_OF["statements"], (key,)) for key in statement_keys(database, selection)}
    for _, key in sorted((database.value(sql.ARTICLE_OF_RECORD, (key,)), key) for key in wanted):
        yield zlib.decompress(database.value(sql.CODED, (key,))).decode("utf-8")


def _article(row: tuple[Any, ...]) -> StoredArticle:
    article_id, version, current, text_id, title, published_on, outlet, author, url, language, raw = row
    return StoredArticle(
        article_id=article_id, version=version, current=bool(current), text_id=text_id, title=title,
        published_on=_day(published_on), outlet=outlet, author=author, url=url, language=language, raw_sha256=raw,
    )  # fmt: skip


def _event(row: tuple[Any, ...], actors: list[tuple[Any, ...]]) -> StoredEvent:
    key, article_id, outlet, published_on, day, event_id, event_type, mode, cameo, contexts, status = row[:11]
    historical, reciprocal, start, end, words, first, last, evidence, attribution, rule = row[11:]
    return StoredEvent(
        event_key=key, article_id=article_id, outlet=outlet, published_on=_day(published_on), day=_day(day),
        event_id=event_id, event_type=event_type, mode=mode, cameo=cameo, contexts=_parts(contexts), status=status,
        historical=bool(historical), reciprocal=bool(reciprocal),
        source_actors=tuple(_actor(who[1:]) for who in actors if who[0] == "source"),
        target_actors=tuple(_actor(who[1:]) for who in actors if who[0] == "target"),
        trigger=Span(start=start, end=end, quote=words), evidence=Span(start=first, end=last, quote=evidence),
        attribution=attribution, rule=rule,
    )  # fmt: skip


def _actor(row: tuple[Any, ...]) -> StoredActor:
    name, actor_id, country, org_class, sectors, office, doubtful, words = row
    return StoredActor(
        name=name, actor_id=actor_id, country=country, org_class=org_class, sectors=_parts(sectors), office=office,
        doubtful=bool(doubtful), words=words,
    )  # fmt: skip


def _statement(row: tuple[Any, ...]) -> StoredStatement:
    key, article_id, outlet, published_on, day, statement_id, kind, thought, negated = row[:9]
    name, actor_id, country, org_class, sectors, office, cue, content, act, within, contexts, rule = row[9:]
    speaker = None if name is None else StoredActor(
        name=name, actor_id=actor_id, country=country, org_class=org_class, sectors=_parts(sectors), office=office
    )  # fmt: skip
    return StoredStatement(
        statement_key=key, article_id=article_id, outlet=outlet, published_on=_day(published_on), day=_day(day),
        statement_id=statement_id, kind=kind, thought=bool(thought), negated=bool(negated), speaker=speaker, cue=cue,
        content=content, act=act, within=within, contexts=_parts(contexts), rule=rule,
    )  # fmt: skip


def _day(written: str | None) -> Day | None:
    return None if written is None else Day.fromisoformat(written)


def _parts(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split("+")) if joined else ()
