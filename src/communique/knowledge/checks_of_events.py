"""Checks K30x, K31x: the event types, their triggers and modes, and how speech acts compose with content."""

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
STATUSES = (*get_args(Status), NO_ACT)
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
    return tuple(sorted(path for path in (material.folder / "events").iterdir() if path.is_dir()))


def rows_of(material: Material, name: str, row_class: type[Row]) -> Iterator[tuple[str, Row]]:
    """(type, row) of one table in every folder that has it."""
    for folder in folders_of(material):
        if (folder / name).exists():
            yield from ((folder.name, row) for row in _read(folder / name, row_class))


def triggers_of(material: Material) -> Iterator[tuple[str, TriggerRow]]:
    return rows_of(material, "en.tsv", TriggerRow)


def _rule(row: Any) -> str:
    """A row's rule from the knowledge folder on: "events/AGREE/en.tsv:7"."""
    return row.rule if row.rule.startswith("events/") else f"events/{row.rule}"


def _language(material: Material, name: str, row_class: type[Row]) -> tuple[Row, ...]:
    return _read(material.folder / "languages" / "en" / name, row_class)


def _composition(material: Material) -> tuple[CompositionRow, ...]:
    return _read(material.folder / "events" / "composition.tsv", CompositionRow)


def _shared(material: Material) -> tuple[SharedCodeRow, ...]:
    return _read(material.folder / "events" / "shared_codes.tsv", SharedCodeRow)


@cache
def entries_of(path: Path) -> dict[str, Entry]:
    return read_entries(path)


def _types(material: Material) -> Iterator[tuple[str, dict[str, Entry]]]:
    for folder in folders_of(material):
        if (folder / "type.yaml").exists():
            yield folder.name, entries_of(folder / "type.yaml")


def _code_of_type(material: Material, event_type: str, cameo: str | None) -> str | None:
    """What is wrong with a code in a type; None where nothing is."""
    if cameo is None or (event_type, cameo) in {(row.event_type, row.cameo) for row in _shared(material)}:
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
    wrong = _code_of_type(material, event_type, cameo)
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


def k302_types(material: Material) -> Findings:
    """A type.yaml has the keys of an event type, each of its kind, and lists what counts and what does not."""
    adapter = TypeAdapter(EventType)
    for name, entries in _types(material):
        file = f"events/{name}/type.yaml"
        try:
            kind = adapter.validate_python({key: entry.value for key, entry in entries.items()})
        except ValidationError as error:
            for wrong in error.errors():
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
    for name, entries in _types(material):
        rules = {key: f"events/{name}/type.yaml:{entry.line}" for key, entry in entries.items()}
        given = {key: entry.value for key, entry in entries.items()}
        modes = set(given.get("modes") or ())
        if modes != set(material.codes.modes(name)):
            yield Finding(rules.get("modes", f"events/{name}/type.yaml:1"), f"PLOVER has {material.codes.modes(name)}")
        wrong = _code_of_type(material, name, given.get("cameo"))
        if wrong is not None:
            yield Finding(rules["cameo"], wrong)
        for key in ("needs", "nominal_needs"):
            yield from _needs(given.get(key) or (), rules.get(key, ""))
        war = [mode for mode in given.get("warlike_modes") or () if mode not in modes]
        yield from (Finding(rules["warlike_modes"], f"no mode {mode!r}") for mode in war)


def _needs(needs: Iterable[str], rule: str) -> Findings:
    for need in needs:
        wrong = wrong_need(need)
        if wrong is not None:
            yield Finding(rule, wrong)


def k304_trigger_codes(material: Material) -> Findings:
    """A trigger is a verb, noun or adj, has a mode and a CAMEO code of its type, and a status of the record."""
    for name, row in triggers_of(material):
        yield from unknown("part of speech", (row.pos,), PARTS_OF_SPEECH.__contains__, _rule(row))
        yield from unknown("status", (row.status,), STATUSES.__contains__, _rule(row))
        yield from coded(material, name, row.mode, row.cameo, _rule(row))


def k305_slots(material: Material) -> Findings:
    """A trigger's slots and needs are words of the notation or prepositions; "noun" has a noun to begin at."""
    for _, row in triggers_of(material):
        wrong = filter(None, map(wrong_path, paths(row)))
        yield from (Finding(_rule(row), what) for what in dict.fromkeys(wrong))
        yield from _needs(row.needs, _rule(row))
        if asks_for_noun(row) and (row.noun is None or row.pos == "noun"):
            yield Finding(_rule(row), "a slot begins at a noun, and the row carries none")


