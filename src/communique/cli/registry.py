"""Commands about actors: who, actors list, actors check, actors export."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.console import BROKEN, STDOUT, USAGE, Actors, On, Output, print_text, stop, told_errors, written

if TYPE_CHECKING:
    from datetime import date as Day

    from communique.knowledge.registry import Registry

FORMATS = ("text", "jsonl")
Kind = Annotated[str | None, typer.Option("--kind", metavar="NAME", help="Only: person or body.")]
Country = Annotated[str | None, typer.Option("--country", metavar="CODE", help="Only of this country, as UKR.")]
actors = typer.Typer(help="The registry of actors: list it, export it, check a file of your own.", no_args_is_help=True)


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in any case and without accents.")],
    on: On = None,
    actors: Actors = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or jsonl.")] = "text",
) -> None:
    """Tell who a name may mean on a day: all candidates, their offices and codes, and the rows that say so.

    \b
    communique who Lavrov --on 2023-04-26
    communique who "Free Harz Front" --actors mine.tsv --format jsonl
    """
    if format not in FORMATS:
        stop(f"no format {format!r}; there are {', '.join(FORMATS)}", USAGE)
    with told_errors():
        from dataclasses import asdict
        from json import dumps

        from communique.knowledge.who import page
        from communique.knowledge.who import who as candidates

        registry = _registry(actors)
        found = candidates(registry, name, on)
        if format == "text":
            print_text("\n".join(page(name, on, found, registry)))
        elif found:
            print_text("\n".join(dumps(asdict(one), default=str, ensure_ascii=False) for one in found))
    if not found:
        raise typer.Exit(BROKEN)


@actors.command("list")
def list_actors(kind: Kind = None, country: Country = None, on: On = None, actors: Actors = None) -> None:
    """List persons with their offices and bodies with their lives, as TSV with their ids.

    \b
    communique actors list --kind person --country UKR --on 2019-06-01
    """
    from communique.knowledge.actor_tables import LIST_COLUMNS

    _table(LIST_COLUMNS, STDOUT, kind, country, on, actors)


@actors.command()
def export(
    output: Output = STDOUT, kind: Kind = None, country: Country = None, on: On = None, actors: Actors = None
) -> None:
    """Write the registry in the format of --actors, to change and use as your own (docs/actors.md).

    \b
    communique actors export --country UKR -o mine.tsv
    """
    from communique.knowledge.actor_tables import COLUMNS

    _table(COLUMNS, output, kind, country, on, actors)


def _table(
    columns: tuple[str, ...], output: str, kind: str | None, country: str | None, on: "Day | None", own: str | None
) -> None:
    from communique.knowledge.actor_tables import KINDS, lines, rows
    from communique.knowledge.who import as_of

    if kind not in (None, *KINDS):
        stop(f"no kind {kind!r}; there are {', '.join(KINDS)}", USAGE)
    with told_errors(), written(output) as stream:
        registry = _registry(own)
        stream.write(f"# the registry of {as_of(registry)}\n")
        for line in lines(rows(registry, kind=kind, country=country, on=on), columns):
            stream.write(line + "\n")


@actors.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A file for --actors.", show_default=False)],
) -> None:
    """Check a file of your own actors: every fault with its line; exit status 1 where there is one.

    \b
    communique actors check mine.tsv
    communique actors check Phoenix.Countries.actors.txt
    """
    with told_errors():
        from communique.knowledge.own_actors import own_rows
        from communique.knowledge.registry import load_registry

        rows, faults = own_rows(path, load_registry())
        for fault in faults:
            typer.echo(str(fault), err=True)
        names = {name for row in rows for name in (row.name, *row.aliases)}
        print_text(f"{path}: {len({row.actor_id for row in rows})} actors, {len(names)} names, {len(faults)} faults")
    if faults:
        raise typer.Exit(BROKEN)


def _registry(own: str | None) -> "Registry":
    from communique.knowledge.own_actors import load_own_actors
    from communique.knowledge.registry import load_registry

    return load_registry() if own is None else load_own_actors(Path(own), load_registry())
