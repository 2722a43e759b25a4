"""What is known of an article besides its text, and how an article is made of both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date as Day
from hashlib import sha256
from typing import Any

import yaml

from communique.errors import ReadingError
from communique.model import Article, Span
from communique.reading.identity import article_id, text_id

MAX_BYTES = 10_000_000  # of one file or line; news pages have at most a few hundred kilobytes of HTML
MAX_CHARACTERS = 1_000_000  # of one text; docs/record.md section 0
BYTE_ORDER_MARK = "\ufeff"
LONGEST_FACTS = 20_000  # characters of YAML: some lines; its reader is slow
SHOWN = 40  # characters of a wrong value that a message repeats
CONTROL = re.compile(
    r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]"
)  # none of them is written in a text; U+001B colours terminals
SURROGATE = re.compile("[\ud800-\udfff]")
MOST_CONTROL = 0.01  # of the characters
FEW_CONTROL = 8  # so many are slips, however short the text
OTHER_FORMATS = (  # how files begin that are no plain text, though their bytes may be
    ("%pdf-", "a PDF; save its text as UTF-8"),
    ("{\\rtf", "rich text; save it as plain text in UTF-8"),
    ("<!doctype html", "a web page; name it .html"),
    ("<html", "a web page; name it .html"),
    ("<?xml", "XML; save its text as UTF-8"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What somebody says of an article besides its text; None where nobody does."""

    id: str | None = None
    published_on: Day | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    title: str | None = None

    def filled_from(self, other: "Facts") -> "Facts":
        """These facts, with those of `other` where these are silent."""
        return Facts(**{f.name: _first(getattr(self, f.name), getattr(other, f.name)) for f in fields(Facts)})


def _first(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def day(value: str | Day) -> Day:
    """A day from "2023-04-26", a time stamp that begins so, or a date."""
    if isinstance(value, Day):
        return Day(value.year, value.month, value.day)
    try:
        return Day.fromisoformat(value.strip()[:10])
    except ValueError:
        raise ReadingError(f"{value[:SHOWN]!r} is no date; write it as 2023-04-26") from None


def facts_from(row: Mapping[str, Any]) -> Facts:
    """The facts among the fields of a JSON line or a front matter; other fields are passed over."""
    found: dict[str, Any] = {}
    for field in fields(Facts):
        value = row.get(field.name)
        if value is None or value == "":
            continue
        if field.name == "published_on":
            if not isinstance(value, str | Day):
                raise ReadingError(f"published_on is {_kind(value)}; write it as 2023-04-26")
            found["published_on"] = day(value)
        elif field.name == "id" and isinstance(value, int):
            found["id"] = str(value)
        elif isinstance(value, str):
            found[field.name] = value.strip()
        else:
            raise ReadingError(f"{field.name} is {_kind(value)}; it must be a string")
    return Facts(**found)


def yaml_mapping(written: str, name: str) -> Mapping[str, Any]:
    """The values of a front matter or a file beside an article; raises `ReadingError` where it is no such thing."""
    if len(written) > LONGEST_FACTS:
        raise ReadingError(f"{name} has {len(written):,} characters; at most {LONGEST_FACTS:,} are read")
    try:
        row = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError, RecursionError) as fault:  # ValueError: a date such as 2023-02-30
        raise ReadingError(f"{name} is no YAML: {' '.join(str(fault).split())}") from None
    if not isinstance(row, dict):
        raise ReadingError(f"{name} must hold lines of the form name: value")
    return row


def _kind(value: Any) -> str:
    """What kind of value something is; its content may be of any length."""
    return {dict: "an object", list: "a list", bool: "yes or no", int: "a number", float: "a number"}.get(
        type(value), type(value).__name__
    )


def decoded(raw: bytes) -> str:
    """The text these bytes write in UTF-8; raises `ReadingError` where they do not."""
    if len(raw) > MAX_BYTES:
        raise ReadingError(f"{len(raw):,} bytes; at most {MAX_BYTES:,} are read as one article")
    if b"\x00" in raw:
        raise ReadingError("not a text: it holds zero bytes (UTF-16 or a binary file; save it as UTF-8)")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        found = f"byte {raw[fault.start]:#04x} at position {fault.start:,}"
        raise ReadingError(f"not UTF-8 ({found}); convert it: iconv -f WINDOWS-1252 -t UTF-8") from None


def normalised(text: str) -> str:
    """The text without a byte-order mark and with plain line ends; nothing else changes."""
    return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")


def titled(text: str, title: str | None) -> tuple[str, Span | None]:
    """The text with its title as first paragraph (put there where it is not), and where the title stands."""
    title = " ".join((title or "").split())
    if not title:
        return text, None
    start = len(text) - len(text.lstrip())
    end = start + len(title)
    if text.startswith(title, start) and (end == len(text) or text[end].isspace()):
        return text, Span(start=start, end=end, quote=title)
    return f"{title}\n{text}", Span(start=0, end=len(title), quote=title)


def checked(text: str) -> str:
    """The text itself; raises `ReadingError` where nothing can be read out of it."""
    if not text.strip():
        raise ReadingError("empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(f"{len(text):,} characters; at most {MAX_CHARACTERS:,} are read as one article: split it")
    if "\x00" in text:
        raise ReadingError("not a text: it holds zero characters")
    if SURROGATE.search(text):
        raise ReadingError("it holds half characters (lone surrogates); write it again as UTF-8")
    if len(CONTROL.findall(text)) > max(FEW_CONTROL, MOST_CONTROL * len(text)):
        raise ReadingError("not a text: much of it is control characters (a binary file?)")
    return text


def plain(text: str) -> str:
    """The text itself; raises `ReadingError` where it is written in another format."""
    beginning = text.lstrip(f"{BYTE_ORDER_MARK} \t\r\n")[:SHOWN].lower()
    for mark, said in OTHER_FORMATS:
        if beginning.startswith(mark):
            raise ReadingError(f"not plain text: it begins like {said}")
    return text


def article(text: str, facts: Facts, *, title_span: Span | None = None, raw: bytes | None = None) -> Article:
    """The article a text and the facts about it make; raises `ReadingError` where they make none.

    Give `title_span` where the title was found in the text; else the title of the facts becomes the first paragraph.
    """
    text = normalised(text)
    for one in (facts.id, facts.outlet, facts.author, facts.url, facts.title):
        if one and SURROGATE.search(one):
            raise ReadingError("a fact about it holds half characters (lone surrogates); write it again as UTF-8")
    if title_span is None:
        text, title_span = titled(text, facts.title)
    name = text_id(checked(text))
    return Article(
        article_id=article_id(
            name, url=facts.url, given=facts.id, outlet=facts.outlet, published_on=facts.published_on
        ),
        text_id=name,
        text=text,
        title=title_span.quote if title_span else None,
        title_span=title_span,
        published_on=facts.published_on,
        outlet=facts.outlet,
        author=facts.author,
        url=facts.url,
        raw_sha256=sha256(raw).hexdigest() if raw is not None else None,
    )
