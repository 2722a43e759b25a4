"""The command that keeps articles: add."""

import contextlib
from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.coding import check_targets
from communique.cli.console import (
    LOG,
    SOME_FAILED,
    STDOUT,
    Actors,
    Articles,
    Columns,
    Failures,
    Outlet,
    Parser,
    Published,
    Quiet,
    StorePath,
    Verbose,
    Workers,
    failures_written,
    print_text,
    set_logging,
    stopping,
    tell_failure,
    told_errors,
)

if TYPE_CHECKING:
    from communique.model import Article, CodedArticle, Failure
    from communique.store import Outcome

Options = tuple[Day | None, str | None, str | None, str | None, str | None]  # day, outlet, columns, parser, actors
Again = Annotated[bool, typer.Option("--again", help="Code also what is stored and would be coded the same way.")]


def add(
    articles: Articles,
    store: StorePath,
    published: Published = None,
    outlet: Outlet = None,
    columns: Columns = None,
    failures: Failures = None,
    parser: Parser = None,
    actors: Actors = None,
    workers: Workers = 1,
    again: Again = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Code articles and keep them in a store: texts, versions, records, failures.

    \b
    communique add archive/ --store news.store --outlet "The Meridian"
    communique add news.jsonl --store news.store --workers 4
    communique store status --store news.store

    The store is one file; it is made where there is none. What is stored already is passed over, so the same folder can
    be added as often as you like, in any order, also after it was broken off: only what is new or changed is coded. A
    changed article (same url or id, other text or date) is a new version, the old one stays and is marked superseded. A
    newer version of the program codes what is stored again, as do other --actors.

    Each article is written whole or not at all. Ctrl-C loses at most the articles that are being coded; give the same
    command again to go on. Exit status: 0 all kept, 3 some or all failed, 2 wrong usage, 130 or 143 broken off.
    """
    check_targets(articles, store, failures)
    set_logging(verbose)
    failed: list[Failure] = []
    with told_errors(), stopping(), failures_written(failures, failed):
        options = (published, outlet, columns, parser, actors)
        _filled(articles, store, options, workers, failed, again=again, shown=not quiet)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _filled(
    articles: list[str], path: str, options: Options, workers: int,
    failed: "list[Failure]", *, again: bool, shown: bool,
) -> None:  # fmt: skip
    """Nothing; the articles are in the store, and a line tells how many of which outcome."""
    from communique import progress
    from communique.pipeline import Coder
    from communique.reading import read
    from communique.store import OUTCOMES, fill, open_store

    published, outlet, columns, parser, actors = options
    found = [  # raises before a store is made
        read(one, published_on=published, outlet=outlet, columns=columns) for one in articles
    ]
    asked = [*(one if one == STDOUT else str(Path(one).resolve()) for one in articles), repr(options)]
    with open_store(path) as store, store.run(asked) as run:
        try:
            flow = fill(
                store, (a for source in found for a in source), Coder(parser, actors), workers=workers, again=again
            )
            with contextlib.closing(flow):
                results: Iterator[tuple[Outcome, Article | Failure | CodedArticle]] = flow
                if shown and progress.is_wanted(articles, to_screen=False):
                    results = progress.counted(flow, articles)
                _told(results, failed)
        finally:
            if shown:
                counts = ", ".join(f"{run.counts[name]} {name}" for name in OUTCOMES if run.counts[name])
                print_text(f"{path}: {counts or 'nothing added'}")


def _told(results: "Iterator[tuple[Outcome, Article | Failure | CodedArticle]]", failed: "list[Failure]") -> None:
    """Nothing; failures are told one line each and collected."""
    from communique.model import Article, Failure

    for outcome, one in results:
        if isinstance(one, Failure):
            failed.append(one)
            tell_failure(one)
        else:
            article = one if isinstance(one, Article) else one.article
            LOG.info("%s: %s", article.article_id, outcome)
