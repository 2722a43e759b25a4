"""Bytes of a page → its tree, and the tree without the parts that are not its article."""

import codecs
import re
from collections import Counter
from copy import deepcopy
from functools import lru_cache
from typing import Any

from communique.errors import ReadingError
from communique.knowledge.page_parts import plain
from communique.reading.page_limits import MAX_DEPTH, MAX_PAGE_BYTES, MAX_TAGS, check_page

Tree = Any  # an lxml element; lxml has no types

BEGINNING = 4096  # bytes in which a page declares its encoding; the standard asks for the first 1,024
DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DEFAULT = "utf-8"
WESTERN = "windows-1252"  # what browsers read where nothing is declared, and where ISO 8859-1 is
WESTERN_NAMES = frozenset({"iso8859-1", "ascii"})
LOST = "\ufffd"
MOST_LOST = 0.001  # of the characters; a stray byte is common, a wrong encoding spoils one character in a hundred
CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f]")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")  # the parser takes no text that declares an encoding
ENTITIES = re.compile(r"\A\s*<!DOCTYPE\s[^>\[]*\[.*?\]\s*>", re.IGNORECASE | re.DOTALL)  # no part of HTML

MOST_ELEMENTS = 2 * MAX_TAGS  # the parser adds some that no tag opens
IMPLIED = 3  # levels that the parser adds of its own: html, body, a paragraph
NEVER_TEXT = frozenset({"figcaption", "nav", "footer", "form", "dialog", "aside", "amp-lightbox"})
SILENT = frozenset({"script", "style", "noscript", "template"})
NAMES = ("class", "id", "role", "data-testid", "data-component")
LONGEST_NAME = 100  # characters of a class name; longer ones are no words
KEPT_SHARE = 0.3  # of a page's text: a part that holds as much is the article, whatever its name says


def page_text(raw: bytes) -> str:
    """The characters of a page; raises `ReadingError` where it is too long, binary or not in the encoding it tells."""
    if len(raw) > MAX_PAGE_BYTES:
        raise ReadingError(f"more than {MAX_PAGE_BYTES:,} bytes; a page of that size is no article")
    if not raw.strip():
        raise ReadingError("empty: there is no text in it")
    encoding = _encoding(raw)
    if b"\x00" in raw and encoding != "utf-16":
        raise ReadingError("not a page: it holds zero bytes (a binary file, or UTF-16 without its mark)")
    page = raw.decode(encoding, errors="replace").removeprefix("\ufeff")
    if len(CONTROL.findall(page)) + page.count(LOST) > MOST_LOST * len(page):
        raise ReadingError(f"not a page in {encoding}: many bytes are no characters; save it again as UTF-8")
    return CONTROL.sub("", page.replace("\x00", ""))


def _encoding(raw: bytes) -> str:
    """How the bytes write characters: by their mark, by what the page declares, else UTF-8 or what browsers assume."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return name
    try:
        raw.decode(DEFAULT)
        return DEFAULT  # other encodings hardly ever make valid UTF-8, and pages declare wrongly
    except UnicodeDecodeError:
        declared = DECLARED.search(raw[:BEGINNING])
    if not declared:
        return DEFAULT if _mostly_utf8(raw) else WESTERN
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        "".encode(name)  # a codec of characters, not of compression
    except LookupError:
        raise ReadingError(
            f"it says that its encoding is {declared[1].decode('ascii')!r}, which nobody knows"
        ) from None
    return WESTERN if name in WESTERN_NAMES else name


def _mostly_utf8(raw: bytes) -> bool:
    return raw.decode(DEFAULT, errors="replace").count(LOST) <= MOST_LOST * len(raw)


def page_tree(page: str) -> Tree:
    """The tree of a page that is neither too deep nor too large; raises `ReadingError` for others."""
    from lxml import etree, html

    check_page(page)
    page = ENTITIES.sub("", DECLARATION.sub("", page))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    try:
        tree = html.document_fromstring(page.encode("utf-8", errors="replace"), parser=parser)
    except etree.ParserError:
        raise ReadingError("no article text found on this page; it has no elements") from None
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:  # where broken markup hid tags from the scan
        raise ReadingError(f"more than {MOST_ELEMENTS:,} elements; a page like that is no article")
    if _depth(tree) > MAX_DEPTH + IMPLIED:  # where the parser nests what the scan takes for ended
        raise ReadingError(f"nested deeper than {MAX_DEPTH} levels; its text would be lost: save its text as .txt")
    return tree


def _depth(tree: Tree) -> int:
    """How many levels a tree has."""
    deepest, level = 0, [tree]
    while level:
        deepest, level = deepest + 1, [child for element in level for child in element]
    return deepest


def pruned(tree: Tree, parts: re.Pattern[str]) -> Tree:
    """A copy of a tree without captions, menus and the parts whose names match.

    What holds much of the page's text stays, and so do all elements of a name that together hold much of it: a site
    may call its paragraphs anything.
    """
    copy = deepcopy(tree)
    elements = [element for element in copy.iter() if isinstance(element.tag, str)]
    lengths = _lengths(elements)
    most = KEPT_SHARE * lengths[copy]
    named = [(element, _part_name(element, parts)) for element in elements]
    held: Counter[str] = Counter()
    for element, name in named:
        if name and _part_name(element.getparent(), parts) != name:
            held[name] += lengths[element]
    for element, name in named:
        if name and held[name] < most and element.getparent() is not None:  # None: it went with a part around it
            element.drop_tree()
    return copy


def _part_name(element: Tree, parts: re.Pattern[str]) -> str | None:
    """The name by which an element is no article: its tag, or the first of its class names and the like; else None."""
    if element is None or element.tag in NEVER_TEXT:
        return None if element is None else str(element.tag)
    names = (name for key in NAMES for name in (element.get(key) or "").split())
    return next((name for name in names if _fires(parts, name)), None)


@lru_cache(maxsize=4096)  # a site uses the same few hundred names again and again
def _fires(parts: re.Pattern[str], name: str) -> bool:
    return len(name) <= LONGEST_NAME and parts.fullmatch(plain(name)) is not None


def _lengths(elements: list[Tree]) -> dict[Tree, int]:
    """The characters of text in each element of a tree given in document order, scripts apart."""
    lengths: dict[Tree, int] = {}
    for element in reversed(elements):
        own = 0 if element.tag in SILENT else len((element.text or "").strip())
        lengths[element] = own + sum(lengths.get(child, 0) + len((child.tail or "").strip()) for child in element)
    return lengths
