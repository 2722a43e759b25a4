"""Files, folders, addresses and standard input → Articles, each by the reader of its format."""

import io
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.archives import copied
from communique.reading.asked import Asked, columns_from
from communique.reading.facts import Facts, day
from communique.reading.formats import (
    ARCHIVES,
    GZIP,
    format_begun,
    format_of,
    formats_told,
)
from communique.reading.opening import BEGINNING, BESIDE, Opened, articles_of, facts_told, failure

if TYPE_CHECKING:
    from communique.reading.fetching import Fetcher

STDIN = "-"
ADDRESS = ("http://", "https://")
SINGLE = frozenset({".txt", ".md", ".html", ".htm"})  # formats of one article
BLOCK = 1 << 20  # bytes read at once where lines are only counted
FROM_ITS_END = frozenset({*ARCHIVES, GZIP, ".parquet"})  # formats that cannot be read as they come


def read(
    path: str | Path,
    *,
    published_on: str | Day | None = None,
    outlet: str | None = None,
    columns: str | Mapping[str, str] | None = None,
    fetcher: "Fetcher | None" = None,
) -> Iterator[Article | Failure]:
    """The articles of a file, a folder of files, a web address or standard input ("-"), lazily; what cannot be read is
    a failure.

    What a line, a front matter, a feed's entry or a file `NAME.article.yaml` says of an article goes before the two
    options; they go before what an HTML page says. `columns` names those of tables: "text=body,published_on=date". A
    path that is not there raises `ReadingError`. `fetcher` is what gets addresses, else one that keeps all rules.
    """
    facts = Facts(published_on=None if published_on is None else day(published_on), outlet=outlet)
    asked = Asked(facts=facts, columns=columns_from(columns))
    if str(path) == STDIN:
        return _read_stdin(asked)
    if is_address(path):
        from communique.reading.address import read_address  # what it needs is slow to import

        return read_address(str(path), asked, fetcher)
    files = readable_files(Path(path))
    return (found for file in files for found in _read_file(file, asked))


def is_address(path: str | Path) -> bool:
    """True for what is fetched from the web."""
    return isinstance(path, str) and path.lower().startswith(ADDRESS)


def readable_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the files below a folder that have a reader, in order of name; never hidden ones."""
    if path.is_dir():
        below = (file for file in path.rglob("*") if not _is_hidden(file.relative_to(path)) and file.is_file())
        files = tuple(sorted(file for file in below if format_of(file.name)))
        if not files:
            raise ReadingError(f"{path}: no articles in this folder; it may hold {formats_told()}")
        return files
    if not path.exists():
        raise ReadingError(f"{path}: no such file or folder")
    if format_of(path.name) is None:
        raise ReadingError(f"{path}: cannot read {path.suffix or 'files without a suffix'}; formats: {formats_told()}")
    return (path,)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(path: Path, asked: Asked) -> Iterator[Article | Failure]:
    """The articles of one file; each failure carries the file's name, and the line's number where there is one."""
    try:
        with path.open("rb") as stream:
            size = path.stat().st_size
            opened = Opened(stream=stream, name=str(path), format=format_of(path.name) or "", size=size)
            yield from articles_of(opened, lambda: _facts_beside(path), asked)
    except OSError as reason:
        yield failure(str(path), f"cannot be opened: {reason.strerror or reason}")


def _facts_beside(path: Path) -> Facts:
    """What the file `NAME.article.yaml` beside an article says of it."""
    beside = path.with_suffix(BESIDE)
    return facts_told(beside.read_bytes(), beside.name) if beside.is_file() else Facts()


def _read_stdin(asked: Asked) -> Iterator[Article | Failure]:
    """The articles of standard input, whose format its first bytes tell; tables are not told from plain text."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    kind = format_begun(stream.peek(BEGINNING)[:BEGINNING])
    try:
        if kind in FROM_ITS_END:
            with tempfile.TemporaryFile() as copy:
                size = copied(stream, cast(BinaryIO, copy)).seek(0, io.SEEK_END)
                copy.seek(0)
                yield from articles_of(
                    Opened(stream=cast(BinaryIO, copy), name=STDIN, format=kind, size=size), Facts, asked
                )
        else:
            yield from articles_of(Opened(stream=stream, name=STDIN, format=kind, size=0), Facts, asked)
    finally:
        stream.detach()


def expected(path: str | Path) -> int | None:
    """How many articles a path gives, counted quickly: a file each, a line each in .jsonl; None where nobody knows."""
    if str(path) == STDIN or is_address(path):
        return None
    try:
        counts = [_expected(file) for file in readable_files(Path(path))]
    except OSError:
        return None
    return None if None in counts else sum(count or 0 for count in counts)


def _expected(file: Path) -> int | None:
    kind = format_of(file.name)
    if kind == ".jsonl":
        return _lines(file)
    return 1 if kind in SINGLE else None


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))
