"""How a language counts people: number words and the words around them, and the words that tell what befell whom.

`size_words.tsv`, column `kind`:
  value, multiplier   "both" is 2; "thousand" is 1,000 of what stands before it
  range               a word that leaves the number open, and the span it is read as: "dozens" 24 to 99
  none                nobody
  before, after       words at a number that bound it ("at least", "or more"); `bound`: least, over, most, under, about,
                      half
  joint               stands between the two ends of a range ("20 to 30"); pair: opens one ("between 20 and 30")
  tie, of, article    "a hundred and fifty", "hundreds of thousands", "a dozen"
  single              a determiner that makes a singular noun one person
  people, group       nouns for persons beyond the tables of roles; nouns a number of persons hangs on ("family of")
  total               words of a sum to date ("since", "so far")
  long, lasting       what goes on over months and is no single act ("war"): its dead are a sum to date; a lasting one
                      ("the offensive") only in the perfect ("has killed")
  cause, spot         a preposition before what persons die of; nouns behind it that are only where they die
`about` bounds leave the number as told: "nearly 50" is 50.

`toll_words.tsv`: where the persons stand to a word (`slot`), what befell them (`parts`), and which event types have
that as their size (`types`). Slots: obj, subj, self (the number is the noun's own), of; above.obj and above.subj: of
the verb that governs the noun; state: whom an adjective describes. `above`: verbs or prepositions, one of which must
govern the noun. Two parts in a row: said together, so only a count of zero can be read ("no casualties").
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from communique.knowledge.calendar_rows import NumberRow
from communique.knowledge.people_words import load_people_words
from communique.knowledge.registry import CountryRow
from communique.knowledge.tables import ROOT, read_tsv

Slot = Literal["obj", "subj", "self", "of", "above.obj", "above.subj", "state"]
Part = Literal["dead", "injured", "arrested", "present"]
SizeKind = Literal[
    "value",
    "multiplier",
    "range",
    "none",
    "before",
    "after",
    "joint",
    "pair",
    "tie",
    "of",
    "article",
    "single",
    "people",
    "group",
    "total",
    "long",
    "lasting",
    "cause",
    "spot",
]
PERSON = "person"  # kind of a role in `person_nouns.tsv` and its like: one human being
OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeWordRow:
    """A word that counts, bounds a count, or names those counted."""

    words: str
    kind: SizeKind
    low: int | None = None
    high: int | None = None
    bound: str | None = None  # one of the words above
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TollRow:
    """A word that tells what befell persons, and where these stand."""

    lemma: str
    pos: str
    slot: Slot
    above: tuple[str, ...] = ()
    parts: tuple[Part, ...]
    types: tuple[str, ...]
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeKnowledge:
    """All these words of one language, ready for looking up."""

    values: dict[str, int]
    multipliers: dict[str, int]
    ranges: dict[str, tuple[int, int]]
    before: dict[tuple[str, ...], str]  # words → bound
    after: dict[tuple[str, ...], str]
    sets: dict[str, frozenset[str]]  # none, joint, pair, single, group, total, long, lasting …
    people: frozenset[str]  # lower case, singular and plural
    tolls: dict[tuple[str, str], tuple[TollRow, ...]]  # (pos, lemma)


@cache
def load_numbers(language: str = "en", folder: Path = ROOT) -> SizeKnowledge:
    """The tables of a language; raises `KnowledgeError` where one is faulty."""
    home = folder / "languages" / language
    rows = read_tsv(home / "size_words.tsv", SizeWordRow)
    numbers = read_tsv(home / "number_words.tsv", NumberRow)
    tolls: dict[tuple[str, str], list[TollRow]] = {}
    for toll in read_tsv(home / "toll_words.tsv", TollRow):
        tolls.setdefault((toll.pos, toll.lemma), []).append(toll)
    multipliers = {row.words: row.low or 1 for row in rows if row.kind == "multiplier"}
    values = {row.words: row.value for row in numbers if " " not in row.words and row.words not in multipliers}
    return SizeKnowledge(
        values=values | {row.words: row.low or 0 for row in rows if row.kind == "value"},
        multipliers=multipliers,
        ranges={row.words: (row.low or 0, row.high or 0) for row in rows if row.kind == "range"},
        before=_bounds(rows, "before"),
        after=_bounds(rows, "after"),
        sets={kind: frozenset(row.words for row in rows if row.kind == kind) for kind in {row.kind for row in rows}},
        people=frozenset(row.words for row in rows if row.kind == "people")
        | _roles(language, folder)
        | _peoples(folder),
        tolls={key: tuple(several) for key, several in tolls.items()},
    )


def _bounds(rows: tuple[SizeWordRow, ...], kind: str) -> dict[tuple[str, ...], str]:
    return {tuple(row.words.split()): row.bound or "about" for row in rows if row.kind == kind}


def _roles(language: str, folder: Path) -> frozenset[str]:
    """The nouns that a role of one person ends in: "officer" of "police officer", "officers"."""
    roles = (row for row in load_people_words(language, folder).roles if row.kind in (PERSON, OFFICE))
    written = (name.lower().split() for row in roles for name in (row.words, row.plural) if name)
    return frozenset(words[-1] for words in written if "of" not in words)


def _peoples(folder: Path) -> frozenset[str]:
    """The nouns of nationality, singular and plural."""
    countries = read_tsv(folder / "actors" / "countries.tsv", CountryRow)
    return frozenset(name.lower() for row in countries for name in row.people)
