"""Commands that tell what an article names: places."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.coding import check_targets
from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    USAGE,
    Articles,
    Output,
    Parser,
    stop,
    tell_failure,
    told_errors,
    written,
)

if TYPE_CHECKING:
    from communique.model import Failure
    from communique.views.places import NamedPlace


def places(
    articles: Articles,
    format: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text (a line a place), csv, jsonl or geojson (a naming).")
    ] = "text",
    everything: Annotated[
        bool,
        typer.Option("--all", help='Also names that act ("Nairobi said") or stand in a name ("Oslo Council").'),
    ] = False,
    output: Output = STDOUT,
    parser: Parser = None,
) -> None:
    """List the places an article names, with country, province, coordinates and GeoNames id.

    \b
    communique places report.txt
    communique places archive/ --format csv -o places.csv
    communique places report.txt --format geojson -o map.geojson

    Coordinates are those of GeoNames (CC BY 4.0) and of the project's own rows; docs/places.md says what is covered
    and how one of several places of a name is chosen. What cannot be read is told on standard error: exit status 3.
    """
    from communique.views.places import PLACE_VIEWS

    if format not in PLACE_VIEWS:
        stop(f"no format {format!r}; there are {', '.join(PLACE_VIEWS)}", USAGE)
    check_targets(articles, output, None)
    failed: list[Failure] = []
    with told_errors(), written(output) as stream:
        for chunk in PLACE_VIEWS[format](_named(articles, parser, failed, everything)):
            stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _named(
    articles: list[str], parser: str | None, failed: "list[Failure]", everything: bool
) -> "Iterator[NamedPlace]":
    from communique.model import Failure
    from communique.pipeline import Coder
    from communique.reading import read

    found = [read(path) for path in articles]
    for answer in Coder(parser).places_all(article for source in found for article in source):
        if isinstance(answer, Failure):
            failed.append(answer)
            tell_failure(answer)
            continue
        yield from (place for place in answer if everything or not (place.acts or place.mention.inside))
