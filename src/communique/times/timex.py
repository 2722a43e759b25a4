"""TIMEX3 values (TimeML; the value attribute of ISO 8601 with its extensions) of time expressions.

A value is what the words tell, without the preposition before them: "2022" in "since 2022". What is not known is X
("XXXX-12-28" without a year to count from, "PXW": some weeks). References to now, once and soon are left out.
"""

from collections.abc import Callable

from communique.knowledge.calendar_rows import UnitRow
from communique.model import Sentence
from communique.times.interval import Interval
from communique.times.setting import Setting
from communique.times.words import Match

DAY_PARTS = {1: "TMO", 2: "TMI", 3: "TAF", 4: "TEV", 5: "TNI", 6: "TDT"}  # values of DAYPART in time_words.tsv
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}  # by the month a season begins in, as time_words.tsv has it
LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
COUNTED = {("year", 10): "DE", ("year", 100): "CE", ("month", 3): "Q"}  # units told as such where their number is not
CLOCK = ("second", "minute", "hour")
HALF = 6  # months
QUARTER = 3
NOON = 12
HUNDRED = 100  # a clock is packed as hours in hundreds: 1030


def of_interval(whole: Interval) -> str | None:
    """The value of a stretch of the calendar: "2023-04-12", "2023-W15", "2023-04", "2023-Q1", "2023", "199", "a/b"."""
    start, end = whole.start, whole.end
    if start is None or end is None:
        return None
    unit = whole.unit or whole.precision
    if unit == "day" and start == end:
        return start.isoformat()
    if unit == "week":
        year, number, _ = (start + (end - start) / 2).isocalendar()
        return f"{year}-W{number:02}"
    if unit == "month":
        return f"{start:%Y-%m}"
    if unit == "quarter":
        return f"{start.year}-Q{(start.month - 1) // QUARTER + 1}"
    if unit == "year":
        return f"{start.year}"
    if unit == "decade":
        return f"{start.year // 10}"
    return f"{start.isoformat()}/{end.isoformat()}"


def timex(match: Match, whole: Interval, setting: Setting, sentence: Sentence) -> str | None:
    """The TIMEX3 value of a match that means `whole`; None where its words tell none."""
    make = BY_MEANING.get(match.meaning)
    value = make(match, whole, setting) if make else None
    if value is None:
        value = of_interval(whole) or _unknown(match)
    if value is not None and whole.precision == "day" and "T" not in value:
        return value + _time_of_day(match, setting, sentence)
    return value


def _time_of_day(match: Match, setting: Setting, sentence: Sentence) -> str:
    """ "T09:30", "TMO" or nothing."""
    clock = match.slots.get("CLOCK") or match.slots.get("POINTED")
    half = match.slots.get("HALFDAY", ())
    if clock is None and (half or "ZONE" in match.slots):
        clock = tuple(n * HUNDRED if n < HUNDRED else n for n in match.slots.get("NUMBER", ()))
    if clock:
        hours, minutes = divmod(clock[0], HUNDRED)
        return f"T{hours % NOON + half[0] if half else hours:02}:{minutes:02}"
    for token in sentence.tokens[match.first : match.last + 1]:
        for phrase in setting.calendar.phrases.get(token.text.lower(), ()):
            if phrase.reading.kind == "DAYPART" and phrase.reading.value is not None:
                return DAY_PARTS[phrase.reading.value]
    return ""


def _unknown(match: Match) -> str | None:
    """A day, month or weekday of an unknown year."""
    slots = match.slots
    month = (slots.get("MONTH") or slots.get("SUREMONTH") or (None,))[0]
    if match.meaning == "date" and month is not None:
        day = (slots.get("DAY") or slots.get("DAYTH") or (0,))[0]
        return f"XXXX-{month:02}-{day:02}"
    if match.meaning == "month" and month is not None:
        return f"XXXX-{month:02}"
    if match.meaning == "weekday":
        return f"XXXX-WXX-{slots['WEEKDAY'][0]}"
    return None


def _length(match: Match, setting: Setting) -> str | None:
    """ "P3D", "PT20M", "PXW", "P1DE" …"""
    them = match.slots.get("UNIT") or match.slots.get("UNIT1") or match.slots.get("UNITS")
    if not them:
        return None
    unit = setting.calendar.units[them[0]]
    clock = "T" if unit.unit in CLOCK else ""
    if match.meaning == "fraction":
        return _fraction(match, unit)
    number = match.slots.get("NUMBER") or match.slots.get("A")
    plural = match.meaning in ("duration_open", "period_open") or "SEVERAL" in match.slots
    if number is None and (plural or "UNITS" in match.slots):
        return f"P{clock}X{COUNTED.get((unit.unit, unit.count), LETTERS[unit.unit])}"
    count = (number or (1,))[0] * unit.count
    return f"P{clock}{count}{LETTERS[unit.unit]}"


def _fraction(match: Match, unit: UnitRow) -> str | None:
    """ "half a century": P50Y, "half an hour": PT30M."""
    part = 2 if "half" in match.words else 4
    if unit.unit == "year" and unit.count % part == 0:
        return f"P{unit.count // part}Y"
    lower = {"year": ("", "M", 12), "day": ("T", "H", 24), "hour": ("T", "M", 60), "minute": ("T", "S", 60)}
    if unit.unit not in lower:
        return None
    clock, letter, count = lower[unit.unit]
    return f"P{clock}{count * unit.count // part}{letter}"


def _duration(match: Match, whole: Interval, setting: Setting) -> str | None:
    return _length(match, setting)


def _set(match: Match, whole: Interval, setting: Setting) -> str | None:
    """ "every Friday": XXXX-WXX-5, "every two weeks": P2W, "each March": XXXX-03."""
    slots = match.slots
    if days := slots.get("WEEKDAY") or slots.get("WEEKDAYS"):
        return f"XXXX-WXX-{days[0]}"
    if months := slots.get("MONTH"):
        return f"XXXX-{months[0]:02}"
    if seasons := slots.get("SEASON"):
        return f"XXXX-{SEASONS[seasons[0]]}"
    if "WEEKEND" in slots:
        return "XXXX-WXX-WE"
    if parts := slots.get("DAYPART"):
        return f"XXXX-XX-XX{DAY_PARTS[parts[0]]}"
    return _length(match, setting)


def _season(match: Match, whole: Interval, setting: Setting) -> str | None:
    season = SEASONS[match.slots["SEASON"][0]]  # of the year it begins in
    return f"{whole.start.year if whole.start else 'XXXX'}-{season}"


def _half(match: Match, whole: Interval, setting: Setting) -> str | None:
    if whole.start is None:
        return None
    return f"{whole.start.year}-H{1 if whole.start.month < HALF else 2}"


def _weekend(match: Match, whole: Interval, setting: Setting) -> str | None:
    if whole.start is None:
        return "XXXX-WXX-WE"
    year, week, _ = whole.start.isocalendar()
    return f"{year}-W{week:02}-WE"


def _century(match: Match, whole: Interval, setting: Setting) -> str | None:
    """The first two figures of its years: 19 for the twentieth."""
    return None if whole.start is None else f"{whole.start.year // 100}"


BY_MEANING: dict[str, Callable[[Match, Interval, Setting], str | None]] = {
    "duration": _duration,
    "duration_open": _duration,
    "fraction": _duration,
    "period": _duration,
    "period_open": _duration,
    "set": _set,
    "season": _season,
    "half": _half,
    "weekend": _weekend,
    "century": _century,
}
