"""Rows drawn from records for a person to read: a sheet with empty verdicts."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from communique.errors import RecordError
from communique.model import Actor, ActorMention, CodedArticle, Event, Statement
from communique.record.codec import decode
from communique.views.tables import EVENT_COLUMNS, OF_ARTICLE, STATEMENT_COLUMNS, Columns
from communique.views.wording import quoted

WHAT = ("events", "statements", "actors")
BEFORE, AFTER = 200, 200  # characters of the article around a row
FIRST = ("row", "record_line", "quote", "evidence", "context")
LAST = ("verdict", "reason")
LEFT_OUT = frozenset({"evidence"})  # stands among the first
Named = tuple[Actor, ActorMention]
MENTION_COLUMNS: Columns[Named] = {
    **OF_ARTICLE,
    "start": lambda _, named: named[1].span.start,
    "end": lambda _, named: named[1].span.end,
    "actor": lambda _, named: named[0].key,
    "actor_id": lambda _, named: named[0].actor_id,
    "name": lambda _, named: named[0].name,
    "country": lambda _, named: named[0].country,
    "org_class": lambda _, named: named[0].org_class,
    "sectors": lambda _, named: "+".join(named[0].sectors),
    "office": lambda _, named: named[0].office,
    "antecedent": lambda _, named: named[1].antecedent and named[1].antecedent.quote,
    "rule": lambda _, named: named[1].rule,
}
TABLES: dict[str, Columns[Any]] = {
    "events": EVENT_COLUMNS, "statements": STATEMENT_COLUMNS, "actors": MENTION_COLUMNS,
}  # fmt: skip


def records(path: Path) -> Iterator[tuple[int, CodedArticle]]:
    """The records of a JSONL file with their line numbers; raises `RecordError` naming the line that is none."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                try:
                    yield number, decode(line)
                except RecordError as reason:
                    raise RecordError(f"{path}:{number}: {reason}") from None


def drawn(rows: Iterable[Any], n: int, seed: int) -> list[Any]:
    """`n` of the rows, each with the same chance, in their order; all where there are no more. One pass, memory n."""
    chance = Random(seed)
    kept: list[tuple[int, Any]] = []
    for index, row in enumerate(rows):
        if len(kept) < n:
            kept.append((index, row))
        elif (place := chance.randrange(index + 1)) < n:
            kept[place] = (index, row)
    return [row for _, row in sorted(kept, key=lambda pair: pair[0])]


def sheet(path: Path, *, n: int, seed: int, what: str) -> Iterator[dict[str, str]]:
    """The rows of a sheet, every field readable, `verdict` and `reason` empty."""
    for number, cells in enumerate(drawn(_cells(path, what), n, seed), start=1):
        yield {"row": str(number), **cells, **dict.fromkeys(LAST, "")}


def columns(what: str) -> tuple[str, ...]:
    """The header of a sheet."""
    return (*FIRST, *(name for name in TABLES[what] if name not in LEFT_OUT), *LAST)


def write_sheet(stream: Any, rows: Iterable[dict[str, str]], what: str) -> int:
    """The sheet as TSV; gives back how many rows it has."""
    writer = csv.DictWriter(stream, columns(what), delimiter="\t", lineterminator="\n")
    writer.writeheader()
    number = 0
    for row in rows:
        writer.writerow(row)
        number += 1
    return number


def _cells(path: Path, what: str) -> Iterator[dict[str, str]]:
    table = TABLES[what]
    for line, coded in records(path):
        for row in _rows(coded, what):
            told = {name: value(coded, row) for name, value in table.items() if name not in LEFT_OUT}
            yield _row(line, coded, row, told)


def _rows(coded: CodedArticle, what: str) -> Iterable[Event | Statement | Named]:
    """The events or statements of a record, or every naming of its actors in the order of the text."""
    if what == "events":
        return coded.events
    if what == "statements":
        return coded.statements
    namings = ((actor, mention) for actor in coded.actors for mention in actor.mentions)
    return sorted(namings, key=lambda named: (named[1].span.start, named[1].span.end))


def _row(line: int, coded: CodedArticle, row: Event | Statement | Named, told: dict[str, Any]) -> dict[str, str]:
    start, end = _stretch(row)
    text = coded.article.text
    first = {
        "record_line": line,
        "quote": _quote(row),
        "evidence": row.evidence.quote if isinstance(row, Event) else text[start:end],
        "context": text[max(0, start - BEFORE) : end + AFTER],
    }
    return {name: _readable(value) for name, value in {**first, **told}.items()}


def _quote(row: Event | Statement | Named) -> str:
    if isinstance(row, Event):
        return row.trigger.quote
    return quoted(row.content) if isinstance(row, Statement) else row[1].span.quote


def _stretch(row: Event | Statement | Named) -> tuple[int, int]:
    """From the first to the last word of a row."""
    if isinstance(row, tuple):
        return row[1].span.start, row[1].span.end
    if isinstance(row, Event):
        return row.evidence.start, row.evidence.end
    parts = [*row.content, *([row.cue] if row.cue else []), *([row.speaker.span] if row.speaker else [])]
    near = [p for p in parts if abs(p.start - row.content[0].start) < AFTER or p in row.content]
    return min(p.start for p in near), max(p.end for p in near)


def _readable(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else " ".join(str(value).split())
