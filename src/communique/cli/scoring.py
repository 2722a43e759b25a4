"""Commands that measure: eval, sample."""

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.console import STDOUT, USAGE, Learned, Output, Parser, Quiet, stop, told_errors, written


def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", help="Files or folders of gold, or a filled sheet.", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write misses.tsv and misses.html there.")
    ] = None,
    only: Annotated[str | None, typer.Option("--only", metavar="SET", help="Only the sets it names: plover*.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
    scores: Annotated[
        Path | None, typer.Option("--scores", metavar="FILE", help="Write the scoreboard as Markdown.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="The first N items a set.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Write misses of the held half, too.")] = False,
    parser: Parser = None,
    learned: Learned = True,
    quiet: Quiet = False,
) -> None:
    """Score the coding against gold: precision, recall, F1, fields, confusions, what was missed.

    \b
    communique eval gold/ --output readings/        (docs/evaluation.md: the formats, also of your own gold)
    communique eval mine.csv --only own_events
    communique eval sheet.tsv                       (a sheet of `communique sample`, filled)
    """
    from communique.evaluation import commands

    if format not in commands.FORMATS:
        stop(f"no format {format!r}; there are {', '.join(commands.FORMATS)}", USAGE)
    with told_errors(), written(STDOUT) as stream:
        for line in commands.evaluate(
            gold, output=output, only=only, format=format, scores=scores, limit=limit, everything=everything,
            parser=parser, learned=learned, quiet=quiet,
        ):  # fmt: skip
            stream.write(line + "\n")


def sample(
    records: Annotated[Path, typer.Argument(metavar="RECORDS", help="A file of --format jsonl.", show_default=False)],
    n: Annotated[int, typer.Option("--n", min=1, metavar="N", help="How many rows.")] = 100,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed draws the same rows.")] = 7,
    what: Annotated[str, typer.Option("--what", metavar="NAME", help="events, statements or actors.")] = "events",
    output: Output = STDOUT,
) -> None:
    """Draw rows for a person to read: a sheet with empty verdicts, which `communique eval` scores when filled.

    \b
    communique sample records.jsonl --n 100 --seed 7 -o sheet.tsv
    """
    from communique.evaluation import sample as drawing

    if what not in drawing.WHAT:
        stop(f"nothing called {what!r} can be drawn; there are {', '.join(drawing.WHAT)}", USAGE)
    with told_errors(), written(output) as stream:
        drawing.write_sheet(stream, drawing.sheet(records, n=n, seed=seed, what=what), what)
