"""The words by which a language speaks of places: prepositions, directions, short spellings, common homonyms."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from communique.knowledge.gazetteer import key
from communique.knowledge.people_words import PlaceNounRow, WordRow
from communique.knowledge.tables import ROOT, read_tsv

PlacePart = Literal[
    "strong",
    "weak",
    "inner",
    "beside",
    "direction",
    "inside_name",
    "title",
    "mark",
    "institution",
    "person",
    "holding",
    "owner",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWordRow:
    """A small word around or inside a place's name."""

    words: str
    part: PlacePart
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRow:
    """A word that is written short in names ("St"), and in full."""

    words: str
    long: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbbreviationRow:
    """A province written short: `words` anywhere ("Calif."), `postal` only behind a comma ("CA")."""

    province: str  # "USA.CA"
    words: tuple[str, ...] = ()
    postal: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceWords:
    """All these tables of one language; compared and hashed by identity."""

    nouns: dict[str, PlaceNounRow]
    parts: dict[PlacePart, frozenset[str]]
    spellings: dict[str, str]
    abbreviations: dict[str, str]  # as written → province
    postal: dict[str, str]
    homonyms: frozenset[str]


@cache
def load_place_words(language: str = "en", folder: Path = ROOT) -> PlaceWords:
    """The tables of places of `knowledge/languages/LANGUAGE`; raises `KnowledgeError` where one is faulty."""
    home = folder / "languages" / language
    small = read_tsv(home / "place_words.tsv", PlaceWordRow)
    short = read_tsv(home / "place_abbreviations.tsv", AbbreviationRow)
    return PlaceWords(
        nouns={row.words: row for row in read_tsv(home / "place_nouns.tsv", PlaceNounRow)},
        parts={part: frozenset(row.words for row in small if row.part == part) for part in get_args(PlacePart)},
        spellings={row.words: row.long for row in read_tsv(home / "place_spellings.tsv", SpellingRow)},
        abbreviations={words: row.province for row in short for words in row.words},
        postal={written: row.province for row in short for written in _postal(row)},
        homonyms=frozenset(key(row.words) for row in read_tsv(home / "place_homonyms.tsv", WordRow)),
    )


def _postal(row: AbbreviationRow) -> tuple[str, ...]:
    """What stands for the province behind a comma; the tokeniser may have cut off the last full stop."""
    return (*((row.postal,) if row.postal else ()), *(words.removesuffix(".") for words in row.words))
