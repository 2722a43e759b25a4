"""The page: the text with its actors, acts and statements marked, a table of events, a table of statements."""

import io
import re
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from communique.model import CodedArticle, Event, Statement
from communique.views.margin import spoken_by, with_margin
from communique.views.marks import LAYERS, Part, marks, pieces, voiced
from communique.views.setting import Setting
from communique.views.wording import (
    actor,
    content,
    kind_of_act,
    names,
    number_of,
    quoted,
    saying,
    shortened,
    speaker,
    toll,
    when,
    who_to_whom,
)

STYLES: dict[Part, str] = {"skipped": "dim", "statement": "green", "actor": "bold cyan", "act": "bold yellow"}
LABEL = "dim"
UNKNOWN = "?"  # in the margin: a speaker that was not found
BRACKETS: dict[Part, tuple[str, str]] = {  # where there are no colours; the label stands behind the first
    "skipped": ("~", "~"),
    "statement": ("{", "}"),
    "actor": ("[", "]"),
    "act": ("<", ">"),
}
LEGEND: dict[Part, tuple[str, str]] = {  # words shown in that part's mark, and their label
    "actor": ("an actor", ""),
    "act": ("an act", "E1"),
    "statement": ("what somebody says", "S1"),
    "skipped": ("not the article's voice", ""),
}
EVENT_COLUMNS = (("", 0), ("act", 17), ("who → whom", 24), ("when", 12), ("said by", 12))  # shares: columns of 80
STATEMENT_COLUMNS = (("", 0), ("speaker", 15), ("cue", 12), ("kind", 9), ("what is said", 29))
LINE_END = re.compile(r"(?<!\n)\n(?!\n)")  # a paragraph's; a page puts an empty line behind it
NARROWEST = 80  # columns; below, tables would break words
LONGEST_TRIGGER = 40  # characters
LONGEST = 160  # characters of a statement in the table; the whole stands in the text above


