"""The examples beside each event type: hits that must be coded as they say, near misses that must not be coded.

`python -m communique.evaluation.examples [TYPE …]` prints what differs, and which trigger rows no hit reaches.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Any

import yaml

from communique.knowledge.event_types import EVENTS, TriggerRow, type_folders
from communique.knowledge.tables import read_tsv
from communique.model import ActorRef, Article, Event
from communique.pipeline import Coder
from communique.reading.facts import Facts, article

# The statuses of rows that no hit can fire by themselves: what a word does not mean, and what is only content.
SILENT = ("desire", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One text and the events of this type that it tells; none for a near miss."""

    event_type: str
    text: str
    published_on: Day | None
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an example came out as: the rows that fired, and every difference from what it says."""

    example: Example
    rules: frozenset[str]
    differences: tuple[str, ...]


def read_examples(folder: Path) -> tuple[Example, ...]:
    """The hits and near misses of one event type."""
    loaded = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
    rows = [*loaded["hits"], *loaded["near_misses"]]
    return tuple(
        Example(
            event_type=folder.name,
            text=row["text"],
            published_on=row.get("published_on"),
            events=tuple(row.get("events") or ()),
        )
        for row in rows
    )


def check(example: Example, coder: Coder) -> Finding:
    """The example coded, with all differences: missing events, wrong fields, events of the type not expected."""
    read: Article = article(example.text, Facts(published_on=example.published_on))
    coded = coder.code(read)
    found = [e for e in coded.events if e.event_type == example.event_type]
    differences: list[str] = []
    left = list(found)
    for wanted in example.events:
        best = min(left, key=lambda e: len(_wrong(wanted, e)), default=None)
        if best is None:
            differences.append(f"missing: {wanted}")
            continue
        left.remove(best)
        differences += [f"{best.trigger.quote!r}: {wrong}" for wrong in _wrong(wanted, best)]
    differences += [f"not expected: {_short(event)}" for event in left]
    rules = frozenset(m.rule for e in coded.events for m in e.mentions)
    return Finding(example=example, rules=rules, differences=tuple(differences))


def _wrong(wanted: dict[str, Any], event: Event) -> list[str]:
    wrong = []
    for name in ("mode", "status", "reciprocal", "historical"):
        if name in wanted and wanted[name] != getattr(event, name):
            wrong.append(f"{name} is {getattr(event, name)}, not {wanted[name]}")
    if "cameo" in wanted and event.cameo != wanted["cameo"]:
        wrong.append(f"cameo is {event.cameo}, not {wanted['cameo']}")
    for name, refs in (("source", event.source_actors), ("target", event.target_actors)):
        if name in wanted and not _same(wanted[name] or [], refs):
            wrong.append(f"{name} is {_names(refs)}, not {wanted[name]}")
    if "content" in wanted:
        content = None if event.content is None else event.content.event_type
        if content != wanted["content"]:
            wrong.append(f"content is {content}, not {wanted['content']}")
    return wrong


def _same(wanted: list[str], refs: tuple[ActorRef, ...]) -> bool:
    """Each actor wanted is there, by name, by its words, by country or class."""
    return len(wanted) == len(refs) and all(
        any(name in (r.name, r.span.quote, r.country, r.org_class) for r in refs) for name in wanted
    )


def _names(refs: tuple[ActorRef, ...]) -> list[str]:
    return [f"{r.name} ({r.country or r.org_class or '-'})" for r in refs]


def _short(event: Event) -> str:
    who = f"{_names(event.source_actors)} → {_names(event.target_actors)}"
    return f"{event.trigger.quote!r} {event.cameo} {event.status} {who} by {event.rule}"


def silent_rows(folder: Path, fired: Iterable[str]) -> Iterator[str]:
    """The trigger rows of a type that fired on none of the hits."""
    known = frozenset(fired)
    for row in read_tsv(folder / "en.tsv", TriggerRow):
        if row.rule not in known and row.status not in SILENT:
            yield f"{row.rule} {row.lemma} {row.particle or ''} {row.noun or ''} ({row.pos}): no hit fires this row"


def main(types: list[str]) -> int:
    """Print the differences of the named types, or of all; 1 where there are any."""
    coder, fired, faults = Coder(), set[str](), 0
    folders = [f for f in type_folders(EVENTS) if (f / "examples.yaml").exists()]
    for folder in folders:
        findings = [check(example, coder) for example in read_examples(folder)]
        fired.update(rule for f in findings if f.example.events and not f.differences for rule in f.rules)
        if types and folder.name not in types:
            continue
        for finding in findings:
            faults += len(finding.differences)
            for difference in finding.differences:
                print(f"{folder.name}: {finding.example.text}\n    {difference}")
    for folder in folders:
        if not types or folder.name in types:
            for line in silent_rows(folder, fired):
                faults += 1
                print(line)
    print(f"{faults} differences")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
