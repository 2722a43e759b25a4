"""Times that come back every year, and the year the words or the verb give them."""

from collections.abc import Sequence
from datetime import date as Day

from communique.times.interval import Interval
from communique.times.relative import shift_of
from communique.times.setting import Setting
from communique.times.tense import FUTURE, OPEN
from communique.times.words import Match

MUCH_NEARER = 4  # times: "missed the 14 January deadline", told on 5 January
YEARS_PACKED = 10_000  # the two years of YEARS in one number
REACH = 2  # years around publication


def value(match: Match, kind: str, place: int = 0) -> int | None:
    """The value of the n-th word of a kind in a match, None without."""
    them = match.slots.get(kind, ())
    return them[place] if place < len(them) else None


def told_year(match: Match, setting: Setting) -> int | None:
    """The year a match names, in figures, as "last year", or as "that year" after a time told; None without."""
    if (said := value(match, "YEAR")) is not None:
        return said
    if (packed := value(match, "YEARS")) is not None:
        return packed // YEARS_PACKED  # "the winter of 2021/22" begins in the first
    if goes_back(match) and setting.anchor is not None and setting.anchor.start is not None:
        return setting.anchor.start.year
    shift = shift_of(match)
    if "year" in match.words and shift is not None and setting.published is not None:
        return setting.published.year + shift
    return None


def goes_back(match: Match) -> bool:
    """ "October of that year", "6 May of the same year": the year is that of the time told before."""
    return "year" in match.words and ("that" in match.words or "SAME" in match.slots)


def nearest(candidates: list[Interval], setting: Setting) -> Interval | None:
    """Of times that come back every year, the one the verb points to; without a verb, the nearest."""
    published = setting.published
    known = [(c.start, c.end, c) for c in candidates if c.start is not None and c.end is not None]
    if published is None or not known:
        return None
    if setting.story is not None and setting.direction != FUTURE:
        told = [c for start, end, c in known if setting.story <= end and start <= published]
        same = [c for c in told if c.start is not None and c.start.year == setting.story.year]
        if same:
            return same[0]
    past = max(((start, c) for start, _, c in known if start <= published), key=lambda pair: pair[0], default=None)
    coming = min(((start, c) for start, end, c in known if end >= published), key=lambda pair: pair[0], default=None)
    if setting.direction == OPEN and not setting.loose and past and coming:
        return past[1] if _far(past[1], published) <= _far(coming[1], published) else coming[1]
    if setting.direction != FUTURE and setting.loose and past and coming:
        near = _far(coming[1], published) * MUCH_NEARER < _far(past[1], published)
        return coming[1] if near else past[1]
    chosen = coming if setting.direction == FUTURE else past
    return chosen[1] if chosen else None


def _far(whole: Interval, published: Day) -> int:
    """Days from publication to the nearer end of an interval, 0 inside it."""
    if whole.start is None or whole.end is None:
        return 0
    return max((whole.start - published).days, (published - whole.end).days, 0)


def years_around(setting: Setting) -> Sequence[int]:
    """The years in which a time without one can lie: those around publication, and the one the story is in."""
    if setting.published is None:
        return ()
    years = range(setting.published.year - REACH, setting.published.year + REACH + 1)
    return years if setting.story is None else sorted({setting.story.year, *years})
