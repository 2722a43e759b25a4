"""What persons decide about events: rows that are only ever added, over machine values that stay as they are.

A decision names its event and the words at its trigger with the characters beside them, so that its place is found
again when the article was coded anew or its text was changed elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day
from hashlib import sha256
from typing import Any, Literal, get_args

from communique.errors import RecordError
from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.model import Actor, ActorRef, CodedArticle, Count, Date, Event, Size, Span, Status

Verdict = Literal["right", "wrong", "field", "joined", "parted", "note", "name"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
PAIRED = ("joined", "parted")  # verdicts on two events
BESIDE = 32  # characters kept before and behind the quote
EDGE = "\0"  # stands for the beginning or the end of a text
RULE = "review"  # the rule of a row that a person corrected
TO, AND = "/", "+"  # between the ends of a date; between actors
ID_LENGTH = 16  # hex digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a decision stands: the event, and the words at its trigger with what stands beside them."""

    article_id: str
    event_id: str
    start: int
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing that one person decided of an event; `decided_at` is UTC in ISO form."""

    decision_id: str
    decided_at: str
    reviewer: str
    verdict: Verdict
    at: Anchor
    other: Anchor | None = None  # of joined and parted
    field: str | None = None  # of field
    value: str | None = None  # of field, note and name
    note: str | None = None


def decision(
    verdict: Verdict, at: Anchor, *, reviewer: str, decided_at: str, other: Anchor | None = None,
    field: str | None = None, value: str | None = None, note: str | None = None,
) -> Decision:  # fmt: skip
    """A decision with its id: the same words about the same event by the same person at the same time are the same."""
    parts = (verdict, at.article_id, at.event_id, other and other.article_id, other and other.event_id, field, value,
             note, reviewer, decided_at)  # fmt: skip
    name = sha256("|".join(str(part or "") for part in parts).encode("utf-8")).hexdigest()[:ID_LENGTH]
    return Decision(
        decision_id=f"d_{name}", decided_at=decided_at, reviewer=reviewer, verdict=verdict, at=at, other=other,
        field=field, value=value, note=note,
    )  # fmt: skip


def anchor(coded: CodedArticle, event: Event) -> Anchor:
    """Where an event of a record stands."""
    text, span = coded.article.text, event.trigger
    return Anchor(
        article_id=coded.article.article_id, event_id=event.event_id, start=span.start, quote=span.quote,
        before=text[max(0, span.start - BESIDE) : span.start], after=text[span.end : span.end + BESIDE],
    )  # fmt: skip


def event_at(coded: CodedArticle, at: Anchor) -> Event | None:
    """The event that a decision is about, as the article is coded now; None where its place or its event is gone."""
    same = next((event for event in coded.events if event.event_id == at.event_id), None)
    if same is not None and at.quote in {mention.trigger.quote for mention in same.mentions} | {same.trigger.quote}:
        return same
    start = found_again(coded.article.text, at)
    if start is None:
        return None
    end = start + len(at.quote)
    for event in coded.events:
        triggers = (event.trigger, *(mention.trigger for mention in event.mentions))
        if any(span.start < end and start < span.end for span in triggers):
            return event
    return None


def found_again(text: str, at: Anchor) -> int | None:
    """The first character of the quote in a text; of several places the one with the same characters beside it, and
    None where none or more than one has most of them."""
    places, begin = [], text.find(at.quote)
    while begin >= 0 and at.quote:
        places.append(begin)
        begin = text.find(at.quote, begin + 1)
    ranked = sorted(((_beside(text, start, at), -start) for start in places), reverse=True)
    if not ranked or len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return -ranked[0][1]


def _beside(text: str, start: int, at: Anchor) -> int:
    """How many characters next to a place are those next to the quote when it was decided on; the ends of the text
    count as characters."""
    end = start + len(at.quote)
    before, after = _edged(text[max(0, start - BESIDE) : start], text[end : end + BESIDE])
    was_before, was_after = _edged(at.before, at.after)
    return _common(before[::-1], was_before[::-1]) + _common(after, was_after)


def _edged(before: str, after: str) -> tuple[str, str]:
    return (
        before if len(before) == BESIDE else EDGE + before,
        after if len(after) == BESIDE else after + EDGE,
    )


def _common(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def reviewed(coded: CodedArticle, decisions: Iterable[Decision]) -> CodedArticle:
    """The record as persons corrected it: wrong events left out, fields with the values they gave; of several decisions
    on one thing the last counts. What cannot be found again changes nothing."""
    wrong: dict[str, bool] = {}
    events = {event.event_id: event for event in coded.events}
    for one in sorted(decisions, key=lambda told: (told.decided_at, told.decision_id)):
        event = event_at(coded, one.at)
        if event is None:
            continue
        if one.verdict in ("right", "wrong"):
            wrong[event.event_id] = one.verdict == "wrong"
        if one.verdict == "field":
            events[event.event_id] = corrected(coded, events[event.event_id], one.field or "", one.value or "")
    kept = tuple(event for name, event in events.items() if not wrong.get(name))
    return coded if kept == coded.events else replace(coded, events=kept)


def corrected(coded: CodedArticle, event: Event, field: str, value: str) -> Event:
    """The event with another value in a field; raises `RecordError` where field or value are none."""
    if field not in CORRECTIONS:
        raise RecordError(f"no field {field!r} can be corrected; there are {', '.join(CORRECTIONS)}")
    changes = CORRECTIONS[field](coded, event, value.strip(), load_code_lists())
    return replace(event, **changes, rule=RULE)


Changes = Mapping[str, Any]
Correction = Callable[[CodedArticle, Event, str, CodeLists], Changes]


def _event_type(_coded: CodedArticle, event: Event, value: str, codes: CodeLists) -> Changes:
    if codes.plover(value) is None:
        raise RecordError(f"no event type {value!r}; there are {', '.join(row.event_type for row in codes.types)}")
    return {"event_type": value, "mode": event.mode if event.mode and codes.has_mode(value, event.mode) else None}


def _mode(_coded: CodedArticle, event: Event, value: str, codes: CodeLists) -> Changes:
    if value and not codes.has_mode(event.event_type, value):
        raise RecordError(
            f"{event.event_type} has no mode {value!r}; it has {', '.join(codes.modes(event.event_type))}"
        )
    return {"mode": value or None}


def _cameo(_coded: CodedArticle, _event: Event, value: str, codes: CodeLists) -> Changes:
    if not codes.is_cameo(value):
        raise RecordError(f"no CAMEO code {value!r}; write it with its leading zero, as 041")
    return {"cameo": value}


def _status(_coded: CodedArticle, _event: Event, value: str, _codes: CodeLists) -> Changes:
    if value not in get_args(Status):
        raise RecordError(f"no status {value!r}; there are {', '.join(get_args(Status))}")
    return {"status": value}


def _date(_coded: CodedArticle, _event: Event, value: str, _codes: CodeLists) -> Changes:
    if not value:
        return {"date": None}
    first, _, last = value.partition(TO)
    try:
        start, end = Day.fromisoformat(first), Day.fromisoformat(last or first)
    except ValueError:
        raise RecordError(f"no date {value!r}; write 2023-04-26, or 2023-04-26/2023-04-28") from None
    return {"date": Date(start=start, end=end, precision="day" if start == end else "range", basis="words")}


def _number(part: str) -> Correction:
    def correct(_coded: CodedArticle, event: Event, value: str, _codes: CodeLists) -> Changes:
        if value and not value.isdecimal():
            raise RecordError(f"{part} is a whole number, not {value!r}")
        count = Count(low=int(value), high=int(value), span=event.trigger) if value else None
        return {"size": replace(event.size or Size(), **{part: count})}

    return correct


def _actors(role: str) -> Correction:
    def correct(coded: CodedArticle, _event: Event, value: str, _codes: CodeLists) -> Changes:
        return {role: tuple(_ref(coded, name.strip()) for name in value.split(AND) if name.strip())}

    return correct


def _ref(coded: CodedArticle, name: str) -> ActorRef:
    """The actor of the article that is called so, by its key, its registry id or its name."""
    for actor in coded.actors:
        if name in (actor.key, actor.actor_id, actor.name):
            return ActorRef(
                actor=actor.key, span=_first(actor), name=actor.name, country=actor.country,
                org_class=actor.org_class, sectors=actor.sectors, office=actor.office,
            )  # fmt: skip
    named = ", ".join(actor.name for actor in coded.actors)
    raise RecordError(f"the article names no actor {name!r}; it names {named}")


def _first(actor: Actor) -> Span:
    return actor.mentions[0].span


CORRECTIONS: dict[str, Correction] = {
    "event_type": _event_type, "mode": _mode, "cameo": _cameo, "status": _status, "date": _date,
    "source_actors": _actors("source_actors"), "target_actors": _actors("target_actors"),
    "dead": _number("dead"), "injured": _number("injured"), "arrested": _number("arrested"),
    "present": _number("present"),
}  # fmt: skip


def standing_pairs(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Of the decisions that join or part two events the last of each pair, whichever of the two was named first."""
    last: dict[tuple[str, ...], Decision] = {}
    for one in sorted(decisions, key=lambda told: (told.decided_at, told.decision_id)):
        if one.verdict in PAIRED and one.other is not None:
            last[tuple(sorted((one.at.event_id, one.other.event_id)))] = one
    yield from last.values()
