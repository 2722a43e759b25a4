"""What each event type means and which words tell it, as Markdown."""

from collections.abc import Iterable, Iterator

import yaml

from communique.knowledge.code_lists import CodeLists
from communique.knowledge.event_types import EVENTS, EventKnowledge, EventType, TriggerRow

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
PARTS_OF_SPEECH = {"verb": "Verbs", "noun": "Nouns", "adj": "Adjectives"}
SHOWN = 4  # examples of each kind; all stand in examples.yaml
INTRODUCTION = """# Event types

Written by `make docs` from `src/communique/knowledge/events/`. The rules that hold for all types stand in
[record.md](record.md).
"""


def pages(knowledge: EventKnowledge, lists: CodeLists, event_types: Iterable[str]) -> Iterator[str]:
    """The pages of the given types, a paragraph or list at a time."""
    yield INTRODUCTION
    for name in event_types:
        yield "\n".join(_page(knowledge.types[name], knowledge, lists)) + "\n"


def _page(event_type: EventType, knowledge: EventKnowledge, lists: CodeLists) -> Iterator[str]:
    name = event_type.event_type
    quad, score = lists.quad(name), lists.score(name)
    yield f"## {name}\n\n{event_type.definition}\n"
    yield f"Quad class {quad} ({QUADS.get(quad or 0, 'unknown')}), PLOVER score {score}."
    yield f"General CAMEO code {event_type.cameo}.\n"
    if event_type.modes:
        yield from _table(("mode", "meaning"), sorted(event_type.modes.items()))
    yield from _list("Counts:", event_type.counts)
    yield from _list("Does not count:", event_type.does_not_count)
    rows = {t.row for found in knowledge.triggers.values() for t in found if t.event_type.event_type == name}
    for part, heading in PARTS_OF_SPEECH.items():
        words = sorted({_word(row) for row in rows if row.pos == part})
        if words:
            yield f"{heading}: {', '.join(words)}.\n"
    codes = sorted({row.cameo for row in rows if row.cameo})
    yield from _table(("CAMEO", "name"), ((code, _name(lists, code)) for code in codes))
    hits, near_misses = _examples(name)
    yield from _list("Examples:", hits[:SHOWN])
    yield from _list("Near misses:", near_misses[:SHOWN])


def _examples(name: str) -> tuple[list[str], list[str]]:
    """The texts of a type's hits and near misses."""
    path = EVENTS / name / "examples.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}
    hits, near_misses = (rows.get(kind) or () for kind in ("hits", "near_misses"))
    return [row["text"].strip() for row in hits], [row["text"].strip() for row in near_misses]


def _name(lists: CodeLists, code: str) -> str:
    row = lists.cameo(code)
    return row.name if row else ""


def _word(row: TriggerRow) -> str:
    """ "carry out", "hold (talks)"; word classes by their name."""
    words = f"{row.lemma} {row.particle}" if row.particle else row.lemma
    return f"{words} ({row.noun.replace('@', '').replace('|', ' or ')})" if row.noun else words


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"- {item}" for item in items]
    if lines:
        yield "\n".join((heading, "", *lines, ""))


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield "\n".join((f"| {' | '.join(headings)} |", "|---" * len(headings) + "|", *lines, ""))
