"""Reports in a store made groups: each time some are new, whatever they hang together with is grouped again."""

import json
from collections.abc import Iterable
from dataclasses import replace

from communique.store import incident_sql as sql
from communique.store.components import Link
from communique.store.database import Database
from communique.store.incident_months import count_months
from communique.store.incidents import Incident
from communique.store.joining import Decided, incidents_of
from communique.store.kept_blocks import INCIDENTS, leave, stand
from communique.store.kept_copies import group_of
from communique.store.packing import packed, unpacked
from communique.store.reports import COMPARED, Report
from communique.store.retold import incident_blocks

WITHOUT = {"told": {"__all__": {"report": COMPARED}}, "retold": True}  # of an incident's JSON: kept elsewhere


def regroup(database: Database, name: str, decided: Decided) -> int:
    """How many reports were grouped: the named one and all it hangs together with. One transaction."""
    with database.transaction():
        reports, links, copies = _reached(database, name, decided)
        made = {one.incident_id: one for one in incidents_of(reports, links, copies, decided)}
        before = {key for one in reports if (key := database.value(sql.INCIDENT_OF, (one,))) is not None}
        bodies = {name: packed(incident, without=WITHOUT) for name, incident in made.items()}
        for key in sorted(before):
            stored = database.value(sql.INCIDENT, (key,))
            same = next((name for name, body in bodies.items() if body == stored), None)
            if same is None:
                _unplace(database, key)
            else:
                del bodies[same]
        for incident_id, body in bodies.items():
            _place(database, made[incident_id], body)
        for one in reports:
            database.execute(sql.MARK_REPORT, (0, one))
    return len(reports)


def links_of(database: Database, name: str) -> list[Link]:
    """The links of a report."""
    return [
        Link(one=one, other=other, points=points, why=tuple(json.loads(why)))
        for one, other, points, why in database.rows(sql.LINKS_OF, (name, name))
    ]


def drop_incident_of(database: Database, name: str) -> None:
    """Nothing; the incident of a report is gone, and its reports will be grouped again."""
    key = database.value(sql.INCIDENT_OF, (name,))
    if key is not None:
        for told in _load(database, key).told:
            database.execute(sql.MARK_REPORT, (1, told.report.key))
        _unplace(database, key)


def whole(database: Database, key: int) -> Incident:
    """An incident with all that the rule compares, without its retellings."""
    incident = _load(database, key)
    told = (
        replace(one, report=unpacked(Report, database.value(sql.REPORT_NAMED, (one.report.key,))))
        for one in incident.told
    )
    return replace(incident, told=tuple(told))


def _load(database: Database, key: int) -> Incident:
    return unpacked(Incident, database.value(sql.INCIDENT, (key,)))


def _place(database: Database, incident: Incident, body: str) -> None:
    days = incident.date
    values = (
        incident.incident_id, incident.event_type, incident.status, days and days.first.isoformat(),
        days and days.last.isoformat(), incident.reports + incident.copies, body,
    )  # fmt: skip
    key = database.insert(sql.ADD_INCIDENT, values)
    database.insert_all(sql.ADD_MEMBER, [(told.report.key, key) for told in incident.told])
    count_months(database, incident, key)
    stand(database, INCIDENTS, incident_blocks(incident), key)


def _unplace(database: Database, key: int) -> None:
    """Nothing; the incident is gone, and the articles that retold it will be compared again."""
    leave(database, INCIDENTS, incident_blocks(_load(database, key)), key)
    for (record_key,) in list(database.rows(sql.RETOLD_BY, (key,))):
        database.execute(sql.MARK_PAGE, (1, record_key))
    database.execute(sql.DROP_INCIDENT, (key,))


def _reached(
    database: Database, name: str, decided: Decided
) -> tuple[dict[str, Report], list[Link], tuple[tuple[str, ...], ...]]:
    """All reports that hang together with one, their links, and the groups of copies among their articles."""
    joined: dict[str, set[str]] = {}
    for one, other in decided.joined:
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    reports: dict[str, Report] = {}
    links: dict[tuple[str, str], Link] = {}
    copies: set[tuple[str, ...]] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in reports or (packed_report := database.value(sql.REPORT_NAMED, (here,))) is None:
            continue
        reports[here] = unpacked(Report, packed_report)
        found = links_of(database, here)
        links |= {(link.one, link.other): link for link in found}
        waiting += [end for link in found for end in (link.one, link.other)]
        waiting += joined.get(here, ())
        group = group_of(database, reports[here].article_id)
        if group and group not in copies:
            copies.add(group)
            waiting += _names_of(database, group)
    return reports, list(links.values()), tuple(sorted(copies))


def _names_of(database: Database, articles: Iterable[str]) -> list[str]:
    return [row[0] for article_id in articles for row in database.rows(sql.NAMES_OF_ARTICLE, (article_id,))]
