"""The event types: which words tell an act, where its actors stand, and how speech acts compose with content.

One folder of `knowledge/events/` is one PLOVER type: `type.yaml` (what it is), `en.tsv` (triggers), `modes.tsv`
(words around a trigger that settle mode and code), `examples.yaml` (hits and near misses).

Slots, used in `source`, `target`, `object` and `content`, are steps from the trigger to words of the clause; steps
are joined by "." and alternatives by "|" (the first that yields somebody wins):
  subj    who does it: the subject, the by-phrase of a passive, the subject of the verb that carries a noun
  obj     to whom it is done: the object, or the subject of a passive
  iobj    the indirect object
  owner   whose thing the object is ("rejected China's plan": China)
  theme   for nouns: the subject of a verb that says its subject underwent the act ("suffered an attack")
  poss, adj    the possessor; the adjective of nationality or the noun before the trigger
  xcomp, ccomp, acl, advcl, relcl    clauses below the trigger; appos: what stands in apposition
  subjunctive   the clause that says what shall be ("asked that Chad leave")
  noun    the noun named in the column `noun`
  clause  for a noun standing in a phrase of time or manner: who does what the clause says ("said after a meeting with")
  speaker who says the words in which the trigger stands ("said Iran would pay a price")
  any other word    a preposition: the phrase or the gerund clause under it ("with", "against", "from")
"""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from communique.errors import Fault, KnowledgeError
from communique.knowledge.context_words import load_context_words
from communique.knowledge.numbers import SizeKnowledge, load_numbers
from communique.knowledge.tables import ROOT, read_tsv
from communique.knowledge.yaml_files import read_mapping

EVENTS = ROOT / "events"


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerRow:
    """A word (with its particle, or the noun it carries) that tells an act; empty cells take the type's defaults."""

    lemma: str
    pos: str  # verb, noun, adj
    particle: str | None = None  # "carry out": out
    noun: str | None = None  # "talk|meeting", "@talks" (a word class), with a preposition "into:@talks"
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    # what must be there: source, target, content, act, object, two, place; kinds of actors: abroad, foreign, alien,
    # civil, body; future ("will"), spoken (in somebody's words: done by saying so); a slot, also with words, as in
    # xcomp:leave,depart
    needs: tuple[str, ...] = ()
    act: str | None = None  # the speech act of composition.tsv
    mode: str | None = None
    cameo: str | None = None
    reciprocal: bool = False
    # where the word itself says it ("consider": possible); or "desire": the words are no act ("strike a balance");
    # or "content": an act only below a speech act ("urged Mali to hold elections")
    status: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRow:
    """Words below a trigger that settle its mode and code ("over the telephone": phone, 041)."""

    words: tuple[str, ...]  # lemmas
    needs_mode: str | None = None  # only where the mode so far is this one; empty: only where there is none
    mode: str | None = None
    cameo: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositionRow:
    """Speech act × content → type, mode, code; the longest matching `content_cameo` wins."""

    act: str
    content_type: str | None = None  # empty: no content, or one no row knows
    content_mode: str | None = None
    content_cameo: str | None = None  # a prefix
    negated: bool = False  # the content is told with "not": "promised not to attack"
    event_type: str
    mode: str | None = None
    cameo: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordClassRow:
    """Words that stand for each other in `noun` cells: "@talks"."""

    word_class: str
    words: tuple[str, ...]
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerbRow:
    """A verb that carries an act told by a noun ("hold talks", "come under attack")."""

    lemma: str
    noun_in: str  # obj, subj, or a preposition: where the noun stands
    subject: str  # source, target, or none: what the verb's subject is to the act
    status: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A word above, beside or before an act that settles whether it happened.

    `where`: aux (modal of the verb), above (governs the act's clause or noun; above_clause, above_infinitive and
    above_noun: only one of them), gerund (the preposition before a gerund), mark (conjunction of its clause), modifier
    (adverb or adjective of the act). `status` is one of the record's, or "desire" (no act at all), "would" (planned
    where it is reported, else hypothetical), "trying" (the act itself where it is told as past, else possible).
    """

    lemma: str
    where: str
    status: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A word that does one service, named in `use`."""

    lemma: str
    use: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """A PLOVER type: what it is, what a trigger needs before it counts, and its modes."""

    __pydantic_config__ = {"extra": "forbid"}

    event_type: str
    definition: str
    counts: tuple[str, ...]
    does_not_count: tuple[str, ...]
    cameo: str  # the general code, where a row gives none
    needs: tuple[str, ...]  # for verbs
    nominal_needs: tuple[str, ...]  # for nouns that no verb carries
    # done to bodies and places: a capital is the place ("the siege of Beirut"), a warplane shot down no weapon used
    physical: bool = False
    civil: bool = False  # civilians, workers, journalists who do it to a political actor are political, too
    local: bool = False  # done by organs of a state whose country goes without saying ("the authorities imposed …")
    alone: bool = False  # … and also where they do it to nobody (PROTEST)
    warlike_modes: tuple[str, ...] = ()  # the means of war: done to civilians they count without a doer
    modes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A row with its type's defaults filled in."""

    event_type: EventType
    row: TriggerRow
    nouns: frozenset[str]
    noun_preposition: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKnowledge:
    """All that the events room knows before reading."""

    types: dict[str, EventType]
    triggers: dict[tuple[str, str], tuple[Trigger, ...]]  # (pos, lemma): most specific first
    modes: dict[str, tuple[ModeRow, ...]]
    composition: dict[str, tuple[CompositionRow, ...]]
    light_verbs: dict[str, tuple[LightVerbRow, ...]]
    status: dict[tuple[str, str], StatusRow]  # (where, lemma)
    words: dict[str, frozenset[str]]  # use: lemmas
    sizes: SizeKnowledge
    contexts: dict[str, str]  # of the words that tell one, by lemma


