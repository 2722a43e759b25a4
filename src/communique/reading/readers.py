"""Files, folders and standard input → Articles, each by the reader of its format."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date as Day
from pathlib import Path
from typing import BinaryIO, cast

import yaml

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.facts import Facts, day, facts_from
from communique.reading.html import read_html
from communique.reading.jsonl import read_jsonl
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
            yield from _named(READERS[path.suffix.lower()](stream, _facts_beside(path), asked), str(path))
    except ReadingError as reason:
        yield Failure(article_id=str(path), stage="reading", reason=str(reason))
    except OSError as reason:
        yield Failure(article_id=str(path), stage="reading", reason=f"cannot be opened: {reason.strerror or reason}")


def _named(found: Iterator[Article | Failure], name: str) -> Iterator[Article | Failure]:
    for one in found:
        yield replace(one, article_id=f"{name}:{one.article_id}") if isinstance(one, Failure) else one


def _facts_beside(path: Path) -> Facts:
    """What the file `NAME.article.yaml` beside an article says of it."""
    beside = path.with_suffix(BESIDE)
    if not beside.is_file():
        return Facts()
    try:
        row = yaml.safe_load(beside.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise ReadingError(f"{beside.name} is no YAML: {' '.join(str(fault).split())}") from None
    if not isinstance(row, dict):
        raise ReadingError(f"{beside.name} must hold lines of the form name: value")
    return facts_from(row)


def _read_stdin(asked: Facts) -> Iterator[Article | Failure]:
    """The articles of standard input, whose format its first character tells: JSON lines, a page, or plain text."""
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    beginning = stream.peek(BEGINNING).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    reader = {b"{": read_jsonl, b"<": read_html}.get(beginning, read_text)
    try:
        yield from _named(reader(stream, Facts(), asked), STDIN)
    except ReadingError as reason:
        yield Failure(article_id=STDIN, stage="reading", reason=str(reason))
    finally:
        stream.detach()
