"""What the rooms of this folder hand each other: words that may name a place, and what they may mean."""

from dataclasses import dataclass
from typing import Literal

from communique.knowledge.gazetteer import Spot
from communique.model import PlacePrecision

Known = Literal["country", "capital", "place", "province", "gazetteer", "described"]
Evidence = Literal["container", "noun", "strong", "weak", "none"]
RANK: dict[Evidence, int] = {"container": 0, "noun": 1, "strong": 2, "weak": 3, "none": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Tokens `first`..`last` of a sentence that may name a place."""

    sentence: int
    first: int
    last: int
    text: str
    name: str  # as the tables write it, else the text
    known: Known
    country: str | None = None  # of a row, or told by the words around ("the Syrian town of X")
    precision: PlacePrecision | None = None
    spots: tuple[Spot, ...] = ()  # what it may mean
    evidence: Evidence = "none"
    container: int | None = None  # index of the naming that holds it ("Paris, Texas")
    beside: int | None = None  # index of the naming it lies near ("X, near Damascus")
    inside: bool = False  # inside a longer name ("Odense City Council"): tells where, names no place of its own
    rule: str
