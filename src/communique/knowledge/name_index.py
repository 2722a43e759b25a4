"""Where known names stand in a sentence: longest match over tokens, accents folded, case told apart.

Names and roles are cut into pieces at white space and hyphens, so that "secretary-general" is found however it is
written or tokenised. Words of a language ("foreign minister") are found in any case, names only as they are written;
in a headline set in capitals everything is found.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from communique.model import Sentence

Payload = TypeVar("Payload")
Table = dict[str, dict[tuple[str, ...], tuple[Payload, ...]]]
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameIndex(Generic[Payload]):
    """Names by their first piece; compared and hashed by identity."""

    written: Table[Payload]  # as written
    lowered: Table[Payload]  # in lower case
    capitals: Table[Payload]  # in capitals

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

    def _at(self, words: list[str], i: int, loud: bool) -> tuple[tuple[str, ...], tuple[Payload, ...]] | None:
        word = words[i]
        best = _longest(self.capitals if loud else self.written, word, words, i)
        if best is None and len(word) > LONGEST_ABBREVIATION and word.isupper():
            best = _longest(self.capitals, word, words, i)
        lower = word if word.islower() else word.lower()
        if lower in self.lowered:
            role = _longest(self.lowered, lower, words, i, lower=True)
            if role and (best is None or len(role[0]) > len(best[0])):
                return role
            if role and best and len(role[0]) == len(best[0]):
                return best[0], (*best[1], *role[1])
        return best


def _longest(
    table: Table[Payload], word: str, words: list[str], i: int, lower: bool = False
) -> tuple[tuple[str, ...], tuple[Payload, ...]] | None:
    names = table.get(word)
    if names is None:
        return None
    longest = max(map(len, names))
    for length in range(min(longest, len(words) - i), 0, -1):
        key = tuple(words[i : i + length])
        if lower:
            key = tuple(map(str.lower, key))
        if key in names:
            return key, names[key]
    return None


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
    written: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
    capitals: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
    lowered: dict[str, dict[tuple[str, ...], list[Payload]]] = {}
    for name, payload in names:
        key = pieces(name)
        if key:
            _put(written, key, payload)
            _put(capitals, tuple(map(str.upper, key)), payload)
    for name, payload in words:
        key = tuple(map(str.lower, pieces(name)))
        _put(lowered, key, payload)
    return NameIndex(written=_frozen(written), lowered=_frozen(lowered), capitals=_frozen(capitals))


def _put(table: dict[str, dict[tuple[str, ...], list[Payload]]], key: tuple[str, ...], payload: Payload) -> None:
    payloads = table.setdefault(key[0], {}).setdefault(key, [])
    if payload not in payloads:
        payloads.append(payload)


def _frozen(table: dict[str, dict[tuple[str, ...], list[Payload]]]) -> Table[Payload]:
    return {first: {key: tuple(got) for key, got in names.items()} for first, names in table.items()}
