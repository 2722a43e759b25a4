"""The command that lists time expressions: dates."""

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
    Published,
    stop,
    tell_failure,
    told_errors,
    written,
)

if TYPE_CHECKING:
    from communique.model import Article, Failure, TimeMention

Format = Annotated[str, typer.Option("--format", metavar="NAME", help="text, csv or jsonl.")]


def dates(
    articles: Articles,
    published: Published = None,
    format: Format = "text",
    output: Output = STDOUT,
    parser: Parser = None,
) -> None:
    """List the time expressions of articles and the days they mean.

    \b
    communique dates call.txt --published 2023-04-26
    communique dates news.jsonl --format csv -o dates.csv
    echo "Talks broke down two days after the coup in Niger." | communique dates -

    A row is an expression: its words, the first and the last day (one is empty where "since" or "until" leaves it
    open), how precise it is, the kind (date, duration, set, or known_event: a war, attack or accord with its days), the
    TIMEX3 value, where the words stand in the text, and the row of the knowledge files that made it.

    "on Wednesday" is counted from the day of publication and looks ahead under "will"; without that day it is not
    resolved, and standard error tells how many are not. Exit status: 0 all read, 3 some or all failed, 2 wrong usage.
    """
    from communique.pipeline import Coder
    from communique.reading import read
    from communique.views.dates import DATES

    if format not in DATES:
        stop(f"no format {format!r}; there are {', '.join(DATES)}", USAGE)
    check_targets(articles, output, None)
    failed: list[Failure] = []
    with told_errors():
        sources = [read(path, published_on=published) for path in articles]
        found = Coder(parser).times_all(article for source in sources for article in source)
        with written(output) as stream:
            for chunk in DATES[format](_timed(found, failed)):
                stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _timed(
    found: "Iterator[tuple[Article, tuple[TimeMention, ...]] | Failure]", failed: "list[Failure]"
) -> "Iterator[tuple[Article, tuple[TimeMention, ...]]]":
    """The articles with their times; failures, and what cannot be resolved, are told on standard error."""
    from communique.model import Failure

    for one in found:
        if isinstance(one, Failure):
            failed.append(one)
            tell_failure(one)
            continue
        article, mentions = one
        open_ended = [m for m in mentions if m.kind == "date" and m.start is None and m.end is None]
        if open_ended and article.published_on is None:
            said = f"day of publication not known: {len(open_ended)} of {len(mentions)} times not resolved"
            typer.echo(f"{article.article_id}: {said}", err=True)
        yield one
