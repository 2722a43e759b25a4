"""What all commands share: their options, streams, errors and exit statuses."""

import contextlib
import io
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date as Day
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, NoReturn, TextIO

import typer

from communique.errors import CommuniqueError, KnowledgeError

if TYPE_CHECKING:
    from communique.model import CodedArticle, Failure
    from communique.views import Setting

SOME_FAILED = 3  # exit status: records were written, but not of every article
USAGE = 2
BROKEN = 1  # the installation: knowledge files or parser
INTERRUPTED = 130
TERMINATED = 143  # by SIGTERM: 128 and the number of the signal, as shells have it
STDOUT = "-"
FAILURE_COLUMNS = ("article_id", "stage", "reason")
LONGEST_CELL = 500  # characters of an id or reason that are told
LOG = logging.getLogger("communique")
WIDEST = 120  # columns of a page: longer lines are hard to read

Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE",
        help="Files, folders of them, addresses (https://…), or - for standard input. Texts, pages, JSON lines, "
        "tables, feeds, web archives, and .gz .zip .tar.gz of these (docs/reading.md).",
        show_default=False,
    ),
]


def day_option(written: str) -> Day:
    """The day an option names; a bad one is a wrong usage."""
    from communique.reading.facts import day

    try:
        return day(written)
    except CommuniqueError as error:
        raise typer.BadParameter(str(error)) from None


Published = Annotated[
    Day | None,
    typer.Option(
        "--published",
        parser=day_option,
        metavar="DATE",
        help='Day of publication, as 2023-04-26: "on Wednesday" is counted from it. Dates told by a .jsonl line, '
        "a front matter or NAME.article.yaml go before it.",
        show_default=False,
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=COLUMN,…",
        help="Which columns of a table hold what, as text=body,published_on=date. Fields: text, id, published_on, "
        "outlet, author, url, title. Usual names are known.",
        show_default=False,
    ),
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.", show_default=False)]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        help="One of `communique formats`: jsonl, csv, parquet, gdelt, icews, plover, text …",
    ),
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
AllStatus = Annotated[
    bool,
    typer.Option(
        "--all-status",
        help="For the formats of the field: also acts that are possible, tied to a condition or denied; without it, "
        "actual and planned ones (as intents and threats).",
    ),
]
Raw = Annotated[
    bool, typer.Option("--raw", help="Leave texts as they are, also those that a spreadsheet would run as formulas.")
]
Actors = Annotated[
    str | None,
    typer.Option("--actors", metavar="FILE", help="Your own actors (TSV or a TABARI dictionary): docs/actors.md."),
]
StorePath = Annotated[
    str,
    typer.Option("--store", metavar="FILE", envvar="COMMUNIQUE_STORE", help="The store's file.", show_default=False),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="Processes that code; each needs half a gigabyte, and a core to be of use.",
    ),
]
Learned = Annotated[
    bool,
    typer.Option("--learned/--no-learned", help="Relate pairs with the learned reader beside the rows, or not."),
]
On = Annotated[
    Day | None,
    typer.Option("--on", parser=day_option, metavar="DATE", help="As of this day, as 2023-04-26.", show_default=False),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell of each article on standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; failures are still told.")]


def print_text(text: str) -> None:
    """Nothing; writes a text and a line end to standard output."""
    with told_errors(), written(STDOUT) as stream:
        stream.write(text + "\n")


def stop(message: str, status: int) -> NoReturn:
    """Tell a message on standard error and end with this exit status."""
    typer.echo(f"communique: {message}", err=True)
    raise typer.Exit(status)


@contextlib.contextmanager
def told_errors() -> Iterator[None]:
    """Expected errors become one message and an exit status; nobody sees a traceback."""
    try:
        yield
    except KnowledgeError as faults:
        stop(f"the knowledge files are wrong:\n{faults}", BROKEN)
    except CommuniqueError as error:
        stop(str(error), USAGE)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that Python's last flush finds no fault
        raise typer.Exit from None
    except OSError as error:
        stop(f"{error.filename or 'output'}: {error.strerror or error}", USAGE)
    except Terminated:
        raise typer.Exit(TERMINATED) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


class Terminated(KeyboardInterrupt):
    """SIGTERM came: everything is closed as on Ctrl-C."""


@contextlib.contextmanager
def stopping() -> Iterator[None]:
    """SIGTERM stops what is inside as Ctrl-C does, so that workers end and the store knows of it."""
    import signal

    def stop_now(*_: object) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, stop_now)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def coded(results: "Iterable[CodedArticle | Failure]", failed: "list[Failure]") -> "Iterator[CodedArticle]":
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
            tell_failure(result)


def tell_failure(failure: "Failure") -> None:
    """Write a failure to standard error, on one line."""
    sys.stderr.write(": ".join(failure_row(failure)) + "\n")


def failure_row(failure: "Failure") -> tuple[str, ...]:
    """A failure's id, stage and reason, each on one line and in characters that any file can hold."""
    values = (failure.article_id, failure.stage, failure.reason)
    return tuple(" ".join(value.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST_CELL] for value in values)


@contextlib.contextmanager
def failures_written(path: str | None, failed: "list[Failure]") -> Iterator[None]:
    """Afterwards the failures stand in the file asked for, below a header; where nothing failed, the header alone."""
    if path is None:
        yield
        return
    with written(path) as stream:
        yield
        stream.write("\n".join("\t".join(row) for row in [FAILURE_COLUMNS, *map(failure_row, failed)]) + "\n")


class _Told(logging.Handler):
    """Writes to standard error as it is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        sys.stderr.write(self.format(record) + "\n")


def set_logging(verbose: bool) -> None:
    """Set how much the program's own loggers tell; those of libraries are left as they are."""
    LOG.handlers[:] = [_Told()]
    LOG.setLevel(logging.INFO if verbose else logging.WARNING)


def setting(stream: IO[Any], **more: Any) -> "Setting":
    """How wide and colourful a page on this stream may be; `more` are further fields."""
    import shutil

    from communique.record.codec import encode
    from communique.views import Setting

    if not stream.isatty():
        return Setting(encode=encode, **more)
    colour = "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Setting(encode=encode, width=min(shutil.get_terminal_size().columns, WIDEST), colour=colour, **more)


@contextlib.contextmanager
def written(output: str, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream for the output, of text or of bytes; a file appears under its name only when it is complete."""
    if output == STDOUT:
        yield sys.stdout.buffer if binary else _standard_output()
        sys.stdout.flush()
        return
    target = Path(output)
    if target.is_dir():
        stop(f"{output} is a folder; name a file", USAGE)
    if not target.parent.is_dir():
        stop(f"{target.parent}: no such folder to write {target.name} in", USAGE)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") if binary else unfinished.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _standard_output() -> TextIO:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # records are UTF-8 whatever the locale
    return sys.stdout