def text(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A page for each record."""
    return (page(coded, setting) for coded in records)


def page(coded: CodedArticle, setting: Setting) -> str:
    """One record as a page, each line ended."""
    console = Console(
        file=io.StringIO(),
        width=max(setting.width, NARROWEST),
        force_terminal=setting.colour,
        color_system="standard" if setting.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    console.print(Rule(Text(_heading(coded)), style="dim"))
    console.print(_legend(setting.colour))
    console.print()
    for line in with_margin(console, marked(coded, setting.colour)):
        console.print(line)
    console.print()
    console.print(_events(coded) if coded.events else "No events.")
    shown = voiced(coded)
    console.print(_statements(coded, shown) if shown else "No statements.")
    console.print(Text(_footer(coded, len(shown)), style="dim"))
    return "".join(line.rstrip() + "\n" for line in _output(console).split("\n"))


def _output(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().rstrip("\n") + "\n"


def _heading(coded: CodedArticle) -> str:
    article = coded.article
    day = article.published_on.isoformat() if article.published_on else "no date"
    return " · ".join((article.outlet or "no outlet", day, article.title or article.article_id))


def _footer(coded: CodedArticle, shown: int) -> str:
    made = coded.made_by
    counts = ((len(coded.actors), "actor"), (len(coded.events), "event"), (shown, "statement"))
    return f"{', '.join(number_of(*count) for count in counts)} · communique {made.code}, {made.parser}"


def _opening(part: Part, label: str, colour: bool) -> tuple[str, str]:
    """What is put before marked words: a label, and a bracket where there is no colour."""
    before = "" if colour else BRACKETS[part][0]
    return f"{before}{label} " if label else before, LABEL


def _closing(part: Part, colour: bool) -> str:
    return "" if colour else BRACKETS[part][1]


def _legend(colour: bool) -> Text:
    line = Text()
    for part, (words, label) in LEGEND.items():
        line.append(*_opening(part, label, colour))
        line.append(words, style=STYLES[part])
        line.append(_closing(part, colour) + "   ")
    return line


def marked(coded: CodedArticle, colour: bool) -> Text:
    """The article's text with its marks; those of statements know their speaker, for the margin."""
    voices = {f"S{n}": speaker(said) or UNKNOWN for n, said in enumerate(voiced(coded), start=1)}
    shown = Text()
    for piece in pieces(coded.article.text.rstrip(), marks(coded)):
        for mark in piece.opened:
            before, style = _opening(mark.part, mark.label, colour)
            name = voices.get(mark.label)
            shown.append(before, style if name is None else spoken_by(name, style))
        start = len(shown)
        shown.append(LINE_END.sub("\n\n", piece.text))
        for mark in sorted(piece.inside, key=lambda mark: LAYERS.index(mark.part)):
            shown.stylize(STYLES[mark.part], start, len(shown))
        for mark in piece.closed:
            shown.append(_closing(mark.part, colour))
    return shown


def _table(title: str, *columns: tuple[str, int]) -> Table:
    """An empty table; `columns` are headings with their share of the width (0: what they need)."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True, pad_edge=False
    )
    for heading, share in columns:
        table.add_column(heading, ratio=share or None, no_wrap=not share, overflow="fold")
    return table


def _events(coded: CodedArticle) -> Table:
    numbers = _numbers(voiced(coded))
    table = _table("Events", *EVENT_COLUMNS)
    for number, event in enumerate(coded.events, start=1):
        cells = (_act(event), _roles(event), _when_where(event), _said_by(coded, event, numbers))
        table.add_row(f"E{number}", *map(Text, cells))
    return table


def _numbers(shown: Iterable[Statement]) -> dict[str, str]:
    return {said.statement_id: f"S{number}" for number, said in enumerate(shown, start=1)}


def _said_by(coded: CodedArticle, event: Event, numbers: dict[str, str]) -> str:
    """The number of the statement that tells the act, and its speaker; "" where the outlet tells it."""
    if event.attribution is None:
        return ""
    told = saying(coded, event.attribution)
    if told is not None and told.kind == "own":
        return "the author's own view"
    return f"{numbers.get(event.attribution, '')} {speaker(told) or '?'}".strip()


def _act(event: Event) -> str:
    status = f"{event.status}, historical" if event.historical else event.status
    told = f"“{shortened(event.trigger.quote, LONGEST_TRIGGER)}”"
    return f"{kind_of_act(event.event_type, event.mode)} {event.cameo}\n{told}\n{status}"


def _roles(event: Event) -> str:
    lines = [who_to_whom(event)]
    if event.object:
        lines.append(f"on: {shortened(event.object.quote, 60)}")
    if event.content:
        lines.append(f"to do: {content(event.content)}")
    if event.size:
        lines.append(toll(event.size))
    return "\n".join(lines)


def _when_where(event: Event) -> str:
    place = event.place.name if event.place else ""
    return "\n".join(part for part in (when(event.date), place) if part)


def _statements(coded: CodedArticle, shown: tuple[Statement, ...]) -> Table:
    table = _table("Statements", *STATEMENT_COLUMNS)
    numbers = _numbers(shown)
    for said in shown:
        cells = (_speaker(said), _cue(said), _kind(said, numbers), shortened(quoted(said.content), LONGEST))
        table.add_row(numbers[said.statement_id], *map(Text, cells))
    return table


def _speaker(said: Statement) -> str:
    who = actor(said.speaker) if said.speaker else "?"
    return f"{who}\nto {names(said.addressees)}" if said.addressees else who


def _cue(said: Statement) -> str:
    cue = said.cue.quote if said.cue else ""
    day = when(said.date)
    return "\n".join(part for part in (f"not: {cue}" if said.negated else cue, day) if part)


def _kind(said: Statement, numbers: dict[str, str]) -> str:
    kind = "thought" if said.thought else said.kind
    return f"{kind}\nin {numbers[said.within]}" if said.within in numbers else kind
