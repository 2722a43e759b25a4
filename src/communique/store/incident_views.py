"""Incidents as people use them: lines of JSON, a table, or text to read."""

import functools
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from typing import TYPE_CHECKING, Any

from communique.store.incidents import PARTS, Extent, Incident, Told
from communique.store.reports import COMPARED, Days, Party
from communique.views.cells import csv_line, tsv_line

if TYPE_CHECKING:
    from pydantic import TypeAdapter

COLUMNS = (
    "incident_id", "name", "event_type", "mode", "cameo", "status", "first_day", "last_day", "day_told",
    "source_actors",
    "source_countries", "target_actors", "target_countries", "place", "place_country", "lat", "lon", "dead_low",
    "dead_high", "dead_latest", "injured_low", "injured_high", "injured_latest", "arrested_low", "arrested_high",
    "arrested_latest", "present_low", "present_high", "present_latest", "reports", "copies", "retold", "outlets",
    "first_published", "last_published", "disagreements", "event_ids",
)  # fmt: skip
BETWEEN = "+"  # several values in a cell

IncidentView = Callable[[Iterable[Incident]], Iterator[str]]


@functools.cache
def _adapter() -> "TypeAdapter[Incident]":
    from pydantic import TypeAdapter  # slow to import: only where JSON is written

    return TypeAdapter(Incident)


def as_jsonl(incidents: Iterable[Incident]) -> Iterator[str]:
    """One line of JSON an incident, keys in the order of the fields."""
    for incident in incidents:
        kept = _adapter().dump_python(incident, mode="json", exclude={"told": {"__all__": {"report": COMPARED}}})
        yield json.dumps(kept, ensure_ascii=False) + "\n"


def as_table(incidents: Iterable[Incident], *, raw: bool = False) -> Iterator[str]:
    """TSV with a header, one line an incident; lists have + between their values, what is not known is empty;
    what a spreadsheet would run gets an apostrophe in front unless `raw`."""
    yield tsv_line(COLUMNS)
    for incident in incidents:
        row = _row(incident)
        yield tsv_line((row[name] for name in COLUMNS), raw=raw)


def as_csv(incidents: Iterable[Incident], *, raw: bool = False) -> Iterator[str]:
    """The same with commas."""
    yield csv_line(COLUMNS)
    for incident in incidents:
        row = _row(incident)
        yield csv_line((row[name] for name in COLUMNS), raw=raw)


def _row(incident: Incident) -> dict[str, Any]:
    place, published = incident.place, _published(incident)
    row: dict[str, Any] = {name: getattr(incident, name) for name in COLUMNS[:6]}
    row |= {
        "first_day": incident.date and incident.date.first, "last_day": incident.date and incident.date.last,
        "day_told": None if incident.date is None else ("yes" if incident.date.firm else "no"),
        "source_actors": _names(incident.source_actors), "source_countries": _countries(incident.source_actors),
        "target_actors": _names(incident.target_actors), "target_countries": _countries(incident.target_actors),
        "place": place and place.name, "place_country": place and place.country,
        "lat": place and place.lat, "lon": place and place.lon,
        "reports": incident.reports, "copies": incident.copies, "retold": len(incident.retold),
        "outlets": BETWEEN.join(incident.outlets),
        "first_published": min(published, default=None), "last_published": max(published, default=None),
        "disagreements": BETWEEN.join(one.field for one in incident.disagreements),
        "event_ids": BETWEEN.join(told.report.event_id for told in incident.told),
    }  # fmt: skip
    for part in PARTS:
        extent: Extent | None = getattr(incident.size, part)
        row |= {f"{part}_{end}": extent and getattr(extent, end) for end in ("low", "high", "latest")}
    return row


def _published(incident: Incident) -> list[Day]:
    days = [told.report.published_on for told in incident.told] + [one.published_on for one in incident.retold]
    return [day for day in days if day is not None]


def _names(parties: Iterable[Party]) -> str:
    return BETWEEN.join(party.name for party in parties)


def _countries(parties: Iterable[Party]) -> str:
    return BETWEEN.join(party.country or "" for party in parties).strip(BETWEEN)


def as_text(incidents: Iterable[Incident], *, why: bool = False) -> Iterator[str]:
    """Some lines to read an incident: who, when, where, who tells it, where they disagree; with `why` each link."""
    for incident in incidents:
        yield "".join(f"{line}\n" for line in _lines(incident, why=why)) + "\n"


def _lines(incident: Incident, *, why: bool) -> Iterator[str]:
    coded = " ".join(filter(None, (incident.event_type, incident.mode, incident.cameo)))
    status = "" if incident.status == "actual" else f"  ({incident.status})"
    if incident.name:
        yield incident.name
    yield f"{incident.incident_id}  {coded}{status}  {_when(incident.date)}{_where(incident)}"
    sources, targets = (", ".join(p.name for p in role) for role in (incident.source_actors, incident.target_actors))
    yield f"  {sources or 'somebody'}{f' → {targets}' if targets else ''}"
    yield f"  {_counted(incident)}"
    yield from (f"  note: {note}" for note in incident.notes)
    for difference in incident.disagreements:
        said = "; ".join(f"{one.value} ({', '.join(one.outlets) or 'no outlet'})" for one in difference.versions)
        yield f"  {difference.field.replace('_', ' ')}: {said}"
    for told in incident.told:
        yield f"    {_teller(told)}: {told.report.evidence}"
    for one in incident.retold:
        where = f"{one.published_on or ''} {one.outlet or ''} {one.article_id}".strip()
        yield f"    {where} (not coded): {' '.join(one.quote.split())}"
    for link in incident.links if why else ():
        yield f"    {link.one} – {link.other}: {', '.join(link.why)} ({link.points:.1f})"


def _when(days: Days | None) -> str:
    if days is None:
        return "day not known"
    stretch = days.first.isoformat() if days.first == days.last else f"{days.first} to {days.last}"
    return stretch if days.firm else f"between {days.first} and {days.last}"


def _where(incident: Incident) -> str:
    return "" if incident.place is None else f"  {incident.place.name}"


def _counted(incident: Incident) -> str:
    parts = [f"{incident.reports} report{'s' if incident.reports != 1 else ''}"]
    if incident.copies:
        parts.append(f"{incident.copies} cop{'ies' if incident.copies != 1 else 'y'}")
    if incident.retold:
        parts.append(f"{len(incident.retold)} more that tell it")
    return ", ".join(parts) + (f": {', '.join(incident.outlets)}" if incident.outlets else "")


def _teller(told: Told) -> str:
    report = told.report
    named = " ".join(filter(None, (str(report.published_on or ""), report.outlet, report.article_id)))
    status = "" if report.status == "actual" else f" [{report.status}]"
    copy = f" (copy of {told.copy_of})" if told.copy_of else ""
    return f"{named}{copy}{f', after {report.told_by}' if report.told_by else ''}{status}"


VIEWS: dict[str, IncidentView] = {"text": as_text, "tsv": as_table, "jsonl": as_jsonl}
TABLES: dict[str, Callable[[Iterable[Incident], bool], Iterator[str]]] = {  # by the name of the format of events
    "csv": lambda found, raw: as_csv(found, raw=raw),
    "events": lambda found, raw: as_table(found, raw=raw),
    "jsonl": lambda found, raw: as_jsonl(found),
}
