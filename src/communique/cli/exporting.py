"""Commands that write records in other formats: export, formats."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.coding import check_targets, chosen_format
from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    USAGE,
    AllStatus,
    Failures,
    Format,
    Output,
    Raw,
    coded,
    failures_written,
    setting,
    stop,
    told_errors,
    written,
)
from communique.cli.counting import check_counts_incidents, incident_chunks
from communique.cli.filters import filtered

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.views import FormatOut, Selection, Setting

    Line = tuple[str, str | Failure]  # where it comes from, and the line

Records = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[RECORDS]",
        help="Files of records: .jsonl (also .jsonl.gz), .parquet, or - for standard input.",
        show_default=False,
    ),
]
StoreToo = Annotated[
    str | None, typer.Option("--store", metavar="FILE", help="Records of a store instead of files.", show_default=False)
]

Incidents = Annotated[
    bool, typer.Option("--incidents", help="A row an incident, not a row a report (docs/formats.md).")
]


@filtered
def export(
    selection: "Selection",
    records: Records = None,
    store: StoreToo = None,
    format: Format = "csv",
    output: Output = STDOUT,
    failures: Failures = None,
    all_status: AllStatus = False,
    raw: Raw = False,
    incidents: Incidents = False,
) -> None:
    """Write records in another format, all of them or those you ask for.

    \b
    communique export records.jsonl --output events.csv
    communique export records.jsonl --format gdelt --country CHN --since 2023-01-01 -o china.tsv
    communique export --store news.store --format icews --type ASSAULT -o attacks.tab
    communique export 2022.jsonl 2023.jsonl --format parquet --dyad CHN:UKR -o dyad.parquet
    communique export --store news.store --incidents --type ASSAULT -o incidents.csv

    Several filters must all fit; of one that is given several times, one must. The file appears under its name only
    when it is whole. docs/formats.md says what each format holds. Exit status: 0 all written, 3 some lines of the files
    were no records (told on standard error), 2 wrong usage.
    """
    chosen = chosen_format(format, output)
    if bool(records) == bool(store):
        stop("name files of records, or a store with --store FILE", USAGE)
    check_targets([*(records or ()), *((store,) if store else ())], output, failures)
    if incidents:
        check_counts_incidents(chosen)
        selection = replace(selection, counted="incidents")
    failed: list[Failure] = []
    with told_errors(), failures_written(failures, failed), written(output, binary=chosen.binary) as stream:
        about = setting(stream, all_status=all_status, raw=raw, selection=selection)
        if incidents:
            stream.writelines(incident_chunks(records, store, chosen, about, failed))
        else:
            stream.writelines(_chunks(_lines(records, store, selection), chosen, about, failed))
    if failed:
        raise typer.Exit(SOME_FAILED)


def _lines(records: list[str] | None, store: str | None, selection: "Selection") -> "Iterator[Line]":
    """The records of files, or those of a store that hold a wanted row, each with where it comes from."""
    from communique.cli.records import lines_of

    return _of_store(store, selection) if store else lines_of(records or ())


def _of_store(store: str, selection: "Selection") -> "Iterator[Line]":
    from communique.store import open_store

    with open_store(store, readonly=True) as opened:
        yield from ((store, line) for line in opened.lines(selection))


def _chunks(
    lines: "Iterator[Line]", chosen: "FormatOut", about: "Setting", failed: "list[Failure]"
) -> Iterator[str | bytes]:
    """What is to be written; whole records go from JSON to Parquet without a detour."""
    from communique.cli.records import record_of, records_of
    from communique.views.selected import asks_nothing, selected

    if chosen.name == "parquet" and asks_nothing(about.selection):
        from communique.views.parquet import of_lines

        def refuse(line: str) -> None:
            failed.extend(_refused([record_of(line, "a line")]))

        return of_lines(_trusted(lines, about, failed), refuse)
    return chosen.view(selected(coded(records_of(lines), failed), about.selection), about)


def _trusted(lines: "Iterable[Line]", about: "Setting", failed: "list[Failure]") -> Iterator[str]:
    """Lines as this program writes them; others are read, and written anew."""
    from communique.cli.records import record_of
    from communique.model import SCHEMA, Failure

    begins = f'{{"schema":"{SCHEMA}","article":{{"article_id":'
    for origin, line in lines:
        if isinstance(line, str) and line.startswith(begins):
            yield line
            continue
        found = line if isinstance(line, Failure) else record_of(line, origin)
        yield from map(about.encode, coded([found], failed))


def _refused(found: "Iterable[CodedArticle | Failure]") -> "Iterator[Failure]":
    from communique.cli.console import tell_failure
    from communique.model import Failure

    for one in found:
        if isinstance(one, Failure):
            tell_failure(one)
            yield one


def formats() -> None:
    """List the formats that are read and written."""
    from communique.reading import READERS
    from communique.views import FORMATS

    width = max(len(one.name) for one in FORMATS) + 2
    typer.echo("Out: --format of `communique code` and `communique export`")
    for one in FORMATS:
        more = f' (pip install "communique[{one.extra}]")' if one.extra else ""
        typer.echo(f"  {one.name:<{width}}{one.told}{more}")
    typer.echo("\nIn: files for `communique code`")
    for suffixes, told in _formats_in(READERS):
        typer.echo(f"  {suffixes:<{width}}{told}")


def _formats_in(readers: "Mapping[str, object]") -> Iterator[tuple[str, str]]:
    """The suffixes of each reader with what it says it does."""
    by_reader: dict[object, list[str]] = {}
    for suffix, reader in readers.items():
        by_reader.setdefault(reader, []).append(suffix)
    for reader, suffixes in by_reader.items():
        told = (inspect.getdoc(reader) or "").partition("\n")[0].rstrip(".")
        yield " ".join(suffixes), told
