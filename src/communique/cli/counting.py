"""`communique export --incidents`: a row an incident instead of a row a report."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.cli.console import USAGE, coded, stop
from communique.cli.joining import joined_store
from communique.cli.records import lines_of, record_of, records_of

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.store.counting import Name
    from communique.store.incidents import Incident
    from communique.views import FormatOut, Setting

    Write = Callable[[Iterable[Incident], frozenset[Name], Iterable[CodedArticle]], Iterator[str | bytes]]


def check_counts_incidents(chosen: "FormatOut") -> None:
    """Nothing; stops where a row of the format is no event."""
    from communique.views import FORMATS

    if not chosen.of_incidents:
        able = ", ".join(one.name for one in FORMATS if one.of_incidents)
        stop(f"--incidents: {chosen.name} has no row an incident; {able} have", USAGE)


def incident_chunks(
    records: list[str] | None, store: str | None, chosen: "FormatOut", about: "Setting", failed: "list[Failure]"
) -> "Iterator[str | bytes]":
    """What is to be written of files of records, or of a store."""
    from communique.store import counting, kept_incidents
    from communique.store.joining import joined_incidents

    write = _writer(chosen, about)
    if store is None:
        read = list(coded(records_of(lines_of(records or ())), failed))
        yield from write(joined_incidents(read), counting.fitting_reports(read, about.selection), read)
        return
    with joined_store(store) as opened:
        kept = (record_of(line, store) for line in opened.lines(about.selection))
        reports = counting.fitting_of_store(opened, about.selection)
        yield from write(kept_incidents.incidents(opened.database), reports, coded(kept, failed))


def _writer(chosen: "FormatOut", about: "Setting") -> "Write":
    """What makes text of the incidents that fit: a table of their own, or the format of events with one report each."""
    from communique.store.counting import fitting, standing
    from communique.store.incident_views import TABLES
    from communique.views.standing import standing_alone

    def as_table(
        incidents: "Iterable[Incident]", reports: "frozenset[Name]", _records: "Iterable[CodedArticle]"
    ) -> "Iterator[str | bytes]":
        return TABLES[chosen.name](fitting(incidents, reports), about.raw)

    def as_events(
        incidents: "Iterable[Incident]", reports: "frozenset[Name]", records: "Iterable[CodedArticle]"
    ) -> "Iterator[str | bytes]":
        told = standing(incidents, reports)
        return chosen.view(standing_alone(records, told), replace(about, standing=told))

    return as_table if chosen.name in TABLES else as_events
