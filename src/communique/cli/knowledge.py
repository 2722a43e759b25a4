"""Commands that tell what communique knows: codebook."""

from typing import Annotated

import typer

from communique.cli.console import SOME_FAILED, USAGE, coded, print_text, stop, told_errors


def codebook(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TYPE]", help="Only this one; with --coverage: articles.", show_default=False),
    ] = None,
    coverage: Annotated[
        bool,
        typer.Option("--coverage", help="Rows that never fire on the articles; codes nothing can produce."),
    ] = False,
) -> None:
    """Print what the event types mean, as Markdown.

    \b
    communique codebook CONSULT
    communique codebook > event-types.md
    communique codebook --coverage news.jsonl archive/
    """
    with told_errors():
        if coverage:
            _print_coverage(names or [])
        else:
            _print_pages(names or [])


def _print_pages(names: list[str]) -> None:
    """Nothing; prints the pages of all types, or of the one that is named."""
    from communique.knowledge.code_lists import load_code_lists
    from communique.knowledge.codebook import pages
    from communique.knowledge.event_types import load_events

    knowledge = load_events()
    if len(names) > 1:
        stop("name one event type, or none", USAGE)
    wrong = next((name for name in names if name.upper() not in knowledge.types), None)
    if wrong is not None:
        stop(f"no event type {wrong!r}; there are {', '.join(knowledge.types)}", USAGE)
    asked = [name.upper() for name in names] or list(knowledge.types)
    print_text("\n".join(pages(knowledge, load_code_lists(), asked)).rstrip())


def _print_coverage(paths: list[str]) -> None:
    """Nothing; codes the articles and prints which rows never fired, and the codes that nothing can produce."""
    from communique.evaluation.coverage import coverage, told
    from communique.knowledge.code_lists import load_code_lists
    from communique.knowledge.event_types import load_events
    from communique.model import Failure
    from communique.pipeline import Coder
    from communique.reading import read

    failed: list[Failure] = []
    found = [read(path) for path in paths]
    results = Coder().code_all(article for several in found for article in several)
    covered = coverage(coded(results, failed), load_events(), load_code_lists())
    print_text("\n".join(told(covered)))
    if failed:
        raise typer.Exit(SOME_FAILED)
