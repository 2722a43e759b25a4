"""What a page says of itself for machines: title, date, outlet, author, address, and the body of its article."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Day
from typing import Any
from urllib.parse import urlsplit

from communique.errors import ReadingError
from communique.reading.facts import Facts, day
from communique.reading.page_tree import Tree

SCRIPTS = './/script[@type="application/ld+json"]'
LONGEST_SCRIPT = 1_000_000  # characters; more is no description of one article
MOST_SCRIPTS = 50
NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate")
DEEPEST = 8  # levels of lists and graphs that are looked into
ARTICLE = re.compile(r".*Article|Report|.*(?:Blog|News)Posting|Review")
UPDATE = "BlogPosting"  # one entry of a live page
PAGE = re.compile(r".*Page")
PUBLISHED = ("article:published_time", "og:article:published_time", "datePublished", "parsely-pub-date")
SITE = ("og:site_name", "application-name", "parsely-site", "publisher")
DESCRIPTION = ("og:description", "description")
DOMAIN = re.compile(r"(?i:https?://.*|(?:[\w-]+\.)+[a-z]{2,})")
EARLIEST, LATEST = Day(1990, 1, 1), Day(2100, 1, 1)  # no clock here: the same page gives the same date for good
HTMLDATE = {
    "original_date": True,
    "extensive_search": False,  # dates anywhere in the text are guesses
    "min_date": EARLIEST.isoformat(),
    "max_date": LATEST.isoformat(),
}
Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """The facts of a page, the description it gives of itself, and the text that its publisher calls the body."""

    facts: Facts
    description: str | None = None
    body: str | None = None


def page_facts(tree: Tree) -> PageFacts:
    """What a page tells of itself: first in JSON-LD, then in its meta elements, then as trafilatura reads it."""
    import trafilatura  # slow to import, and only pages need it

    nodes = tuple(_nodes(tree))
    described = _described(nodes)
    found = trafilatura.extract_metadata(tree, date_config=dict(HTMLDATE))
    outlet = _outlet(tree, described, nodes, found.sitename)
    facts = Facts(
        published_on=_published(tree, described, found.date),
        outlet=outlet,
        author=_authors(described, nodes, outlet) or _person(found.author, outlet),
        url=_address(tree, found.url),
        title=_line(found.title) or _line(described.get("headline")),
    )
    described_as = next((line for name in DESCRIPTION if (line := _line(_meta(tree, name)))), None)
    return PageFacts(facts=facts, description=described_as, body=_body(nodes))


def _nodes(tree: Tree) -> Iterator[Node]:
    """The objects of a page's JSON-LD, those in lists and graphs too; broken scripts are passed over."""
    for script in tree.findall(SCRIPTS)[:MOST_SCRIPTS]:
        written = script.text_content()
        if len(written) > LONGEST_SCRIPT:
            continue
        try:
            yield from _objects(json.loads(written, strict=False), DEEPEST)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, deeper: int) -> Iterator[Node]:
    if deeper and isinstance(value, list):
        for one in value:
            yield from _objects(one, deeper - 1)
    elif deeper and isinstance(value, dict):
        yield value
        for name in NESTED:
            if name in value:
                yield from _objects(value[name], deeper - 1)


def _types(node: Node) -> tuple[str, ...]:
    told = node.get("@type")
    return tuple(one for one in (told if isinstance(told, list) else [told]) if isinstance(one, str))


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    return any(kind.fullmatch(name) for name in _types(node))


def _described(nodes: tuple[Node, ...]) -> Node:
    """The object that describes the article: one of an article's type, else the page's; empty where there is none."""
    articles = [node for node in nodes if _is(node, ARTICLE) and UPDATE not in _types(node)]
    pages = [node for node in nodes if _is(node, PAGE) and "datePublished" in node]
    posts = [node for node in nodes if UPDATE in _types(node)]
    dated = [node for node in articles if "datePublished" in node]
    return next(iter([*dated, *articles, *pages, *posts]), {})


def _body(nodes: tuple[Node, ...]) -> str | None:
    """The longest text that an article's object calls its body; of a live page, its entries one after the other."""
    posts = [str(node["articleBody"]) for node in nodes if UPDATE in _types(node) and _text(node.get("articleBody"))]
    bodies = [str(node["articleBody"]) for node in nodes if _is(node, ARTICLE) and _text(node.get("articleBody"))]
    return max([*bodies, "\n".join(posts)], key=len) or None


def _published(tree: Tree, described: Node, otherwise: str | None) -> Day | None:
    told = [described.get("datePublished"), *(_meta(tree, name) for name in PUBLISHED), otherwise]
    return next((found for one in told if (found := _day(one))), None)


def _day(told: Any) -> Day | None:
    try:
        found = day(told) if isinstance(told, str) else None
    except ReadingError:
        return None
    return found if found and EARLIEST <= found <= LATEST else None


def _outlet(tree: Tree, described: Node, nodes: tuple[Node, ...], otherwise: str | None) -> str | None:
    """The name of the site, else of the publisher; an address only where there is no name, a slogan never."""
    publisher = (_name(one, nodes) for one in _many(described.get("publisher")))
    told = [_line(one) for one in (*(_meta(tree, name) for name in SITE), *publisher, otherwise)]
    names = [name for name in told if name]
    return next((name for name in names if not DOMAIN.fullmatch(name)), names[0] if names else None)


def _authors(described: Node, nodes: tuple[Node, ...], outlet: str | None) -> str | None:
    named = (_person(_name(one, nodes), outlet) for one in _many(described.get("author")))
    return "; ".join(dict.fromkeys(name for name in named if name)) or None


def _person(name: str | None, outlet: str | None) -> str | None:
    """A name that may be an author's: not the outlet's, no address."""
    name = _line(name)
    if not name or name == outlet or "http" in name or "www" in name.lower() or DOMAIN.fullmatch(name):
        return None
    return name


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any, nodes: tuple[Node, ...]) -> str | None:
    """The name of a person or organisation: a string, an object with a name, or the mark of another object."""
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return None
    named: Node = value
    if "name" not in value:
        mark = value.get("@id")
        named = next((node for node in nodes if mark and node.get("@id") == mark and "name" in node), {})
    return _line(named.get("name"))


def _meta(tree: Tree, name: str) -> str | None:
    """The content of the first meta element of that name, property or itemprop."""
    found = tree.xpath(".//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name)
    return str(found[0]) if found else None


def _address(tree: Tree, otherwise: str | None) -> str | None:
    """The page's own address; a relative one is none."""
    told = [*tree.xpath('.//link[@rel="canonical"]/@href'), _meta(tree, "og:url"), otherwise]
    return next((str(one).strip() for one in told if one and _is_absolute(str(one))), None)


def _is_absolute(url: str) -> bool:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _line(value: Any) -> str | None:
    """A string on one line, None for an empty one or no string."""
    import html

    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
