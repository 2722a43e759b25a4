"""From the words of a time expression to days: one resolver a meaning, as time_patterns.tsv names them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date as Day
from typing import Literal

from communique.times import interval
from communique.times.interval import MONTHS, WEEK, Interval
from communique.times.relative import RELATIVE, shift_of
from communique.times.setting import Setting
from communique.times.tense import FUTURE, PAST
from communique.times.words import PLAIN, Match
from communique.times.yearly import goes_back, nearest, told_year, value, years_around

Kind = Literal["date", "duration", "set"]
KINDS: dict[str, Kind] = {"duration": "duration", "fraction": "duration", "duration_open": "duration", "set": "set"}
UNKNOWN = Interval()
SECOND_LAST = 3  # years in which two whole seasons lie
SEASON_MONTHS, QUARTER_MONTHS, HALF_MONTHS = 3, 3, 6
MID_MONTH = 15  # the last day of its first half

Resolver = Callable[[Match, Setting], Interval | None]


def resolve(match: Match, setting: Setting) -> Interval | None:
    """The days a match means; an interval open at both ends where they cannot be told; None: it is no time here."""
    if goes_back(match) and setting.anchor is None:
        return UNKNOWN
    return RESOLVERS[match.meaning](match, setting)


def _date(match: Match, setting: Setting) -> Interval | None:
    month = value(match, "MONTH")
    number = value(match, "DAY") or value(match, "DAYTH")
    assert month is not None and number is not None
    year = told_year(match, setting)
    if year is not None:
        on = interval.make_day(year, month, number)
        return interval.day(on) if on else None
    if interval.make_day(interval.LEAP_YEAR, month, number) is None:
        return None
    days = [on for y in years_around(setting) if (on := interval.make_day(y, month, number))]
    weekday = value(match, "WEEKDAY") or value(match, "SHORTDAY")
    fitting = [on for on in days if on.isoweekday() == weekday] or days
    if setting.published is not None and len(fitting) == 1:
        return interval.day(fitting[0])
    return nearest([interval.day(on) for on in fitting], setting) or Interval(precision="day")


def _holiday(match: Match, setting: Setting) -> Interval | None:
    """A holiday of a fixed day: of the year told, else the nearest the verb points to."""
    month, number = divmod(value(match, "HOLIDAY") or 0, 100)
    year = told_year(match, setting)
    if year is not None:
        return interval.day(Day(year, month, number))
    on = interval.make_day(interval.LEAP_YEAR, month, number)
    assert on is not None
    days = [interval.day(on.replace(year=y)) for y in years_around(setting)]
    if shift_of(match) == PAST and setting.published is not None:
        days = [d for d in days if d.end is not None and d.end < setting.published][-1:]
    return nearest(days, setting) or Interval(precision="day")


def _year_end(match: Match, setting: Setting) -> Interval | None:
    """The last day of the year of publication."""
    if setting.published is None:
        return Interval(precision="day")
    return interval.day(interval.year(setting.published.year).end or setting.published)


def _days(match: Match, setting: Setting) -> Interval | None:
    packed = value(match, "DAYS")
    first, last = divmod(packed, 100) if packed else (match.slots["DAY"][0], match.slots["DAY"][-1])
    month = value(match, "MONTH")
    assert month is not None and first is not None and last is not None
    if first >= last:
        return None
    year = value(match, "YEAR")
    years = years_around(setting) if year is None else (year,)
    spans = [
        Interval(start=start, end=end)
        for y in years
        if (start := interval.make_day(y, month, first)) and (end := interval.make_day(y, month, last))
    ]
    return (spans[0] if year is not None and spans else nearest(spans, setting)) or UNKNOWN


def _iso(match: Match, setting: Setting) -> Interval | None:
    packed = value(match, "ISO")
    year, month, number = (value(match, "YEAR"), value(match, "NUMBER"), value(match, "NUMBER", 1))
    if packed is not None:
        year, month, number = packed // 10_000, packed // 100 % 100, packed % 100
    on = interval.make_day(year or 0, month or 0, number or 0)
    return interval.day(on) if on else None


def _slashed(match: Match, setting: Setting) -> Interval | None:
    """Day and month in figures: where both orders give a day, nothing is sure but with points (day first)."""
    packed = value(match, "SLASHED") or value(match, "DOTTED")
    assert packed is not None
    one, two, year = packed // 1_000_000, packed // 10_000 % 100, packed % 10_000
    day_first, month_first = interval.make_day(year, two, one), interval.make_day(year, one, two)
    if "DOTTED" in match.slots:
        return interval.day(day_first) if day_first else None
    if day_first and month_first and day_first != month_first:
        return Interval(precision="day")
    on = day_first or month_first
    return interval.day(on) if on else None


def _month(match: Match, setting: Setting) -> Interval | None:
    number = value(match, "MONTH") or value(match, "SUREMONTH")
    assert number is not None
    part = value(match, "PART")
    year = told_year(match, setting)
    if year is not None:
        return interval.third(interval.month(year, number), part)
    published, shift = setting.published, shift_of(match)
    if published is None:
        return Interval(precision="month")
    them = [interval.month(y, number) for y in years_around(setting)]
    if shift == PAST:
        before = interval.month(published.year, published.month - 1).start or published
        them = [m for m in them if m.end is not None and m.end < before]  # the month just gone is "last month"
        return max(them, key=lambda m: m.end or Day.min)
    if shift == FUTURE:
        them = [m for m in them if m.start is not None and m.start > published]
        return min(them, key=lambda m: m.start or Day.max)
    if shift == 0:
        return interval.month(published.year, number)
    return interval.third(nearest(them, setting) or Interval(precision="month"), part)


def _months(match: Match, setting: Setting) -> Interval | None:
    kind = "MONTH" if "MONTH" in match.slots else "SUREMONTH"
    first, last = value(match, kind), value(match, kind, 1)
    assert first is not None and last is not None
    year = value(match, "YEAR")
    length = (last - first) % MONTHS
    if year is not None:
        final = interval.month(year, last)
        return Interval(start=interval.month(year, last - length).start, end=final.end)
    spans = [
        Interval(start=interval.month(y, first).start, end=interval.month(y, first + length).end)
        for y in years_around(setting)
    ]
    return nearest(spans, setting) or UNKNOWN


def _yearly(first: int, count: int, match: Match, setting: Setting) -> Interval:
    """A stretch of months that comes back every year: of the year told, else the one the words point to."""
    year = told_year(match, setting)
    if year is not None:
        return interval.months(year, first, count)
    published, shift = setting.published, shift_of(match)
    them = [interval.months(y, first, count) for y in years_around(setting)]
    if published is not None and shift is not None:
        ended = [m for m in them if m.end is not None and m.end < published]
        ahead = [m for m in them if m.start is not None and m.start > published]
        now = [m for m in them if m.start is not None and m.start.year == published.year]
        return ended[-1] if shift == PAST else ahead[0] if shift == FUTURE else now[0]
    return nearest(them, setting) or Interval(precision="quarter")


def _season(match: Match, setting: Setting) -> Interval | None:
    """Three months by the meteorologists' calendar: a range, for the quarters of the year are others."""
    season = replace(_yearly(value(match, "SEASON") or 1, SEASON_MONTHS, match, setting), precision="range")
    if "before" not in match.words or season.start is None:
        return season
    return _season_before_last(value(match, "SEASON") or 1, setting)


