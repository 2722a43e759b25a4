"""JSON lines with pairs of actors → what is asked of each text."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.jsonl import Row, article_of, read_rows

FORM = '{"text": "…", "pairs": [[[0, 5], [17, 24]]]}: first character and the one behind the last, of source and target'
Ends = tuple[int, int]  # first character, and the one behind the last


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPairs:
    """A text and the pairs (source, target) of which somebody wants to know what the one does to the other."""

    article: Article
    pairs: tuple[tuple[Ends, Ends], ...]


def read_pairs(path: str | Path) -> Iterator[AskedPairs | Failure]:
    """What each line of a file asks; a line that cannot be read is a failure, its id the file and the line."""
    with Path(path).open("rb") as stream:
        for found in read_rows(stream, _asked):
            if isinstance(found, Failure):
                found = Failure(article_id=f"{path}:{found.article_id}", stage=found.stage, reason=found.reason)
            yield found


def _asked(row: Row) -> AskedPairs:
    made = article_of(row, Facts(), Asked())
    if not isinstance(row.get("pairs"), list):
        raise ReadingError(f"no field 'pairs' with a list; write {FORM}")
    pairs = tuple(_pair(value, row["text"]) for value in row["pairs"])
    if made.text != row["text"]:
        raise ReadingError("a byte-order mark, a carriage return or a title moves the characters; give the text alone")
    return AskedPairs(article=made, pairs=pairs)


def _pair(value: Any, text: str) -> tuple[Ends, Ends]:
    if not (isinstance(value, list) and len(value) == 2):
        raise ReadingError(f"{str(value)[:40]} is no pair; write {FORM}")
    source, target = (_ends(one, text) for one in value)
    return source, target


def _ends(value: Any, text: str) -> Ends:
    if not (isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value)):
        raise ReadingError(f"{str(value)[:40]} is no span; write {FORM}")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise ReadingError(f"no characters {start} to {end} in a text of {len(text)}")
    return start, end
