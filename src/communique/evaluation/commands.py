"""What `communique eval` and `communique sample` do, apart from the options of the command line."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date as Day
from pathlib import Path

from communique.evaluation.bench import LANGUAGE, Bench
from communique.evaluation.board import Score, score
from communique.evaluation.differences import written_differences
from communique.evaluation.judging import Judged
from communique.evaluation.page import scores_page
from communique.evaluation.report import as_json, text
from communique.evaluation.sources import GoldSet, gold_sets
from communique.knowledge.known import load_known
from communique.version import __version__

FORMATS = ("text", "json")


def evaluate(
    paths: Iterable[Path],
    *,
    output: Path | None = None,
    only: str | None = None,
    format: str = "text",
    scores: Path | None = None,
    limit: int | None = None,
    everything: bool = False,
    parser: str | None = None,
    learned: bool = True,
    quiet: bool = False,
) -> Iterator[str]:
    """The lines to print, a set at a time; files are written on the way."""
    sets = gold_sets(paths, only)
    made: list[Score] = []
    for one in _scored(
        sets, Bench(parser, learned=learned), output=output, limit=limit, everything=everything, quiet=quiet
    ):
        made.append(one)
        if format == "text":
            yield from text(one)
    if format == "json":
        yield as_json(made)
    if scores is not None:
        knowledge = load_known(LANGUAGE).version
        page = scores_page(made, day=Day.today(), code=__version__, knowledge=knowledge, limit=limit)
        scores.write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


def _scored(
    sets: tuple[GoldSet, ...], bench: Bench, *, output: Path | None, limit: int | None, everything: bool,
    quiet: bool,
) -> Iterator[Score]:  # fmt: skip
    with ExitStack() as stack:
        keep = None
        if output is not None:
            keep = stack.enter_context(written_differences(output, everything=everything)).keep
        watch = stack.enter_context(_Progress()).watch if sys.stderr.isatty() and not quiet else None
        for one in sets:
            yield score(one, bench, limit=limit, keep=keep, watch=watch)


class _Progress:
    """A count and the time on standard error; how many items a set has is not known before its end."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        told = TextColumn("{task.description}  {task.completed} items")
        self._bar = Progress(SpinnerColumn(), told, TimeElapsedColumn(), console=Console(stderr=True), transient=True)

    def __enter__(self) -> "_Progress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def watch(self, judged: Iterator[Judged], name: str) -> Iterator[Judged]:
        """The same items, counted."""
        task = self._bar.add_task(name, total=None)
        for item in judged:
            self._bar.advance(task)
            yield item
        self._bar.remove_task(task)
