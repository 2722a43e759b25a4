"""Where quotation marks open and close: a state machine over the characters of each paragraph."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from communique.knowledge.speech import MarkRow

SENTENCE_END = ".?!…"
BEFORE_CLOSING = frozenset(".,?!…")  # a closing mark often stands behind one of these
AFTER_CLOSING = frozenset(".,;:?!…)]—–")  # … or before one of these
BRACKETS = frozenset("([{—–-/")  # an opening mark may follow one of these without a space
OPENING = frozenset("\"“«„‹‘'`")  # … or another opening mark
MOST_MARKS = 400  # marks looked through for a closing one: keeps a page full of odd marks linear
DECADE_DIGITS = 2  # "the ’90s", "the '80s": an apostrophe before two digits and an "s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Characters between a pair of marks, the marks left out; `runs_on`: the next paragraph carries it on.

    `opening` and `closing` are how long the marks are: 0 where there are none, as in the turns of a transcript.
    """

    start: int
    end: int
    paragraph: int
    runs_on: bool = False
    opening: int = 1
    closing: int = 1

    @property
    def opened_at(self) -> int:
        """The offset of the opening mark."""
        return self.start - self.opening

    def closed_at(self) -> int:
        """The offset behind the closing mark (behind the words where the quotation runs on)."""
        return self.end if self.runs_on else self.end + self.closing

    @property
    def is_turn(self) -> bool:
        """True for a turn of a transcript, which has no marks."""
        return self.opening == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A paragraph, the marks that may open in it by their first character, and where such characters stand."""

    text: str
    start: int
    end: int
    marks: Mapping[str, tuple[MarkRow, ...]]
    spots: tuple[int, ...]
    is_told: Callable[[int, int], bool]

    def occurrences(self, words: str, opened: int) -> list[int]:
        """The offsets of `words` behind the mark that opened at `opened`."""
        first = bisect_right(self.spots, opened + len(words) - 1)
        return [i for i in self.spots[first : first + MOST_MARKS] if self.text.startswith(words, i)]

    def openers(self, at: int) -> list[MarkRow]:
        """The marks that may open here, longer ones first."""
        rows = self.marks.get(self.text[at], ())
        return [m for m in rows if self.text.startswith(m.opening, at) and self.can_open(at, m)]

    def can_open(self, at: int, mark: MarkRow) -> bool:
        """True where what stands around the mark lets it open a quotation."""
        behind = at + len(mark.opening)
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[behind] if behind < self.end else " "
        if mark.opening != mark.closing and not mark.apostrophe:
            return True
        if after.isspace() or (mark.apostrophe and self._is_decade(behind)):
            return False
        return before.isspace() or before in BRACKETS or before in OPENING

    def _is_decade(self, at: int) -> bool:
        digits = at + DECADE_DIGITS
        return self.text[at:digits].isdigit() and self.text[digits : digits + 1] == "s"

    def can_close(self, at: int, mark: MarkRow) -> bool:
        """True where what stands around the mark lets it close a quotation."""
        before, behind = self.text[at - 1], at + len(mark.closing)
        after = self.text[behind] if behind < self.end else " "
        if mark.apostrophe:
            return not after.isalnum() and not before.isspace() and mark.closing not in (before, after)
        return mark.opening != mark.closing or not before.isspace() or after.isspace()

    def is_possessor(self, at: int) -> bool:
        """True for a mark behind an "s" that may be an apostrophe ("the leaders’ talks")."""
        before, after = self.text[at - 1], self.text[at + 1] if at + 1 < self.end else " "
        return not (before in BEFORE_CLOSING or after in AFTER_CLOSING or before.lower() != "s" or at + 1 >= self.end)


def nothing_told(start: int, end: int) -> bool:
    """False: where nobody looks, no cue stands between two characters."""
    del start, end
    return False


def find_quotations(
    text: str,
    paragraphs: Mapping[int, tuple[int, int]],
    marks: Iterable[MarkRow],
    is_told: Callable[[int, int], bool] = nothing_told,
) -> list[Quotation]:
    """The outermost quotations of the paragraphs (number → start and end), in reading order.

    A mark without its partner spoils nothing: it is passed over, unless the next paragraph opens with the same mark.
    `is_told` says whether a cue of speech stands between two characters: then a mark behind it opens a new quotation,
    else it may open the same one again (several paragraphs of one speaker written as one).
    """
    rows = sorted(marks, key=lambda m: -len(m.opening))
    by_first: dict[str, tuple[MarkRow, ...]] = {}
    for mark in rows:
        by_first[mark.opening[0]] = (*by_first.get(mark.opening[0], ()), mark)
    spot = re.compile("[" + re.escape("".join({m.opening[0] for m in rows} | {m.closing[0] for m in rows})) + "]")
    numbers = sorted(paragraphs)
    found: list[Quotation] = []
    for number, following in zip_longest(numbers, numbers[1:]):
        start, end = paragraphs[number]
        spots = tuple(m.start() for m in spot.finditer(text, start, end))
        line = _Line(text=text, start=start, end=end, marks=by_first, spots=spots, is_told=is_told)
        found += _in_paragraph(line, number, paragraphs[following][0] if following is not None else len(text))
    return found


def _in_paragraph(line: _Line, number: int, next_start: int) -> list[Quotation]:
    found: list[Quotation] = []
    reached = line.start
    for at in line.spots:
        openers = line.openers(at) if at >= reached else []
        pairs = ((mark, close) for mark in openers if (close := _closing(line, at, mark)) is not None)
        mark, close = next(pairs, (None, None))
        if mark is not None and close is not None:
            start, reached = at + len(mark.opening), close + len(mark.closing)
            if close > start:
                opening, closing = len(mark.opening), len(mark.closing)
                found.append(Quotation(start=start, end=close, paragraph=number, opening=opening, closing=closing))
            continue
        open_end = next((m for m in openers if _runs_on(line, at, m, next_start)), None)
        if open_end is not None:
            width = len(open_end.opening)
            found.append(Quotation(start=at + width, end=line.end, paragraph=number, runs_on=True, opening=width))
            return found
        reached = max([reached, *(at + len(m.opening) for m in openers)])
    return found


def _runs_on(line: _Line, at: int, mark: MarkRow, next_start: int) -> bool:
    """True where nothing else opens behind the mark and the next paragraph opens with it again."""
    if mark.apostrophe or not line.text.startswith(mark.opening, next_start):
        return False
    return not any(line.can_open(i, mark) for i in line.occurrences(mark.opening, at))


def _opens_again(line: _Line, opened: int, at: int) -> bool:
    """True for a mark behind the end of a sentence that nobody is told to say: the same quotation goes on."""
    before = line.text[opened:at].rstrip()
    return before[-1:] in SENTENCE_END and not line.is_told(opened, at)


def _closing(line: _Line, opened: int, mark: MarkRow) -> int | None:
    """The offset of the mark that closes what was opened, or None.

    Of single marks those are taken first that cannot be the apostrophe of a plural possessor ("the leaders’ talks").
    Where the same mark opens again before it closes, the pairs are counted; without a pair the first is passed over.
    """
    depth, doubtful = 1, None
    closers = {i for i in line.occurrences(mark.closing, opened) if line.can_close(i, mark)}
    openers = {i for i in line.occurrences(mark.opening, opened) if line.can_open(i, mark)}
    for at in sorted(closers | openers):
        if at not in closers:
            depth += 0 if mark.apostrophe or _opens_again(line, opened, at) else 1
        elif mark.apostrophe and line.is_possessor(at):
            doubtful = at if doubtful is None else doubtful
        else:
            depth -= 1
        if depth == 0:
            return at
    return doubtful
