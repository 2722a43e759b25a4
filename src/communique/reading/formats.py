"""The formats that can be read: one row each, by the end of a file's name."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from communique.model import Article, Failure
from communique.reading.archives import Member, tar_members, zip_members
from communique.reading.asked import Asked
from communique.reading.delimited import read_csv, read_tsv
from communique.reading.facts import Facts
from communique.reading.feed import read_feed
from communique.reading.html import read_html
from communique.reading.jsonl import read_jsonl
from communique.reading.limits import Budget
from communique.reading.parquet import read_parquet
from communique.reading.text import read_markdown, read_text
from communique.reading.warc import read_warc

Reader = Callable[[BinaryIO, Facts, Asked], Iterator[Article | Failure]]
Opener = Callable[[BinaryIO, Budget], Iterator[Member]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".parquet": read_parquet,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".warc": read_warc,
}
ARCHIVES: dict[str, Opener] = {".zip": zip_members, ".tar": tar_members}
GZIP = ".gz"  # behind any of these but .zip
SHORT = {".tgz": ".tar.gz"}
KINDS = {  # how web servers call them; what else they send is told by the end of its address
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.apache.parquet": ".parquet",
    "application/warc": ".warc",
    "application/zip": ".zip",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
LOOSE = frozenset({"text/plain", "application/octet-stream", "binary/octet-stream", ""})  # said of anything
BEGINNINGS: tuple[tuple[bytes, str], ...] = (  # of what comes without a name; the first that fits
    (b"\x1f\x8b", GZIP),
    (b"PK\x03\x04", ".zip"),
    (b"PAR1", ".parquet"),
    (b"WARC/", ".warc"),
    (b"<?xml", ".xml"),
    (b"<rss", ".xml"),
    (b"<feed", ".xml"),
    (b"<", ".html"),
    (b"{", ".jsonl"),
)
XHTML = (b"<html", b"<!doctype html")
TAR_MARK, TAR_AT = b"ustar", 257


def format_of(name: str) -> str | None:
    """The format a file's name tells: ".csv", ".csv.gz", ".zip", ".tar.gz"; None where it tells none we read."""
    lower = name.lower()
    for short, whole in SHORT.items():
        if lower.endswith(short):
            return whole
    packed = GZIP if lower.endswith(GZIP) else ""
    stem = lower[: -len(GZIP)] if packed else lower
    end = stem[stem.rfind(".") :] if "." in stem else ""
    return end + packed if end in READERS or (end in ARCHIVES and end + packed != ".zip.gz") else None


def format_sent(content_type: str, address_path: str) -> str | None:
    """The format of what a web server sends, by its content type, else by the end of its address."""
    kind = content_type.partition(";")[0].strip().lower()
    by_name = format_of(address_path)
    if by_name and (kind in LOOSE or by_name.endswith(GZIP)):
        return by_name
    return KINDS.get(kind, by_name)


def format_begun(beginning: bytes) -> str:
    """The format that the first bytes of something without a name tell; plain text where they tell none."""
    if beginning[TAR_AT:].startswith(TAR_MARK):
        return ".tar"
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    found = next((name for mark, name in BEGINNINGS if start.startswith(mark)), ".txt")
    is_page = found == ".xml" and any(mark in start.lower() for mark in XHTML)
    return ".html" if is_page else found


def formats_told() -> str:
    """All formats, for a message."""
    return " ".join((*READERS, *ARCHIVES, *(f"{end}{GZIP}" for end in (".tar",)))) + f"; all but .zip also as {GZIP}"
