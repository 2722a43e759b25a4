"""Questions to a store: the events and statements that fit, newest first; the rows in which words stand."""

import heapq
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from communique.store.database import Database
from communique.store.filters import Beginning, Condition, beginnings, event_conditions, statement_conditions
from communique.store.indexing import schemas
from communique.views.selection import Selection

FEW = 2_000  # rows that fit the filters: so many are asked for the words; else the words' rows for the filters
PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')  # of what is looked for: a phrase, which may be refused, or a word
KEY = {"events": "event_key", "statements": "statement_key"}


def event_keys(database: Database, selection: Selection, *, newest: bool = True) -> Iterator[int]:
    """Keys of the events that fit, by day; as they are asked for, so that the first few cost little."""
    return _merged(database, beginnings(database, selection), list(event_conditions(selection)), newest=newest)


def statement_keys(database: Database, selection: Selection, *, newest: bool = True) -> Iterator[int]:
    """Keys of the statements that fit, by day."""
    by_day = Beginning(tables="statements AS e", day="e.day", key="e.statement_key", condition=Condition(text="1"))
    return _merged(database, [by_day], list(statement_conditions(selection)), newest=newest)


def _merged(database: Database, found: list[Beginning], conditions: list[Condition], *, newest: bool) -> Iterator[int]:
    order = "DESC" if newest else "ASC"
    walks = []
    for one in found:
        fits = [one.condition, *conditions]
        query = (
            f"SELECT {one.day}, {one.key} FROM {one.tables} WHERE {_all(fits)} "
            f"ORDER BY {one.day} {order}, {one.key} {order}"
        )
        walks.append(((day or "", key) for day, key in database.rows(query, _values(fits))))
    last = None
    for place in heapq.merge(*walks, reverse=newest):
        if place != last:
            yield place[1]
        last = place


def events_with(database: Database, words: str, selection: Selection) -> Iterator[int]:
    """Keys of the events in whose sentence the words stand and that fit, those stored last first."""
    for schema in schemas(database, "events"):
        fits = list(event_conditions(selection))
        yield from _with(database, ("events", schema), words, event_keys(database, selection), fits)


def statements_with(database: Database, words: str, selection: Selection) -> Iterator[int]:
    """Keys of the statements in whose content the words stand and that fit, those stored last first."""
    for schema in schemas(database, "statements"):
        fits = list(statement_conditions(selection))
        yield from _with(database, ("statements", schema), words, statement_keys(database, selection), fits)


def articles_with(database: Database, words: str, selection: Selection) -> Iterator[tuple[int, str]]:
    """The current articles in whose text the words stand, of an outlet and time where asked: the key of each, and the
    schema whose full text has them."""
    fits = _of_articles(selection)
    for schema in schemas(database, "articles"):
        query = (
            f"SELECT w.rowid FROM {schema}.articles_words AS w CROSS JOIN articles AS e ON e.article_key = w.rowid "
            f"WHERE articles_words MATCH ? AND e.current = 1 AND {_all(fits)} ORDER BY w.rowid DESC"
        )
        yield from ((key, schema) for (key,) in database.rows(query, (as_match(words), *_values(fits))))


def is_of_articles(selection: Selection) -> bool:
    """True where nothing is asked that only events or statements have."""
    return replace(selection, since=None, until=None, outlets=()) == Selection()


def _of_articles(selection: Selection) -> list[Condition]:
    found = [Condition(text="1")]
    if selection.since:
        found.append(Condition(text="e.published_on >= ?", values=(selection.since.isoformat(),)))
    if selection.until:
        found.append(Condition(text="e.published_on <= ?", values=(selection.until.isoformat(),)))
    outlets = tuple(selection.outlets)
    if outlets:
        text = " OR ".join("instr(' ' || folded(e.outlet) || ' ', ' ' || folded(?) || ' ')" for _ in outlets)
        found.append(Condition(text=f"({text})", values=outlets))
    return found


def _with(
    database: Database, rows: tuple[str, str], words: str, fitting: Iterator[int], conditions: list[Condition]
) -> Iterator[int]:
    """Keys of the rows of a table that fit and have the words; of those whose full text stands in one schema."""
    table, schema = rows
    match = as_match(words)
    if len(conditions) > 1:
        few = list(islice(fitting, FEW + 1))
        if len(few) <= FEW:
            query = (
                f"SELECT rowid FROM {schema}.{table}_words WHERE {table}_words MATCH ? "
                "AND rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid DESC"
            )
            yield from (key for (key,) in database.rows(query, (match, json.dumps(sorted(few)))))
            return
    query = (
        f"SELECT w.rowid FROM {schema}.{table}_words AS w CROSS JOIN {table} AS e ON e.{KEY[table]} = w.rowid "
        f"WHERE {table}_words MATCH ? AND {_all(conditions)} ORDER BY w.rowid DESC"
    )
    yield from (key for (key,) in database.rows(query, (match, *_values(conditions))))


def as_match(words: str) -> str:
    """What a user writes, in the language of FTS5: all words, "phrases", beginnings*, -without; "" for nothing to find.

    Every word is quoted, so that no sign of a user's is a command.
    """
    wanted: list[str] = []
    refused: list[str] = []
    for minus, phrase, word in PIECE.findall(words):
        text = phrase or word.lstrip("-")
        star = "*" if not phrase and text.endswith("*") else ""
        bare = text.rstrip("*").replace('"', "")
        if not any(sign.isalnum() for sign in bare):
            continue
        without = bool(minus) or (not phrase and word.startswith("-"))
        (refused if without else wanted).append(f'"{bare}"{star}')
    if not wanted:
        return ""
    return " ".join(wanted) + "".join(f" NOT {one}" for one in refused)


def _all(conditions: list[Condition]) -> str:
    return " AND ".join(one.text for one in conditions)


def _values(conditions: list[Condition]) -> tuple[object, ...]:
    return tuple(value for one in conditions for value in one.values)
