"""The command that lists what is said: quotes."""

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.coding import check_targets, outcomes
from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    USAGE,
    Articles,
    Outlet,
    Output,
    Parser,
    Published,
    coded,
    setting,
    stop,
    told_errors,
    written,
)

if TYPE_CHECKING:
    from communique.model import Failure

Speaker = Annotated[
    str | None, typer.Option("--speaker", metavar="NAME", help="Only speakers with this in their name.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CODE", help="Only speakers of this country: KEN, FRA.")
]
MinWords = Annotated[int, typer.Option("--min-words", metavar="N", min=0, help="Only statements of so many words.")]
Format = Annotated[str, typer.Option("--format", metavar="NAME", help="text, csv or jsonl.")]


def quotes(
    articles: Articles,
    published: Published = None,
    outlet: Outlet = None,
    speaker: Speaker = None,
    country: Country = None,
    min_words: MinWords = 0,
    format: Format = "text",
    output: Output = STDOUT,
    parser: Parser = None,
) -> None:
    """List what is said: who, in what office, the words, to whom and when.

    \b
    communique quotes call.txt --published 2023-04-26
    communique quotes news/ --speaker Ruto --min-words 8
    communique quotes news.jsonl --country KEN --format csv -o quotes.csv

    A row is a statement: kind is direct (in quotation marks), mixed, indirect or thought; reported_by is who reports
    it, start and end are the characters of the article where its words stand. The outlet's own judgements are left
    out. Exit status: 0 all coded, 3 some or all failed, 2 wrong usage.
    """
    from communique.views.quotes import QUOTES, Choice

    if format not in QUOTES:
        stop(f"no format {format!r}; there are {', '.join(QUOTES)}", USAGE)
    check_targets(articles, output, None)
    choice = Choice(speaker=speaker, country=country, min_words=min_words)
    failed: list[Failure] = []
    with told_errors():
        records = coded(outcomes(articles, published, outlet, parser), failed)
        with written(output) as stream:
            for chunk in QUOTES[format](records, setting(stream), choice):
                stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)
