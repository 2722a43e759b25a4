"""Commands that code articles: code, show, schema."""

import sys
from collections.abc import Iterator
from datetime import date as Day
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    USAGE,
    Actors,
    AllStatus,
    Articles,
    Columns,
    Failures,
    Format,
    Learned,
    Outlet,
    Output,
    Parser,
    Published,
    Quiet,
    Raw,
    Verbose,
    Workers,
    coded,
    failures_written,
    print_text,
    set_logging,
    setting,
    stop,
    stopping,
    tell_failure,
    told_errors,
    written,
)

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.views import FormatOut


def code(
    articles: Articles,
    published: Published = None,
    outlet: Outlet = None,
    columns: Columns = None,
    format: Format = "jsonl",
    output: Output = STDOUT,
    failures: Failures = None,
    parser: Parser = None,
    actors: Actors = None,
    all_status: AllStatus = False,
    workers: Workers = 1,
    raw: Raw = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Code articles: write their events and statements.

    \b
    communique code call.txt --published 2023-04-26 --outlet "The Meridian"
    communique code news.jsonl --format events --output events.tsv
    communique code archive/ -o records.jsonl --failures failed.tsv        (a folder, all below it)
    communique code archive/ -o records.jsonl --workers 4                  (the same records in the same order, sooner)
    communique code export.csv crawl.warc.gz news.zip https://example.org/page --columns text=body,published_on=date

    A line of .jsonl is {"text": "…", "published_on": "2023-04-26", "outlet": "…", "url": "…", "title": "…", "id": "…"};
    only the text is needed. What cannot be coded is told on standard error, a line each, and passed over.
    Exit status: 0 all coded, 3 some or all failed, 2 wrong usage.
    """
    from communique import progress

    chosen = chosen_format(format, output)
    check_targets(articles, output, failures)
    set_logging(verbose)
    with told_errors(), stopping():
        results = outcomes(articles, published, outlet, parser, actors, workers, columns)
        if not (quiet or verbose) and progress.is_wanted(articles, to_screen=output == STDOUT):
            results = progress.counted(results, articles)
        _write(results, chosen, output, failures, all_status=all_status, raw=raw)


def _write(
    results: "Iterator[CodedArticle | Failure]", chosen: "FormatOut", output: str, failures: str | None, **asked: bool
) -> None:
    """Write the records as a view shows them and the failures; the exit status tells of failures."""
    failed: list[Failure] = []
    with failures_written(failures, failed), written(output, binary=chosen.binary) as stream:
        for chunk in chosen.view(coded(results, failed), setting(stream, **asked)):
            stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)


def chosen_format(name: str, output: str) -> "FormatOut":
    """The format of that name; stops where there is none, or where it would fill a screen with bytes."""
    from communique.views import FORMATS

    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        stop(f"no format {name!r}; there are {', '.join(one.name for one in FORMATS)}", USAGE)
    if found.binary and output == STDOUT and sys.stdout.isatty():
        stop(f"{name} is no text; name a file with --output", USAGE)
    return found


def check_targets(articles: list[str], output: str, failures: str | None) -> None:
    """Nothing; stops where a file would be written over an article or over the other file."""
    if output == failures:
        stop(f"--output and --failures both name {output}", USAGE)
    for target in (output, failures):
        if target not in (None, STDOUT) and target in articles:
            stop(f"{target} is one of the articles; name another file to write", USAGE)


def outcomes(
    articles: list[str], published: Day | None, outlet: str | None, parser: str | None, actors: str | None = None,
    workers: int = 1, columns: str | None = None,
) -> "Iterator[CodedArticle | Failure]":  # fmt: skip
    """A record or failure for each article, lazily and in order; all paths are looked at before anything is read."""
    from communique.pipeline import Coder
    from communique.reading import read
    from communique.workers import code_all

    found = [read(path, published_on=published, outlet=outlet, columns=columns) for path in articles]
    return code_all(Coder(parser, actors), (article for source in found for article in source), workers)


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file, a folder, or -.", show_default=False)],
    published: Published = None,
    outlet: Outlet = None,
    parser: Parser = None,
    actors: Actors = None,
) -> None:
    """Show an article as a page: text, events, statements.

    \b
    communique show call.txt --published 2023-04-26
    communique show page.html | less
    """
    code([article], published, outlet, format="text", output=STDOUT, parser=parser, actors=actors)


def schema() -> None:
    """Print the JSON Schema of one line of --format jsonl."""
    import json

    from communique.record import codec

    print_text(json.dumps(codec.schema(), indent=2, ensure_ascii=False))


def relate(
    asked: Annotated[list[str], typer.Argument(metavar="FILE.jsonl", help="Lines with pairs.", show_default=False)],
    output: Output = STDOUT,
    parser: Parser = None,
    learned: Learned = True,
) -> None:
    """Tell what given actors do to each other: you bring the pairs, communique the acts.

    \b
    communique relate pairs.jsonl -o relations.jsonl

    A line of the file is {"text": "…", "pairs": [[[0, 5], [17, 24]]], "id": "…", "published_on": "2023-04-26"}: of each
    pair the span of the source and that of the target, first character and the one behind the last. The answer is one
    line a pair: id, source, target, and the event (null where the text tells no act of the one towards the other).
    What cannot be read is told on standard error and passed over: exit status 3.
    """
    from communique.model import Failure
    from communique.pipeline import Coder
    from communique.reading.pairs import read_pairs
    from communique.record.codec import encode_relation

    check_targets(asked, output, None)
    coder, failed = Coder(parser, learned=learned), []
    with told_errors(), written(output) as stream:
        for line in (line for path in asked for line in read_pairs(path)):
            answers = line if isinstance(line, Failure) else coder.related(line.article, line.pairs)
            if isinstance(answers, Failure):
                failed.append(answers)
                tell_failure(answers)
                continue
            assert not isinstance(line, Failure)
            for pair, event in zip(line.pairs, answers, strict=True):
                stream.write(encode_relation(line.article.article_id, *pair, event) + "\n")
    if failed:
        raise typer.Exit(SOME_FAILED)
