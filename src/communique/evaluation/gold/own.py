"""Users' own gold: one row an expected event, or an expected statement (docs/evaluation.md has the columns)."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.errors import ReadingError
from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, country_code, json_lines, together
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import SAME, letters, likeness_of, pairs
from communique.model import ActorRef, Event, Statement
from communique.views.wording import kind_of_act, quoted, speaker, when, who_to_whom

SEPARATORS = {".csv": ",", ".tsv": "\t"}
LARGEST_CELL = 10_000_000  # characters; the csv module's own limit is too small for articles
OWN = "own"


def tables_or_lines(path: Path) -> Iterator[Row]:
    """The rows of a CSV or TSV with a header, or of JSON lines; a missing cell is ""."""
    if path.suffix not in SEPARATORS:
        yield from json_lines(path)
        return
    csv.field_size_limit(LARGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter=SEPARATORS[path.suffix]), start=2):
            if None in row or None in row.values():
                raise ReadingError(f"{path}:{number}: the row has not as many cells as the header")
            yield row


def same_event(row: Row, event: Event) -> float | None:
    """The type is equal and, where the row tells a trigger, a telling of our event shares words with it. Of several,
    the event with most of the told fields right; one to one.
    """
    if event.event_type != _cell(row, "event_type"):
        return None
    trigger = _cell(row, "trigger")
    if trigger and not any(_shares_words(trigger, told.trigger.quote) for told in event.mentions):
        return None
    return sum(right for _, right in fields(row, event))


def fields(row: Row, event: Event) -> Iterator[tuple[str, bool]]:
    """Every told field: mode, status, CAMEO (root and exact), day (the beginning of ours), source and target. Actors
    are right where each told one is among ours by name, words, country (name or code) or class, and we have no other;
    those of an act done together count in both roles.
    """
    for name in ("mode", "status"):
        if told := _cell(row, name):
            yield name, told == getattr(event, name)
    if cameo := _cell(row, "cameo"):
        yield "root", cameo[:2] == event.cameo[:2]
        yield "cameo", cameo == event.cameo
    if day := _cell(row, "date"):
        yield "date", when(event.date).startswith(day)
    source, target = _names(row, "source"), _names(row, "target")
    if event.reciprocal and (source or target):
        yield "source and target", _same((*source, *target), event.source_actors)
        return
    if source:
        yield "source", _same(source, event.source_actors)
    if target:
        yield "target", _same(target, event.target_actors)


def full_event(row: Row, event: Event) -> bool:
    """The same event with every told field right."""
    return same_event(row, event) is not None and all(right for _, right in fields(row, event))


def judge_events(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a text with all its rows; a row without an event type says that its text tells no further event."""
    for golds in together(rows, "text", "published_on"):
        text = golds[0]["text"]
        judging = Judging(str(golds[0].get("id") or text))
        expected = [row for row in golds if _cell(row, "event_type")]
        ours = bench.code(text, published_on=_cell(golds[0], "published_on") or None).events
        paired = pairs(expected, ours, same_event)
        met, right = dict(paired), {o: expected[g] for g, o in paired}
        for index, row in enumerate(expected):
            _judge_event(judging, row, ours[met[index]] if index in met else None)
        for index, event in enumerate(ours):
            judging.found("events", event.event_type, index in right)
            judging.found("full events", "", index in right and full_event(right[index], event))
            if index not in right:
                judging.confuse(NOTHING, event.event_type)
                judging.differ(Difference(what="false", metric="event", text=event.evidence.quote,
                                          found=_event_words(event), rule=event.rule))  # fmt: skip
        yield judging.done()


def _judge_event(judging: Judging, row: Row, event: Event | None) -> None:
    wanted = _cell(row, "event_type")
    judging.wanted("events", wanted, event is not None)
    judging.wanted("full events", "", event is not None and full_event(row, event))
    judging.confuse(wanted, event.event_type if event else NOTHING)
    wrong = judging.fields(fields(row, event)) if event else ()
    if wrong or event is None:
        told = ("mode", "cameo", "status", "source", "target", "date", "trigger")
        expected = " ".join([wanted, *(f"{name}={row[name]}" for name in told if row.get(name))])
        judging.differ(
            Difference(
                what="wrong" if event else "missed", metric="event",
                text=event.evidence.quote if event else row["text"],
                expected=expected, found=_event_words(event) if event else NOTHING, wrong=", ".join(wrong),
                rule=event.rule if event else "",
            )
        )  # fmt: skip


