"""Web archives (WARC) → an Article of each captured page; what is no page is passed over."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.days import day_told
from communique.reading.facts import MAX_BYTES, Facts
from communique.reading.html import page_article
from communique.reading.limits import BLOCK, unpacked
from communique.reading.web_page import in_utf8, is_page

MISSING = 'Web archives need a library: pip install "communique[warc]"'
VERSIONS = ("WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17")
BEGINNING = b"WARC/"
PROTOCOLS = ("HTTP/1.0", "HTTP/1.1", "HTTP/2")
LONGEST_LINE = 100_000  # bytes of a header; addresses in them have at most some thousand
LONGEST_HEADERS = 1_000_000  # bytes of all headers of a record
FOUND = "200"
SHOWN = 200  # characters of an address that names a failure


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """The headers of a record by lower-case name, and the bytes of its block that follow them."""

    headers: dict[str, str]
    length: int


def read_warc(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """An article of each page that was found; a failure's id is the page's address, or the record's number.

    Requests, revisits (their page stands in an earlier record), other answers than 200 and other content than HTML
    are passed over. Between broken records the next whole one is looked for.
    """
    try:
        import warcio  # noqa: F401
    except ModuleNotFoundError:
        raise ReadingError(MISSING) from None
    lines = _Lines(stream)
    number = 0
    while (first := _next_record(lines)) is not None:
        number += 1
        name = str(number)
        try:
            record = _record(lines, first)
            name = record.headers.get("warc-target-uri", name).strip("<>")[:SHOWN]
            block = lines.block(record.length, keep=_is_wanted(record))
            if block:
                yield from _page(block, record, told, asked)
        except ReadingError as reason:
            yield Failure(article_id=name, stage="reading", reason=str(reason))
    if not number:
        raise ReadingError("no WARC file: no record begins in it")
    if lines.lost:
        raise ReadingError(f"damaged: {lines.lost:,} lines between its records belong to none")


class _Lines:
    """A stream of records: lines of headers, none too long, and blocks."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._headers = 0  # bytes of the record's headers so far
        self.lost = 0

    def begin(self) -> bytes:
        """The next line, where a record may begin."""
        self._headers = 0
        return self._stream.readline(LONGEST_LINE)

    def readline(self) -> bytes:
        line = self._stream.readline(LONGEST_LINE + 1)
        self._headers += len(line)
        if len(line) > LONGEST_LINE or self._headers > LONGEST_HEADERS:
            raise ReadingError(f"damaged: headers of more than {LONGEST_LINE:,} bytes")
        return line

    def block(self, length: int, *, keep: bool) -> bytes:
        """A record's block where it is to be kept, else nothing; either way the stream stands behind it."""
        if keep and length <= MAX_BYTES:
            block = self._stream.read(length)
            if len(block) < length:
                raise ReadingError("damaged or cut short: the archive ends within this page")
            return block
        left = length
        while left and (passed := len(self._stream.read(min(left, BLOCK)))):
            left -= passed
        if keep:
            raise ReadingError(f"{length:,} bytes; at most {MAX_BYTES:,} are read as one page")
        return b""


def _next_record(lines: _Lines) -> bytes | None:
    """The first line of the next record, None at the end."""
    while line := lines.begin():
        if line.startswith(BEGINNING):
            return line
        lines.lost += bool(line.strip())
    return None


def _record(lines: _Lines, first: bytes) -> _Record:
    headers = _headers(lines.readline, first, VERSIONS)[1]
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 20):
        raise ReadingError(f"damaged: the record's length is {length[:20]!r}")
    return _Record(headers=headers, length=int(length))


def _is_wanted(record: _Record) -> bool:
    """True for the record of an answer over HTTP."""
    kind = record.headers.get("content-type", "application/http").lower()
    address = record.headers.get("warc-target-uri", "").strip("<>").lower()
    return (
        record.headers.get("warc-type") == "response"
        and kind.startswith("application/http")
        and address.startswith(("http:", "https:"))
    )


def _page(block: bytes, record: _Record, told: Facts, asked: Asked) -> Iterator[Article]:
    """The article of an answer that is a page; the day of its capture is its date where nothing else tells one."""
    stream = io.BytesIO(block)
    status, headers = _headers(stream.readline, stream.readline(), PROTOCOLS)
    kind = headers.get("content-type", "")
    if status.split(" ")[0] != FOUND or not is_page(kind):
        return
    if "warc-truncated" in record.headers:
        raise ReadingError("the crawler kept only the beginning of this page")
    body = _body(stream, headers)
    address = record.headers["warc-target-uri"].strip("<>").replace(" ", "%20")
    captured = Facts(published_on=day_told(record.headers.get("warc-date")))
    yield page_article(in_utf8(body, kind), told, asked, found_at=address, otherwise=captured)


def _body(stream: io.BytesIO, headers: dict[str, str]) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader

    if headers.get("transfer-encoding", "").lower() == "chunked":
        chunks = ChunkedDataReader(stream)
        body = b"".join(iter(lambda: chunks.read(BLOCK), b""))
    else:
        body = stream.read()
    try:
        return unpacked(body, headers.get("content-encoding", ""))
    except ReadingError:
        if body.lstrip()[:1] == b"<":  # many crawlers keep the page unpacked and the header as it was
            return body
        raise


def _headers(readline: Callable[[], bytes], first: bytes, allowed: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    """The rest of a first line, and the headers below it by lower-case name."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        found = StatusAndHeadersParser(allowed).parse(_Reader(readline), first)
    except (StatusAndHeadersParserException, EOFError):
        raise ReadingError(f"damaged: it begins with {first[:40]!r}") from None
    return found.statusline, {name.lower(): value for name, value in found.headers}


@dataclass(frozen=True, slots=True)
class _Reader:
    """What warcio takes headers from."""

    readline: Callable[[], bytes]
