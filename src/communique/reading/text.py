"""Plain text and Markdown → one Article."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from communique.model import Article, Span
from communique.reading.asked import Asked
from communique.reading.facts import MAX_BYTES, Facts, article, decoded, facts_from, normalised, plain, yaml_mapping

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")


def read_text(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article]:
    """The one article of a plain text; `told` stands beside the file, `asked` comes from the user."""
    raw = stream.read(MAX_BYTES + 1)
    yield article(plain(decoded(raw)), told.filled_from(asked.facts), raw=raw)


def read_markdown(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article]:
    """The one article of a Markdown file: a front matter gives facts, a first heading is the title."""
    raw = stream.read(MAX_BYTES + 1)
    text = normalised(plain(decoded(raw)))
    front = FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        told = told.filled_from(_facts(front.group(1)))
    yield article(text, told.filled_from(asked.facts), title_span=_title_span(text), raw=raw)


def _facts(front_matter: str) -> Facts:
    return facts_from(yaml_mapping(front_matter, "the front matter"))


def _title_span(text: str) -> Span | None:
    """Where the title stands in a text that begins with a first-order heading."""
    heading = HEADING.match(text)
    if not heading or not heading["title"]:
        return None
    start, end = heading.span("title")
    return Span(start=start, end=end, quote=heading["title"])
