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

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.store.incidents import Incident


def incidents(
    records: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[RECORDS]", help="Files of --format jsonl.", show_default=False),
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

    Each incident has the day, place and actors that most reports tell, its reports, copies and outlets, and where the
    reports disagree. The order of the articles changes nothing. docs/incidents.md tells the rule.
    """
    from communique.store.incident_views import VIEWS, as_text

    if format not in VIEWS:
        stop(f"no format {format!r}; there are {', '.join(VIEWS)}", USAGE)
    if not records:
        stop("name a file of records (communique code ARTICLES -o records.jsonl)", USAGE)
    failed: list[Failure] = []
    with told_errors(), written(output) as stream:
        found = [one for one in _of_records(records, failed) if _tellers(one) >= least]
        lines = as_text(found, why=why) if format == "text" else VIEWS[format](found)
        for chunk in lines:
            stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _of_records(paths: list[Path], failed: "list[Failure]") -> "tuple[Incident, ...]":
    from communique.store.joining import joined_incidents

    return joined_incidents(record for path in paths for record in read_records(path, failed))


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
