"""Intervals of days and the arithmetic of calendars."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from communique.model import DatePrecision

WEEK = 7
MONTHS = 12
HOURS = 24
THIRDS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}  # early, mid, late of a month, in days
FIRST_YEAR, LAST_YEAR = 1000, 2200  # four figures outside are no year of the news
LEAP_YEAR = 2024  # a year with every day there can be
TURN = 2000  # "the 2000s" is a decade, "the 1900s" a century
LAST_CENTURY = 22
THIRDS_OF_DECADE = {1: (0, 3), 2: (4, 6), 3: (7, 9)}  # early, mid, late, in whole years


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days from `start` to `end`, both inclusive; None is open.

    `unit`: what the words name where these days are a part of it ("early May": a range, and a part of a month).
    """

    start: Day | None = None
    end: Day | None = None
    precision: DatePrecision = "range"
    unit: DatePrecision | None = None


def day(on: Day) -> Interval:
    """One day."""
    return Interval(start=on, end=on, precision="day")


def week(on: Day) -> Interval:
    """The week from Monday to Sunday around a day."""
    monday = on - timedelta(days=on.weekday())
    return Interval(start=monday, end=monday + timedelta(days=WEEK - 1), precision="week")


def month(year: int, number: int) -> Interval:
    """A month; `number` may run over the year's ends (13: January of the next)."""
    year, number = year + (number - 1) // MONTHS, (number - 1) % MONTHS + 1
    return Interval(start=Day(year, number, 1), end=Day(year, number, monthrange(year, number)[1]), precision="month")


def months(year: int, first: int, count: int) -> Interval:
    """`count` months from month `first` on, as a quarter."""
    return Interval(start=month(year, first).start, end=month(year, first + count - 1).end, precision="quarter")


def year(number: int) -> Interval:
    """A year."""
    return Interval(start=Day(number, 1, 1), end=Day(number, MONTHS, 31), precision="year")


def decade(first: int) -> Interval:
    """Ten years from `first` on."""
    return Interval(start=Day(first, 1, 1), end=Day(first + 9, MONTHS, 31), precision="decade")


def century(number: int) -> Interval:
    """The n-th century: the years its number in hundreds ends with ("20th": 1901 to 2000)."""
    return Interval(start=Day(number * 100 - 99, 1, 1), end=Day(number * 100, MONTHS, 31), precision="range")


def third(whole: Interval, part: int | None) -> Interval:
    """The early, middle or late part (1, 2, 3) of an interval, as a range of that unit; all of it without a part."""
    if part is None or whole.start is None or whole.end is None:
        return whole
    if whole.precision == "month":
        first, last = THIRDS[part]
        return part_of(whole, whole.start.replace(day=first), whole.end.replace(day=min(last, whole.end.day)))
    if whole.precision == "year":
        span = MONTHS // len(THIRDS)
        within = months(whole.start.year, 1 + span * (part - 1), span)
        return part_of(whole, within.start, within.end)
    if whole.precision == "decade":
        first, last = THIRDS_OF_DECADE[part]
        return part_of(whole, year(whole.start.year + first).start, year(whole.start.year + last).end)
    return whole


def part_of(whole: Interval, start: Day | None, end: Day | None) -> Interval:
    """Days within a month, year or decade: a range, that still tells its unit."""
    return Interval(start=start, end=end, unit=whole.unit or whole.precision)


def plus_months(on: Day, count: int) -> Day | None:
    """The same day of the month `count` months on, or that month's last day; None outside the calendar."""
    number = on.year * MONTHS + on.month - 1 + count
    if not FIRST_YEAR <= number // MONTHS <= LAST_YEAR:
        return None
    target = month(number // MONTHS, number % MONTHS + 1)
    assert target.end is not None
    return target.end.replace(day=min(on.day, target.end.day))


def plus(on: Day, unit: str, count: int) -> Day | None:
    """A day `count` units before or after another; hours and less round towards it."""
    if unit in ("second", "minute"):
        return on
    if unit == "year":
        return plus_months(on, MONTHS * count)
    if unit == "month":
        return plus_months(on, count)
    days = {"hour": int(count / HOURS), "day": count, "week": WEEK * count}[unit]
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return None


def around(on: Day, unit: str, count: int = 1) -> Interval:
    """The day, week, month, year or decade that a day lies in."""
    if unit == "week":
        return week(on)
    if unit == "month" and count == 1:
        return month(on.year, on.month)
    if unit == "month":
        return months(on.year, on.month - (on.month - 1) % count, count)
    if unit == "year" and count == 1:
        return year(on.year)
    if unit == "year" and count == 10:
        return decade(on.year - on.year % count)
    if unit == "year":
        return century((on.year - 1) // count + 1)
    return day(on)


def next_day(on: Day | None, count: int) -> Day | None:
    """The day `count` days on, None for an open end."""
    return None if on is None else plus(on, "day", count)


def easter(year_number: int) -> Day:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, (century, years) = year_number % 19, divmod(year_number, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (years // 4) - moon - years % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month_number, number = divmod(moon + weekday - 7 * late + 114, 31)
    return Day(year_number, month_number, number + 1)


def make_day(year_number: int, month_number: int, number: int) -> Day | None:
    """A day, or None where the calendar has none such (31 June)."""
    try:
        return Day(year_number, month_number, number)
    except ValueError:
        return None
