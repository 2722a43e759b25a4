"""The options that say which events are wanted; commands that take them share this list."""

import functools
import inspect
from collections.abc import Callable
from datetime import date as Day
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from communique.cli.console import USAGE, day_option, stop

if TYPE_CHECKING:
    from communique.model import Status
    from communique.views import Selection

Several = list[str] | None
STATUS = Annotated[
    Several, typer.Option(metavar="NAME", help="actual, planned, possible, hypothetical, negated.", show_default=False)
]
FILTERS: dict[str, Any] = {
    "actor": Annotated[
        Several, typer.Option(metavar="NAME", help="Source or target has these words in its name.", show_default=False)
    ],
    "country": Annotated[
        Several, typer.Option(metavar="CODE", help="Source or target is of it: KEN, FRA, UNO, EUR.", show_default=False)
    ],
    "dyad": Annotated[
        str | None,
        typer.Option(metavar="A:B", help="Between the two, codes or names: CHN:UKR, NATO:Russia.", show_default=False),
    ],
    "directed": Annotated[bool, typer.Option("--directed", help="Of a dyad only what A does towards B.")],
    "type": Annotated[
        Several, typer.Option(metavar="TYPE", help="ASSAULT, or with its mode CONSULT/phone.", show_default=False)
    ],
    "cameo": Annotated[
        Several, typer.Option(metavar="CODE", help="The CAMEO code begins so: 19.", show_default=False)
    ],
    "context": Annotated[Several, typer.Option(metavar="NAME", help="military, election …", show_default=False)],
    "status": STATUS,
    "since": Annotated[
        Day | None,
        typer.Option(
            parser=day_option, metavar="DATE", show_default=False,
            help="The act's days (where none is told, the day of publication) reach to this day or later.",
        ),
    ],
    "until": Annotated[
        Day | None,
        typer.Option(parser=day_option, metavar="DATE", help="They begin on this day or earlier.", show_default=False),
    ],
    "place": Annotated[
        Several, typer.Option(metavar="NAME", help="Place, province, or country's code.", show_default=False)
    ],
    "outlet": Annotated[
        Several, typer.Option(metavar="NAME", help="Published by one with these words.", show_default=False)
    ],
}  # fmt: skip
SWITCHES = frozenset({"directed"})


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `FILTERS`; it gets them as one value, `selection`."""

    @functools.wraps(command)
    def with_filters(**given: Any) -> None:
        asked = {name: given.pop(name) for name in FILTERS}
        command(**given, selection=_selection(asked))

    own = [one for one in inspect.signature(command).parameters.values() if one.name != "selection"]
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=name not in SWITCHES and None, annotation=hint)
        for name, hint in FILTERS.items()
    ]
    del with_filters.__wrapped__  # Typer is to see the options, not the value
    with_filters.__signature__ = inspect.Signature([*own, *more])  # type: ignore[attr-defined]
    with_filters.__annotations__ = {one.name: one.annotation for one in (*own, *more)}
    return with_filters


def _selection(asked: dict[str, Any]) -> "Selection":
    """What was asked for; stops where a code does not exist, so that nobody takes a slip for an empty answer."""
    from communique.knowledge.code_lists import load_code_lists
    from communique.views import Selection

    codes = load_code_lists()
    _known("context", asked["context"], [row.context for row in codes.contexts])
    modes = [f"{row.event_type}/{row.mode}" for row in codes.mode_rows]
    _known("type", asked["type"], [*(row.event_type for row in codes.types), *modes], shown=len(codes.types))
    if asked["since"] and asked["until"] and asked["since"] > asked["until"]:
        stop(f"--since {asked['since']} is after --until {asked['until']}", USAGE)
    dyad = _dyad(asked["dyad"])
    if asked["directed"] and dyad is None:
        stop("--directed needs --dyad A:B", USAGE)
    return Selection(
        actors=_tuple(asked["actor"]), countries=_countries(asked["country"]), dyad=dyad, directed=asked["directed"],
        event_types=_tuple(asked["type"]), cameo=_tuple(asked["cameo"]), contexts=_tuple(asked["context"]),
        statuses=as_status(asked["status"]), since=asked["since"], until=asked["until"],
        places=_tuple(asked["place"]), outlets=_tuple(asked["outlet"]),
    )  # fmt: skip


def as_status(asked: Several) -> "tuple[Status, ...]":
    """The statuses asked for; stops where there is none of that name."""
    from communique.model import Status

    _known("status", asked, get_args(Status))
    return _tuple(asked)


def code_of_party(asked: str) -> str:
    """A country's or class's code in capital letters; stops where there is none."""
    return _countries([asked], "a code of a country or class")[0]


def _tuple(values: Several) -> tuple[Any, ...]:
    return tuple(values or ())


def _known(option: str, asked: Several, known: "list[str] | tuple[str, ...]", shown: int | None = None) -> None:
    for value in asked or ():
        if value not in known:
            stop(f"--{option}: there is no {value!r}; there are {', '.join(known[:shown])}", USAGE)


def _countries(asked: Several, option: str = "--country") -> tuple[str, ...]:
    from communique.knowledge.code_lists import load_code_lists
    from communique.knowledge.country_codes import load_country_codes

    found = tuple(code.upper() for code in asked or ())
    for code in found:
        if load_country_codes().of(code) is None and not load_code_lists().is_org_class(code):
            stop(f"{option}: there is no {code!r}; write ISO 3166 alpha-3 (KEN, FRA) or UNO, EUR, IGO …", USAGE)
    return found


def _dyad(asked: str | None) -> tuple[str, str] | None:
    if asked is None:
        return None
    one, _, other = (part.strip() for part in asked.partition(":"))
    if not one or not other:
        stop(f"--dyad: {asked!r} does not name two; write A:B, as CHN:UKR", USAGE)
    return one, other
