"""The rule by which two reports are taken to mean one happening: symmetric, of their own values alone.

Neither outlets nor the order of arrival nor what else is in the store count, so the same reports are linked whatever
comes before, after or between them. What speaks for and against is summed in points; docs/decisions/0021-incidents.md
tells how they were set.
"""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from communique.knowledge.happenings import load_happenings
from communique.store.parties import INSIDE, LOOSE, OTHER, agreement, company
from communique.store.reports import TOWNS, Report
from communique.store.words import cosine, stems

ENOUGH = 3.0  # points that link two reports
FAR = 30.0  # kilometres: two towns further apart are two places
EARTH = 6371.0  # kilometres: mean radius
WORDS = 5.0  # points of sentences with the same words
OPENINGS, CHANCE = 10.0, 0.1  # points of articles that begin with the same words; what any two articles share
SAME_TYPE, SAME_MODE, OTHER_MODE, OTHER_TYPE = 0.5, 0.5, -0.5, -1.0
NEAR_ACTOR, ANY_ACTOR, OTHER_ACTOR = 1.0, 0.5, -2.0
SAME_DAY, MAYBE_DAY, NEXT_DAY, NO_DAY = 1.5, 0.5, -1.0, -1.0
SAME_PLACE, NEAR_PLACE, INSIDE_PLACE = 1.5, 1.0, 0.3
NAMED_PLACE, UNNAMED_PLACE = 0.7, -1.5
SAME_NUMBER = 0.5
OTHER_STATUS = -1.0
OTHER_TYPES = "types"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much speaks for one happening, in points, and what: "same day", "words 0.42"."""

    points: float
    why: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """True where the two reports are linked."""
        return self.points >= ENOUGH


Reason = tuple[str, float]


def contradiction(one: Report, other: Report) -> str | None:
    """Why two reports cannot mean one happening whatever their words; None where they may."""
    family = load_happenings().family
    if family(one.event_type) != family(other.event_type):
        return OTHER_TYPES
    if _days_apart(one, other) > 1:
        return "days"
    if _places_differ(one, other):
        return "places"
    if not _may_have_same_actors(one, other):
        return "actors"
    return None


def likeness(one: Report, other: Report) -> Likeness | None:
    """What speaks for one happening; None where something speaks against it whatever the words."""
    if contradiction(one, other) is not None or _planned_only_once(one, other):
        return None
    reasons = [*_types(one, other), *_actors(one, other), *_day(one, other), *_place(one, other),
               *_numbers(one, other), *_words(one, other)]  # fmt: skip
    return Likeness(
        points=round(sum(points for _, points in reasons), 6), why=tuple(said for said, points in reasons if said)
    )


def _planned_only_once(one: Report, other: Report) -> bool:
    """True where one report tells a plan and the other not that of the same day: they may be two acts."""
    if "planned" not in (one.status, other.status) or one.status == other.status:
        return False
    return not (_is_firm(one) and _is_firm(other) and _days_apart(one, other) == 0)


def _types(one: Report, other: Report) -> list[Reason]:
    status = [("told with another status", OTHER_STATUS)] if one.status != other.status else []
    if one.event_type != other.event_type:
        return [("", OTHER_TYPE), *status]
    if one.mode is None or other.mode is None:
        return [("same type", SAME_TYPE), *status]
    same = one.mode == other.mode
    return [("same type and mode" if same else "same type", SAME_TYPE + (SAME_MODE if same else OTHER_MODE)), *status]


def _may_have_same_actors(one: Report, other: Report) -> bool:
    """True where the actors of some role agree; who did it may be in dispute where the target and the town agree."""
    sources, targets = _roles(one, other)
    if sources is not None and sources > OTHER:
        return targets != OTHER
    if sources == OTHER:
        return targets is not None and targets >= INSIDE and _same_town(one, other)
    return targets is not None and targets > LOOSE


def _roles(one: Report, other: Report) -> tuple[float | None, float | None]:
    """The agreement of the doers and of those done to; of an act done together there are only doers."""
    if one.reciprocal or other.reciprocal:
        return company((*one.sources, *one.targets), (*other.sources, *other.targets)), None
    return agreement(one.sources, other.sources), agreement(one.targets, other.targets)


def _actors(one: Report, other: Report) -> list[Reason]:
    sources, targets = _roles(one, other)
    found = []
    for role, grade in (("source actors", sources), ("target actors", targets)):
        if grade is not None:
            found.append(_graded(role, grade))
    return found


def _graded(role: str, grade: float) -> Reason:
    if grade == OTHER:
        return f"other {role}", OTHER_ACTOR
    if grade >= INSIDE:
        return f"same {role}", NEAR_ACTOR
    return f"{role} may be the same", ANY_ACTOR * grade


def _is_firm(report: Report) -> bool:
    return report.days is not None and report.days.firm


def _days_apart(one: Report, other: Report) -> int:
    """Days between the two stretches; 0 where they overlap or one is not known."""
    if one.days is None or other.days is None:
        return 0
    return max((other.days.first - one.days.last).days, (one.days.first - other.days.last).days, 0)


def _day(one: Report, other: Report) -> list[Reason]:
    if one.days is None or other.days is None:
        return [("", NO_DAY)]
    if _days_apart(one, other):
        return [("one day apart", NEXT_DAY)]
    if _is_firm(one) and _is_firm(other):
        return [("same day", SAME_DAY)]
    return [("days that agree", MAYBE_DAY)]


def _is_town(report: Report) -> bool:
    return report.spot is not None and report.spot.precision in TOWNS


def _distance(one: Report, other: Report) -> float | None:
    """Kilometres between two towns; None where either has no coordinates."""
    here, there = one.spot, other.spot
    if here is None or there is None or here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return None
    north, south = radians(here.lat), radians(there.lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(there.lon - here.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _same_town(one: Report, other: Report) -> bool:
    if not (_is_town(one) and _is_town(other)):
        return False
    apart = _distance(one, other)
    return apart < 1 if apart is not None else _spot_name(one) == _spot_name(other)


def _spot_name(report: Report) -> str:
    return "" if report.spot is None else report.spot.name.casefold()


def _places_differ(one: Report, other: Report) -> bool:
    if one.spot is None or other.spot is None:
        return False
    if _is_town(one) and _is_town(other):
        apart = _distance(one, other)
        return apart > FAR if apart is not None else _spot_name(one) != _spot_name(other)
    return None not in (one.spot.country, other.spot.country) and one.spot.country != other.spot.country


def _place(one: Report, other: Report) -> list[Reason]:
    if one.spot is None or other.spot is None:
        return _place_named(one, other) + _place_named(other, one)
    if _same_town(one, other):
        return [(f"same place: {one.spot.name}", SAME_PLACE)]
    if _is_town(one) and _is_town(other):
        return [("places near each other", NEAR_PLACE)]
    return [("one place inside the other", INSIDE_PLACE)]


def _place_named(one: Report, other: Report) -> list[Reason]:
    """Where only one report has a town: whether the other article names it in its beginning."""
    if one.spot is None or not _is_town(one):
        return []
    if set(stems(one.spot.name)) <= set(other.opening):
        return [(f"both name {one.spot.name}", NAMED_PLACE)]
    return [("", UNNAMED_PLACE)]


def _numbers(one: Report, other: Report) -> list[Reason]:
    """Equal counts speak for one happening; different ones not against it: tolls rise and outlets disagree."""
    pairs = (
        ("dead", one.numbers.dead, other.numbers.dead), ("injured", one.numbers.injured, other.numbers.injured),
        ("arrested", one.numbers.arrested, other.numbers.arrested),
        ("present", one.numbers.present, other.numbers.present),
    )  # fmt: skip
    return [(f"{here} {part}", SAME_NUMBER) for part, here, there in pairs if here is not None and here == there]


def _words(one: Report, other: Report) -> list[Reason]:
    sentences, openings = cosine(one.words, other.words), cosine(one.opening, other.opening)
    return [(f"words {sentences:.2f}", WORDS * sentences), (f"articles {openings:.2f}", OPENINGS * (openings - CHANCE))]
