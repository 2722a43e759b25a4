"""A web address → the Articles of what stands there: a page, a feed, or a file of any format."""

import io
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.formats import format_begun, format_sent
from communique.reading.html import page_article
from communique.reading.identity import canonical_url
from communique.reading.language import readable
from communique.reading.opening import BEGINNING, Opened, articles_of, failure
from communique.reading.web_page import in_utf8

if TYPE_CHECKING:
    from communique.reading.fetching import Fetched, Fetcher

FOUND = 200
PAGE = ".html"
OF_ONE = frozenset({".txt", ".md", ".xml", ".rss", ".atom"})  # what stands at the address has that address


@cache
def _fetcher() -> "Fetcher":
    """The one that all calls share: sites are asked at one pace."""
    from communique.reading.fetching import Fetcher

    return Fetcher()


def read_address(address: str, asked: Asked, fetcher: "Fetcher | None") -> Iterator[Article | Failure]:
    """The articles at an address; what cannot be fetched or read is a failure."""
    try:
        found = (fetcher or _fetcher()).fetch(address)
        if found.status != FOUND:
            raise ReadingError(f"{address}: its server answers {found.status}")
    except ReadingError as reason:
        yield failure(address, str(reason).removeprefix(f"{address}: "))
        return
    yield from fetched_articles(found, asked)


def fetched_articles(found: "Fetched", asked: Asked) -> Iterator[Article | Failure]:
    """The articles of what was fetched."""
    kind = format_sent(found.content_type, urlsplit(found.address).path) or format_begun(found.body[:BEGINNING])
    if kind == PAGE:
        yield page_at(found, asked)
        return
    told = Facts(url=found.address) if kind in OF_ONE else Facts()
    opened = Opened(stream=io.BytesIO(found.body), name=found.address, format=kind, size=len(found.body))
    yield from articles_of(opened, lambda: told, asked)


def page_at(found: "Fetched", asked: Asked, otherwise: Facts | None = None) -> Article | Failure:
    """The article of a fetched page; `otherwise` is what counts where neither the page nor the user tells."""
    try:
        body = in_utf8(found.body, found.content_type)
        return readable(
            page_article(body, Facts(), asked, found_at=canonical_url(found.address), otherwise=otherwise or Facts())
        )
    except ReadingError as reason:
        return failure(found.address, str(reason))
