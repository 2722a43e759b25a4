"""RSS and Atom feeds → their entries, and an Article of each: its content, or the summary where that is all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from html.entities import html5
from typing import Any, BinaryIO
from urllib.parse import urljoin

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.days import day_told
from communique.reading.facts import Facts, article
from communique.reading.fragment import fragment_text
from communique.reading.html import voice

Element = Any  # an lxml element; lxml has no types

MAX_FEED_BYTES = 20_000_000  # the export of a whole blog may be as long
MAX_TAGS = 400_000  # "<" in a feed; a tree takes some 200 bytes a tag
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
OF_XML = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
ROOTS = frozenset({"rss", "feed", "rdf"})
ENTRIES = frozenset({"item", "entry"})
LINKS = ("origlink", "link")
PUBLISHED = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
CONTENT = ("encoded", "content", "description", "summary")
AUTHOR = ("creator", "author", "contributor")
MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^)]+)\)")  # as RSS writes authors
RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
END = 1_000  # bytes in which a whole feed closes its root; comments may stand behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed tells of one article."""

    number: int  # from 1
    key: str  # what names it within its feed: its id, else its address, else its title
    link: str | None = None
    title: str | None = None
    published_on: Day | None = None
    updated: str | None = None  # as written: only whether it changed matters
    author: str | None = None
    outlet: str | None = None
    text: str = ""  # a paragraph a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's title and its entries; where it was cut short, those before the cut."""

    title: str | None
    entries: tuple[Entry | Failure, ...]
    is_whole: bool = True


def read_feed(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """An article of each entry with a text; a failure's id is the entry's number."""
    feed = feed_of(stream.read(MAX_FEED_BYTES + 1), told.url)
    for entry in feed.entries:
        if isinstance(entry, Failure):
            yield entry
            continue
        try:
            yield entry_article(entry, told, asked)
        except ReadingError as reason:
            yield Failure(article_id=str(entry.number), stage="reading", reason=str(reason))
    if not feed.is_whole:
        raise ReadingError("damaged or cut short: the feed does not end; its last entry is left out")


def entry_article(entry: Entry, told: Facts, asked: Asked) -> Article:
    """The article of what the feed itself tells; its own words go before `asked`, but for the outlet."""
    own = Facts(url=entry.link, title=entry.title, published_on=entry.published_on, author=entry.author)
    facts = own.filled_from(Facts(outlet=told.outlet, author=told.author, published_on=told.published_on))
    if not entry.text:
        raise ReadingError("this entry of the feed has no text; code the page it links to")
    return article(
        "\n".join(voice(entry.text.split("\n"))) or entry.text,
        facts.filled_from(asked.facts).filled_from(Facts(outlet=entry.outlet)),
    )


def feed_of(raw: bytes, address: str | None = None) -> Feed:
    """A feed's entries in its order; raises `ReadingError` for what is none, too large, or declares entities."""
    root, is_whole = _root(raw)
    head = next((element for element in root if _name(element) == "channel"), root)
    elements = [child for parent in dict.fromkeys((head, root)) for child in parent if _name(child) in ENTRIES]
    if not is_whole:
        elements = elements[:-1]
    title = _line(_text(_child(head, "title")))
    base = address or _link(head, None)
    entries = tuple(_entry(element, number, title, base) for number, element in enumerate(elements, start=1))
    return Feed(title=title, entries=entries, is_whole=is_whole)


def _root(raw: bytes) -> tuple[Element, bool]:
    """The root of a feed's tree, and whether the feed ends; nothing but the feed itself is read."""
    from lxml import etree

    if len(raw) > MAX_FEED_BYTES or raw.count(b"<") > MAX_TAGS:
        raise ReadingError(f"more than {MAX_FEED_BYTES:,} bytes or {MAX_TAGS:,} tags; that is no feed: split it")
    if not raw.strip():
        raise ReadingError("empty: there is no feed in it")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(NAMED.sub(_as_number, raw.lstrip()), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise ReadingError("no XML that can be read; a feed is RSS or Atom")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise ReadingError("it declares XML entities; feeds have none, and they can hide anything: refused")
    if _name(root) not in ROOTS:
        raise ReadingError(f"XML, but no feed: it begins with <{_name(root)[:40]}>; RSS and Atom are read")
    return root, b"</" + root.tag.rpartition("}")[2].encode() in raw[-END:].replace(b"\x00", b"").replace(b"rdf:", b"")


def _as_number(found: re.Match[bytes]) -> bytes:
    """A character that HTML has a name for, by its number: XML knows five names."""
    character = html5.get(found[1].decode("ascii") + ";")
    if found[1] in OF_XML or character is None:
        return found[0]
    return "".join(f"&#{ord(one)};" for one in character).encode("ascii")


def _entry(element: Element, number: int, feed_title: str | None, base: str | None) -> Entry | Failure:
    try:
        link = _link(element, base)
        title = _line(fragment_text(_text(_child(element, "title"))))
        given = _line(_text(_child(element, "guid", "id"))) or _line(element.get(RDF_ABOUT))
        link = link or (given if given and given.startswith(("http://", "https://")) else None)
        return Entry(
            number=number,
            key=given or link or title or str(number),
            link=link,
            title=title,
            published_on=_published(element),
            updated=_line(_text(_child(element, "updated", "modified"))),
            author=_author(element),
            outlet=_line(_text(_child(element, "source"))) or feed_title,
            text=_content(element),
        )
    except ReadingError as reason:
        return Failure(article_id=str(number), stage="reading", reason=str(reason))


def _published(element: Element) -> Day | None:
    """The first date that can be read; a wrong one is none."""
    for name in PUBLISHED:
        try:
            found = day_told(_text(_child(element, name)))
        except ReadingError:
            continue
        if found:
            return found
    return None


def _link(element: Element, base: str | None) -> str | None:
    """The address of the page an entry or a feed tells of."""
    links = [child for name in LINKS for child in element if _name(child) == name]
    own = [link for link in links if link.get("rel", "alternate") == "alternate"]
    told = next((one for link in own if (one := (link.get("href") or _text(link)).strip())), None)
    if told is None:
        return None
    try:
        return str(urljoin(base or "", told))
    except ValueError:
        return None


def _author(element: Element) -> str | None:
    names = [_person(child) for child in element if _name(child) in AUTHOR]
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def _person(element: Element) -> str | None:
    written = _line(_text(_child(element, "name"))) or _line(_text(element))
    mail = MAIL.fullmatch(written or "")
    if mail:
        return str(mail["name"]).strip()
    return None if written and "@" in written else written


def _content(element: Element) -> str:
    """The longest of what an entry calls its content; where there is none, of what it calls its summary."""
    found = {name: [_body(child) for child in element.iter("{*}*") if _name(child) == name] for name in CONTENT}
    full = max([*found["encoded"], *found["content"]], key=len, default="")
    return full or max([*found["description"], *found["summary"]], key=len, default="")


def _body(element: Element) -> str:
    from lxml import etree

    kind = element.get("type", "html")
    if len(element):  # XHTML stands in the feed as elements
        return fragment_text("".join(etree.tostring(child, encoding="unicode") for child in element))
    written = _text(element)
    return written.strip() if kind in ("text", "text/plain") else fragment_text(written)


def _child(element: Element, *names: str) -> Element:
    return next((child for name in names for child in element if _name(child) == name), None)


def _text(element: Element) -> str:
    return "" if element is None else "".join(element.itertext())


def _line(written: str | None) -> str | None:
    return " ".join((written or "").split()) or None


def _name(element: Element) -> str:
    """An element's name in lower case, whatever its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