def same_content(row: Row, said: Statement) -> float | None:
    """At least half of the union of both contents' words is shared; the row's content must stand in the text."""
    words = _cell(row, "content")
    start = row["text"].find(words)
    if start < 0:
        raise ReadingError(f"the content {words!r} does not stand in its text")
    ours = letters(row["text"], [(span.start, span.end) for span in said.content])
    alike = likeness_of(letters(row["text"], [(start, start + len(words))]), ours)
    return alike if alike >= SAME else None


def statement_fields(row: Row, said: Statement) -> Iterator[tuple[str, bool]]:
    """Speaker (by name, words, country or class, as actors of events) and kind, where the row tells them."""
    if names := _names(row, "speaker"):
        yield "speaker", _same(names, (said.speaker,) if said.speaker else ())
    if kind := _cell(row, "kind"):
        yield "kind", kind == said.kind


def judge_statements(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a text with all its rows; a row without a content says that its text holds no further statement."""
    for golds in together(rows, "text", "published_on"):
        text = golds[0]["text"]
        judging = Judging(str(golds[0].get("id") or text))
        expected = [row for row in golds if _cell(row, "content")]
        coded = bench.code(text, published_on=_cell(golds[0], "published_on") or None)
        ours = [said for said in coded.statements if said.kind != OWN]
        paired = pairs(expected, ours, same_content)
        met, right = dict(paired), {o for _, o in paired}
        for index, row in enumerate(expected):
            _judge_statement(judging, row, ours[met[index]] if index in met else None)
        for index, said in enumerate(ours):
            judging.found("statements", said.kind, index in right)
            if index not in right:
                judging.differ(Difference(what="false", metric="statement", text=quoted(said.content),
                                          found=_statement_words(said), rule=said.rule))  # fmt: skip
        yield judging.done()


def _judge_statement(judging: Judging, row: Row, said: Statement | None) -> None:
    judging.wanted("statements", _cell(row, "kind"), said is not None)
    wrong = judging.fields(statement_fields(row, said)) if said else ()
    if wrong or said is None:
        judging.differ(
            Difference(
                what="wrong" if said else "missed", metric="statement", text=_cell(row, "content"),
                expected=f"{_cell(row, 'kind')} {_cell(row, 'speaker')}: {_cell(row, 'content')}",
                found=_statement_words(said) if said else NOTHING, wrong=", ".join(wrong),
                rule=said.rule if said else "",
            )
        )  # fmt: skip


def _event_words(event: Event) -> str:
    kind = kind_of_act(event.event_type, event.mode)
    return f"{kind} {event.cameo} {event.status} {who_to_whom(event)} {when(event.date)} [{event.trigger.quote}]"


def _statement_words(said: Statement) -> str:
    return f"{said.kind} {speaker(said) or NOTHING}: {quoted(said.content)}"


def _cell(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _names(row: Row, name: str) -> tuple[str, ...]:
    """Several actors are a list, or are separated by semicolons."""
    value: Any = row.get(name) or ""
    parts = value if isinstance(value, list) else str(value).split(";")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _same(told: tuple[str, ...], actors: tuple[ActorRef, ...]) -> bool:
    """Each told one is among the actors, and each actor among the told."""
    wanted = [{name, country_code(name) or name} for name in told]
    known = [{who.name, who.span.quote, who.country, who.org_class} for who in actors]
    return all(any(one & other for other in known) for one in wanted) and (
        all(any(one & other for other in wanted) for one in known)
    )


def _shares_words(one: str, other: str) -> bool:
    return bool(set(one.lower().split()) & set(other.lower().split()))


EVENTS = GoldForm(
    name="own_events",
    keys=frozenset({"text", "event_type"}),
    judge=judge_events,
    read=tables_or_lines,
    metrics={"events": same_event, "full events": full_event, "fields": fields},
)
STATEMENTS = GoldForm(
    name="own_statements",
    keys=frozenset({"text", "content"}),
    judge=judge_statements,
    read=tables_or_lines,
    metrics={"statements": same_content, "fields": statement_fields},
)
