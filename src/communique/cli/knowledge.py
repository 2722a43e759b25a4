"""Commands that tell what communique knows: codebook."""

from typing import Annotated

import typer

from communique.cli.console import USAGE, print_text, stop, told_errors


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
    with told_errors():
        from communique.knowledge.code_lists import load_code_lists
        from communique.knowledge.codebook import pages
        from communique.knowledge.event_types import load_events

        knowledge = load_events()
        if event_type is not None and event_type.upper() not in knowledge.types:
            stop(f"no event type {event_type!r}; there are {', '.join(knowledge.types)}", USAGE)
        asked = [event_type.upper()] if event_type else list(knowledge.types)
        print_text("\n".join(pages(knowledge, load_code_lists(), asked)).rstrip())
