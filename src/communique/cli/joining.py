"""Stores whose incidents are asked for: what was added since is joined first, with a bar where it takes a while."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from communique.cli.console import USAGE, stop

if TYPE_CHECKING:
    from communique.store import Store
    from communique.store.kept_incidents import Watch

SHORT = 100  # records that are joined before a bar would be read


@contextlib.contextmanager
def joined_store(path: str) -> "Iterator[Store]":
    """The store, opened, with all its incidents; a file that may not be written is read as it is, and standard error
    says what is missing."""
    from communique.store import kept_incidents, open_store

    if not Path(path).exists():
        stop(f"{path}: no such store; `communique add ARTICLES --store {path}` makes one", USAGE)
    with open_store(path, readonly=not os.access(path, os.W_OK)) as opened:
        if not opened.database.readonly:
            with _watched(kept_incidents.to_join(opened.database)) as watch:
                kept_incidents.join(opened.database, watch)
        elif waiting := kept_incidents.to_join(opened.database):
            typer.echo(f"{path} may not be written: {waiting} records are not joined into incidents", err=True)
        yield opened


@contextlib.contextmanager
def _watched(total: int) -> "Iterator[Watch | None]":
    """A bar on standard error where somebody watches and there is something to wait for."""
    if not (total > SHORT and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("joining"), BarColumn(), MofNCompleteColumn(), TextColumn("left"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda number: bar.advance(task, number)
