"""Plain text and Markdown → one Article."""

import re
from collections.abc import Iterator
from typing import BinaryIO

import yaml

from communique.errors import ReadingError
from communique.model import Article, Span
from communique.reading.facts import MAX_BYTES, Facts, article, decoded, facts_from, normalised

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read_text(stream: BinaryIO, told: Facts, asked: Facts) -> Iterator[Article]:
    """The one article of a plain text; `told` stands beside the file, `asked` comes from the user."""
    raw = stream.read(MAX_BYTES + 1)
    yield article(decoded(raw), told.filled_from(asked), raw=raw)


def read_markdown(stream: BinaryIO, told: Facts, asked: Facts) -> Iterator[Article]:
    """The one article of a Markdown file: a front matter gives facts, a first heading is the title."""
    raw = stream.read(MAX_BYTES + 1)
    text = normalised(decoded(raw))
    front = FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        told = told.filled_from(_facts(front.group(1)))
    yield article(text, told.filled_from(asked), title_span=_title_span(text), raw=raw)


def _facts(front_matter: str) -> Facts:
    try:
        row = yaml.safe_load(front_matter)
    except yaml.YAMLError as fault:
        raise ReadingError(f"the front matter is no YAML: {' '.join(str(fault).split())}") from None
    if not isinstance(row, dict):
        raise ReadingError("the front matter must be lines of the form name: value")
    return facts_from(row)


def _title_span(text: str) -> Span | None:
    """Where the title stands in a text that begins with a first-order heading."""
    heading = HEADING.match(text)
    if not heading or not heading["title"]:
        return None
    start, end = heading.span("title")
    return Span(start=start, end=end, quote=heading["title"])
