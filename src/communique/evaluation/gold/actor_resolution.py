"""Phrases that name an actor, with the country and sector a person expects."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, meant
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.model import NamedActor

SET = "actor_resolution"
CALL = "agent_to_code"  # the call of that program that gives country and sector
UNKNOWN = {"", "UNK", None}
LEFT_OUT = ("skip", "xfail", "parametrize")
TODAY = "2022-10-20"  # the latest day that the set names: its "today"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def right_country(expected: Any, found: NamedActor | None) -> bool:
    """The country (or class: IGO, UNO …) of the actor that the phrase names is the expected one, or both are none."""
    ours = (found.country or found.org_class) if found else None
    return ours == (None if expected in UNKNOWN else expected)


def right_sector(expected: Any, found: NamedActor | None) -> bool:
    """The expected sector (old codes written as today's) is among the actor's, or it has none and none is expected."""
    if expected in UNKNOWN:
        return not (found and found.sectors)
    return found is not None and bool(set(meant(SET, "sector", expected)) & set(found.sectors))


def right_country_and_sector(expected: Any, found: NamedActor | None) -> bool:
    """Each of both that the row tells is right; a row that expects no code at all is right where we give none: a name
    that stands alone ("Ann Smith") is a name, but nothing says whose."""
    if expected is None:
        return found is None or not (found.country or found.org_class or found.sectors)
    return all(_told(expected, found))


def _told(expected: Any, found: NamedActor | None) -> Iterator[bool]:
    if "country" in expected:
        yield right_country(expected["country"], found)
    if "code_1" in expected:
        yield right_sector(expected["code_1"], found)


def widest(phrase_start: int, actors: tuple[NamedActor, ...]) -> NamedActor | None:
    """The longest naming inside the phrase; the first of several."""
    inside = [who for who in actors if who.span.start >= phrase_start]
    return max(inside, key=lambda who: (who.span.end - who.span.start, -who.span.start), default=None)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a phrase, read on its own after its context."""
    for row in rows:
        call = _call(row)
        if call is None:
            continue
        phrase, context, day = call
        judging = Judging(str(row["id"]))
        text = f"{context}\n{phrase}" if context else phrase
        named = bench.named(text, published_on=day)[1].actors
        found = widest(len(text) - len(phrase), named)
        expected = None if _expects_nobody(row) else row["expected"]
        _judge(judging, phrase, expected, found)
        yield judging.done()


def _judge(judging: Judging, phrase: str, expected: Any, found: NamedActor | None) -> None:
    right = right_country_and_sector(expected, found)
    judging.field("country and sector", right)
    if expected is not None and "country" in expected:
        judging.field("country", right_country(expected["country"], found))
    if expected is not None and "code_1" in expected:
        judging.field("sector", right_sector(expected["code_1"], found))
    if not right:
        ours = f"{found.name} ({found.country or found.org_class} {' '.join(found.sectors)})" if found else NOTHING
        told = NOTHING if expected is None else f"{expected.get('country', '*')} {expected.get('code_1', '*')}"
        judging.differ(Difference(what="wrong" if found else "missed", metric="actor", text=phrase, expected=told,
                                  found=ours, rule=found.rule if found else ""))  # fmt: skip


def _call(row: Row) -> tuple[str, str, str] | None:
    """The phrase, its context and the day of the one call that counts; None for rows that do not."""
    if any(word in str(mark) for mark in row["decorators"] for word in LEFT_OUT):
        return None
    calls = [call for call in row["calls"] if call[0] == CALL]
    if len(calls) != 1 or not calls[0][1] or not isinstance(calls[0][1][0], str) or not calls[0][1][0].strip():
        return None
    if not _expects_nobody(row) and not {"country", "code_1"} & set(row["expected"]):
        return None
    _, given, named = calls[0]
    context = next((text for text in [*given[1:2], named.get("context")] if isinstance(text, str)), "")
    day = next((text for text in [*given[2:3], named.get("query_date")] if isinstance(text, str)), "")
    return given[0], context, day if DAY.fullmatch(day) else TODAY


def _expects_nobody(row: Row) -> bool:
    expected = row["expected"]
    return "code" in expected and expected["code"] is None


FORM = GoldForm(
    name=SET,
    keys=frozenset({"calls", "expected", "decorators"}),
    judge=judge,
    metrics={
        "country and sector": right_country_and_sector,
        "country": right_country,
        "sector": right_sector,
        "choice of the actor": widest,
    },
    note="Phrases stand alone, without a sentence around them.",
)