def k306_acts(material: Material) -> Findings:
    """A trigger's speech act is in composition.tsv, or act_words.tsv says that its rows keep their own code."""
    acts = {row.act for row in _composition(material)}
    acts |= {row.lemma for row in _language(material, "act_words.tsv", WordRow) if row.use == OWN_CODE}
    for _, row in triggers_of(material):
        yield from unknown("speech act", (row.act,), acts.__contains__, _rule(row))


def k307_word_classes(material: Material) -> Findings:
    """A word class is there once, has no word twice, and a trigger uses it; a class that a trigger uses is there."""
    used = Counter[str]()
    rows = _language(material, "word_classes.tsv", WordClassRow)
    known = {row.word_class for row in rows}
    for _, trigger in triggers_of(material):
        named = [word[1:] for word in (trigger.noun or "").rpartition(":")[2].split("|") if word.startswith("@")]
        used.update(named)
        yield from unknown("word class", named, known.__contains__, _rule(trigger))
    yield from repeated((row.word_class, f"languages/{row.rule}") for row in rows)
    for row in rows:
        yield from repeated((word, f"languages/{row.rule}") for word in row.words)
        if row.word_class not in used:
            yield Finding(f"languages/{row.rule}", f"no trigger uses {row.word_class!r}")


def k308_repeated_triggers(material: Material) -> Findings:
    """No two triggers agree in lemma, part of speech, particle, noun, needs, source and target: one never fires."""
    yield from repeated(
        ((row.lemma, row.pos, row.particle, row.noun, row.needs, row.source, row.target), _rule(row))
        for _, row in triggers_of(material)
    )


def k309_modes(material: Material) -> Findings:
    """A row of modes.tsv has words or a rule of number, starts from a mode of its type, and settles a mode or code."""
    for name, row in rows_of(material, "modes.tsv", ModeRow):
        rule, starts = _rule(row), row.needs_mode
        yield from coded(material, name, row.mode, row.cameo, rule)
        if starts not in RULES_OF_NUMBER:
            yield from unknown("mode", (starts,), partial(material.codes.has_mode, name), rule)
        if bool(row.words) == (starts in RULES_OF_NUMBER):
            yield Finding(rule, f"words, or one of {RULES_OF_NUMBER}")
        if row.mode is None and row.cameo is None:
            yield Finding(rule, "settles nothing")
        yield from repeated((word, rule) for word in row.words)


def k310_composition(material: Material) -> Findings:
    """A row of composition.tsv occurs once; its types, modes and codes fit together, those of the content, too."""
    rows = _composition(material)
    yield from repeated(
        ((row.act, row.content_type, row.content_mode, row.content_cameo, row.negated), _rule(row)) for row in rows
    )
    for row in rows:
        yield from unknown("type", (row.event_type, row.content_type), is_type(material), _rule(row))
        yield from coded(material, row.event_type, row.mode, row.cameo, _rule(row))
        yield from _content(material, row)


def is_type(material: Material) -> Any:
    return lambda name: material.codes.plover(name) is not None


def _content(material: Material, row: CompositionRow) -> Findings:
    """Findings on the content that a row of composition.tsv asks for."""
    if row.content_type is None:
        if row.content_mode or row.content_cameo or row.negated:
            yield Finding(_rule(row), "a content without its type")
        return
    yield from coded(material, row.content_type, row.content_mode, None, _rule(row))
    if row.content_cameo is None:
        return
    below = [code.code for code in material.codes.cameo_rows if code.code.startswith(row.content_cameo)]
    if all(_code_of_type(material, row.content_type, code) for code in below):
        yield Finding(_rule(row), f"no code of {row.content_type} begins with {row.content_cameo}")


def k311_shared_codes(material: Material) -> Findings:
    """A row of shared_codes.tsv is there once, names a code of another type, and some row of its type uses it."""
    used = {(name, row.cameo) for name, row in triggers_of(material)}
    used |= {(name, row.cameo) for name, row in rows_of(material, "modes.tsv", ModeRow)}
    rows = _shared(material)
    yield from repeated(((row.event_type, row.cameo), _rule(row)) for row in rows)
    for row in rows:
        code = material.codes.cameo(row.cameo)
        if code is None or code.event_type == row.event_type or (row.event_type, row.cameo) not in used:
            yield Finding(_rule(row), f"{row.event_type} {row.cameo}")


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
    k310_composition,
    k311_shared_codes,
)
