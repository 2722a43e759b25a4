"""CSV and TSV → Articles, one a row; a broken row is a failure of its own."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.facts import BYTE_ORDER_MARK, MAX_BYTES, Facts, decoded
from communique.reading.table import columns_of, row_article

DELIMITERS = (",", ";", "\t", "|")  # the first counts where two cut a header into as many cells
TAB = ("\t",)


def read_csv(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """The article of each row below the header; a failure's id is the line on which its row begins."""
    return _read(_Lines(stream), told, asked, DELIMITERS)


def read_tsv(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """As `read_csv`, with tabs between the cells."""
    return _read(_Lines(stream), told, asked, TAB)


class _Lines:
    """The lines of a table, none of its rows longer than an article may be."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._number = 0
        self._length = 0  # bytes of the row so far
        self.first = 1  # the line on which the row begins

    def begin(self) -> None:
        """A row begins with the next line."""
        self.first, self._length = self._number + 1, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._stream.readline(MAX_BYTES + 1)
        if not raw:
            raise StopIteration
        self._number += 1
        self._length += len(raw)
        if self._length > MAX_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = self._stream.readline(MAX_BYTES)
            raise ReadingError(f"a row of more than {MAX_BYTES:,} bytes; a quotation mark that never ends?")
        line = decoded(raw)
        return line.removeprefix(BYTE_ORDER_MARK) if self._number == 1 else line


def _read(lines: _Lines, told: Facts, asked: Asked, delimiters: tuple[str, ...]) -> Iterator[Article | Failure]:
    csv.field_size_limit(MAX_BYTES)  # the module has one limit for all; ours is on rows
    written = next((line for line in lines if line.strip()), "")
    delimiter = max(delimiters, key=lambda mark: len(_cells(written, mark)))
    header = _cells(written, delimiter)
    if not header:
        raise ReadingError("empty: there is no header")
    places = columns_of(header, asked.columns)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin()
        try:
            row = next(rows)
            if row:
                _check_width(len(row), len(header))
                yield row_article({name: row[place] for name, place in places.items()}, told, asked)
        except StopIteration:
            return
        except csv.Error as fault:
            yield _failure(lines, f"not a row of CSV: {fault}")
        except ReadingError as reason:
            yield _failure(lines, str(reason))


def _check_width(cells: int, columns: int) -> None:
    if cells != columns:
        raise ReadingError(f"{cells} cells, the header has {columns}; is a quotation mark missing?")


def _failure(lines: _Lines, reason: str) -> Failure:
    return Failure(article_id=str(lines.first), stage="reading", reason=reason)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
