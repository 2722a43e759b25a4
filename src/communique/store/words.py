"""The words of a telling as stems: beginnings of words that say something, without weights from other articles."""

import functools
import re
from collections.abc import Iterable

from communique.knowledge.happenings import load_happenings

WORD = re.compile(r"[^\W\d_]+|\d+")
LONGEST = 6  # letters: longer stems part a verb from its noun ("protest", "protester")
SHORT = 3  # letters: shorter words say nothing of a happening
FEW = 2  # stems by which every set is counted larger: one shared word of one is no proof
OPENING = 1200  # characters: news tells its happening first, what lies behind it further on


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in reading order, lower case, numbers whole; words that hold sentences together, stand in all
    news, or name days are left out."""
    empty = load_happenings().empty_words
    found = (word.lower() for word in WORD.findall(text))
    return tuple(stem(word) for word in found if word not in empty and (len(word) >= SHORT or word.isdigit()))


@functools.cache
def stem(word: str) -> str:
    """The beginning of a word that its forms share ("bomb" of bombs, bombed, bombing), at most `LONGEST` letters."""
    for ending in load_happenings().endings:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORT:
            doubled = len(rest) > SHORT and rest[-1] == rest[-2]
            return (rest[:-1] if doubled else rest)[:LONGEST]
    doubled = len(word) > SHORT and word[-1] == word[-2]
    return (word[:-1] if doubled else word)[:LONGEST]


def opening(text: str) -> tuple[str, ...]:
    """The different stems of a text's beginning, sorted."""
    return tuple(sorted(set(stems(text[:OPENING]))))


def cosine(one: Iterable[str], other: Iterable[str]) -> float:
    """How much two sets of stems share: shared ones by the geometric mean of their sizes, from 0 to
    almost 1; that of a few words is never high."""
    these, those = set(one), set(other)
    if not these or not those:
        return 0.0
    return float(len(these & those) / ((len(these) + FEW) * (len(those) + FEW)) ** 0.5)


@functools.cache
def type_stems(event_type: str) -> frozenset[str]:
    """The stems of the words that tell an act of this type."""
    return frozenset(stems(" ".join(sorted(load_happenings().type_words.get(event_type, ())))))
