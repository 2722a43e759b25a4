"""Commands about a store: store status, check, vacuum, migrate."""

import json
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.console import BROKEN, USAGE, StorePath, print_text, stop, stopping, told_errors

if TYPE_CHECKING:
    from communique.store import Store

FORMATS = ("text", "jsonl")
SHOWN = 10  # failures and runs on a page; the store has all
MEGABYTE = 1_000_000
COUNTED = ("articles", "superseded versions", "codings", "events", "statements", "failures")
OUTCOMES = ("added", "changed", "recoded", "known", "failed")
store = typer.Typer(help="Look after a store: what it holds, whether it is whole.", no_args_is_help=True)


@store.command()
def status(
    store: StorePath,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or jsonl.")] = "text",
) -> None:
    """Tell what a store holds: articles, events, statements, failures, what coded them, the last runs.

    \b
    communique store status --store news.store
    """
    from communique.store import open_store

    if format not in FORMATS:
        stop(f"no format {format!r}; there are {', '.join(FORMATS)}", USAGE)
    with told_errors(), open_store(store, readonly=True) as opened:
        told = _status(opened)
        print_text(json.dumps(told, ensure_ascii=False) if format == "jsonl" else "\n".join(_page(told)))


def _status(opened: "Store") -> dict[str, Any]:
    failures = [f"{one.article_id}: {one.stage}: {one.reason}" for one in islice(opened.failures(), SHOWN)]
    return {
        "store": str(opened.database.path), "version": opened.version, "megabytes": round(opened.size / MEGABYTE, 1),
        **opened.counts(), "published": [day and day.isoformat() for day in opened.published()],
        "coded by": opened.programs(), "runs": opened.runs()[-SHOWN:], "first failures": failures,
    }  # fmt: skip


def _page(told: dict[str, Any]) -> "list[str]":
    since, until = told["published"]
    lines = [f"{told['store']}: store version {told['version']}, {told['megabytes']} MB"]
    lines += [f"{told[name]:>12,}  {name}" for name in COUNTED]
    lines += [f"published from {since or '?'} to {until or '?'}"] if told["articles"] else []
    lines += [f"coded by {program}: {number:,} articles" for program, number in told["coded by"].items()]
    for run in told["runs"]:
        counts = ", ".join(f"{run[name]} {name}" for name in OUTCOMES if run[name])
        lines.append(f"run {run['run']}: {run['started_at']}, {run['ending'] or 'not ended'}{counts and ': '}{counts}")
    return lines + [f"failed: {line}" for line in told["first failures"]]


@store.command()
def check(store: StorePath) -> None:
    """Check that the file is whole, that every article counts once, and that all rows are those of the records.

    \b
    communique store check --store news.store

    Each fault is a line on standard error. Exit status: 0 no fault, 1 faults, 2 no store.
    """
    from communique.store import open_store

    faults = 0
    with told_errors(), stopping(), open_store(store, readonly=True) as opened:
        for fault in opened.check():
            faults += 1
            typer.echo(fault, err=True)
        counts = opened.counts() if not faults else {}
        print_text(f"{store}: {faults} faults" + "".join(f", {counts[name]:,} {name}" for name in counts))
    if faults:
        raise typer.Exit(BROKEN)


@store.command()
def vacuum(store: StorePath) -> None:
    """Give back room that is not used any more; nothing that is stored is dropped.

    \b
    communique store vacuum --store news.store

    For a moment it needs as much room on the disk as the store has.
    """
    from communique.store import open_store

    with told_errors(), stopping():
        _there(store)
        with open_store(store) as opened:
            before = opened.size
            opened.vacuum()
            print_text(f"{store}: {before / MEGABYTE:,.1f} MB before, {opened.size / MEGABYTE:,.1f} MB now")


@store.command()
def migrate(store: StorePath) -> None:
    """Bring a store of an older version up to the one this program reads, with a copy before each step.

    \b
    communique store migrate --store news.store

    A step is made whole or not at all. The copies stand beside the store as STORE.before-0002; delete them when all is
    well.
    """
    from communique.store import migrate_store

    with told_errors(), stopping():
        _there(store)
        for step, copy in migrate_store(store):
            print_text(f"{step.path.name}: done; the store as it was is {copy}")
        print_text(f"{store}: up to date")


def _there(path: str) -> None:
    """Nothing; stops where there is no such file: these commands make none."""
    if not Path(path).exists():
        stop(f"{path}: no such store; `communique add ARTICLES --store {path}` makes one", USAGE)
