"""A news page → one Article: its main text, title, date, outlet, author, address."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import BinaryIO

from communique.errors import ReadingError
from communique.knowledge.boilerplate import load_marks
from communique.knowledge.page_parts import load_page_parts
from communique.model import Article, Span
from communique.reading import boilerplate
from communique.reading.asked import Asked
from communique.reading.facts import Facts, article, checked, normalised
from communique.reading.identity import address_of
from communique.reading.page_facts import PageFacts, page_facts
from communique.reading.page_limits import MAX_PAGE_BYTES
from communique.reading.page_tree import Tree, page_text, page_tree, pruned

SHORTEST = 40  # characters; where less is left of a page, it is a menu or a cookie notice
FEW = 0.5  # of a page's paragraphs or of the body its publisher states: an extraction with less has missed the article
PARAGRAPH = 60  # characters; shorter ones are menus and captions
AGREED = 0.8  # of the publisher's body stands in our lines, or of a line in that body: the one repeats the other
MOSTLY = 0.7  # of our lines stands in the publisher's body; where less does, that body is only the beginning
MANY = 5_000  # elements; one fallback of trafilatura takes time in their square, and the 80 pages have at most 2,600
STANDFIRST = 30  # letters; a shorter description is a kicker
NEAR = 10  # characters two printings of a description may differ in length: quotation marks, spaces
FIRST = 3  # lines among which a standfirst may already stand
PRINTED = ("p", "h2", "h3", "div", "span")
RUN = 3  # words that stand together in two texts only where one repeats the other
DATELINE = "dateline"
NOBODY = Facts()


def read_html(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article]:
    """The one article of a page; what the page says of itself fills what nobody told."""
    yield page_article(stream.read(MAX_PAGE_BYTES + 1), told, asked)


def page_article(
    raw: bytes, told: Facts, asked: Asked, *, found_at: str | None = None, otherwise: Facts = NOBODY
) -> Article:
    """The article of a page's bytes; raises `ReadingError` where there is none.

    `found_at` is where it was fetched: the page's own address counts only where it may be right. `otherwise` is what
    is taken where neither the page nor anybody else tells.
    """
    _silence()
    tree = page_tree(page_text(raw))
    page = page_facts(tree)
    own = replace(page.facts, url=address_of(page.facts.url, found_at))
    facts = told.filled_from(asked.facts).filled_from(own).filled_from(otherwise)
    title, lines = _without_title(facts.title, _lines(tree, page))
    text = "\n".join(voice(lines))
    if len(text) < SHORTEST:
        raise ReadingError("no article text found on this page; save its text as .txt instead")
    text = checked(normalised(text))
    span = Span(start=0, end=len(title), quote=title) if title else None
    return article(
        f"{title}\n{text}" if title else text, facts.filled_from(Facts(title=title)), title_span=span, raw=raw
    )


@cache
def _silence() -> None:
    """Once: what the libraries say of a page is not for our users, unless they ask for it by a handler of theirs."""
    for name in ("trafilatura", "htmldate", "charset_normalizer"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _lines(tree: Tree, page: PageFacts) -> Sequence[str]:
    """The paragraphs of a page's article."""
    body = [line.strip() for line in normalised(page.body or "").split("\n") if line.strip()]
    slim = pruned(tree, load_page_parts())
    lines: Sequence[str] = _extracted(slim, precise=True)
    if _size(lines) < FEW * max(_paragraphs(slim), _size(body)):
        lines = max(lines, _extracted(slim, precise=False), key=_size)
    if _size(lines) < FEW * _size(body) or len(lines) < 2 <= len(body):
        return body
    lines = _agreed(lines, body)
    return [*_standfirst(slim, page.description, lines), *lines]


def _extracted(tree: Tree, *, precise: bool) -> list[str]:
    """The lines trafilatura takes for the article."""
    import trafilatura  # slow to import, and only pages need it

    many = sum(1 for _ in tree.iter()) > MANY
    document = trafilatura.bare_extraction(
        tree, favor_precision=precise, fast=many, include_comments=False, include_tables=False, with_metadata=False
    )
    text = "" if document is None or isinstance(document, dict) else document.text or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _standfirst(tree: Tree, description: str | None, lines: Sequence[str]) -> list[str]:
    """The page's description of itself, where the page also prints it as a paragraph that the lines lack."""
    wanted = _letters(description or "")
    if len(wanted) < STANDFIRST or any(wanted in _letters(line) for line in lines[:FIRST]):
        return []
    printed = (_line_of(element) for name in PRINTED for element in tree.iter(name))
    return next(
        ([line] for line in printed if abs(len(line) - len(description or "")) < NEAR and _letters(line) == wanted), []
    )


def _line_of(element: Tree) -> str:
    return " ".join("".join(element.itertext()).split())


def _size(lines: Sequence[str]) -> int:
    return sum(len(line) for line in lines)


def _paragraphs(tree: Tree) -> int:
    """The characters of a page's longer paragraphs."""
    lengths = (len("".join(element.itertext()).strip()) for element in tree.iter("p"))
    return sum(length for length in lengths if length >= PARAGRAPH)


def _agreed(lines: Sequence[str], body: Sequence[str]) -> Sequence[str]:
    """The lines up to the last that stands in the publisher's own body; all of them where the two differ much."""
    theirs = frozenset(_runs(" ".join(body)))
    inside = [number for number, line in enumerate(lines) if _stands_in(line, theirs)]
    shared = _size([lines[number] for number in inside])
    if not inside or shared < max(AGREED * _size(body), MOSTLY * _size(lines)):
        return lines
    return lines[: inside[-1] + 1]


def _stands_in(line: str, runs: frozenset[tuple[str, ...]]) -> bool:
    told = list(_runs(line))
    return sum(run in runs for run in told) >= AGREED * len(told)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    """The runs of words in a text, letters and digits only."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return (tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _without_title(title: str | None, lines: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The title as the page prints it, and the lines behind it; a title printed with other quotation marks is it."""
    if title and lines and _letters(lines[0]) == _letters(title):
        return lines[0], lines[1:]
    return " ".join(title.split()) if title else None, lines


def voice(lines: Sequence[str]) -> Sequence[str]:
    """The lines that are the article's voice; a page has no offsets, so that the others need not stay."""
    text = "\n".join(lines)
    foreign = {
        part.span.start for part in boilerplate.find(article(text, Facts()), load_marks()) if part.reason != DATELINE
    } if text.strip() else set()  # fmt: skip
    kept, start = [], 0
    for line in lines:
        if start not in foreign:
            kept.append(line)
        start += len(line) + 1
    return kept
