"""The words by which a language speaks of people: roles, titles, pronouns, measures, small words of names."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from communique.knowledge.tables import ROOT, read_tsv
from communique.model import PlacePrecision

RoleKind = Literal["office", "person", "group", "craft", "country", "party", "honorific"]
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
    org_class: str | None = None  # "aid agencies" are NGO
    foreign: bool = False  # "Syria's allies" are not Syrian
    country: str | None = None  # of a people that lives in one country
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """A people or faith without a state of its own: "Kurd", "Kurds", "Kurdish"; its country where it has but one."""

    words: str
    plural: str
    adjectives: tuple[str, ...]
    country: str | None = None
    sectors: tuple[str, ...]
    origin: str
    rule: str = ""

    @property
    def role(self) -> RoleRow:
        """Its members, as a role: "the Kurds of Aleppo"."""
        return RoleRow(
            words=self.words, plural=self.plural, kind="group", sectors=self.sectors, local=True, country=self.country,
            origin=self.origin, rule=self.rule,
        )  # fmt: skip


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


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionRow:
    """A noun at the end of a body's name, and the sectors of one that nobody has registered ("Kandor College")."""

    words: str
    sectors: tuple[str, ...] = ()
    origin: str
    rule: str = ""


PhrasePart = Literal[
    "definite",
    "both",
    "count",
    "of",
    "for",
    "from",
    "in",
    "at",
    "based",
    "loyal",
    "to",
    "and",
    "stance",
    "ethnic",
    "abroad",
    "when",
]


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
    peoples: tuple[PeopleRow, ...]
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
    institutions: dict[str, InstitutionRow]


ROLE_FILES = ("titles.tsv", "person_nouns.tsv", "agents.tsv")


@cache
def load_people_words(language: str = "en", folder: Path = ROOT) -> PeopleWords:
    """The tables of `knowledge/languages/LANGUAGE`; raises `KnowledgeError` where one is faulty."""
    home = folder / "languages" / language
    return PeopleWords(
        roles=tuple(row for name in ROLE_FILES for row in read_tsv(home / name, RoleRow)),
        peoples=read_tsv(home / "peoples.tsv", PeopleRow),
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
        institutions={row.words: row for row in read_tsv(home / "institution_nouns.tsv", InstitutionRow)},
    )


def _words(path: Path) -> frozenset[str]:
    return frozenset(row.words for row in read_tsv(path, WordRow))
