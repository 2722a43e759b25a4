"""What a web server says of the bytes it sends: whether they are a page, and how it writes characters."""

import codecs
import re

PAGES = frozenset({"text/html", "application/xhtml+xml"})
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def kind_of(content_type: str) -> str:
    """The kind a server names, without its parameters: "text/html"."""
    return content_type.partition(";")[0].strip().lower()


def is_page(content_type: str) -> bool:
    """True for HTML."""
    return kind_of(content_type) in PAGES


def in_utf8(body: bytes, content_type: str) -> bytes:
    """The same page in UTF-8, where its server names another encoding that fits."""
    named = CHARSET.search(content_type)
    try:
        body.decode("utf-8")
        return body
    except UnicodeDecodeError:
        if not named:
            return body
    try:
        written = codecs.lookup(named[1]).name
        return body.decode(written).encode("utf-8")
    except (LookupError, UnicodeError):
        return body
