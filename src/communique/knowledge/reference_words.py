"""Nouns that go back to somebody named before: "the pair", "both sides", "the group"."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.knowledge.name_index import fold
from communique.knowledge.tables import ROOT, read_tsv

HomelandPart = Literal[
    "citizenship", "holding", "native", "from", "serving", "verb", "domestic", "abroad", "setting", "travel"
]
LONGEST_PARTICLE = 3  # letters: "van", "bin", "de la"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A noun and what it goes back to: `pair` is persons, countries or sides; `sort` is country, group, or
    outsider (of whatever country: "its allies"). An adjective of the sort disposition is said of somebody ("willing").

    `kinds`: the classes and sectors of the organisations that are called so ("bloc": IGO, EUR).
    """

    lemma: str
    pair: str | None = None
    sort: str | None = None
    kinds: tuple[str, ...] = ()
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenNameRow:
    """A first name; `gender` is None where men and women bear it."""

    name: str
    gender: str | None = None  # m, f
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanNounRow:
    """A noun for one human being that names no role in politics ("wife"): it competes for "he" and "she"."""

    lemma: str
    gender: str | None = None  # m, f
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomelandRow:
    """A word by which a text tells where somebody is from ("citizenship", "native", "from"), and the part it plays."""

    lemma: str
    part: HomelandPart
    prepositions: tuple[str, ...] = ()  # of a verb: those behind which the place stands
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """The rows by lemma; the first names, the nouns for human beings, the words for homelands by part and lemma."""

    rows: dict[str, ReferenceRow]
    given_names: dict[str, GivenNameRow]
    human_nouns: dict[str, HumanNounRow]
    homelands: dict[tuple[HomelandPart, str], HomelandRow]

    def given_name(self, name: str) -> GivenNameRow | None:
        """The row of the first name that a name begins with; None where it begins with none."""
        first, _, rest = fold(name).partition(" ")
        row = self.given_names.get(first) or self.given_names.get(first.partition("-")[0])
        return row if all(word[0].isupper() or len(word) <= LONGEST_PARTICLE for word in rest.split()) else None

    def pair_kind(self, lemma: str) -> str | None:
        """What two a plural noun means: "persons", "countries", "sides", or None."""
        return self.rows[lemma].pair if lemma in self.rows else None

    def sort(self, lemma: str) -> str | None:
        """What a word is: "country", "group", "outsider", "disposition", or None."""
        return self.rows[lemma].sort if lemma in self.rows else None

    def kinds(self, lemma: str) -> frozenset[str]:
        """The classes and sectors of the organisations a definite singular noun may go back to."""
        return frozenset(self.rows[lemma].kinds) if lemma in self.rows else frozenset()


@cache
def load_reference_words(language: str = "en") -> ReferenceWords:
    """The table of a language; raises `KnowledgeError` where it is wrong."""
    folder = ROOT / "languages" / language
    return ReferenceWords(
        rows={row.lemma: row for row in read_tsv(folder / "reference_words.tsv", ReferenceRow)},
        given_names={row.name: row for row in read_tsv(folder / "given_names.tsv", GivenNameRow)},
        human_nouns={row.lemma: row for row in read_tsv(folder / "human_nouns.tsv", HumanNounRow)},
        homelands={(row.part, row.lemma): row for row in read_tsv(folder / "homeland_words.tsv", HomelandRow)},
    )
