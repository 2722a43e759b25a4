"""Articles with their time expressions and the days these mean."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from datetime import timedelta
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import overlap, pairs
from communique.model import TimeMention

Interval = tuple[Day, Day]
IN_SCOPE = ("DATE", "TIME")
DECADE = 10  # years
QUARTER = 3  # months
LAST_MONTH = 12
WEEK = timedelta(days=6)
VALUE = re.compile(
    r"(?P<year>\d{4})(-((?P<month>\d{2})(-(?P<day>\d{2})(T.*)?)?|Q(?P<quarter>[1-4])|W(?P<week>\d{2})))?"
    r"|(?P<decade>\d{3})"
)


def interval(value: str) -> Interval | None:
    """The days a TIMEX3 value names (a day, week, month, quarter, year or decade, or two days with "/" between); None
    for anything else: the present, seasons, durations.
    """
    if "/" in value:
        first, last = (interval(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    found = VALUE.fullmatch(value)
    try:
        return _interval(found.groupdict()) if found else None
    except ValueError:
        return None


def _interval(part: Mapping[str, str | None]) -> Interval:
    if part["decade"]:
        first = int(part["decade"]) * DECADE
        return Day(first, 1, 1), Day(first + DECADE - 1, LAST_MONTH, 31)
    year = int(part["year"] or 0)
    if part["day"]:
        day = Day(year, int(part["month"] or 0), int(part["day"]))
        return day, day
    if part["month"]:
        return _months(year, int(part["month"]), 1)
    if part["quarter"]:
        return _months(year, QUARTER * int(part["quarter"]) - QUARTER + 1, QUARTER)
    if part["week"]:
        monday = Day.fromisocalendar(year, int(part["week"]), 1)
        return monday, monday + WEEK
    return _months(year, 1, LAST_MONTH)


def _months(year: int, first: int, number: int) -> Interval:
    last = first + number - 1
    return Day(year, first, 1), Day(year, last, monthrange(year, last)[1])


def same_span(gold: Mapping[str, Any], ours: TimeMention) -> float | None:
    """The two expressions share a character; paired one to one, the longest shared stretch first.

    Counted are DATE and TIME expressions whose value is a stretch of the calendar; ours that overlap any other
    expression of the gold (durations, sets, "now") are left out, and so are dated events, which no TIMEX3 marks.
    """
    one, other = (gold["start"], gold["end"]), (ours.span.start, ours.span.end)
    return min(one[1], other[1]) - max(one[0], other[0]) if overlap(one, other) else None


def same_value(gold: Mapping[str, Any], ours: TimeMention) -> bool:
    """The expressions are paired and mean the same days, first and last, by our TIMEX3 value ("early March" is March
    there, "since 2022" the year) or by the first and last day; a time of day counts as its day.
    """
    days = interval(gold["value"])
    if days is None:
        return False
    return (ours.start, ours.end) == days or (ours.timex is not None and interval(ours.timex) == days)


def any_value(gold: Mapping[str, Any], ours: TimeMention) -> bool:
    """As `same_value`, with durations, sets, seasons, halves and weekends, whose values must be the same string."""
    return ours.timex is not None and (same_value(gold, ours) or plain(gold["value"]) == plain(ours.timex))


def plain(value: str) -> str:
    """A value without its time of day (durations keep theirs)."""
    return value if value.startswith("P") else value.partition("T")[0]


def told_at_all(gold: Mapping[str, Any]) -> bool:
    """Any expression but a reference to now, to once or to some day."""
    return not gold["value"].endswith("_REF")


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article."""
    for row in rows:
        judging = Judging(str(row["id"]))
        _, named = bench.named(row["text"], published_on=row.get("dct") or row.get("published"))
        told = row.get("timexes") or row.get("dates") or []
        named_times = [one for one in named.times if one.basis == "words"]
        _count(judging, [one for one in told if told_at_all(one)], named_times)
        gold = [one for one in told if one.get("type") in IN_SCOPE and interval(one["value"])]
        beyond = [(one["start"], one["end"]) for one in told if one not in gold]
        ours = [
            one
            for one in named_times
            if one.kind == "date" and not any(overlap((one.span.start, one.span.end), other) for other in beyond)
        ]
        _judge(judging, row["text"], gold, ours)
        yield judging.done()


def _count(judging: Judging, gold: list[Mapping[str, Any]], ours: list[TimeMention]) -> None:
    """Expressions of all kinds, each only counted."""
    paired = pairs(gold, ours, same_span)
    met, right = dict(paired), {o: gold[g] for g, o in paired}
    for index, one in enumerate(gold):
        judging.wanted("span, any kind", "", index in met)
        judging.wanted("value, any kind", "", index in met and any_value(one, ours[met[index]]))
    for index, mention in enumerate(ours):
        judging.found("span, any kind", "", index in right)
        judging.found("value, any kind", "", index in right and any_value(right[index], mention))


def _judge(judging: Judging, text: str, gold: list[Mapping[str, Any]], ours: list[TimeMention]) -> None:
    paired = pairs(gold, ours, same_span)
    met, right = dict(paired), {o: gold[g] for g, o in paired}
    for index, one in enumerate(gold):
        found = ours[met[index]] if index in met else None
        judging.wanted("span", "", found is not None)
        judging.wanted("value", "", found is not None and same_value(one, found))
        if found is None or not same_value(one, found):
            judging.differ(
                Difference(
                    what="wrong" if found else "missed", metric="time", text=around(text, one["start"], one["end"]),
                    expected=f"{text[one['start'] : one['end']]} = {one['value']}",
                    found=_words(found) if found else NOTHING, rule=found.rule if found else "",
                )
            )  # fmt: skip
    for index, mention in enumerate(ours):
        judging.found("span", "", index in right)
        judging.found("value", "", index in right and same_value(right[index], mention))
        if index not in right:
            told = around(text, mention.span.start, mention.span.end)
            judging.differ(Difference(what="false", metric="time", text=told, found=_words(mention), rule=mention.rule))


def _words(mention: TimeMention) -> str:
    return f"{mention.span.quote} = {mention.start} – {mention.end}"


FORM = GoldForm(
    name="timex",
    keys=frozenset({"timexes", "text"}),
    judge=judge,
    metrics={
        "span": same_span,
        "value": same_value,
        "values that count": interval,
        "value, any kind": any_value,
        "kinds that count there": told_at_all,
    },
    note="The peers were scored on all kinds of expressions, references to now and once among them.",
)
