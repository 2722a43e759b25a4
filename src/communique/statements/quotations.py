"""Where quotation marks open and close: a state machine over the characters of each paragraph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from communique.knowledge.speech import MarkRow

SENTENCE_END = ".?!…"
BEFORE_CLOSING = frozenset(".,?!…")  # a closing mark often stands behind one of these
AFTER_CLOSING = frozenset(".,;:?!…)]—–")  # … or before one of these
BRACKETS = frozenset("([{—–-/")  # an opening mark may follow one of these without a space


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Characters between a pair of marks, the marks left out; `runs_on`: the next paragraph carries it on."""

    start: int
    end: int
    paragraph: int
    runs_on: bool = False

    @property
    def opened_at(self) -> int:
        """The offset of the opening mark."""
        return self.start - 1

    def closed_at(self) -> int:
        """The offset behind the closing mark (behind the words where the quotation runs on)."""
        return self.end if self.runs_on else self.end + 1


def find_quotations(text: str, paragraphs: Mapping[int, tuple[int, int]], marks: Iterable[MarkRow]) -> list[Quotation]:
    """The outermost quotations of the paragraphs (number → start and end), in reading order.

    A mark without its partner spoils nothing: it is passed over, unless the next paragraph opens with the same mark.
    """
    by_opening: dict[str, list[MarkRow]] = {}
    for mark in marks:
        by_opening.setdefault(mark.opening, []).append(mark)
    numbers = sorted(paragraphs)
    found: list[Quotation] = []
    for number, following in zip_longest(numbers, numbers[1:]):
        opening_next = text[paragraphs[following][0]] if following is not None else ""
        found += _in_paragraph(text, number, paragraphs[number], by_opening, opening_next)
    return found


def _in_paragraph(
    text: str, number: int, bounds: tuple[int, int], by_opening: Mapping[str, list[MarkRow]], opening_next: str
) -> list[Quotation]:
    found = []
    at, end = bounds
    while at < end:
        close = None
        for mark in by_opening.get(text[at], ()):
            if _can_open(text, at, bounds, mark):
                close = _closing(text, at, end, mark)
                if close is None and opening_next == mark.opening and not mark.apostrophe:
                    found.append(Quotation(start=at + 1, end=end, paragraph=number, runs_on=True))
                    return found
                if close is not None:
                    break
        if close is not None:
            if close > at + 1:
                found.append(Quotation(start=at + 1, end=close, paragraph=number))
            at = close
        at += 1
    return found


def _can_open(text: str, at: int, bounds: tuple[int, int], mark: MarkRow) -> bool:
    before = text[at - 1] if at > bounds[0] else " "
    after = text[at + 1] if at + 1 < bounds[1] else " "
    if after.isspace() and mark.opening == mark.closing:
        return False
    if mark.opening == mark.closing or mark.apostrophe:
        return (before.isspace() or before in BRACKETS or before in '"“«„') and not after.isspace()
    return True


def _closing(text: str, opened: int, end: int, mark: MarkRow) -> int | None:
    """The offset of the mark that closes what was opened, or None.

    Of single marks those are taken first that cannot be the apostrophe of a plural possessor ("the leaders’ talks").
    """
    doubtful = None
    at = text.find(mark.closing, opened + 1, end)
    while at != -1:
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if not mark.apostrophe:
            if mark.opening != mark.closing or not before.isspace() or after.isspace():
                return at
        elif not after.isalnum() and not before.isspace():
            if before in BEFORE_CLOSING or after in AFTER_CLOSING or before.lower() != "s" or at + 1 >= end:
                return at
            doubtful = at if doubtful is None else doubtful
        at = text.find(mark.closing, at + 1, end)
    return doubtful
