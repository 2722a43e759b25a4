"""Checks K30x: the event types, their triggers and modes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from communique.knowledge.checking import Check, Finding, Findings, Material, repeated, unknown
from communique.knowledge.event_types import (
    CompositionRow,
    EventType,
    ModeRow,
    TriggerRow,
    WordClassRow,
    WordRow,
)
from communique.knowledge.slot_words import asks_for_noun, paths, wrong_need, wrong_path
from communique.knowledge.tables import Row, read_tsv
from communique.knowledge.yaml_files import Entry, read_entries
from communique.model import Status

REQUIRED = ("type.yaml", "en.tsv", "examples.yaml")
FILES = (*REQUIRED, "modes.tsv")
PARTS_OF_SPEECH = ("verb", "noun", "adj")
NO_ACT = "desire"
ONLY_CONTENT = "content"
STATUSES = (*get_args(Status), NO_ACT, ONLY_CONTENT)
RULES_OF_NUMBER = ("@sides", "@three")  # modes.tsv: settled by who takes part, not by a word
OWN_CODE = "own_code_act"  # act_words.tsv: speech acts whose rows keep their own mode and code


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCodeRow:
    """A CAMEO code that a type uses although the code list files it under another, and why."""

    event_type: str
    cameo: str
    reason: str
    origin: str
    rule: str = ""


_once: Any = cache(read_tsv)  # several checks look at one table


def _read(path: Path, row_class: type[Row]) -> tuple[Row, ...]:
    rows: tuple[Row, ...] = _once(path, row_class)
    return rows


def folders_of(material: Material) -> tuple[Path, ...]:
    """The folders of the event types, in alphabetical order, whatever is in them."""
    return tuple(sorted(path for path in (material.folder / "events").iterdir() if path.is_dir()))


def rows_of(material: Material, name: str, row_class: type[Row]) -> Iterator[tuple[str, Row]]:
    """(type, row) of one table in every folder that has it."""
    for folder in folders_of(material):
        if (folder / name).exists():
            yield from ((folder.name, row) for row in _read(folder / name, row_class))


def triggers_of(material: Material) -> Iterator[tuple[str, TriggerRow]]:
    """(type, row) of every trigger."""
    return rows_of(material, "en.tsv", TriggerRow)


def rule_of(row: Any) -> str:
    """A row's rule from the knowledge folder on: "events/AGREE/en.tsv:7"."""
    return row.rule if row.rule.startswith("events/") else f"events/{row.rule}"


def _language(material: Material, name: str, row_class: type[Row]) -> tuple[Row, ...]:
    return _read(material.folder / "languages" / "en" / name, row_class)


def composition_of(material: Material) -> tuple[CompositionRow, ...]:
    """The rows of composition.tsv."""
    return _read(material.folder / "events" / "composition.tsv", CompositionRow)


def shared_codes_of(material: Material) -> tuple[SharedCodeRow, ...]:
    """The rows of shared_codes.tsv."""
    return _read(material.folder / "events" / "shared_codes.tsv", SharedCodeRow)


@cache
def entries_of(path: Path) -> dict[str, Entry]:
    """The entries of a YAML file, read once for all checks."""
    return read_entries(path)


def _types(material: Material) -> Iterator[tuple[str, dict[str, Entry]]]:
    for folder in folders_of(material):
        if (folder / "type.yaml").exists():
            yield folder.name, entries_of(folder / "type.yaml")


def wrong_code(material: Material, event_type: str, cameo: str | None) -> str | None:
    """What is wrong with a code in a type; None where nothing is."""
    if cameo is None or (event_type, cameo) in {(row.event_type, row.cameo) for row in shared_codes_of(material)}:
        return None
    row = material.codes.cameo(cameo)
    if row is None:
        return f"no CAMEO code {cameo!r}"
    if row.event_type != event_type:
        return f"{cameo} ({row.name}) is {row.event_type}, not {event_type}; where it is, add it to shared_codes.tsv"
    return None


def coded(material: Material, event_type: str, mode: str | None, cameo: str | None, rule: str) -> Findings:
    """Findings on a mode and a code that stand in one row."""
    if mode is not None and not material.codes.has_mode(event_type, mode):
        yield Finding(rule, f"{event_type} has no mode {mode!r}; it has {material.codes.modes(event_type)}")
    wrong = wrong_code(material, event_type, cameo)
    if wrong is not None:
        yield Finding(rule, wrong)


def k301_files(material: Material) -> Findings:
    """A folder of events is a PLOVER type with type.yaml, en.tsv, examples.yaml, perhaps modes.tsv, and no more."""
    for folder in folders_of(material):
        here = f"events/{folder.name}/type.yaml:1"
        if material.codes.plover(folder.name) is None:
            yield Finding(here, f"{folder.name} is no PLOVER type")
        yield from (Finding(here, f"no {name}") for name in REQUIRED if not (folder / name).exists())
        strange = sorted(path.name for path in folder.iterdir() if path.name not in FILES)
        yield from (Finding(here, f"{name} is read by nobody") for name in strange)


def _read_type(material: Material) -> Iterator[tuple[str, dict[str, Entry], EventType | ValidationError]]:
    """(folder, entries, the type they make or why they make none) of every type.yaml."""
    adapter = TypeAdapter(EventType)
    for name, entries in _types(material):
        try:
            yield name, entries, adapter.validate_python({key: entry.value for key, entry in entries.items()})
        except ValidationError as error:
            yield name, entries, error


