"""ZIP and tar archives → their members, one after the other as streams; nothing is written or followed."""

import stat
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from communique.errors import ReadingError
from communique.reading.limits import BLOCK, DAMAGED, Budget, Forward, Guarded, Readable, counted

MAX_MEMBERS = 100_000  # of one archive; a list of them takes some 100 MB of memory
UNIX_MODE = 16  # bits to the left at which a ZIP keeps the mode of a file
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # the others unpack without a bound on memory
ENCRYPTED = 0x1
LINK = "a link; what it points at is never followed"
LEADS_OUT = "its name leads out of the archive; such members are refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of an archive: its bytes, or why they are not read."""

    name: str
    stream: BinaryIO | None = None  # to be read before the next member is asked for
    size: int = 0  # bytes, packed where that is known: what a packed member's own budget is counted from
    refused: str | None = None


def zip_members(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """The files of a ZIP archive in its order; raises `ReadingError` where it is none or too large."""
    try:
        with zipfile.ZipFile(cast(BinaryIO, Guarded(stream))) as archive:
            entries = archive.infolist()
            _check_number(len(entries))
            for entry in entries:
                if not entry.is_dir():
                    yield _zip_member(archive, entry, budget)
    except (*DAMAGED, ValueError, OverflowError, NotImplementedError) as fault:
        raise ReadingError(f"no ZIP archive that can be read: {fault or type(fault).__name__}") from None


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Member:
    refused = _why_refused(entry.orig_filename, is_link=stat.S_ISLNK(entry.external_attr >> UNIX_MODE))
    if entry.flag_bits & ENCRYPTED:
        refused = refused or "encrypted; unpack it with its password first"
    if entry.compress_type not in PACKINGS:
        refused = refused or "packed by a method other than deflate; pack the archive again, or unpack it"
    if refused:
        return Member(name=entry.orig_filename, refused=refused)
    try:
        opened = cast(Readable, archive.open(entry))
    except (*DAMAGED, ValueError, OverflowError, NotImplementedError, RuntimeError) as fault:
        return Member(name=entry.filename, refused=f"damaged: {fault or type(fault).__name__}")
    own = Budget(entry.compress_size, budget)
    return Member(name=entry.filename, stream=counted(opened, own), size=entry.compress_size)


def tar_members(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    """The files of an unpacked tar stream in its order; what came before a damaged place is kept."""
    forward = Forward(stream)
    try:
        with tarfile.open(fileobj=cast(BinaryIO, forward), mode="r:") as archive:
            number = 0
            while (entry := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # else tarfile keeps them all
                number += 1
                _check_number(number)
                if not entry.isdir():
                    yield _tar_member(archive, entry, budget)
    except (*DAMAGED, ValueError, OverflowError, RecursionError) as fault:
        raise ReadingError(f"no tar archive that can be read: {fault or type(fault).__name__}") from None
    if forward.last.strip(b"\x00"):  # tarfile takes whatever is no header for the end
        raise ReadingError("damaged: behind the last member that could be read there is no end mark")


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo, budget: Budget) -> Member:
    refused = _why_refused(entry.name, is_link=entry.issym() or entry.islnk())
    if not refused and (not entry.isreg() or entry.issparse()):
        refused = "a device, a pipe or a file with holes; only plain files are read"
    opened = None if refused else archive.extractfile(entry)
    if opened is None:
        return Member(name=entry.name, refused=refused or "not a file")
    # what comes out of a plain tar is as long as what is in it; the budget of gzip is taken where it is unpacked
    return Member(name=entry.name, stream=counted(cast(Readable, opened), Budget(entry.size)), size=entry.size)


def _why_refused(name: str, *, is_link: bool) -> str | None:
    path = PurePosixPath(name.replace("\\", "/").replace("\x00", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0] or "\x00" in name:
        return LEADS_OUT
    return LINK if is_link else None


def _check_number(members: int) -> None:
    if members > MAX_MEMBERS:
        raise ReadingError(f"more than {MAX_MEMBERS:,} members; at most as many are read: split it")


def copied(stream: BinaryIO, target: BinaryIO) -> BinaryIO:
    """The target, holding all that the stream gives, from its start."""
    while block := stream.read(BLOCK):
        target.write(block)
    target.seek(0)
    return target
