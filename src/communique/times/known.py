"""Which event of the tables a noun with its names means, or a bare noun goes back to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day

from communique.knowledge.calendar import Calendar
from communique.knowledge.calendar_rows import DatedEventRow, DatedNounRow
from communique.times.participants import Named

MEMORABLE = 2  # what a word of the event's own for whom it was done to ("Srebrenica") counts for
LONG_OVER = 365  # days after which "the war" means one that is over only right behind its naming
NEAR_BY = 2  # sentences
ONGOING = frozenset({"war", "invasion"})  # classes that the countries named in an article can point to


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where an event is named, or where a bare noun ("the war") waits for one (`event` None)."""

    sentence: int
    first: int
    last: int
    head: int
    row: DatedNounRow | None
    event: DatedEventRow | None
    year: int | None = None


def begun(event: DatedEventRow, published: Day | None) -> bool:
    """True where the event had begun by publication; unknown days count."""
    return published is None or event.start <= published


def fitting(
    row: DatedNounRow, names: Sequence[Named], year: int | None, calendar: Calendar, published: Day | None
) -> DatedEventRow | None:
    """The event of the noun's classes that every name belongs to and that has begun; of several the latest."""
    if not names:
        return None
    found = [
        event
        for event in calendar.events
        if not set(event.classes).isdisjoint(row.classes)
        and begun(event, published)
        and (year is None or event.start.year == year)
        and _explained(event, row, names, year)
    ]
    return max(found, key=lambda event: event.start, default=None)


def _explained(event: DatedEventRow, row: DatedNounRow, names: Sequence[Named], year: int | None) -> bool:
    """True where each name is a country or a word of the event, on the right side, and they are enough."""
    weight = 1 if year is not None else 0
    for named in names:
        source = named.country in event.country_sources or named.text in event.source_words
        target = named.country in event.country_targets or named.text in event.target_words
        if (named.side == "target" and not target) or not (source or target):
            return False
        if (
            named.side == "source"
            and row.extent == "day"
            and not source
            and (event.country_sources or event.source_words)
        ):
            return False
        weight += MEMORABLE if named.text in event.target_words else 1
    return weight >= row.needs


def gone_back_to(
    naming: Naming, before: Sequence[tuple[int, DatedEventRow]], published: Day | None
) -> DatedEventRow | None:
    """The one event of the noun's classes named before; of several the one that still goes on."""
    assert naming.row is not None
    wanted = set(naming.row.classes)
    same = {
        event.event: event
        for at, event in before
        if wanted & _family(event) and (naming.sentence - at <= NEAR_BY or not _long_over(event, published))
    }
    if naming.year is not None:
        same = {name: event for name, event in same.items() if event.start.year == naming.year}
    if len(same) > 1:
        same = {name: event for name, event in same.items() if _goes_on(event, published)}
    return next(iter(same.values())) if len(same) == 1 else None


def _long_over(event: DatedEventRow, published: Day | None) -> bool:
    return event.end is not None and published is not None and (published - event.end).days > LONG_OVER


def _family(event: DatedEventRow) -> set[str]:
    return set(event.classes) | (ONGOING if ONGOING & set(event.classes) else set())


def _goes_on(event: DatedEventRow, published: Day | None) -> bool:
    return event.end is None or (published is not None and event.start <= published <= event.end)


def pointed_to(
    naming: Naming, countries: frozenset[str], calendar: Calendar, published: Day | None
) -> DatedEventRow | None:
    """The one war going on when the article was published, both of whose sides it names."""
    assert naming.row is not None
    if published is None or not ONGOING & set(naming.row.classes) or naming.year is not None:
        return None
    found = [
        event
        for event in calendar.events
        if set(naming.row.classes) & set(event.classes)
        and begun(event, published)
        and _goes_on(event, published)
        and countries & set(event.country_sources)
        and countries & set(event.country_targets)
    ]
    return found[0] if len(found) == 1 else None
