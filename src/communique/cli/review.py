"""Commands for what persons decide about events: review export, review import."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.console import SOME_FAILED, STDOUT, Output, StorePath, stop, tell_failure, told_errors, written

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.review_sheets import Row
    from communique.store.reviews import Anchor, Decision

review = typer.Typer(
    name="review",
    help="Decide what the machine coded: right, wrong, a corrected field, joined, parted, a note, a name.",
    no_args_is_help=True,
)


@review.command("export")
def export(
    store: StorePath,
    decided: Annotated[
        bool, typer.Option("--decided", help="Only what was decided: to keep or to import elsewhere.")
    ] = False,
    least: Annotated[
        int, typer.Option("--least", min=1, metavar="N", help="Only events of incidents that N articles or more tell.")
    ] = 1,
    output: Output = STDOUT,
) -> None:
    """Write a sheet (TSV) to fill: one row an event, those of an incident together; then what was decided before.

    \b
    communique review export --store news.db --least 2 -o sheet.tsv
    communique review export --store news.db --decided -o decisions.tsv

    Fill the column verdict: right, wrong, field (with field and value), joined or parted (with another event's id in
    other), note or name (with value). docs/reviews.md lists the fields. The store keeps what the machine coded.
    """
    from communique.store import open_store
    from communique.store.review_sheets import header

    with told_errors(), open_store(existing(store)) as opened, written(output) as stream:
        stream.write(header())
        if not decided:
            for line in _event_lines(opened, least):
                stream.write(line)
        for line in _decision_lines(opened):
            stream.write(line)


def _event_lines(opened: "Store", least: int) -> Iterator[str]:
    from communique.store.review_sheets import event_line

    for incident in opened.incidents(least):
        for told in incident.told:
            coded = opened.record(told.report.article_id)
            if coded is None:
                continue
            event = next((one for one in coded.events if one.event_id == told.report.event_id), None)
            if event is not None:
                yield event_line(coded, event, incident.incident_id)


def _decision_lines(opened: "Store") -> Iterator[str]:
    from communique.store.review_sheets import decision_line

    for one in opened.decisions():
        yield decision_line(one, opened.record(one.at.article_id))


@review.command("import")
def import_(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="A filled sheet.", show_default=False)],
    store: StorePath,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="NAME", help="Who decided, where the sheet does not say.")
    ] = None,
) -> None:
    """Take the decisions of a filled sheet into a store: each is added once, none is ever changed.

    \b
    communique review import sheet.tsv --store news.db --reviewer "A. Reader"

    A row is about the event at its quote, with 32 characters on each side to find it again after a new coding. Rows
    that are wrong are told with their line and passed over: exit status 3.
    """
    from communique.errors import RecordError
    from communique.model import Failure
    from communique.store import open_store
    from communique.store.review_sheets import filled_rows

    added, known, failed = 0, 0, 0
    with told_errors(), open_store(existing(store)) as opened, sheet.open(encoding="utf-8", newline="") as lines:
        for row in filled_rows(lines):
            try:
                new = opened.decide(_decision(opened, row, reviewer))
            except RecordError as reason:
                failed += 1
                tell_failure(Failure(article_id=f"{sheet}:{row.line}", stage="review", reason=str(reason)))
                continue
            added, known = added + new, known + (not new)
    typer.echo(f"{added} decisions added, {known} known, {failed} failed", err=True)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _decision(opened: "Store", row: "Row", reviewer: str | None) -> "Decision":
    from communique.errors import RecordError
    from communique.store.review_sheets import read_decision
    from communique.store.runs import now

    article_id = row.cells["article_id"]
    coded = opened.record(article_id)
    if coded is None:
        raise RecordError(f"{article_id} is not in the store")
    return read_decision(row, coded, _other(opened, row), reviewer=reviewer, decided_at=now())


def _other(opened: "Store", row: "Row") -> "Anchor | None":
    """Where the other event of a pair stands; raises `RecordError` where the store has none of that id."""
    from communique.errors import RecordError
    from communique.store.reviews import anchor

    name = row.cells.get("other")
    if not name:
        return None
    incident = opened.incident(name)
    told = next((one.report for one in incident.told if one.report.event_id == name), None) if incident else None
    told = told or (incident.told[0].report if incident else None)
    coded = None if told is None else opened.record(told.article_id)
    event = next((one for one in coded.events if told and one.event_id == told.event_id), None) if coded else None
    if coded is None or event is None:
        raise RecordError(f"no event or incident {name!r} in the store")
    return anchor(coded, event)


def existing(store: str) -> str:
    """The path of a store that is there; stops where it is not."""
    if not Path(store).exists():
        stop(f"{store}: no such store; `communique add ARTICLES --store {store}` makes one", 2)
    return store
