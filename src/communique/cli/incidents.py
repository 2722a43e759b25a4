"""The command that counts happenings: incidents."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    USAGE,
    Output,
    stop,
    tell_failure,
    told_errors,
    written,
)
from communique.cli.joining import joined_store

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.store.incident_views import IncidentView
    from communique.store.incidents import Incident

MaybeStore = Annotated[
    str | None,
    typer.Option("--store", metavar="FILE", help="A store instead of files of records.", show_default=False),
]


def incidents(
    records: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[RECORDS]", help="Files of --format jsonl.", show_default=False),
    ] = None,
    store: MaybeStore = None,
    id: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Only this incident, by its id, an earlier one, or an event's."),
    ] = None,
    least: Annotated[
        int, typer.Option("--least", min=1, metavar="N", help="Only those that N articles or more tell.")
    ] = 1,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text, tsv or jsonl.")] = "text",
    why: Annotated[bool, typer.Option("--why", help="In text: each link with what speaks for it.")] = False,
    output: Output = STDOUT,
) -> None:
    """Count happenings, not reports: join what different articles tell of one happening.

    \b
    communique code archive/ -o records.jsonl
    communique incidents records.jsonl --least 2
    communique incidents records.jsonl --format tsv -o incidents.tsv
    communique incidents --store news.db --id i_3c9f16d6ea0a0bf7 --why

    Each incident has the day, place and actors that most reports tell, its reports, copies and outlets, and where the
    reports disagree. The order of the articles changes nothing. docs/incidents.md tells the rule.
    """
    from communique.store.incident_views import as_text

    view = _view(format)
    if bool(records) == bool(store):
        stop("name files of records (communique code ARTICLES -o records.jsonl), or a store with --store FILE", USAGE)
    failed: list[Failure] = []
    with told_errors(), written(output) as stream:
        found = _of_store(store, id, least) if store else _of_records(records or [], id, least, failed)
        stream.writelines(as_text(found, why=why) if format == "text" else view(found))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _view(name: str) -> "IncidentView":
    from communique.store.incident_views import VIEWS

    if name not in VIEWS:
        stop(f"no format {name!r}; there are {', '.join(VIEWS)}", USAGE)
    return VIEWS[name]


def _of_records(paths: list[Path], name: str | None, least: int, failed: "list[Failure]") -> "list[Incident]":
    from communique.store.incidents import event_of
    from communique.store.joining import joined_incidents

    found = joined_incidents(record for path in paths for record in read_records(path, failed))
    if name is None:
        return [one for one in found if _tellers(one) >= least]
    named = [one for one in found if one.incident_id == name]
    named = named or [one for one in found if event_of(name) in {told.report.event_id for told in one.told}]
    if not named:
        stop(f"no incident {name!r} in these records", USAGE)
    return named[:1]


def _of_store(path: str, name: str | None, least: int) -> "Iterator[Incident]":
    """The incidents of a store; what was added since they were last asked for is joined first, with a progress bar."""
    from communique.store import kept_incidents

    with joined_store(path) as opened:
        if name is None:
            yield from kept_incidents.incidents(opened.database, least)
            return
        found = kept_incidents.find(opened.database, name)
        if found is None:
            stop(f"no incident {name!r} in {path}; the article that told it may have been changed", USAGE)
        yield found


def _tellers(incident: "Incident") -> int:
    return incident.reports + incident.copies + len(incident.retold)


def read_records(path: Path, failed: "list[Failure]") -> "Iterator[CodedArticle]":
    """The records in a file, line by line; a broken line is told and kept as a failure."""
    from communique.errors import RecordError
    from communique.model import Failure
    from communique.record.codec import decode

    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield decode(line)
            except RecordError as reason:
                failure = Failure(article_id=f"{path}:{number}", stage="reading", reason=str(reason))
                failed.append(failure)
                tell_failure(failure)
