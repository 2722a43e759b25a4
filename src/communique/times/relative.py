"""Times told from the day of publication, from another time, or by a weekday."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date as Day

from communique.knowledge.calendar_rows import UnitRow
from communique.times import interval
from communique.times.interval import MONTHS, WEEK, Interval
from communique.times.setting import Setting
from communique.times.tense import FUTURE, PAST
from communique.times.words import Match

SHIFTS = ("LAST", "NEXT", "THIS", "PAST", "COMING")
COMPARED = {"month": 1, "quarter": 3}  # months of a stretch that is compared with that of another year
SHORT = ("second", "minute", "hour")
SATURDAY = 6
WEEKEND_DAYS = 2
UNKNOWN = Interval()


def shift_of(match: Match) -> int | None:
    """-1, 0 or 1 for last, this and next; None without such a word."""
    them = [v for kind in SHIFTS for v in match.slots.get(kind, ())]
    return them[0] if them else None


def _unit(match: Match, setting: Setting) -> UnitRow | None:
    them = match.slots.get("UNIT") or match.slots.get("UNIT1") or match.slots.get("UNITS")
    return setting.calendar.units[them[0]] if them else None


def _amount(match: Match) -> int:
    them = match.slots.get("NUMBER") or match.slots.get("A") or (1,)
    return them[0]


def weekday_near(published: Day, number: int, direction: int) -> Day:
    """The latest such weekday up to publication, or the next one after it where `direction` is FUTURE."""
    back = (published.isoweekday() - number) % WEEK
    on = interval.plus(published, "day", WEEK - back if direction == FUTURE else -back)
    assert on is not None
    return on


def _weekday(match: Match, setting: Setting) -> Interval | None:
    number, published, shift = match.slots["WEEKDAY"][0], setting.published, shift_of(match)
    if published is None:
        return Interval(precision="day")
    if "week" in match.words and shift is not None:
        monday = interval.week(published).start
        on = interval.next_day(monday, WEEK * shift + number - 1)
        return interval.day(on) if on else None
    if shift == PAST:
        published = interval.next_day(published, -1) or published
    direction = shift if shift else setting.direction
    return interval.day(weekday_near(published, number, direction))


def _weekdays(match: Match, setting: Setting) -> Interval | None:
    """ "Thursday and Friday": from the first to the next such second."""
    first = _weekday(match, setting)
    if first is None or first.start is None:
        return UNKNOWN
    days = match.slots["WEEKDAY"]
    length = (days[1] - days[0]) % WEEK
    return Interval(start=first.start, end=interval.next_day(first.start, length)) if length else None


def _near_weekday(match: Match, setting: Setting) -> Interval | None:
    """ "the previous Friday", "the following Monday": next to the time told before."""
    if setting.anchor is None or setting.anchor.start is None or setting.anchor.end is None:
        return Interval(precision="day")
    number, back = match.slots["WEEKDAY"][0], "PREVIOUS" in match.slots
    if back:
        before = interval.next_day(setting.anchor.start, -1)
        return interval.day(weekday_near(before, number, PAST)) if before else None
    return interval.day(weekday_near(setting.anchor.end, number, FUTURE))


def _week_from(match: Match, setting: Setting) -> Interval | None:
    """ "a week from Monday", "Monday week": so many weeks behind the next such day."""
    if setting.published is None:
        return Interval(precision="day")
    first = weekday_near(setting.published, match.slots["WEEKDAY"][0], FUTURE)
    on = interval.next_day(first, WEEK * _amount(match))
    return interval.day(on) if on else None


def _within_period(match: Match, setting: Setting) -> Interval | None:
    """ "will be signed within two weeks"; with another verb it is a length of time."""
    unit, published = _unit(match, setting), setting.published
    if unit is None or setting.direction != FUTURE:
        return None
    if published is None:
        return UNKNOWN
    return Interval(start=published, end=interval.plus(published, unit.unit, unit.count * _amount(match)))


def _clock(match: Match, setting: Setting) -> Interval | None:
    """A time of day without its day: on the day told last, else unknown."""
    whole = setting.anchor
    return whole if whole is not None and whole.precision == "day" else Interval(precision="day")


def _within(match: Match, setting: Setting) -> Interval | None:
    """ "will be decided in five years"; with another verb it is a length of time."""
    return _hence(match, setting) if setting.direction == FUTURE else None


def _deictic(match: Match, setting: Setting) -> Interval | None:
    on = interval.next_day(setting.published, match.slots["DEICTIC"][0])
    return interval.day(on) if on else Interval(precision="day")


def _whole_unit(match: Match, setting: Setting) -> Interval | None:
    """ "last week", "this year"."""
    unit, shift = _unit(match, setting), shift_of(match)
    if unit is None or unit.unit in SHORT or (unit.unit == "day" and shift is None):
        return None
    shift = shift or 0
    if setting.published is None:
        return UNKNOWN
    on = interval.plus(setting.published, unit.unit, unit.count * shift)
    part = match.slots.get("PART") or (match.slots.get("EARLIER") if shift else None) or (None,)
    if on is None:
        return UNKNOWN
    whole = interval.around(on, unit.unit, unit.count)
    told = match.slots.get("EARLIER") if shift == 0 else None
    return _clipped(whole, told[0], setting.published) if told else interval.third(whole, part[0])


def _clipped(whole: Interval, part: int, published: Day) -> Interval:
    """ "earlier this year" ends with the day before publication or that day, "later this year" begins with it."""
    if part == 1:
        return interval.part_of(whole, whole.start, published)
    return interval.part_of(whole, published, whole.end)


def _period(match: Match, setting: Setting) -> Interval | None:
    """ "the past two weeks", "the next six months": from or to publication."""
    unit, shift, published = _unit(match, setting), shift_of(match), setting.published
    if unit is None or shift is None or published is None:
        return UNKNOWN
    other = interval.plus(published, unit.unit, unit.count * shift * _amount(match))
    return Interval(start=other, end=published) if shift < 0 else Interval(start=published, end=other)


def _open_period(match: Match, setting: Setting) -> Interval | None:
    """ "recent weeks" end with publication, "the coming months" begin with it."""
    return Interval(start=setting.published) if shift_of(match) == FUTURE else Interval(end=setting.published)


def _weekend(match: Match, setting: Setting) -> Interval | None:
    published, shift = setting.published, shift_of(match)
    if published is None:
        return UNKNOWN
    back = (published.isoweekday() - SATURDAY) % WEEK
    past = shift == PAST or ((shift is None or shift == 0) and setting.direction != FUTURE)
    if shift == PAST and back < WEEKEND_DAYS:
        back += WEEK
    if "before" in match.words:  # "the weekend before last": the second whole one that is over
        back, past = (back if back >= WEEKEND_DAYS else back + WEEK) + WEEK, True
    start = interval.next_day(published, -back if past else WEEK - back)
    return Interval(start=start, end=interval.next_day(start, WEEKEND_DAYS - 1))


def _ago(match: Match, setting: Setting) -> Interval | None:
    """ "two days ago": that day; "two years ago": that year."""
    return _from(setting.published, -1, match, setting)


def _fraction_ago(match: Match, setting: Setting) -> Interval | None:
    """ "half a century ago", "a quarter of an hour ago"."""
    unit, day = _unit(match, setting), setting.published
    if unit is None or day is None:
        return UNKNOWN
    part = 2 if "half" in match.words else 4
    if unit.unit == "year":
        on = interval.plus_months(day, -(MONTHS * unit.count // part))
        return interval.around(on, "month" if unit.count == 1 else "year") if on else UNKNOWN
    days = {"month": 30, "week": WEEK}.get(unit.unit, 0)
    on = interval.next_day(day, -(days * unit.count // part))
    return interval.around(on, "week" if days else "day") if on else UNKNOWN


def _two_away(match: Match, setting: Setting) -> Interval | None:
    """ "the week before last", "the week after next"."""
    unit = _unit(match, setting)
    if unit is None or unit.unit in SHORT:
        return None
    return _from(
        setting.published,
        PAST if "before" in match.words else FUTURE,
        replace(match, slots={**match.slots, "NUMBER": (2,)}),
        setting,
    )


def _hence(match: Match, setting: Setting) -> Interval | None:
    return _from(setting.published, 1, match, setting)


def _from(day: Day | None, sign: int, match: Match, setting: Setting) -> Interval:
    unit = _unit(match, setting)
    if unit is None or day is None:
        return UNKNOWN
    same = _of_year_before(unit, sign, match, setting)
    if same is not None:
        return same
    on = interval.plus(day, unit.unit, sign * unit.count * _amount(match))
    return interval.around(on, unit.unit) if on else UNKNOWN


def _of_year_before(unit: UnitRow, sign: int, match: Match, setting: Setting) -> Interval | None:
    """ "rose in the third quarter from a year earlier": that quarter of the year before; so with months."""
    whole = setting.anchor
    if unit.unit != "year" or sign != PAST or whole is None or whole.start is None or not setting.close:
        return None
    months = COMPARED.get(whole.precision)
    if months is None or (match.meaning == "ago" and whole.precision != "quarter"):
        return None
    start = interval.plus_months(whole.start, -MONTHS * unit.count * _amount(match))
    if start is None:
        return None
    return replace(interval.months(start.year, start.month, months), precision=whole.precision)


def _open_ago(match: Match, setting: Setting) -> Interval | None:
    return Interval(end=setting.published)


def _shifted(match: Match, setting: Setting) -> Interval | None:
    """ "two days earlier": from the time told before, else from publication; "later" only from a time told."""
    unit = _unit(match, setting)
    if unit is None or unit.unit in SHORT:
        return None
    sign = (match.slots.get("BEFORE") or match.slots.get("AFTER") or match.slots.get("FRONT") or (1,))[0]
    anchor = setting.anchor.start if setting.anchor else None
    if anchor is None and sign == PAST:
        anchor = setting.published
    return _from(anchor, sign, match, setting)


def _shifted_alone(match: Match, setting: Setting) -> Interval | None:
    """ "The day before, …": beside the time told before, for nothing follows that it could be counted from."""
    anchor = setting.anchor.start if setting.anchor else None
    sign = (match.slots.get("FRONT") or match.slots.get("BACK") or (1,))[0]
    return _from(anchor, sign, match, setting)


def _ago_today(match: Match, setting: Setting) -> Interval | None:
    """ "a year ago today": that day of that year; "two years ago this month": that month."""
    unit, published = _unit(match, setting), setting.published
    if unit is None or published is None:
        return UNKNOWN
    from_day = interval.next_day(published, (match.slots.get("DEICTIC") or (0,))[0])
    on = interval.plus(from_day, unit.unit, -unit.count * _amount(match)) if from_day else None
    them = match.slots.get("UNIT1")
    within = setting.calendar.units[them[0]] if them else None
    if on is None:
        return UNKNOWN
    return interval.around(on, within.unit, within.count) if within else interval.day(on)


def _relative(match: Match, setting: Setting) -> Interval | None:
    """ "two days before …": what follows is no time that is known."""
    return UNKNOWN


def _neighbour(match: Match, setting: Setting) -> Interval | None:
    """ "the following day", "that same month": next to the time told before."""
    unit = _unit(match, setting)
    name, count = (unit.unit, unit.count) if unit else ("day", 1)
    if name in SHORT:
        return None
    if setting.anchor is None or setting.anchor.start is None:
        return UNKNOWN
    following = match.slots.get("FOLLOWING") or match.slots.get("PREVIOUS") or ((1,) if "next" in match.words else (0,))
    on = interval.plus(setting.anchor.start, name, count * following[0])
    return interval.around(on, name, count) if on else UNKNOWN


def _open_duration(match: Match, setting: Setting) -> Interval | None:
    """ "months of talks": up to publication, unless they are still to come."""
    return UNKNOWN if setting.direction == FUTURE else Interval(end=setting.published)


RELATIVE: dict[str, Callable[[Match, Setting], Interval | None]] = {
    "weekday": _weekday,
    "weekdays": _weekdays,
    "near_weekday": _near_weekday,
    "clock": _clock,
    "week_from": _week_from,
    "within_period": _within_period,
    "within": _within,
    "deictic": _deictic,
    "unit": _whole_unit,
    "period": _period,
    "period_open": _open_period,
    "weekend": _weekend,
    "ago": _ago,
    "ago_open": _open_ago,
    "hence": _hence,
    "fraction_ago": _fraction_ago,
    "two_away": _two_away,
    "shifted": _shifted,
    "shifted_alone": _shifted_alone,
    "ago_today": _ago_today,
    "relative": _relative,
    "neighbour": _neighbour,
    "duration_open": _open_duration,
}
