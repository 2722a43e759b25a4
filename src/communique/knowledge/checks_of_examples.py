"""Checks K32x: the hits and near misses beside each event type, and how many there are."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from communique.knowledge.checking import Check, Finding, Findings, Material, repeated, unknown
from communique.knowledge.checks_of_events import coded, entries_of, folders_of, is_type, triggers_of
from communique.knowledge.yaml_files import Entry
from communique.model import Status

FEWEST_ROWS, FEWEST_EXAMPLES = 25, 10  # issue 2
KINDS = HITS, NEAR_MISSES = "hits", "near_misses"
NONE_GIVEN = Entry(line=1, value=())
EXAMPLE_KEYS = frozenset({"text", "published_on", "events"})
EVENT_KEYS = frozenset({"mode", "cameo", "status", "reciprocal", "historical", "source", "target", "content"})


def k321_enough(material: Material) -> Findings:
    """A type has at least 25 triggers, 10 hits and 10 near misses."""
    rows = Counter(name for name, _ in triggers_of(material))
    for folder in folders_of(material):
        if rows[folder.name] < FEWEST_ROWS:
            yield Finding(f"events/{folder.name}/en.tsv:1", f"{rows[folder.name]} triggers")
    for name, entries in _examples(material):
        for kind in KINDS:
            count = len(entries.get(kind, NONE_GIVEN).items)
            if count < FEWEST_EXAMPLES:
                yield Finding(f"events/{name}/examples.yaml:1", f"{count} {kind}")


def _examples(material: Material) -> Iterator[tuple[str, dict[str, Entry]]]:
    for folder in folders_of(material):
        if (folder / "examples.yaml").exists():
            yield folder.name, entries_of(folder / "examples.yaml")


def _listed(entry: Entry) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line, example) of each that is a mapping."""
    several = entry.value if isinstance(entry.value, list) else ()
    yield from ((n, one) for n, one in zip(entry.items, several, strict=True) if isinstance(one, dict))


def _events(example: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The events of an example that are mappings."""
    several = example.get("events")
    return tuple(one for one in several if isinstance(one, dict)) if isinstance(several, list) else ()


def k322_examples(material: Material) -> Findings:
    """An example has a text nobody has before it and known keys; a hit has events, a near miss has none."""
    seen: list[tuple[object, str]] = []
    for name, entries in _examples(material):
        file = f"events/{name}/examples.yaml"
        for kind, entry in entries.items():
            listed = list(_listed(entry))
            if kind not in KINDS or len(listed) != len(entry.items or ("",)):
                yield Finding(f"{file}:{entry.line}", f"write {KINDS}, each a list of mappings with a text")
            for line, example in listed:
                yield from _example(example, f"{file}:{line}", with_events=kind == HITS)
                seen.append(((name, example.get("text")), f"{file}:{line}"))
    yield from repeated(seen)


def _example(example: dict[str, Any], rule: str, *, with_events: bool) -> Findings:
    if not isinstance(example.get("text"), str):
        yield Finding(rule, "no text")
    yield from unknown("key", example, EXAMPLE_KEYS.__contains__, rule)
    events = _events(example)
    if bool(example.get("events")) != with_events or len(events) != len(example.get("events") or ()):
        yield Finding(rule, "a hit has a list of events, a near miss none")
    for event in events:
        yield from unknown("field", event, EVENT_KEYS.__contains__, rule)


def k323_example_values(material: Material) -> Findings:
    """The events of a hit have a mode and a code of the type, a status of the record, and a content that is a type."""
    for name, entries in _examples(material):
        for line, example in _listed(entries.get(HITS, NONE_GIVEN)):
            rule = f"events/{name}/examples.yaml:{line}"
            for event in _events(example):
                yield from coded(material, name, event.get("mode"), event.get("cameo"), rule)
                yield from unknown("status", (event.get("status"),), get_args(Status).__contains__, rule)
                yield from unknown("type", (event.get("content"),), is_type(material), rule)


CHECKS: tuple[Check, ...] = (
    k321_enough,
    k322_examples,
    k323_example_values,
)
