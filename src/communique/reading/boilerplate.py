"""Where a plain text is not the article's voice: link lists, biographies, captions, notices, datelines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.knowledge.boilerplate import Mark, fires
from communique.model import Article, Skipped, Span

LONGEST = 600  # characters; a longer line is a paragraph of the article, whatever it begins with
BEGINNING = 120  # characters in which a dateline must end
FIRST = 4  # lines that may begin with a dateline: kicker, title and byline may stand before
LAST = 4  # lines that may be a biography; behind them only other boilerplate
DECORATION = " \t\r\u00a0*_•·▪►>|–—-"  # around a line: bullets, emphasis, rules
BULLET = re.compile(r"\s*[*•·▪►–—-]\s+\S")

Line = tuple[int, int]  # start and end of a line that is not empty, without white space around


def find(article: Article, marks: Sequence[Mark]) -> tuple[Skipped, ...]:
    """The stretches of a text that are not its article's voice, in reading order; its title is never one."""
    lines = [line for line in _lines(article.text) if not _holds_title(line, article.title_span)]
    whole = [mark for mark in marks if mark.where == "line"]
    found = dict(_whole_lines(article.text, lines, whole))
    found |= dict(_lists(article.text, lines, [mark for mark in marks if mark.where == "heading"]))
    found |= dict(_endings(article.text, lines, [mark for mark in marks if mark.where == "end"], found))
    found |= dict(_datelines(article.text, lines, [mark for mark in marks if mark.where == "start"], found))
    return tuple(
        Skipped(span=Span(start=start, end=end, quote=article.text[start:end]), reason=reason)
        for (start, end), reason in sorted(found.items())
    )


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped)
            yield begin, begin + len(stripped)
        start += len(line) + 1


def _holds_title(line: Line, title: Span | None) -> bool:
    return title is not None and line[0] <= title.start < line[1]


def _reason(text: str, line: Line, marks: Iterable[Mark]) -> str | None:
    """What the first mark that fires on a whole line says it is."""
    if line[1] - line[0] > LONGEST:
        return None
    words = text[line[0] : line[1]].strip(DECORATION)
    return next((mark.reason for mark in marks if fires(mark, words)), None)


def _whole_lines(text: str, lines: Iterable[Line], marks: Sequence[Mark]) -> Iterator[tuple[Line, str]]:
    for line in lines:
        reason = _reason(text, line, marks)
        if reason:
            yield line, reason


def _lists(text: str, lines: Sequence[Line], marks: Sequence[Mark]) -> Iterator[tuple[Line, str]]:
    """Headings such as "Related stories", and the bulleted lines under them."""
    reason = None
    for line in lines:
        heading = _reason(text, line, marks)
        if heading or not BULLET.match(text, line[0]):
            reason = heading
        if reason:
            yield line, reason


def _endings(
    text: str, lines: Sequence[Line], marks: Sequence[Mark], known: dict[Line, str]
) -> Iterator[tuple[Line, str]]:
    """Biographies: among the last lines, with nothing but boilerplate behind them; the first line is never one."""
    left = LAST
    for line in reversed(lines[1:]):
        if line in known:
            continue
        reason = _reason(text, line, marks)
        left -= 1
        if reason is None or left < 0:
            return
        yield line, reason


def _datelines(
    text: str, lines: Sequence[Line], marks: Sequence[Mark], known: dict[Line, str]
) -> Iterator[tuple[Line, str]]:
    """The dateline at the beginning of one of the first lines: "KYIV, Ukraine (AP) —"."""
    for start, end in lines[:FIRST]:
        if (start, end) in known:
            continue
        for mark in marks:
            match = fires(mark, text[start:end])
            if match and match.end() <= BEGINNING:
                yield (start, start + len(match.group().rstrip())), mark.reason
                return
