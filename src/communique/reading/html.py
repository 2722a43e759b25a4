"""A news page → one Article: its main text, title, date, outlet, author, address."""

import logging
from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import ReadingError
from communique.model import Article
from communique.reading.facts import MAX_BYTES, Facts, article, day, normalised

SHORTEST = 80  # characters; where less is left of a page, it is a menu or a cookie notice


def read_html(stream: BinaryIO, told: Facts, asked: Facts) -> Iterator[Article]:
    """The one article of a page; what the page says of itself fills what nobody told."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise ReadingError(f"more than {MAX_BYTES:,} bytes; a page of that size is no article")
    if not raw.strip():
        raise ReadingError("empty: there is no text in it")
    text, found = _extracted(raw)
    yield article(text, told.filled_from(asked).filled_from(found), raw=raw)


def _extracted(raw: bytes) -> tuple[str, Facts]:
    """The main text of a page and what the page tells about it."""
    import trafilatura  # slow to import, and only pages need it

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it says of a page is not for our users
    document = trafilatura.bare_extraction(
        raw, favor_precision=True, include_comments=False, include_tables=False, with_metadata=True
    )
    if document is None or isinstance(document, dict) or len((document.text or "").strip()) < SHORTEST:
        raise ReadingError("no article text found on this page; save its text as .txt instead")
    return normalised(document.text or ""), Facts(
        published_on=day(document.date) if document.date else None,
        outlet=document.sitename or None,
        author=document.author or None,
        url=document.url or None,
        title=document.title or None,
    )
