"""Parquet → Articles, one a row, a few rows in memory at a time."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.archives import copied
from communique.reading.asked import Asked
from communique.reading.facts import MAX_BYTES, Facts
from communique.reading.limits import Budget
from communique.reading.parquet_pages import pages
from communique.reading.table import columns_of, row_article

MISSING = 'Parquet needs a library: pip install "communique[parquet]"'
ROWS = 8  # decoded at once: a value of a dictionary may stand in all of them
MAX_PAGE_BYTES = 64_000_000  # of one page; writers make pages of one million, longer where one value is longer
MAX_DICTIONARY_BYTES = 4_000_000  # of one dictionary; writers end them at one million
MAX_COLUMNS = 10_000
MAX_FOOTER = 16_000_000  # bytes; the footer is read whole
END = 8  # bytes at the end: the footer's length and the mark
MARK = b"PAR1"


def read_parquet(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """The article of each row; a failure's id is the row's number from 1."""
    with _seekable(stream) as file:
        size = _check_footer(file)
        opened = _opened(file)
        header = [opened.schema_arrow.field(i).name for i in range(len(opened.schema_arrow))]
        places = columns_of(header, asked.columns)
        wanted = {name: header[place] for name, place in places.items()}
        _check_pages(file, opened.metadata, frozenset(wanted.values()), size)
        number = 0
        for batch in _batches(opened, sorted(set(wanted.values()))):
            for row in range(batch.num_rows):
                number += 1
                try:
                    values = {name: _value(batch.column(column)[row]) for name, column in wanted.items()}
                    yield row_article(values, told, asked)
                except ReadingError as reason:
                    yield Failure(article_id=str(number), stage="reading", reason=str(reason))


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream itself, or a copy in a nameless temporary file where it cannot be read from its end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        yield copied(stream, cast(BinaryIO, copy))


def _check_footer(file: BinaryIO) -> int:
    """The file's size; raises `ReadingError` where its end is not that of a Parquet file."""
    size = file.seek(0, 2)
    if size < END + len(MARK):
        raise ReadingError("no Parquet file: too short")
    file.seek(size - END)
    length, mark = int.from_bytes(file.read(4), "little"), file.read(4)
    file.seek(0)
    if mark != MARK:
        raise ReadingError("no Parquet file, or one cut short or encrypted: it does not end as one")
    if length > min(MAX_FOOTER, size - END):
        raise ReadingError(f"damaged: its footer says that it has {length:,} bytes")
    return size


def _opened(file: BinaryIO) -> Any:
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ModuleNotFoundError:
        raise ReadingError(MISSING) from None
    try:
        opened = ParquetFile(file, buffer_size=1 << 16, pre_buffer=False)
        if opened.metadata.num_columns > MAX_COLUMNS:
            raise ReadingError(f"more than {MAX_COLUMNS:,} columns; that is no table of articles")
        return opened
    except (ArrowException, OSError, ValueError) as fault:
        raise ReadingError(f"no Parquet file that can be read: {_short(fault)}") from None


def _check_pages(file: BinaryIO, metadata: Any, wanted: frozenset[str], size: int) -> None:
    """Nothing; raises `ReadingError` where the pages that are to be read would fill the memory."""
    budget = Budget(size)
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(column)
            if chunk.path_in_schema.partition(".")[0] not in wanted:
                continue
            start = min(place for place in (chunk.dictionary_page_offset, chunk.data_page_offset) if place is not None)
            if not 0 <= start <= start + chunk.total_compressed_size <= size:
                raise ReadingError("damaged: a column that does not lie in the file")
            for unpacked, is_dictionary in pages(file, start, chunk.total_compressed_size):
                budget.spend(unpacked)
                if unpacked > (MAX_DICTIONARY_BYTES if is_dictionary else MAX_PAGE_BYTES):
                    raise ReadingError(f"a page of {unpacked:,} bytes, which would fill the memory: write it anew")
    file.seek(0)


def _batches(opened: Any, columns: list[str]) -> Iterator[Any]:
    from pyarrow import ArrowException

    try:
        yield from opened.iter_batches(batch_size=ROWS, columns=columns, use_threads=False)
    except (ArrowException, OSError, ValueError) as fault:
        raise ReadingError(f"damaged: {_short(fault)}") from None


def _value(cell: Any) -> Any:
    """What a cell holds; raises `ReadingError` where that is too long for an article."""
    if getattr(cell, "as_buffer", None) and cell.is_valid and cell.as_buffer().size > MAX_BYTES:
        raise ReadingError(f"a cell of more than {MAX_BYTES:,} bytes")
    try:
        return cell.as_py()
    except (UnicodeDecodeError, ValueError, OverflowError) as fault:
        raise ReadingError(f"a cell that cannot be read: {_short(fault)}") from None


def _short(fault: Exception) -> str:
    return " ".join(str(fault).split())[:200]
