"""Files, folders and standard input → Articles, each by the reader of its format."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Day
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.facts import Facts, day, facts_from, yaml_mapping
from communique.reading.html import read_html
from communique.reading.jsonl import read_jsonl
from communique.reading.language import readable
from communique.reading.text import read_markdown, read_text

Reader = Callable[[BinaryIO, Facts, Facts], Iterator[Article | Failure]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
}
STDIN = "-"
BEGINNING = 512  # bytes of standard input that are looked at to tell its format
BLOCK = 1 << 20  # bytes read at once where lines are only counted
BESIDE = ".article.yaml"  # NAME.article.yaml tells date, outlet, author … of NAME.txt, which cannot say them itself


def read(
    path: str | Path, *, published_on: str | Day | None = None, outlet: str | None = None
) -> Iterator[Article | Failure]:
    """The articles of a file, a folder of files or standard input ("-"), lazily; what cannot be read is a failure.

    What a line, a front matter or a file `NAME.article.yaml` says of an article goes before the two options; they
    go before what an HTML page says. A path that is not there raises `ReadingError`.
    """
    asked = Facts(published_on=None if published_on is None else day(published_on), outlet=outlet)
    if str(path) == STDIN:
        return _read_stdin(asked)
    files = readable_files(Path(path))
    return (found for file in files for found in _read_file(file, asked))


def readable_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the files below a folder that have a reader, in order of name; never hidden ones."""
    if path.is_dir():
        below = (file for file in path.rglob("*") if not _is_hidden(file.relative_to(path)) and file.is_file())
        files = tuple(sorted(file for file in below if file.suffix.lower() in READERS))
        if not files:
            raise ReadingError(f"{path}: no articles in this folder; it may hold {_formats()}")
        return files
    if not path.exists():
        raise ReadingError(f"{path}: no such file or folder")
    if path.suffix.lower() not in READERS:
        raise ReadingError(f"{path}: cannot read {path.suffix or 'files without a suffix'}; formats: {_formats()}")
    return (path,)


def _formats() -> str:
    return " ".join(READERS)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(path: Path, asked: Facts) -> Iterator[Article | Failure]:
    """The articles of one file; each failure carries the file's name, and the line's number where there is one."""
    try:
        with path.open("rb") as stream:
            yield from _attempted(READERS[path.suffix.lower()], stream, lambda: _facts_beside(path), asked, str(path))
    except OSError as reason:
        yield _failure(str(path), f"cannot be opened: {reason.strerror or reason}")


def _attempted(
    reader: Reader, stream: BinaryIO, told: Callable[[], Facts], asked: Facts, name: str
) -> Iterator[Article | Failure]:
    """What a reader finds, as far as it is in our language; whatever breaks it is a failure of this file alone."""
    try:
        for found in reader(stream, told(), asked):
            yield readable(
                replace(found, article_id=f"{name}:{found.article_id}") if isinstance(found, Failure) else found
            )
    except ReadingError as reason:
        yield _failure(name, str(reason))
    except OSError:
        raise
    except Exception as reason:  # noqa: BLE001 - whatever one file does to a reader, the others are read
        yield _failure(name, f"{type(reason).__name__}: {reason}; please report it with the file")


def _failure(name: str, reason: str) -> Failure:
    return Failure(article_id=name, stage="reading", reason=reason)


def _facts_beside(path: Path) -> Facts:
    """What the file `NAME.article.yaml` beside an article says of it."""
    beside = path.with_suffix(BESIDE)
    if not beside.is_file():
        return Facts()
    try:
        written = beside.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ReadingError(f"{beside.name} is not UTF-8") from None
    return facts_from(yaml_mapping(written, beside.name))


def _read_stdin(asked: Facts) -> Iterator[Article | Failure]:
    """The articles of standard input, whose format its first character tells: JSON lines, a page, or plain text."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    beginning = stream.peek(BEGINNING).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    reader = {b"{": read_jsonl, b"<": read_html}.get(beginning, read_text)
    try:
        yield from _attempted(reader, stream, Facts, asked, STDIN)
    finally:
        stream.detach()


def expected(path: str | Path) -> int | None:
    """How many articles a path gives, counted quickly: a file each, a line each in .jsonl; None where nobody knows."""
    if str(path) == STDIN:
        return None
    try:
        return sum(_lines(file) if file.suffix.lower() == ".jsonl" else 1 for file in readable_files(Path(path)))
    except OSError:
        return None


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(BLOCK), b""))
