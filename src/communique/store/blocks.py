"""The blocks in which reports are compared: family of types, who to whom, day. Only reports that share a block are.

A report stands in a few blocks a day of its days. One that names both who and whom is compared within its dyad and its
town, and with those that name one of the two alone; one that names one alone with all that name this one.
"""

from collections.abc import Iterator
from datetime import timedelta

from communique.knowledge.happenings import load_happenings
from communique.store.parties import roots
from communique.store.reports import TOWNS, Party, Report

UNKNOWN_DAY = 0  # of reports that tell no day in articles without one: they are compared among themselves
SLACK = 1  # days by which two tellings of one happening may differ
MOST_ROOTS = 6  # actors of one role that make blocks; longer lists are of meetings of many


def kept_under(report: Report) -> frozenset[tuple[int, str]]:
    """The blocks (day number, name) in which a report stands."""
    return frozenset((day, name) for day in _days(report, 0) for name in _standing(report))


def looked_up(report: Report) -> frozenset[tuple[int, str]]:
    """The blocks in which the reports stand that it is compared with; symmetric to `kept_under`."""
    return frozenset((day, name) for day in _days(report, SLACK) for name in _asking(report))


def _days(report: Report, slack: int) -> range:
    if report.days is None:
        return range(UNKNOWN_DAY, UNKNOWN_DAY + 1)
    margin = timedelta(days=slack)
    return range((report.days.first - margin).toordinal(), (report.days.last + margin).toordinal() + 1)


def _family(report: Report) -> str:
    return load_happenings().family(report.event_type)


def _roots(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for party in parties[:MOST_ROOTS] for name in roots(party)))


def _standing(report: Report) -> Iterator[str]:
    """The dyads of a report, each actor on its own, its town."""
    family, pairs = _family(report), _pairs(report)
    yield from (f"{family}|pair|{pair}" for pair in pairs)
    yield from (f"{family}|{'part' if pairs else 'lone'}|{name}" for name in _roots((*report.sources, *report.targets)))
    yield from _town(report)


def _asking(report: Report) -> Iterator[str]:
    """The same dyads, those who name one of its actors alone, the same town; of a report that itself names one actor
    alone, all that name this one."""
    family, pairs = _family(report), _pairs(report)
    yield from (f"{family}|pair|{pair}" for pair in pairs)
    for name in _roots((*report.sources, *report.targets)):
        yield f"{family}|lone|{name}"
        if not pairs:
            yield f"{family}|part|{name}"
    yield from _town(report)


def _told(party: Party) -> tuple[str, ...]:
    """The root of an actor of whom more is told than what the article speaks of."""
    return roots(party) if party.country or party.actor_id else ()


def _all(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for party in parties[:MOST_ROOTS] for name in _told(party)))


def _town(report: Report) -> Iterator[str]:
    if report.spot is not None and report.spot.precision in TOWNS:
        yield f"{_family(report)}|town|{report.spot.geonames_id or report.spot.name.casefold()}"


def _pairs(report: Report) -> tuple[str, ...]:
    """Who to whom, each two in one order: a visit and a meeting may be one. Inside a country both are its root."""
    if report.reciprocal:
        names = [name for party in report.sources[:MOST_ROOTS] for name in _told(party)]
        found = [(one, other) for index, one in enumerate(names) for other in names[index + 1 :]]
    else:
        found = [(one, other) for one in _all(report.sources) for other in _all(report.targets)]
    return tuple(dict.fromkeys("|".join(sorted(pair)) for pair in found))
