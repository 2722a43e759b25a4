"""The words by which a language speaks of people: roles, titles, pronouns, measures, small words of names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from communique.knowledge.tables import ROOT, read_tsv
from communique.model import PlacePrecision

RoleKind = Literal["office", "person", "group", "country", "party", "honorific"]
LEADER = "@leader"  # in `offices`: the office that leads the country, from leaders.tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A noun that says what somebody is: "foreign minister", "rebel", "ministry"."""

    words: str
    plural: str | None = None
    kind: RoleKind
    offices: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    inherits: bool = False
    local: bool = False
    antecedent: bool = False
    gender: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HonorificRow:
    """A word before a name that says no office ("Mrs")."""

    words: str
    kind: RoleKind
    gender: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PronounRow:
    """A personal or possessive pronoun."""

    words: str
    gender: str | None = None
    plural: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """A word that changes an office ("former"): what it is written as, and the sectors that replace the office's."""

    words: str
    prefix: str
    sectors: tuple[str, ...] = ()
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitiveRow:
    """A measure before "of" ("scores of rebels"); `bare`: people where nothing follows ("thousands marched")."""

    words: str
    plural: bool = False
    bare: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompoundRow:
    """What stands behind the hyphen in "US-led"; `owner`: the country before it is the group's own."""

    words: str
    owner: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNounRow:
    """A noun that says its name is a place ("town")."""

    words: str
    precision: PlacePrecision
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderRow:
    """The offices "the leader" of a country may mean, the leading one first; no country: all others."""

    country: str | None = None
    offices: tuple[str, ...]
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A word on a list."""

    words: str
    origin: str
    rule: str = ""


PhrasePart = Literal["definite", "both", "count", "of", "for", "from", "in", "based", "to", "and", "stance", "ethnic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRow:
    """A small word inside a phrase that names somebody, and the part it plays there."""

    words: str
    part: PhrasePart
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultRow:
    """The sectors of a capital that stands for its government, of a person without an office."""

    words: str
    sectors: tuple[str, ...]
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PeopleWords:
    """All these tables of one language, ready for looking up; compared and hashed by identity."""

    roles: tuple[RoleRow, ...]
    honorifics: dict[str, HonorificRow]
    pronouns: dict[str, PronounRow]
    status_words: dict[str, StatusRow]
    partitives: dict[str, PartitiveRow]
    compounds: dict[str, CompoundRow]
    place_nouns: dict[str, PlaceNounRow]
    leaders: dict[str | None, LeaderRow]
    parts: dict[str, PhrasePart]
    default_sectors: dict[str, tuple[str, ...]]
    not_names: frozenset[str]
    particles: frozenset[str]
    institutions: frozenset[str]


ROLE_FILES = ("titles.tsv", "person_nouns.tsv", "agents.tsv")


@cache
def load_people_words(language: str = "en", folder: Path = ROOT) -> PeopleWords:
    """The tables of `knowledge/languages/LANGUAGE`; raises `KnowledgeError` where one is faulty."""
    home = folder / "languages" / language
    return PeopleWords(
        roles=tuple(row for name in ROLE_FILES for row in read_tsv(home / name, RoleRow)),
        honorifics={row.words: row for row in read_tsv(home / "honorifics.tsv", HonorificRow)},
        pronouns={row.words: row for row in read_tsv(home / "pronouns.tsv", PronounRow)},
        status_words={row.words: row for row in read_tsv(home / "status_words.tsv", StatusRow)},
        partitives={row.words: row for row in read_tsv(home / "partitives.tsv", PartitiveRow)},
        compounds={row.words: row for row in read_tsv(home / "compound_words.tsv", CompoundRow)},
        place_nouns={row.words: row for row in read_tsv(home / "place_nouns.tsv", PlaceNounRow)},
        leaders={row.country: row for row in read_tsv(home / "leaders.tsv", LeaderRow)},
        parts={row.words: row.part for row in read_tsv(home / "phrase_words.tsv", PhraseRow)},
        default_sectors={row.words: row.sectors for row in read_tsv(home / "default_sectors.tsv", DefaultRow)},
        not_names=_words(home / "not_names.tsv"),
        particles=_words(home / "name_particles.tsv"),
        institutions=_words(home / "institution_nouns.tsv"),
    )


def _words(path: Path) -> frozenset[str]:
    return frozenset(row.words for row in read_tsv(path, WordRow))
