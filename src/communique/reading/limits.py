"""How much may come out of packed files: a budget of unpacked bytes, and streams that are counted against it.

A few kilobytes of ZIP, gzip or Parquet can be made to give gigabytes. All limits are on what comes out, since what a
file says of itself may be a lie.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from communique.errors import ReadingError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 200  # unpacked bytes for a packed one; news texts pack 3 to 8 times, tables of few values up to 60 times
FREE_BYTES = 1_000_000  # may come out of any file: small files of one repeated line are no danger
MAX_UNPACKED_BYTES = 20_000_000_000  # of one file; a gigabyte of web archive holds about five
BLOCK = 1 << 16  # bytes unpacked at once
LONGEST_HEADER = 16_000_000  # bytes an archive's own lists may have; a ZIP of 100,000 members has about ten million
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, tarfile.TarError)


class Readable(Protocol):
    """What gives bytes one after the other."""

    def read(self, size: int, /) -> bytes: ...


class Budget:
    """How many bytes may still come out of a packed file; what comes out of its members is taken from both."""

    def __init__(self, packed: int, outer: "Budget | None" = None) -> None:
        self._packed = packed
        self._outer = outer
        self._left = min(MAX_UNPACKED_BYTES, max(FREE_BYTES, MAX_RATIO * packed))

    @property
    def is_spent(self) -> bool:
        """True where nothing more may come out of this file."""
        return self._left < 0

    def spend(self, count: int) -> None:
        """Take so many bytes; raises `ReadingError` where they are not there any more."""
        self._left -= count
        if self._left < 0:
            raise ReadingError(
                f"unpacks to more than {MAX_RATIO} times its {self._packed:,} bytes, or to more than "
                f"{MAX_UNPACKED_BYTES:,}; a file like that is refused: unpack it yourself if you trust it"
            )
        if self._outer:
            self._outer.spend(count)


class Counted(io.RawIOBase):
    """A stream of unpacked bytes, taken from a budget as they come.

    Damage and a spent budget are told once, as a `ReadingError`; then the stream has ended, so that a reader that goes
    on with the next row finds none.
    """

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._broken = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        if self._broken:
            return 0
        self._broken = True  # unless the next lines do what they should
        try:
            found = self._stream.read(min(len(view), BLOCK))
        except DAMAGED as fault:
            raise ReadingError(f"damaged or cut short: {fault or type(fault).__name__}") from None
        self._budget.spend(len(found))
        view[: len(found)] = found
        self._broken = False
        return len(found)


def counted(stream: Readable, budget: Budget) -> BinaryIO:
    """The same bytes, each taken from the budget."""
    return io.BufferedReader(Counted(stream, budget), BLOCK)


def gunzipped(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """What a gzip stream of one or many members holds."""
    return counted(gzip.GzipFile(fileobj=stream, mode="rb"), budget)


def unpacked(body: bytes, encoding: str) -> bytes:
    """A body without its HTTP content encoding; raises `ReadingError` for one that is unknown or gives too much."""
    budget = Budget(len(body))
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in ("", "identity"):
            continue
        if name not in ("gzip", "x-gzip", "deflate"):
            raise ReadingError(f"its content encoding {name[:20]!r} is not read; gzip and deflate are")
        body = counted(_Inflated(body), budget).read()
    return body


class _Inflated:
    """The bytes of gzip, zlib or bare deflate, told by how they begin."""

    def __init__(self, body: bytes) -> None:
        is_wrapped = body[:2] == b"\x1f\x8b" or (body[:1] == b"\x78" and int.from_bytes(body[:2], "big") % 31 == 0)
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32 if is_wrapped else -zlib.MAX_WBITS)
        self._rest = body

    def read(self, size: int, /) -> bytes:
        found = self._inflate.decompress(self._rest, size)
        self._rest = self._inflate.unconsumed_tail
        if not found and not self._inflate.eof:
            raise EOFError("the packed bytes end too early")
        return found


class Guarded:
    """A file as readers of archives want it, which refuses to read longer headers than any honest archive has."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        if size > LONGEST_HEADER:
            raise ReadingError(f"damaged, or made to fill the memory: it says that a list in it has {size:,} bytes")
        return self._stream.read(size)

    def seek(self, place: int, whence: int = 0, /) -> int:
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing: the stream is closed by whom it belongs to."""


class Forward:
    """A stream that only goes on, as readers of tar want it: they never go back, but ask where they are."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._place = 0
        self.last = b""  # what was read last

    def read(self, size: int, /) -> bytes:
        if not 0 <= size <= LONGEST_HEADER:
            raise ReadingError(f"damaged, or made to fill the memory: it says that a header in it has {size:,} bytes")
        self.last = self._stream.read(size)
        self._place += len(self.last)
        return self.last

    def seek(self, place: int, /) -> int:
        if place < self._place:
            raise ReadingError("damaged: it points back into itself")
        while self._place < place:
            step = len(self._stream.read(min(place - self._place, BLOCK)))
            if not step:
                raise ReadingError("damaged or cut short: it ends within a member")
            self._place += step
        return self._place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """Nothing: the stream is closed by whom it belongs to."""
