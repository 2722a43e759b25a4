"""Rows of a table → Articles: which column holds what, and what a row makes."""

from collections.abc import Mapping, Sequence
from typing import Any

from communique.errors import ReadingError
from communique.knowledge.column_names import load_column_names, plain
from communique.model import Article
from communique.reading.asked import FORM, TEXT, Asked
from communique.reading.days import day_told
from communique.reading.facts import Facts, article

SHOWN = 30  # columns that a message names
LONGEST_NAME = 60  # characters of one of them
PUBLISHED = "published_on"


def columns_of(header: Sequence[str], asked: Mapping[str, str]) -> Mapping[str, int]:
    """The place of each field's column: as asked, else by the names that tables use; raises `ReadingError` where a
    column is not there or none holds the text."""
    found = {name: _place(header, name, column) for name, column in asked.items()}
    places = {plain(column): place for place, column in reversed(list(enumerate(header)))}
    for name, column in load_column_names():
        place = places.get(column)
        if name not in found and place is not None and place not in found.values():
            found[name] = place
    if TEXT not in found:
        raise ReadingError(f"no column that holds the text; {_told(header)}: {FORM}")
    return found


def _place(header: Sequence[str], name: str, column: str) -> int:
    same = [place for place, one in enumerate(header) if one.strip() == column]
    like = [place for place, one in enumerate(header) if one.strip().lower() == column.lower()]
    if not same and not like:
        raise ReadingError(f"no column {column!r} for {name}; {_told(header)}")
    return (same or like)[0]


def _told(header: Sequence[str]) -> str:
    shown = ", ".join(repr(column.strip()[:LONGEST_NAME]) for column in header[:SHOWN])
    more = f" and {len(header) - SHOWN} more" if len(header) > SHOWN else ""
    return f"the columns are {shown}{more}" if header else "it has no columns"


def row_article(values: Mapping[str, Any], told: Facts, asked: Asked) -> Article:
    """The article of a row, its values by field; what is empty is not told."""
    text = values.get(TEXT)
    if text is not None and not isinstance(text, str):
        raise ReadingError(f"the text is a {type(text).__name__}; it must be a string")
    said = {name: _line(value) for name, value in values.items() if name not in (TEXT, PUBLISHED)}
    facts = Facts(**said, published_on=day_told(values.get(PUBLISHED)))
    return article(text or "", facts.filled_from(told).filled_from(asked.facts))


def _line(value: Any) -> str | None:
    """A value on one line: several authors are joined."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    return None if value is None else " ".join(str(value).split()) or None
