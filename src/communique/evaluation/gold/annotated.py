"""Whole articles coded twice and independently: events and statements, required and optional."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.annotated_statements import judge_statements
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import countries, overlap, pairs, place_code
from communique.model import CodedArticle, Event
from communique.views.wording import kind_of_act, when, who_to_whom

Gold = Mapping[str, Any]


def same_event(sentences: list[list[int]], gold: Gold, event: Event) -> bool:
    """The type is equal, the trigger or a mention lies in a sentence of the gold event's trigger or mentions, and a
    source actor agrees: by country or class, by the person's name, by overlapping words, or there is none in both.
    """
    if gold["event_type"] != event.event_type:
        return False
    theirs = {_sentence(sentences, span[0]) for span in (gold["trigger"], *gold["mentions"])}
    ours = {_sentence(sentences, told.trigger.start) for told in event.mentions}
    return bool(theirs & ours) and _source_agrees(gold, event)


def fields(gold: Gold, event: Event) -> Iterator[tuple[str, bool]]:
    """Compared on paired required events: status, mode and root are equal, source and target have the same countries
    and classes, the date begins on a day that the gold's (perhaps shorter) date names or both have none, and both or
    neither are attributed.
    """
    yield "status", gold["status"] == event.status
    yield "mode", gold["mode"] == event.mode
    yield "root", gold["cameo"][:2] == event.cameo[:2]
    yield "source country", _codes(gold, "source_actors") == countries(event.source_actors)
    yield "target country", _codes(gold, "target_actors") == countries(event.target_actors)
    start = event.date.start if event.date else None
    yield "date", str(start).startswith(gold["date"]) if gold["date"] and start else gold["date"] is None and not start
    yield "attribution", (gold["attribution"] is None) == (event.attribution is None)
    yield "historical", gold["historical"] == event.historical


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article."""
    for row in rows:
        judging = Judging(str(row["id"]))
        coded = bench.code(row["text"], published_on=row.get("published_on"), outlet=row.get("outlet"))
        _judge_events(judging, row, coded)
        judge_statements(judging, row, coded)
        yield judging.done()


def _judge_events(judging: Judging, row: Row, coded: CodedArticle) -> None:
    sentences = row["sentences"]
    required = row["events_required"]
    ours = coded.events

    def likeness(gold: Gold, event: Event) -> float | None:
        if not same_event(sentences, gold, event):
            return None
        return 100 * _told_at(gold, event) + sum(right for _, right in fields(gold, event))

    paired = pairs(required, ours, likeness)
    optional = [o for o in range(len(ours)) if o not in {o for _, o in paired}]
    extra = pairs(row["events_optional"], [ours[o] for o in optional], likeness)
    right = {o for _, o in paired} | {optional[index] for _, index in extra}
    met = dict(paired)
    false = [event for index, event in enumerate(ours) if index not in right]
    for index, gold in enumerate(required):
        event = ours[met[index]] if index in met else None
        _judge_gold(judging, row["text"], gold, event)
        told = event or next((other for other in false if _told_at(gold, other)), None)
        judging.confuse(gold["event_type"], told.event_type if told else NOTHING)
    confused = [event for event in false if any(_told_at(gold, event) for gold in required)]
    for index, event in enumerate(ours):
        judging.found("events", event.event_type, index in right)
        if index not in right:
            if event not in confused:
                judging.confuse(NOTHING, event.event_type)
            found = f"{_our_words(event)} [{event.trigger.quote}]"
            judging.differ(Difference(what="false", metric="event", text=event.evidence.quote, found=found,
                                      rule=event.rule))  # fmt: skip


def _judge_gold(judging: Judging, text: str, gold: Gold, event: Event | None) -> None:
    judging.wanted("events", gold["event_type"], event is not None)
    told = around(text, *gold["trigger"])
    expected = _gold_words(text, gold)
    if event is None:
        judging.differ(Difference(what="missed", metric="event", text=told, expected=expected))
        return
    wrong = judging.fields(fields(gold, event))
    if wrong:
        judging.differ(Difference(what="wrong", metric="event", text=told, expected=expected, found=_our_words(event),
                                  wrong=", ".join(wrong), rule=event.rule))  # fmt: skip


def _told_at(gold: Gold, event: Event) -> bool:
    """True where a telling of our event has its trigger in that of the gold event."""
    trigger = (gold["trigger"][0], gold["trigger"][1])
    return any(overlap((told.trigger.start, told.trigger.end), trigger) for told in event.mentions)


def _gold_words(text: str, gold: Gold) -> str:
    source, target = (_named(gold, role) for role in ("source_actors", "target_actors"))
    kind = kind_of_act(gold["event_type"], gold["mode"])
    trigger = text[slice(*gold["trigger"])]
    return f"{kind} {gold['cameo']} {gold['status']} {source} → {target} {gold['date'] or ''} [{trigger}]"


def _named(gold: Gold, role: str) -> str:
    return ", ".join(f"{who['text']} ({who['country']})" for who in gold[role])


def _our_words(event: Event) -> str:
    kind = kind_of_act(event.event_type, event.mode)
    return f"{kind} {event.cameo} {event.status} {who_to_whom(event)} {when(event.date)}"


def _sentence(sentences: list[list[int]], position: int) -> int | None:
    return next((i for i, (start, end) in enumerate(sentences) if start <= position < end), None)


def _codes(gold: Gold, role: str) -> frozenset[str]:
    return frozenset(who["country"] for who in gold[role] if who["country"])


def _source_agrees(gold: Gold, event: Event) -> bool:
    if not gold["source_actors"] or not event.source_actors:
        return not gold["source_actors"] and not event.source_actors
    return any(
        (who["country"] and who["country"] == place_code(ours))
        or (who["person"] and who["person"] == ours.name)
        or overlap((who["span"][0], who["span"][1]), (ours.span.start, ours.span.end))
        for who in gold["source_actors"]
        for ours in event.source_actors
    )


FORM = GoldForm(
    name="annotated",
    keys=frozenset({"events_required", "statements_required", "sentences"}),
    judge=judge,
    metrics={"events": same_event, "statements": judge_statements, "fields": fields},
    note="Recall on the required rows, precision against required and optional ones together.",
)