def type_folders(folder: Path = EVENTS) -> tuple[Path, ...]:
    """The folders of the event types, in alphabetical order."""
    return tuple(sorted(path.parent for path in folder.glob("*/type.yaml")))


def read_type(path: Path) -> EventType:
    """The type a `type.yaml` defines; raises `KnowledgeError` where a key is missing or unknown."""
    content = read_mapping(path)
    for name in ("counts", "does_not_count", "needs", "nominal_needs", "warlike_modes"):
        content[name] = tuple(content.get(name) or ())
    try:
        return EventType(**content)
    except TypeError as reason:
        raise KnowledgeError((Fault(path=str(path), line=1, message=str(reason)),)) from reason


def _trigger(event_type: EventType, row: TriggerRow, classes: dict[str, tuple[str, ...]]) -> Trigger:
    place, _, words = (row.noun or "").rpartition(":")
    nouns: set[str] = set()
    for word in filter(None, words.split("|")):
        if word.startswith("@") and word[1:] not in classes:
            raise KnowledgeError((Fault(path=row.rule, line=0, message=f"no word class {word}"),))
        nouns.update(classes[word[1:]] if word.startswith("@") else (word,))
    return Trigger(event_type=event_type, row=row, nouns=frozenset(nouns), noun_preposition=place or None)


def _specific_first(trigger: Trigger) -> tuple[bool, bool, int]:
    row = trigger.row
    return (trigger.nouns == frozenset(), row.particle is None, -len(row.needs))


def _grouped(rows: tuple[Any, ...], name: str) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return {key: tuple(several) for key, several in found.items()}


@cache
def load_events(folder: Path = EVENTS, language: str = "en") -> EventKnowledge:
    """The event types of a language; raises `KnowledgeError` where a file is wrong."""
    words_folder = folder.parent / "languages" / language
    classes = {row.word_class: row.words for row in read_tsv(words_folder / "word_classes.tsv", WordClassRow)}
    types = {t.event_type: t for t in (read_type(path / "type.yaml") for path in type_folders(folder))}
    triggers: dict[tuple[str, str], list[Trigger]] = {}
    modes = {}
    for path in type_folders(folder):
        for row in read_tsv(path / f"{language}.tsv", TriggerRow):
            triggers.setdefault((row.pos, row.lemma), []).append(_trigger(types[path.name], row, classes))
        modes[path.name] = read_tsv(path / "modes.tsv", ModeRow) if (path / "modes.tsv").exists() else ()
    words: dict[str, set[str]] = {}
    for word in read_tsv(words_folder / "act_words.tsv", WordRow):
        words.setdefault(word.use, set()).add(word.lemma)
    return EventKnowledge(
        types=types,
        triggers={key: tuple(sorted(several, key=_specific_first)) for key, several in triggers.items()},
        modes=modes,
        composition=_grouped(read_tsv(folder / "composition.tsv", CompositionRow), "act"),
        light_verbs=_grouped(read_tsv(words_folder / "light_verbs.tsv", LightVerbRow), "lemma"),
        status={(row.where, row.lemma): row for row in read_tsv(words_folder / "act_status.tsv", StatusRow)},
        words={use: frozenset(lemmas) for use, lemmas in words.items()},
        sizes=load_numbers(language, folder.parent),
        contexts=load_context_words(language, folder.parent / "languages"),
    )
