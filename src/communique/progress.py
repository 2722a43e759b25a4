"""How far a run has come, on standard error, where somebody watches."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from communique.reading import expected

Result = TypeVar("Result")


def is_wanted(articles: Sequence[str], *, to_screen: bool) -> bool:
    """True where somebody watches, the records go elsewhere, and there may be several."""
    several = len(articles) > 1 or articles[0].endswith(".jsonl") or Path(articles[0]).is_dir()
    return several and sys.stderr.isatty() and not (to_screen and sys.stdout.isatty())


def counted(results: Iterator[Result], articles: Sequence[str]) -> Iterator[Result]:
    """The same results, with their number, rate and the time left told; no total where one source cannot be counted."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    told = [expected(path) for path in articles]
    total = None if None in told else sum(number or 0 for number in told)
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("articles"), TextColumn("{task.fields[rate]}"),
        TextColumn("for"), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, rate="")
        for result in results:
            speed = bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f} a second" if speed else "")
            yield result