def k302_types(material: Material) -> Findings:
    """A type.yaml has the keys of an event type, each of its kind, and lists what counts and what does not."""
    for name, entries, kind in _read_type(material):
        file = f"events/{name}/type.yaml"
        if isinstance(kind, ValidationError):
            for wrong in kind.errors():
                key = str(wrong["loc"][0])
                line = entries[key].line if key in entries else 1
                yield Finding(f"{file}:{line}", f"{'.'.join(map(str, wrong['loc']))}: {wrong['msg']}")
            continue
        if kind.event_type != name:
            yield Finding(f"{file}:{entries['event_type'].line}", f"{kind.event_type} in the folder {name}")
        for key in ("counts", "does_not_count"):
            if not getattr(kind, key):
                yield Finding(f"{file}:{entries[key].line}", f"{key} is empty")


def k303_modes_of_types(material: Material) -> Findings:
    """A type.yaml explains exactly PLOVER's modes, and its code and needs are known."""
    for name, entries, kind in _read_type(material):
        if isinstance(kind, ValidationError):
            continue
        rules = {key: f"events/{name}/type.yaml:{entry.line}" for key, entry in entries.items()}
        if kind.modes.keys() != set(material.codes.modes(name)):
            yield Finding(rules.get("modes", f"events/{name}/type.yaml:1"), f"PLOVER has {material.codes.modes(name)}")
        wrong = wrong_code(material, name, kind.cameo)
        if wrong is not None:
            yield Finding(rules["cameo"], wrong)
        yield from _needs(kind.needs, rules["needs"])
        yield from _needs(kind.nominal_needs, rules["nominal_needs"])
        yield from unknown("mode", kind.warlike_modes, kind.modes.__contains__, rules.get("warlike_modes", ""))


def _needs(needs: Iterable[str], rule: str) -> Findings:
    for need in needs:
        wrong = wrong_need(need)
        if wrong is not None:
            yield Finding(rule, wrong)


def k304_trigger_codes(material: Material) -> Findings:
    """A trigger is a verb, noun or adj, has a mode and code of its type; and a status, desire or content."""
    for name, row in triggers_of(material):
        yield from unknown("part of speech", (row.pos,), PARTS_OF_SPEECH.__contains__, rule_of(row))
        yield from unknown("status", (row.status,), STATUSES.__contains__, rule_of(row))
        yield from coded(material, name, row.mode, row.cameo, rule_of(row))


def k305_slots(material: Material) -> Findings:
    """A trigger's slots and needs are words of the notation or prepositions; "noun" has a noun to begin at."""
    for _, row in triggers_of(material):
        wrong = filter(None, map(wrong_path, paths(row)))
        yield from (Finding(rule_of(row), what) for what in dict.fromkeys(wrong))
        yield from _needs(row.needs, rule_of(row))
        if asks_for_noun(row) and (row.noun is None or row.pos == "noun"):
            yield Finding(rule_of(row), "a slot begins at a noun, and the row carries none")


def k306_acts(material: Material) -> Findings:
    """A trigger's speech act is in composition.tsv, or act_words.tsv says that its rows keep their own code."""
    acts = {row.act for row in composition_of(material)}
    acts |= {row.lemma for row in _language(material, "act_words.tsv", WordRow) if row.use == OWN_CODE}
    for _, row in triggers_of(material):
        yield from unknown("speech act", (row.act,), acts.__contains__, rule_of(row))


def k307_word_classes(material: Material) -> Findings:
    """A word class is there once, has no word twice, and a trigger uses it; a class that a trigger uses is there."""
    used = Counter[str]()
    rows = _language(material, "word_classes.tsv", WordClassRow)
    known = {row.word_class for row in rows}
    for _, trigger in triggers_of(material):
        named = [word[1:] for word in (trigger.noun or "").rpartition(":")[2].split("|") if word.startswith("@")]
        used.update(named)
        yield from unknown("word class", named, known.__contains__, rule_of(trigger))
    yield from repeated((row.word_class, f"languages/{row.rule}") for row in rows)
    for row in rows:
        yield from repeated((word, f"languages/{row.rule}") for word in row.words)
        if row.word_class not in used:
            yield Finding(f"languages/{row.rule}", f"no trigger uses {row.word_class!r}")


def k308_repeated_triggers(material: Material) -> Findings:
    """No two triggers agree in lemma, part of speech, particle, noun, needs, source and target: one never fires."""
    yield from repeated(
        ((row.lemma, row.pos, row.particle, row.noun, row.needs, row.source, row.target), rule_of(row))
        for _, row in triggers_of(material)
    )


def k309_modes(material: Material) -> Findings:
    """A row of modes.tsv has words or a rule of number, starts from a mode of its type, and settles a mode or code."""
    for name, row in rows_of(material, "modes.tsv", ModeRow):
        rule, starts = rule_of(row), row.needs_mode
        yield from coded(material, name, row.mode, row.cameo, rule)
        if starts not in RULES_OF_NUMBER:
            yield from unknown("mode", (starts,), partial(material.codes.has_mode, name), rule)
        if bool(row.words) == (starts in RULES_OF_NUMBER):
            yield Finding(rule, f"words, or one of {RULES_OF_NUMBER}")
        if row.mode is None and row.cameo is None:
            yield Finding(rule, "settles nothing")
        yield from repeated((word, rule) for word in row.words)


def is_type(material: Material) -> Any:
    return lambda name: material.codes.plover(name) is not None


CHECKS: tuple[Check, ...] = (
    k301_files,
    k302_types,
    k303_modes_of_types,
    k304_trigger_codes,
    k305_slots,
    k306_acts,
    k307_word_classes,
    k308_repeated_triggers,
    k309_modes,
)
