"""What is known about saying: verbs, nouns and prepositions that report, quotation marks, occasions, as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from communique.errors import Fault, KnowledgeError
from communique.knowledge.context_words import load_context_words
from communique.knowledge.people_words import PartitiveRow
from communique.knowledge.tables import ROOT, read_tsv

FRAMES = frozenset(
    {
        "that",  # a finite clause
        "quote",  # a quotation
        "to",  # an infinitive, of the speaker or of the one spoken to
        "clause-to",  # an infinitive with its own subject, which belongs to the content
        "clause-ing",  # somebody and a participle: "shows the mayor leading"
        "ing",  # a gerund
        "noun",  # a noun of saying as its object: "express optimism that"
        "held",  # a noun of thought as its object: "have hopes that"
        "as",  # "describe the raid as a crime"
        "predicate",  # "call the raid a crime"
        "quoted",  # an object with a quotation in it
        "only-clause",  # never a noun: what the parser takes for its object is a clause it did not see
        "quotee",  # its object is the speaker: "was quoted as saying"
        "raise",  # "is said to have fled"
    }
)
OWNER = "~"  # in a prepositional cue: whose words, whose view
FRAMES_BY_PREPOSITION = frozenset({"ing", "to", "as"})  # "of-ing", "for-to", "to-as" …


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRow:
    """A verb of saying or of thought and what it governs; `evidential`: facts can be its subject, too."""

    lemma: str
    particle: str | None = None
    frames: tuple[str, ...]
    evidential: bool = False
    thought: bool = False
    origin: str
    rule: str = ""

    def prepositions(self, form: str) -> tuple[str, ...]:
        """The prepositions under which the verb takes a gerund ("ing") or an infinitive ("to")."""
        return tuple(f.partition("-")[0] for f in self.frames if f.endswith("-" + form) and f not in FRAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CueNounRow:
    """A noun of saying or of thought and what it governs."""

    lemma: str
    frames: tuple[str, ...]
    thought: bool = False
    origin: str
    rule: str = ""

    def prepositions(self, form: str) -> tuple[str, ...]:
        """The prepositions under which the noun takes a gerund ("ing") or an infinitive ("to")."""
        return tuple(f.partition("-")[0] for f in self.frames if f.endswith("-" + form))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepositionalCueRow:
    """A preposition that reports ("according to", "in ~ word"), in lemmas; "~" is the owner."""

    words: str
    thought: bool = False
    origin: str
    rule: str = ""

    @property
    def key(self) -> str:
        """The word at which the phrase is looked up: the first, or the noun behind an owner."""
        words = self.words.split()
        return words[-1] if OWNER in words else words[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """A pair of quotation marks; `apostrophe`: the closing mark is an apostrophe, too."""

    opening: str
    closing: str
    apostrophe: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A word of a list whose file name says what it is."""

    lemma: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A small word and what it decides about a statement."""

    lemma: str
    role: str
    origin: str
    rule: str = ""


class _Lemma(Protocol):
    @property
    def lemma(self) -> str: ...


Row = TypeVar("Row")
Keyed = TypeVar("Keyed", bound=_Lemma)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechKnowledge:
    """All rows on saying of one language, by lemma."""

    verbs: Mapping[str, tuple[CueRow, ...]]
    nouns: Mapping[str, tuple[CueNounRow, ...]]
    prepositions: Mapping[str, tuple[PrepositionalCueRow, ...]]  # by `key`
    own: Mapping[str, tuple[WordRow, ...]]
    adverbs: Mapping[str, tuple[WordRow, ...]]
    not_cues: frozenset[str]  # verbs that neither speak nor think, whatever clause they govern
    documents: frozenset[str]
    partitives: frozenset[str]  # nouns of measure ("majority"): who speaks is the noun under "of"
    glosses: frozenset[str]
    occasions: frozenset[str]
    occasion_prepositions: frozenset[str]
    marks: tuple[MarkRow, ...]
    contexts: Mapping[str, str]  # by lemma
    roles: Mapping[str, frozenset[str]]

    def words(self, role: str) -> frozenset[str]:
        """The small words with this role ("question", "thing", "impersonal", "hearer", "person")."""
        return self.roles[role]


@cache
def load_speech(language: str = "en", folder: Path = ROOT / "languages") -> SpeechKnowledge:
    """The rows on saying of `language`; raises `KnowledgeError` with every fault of the first wrong table."""
    here = folder / language
    verbs = read_tsv(here / "cues.tsv", CueRow)
    thoughts = tuple(replace(row, thought=True) for row in read_tsv(here / "thought_cues.tsv", CueRow))
    nouns = read_tsv(here / "cue_nouns.tsv", CueNounRow)
    _check_frames((*verbs, *thoughts, *nouns))
    return SpeechKnowledge(
        verbs=_by_lemma((*verbs, *thoughts)),
        nouns=_by_lemma(nouns),
        prepositions=_grouped((row.key, row) for row in read_tsv(here / "prepositional_cues.tsv", PrepositionalCueRow)),
        own=_by_lemma(read_tsv(here / "own_cues.tsv", WordRow)),
        adverbs=_by_lemma(read_tsv(here / "adverb_cues.tsv", WordRow)),
        not_cues=_lemmas(here / "not_cues.tsv"),
        documents=_lemmas(here / "document_nouns.tsv"),
        partitives=frozenset(row.words for row in read_tsv(here / "partitives.tsv", PartitiveRow)),
        glosses=_lemmas(here / "gloss_nouns.tsv"),
        occasions=_lemmas(here / "occasions.tsv"),
        occasion_prepositions=_lemmas(here / "occasion_prepositions.tsv"),
        marks=read_tsv(here / "quotation_marks.tsv", MarkRow),
        contexts=load_context_words(language, folder),
        roles=_roles(read_tsv(here / "speech_words.tsv", RoleRow)),
    )


def _roles(rows: tuple[RoleRow, ...]) -> dict[str, frozenset[str]]:
    grouped = _grouped((row.role, row.lemma) for row in rows)
    return {role: frozenset(lemmas) for role, lemmas in grouped.items()}


def _lemmas(path: Path) -> frozenset[str]:
    return frozenset(row.lemma for row in read_tsv(path, WordRow))


def _by_lemma(rows: Iterable[Keyed]) -> dict[str, tuple[Keyed, ...]]:
    return _grouped((row.lemma, row) for row in rows)


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for key, row in pairs:
        found.setdefault(key, []).append(row)
    return {key: tuple(same) for key, same in found.items()}


def _check_frames(rows: tuple[CueRow | CueNounRow, ...]) -> None:
    """Raises where a frame is none that the statements room reads."""
    faults = []
    for row in rows:
        for frame in row.frames:
            preposition, _, form = frame.rpartition("-")
            if frame not in FRAMES and not (preposition and form in FRAMES_BY_PREPOSITION):
                path, _, line = row.rule.rpartition(":")
                message = f"unknown frame {frame!r}; known are {sorted(FRAMES)} and PREPOSITION-ing, -to, -as"
                faults.append(Fault(path=path, line=int(line), message=message))
    if faults:
        raise KnowledgeError(tuple(faults))
