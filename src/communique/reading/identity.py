"""Names of texts and of publications, made of the text and of what is known about it."""

from datetime import date as Day
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from communique.knowledge.tracking import load_tracking

LENGTH = 16  # hex digits, 64 bits: among a million texts two share a name with a chance of one in 40 million
EDITIONS = ("www.", "m.", "mobile.", "amp.")  # hosts of a site's same pages


def text_id(text: str) -> str:
    """The hash of a text: "t_" and 16 hex digits."""
    return f"t_{sha256(text.encode('utf-8')).hexdigest()[:LENGTH]}"


def canonical_url(url: str) -> str:
    """The address without fragment and tracking fields, scheme and host in lower case."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # brackets that are no IPv6 address: still a name
        return url.strip()
    tracking = load_tracking()
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not tracking.fullmatch(pair[0])]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, urlencode(query), ""))


def address_of(told: str | None, found_at: str | None) -> str | None:
    """The address a page gives itself, where it can be right: on the site it was found at, and not that site's front
    page, which careless sites give to all their pages. Else where it was found."""
    if told is None or found_at is None:
        return told or found_at
    try:
        own, found = urlsplit(told.strip()), urlsplit(found_at.strip())
        one, other = _site(own.hostname), _site(found.hostname)
    except ValueError:
        return found_at
    same = one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
    is_front = own.path in ("", "/") and not own.query and (found.path not in ("", "/") or bool(found.query))
    return told if same and one and not is_front else found_at


def _site(host: str | None) -> str:
    host = (host or "").lower()
    return next((host[len(edition) :] for edition in EDITIONS if host.startswith(edition)), host)


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