def _season_before_last(first: int, setting: Setting) -> Interval:
    """ "the summer before last": the second of those that are over."""
    assert setting.published is not None
    years = range(setting.published.year - SECOND_LAST, setting.published.year + 1)
    over = [m for y in years if (m := interval.months(y, first, SEASON_MONTHS)).end and m.end < setting.published]
    return replace(over[-2], precision="range")


def _quarter(match: Match, setting: Setting) -> Interval | None:
    number = value(match, "ORDINAL") or value(match, "QUARTER") or 0
    if not 1 <= number <= MONTHS // QUARTER_MONTHS:
        return None
    return _yearly(1 + QUARTER_MONTHS * (number - 1), QUARTER_MONTHS, match, setting)


def _half(match: Match, setting: Setting) -> Interval | None:
    number, year = value(match, "ORDINAL") or value(match, "HALFYEAR"), told_year(match, setting)
    if number not in (1, 2):
        return None
    if year is None:
        return UNKNOWN
    half = interval.months(year, 1 + HALF_MONTHS * (number - 1), HALF_MONTHS)
    return Interval(start=half.start, end=half.end)


def _half_month(match: Match, setting: Setting) -> Interval | None:
    """ "the second half of March": from the 16th on."""
    number, whole = value(match, "ORDINAL"), _month(match, setting)
    if number not in (1, 2) or whole is None:
        return None
    if whole.start is None or whole.end is None:
        return whole
    middle = whole.start.replace(day=MID_MONTH)
    first, last = (whole.start, middle) if number == 1 else (interval.next_day(middle, 1), whole.end)
    return interval.part_of(whole, first, last)


def _year(match: Match, setting: Setting) -> Interval | None:
    packed = value(match, "PARTYEAR")
    part, year = divmod(packed, 10_000) if packed else (value(match, "PART"), value(match, "YEAR"))
    assert year is not None
    return interval.third(interval.year(year), part)


