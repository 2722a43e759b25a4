"""Files of records → records; a line that is none is a failure."""

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from communique.cli.console import STDOUT
from communique.errors import ReadingError, RecordError
from communique.model import CodedArticle, Failure

STAGE = "export"
SUFFIXES = (".jsonl", ".jsonl.gz", ".parquet")
STDIN = STDOUT  # the same sign


def records_of(lines: Iterable[tuple[str, str | Failure]]) -> Iterator[CodedArticle | Failure]:
    """The records that lines hold."""
    for origin, line in lines:
        yield line if isinstance(line, Failure) else record_of(line, origin)


def record_of(line: str, origin: str) -> CodedArticle | Failure:
    """The record of a line; `origin` is the file and line for a failure."""
    from communique.record.codec import decode_own

    try:
        return decode_own(line)
    except RecordError as error:
        return Failure(article_id=origin, stage=STAGE, reason=str(error))


def lines_of(paths: Iterable[str]) -> Iterator[tuple[str, str | Failure]]:
    """("records.jsonl:7", the line) for each record; raises `ReadingError` before any is read where a file is missing
    or is no file of records."""
    told = list(paths)
    for path in told:
        _check(path)
    return (found for path in told for found in _lines(path))


def _check(path: str) -> None:
    if path == STDIN:
        return
    if not Path(path).is_file():
        raise ReadingError(f"{path}: no such file")
    if not path.endswith(SUFFIXES):
        raise ReadingError(
            f"{path}: no file of records; they are {', '.join(SUFFIXES)} as `communique code` writes them"
        )


def _lines(path: str) -> Iterator[tuple[str, str | Failure]]:
    if path.endswith(".parquet"):
        from communique.views.parquet import records_in

        yield from ((f"{path}:{number}", line) for number, line in enumerate(records_in(Path(path)), start=1))
        return
    if path == STDIN:
        yield from _of_stream("standard input", sys.stdin)
        return
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="\n", errors="surrogateescape") as stream:
        yield from _of_stream(path, stream)


def _of_stream(name: str, stream: TextIO) -> Iterator[tuple[str, str | Failure]]:
    for number, line in enumerate(stream, start=1):
        origin = f"{name}:{number}"
        if not line.strip():
            continue
        if any("\udc80" <= character <= "\udcff" for character in line):
            yield origin, Failure(article_id=origin, stage=STAGE, reason="the line is no UTF-8")
            continue
        yield origin, line.rstrip("\n")
