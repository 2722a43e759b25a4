"""The command that watches feeds: watch."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.console import (
    SOME_FAILED,
    STDOUT,
    Actors,
    Outlet,
    Parser,
    Quiet,
    StorePath,
    Verbose,
    stopping,
    told_errors,
    written,
)

if TYPE_CHECKING:
    from communique.watching import News, Watcher

LOUD = frozenset({"failure", "round"})  # what is told without --verbose

Feeds = Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.", show_default=False)]
Every = Annotated[str, typer.Option("--every", metavar="SPAN", help="How often a feed is asked, as 15m, 1h, 1d.")]
Once = Annotated[bool, typer.Option("--once", help="One round, then end: for cron. Feeds not yet due are not asked.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="A line of JSON for all that happens, on standard output.")]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="HOST:PORT", help="A private host, or another port, that you trust."),
]


def watch(
    feeds: Feeds,
    store: StorePath,
    every: Every = "15m",
    once: Once = False,
    log_json: LogJson = False,
    outlet: Outlet = None,
    allow: Allow = None,
    parser: Parser = None,
    actors: Actors = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Watch feeds: fetch what is new in them, code it and keep it in a store.

    \b
    communique watch https://example.org/feed.xml --store news.store
    communique watch FEED FEED --once --store news.store --log-json >> watch.log          (a line of cron)

    Each entry's page is fetched once; where that is refused or gives no article, the feed's own text is taken. A page
    that the feed tells anew is fetched again: a changed text is a new version. robots.txt is kept, faults are waited
    out (longer each time, or as long as the server asks). docs/watch.md tells more.
    Ctrl-C and SIGTERM end it at once and lose nothing; the same command goes on where it stopped. A line a round tells
    what was kept, lines on standard error what failed. Exit status: 0; with --once 3 where something failed.
    """
    from communique.watching.delays import every_from

    failed = False
    with told_errors(), stopping(), written(STDOUT) as stream:
        watcher = _watcher(feeds, store, every_from(every), outlet, allow or [], parser, actors)
        try:
            for news in _closed(watcher, once=once):
                failed = failed or news.kind == "failure"
                _tell(news, stream.write, as_json=log_json, verbose=verbose, quiet=quiet)
                stream.flush()
        except KeyboardInterrupt:
            typer.echo("stopped; the same command goes on from here", err=True)
            failed = False
    if failed and once:
        raise typer.Exit(SOME_FAILED)


def _watcher(
    feeds: list[str], path: str, every: float, outlet: str | None, allow: list[str], parser: str | None,
    actors: str | None,
) -> "Watcher":  # fmt: skip
    from communique.pipeline import Coder
    from communique.reading.asked import Asked
    from communique.reading.facts import Facts
    from communique.reading.fetching import Fetcher
    from communique.reading.fetching.addresses import parsed
    from communique.store import open_store
    from communique.watching import Watcher

    for feed in feeds:
        parsed(feed, [one.lower() for one in allow])  # raises before a store is made
    return Watcher(
        feeds=tuple(dict.fromkeys(feeds)),
        store=open_store(path),
        fetcher=Fetcher(allowed=allow),
        coder=Coder(parser, actors),
        every=every,
        asked=Asked(facts=Facts(outlet=outlet)),
    )


def _closed(watcher: "Watcher", *, once: bool) -> "Iterator[News]":
    with watcher.store:
        yield from watcher.rounds(once=once)


def _tell(news: "News", write: Callable[[str], int], *, as_json: bool, verbose: bool, quiet: bool) -> None:
    """Nothing; a line of JSON on standard output, or a line for people: rounds there, faults on standard error."""
    import json

    at = datetime.now(UTC).isoformat(timespec="seconds")
    if as_json:
        told = {"at": at, "what": news.kind, "name": news.name or None, "said": news.said, **dict(news.counts)}
        write(json.dumps({key: value for key, value in told.items() if value is not None}) + "\n")
    elif news.kind == "round":
        if not quiet:
            write(f"{at}  {news.said}\n")
    elif news.kind in LOUD or verbose:
        typer.echo(f"{news.name}: {news.said}", err=True)
