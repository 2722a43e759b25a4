"""Gold rows and rows of ours brought together, one to one."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from communique.model import ActorRef

Gold = TypeVar("Gold")
Ours = TypeVar("Ours")
Stretch = tuple[int, int]  # half-open

SAME = 0.5  # of the union: two contents that share at least so much are the same (gold README)


def pairs(
    gold: Sequence[Gold], ours: Sequence[Ours], likeness: Callable[[Gold, Ours], float | None]
) -> tuple[tuple[int, int], ...]:
    """Index pairs, one to one, the likest first; None keeps two rows apart. Ties go to the order of the text."""
    scored = [
        (-score, g, o)
        for g, row in enumerate(gold)
        for o, other in enumerate(ours)
        if (score := likeness(row, other)) is not None
    ]
    taken_gold: set[int] = set()
    taken_ours: set[int] = set()
    kept: list[tuple[int, int]] = []
    for _, g, o in sorted(scored):
        if g not in taken_gold and o not in taken_ours:
            taken_gold.add(g)
            taken_ours.add(o)
            kept.append((g, o))
    return tuple(sorted(kept))


def overlap(one: Stretch, other: Stretch) -> bool:
    """True where two stretches share a character."""
    return one[0] < other[1] and other[0] < one[1]


def letters(text: str, stretches: Iterable[Stretch]) -> frozenset[int]:
    """The offsets of the letters and digits inside the stretches."""
    return frozenset(i for start, end in stretches for i in range(start, end) if text[i].isalnum())


def likeness_of(one: frozenset[int], other: frozenset[int]) -> float:
    """The shared part of the union of two sets of offsets; 0 of two empty ones."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def place_code(actor: ActorRef) -> str | None:
    """What stands where a country would: the country, else the class of the organisation."""
    return actor.country or actor.org_class


def countries(actors: Iterable[ActorRef]) -> frozenset[str]:
    """The countries and classes of several actors; who has neither is left out."""
    return frozenset(code for who in actors if (code := place_code(who)) is not None)
