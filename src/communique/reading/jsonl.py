"""JSON lines → Articles, one a line; a broken line is a failure of its own."""

import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading.asked import FORM, TEXT, Asked
from communique.reading.facts import BYTE_ORDER_MARK, MAX_BYTES, Facts, article, decoded, facts_from

SHOWN = 12  # fields that a message names


Row = dict[str, Any]
T = TypeVar("T")


def read_jsonl(stream: BinaryIO, told: Facts, asked: Asked) -> Iterator[Article | Failure]:
    """The article of each line that is not empty; a failure's id is the number of its line."""
    return read_rows(stream, lambda row: article_of(row, told, asked))


def read_rows(stream: BinaryIO, made: Callable[[Row], T]) -> Iterator[T | Failure]:
    """What is made of the object in each line that is not empty; a line it cannot be made of is a failure."""
    number = 0
    while raw := stream.readline(MAX_BYTES + 1):
        number += 1
        whole = raw.endswith(b"\n") or len(raw) <= MAX_BYTES
        try:
            if not whole:
                _pass_over(stream)
            line = decoded(raw.strip())
            if line.strip(BYTE_ORDER_MARK):
                yield made(_row(line))
        except ReadingError as reason:
            yield Failure(article_id=str(number), stage="reading", reason=str(reason))


def _pass_over(stream: BinaryIO) -> None:
    """Read on to the end of a line that is too long."""
    while (raw := stream.readline(MAX_BYTES)) and not raw.endswith(b"\n"):
        pass


def _row(line: str) -> Row:
    try:
        row = json.loads(line.removeprefix(BYTE_ORDER_MARK))
    except RecursionError:
        raise ReadingError("no JSON that can be read: it is nested too deep") from None
    except ValueError as fault:  # of its form, or a number of thousands of digits
        raise ReadingError(f"no JSON: {fault}") from None
    if not isinstance(row, dict):
        raise ReadingError('not an object; write a line as {"text": "…", "published_on": "2023-04-26"}')
    if "article" in row and isinstance(row["article"], dict):  # a record of ours: its article can be coded again
        row = {**row["article"], "id": row["article"].get("article_id")}
    return row


def article_of(row: Row, told: Facts, asked: Asked) -> Article:
    """The article in the fields of a line; raises `ReadingError` where they hold none."""
    if asked.columns:
        row = row | {name: row.get(column) for name, column in asked.columns.items()}
    text = row.get(TEXT)
    if not isinstance(text, str):
        column = asked.columns.get(TEXT, TEXT)
        fields = ", ".join(list(row)[:SHOWN]) or "none"
        raise ReadingError(f"no field {column!r} with a string; its fields are {fields} ({FORM})")
    return article(text, facts_from(row).filled_from(told).filled_from(asked.facts))
