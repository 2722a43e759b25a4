"""A record beside the one written by hand (`NAME.expected.yaml`): found, wrong, missing, not to be there.

`any` in an expected field means: not judged. A row with `must: false` is right to find and no fault to miss.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Any

import yaml

from communique.model import ActorRef, CodedArticle, Event, Span, Statement

ANY = "any"
SAME_WORDS = 0.5  # share of the union of two contents that makes them the same statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One expected row: found or not, and which of its fields are wrong."""

    row: str
    must: bool
    found: bool
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All verdicts on one article, the rows nobody expected, and those that are forbidden."""

    events: tuple[Verdict, ...]
    statements: tuple[Verdict, ...]
    unexpected_events: tuple[Event, ...]
    unexpected_statements: tuple[Statement, ...]
    forbidden: tuple[str, ...]


def expected_of(path: Path) -> dict[str, Any]:
    """The expected record beside a text."""
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def compare(coded: CodedArticle, expected: dict[str, Any]) -> Comparison:
    """The verdict on every expected row of an article."""
    events = _matched(expected["events"], coded.events, lambda row, event: _event_fit(coded, row, event))
    statements = _matched(expected["statements"], coded.statements, lambda row, said: _overlap(coded, row, said))
    return Comparison(
        events=tuple(_event_verdict(coded, row, found) for row, found in events),
        statements=tuple(_statement_verdict(coded, row, found) for row, found in statements),
        unexpected_events=_rest(coded.events, [found for _, found in events]),
        unexpected_statements=_rest(coded.statements, [found for _, found in statements]),
        forbidden=tuple(_forbidden(coded, expected.get("forbidden") or [])),
    )


def _matched(rows: list[dict[str, Any]], found: tuple[Any, ...], fit: Any) -> list[tuple[dict[str, Any], Any]]:
    """Each expected row with the found row that fits it best; a found row serves once."""
    scored = sorted(
        ((fit(row, one), i, j) for i, row in enumerate(rows) for j, one in enumerate(found)), key=lambda s: -s[0]
    )
    taken: dict[int, int] = {}
    for score, i, j in scored:
        if score > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    return [(row, found[taken[i]] if i in taken else None) for i, row in enumerate(rows)]


def _rest(found: tuple[Any, ...], used: list[Any]) -> tuple[Any, ...]:
    return tuple(one for one in found if not any(one is other for other in used))


def _position(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return start, start + len(words)


def _near(coded: CodedArticle, span: Span, place: tuple[int, int]) -> bool:
    """True where a trigger overlaps the expected words."""
    return span.start < place[1] and place[0] < span.end


def _sentence_near(coded: CodedArticle, event: Event, place: tuple[int, int]) -> bool:
    return any(m.evidence.start <= place[0] < m.evidence.end for m in event.mentions)


def _event_fit(coded: CodedArticle, row: dict[str, Any], event: Event) -> float:
    if row["event_type"] != event.event_type:
        return 0
    text = coded.article.text
    place = _position(text, row["trigger"], row.get("occurrence", 1))
    others = [_position(text, words) for words in row.get("mentions") or [] if words in text]
    score = 0.0
    if any(_near(coded, m.trigger, place) for m in event.mentions):
        score = 3
    elif any(_near(coded, m.trigger, other) for m in event.mentions for other in others):
        score = 2
    elif _sentence_near(coded, event, place):
        score = 0.5
    if score == 0:
        return 0
    return score - 0.1 * len(_wrong_fields(coded, row, event))


def _wrong_fields(coded: CodedArticle, row: dict[str, Any], event: Event) -> list[str]:
    wrong = []
    for name in ("status", "historical", "reciprocal"):
        if row.get(name) != ANY and row[name] != getattr(event, name):
            wrong.append(f"{name} is {getattr(event, name)}")
    judged_mode = row["mode"] is not None or row["event_type"] == "CONSULT"
    if row["mode"] != ANY and judged_mode and row["mode"] != event.mode:
        wrong.append(f"mode is {event.mode}")
    if not any(event.cameo.startswith(code) for code in row["cameo"]):
        wrong.append(f"cameo is {event.cameo}")
    for name in ("source_actors", "target_actors"):
        if row[name] != ANY and not _same_actors(row[name], getattr(event, name)):
            wrong.append(f"{name} are {[a.name for a in getattr(event, name)]}")
    if not _date_fits(row["date"], event.date):
        wrong.append(f"date is {event.date and (str(event.date.start), str(event.date.end), event.date.basis)}")
    if row.get("attribution") != ANY and (row.get("attribution") is None) != (event.attribution is None):
        wrong.append(f"attribution is {event.attribution}")
    return wrong


def _same_actors(expected: list[dict[str, Any]], found: tuple[ActorRef, ...]) -> bool:
    return len(expected) == len(found) and all(any(_same_actor(e, a) for a in found) for e in expected)


def _same_actor(expected: dict[str, Any], found: ActorRef) -> bool:
    """The same country or class, or, where neither is told, a shared word of the name."""
    country, org_class = expected.get("country"), expected.get("org_class")
    if country is not None or org_class is not None:
        return found.country == country and (org_class is None or found.org_class == org_class)
    return bool(_name_words(expected["name"]) & _name_words(found.name))


def _date_fits(expected: Any, found: Any) -> bool:
    if expected == ANY:
        return True
    if expected is None or found is None:
        return expected is None and found is None
    start, end = _day(expected.get("start")), _day(expected.get("end"))
    if start == found.start and end == found.end:
        return True
    inside = found.start is not None and found.end is not None and start is not None and end is not None
    return bool(inside and start <= found.start and found.end <= end)


def _day(cell: Any) -> Day | None:
    return cell if cell is None or isinstance(cell, Day) else Day.fromisoformat(str(cell))


def _event_verdict(coded: CodedArticle, row: dict[str, Any], event: Event | None) -> Verdict:
    name = f"E{row['n']} {row['event_type']} {row['trigger']!r}"
    if event is None:
        return Verdict(row=name, must=row["must"], found=False)
    return Verdict(row=name, must=row["must"], found=True, wrong=tuple(_wrong_fields(coded, row, event)))


def _places(coded: CodedArticle, contents: list[str]) -> list[tuple[int, int]]:
    return [_position(coded.article.text, words) for words in contents]


def _characters(spans: Iterator[tuple[int, int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _overlap(coded: CodedArticle, row: dict[str, Any], said: Statement) -> float:
    expected = _characters(iter(_places(coded, row["content"])))
    found = _characters((s.start, s.end) for s in said.content)
    shared = len(expected & found) / len(expected | found)
    return shared if shared >= SAME_WORDS else 0


def _statement_verdict(coded: CodedArticle, row: dict[str, Any], said: Statement | None) -> Verdict:
    name = f"S{row['n']} {row['content'][0][:40]!r}"
    if said is None:
        return Verdict(row=name, must=row["must"], found=False)
    wrong = []
    if row["kind"] != ANY and row["kind"] != said.kind:
        wrong.append(f"kind is {said.kind}")
    if not _same_speaker(row, said.speaker):
        wrong.append(f"speaker is {said.speaker and said.speaker.name}")
    exact = _overlap(coded, row, said)
    if exact < 0.9:
        wrong.append(f"content is {[s.quote for s in said.content]}")
    return Verdict(row=name, must=row["must"], found=True, wrong=tuple(wrong))


def _same_speaker(row: dict[str, Any], speaker: ActorRef | None) -> bool:
    if row["speaker"] == ANY:
        return True
    if row["speaker"] is None or speaker is None:
        return row["speaker"] is None and speaker is None
    wanted = _name_words(row["speaker"]) | _name_words(str(row.get("speaker_words") or ""))
    return bool(wanted & (_name_words(speaker.name) | _name_words(speaker.span.quote)))


def _name_words(name: str) -> set[str]:
    """The words of a name without accents, capitals and short words: spellings differ ("Erdogan", "Erdoğan")."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return {word for word in re.split(r"\W+", plain.casefold()) if len(word) > 2}


def _forbidden(coded: CodedArticle, rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        start, end = _position(coded.article.text, row["quote"])
        for event in coded.events:
            if start <= event.trigger.start < end and event.status in row.get("status", [event.status]):
                yield f"{row['why']}: event {event.trigger.quote!r} is {event.status}"
        if "status" not in row:
            for said in coded.statements:
                if start <= said.content[0].start < end:
                    yield f"{row['why']}: statement {said.content[0].quote!r}"
