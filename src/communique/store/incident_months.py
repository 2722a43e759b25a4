"""In which month an incident counts for which dyad: what a dyad's page reads beside the counts of reports."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import permutations, product

from communique.store import incident_sql as sql
from communique.store.database import Database
from communique.store.incidents import Incident
from communique.store.reports import Party, Report

MONTH = 7  # characters of YYYY-MM-DD


def count_months(database: Database, incident: Incident, key: int) -> None:
    """Nothing; afterwards the incident counts for each pair of codes that a report of it names, in one month each."""
    told: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for report in (one.report for one in incident.told):
        month = _month(database, report)
        for pair in set(_pairs(report)):
            told[pair][month] += 1
    rows = [(*pair, _commonest(months), incident.status, key) for pair, months in sorted(told.items())]
    database.insert_all(sql.ADD_MONTH, rows)


def _commonest(months: Counter[str]) -> str:
    """The month of most reports; of several the first."""
    return min(months, key=lambda month: (-months[month], month))


def _month(database: Database, report: Report) -> str:
    """The month in which the report stands, a reviewer's where one gave it another day; "" without a day."""
    if report.days is not None and report.precision is not None:
        return report.days.first.isoformat()[:MONTH]
    return (database.value(sql.DAY_OF_EVENT, (report.event_id, report.article_id)) or "")[:MONTH]


def _pairs(report: Report) -> Iterator[tuple[str, str]]:
    """The codes of the two sides, in order of spelling."""
    together = permutations(report.sources, 2) if report.reciprocal else ()
    for one, other in (*product(report.sources, report.targets), *together):
        for codes in product(_codes(one), _codes(other)):
            first, second = sorted(codes)
            yield first, second


def _codes(party: Party) -> tuple[str, ...]:
    return tuple(code for code in (party.country, party.org_class) if code)
