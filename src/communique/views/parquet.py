"""Parquet files: whole records, one row an article, and flat tables, one row an event or a statement.

A whole record loses nothing: its columns are the fields of the record, nested as they are, days as dates.
`records_in` reads such a file back. What the flat tables cannot hold: docs/formats.md.
"""

import io
import itertools
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from communique.errors import RecordError
from communique.model import CodedArticle
from communique.views.arrow_schema import LEVELS, METADATA, arrow, json_schema, record_schema
from communique.views.selected import whole
from communique.views.setting import Setting
from communique.views.typed import EVENT_FIELDS, STATEMENT_FIELDS, Fields, Kind, event_values, statement_values

GROUP_BYTES = 32_000_000  # of JSON in a row group: its columns take some 100 MB of memory while they are made
BLOCK_BYTES = 16_000_000  # that one processor reads at a time; docs/decisions/0022-formats-out.md
AHEAD = 1  # row groups that are made while one is written
GROUP_ROWS = 20_000  # of a flat table in a row group
COMPRESSION = "zstd"
ROWS_READ = 500
SHOWN = 80  # characters of a broken line
KINDS: dict[Kind, str] = {
    "text": "string",
    "day": "date32",
    "whole": "int64",
    "real": "float64",
    "flag": "bool_",
}


class _Written(io.RawIOBase):
    """What a writer has written and nobody has taken yet."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        """True: it is written to."""
        return True

    def tell(self) -> int:
        """How many bytes were written."""
        return self._length

    def write(self, chunk: Any) -> int:
        """The number of bytes taken over."""
        self._chunks.append(bytes(chunk))
        self._length += len(self._chunks[-1])
        return len(self._chunks[-1])

    def taken(self) -> Iterator[bytes]:
        """The bytes written since the last time."""
        chunks, self._chunks = self._chunks, []
        yield from chunks


def parquet(records: Iterable[CodedArticle], setting: Setting) -> Iterator[bytes]:
    """A file of whole records."""
    return of_lines(setting.encode(whole(coded, setting.selection)) for coded in records)


def events_parquet(records: Iterable[CodedArticle], setting: Setting) -> Iterator[bytes]:
    """A file with a row an event."""
    del setting
    return _flat(EVENT_FIELDS, event_values(records))


def statements_parquet(records: Iterable[CodedArticle], setting: Setting) -> Iterator[bytes]:
    """A file with a row a statement that is wanted."""
    return _flat(STATEMENT_FIELDS, statement_values(records, setting))


def of_lines(lines: Iterable[str], refuse: Callable[[str], None] | None = None) -> Iterator[bytes]:
    """A file of the records that lines of JSON hold: as `parquet`, without making objects of them.

    A line that is no record is given to `refuse`, or raises `RecordError` where there is none.
    """
    return _file(record_schema(), _ahead(partial(_table, refuse=refuse or _refuse), _groups(lines)))


def records_in(path: Path) -> Iterator[str]:
    """Lines of JSON, one for each record of a file of whole records."""
    arrow()
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_READ):
            for row in batch.to_pylist():
                for event in row["events"]:
                    _open_content(event, LEVELS)
                yield json.dumps(row, ensure_ascii=False, default=str)


def _file(schema: Any, tables: Iterable[Any]) -> Iterator[bytes]:
    from pyarrow.parquet import ParquetWriter

    written = _Written()
    with ParquetWriter(arrow().PythonFile(written, mode="w"), schema, compression=COMPRESSION) as writer:
        for table in tables:
            writer.write_table(table)
            yield from written.taken()
    yield from written.taken()


def _ahead(make: Callable[[list[bytes]], Any], groups: Iterable[list[bytes]]) -> Iterator[Any]:
    """What is made of each group, in order; the next is made in a thread while one is written: Arrow needs no lock."""
    waiting: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(max_workers=1) as thread:
        for group in groups:
            waiting.append(thread.submit(make, group))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _groups(lines: Iterable[str]) -> Iterator[list[bytes]]:
    group: list[bytes] = []
    size = 0
    for line in lines:
        group.append(line.encode("utf-8"))
        size += len(group[-1])
        if size >= GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _table(group: list[bytes], refuse: Callable[[str], None]) -> Any:
    """The rows of a group of lines."""
    try:
        found = _read(group)
    except arrow().ArrowInvalid:  # an act deeper than the columns go, or a line that is no record
        found = _read([line for line in (_closed(line, refuse) for line in group) if line is not None])
    return found.select(json_schema().names).cast(record_schema())


def _read(group: list[bytes]) -> Any:
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    if not group:
        return json_schema().empty_table()
    longest = max(map(len, group))
    return read_json(
        arrow().BufferReader(b"\n".join(group)),
        read_options=ReadOptions(block_size=max(BLOCK_BYTES, 2 * longest)),
        parse_options=ParseOptions(explicit_schema=json_schema(), unexpected_field_behavior="ignore"),
    )


def _closed(line: bytes, refuse: Callable[[str], None]) -> bytes | None:
    """A line whose acts deeper than `LEVELS` are texts; None where it is no record."""
    try:
        record = json.loads(line)
        for event in record["events"]:
            _close_content(event, LEVELS)
        closed = json.dumps(record, ensure_ascii=False).encode("utf-8")
        _read([closed])
    except (ValueError, LookupError, TypeError):  # ArrowInvalid is a ValueError
        refuse(line.decode("utf-8"))
        return None
    return closed


def _refuse(line: str) -> None:
    raise RecordError(f"no CodedArticle: {line[:SHOWN]}")


def _close_content(act: dict[str, Any], levels: int) -> None:
    if act["content"] is None:
        return
    if levels:
        _close_content(act["content"], levels - 1)
    else:
        act["content"] = json.dumps(act["content"], ensure_ascii=False)


def _open_content(act: dict[str, Any], levels: int) -> None:
    if act["content"] is None:
        return
    if levels:
        _open_content(act["content"], levels - 1)
    else:
        act["content"] = json.loads(act["content"])


def _flat(fields: Fields, rows: Iterable[list[Any]]) -> Iterator[bytes]:
    """A file of typed rows."""
    pa = arrow()
    kinds = {"texts": pa.list_(pa.string()), **{kind: getattr(pa, name)() for kind, name in KINDS.items()}}
    schema = pa.schema([(name, kinds[column.kind]) for name, column in fields.items()], metadata=METADATA)
    return _file(schema, (_columns(schema, part) for part in _parts(rows)))


def _parts(rows: Iterable[list[Any]]) -> Iterator[list[list[Any]]]:
    pending = iter(rows)
    while part := list(itertools.islice(pending, GROUP_ROWS)):
        yield part


def _columns(schema: Any, part: list[list[Any]]) -> Any:
    pa = arrow()
    columns = [pa.array(values, field.type) for values, field in zip(zip(*part, strict=True), schema, strict=True)]
    return pa.table(columns, schema=schema)
