"""Names of texts and of publications, made of the text and of what is known about it."""

from datetime import date as Day
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LENGTH = 16  # hex digits, 64 bits: among a million texts two share a name with a chance of one in 40 million
TRACKING = ("utm_",)  # query fields that tell where a reader came from, not which page it is


def text_id(text: str) -> str:
    """The hash of a text: "t_" and 16 hex digits."""
    return f"t_{sha256(text.encode('utf-8')).hexdigest()[:LENGTH]}"


def canonical_url(url: str) -> str:
    """The address without fragment and tracking fields, scheme and host in lower case."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # brackets that are no IPv6 address: still a name
        return url.strip()
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING)]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(query), ""))


def article_id(
    text_hash: str, *, url: str | None, given: str | None, outlet: str | None, published_on: Day | None
) -> str:
    """The name of a publication: its address, else the id it came with, else outlet, date and text."""
    if url:
        return canonical_url(url)
    if given:
        return given
    name = "-".join((outlet or "").lower().split())
    day = published_on.isoformat() if published_on else ""
    return ":".join(part for part in (name, day, text_hash) if part)
