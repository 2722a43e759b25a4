"""The command line: one short function a command. What is slow is imported inside, so that --help is quick."""

import gc
from typing import Annotated

import typer

from communique.cli import (
    adding,
    coding,
    exporting,
    finding,
    incidents,
    knowledge,
    quoting,
    reading,
    registry,
    review,
    scoring,
    storing,
    timing,
    watching,
)
from communique.version import __version__

# Objects made before Python looks for cycles among them. What is loaded stays and records have no cycles: at Python's
# own 700, looking took a fifth of the time to the first record.
COLLECTED_AFTER = 50_000

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


for name, command in (
    ("code", coding.code),
    ("add", adding.add),
    ("watch", watching.watch),
    ("show", coding.show),
    ("export", exporting.export),
    ("formats", exporting.formats),
    ("find", finding.find),
    ("timeline", finding.timeline),
    ("quotes", quoting.quotes),
    ("relate", coding.relate),
    ("dates", timing.dates),
    ("places", reading.places),
    ("incidents", incidents.incidents),
    ("schema", coding.schema),
    ("codebook", knowledge.codebook),
    ("who", registry.who),
    ("eval", scoring.evaluate),
    ("sample", scoring.sample),
):
    app.command(name)(command)
app.add_typer(registry.actors, name="actors")
app.add_typer(review.review, name="review")
app.add_typer(storing.store, name="store")


def main() -> None:
    """The program `communique`."""
    gc.set_threshold(COLLECTED_AFTER)
    app()