def _years(match: Match, setting: Setting) -> Interval | None:
    packed = value(match, "YEARS")
    first, last = divmod(packed, 10_000) if packed else (value(match, "YEAR"), value(match, "YEAR", 1))
    if first is None or last is None or first >= last:
        return None
    return Interval(start=interval.year(first).start, end=interval.year(last).end)


def _short_years(match: Match, setting: Setting) -> Interval | None:
    """ "1994-98": the second year in the century of the first."""
    first, last = value(match, "YEAR"), value(match, "NUMBER")
    assert first is not None and last is not None
    last += first - first % 100
    if last <= first or value(match, "NUMBER", 1) is not None:
        return None
    return Interval(start=interval.year(first).start, end=interval.year(last).end)


def _year_months(match: Match, setting: Setting) -> Interval | None:
    """ "the first six months of 2023", "the last three months of this year"."""
    year, count = told_year(match, setting), value(match, "NUMBER")
    if year is None or count is None or not 0 < count <= MONTHS:
        return UNKNOWN if year is None else None
    first = 1 if "first" in match.words else MONTHS - count + 1
    return replace(interval.months(year, first, count), precision="range")


def _feast(match: Match, setting: Setting) -> Interval | None:
    """A feast so many days from Easter."""
    year = told_year(match, setting)
    offset = value(match, "FEAST")
    assert offset is not None
    days = [interval.next_day(interval.easter(y), offset) for y in ((year,) if year else years_around(setting))]
    them = [interval.day(on) for on in days if on]
    if year is not None:
        return them[0] if them else None
    if shift_of(match) == PAST and setting.published is not None:
        them = [d for d in them if d.end is not None and d.end < setting.published][-1:]
    return nearest(them, setting) or Interval(precision="day")


def _week_in(match: Match, setting: Setting) -> Interval | None:
    """ "the second week of May": its second seven days; the last week: its last seven."""
    whole = _month(match, setting)
    number = value(match, "ORDINAL")
    if whole is None or whole.start is None or whole.end is None:
        return UNKNOWN
    if number is None:
        return Interval(start=interval.next_day(whole.end, 1 - WEEK), end=whole.end, precision="week")
    start = interval.next_day(whole.start, WEEK * (number - 1))
    end = interval.next_day(start, WEEK - 1)
    return Interval(start=start, end=end, precision="week") if end and end <= whole.end else None


def _month_edge(match: Match, setting: Setting) -> Interval | None:
    """ "the last days of May", "the first weeks of May"."""
    return interval.third(_month(match, setting) or UNKNOWN, 1 if "first" in match.words else len(interval.THIRDS))


def _year_edge(match: Match, setting: Setting) -> Interval | None:
    """ "the last days of 2023": its last month."""
    year = told_year(match, setting)
    return UNKNOWN if year is None else interval.month(year, 1 if "first" in match.words else MONTHS)


def _decade(match: Match, setting: Setting) -> Interval | None:
    if packed := value(match, "PARTDECADE"):
        return interval.third(interval.decade(packed % 10_000), packed // 10_000)
    first = value(match, "DECADE") or value(match, "SHORTDECADE")
    assert first is not None
    if first % 100 == 0 and "PART" not in match.slots and first != interval.TURN:
        return Interval(start=Day(first, 1, 1), end=Day(first + 99, MONTHS, 31))
    return interval.third(interval.decade(first), value(match, "PART"))


def _century(match: Match, setting: Setting) -> Interval | None:
    number = value(match, "ORDINAL")
    return interval.century(number) if number and number <= interval.LAST_CENTURY else None


def _duration(match: Match, setting: Setting) -> Interval | None:
    """Without days; none where the number is a year ("2018 day five")."""
    return None if (value(match, "NUMBER") or 0) in range(interval.FIRST_YEAR, interval.LAST_YEAR) else UNKNOWN


def _week_of(match: Match, setting: Setting) -> Interval | None:
    whole = _date(match, setting)
    return interval.week(whole.start) if whole and whole.start else UNKNOWN


def _nothing(match: Match, setting: Setting) -> Interval | None:
    return UNKNOWN


RESOLVERS: dict[str, Resolver] = {
    "date": _date,
    "days": _days,
    "holiday": _holiday,
    "year_end": _year_end,
    "iso": _iso,
    "slashed": _slashed,
    "month": _month,
    "months": _months,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "half_month": _half_month,
    "year": _year,
    "bare_year": _year,
    "years": _years,
    "short_years": _short_years,
    "week_in": _week_in,
    "year_months": _year_months,
    "feast": _feast,
    "month_edge": _month_edge,
    "year_edge": _year_edge,
    "decade": _decade,
    "century": _century,
    "duration": _duration,
    "week_of": _week_of,
    "set": _nothing,
    "fraction": _nothing,
    PLAIN: _nothing,
    **RELATIVE,
}
