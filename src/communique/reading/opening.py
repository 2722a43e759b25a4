"""A stream in one of the formats → its Articles, through gzip and archives; whatever breaks it is a failure of its own.

Limits stand in `limits.py` and `archives.py`: an archive may hold archives, these none.
"""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.archives import LEADS_OUT, Member, copied
from communique.reading.asked import Asked
from communique.reading.facts import LONGEST_FACTS, Facts, facts_from, yaml_mapping
from communique.reading.formats import ARCHIVES, GZIP, READERS, Opener, Reader, format_begun, format_of, formats_told
from communique.reading.language import readable
from communique.reading.limits import Budget, gunzipped

BESIDE = ".article.yaml"  # NAME.article.yaml tells date, outlet, author … of NAME.txt, which cannot say them itself
DEEPEST = 2  # archives around an article
MOST_FACTS = 20_000_000  # bytes of all the facts that stand beside the members of an archive
IN_MEMORY = 8_000_000  # bytes of an inner archive that are held in memory; a longer one in a nameless temporary file
FOREIGN = "__MACOSX"  # a folder of what macOS knows about the others
BEGINNING = 512  # bytes that tell a format
SHOWN = 60  # characters of a member's name in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Something to read: a stream, its name for messages, its format, and its size in bytes."""

    stream: BinaryIO
    name: str
    format: str
    size: int
    depth: int = 0  # archives around it


def articles_of(
    opened: Opened, told: Callable[[], Facts], asked: Asked, budget: Budget | None = None
) -> Iterator[Article | Failure]:
    """All articles of a stream; what cannot be read is a failure that carries the stream's name."""
    return _attempted(lambda: _found(opened, told, asked, budget or Budget(opened.size)), opened.name)


def failure(name: str, reason: str) -> Failure:
    """The failure of something that could not be read."""
    return Failure(article_id=name, stage="reading", reason=reason)


def facts_told(written: bytes, name: str) -> Facts:
    """What a file `NAME.article.yaml` says; raises `ReadingError` where it cannot be read."""
    try:
        return facts_from(yaml_mapping(written.decode("utf-8"), name))
    except UnicodeDecodeError:
        raise ReadingError(f"{name} is not UTF-8") from None


def _attempted(found: Callable[[], Iterator[Article | Failure]], name: str) -> Iterator[Article | Failure]:
    try:
        yield from found()
    except ReadingError as reason:
        yield failure(name, str(reason))
    except OSError:
        raise
    except Exception as reason:  # noqa: BLE001 - whatever one file does to a reader, the others are read
        yield failure(name, f"{type(reason).__name__}: {reason}; please report it with the file")


def _found(opened: Opened, told: Callable[[], Facts], asked: Asked, budget: Budget) -> Iterator[Article | Failure]:
    kind = opened.format
    if kind == GZIP:
        kind = format_begun(cast(io.BufferedReader, _unpacked(opened, Budget(opened.size))).peek(BEGINNING)) + GZIP
        opened.stream.seek(0)
    opener = ARCHIVES.get(kind.removesuffix(GZIP))
    if opener is None:
        stream = _unpacked(replace(opened, format=kind), budget)
        yield from _read(READERS[kind.removesuffix(GZIP)], stream, told(), asked, opened.name)
    elif opened.depth == DEEPEST:
        raise ReadingError("an archive in an archive in an archive; unpack the outer one first")
    elif opened.depth:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
            inner = replace(opened, stream=copied(opened.stream, cast(BinaryIO, copy)), format=kind)
            yield from _members(inner, opener, asked, Budget(_length(inner.stream), budget))
    else:
        yield from _members(replace(opened, format=kind), opener, asked, budget)


def _unpacked(opened: Opened, budget: Budget) -> BinaryIO:
    return gunzipped(opened.stream, budget) if opened.format.endswith(GZIP) else opened.stream


def _length(stream: BinaryIO) -> int:
    length = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return length


def _members(opened: Opened, opener: Opener, asked: Asked, budget: Budget) -> Iterator[Article | Failure]:
    """The articles of an archive's members; its stream can be read from its start again."""
    beside = _beside(opener(_unpacked(opened, one := Budget(opened.size)), one))
    opened.stream.seek(0)
    empty = True
    for member in opener(_unpacked(opened, budget), budget):
        kind = format_of(member.name)
        if _is_foreign(member.name) or kind is None and member.refused != LEADS_OUT:
            continue
        empty = False
        yield from _member(member, kind, opened, beside.get(_stem(member.name)), asked, budget)
        if budget.is_spent:
            raise ReadingError(f"the members behind {member.name[:SHOWN]!r} are not read: too much came out of it")
    if empty:
        raise ReadingError(f"no articles in this archive; it may hold {formats_told()}")


def _member(
    member: Member, kind: str | None, outer: Opened, beside: bytes | None, asked: Asked, budget: Budget
) -> Iterator[Article | Failure]:
    name = f"{outer.name}/{member.name}"
    if member.refused or member.stream is None or kind is None:
        yield failure(name, member.refused or "not a file")
        return
    inner = Opened(stream=member.stream, name=name, format=kind, size=member.size, depth=outer.depth + 1)

    def told() -> Facts:
        return Facts() if beside is None else facts_told(beside, f"{_stem(member.name)}{BESIDE}")

    yield from articles_of(inner, told, asked, Budget(member.size, budget))


def _beside(members: Iterator[Member]) -> dict[str, bytes]:
    """What stands beside the members of an archive, by their names without an end."""
    found: dict[str, bytes] = {}
    left = MOST_FACTS
    for member in members:
        if member.stream is not None and member.name.endswith(BESIDE) and not _is_foreign(member.name):
            written = member.stream.read(LONGEST_FACTS + 1)
            left -= len(written)
            if left < 0:
                raise ReadingError(f"more than {MOST_FACTS:,} bytes of {BESIDE} files in this archive: split it")
            found[member.name.removesuffix(BESIDE)] = written
    return found


def _stem(name: str) -> str:
    return str(PurePosixPath(name).with_suffix("")) if PurePosixPath(name).name else name


def _is_foreign(name: str) -> bool:
    """True for hidden files, as in folders, and for what macOS adds."""
    parts = PurePosixPath(name).parts
    return any(part == FOREIGN or (part.startswith(".") and part not in (".", "..")) for part in parts)


def _read(reader: Reader, stream: BinaryIO, told: Facts, asked: Asked, name: str) -> Iterator[Article | Failure]:
    """What a reader finds, as far as it is in our language."""
    for found in reader(stream, told, asked):
        yield readable(replace(found, article_id=f"{name}:{found.article_id}") if isinstance(found, Failure) else found)
