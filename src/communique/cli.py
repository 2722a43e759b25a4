"""The commands: one short function each. What is slow is imported inside, so that --help is quick."""

import contextlib
import io
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from communique.errors import CommuniqueError, KnowledgeError
from communique.version import __version__

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.views import Setting

SOME_FAILED = 3  # exit status: records were written, but not of every article
USAGE = 2
BROKEN = 1  # the installation: knowledge files or parser
INTERRUPTED = 130
STDOUT = "-"
FAILURE_COLUMNS = ("article_id", "stage", "reason")
LONGEST_CELL = 500  # characters of an id or reason that are told
LOG = logging.getLogger("communique")
WIDEST = 120  # columns of a page: longer lines are hard to read

app = typer.Typer(
    name="communique",
    help="Read news and keep the record: who did and said what to whom, with every row pointing at its words.",
    epilog="A first look:  communique show ARTICLE.txt --published 2023-04-26",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE",
        help="Files (.txt .md .html .jsonl), folders of them, or - for standard input.",
        show_default=False,
    ),
]


def _day(written: str) -> Day:
    from communique.reading.facts import day

    try:
        return day(written)
    except CommuniqueError as error:
        raise typer.BadParameter(str(error)) from None


Published = Annotated[
    Day | None,
    typer.Option(
        "--published",
        parser=_day,
        metavar="DATE",
        help='Day of publication, as 2023-04-26: "on Wednesday" is counted from it. Dates told by a .jsonl line, '
        "a front matter or NAME.article.yaml go before it.",
        show_default=False,
    ),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.", show_default=False)]
Format = Annotated[
    str, typer.Option("--format", metavar="NAME", help="jsonl, events (TSV), statements (TSV) or text (a page).")
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is standard output.")]
Parser = Annotated[
    str | None,
    typer.Option("--parser", metavar="NAME", help="Another installed spaCy pipeline.", show_default=False),
]
Failures = Annotated[
    str | None,
    typer.Option("--failures", metavar="FILE", help="Write what failed as TSV: article_id, stage, reason."),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell of each article on standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; failures are still told.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def _communique(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Only the options of the program itself."""


@app.command()
def code(
    articles: Articles,
    published: Published = None,
    outlet: Outlet = None,
    format: Format = "jsonl",
    output: Output = STDOUT,
    failures: Failures = None,
    parser: Parser = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Code articles: write their events and statements.

    \b
    communique code call.txt --published 2023-04-26 --outlet "The Meridian"
    communique code news.jsonl --format events --output events.tsv
    communique code archive/ -o records.jsonl --failures failed.tsv        (a folder, all below it)
    curl -s https://example.org/page | communique code -

    A line of .jsonl is {"text": "…", "published_on": "2023-04-26", "outlet": "…", "url": "…", "title": "…", "id": "…"};
    only the text is needed. What cannot be coded is told on standard error, a line each, and passed over.
    Exit status: 0 all coded, 3 some or all failed, 2 wrong usage.
    """
    from communique import progress
    from communique.views import VIEWS

    if format not in VIEWS:
        _stop(f"no format {format!r}; there are {', '.join(VIEWS)}", USAGE)
    _check_targets(articles, output, failures)
    _logging(verbose)
    failed: list[Failure] = []
    with _told_errors():
        results = _results(articles, published, outlet, parser)
        if not (quiet or verbose) and progress.is_wanted(articles, to_screen=output == STDOUT):
            results = progress.counted(results, articles)
        with _failures_written(failures, failed), _written(output) as stream:
            for chunk in VIEWS[format](_coded(results, failed), _setting(stream)):
                stream.write(chunk)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _check_targets(articles: list[str], output: str, failures: str | None) -> None:
    """Nothing; stops where a file would be written over an article or over the other file."""
    if output == failures:
        _stop(f"--output and --failures both name {output}", USAGE)
    for target in (output, failures):
        if target not in (None, STDOUT) and target in articles:
            _stop(f"{target} is one of the articles; name another file to write", USAGE)


def _results(
    articles: list[str], published: Day | None, outlet: str | None, parser: str | None
) -> "Iterator[CodedArticle | Failure]":
    """A record or failure for each article, lazily; all paths are looked at before anything is read."""
    from communique.pipeline import Coder
    from communique.reading import read

    found = [read(path, published_on=published, outlet=outlet) for path in articles]
    return Coder(parser).code_all(article for source in found for article in source)


@app.command()
def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A file, a folder, or -.", show_default=False)],
    published: Published = None,
    outlet: Outlet = None,
    parser: Parser = None,
) -> None:
    """Show an article as a page: text, events, statements.

    \b
    communique show call.txt --published 2023-04-26
    communique show page.html | less
    """
    code([article], published, outlet, format="text", output=STDOUT, parser=parser)


@app.command()
def schema() -> None:
    """Print the JSON Schema of one line of --format jsonl."""
    import json

    from communique.record import codec

    _print(json.dumps(codec.schema(), indent=2, ensure_ascii=False))


@app.command()
def codebook(
    event_type: Annotated[
        str | None, typer.Argument(metavar="[TYPE]", help="Only this one.", show_default=False)
    ] = None,
) -> None:
    """Print what the event types mean, as Markdown.

    \b
    communique codebook CONSULT
    communique codebook > event-types.md
    """
    with _told_errors():
        from communique.knowledge.code_lists import load_code_lists
        from communique.knowledge.codebook import pages
        from communique.knowledge.event_types import load_events

        knowledge = load_events()
        if event_type is not None and event_type.upper() not in knowledge.types:
            _stop(f"no event type {event_type!r}; there are {', '.join(knowledge.types)}", USAGE)
        asked = [event_type.upper()] if event_type else list(knowledge.types)
        _print("\n".join(pages(knowledge, load_code_lists(), asked)).rstrip())


@app.command("eval")
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", help="Files or folders of gold, or a filled sheet.", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write misses.tsv and misses.html there.")
    ] = None,
    only: Annotated[str | None, typer.Option("--only", metavar="SET", help="Only the sets it names: plover*.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    scores: Annotated[
        Path | None, typer.Option("--scores", metavar="FILE", help="Write the scoreboard as Markdown.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="The first N items a set.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Write misses of the held half, too.")] = False,
    parser: Parser = None,
    quiet: Quiet = False,
) -> None:
    """Score the coding against gold: precision, recall, F1, fields, confusions, what was missed.

    \b
    communique eval gold/ --output readings/        (docs/evaluation.md: the formats, also of your own gold)
    communique eval mine.csv --only own_events
    communique eval sheet.tsv                       (a sheet of `communique sample`, filled)
    """
    from communique.evaluation import commands

    if format not in commands.FORMATS:
        _stop(f"no format {format!r}; there are {', '.join(commands.FORMATS)}", USAGE)
    with _told_errors(), _written(STDOUT) as stream:
        for line in commands.evaluate(
            gold, output=output, only=only, format=format, scores=scores, limit=limit, everything=everything,
            parser=parser, quiet=quiet,
        ):  # fmt: skip
            stream.write(line + "\n")


@app.command()
def sample(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="A file of --format jsonl.", show_default=False)],
    n: Annotated[int, typer.Option("--n", min=1, metavar="N", help="How many rows.")] = 100,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed draws the same rows.")] = 7,
    what: Annotated[str, typer.Option("--what", metavar="NAME", help="events or statements.")] = "events",
    output: Output = STDOUT,
) -> None:
    """Draw rows for a person to read: a sheet with empty verdicts, which `communique eval` scores when filled.

    \b
    communique sample records.jsonl --n 100 --seed 7 -o sheet.tsv
    """
    from communique.evaluation import sample as drawing

    if what not in drawing.WHAT:
        _stop(f"nothing called {what!r} can be drawn; there are {', '.join(drawing.WHAT)}", USAGE)
    with _told_errors(), _written(output) as stream:
        drawing.write_sheet(stream, drawing.sheet(records, n=n, seed=seed, what=what), what)


def _print(text: str) -> None:
    with _told_errors(), _written(STDOUT) as stream:
        stream.write(text + "\n")


def _stop(message: str, status: int) -> NoReturn:
    typer.echo(f"communique: {message}", err=True)
    raise typer.Exit(status)


@contextlib.contextmanager
def _told_errors() -> Iterator[None]:
    """Expected errors become one message and an exit status; nobody sees a traceback."""
    try:
        yield
    except KnowledgeError as faults:
        _stop(f"the knowledge files are wrong:\n{faults}", BROKEN)
    except CommuniqueError as error:
        _stop(str(error), USAGE)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's last flush finds no fault
        raise typer.Exit from None
    except OSError as error:
        _stop(f"{error.filename or 'output'}: {error.strerror or error}", USAGE)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _coded(results: "Iterable[CodedArticle | Failure]", failed: "list[Failure]") -> "Iterator[CodedArticle]":
    """The records; failures are told one line each and collected."""
    from communique.model import CodedArticle

    for result in results:
        if isinstance(result, CodedArticle):
            LOG.info(
                "%s: %d events, %d statements", result.article.article_id, len(result.events), len(result.statements)
            )
            yield result
        else:
            failed.append(result)
            sys.stderr.write(": ".join(_row(result)) + "\n")


def _row(failure: "Failure") -> tuple[str, ...]:
    """A failure's id, stage and reason, each on one line and in characters that any file can hold."""
    values = (failure.article_id, failure.stage, failure.reason)
    return tuple(" ".join(value.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST_CELL] for value in values)


@contextlib.contextmanager
def _failures_written(path: str | None, failed: "list[Failure]") -> Iterator[None]:
    """Afterwards the failures stand in the file asked for, below a header; where nothing failed, the header alone."""
    if path is None:
        yield
        return
    with _written(path) as stream:
        yield
        stream.write("\n".join("\t".join(row) for row in [FAILURE_COLUMNS, *map(_row, failed)]) + "\n")


class _Told(logging.Handler):
    """Writes to standard error as it is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")


def _logging(verbose: bool) -> None:
    """Set how much the program's own loggers tell; those of libraries are left as they are."""
    LOG.handlers[:] = [_Told()]
    LOG.setLevel(logging.INFO if verbose else logging.WARNING)


def _setting(stream: TextIO) -> "Setting":
    """How wide and colourful a page on this stream may be."""
    import shutil

    from communique.record.codec import encode
    from communique.views import Setting

    if not stream.isatty():
        return Setting(encode=encode)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Setting(encode=encode, width=min(shutil.get_terminal_size().columns, WIDEST), colour=colour)


@contextlib.contextmanager
def _written(output: str) -> Iterator[TextIO]:
    """A stream for the output; a file appears under its name only when it is complete."""
    if output == STDOUT:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")  # records are UTF-8 whatever the locale
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(output)
    if target.is_dir():
        _stop(f"{output} is a folder; name a file", USAGE)
    if not target.parent.is_dir():
        _stop(f"{target.parent}: no such folder to write {target.name} in", USAGE)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def main() -> None:
    """The program `communique`."""
    app()
