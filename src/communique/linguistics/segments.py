"""Where the text is cut: lines into pieces a parser can take, parsed lines into sentences."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.linguistics.tree import ROOT, Analysis, Word
from communique.model import Skipped

LONGEST_PIECE = 50_000  # characters handed to the parser at once; above that memory grows with the line
TERMINALS = ".!?…"
SENTENCE_ENDS = (". ", "! ", "? ", "; ", ", ", " ")  # where a long line is cut, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one line that is parsed on its own; `start` is its offset in the text."""

    paragraph: int
    start: int
    text: str


def pieces(text: str, skipped: Sequence[Skipped]) -> tuple[Piece, ...]:
    """The lines of the text that are to be parsed, long ones in several pieces; blank and skipped ones are left out.

    Of a line that begins with a skipped stretch (a dateline), the rest is parsed.
    """
    found: list[Piece] = []
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        end = start + len(line)
        first = start + len(line) - len(line.lstrip())
        begin = max((s.span.end for s in skipped if s.span.start <= first < s.span.end), default=start)
        if text[begin:end].strip():
            found += _cut(paragraph, begin, text[begin:end])
        start = end + 1
    return tuple(found)


def _cut(paragraph: int, start: int, line: str) -> list[Piece]:
    found = []
    while len(line) > LONGEST_PIECE:
        places = ((line.rfind(mark, 1, LONGEST_PIECE), mark) for mark in SENTENCE_ENDS)
        cut = next((at + len(mark) for at, mark in places if at > 0), LONGEST_PIECE)
        found.append(Piece(paragraph=paragraph, start=start, text=line[:cut]))
        start, line = start + cut, line[cut:]
    if line.strip():
        found.append(Piece(paragraph=paragraph, start=start, text=line))
    return found


def split(found: Analysis, starts: Sequence[int]) -> tuple[Analysis, ...]:
    """The words of one piece as sentences, heads counted within each.

    `starts` are the indices where the parser begins a sentence. A quotation mark goes with the sentence it opens or
    closes, and no sentence is left without a letter or a digit.
    """
    words = found.words
    if not words:
        return ()
    marks = _quote_sides(words)
    cuts = _mend([*starts, len(words)], words, marks)
    return tuple(_sentence(found, a, b) for a, b in pairwise(cuts))


def _quote_sides(words: Sequence[Word]) -> list[int]:
    """For each word 1 where it is an opening quotation mark, -1 for a closing one, else 0; plain marks alternate."""
    sides, is_open = [], False
    for word in words:
        side = 0
        if word.text == '"':
            is_open = not is_open
            side = 1 if is_open else -1
        elif len(word.text) == 1:
            side = {"Pi": 1, "Pf": -1}.get(unicodedata.category(word.text), 0)
            is_open = is_open if side == 0 else side == 1
        sides.append(side)
    return sides


def _mend(bounds: list[int], words: Sequence[Word], sides: list[int]) -> list[int]:
    """The bounds with quotation marks moved over to their sentence and wordless stretches closed up."""
    last = len(words)
    moved = []
    for bound in bounds:
        while 0 < bound < last and sides[bound] == -1:
            bound += 1
        while 0 < bound < last and sides[bound - 1] == 1:
            bound -= 1
        moved.append(bound)
    kept = [0]
    for bound in sorted(set(moved) - {0}):
        inside = range(kept[-1], bound)
        if any(_is_word(words[i]) for i in inside) and not _goes_on(words, bound):
            kept.append(bound)
        elif bound == last and len(kept) > 1 and not any(_is_word(words[i]) for i in inside):
            kept.pop()
            kept.append(bound)
        elif bound == last:
            kept.append(bound)
    return kept


def _is_word(word: Word) -> bool:
    return any(c.isalnum() for c in word.text)


def _goes_on(words: Sequence[Word], bound: int) -> bool:
    """True where no sentence ends: a small letter behind, no full stop before (“Why?” she asked)."""
    if bound >= len(words):
        return False
    before = words[bound - 1].text
    return words[bound].text[:1].islower() and before[-1] not in TERMINALS


def _sentence(found: Analysis, start: int, end: int) -> Analysis:
    """The words `[start, end)` as a tree of their own; what hung outside hangs on the root."""
    words = found.words[start:end]
    heads = [_head_within(found, i, start, end) for i in range(start, end)]
    deps = list(found.deps[start:end])
    tops = [i for i, head in enumerate(heads) if head == ROOT]
    if len(tops) > 1 or found.heads[start + tops[0]] != ROOT:
        root = _leader(words, tops, [i for i in tops if found.heads[start + i] == ROOT])
        for i in tops:
            heads[i] = ROOT if i == root else root
            deps[i] = "ROOT" if i == root else _loose(words, i, root)
    return Analysis(words=words, heads=tuple(heads), deps=tuple(deps))


def _leader(words: Sequence[Word], tops: Sequence[int], roots: Sequence[int]) -> int:
    """Which of the words without a head leads: a root; of two the one behind a closed quotation (“Why?” she asked)."""
    able = [i for i in roots if _is_word(words[i])] or [i for i in tops if _is_word(words[i])] or list(tops)
    if len(able) > 1 and _closes_between(words, able[0], able[1]):
        return able[1]
    return able[0]


def _closes_between(words: Sequence[Word], first: int, second: int) -> bool:
    marks = [word for word in words[first:second] if not _is_word(word) and word.text not in TERMINALS + ",-–—"]
    return bool(marks) and _is_closing(marks[-1].text)


def _is_closing(text: str) -> bool:
    return text == '"' or (len(text) == 1 and unicodedata.category(text) == "Pf")


def _loose(words: Sequence[Word], index: int, root: int) -> str:
    """The relation of a word without a head to the leader: what is quoted before it is its complement."""
    if not _is_word(words[index]):
        return "punct"
    return "ccomp" if index < root and _closes_between(words, index, root) else "parataxis"


def _head_within(found: Analysis, index: int, start: int, end: int) -> int:
    """The nearest head inside the bounds, counted from `start`, or `ROOT`."""
    head = found.heads[index]
    while head != ROOT and not start <= head < end:
        head = found.heads[head]
    return head - start if head != ROOT else ROOT
