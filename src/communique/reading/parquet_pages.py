"""The page headers of a Parquet file: what its pages say they unpack to, looked at before anything is unpacked.

A header of some bytes can make its reader take two gigabytes of memory. Headers are written in Thrift's compact
protocol; of a header only the fields 2 and 3 count here (parquet-format, struct PageHeader).
"""

from collections.abc import Iterator
from typing import BinaryIO

from communique.errors import ReadingError

UNPACKED, PACKED, KIND = 2, 3, 1  # fields of a page header
DICTIONARY = 2  # kind of a page whose values may each stand in thousands of rows
LONGEST_HEADER = 1 << 16  # bytes; statistics in them hold at most the first characters of a value
TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
DEEPEST = 8
BITS = 7  # of a number in a byte


def pages(stream: BinaryIO, start: int, length: int) -> Iterator[tuple[int, bool]]:
    """The unpacked bytes of each page of a column's chunk, and whether it is a dictionary; raises `ReadingError` where
    the chunk holds anything else."""
    place, end = start, start + length
    while place < end:
        stream.seek(place)
        header = _Compact(stream.read(LONGEST_HEADER))
        fields = header.struct(DEEPEST)
        unpacked, packed = fields.get(UNPACKED, -1), fields.get(PACKED, -1)
        if unpacked < 0 or packed < 0:
            raise ReadingError("damaged: a page without its length")
        yield unpacked, fields.get(KIND) == DICTIONARY
        place += header.place + packed


class _Compact:
    """Values of Thrift's compact protocol, one after the other."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.place = 0

    def struct(self, deeper: int) -> dict[int, int]:
        """The numbers among a struct's own fields, by field; everything else is passed over."""
        fields: dict[int, int] = {}
        number = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            number = number + step if step else self._signed()
            value = self._value(kind, deeper - 1)
            if value is not None:
                fields[number] = value
        return fields

    def _value(self, kind: int, deeper: int) -> int | None:
        """A number, or None for another value; the place stands behind it."""
        if deeper < 0:
            raise ReadingError("damaged: a page header nested too deep")
        if kind in (I16, I32, I64):
            return self._signed()
        if kind == STRUCT:
            self.struct(deeper)
        elif kind in (LIST, SET):
            head = self._byte()
            length = head >> 4 if head >> 4 < 15 else self._unsigned()
            for _ in range(length):
                self._value(head & 15, deeper)
                self._inside()
        elif kind in (BYTE, DOUBLE, BINARY):
            length = {BYTE: 1, DOUBLE: 8}.get(kind) or self._unsigned()
            self.place += length
            self._inside()
        elif kind not in (TRUE, FALSE):
            raise ReadingError("damaged: a page header of an unknown form")
        return None

    def _inside(self) -> None:
        if self.place > len(self._raw):
            raise ReadingError("damaged: a page header that does not end")

    def _byte(self) -> int:
        self.place += 1
        self._inside()
        return self._raw[self.place - 1]

    def _unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self._byte()
            value |= (byte & 127) << shift
            shift += BITS
            if byte < 128:
                return value
            if shift > 63:
                raise ReadingError("damaged: a number that does not end")

    def _signed(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
