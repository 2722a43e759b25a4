"""A record as an HTML fragment, for notebooks."""

from collections.abc import Iterable
from html import escape

from communique.model import CodedArticle, Event, Statement
from communique.views.marks import Mark, Part, marks, pieces, voiced
from communique.views.wording import actor, content, kind_of_act, quoted, saying, speaker, when, who_to_whom

STYLES: dict[Part, str] = {  # readable on light and on dark ground
    "skipped": "opacity:.5",
    "statement": "border-bottom:2px solid #3a9d5d",
    "actor": "font-weight:600;color:#1f86c9",
    "act": "background:#ffe08a;color:#222;padding:0 .15em",
}
CELL = "text-align:left;vertical-align:top;padding:.2em .6em"
EVENT_HEADINGS = ("", "act", "trigger", "who → whom", "content", "status", "when", "said by")
STATEMENT_HEADINGS = ("", "speaker", "cue", "kind", "what is said")


def fragment(coded: CodedArticle) -> str:
    """The text with its marks, then the tables of events and statements; everything from the text is escaped."""
    events = [(f"E{number}", *_event(coded, event)) for number, event in enumerate(coded.events, start=1)]
    said = [(f"S{number}", *_statement(one)) for number, one in enumerate(voiced(coded), start=1)]
    tables = _table(EVENT_HEADINGS, events) + _table(STATEMENT_HEADINGS, said)
    return f'<div class="communique"><div style="white-space:pre-wrap">{_marked(coded)}</div>{tables}</div>'


def _marked(coded: CodedArticle) -> str:
    """Each piece in its own element, so that marks which cross each other still make good HTML."""
    found = []
    for piece in pieces(coded.article.text, marks(coded)):
        labels = "".join(_label(mark) for mark in piece.opened if mark.label)
        style = ";".join(STYLES[mark.part] for mark in piece.inside)
        words = escape(piece.text)
        found.append(labels + (f'<span style="{style}">{words}</span>' if style else words))
    return "".join(found)


def _label(mark: Mark) -> str:
    return f'<sup style="opacity:.6">{escape(mark.label)}</sup>'


def _event(coded: CodedArticle, event: Event) -> tuple[str, ...]:
    status = f"{event.status}, historical" if event.historical else event.status
    act = f"{kind_of_act(event.event_type, event.mode)} {event.cameo}"
    told = (who_to_whom(event), content(event.content), status, when(event.date))
    return (act, event.trigger.quote, *told, speaker(saying(coded, event.attribution)))


def _statement(said: Statement) -> tuple[str, ...]:
    who = actor(said.speaker) if said.speaker else "?"
    return who, said.cue.quote if said.cue else "", said.kind, quoted(said.content)


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = _row("th", headings)
    body = "".join(_row("td", row) for row in rows)
    return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if body else ""


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<{tag} style="{CELL}">{escape(cell)}</{tag}>' for cell in cells) + "</tr>"
