"""What is looked at before a page becomes a tree: its depth, its tags and its text, in one scan over the characters.

A tree deeper than its parser allows loses text without a word, and a page of a million tags takes minutes; real news
pages have at most some thousand tags, 30 levels and a few hundred thousand characters of text.
"""

import re
from collections.abc import Iterator

from communique.errors import ReadingError

MAX_PAGE_BYTES = 3_000_000  # the longest of some hundred real pages has 1.3 million
MAX_DEPTH = 250  # levels; libxml2 drops what lies below 255
MAX_TAGS = 12_000  # opening tags; the most seen on a real page are 2,600, and extraction is not linear in them
MAX_ATTRIBUTES = 500  # of one tag; the parser compares each with all before it
MAX_ALL_ATTRIBUTES = 100_000  # words in the attributes of all tags together; real pages have at most 13,000
MAX_TEXT = 1_000_000  # characters outside tags: no article is longer

MARKUP = re.compile(
    r"<(?:!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+)>?"
    r"|[!?][^>]*+>?)",
    re.DOTALL,
)
QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
LONG = 2 * MAX_ATTRIBUTES  # characters of attributes; fewer cannot hold too many of them
RAW = frozenset({"script", "style"})  # what they hold is neither tags nor text
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
CELLS = frozenset({"td", "th"})
ENDED_BY = {  # the open elements that an opening tag ends without a closing one
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "td": CELLS,
    "th": CELLS,
    "tr": CELLS | {"tr"},
    "tbody": CELLS | {"tr", "thead", "tbody"},
    "tfoot": CELLS | {"tr", "thead", "tbody"},
}
NOTHING: frozenset[str] = frozenset()


def check_page(page: str) -> None:
    """Nothing; raises `ReadingError` where no tree should be built of a page."""
    open_elements = _Open()
    tags = words = text = end = 0
    for start, after, name, closing, attributes in _tags(page):
        text += start - end
        end = after
        if closing:
            open_elements.leave(name)
            continue
        tags += 1
        words += len(attributes.split())
        if words > MAX_ALL_ATTRIBUTES or _too_many(attributes):
            raise ReadingError("tags with too many attributes; a page like that is no article: save its text as .txt")
        if tags > MAX_TAGS:
            raise ReadingError(f"more than {MAX_TAGS:,} tags; a page like that is no article: save its text as .txt")
        if open_elements.enter(name) > MAX_DEPTH:
            raise ReadingError(f"nested deeper than {MAX_DEPTH} levels; its text would be lost: save its text as .txt")
    if text + len(page) - end > MAX_TEXT:
        raise ReadingError(f"more than {MAX_TEXT:,} characters of text on this page; at most as many are one article")


def _tags(page: str) -> Iterator[tuple[int, int, str, bool, str]]:
    """Each tag: start, end, name in lower case, whether it closes, attributes; comments and raw contents left out.

    A raw element ends with its closing tag, so that what it holds is no text; its name is told as if it were void.
    """
    position = 0
    while found := MARKUP.search(page, position):
        position = found.end()
        if found["name"] is None:
            yield found.start(), position, "", True, ""
            continue
        name = found["name"].lower()
        if name in RAW and not found["close"]:
            position = _end_of_raw(page, name, position)
        yield found.start(), position, name, bool(found["close"]), found["attributes"]


def _end_of_raw(page: str, name: str, start: int) -> int:
    """Behind the closing tag of a raw element; its start where it has none, so that nothing is hidden behind it."""
    closing = re.compile(rf"</{name}\b[^>]*+>?", re.IGNORECASE).search(page, start)
    return closing.end() if closing else start


def _too_many(attributes: str) -> bool:
    return len(attributes) > LONG and len(QUOTED.sub("", attributes).split()) > MAX_ATTRIBUTES


class _Open:
    """The elements open at one place of a page."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._counted: dict[str, int] = {}

    def enter(self, name: str) -> int:
        """How deep an element lies that opens here."""
        if name in VOID or name in RAW:
            return len(self._names) + 1
        ended = ENDED_BY.get(name, NOTHING)
        while self._names and self._names[-1] in ended:
            self._pop()
        self._names.append(name)
        self._counted[name] = self._counted.get(name, 0) + 1
        return len(self._names)

    def leave(self, name: str) -> None:
        """Close an element and all that is open in it; a closing tag of nothing open counts for nothing."""
        if not self._counted.get(name):
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name = self._names.pop()
        self._counted[name] -= 1
        return name
