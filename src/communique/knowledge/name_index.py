"""Where known names stand in a sentence: longest match over tokens, accents folded, case told apart.

Names and roles are cut into pieces at white space and hyphens, so that "secretary-general" is found however it is
written or tokenised. Words of a language ("foreign minister") are found in any case, names only as they are written;
in a headline set in capitals everything is found.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from communique.model import Sentence

Payload = TypeVar("Payload")
Key = tuple[str, ...]  # the pieces of a name
LONGEST_ABBREVIATION = 4  # letters: a longer word in capitals ("BRUSSELS - …") is a name set so
HYPHENS = frozenset("-‐‑–")
PIECES = re.compile(r"[\s\-‐‑]+|(?='s\b)|(?='(?:\s|$))")  # a possessive ending is a token of its own
QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d"})


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """The text without accents and with plain apostrophes; case is kept."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text.translate(QUOTES))
    return "".join(c for c in plain if not unicodedata.combining(c))


def pieces(text: str) -> tuple[str, ...]:
    """The folded pieces of a name, cut at white space and hyphens."""
    return tuple(piece for piece in PIECES.split(fold(text)) if piece)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Payload]):
    """Tokens `first`..`last` match a name; `payloads` is all the tables say of it."""

    first: int
    last: int
    payloads: tuple[Payload, ...]


class Names(Generic[Payload]):
    """Names by their first piece. They are sorted when the first is asked for, and cut into pieces when a text has a
    word they begin with: an article asks for some hundreds of the tens of thousands."""

    def __init__(self, names: Iterable[tuple[str, Payload]], written: Callable[[str], str]) -> None:
        self._names = names
        self._written = written  # the form of a word in which it is looked up
        self._cut: dict[str, tuple[int, dict[Key, tuple[Payload, ...]]]] = {}

    @cached_property
    def _uncut(self) -> dict[str, list[tuple[str, Payload]]]:
        """The names by their first piece."""
        found: defaultdict[str, list[tuple[str, Payload]]] = defaultdict(list)
        for pair in self._names:
            first = pair[0].partition(" ")[0]
            if not (first.isascii() and first.isalnum()):  # else it is a piece already
                first = next(iter(pieces(pair[0])), "")
            found[self._written(first)].append(pair)
        return dict(found)

    def longest(self, words: list[str], i: int) -> tuple[Key, tuple[Payload, ...]] | None:
        """The longest name that stands at `i`, and what it names."""
        word = self._written(words[i])
        if word not in self._uncut:
            return None
        found = self._cut.get(word)
        if found is None:
            found = self._cut[word] = self._read(word)
        longest, names = found
        for length in range(min(longest, len(words) - i), 0, -1):
            key = (word, *map(self._written, words[i + 1 : i + length]))
            if key in names:
                return key, names[key]
        return None

    def _read(self, word: str) -> tuple[int, dict[Key, tuple[Payload, ...]]]:
        """The names that begin with a word, with the pieces of the longest."""
        names: dict[Key, list[Payload]] = {}
        for name, payload in self._uncut[word]:
            payloads = names.setdefault(tuple(map(self._written, pieces(name))), [])
            if payload not in payloads:
                payloads.append(payload)
        return max(map(len, names)), {key: tuple(payloads) for key, payloads in names.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameIndex(Generic[Payload]):
    """Names by their first piece; compared and hashed by identity."""

    written: Names[Payload]  # as written
    lowered: Names[Payload]  # in lower case
    capitals: Names[Payload]  # in capitals

    def find(self, sentence: Sentence) -> tuple[Found[Payload], ...]:
        """The longest names in a sentence, from left to right, none overlapping another."""
        words, owners = _sentence_pieces(sentence)
        loud = _is_headline(words)
        found: list[Found[Payload]] = []
        i = 0
        while i < len(words):
            hit = self._at(words, i, loud)
            if hit is None or not _whole_tokens(owners, i, i + len(hit[0])):
                i += 1
                continue
            keys, payloads = hit
            found.append(Found(first=owners[i], last=owners[i + len(keys) - 1], payloads=payloads))
            i += len(keys)
        return tuple(found)

    def _at(self, words: list[str], i: int, loud: bool) -> tuple[Key, tuple[Payload, ...]] | None:
        word = words[i]
        best = (self.capitals if loud else self.written).longest(words, i)
        if best is None and len(word) > LONGEST_ABBREVIATION and word.isupper():
            best = self.capitals.longest(words, i)
        role = self.lowered.longest(words, i)
        if role and (best is None or len(role[0]) > len(best[0])):
            return role
        if role and best and len(role[0]) == len(best[0]):
            return best[0], (*best[1], *role[1])
        return best


def _sentence_pieces(sentence: Sentence) -> tuple[list[str], list[int]]:
    """The pieces of a sentence and the token each belongs to; hyphens between words are no piece."""
    words: list[str] = []
    owners: list[int] = []
    end = -1
    for token in sentence.tokens:
        text = token.text
        if text in HYPHENS and token.start == end:
            end = token.end
            continue
        end = token.end
        if len(text) > 2 and ("-" in text or "'" in text or "’" in text):
            for piece in pieces(text):
                words.append(piece)
                owners.append(token.index)
        else:
            words.append(text if text.isascii() else fold(text))
            owners.append(token.index)
    return words, owners


def _is_headline(words: list[str]) -> bool:
    letters = [word for word in words if word.isalpha()]
    return len(letters) >= 3 and all(word.isupper() for word in letters)


def _whole_tokens(owners: list[int], start: int, stop: int) -> bool:
    """True where a match neither begins nor ends inside a token."""
    begins = start == 0 or owners[start - 1] != owners[start]
    ends = stop == len(owners) or owners[stop] != owners[stop - 1]
    return begins and ends


def build_index(names: Iterable[tuple[str, Payload]], words: Iterable[tuple[str, Payload]] = ()) -> NameIndex[Payload]:
    """The index of names (case matters) and of words (it does not)."""
    names = tuple(names)
    return NameIndex(
        written=Names(names, str), lowered=Names(tuple(words), str.lower), capitals=Names(names, str.upper)
    )
