"""What the readers of gold share: rows from files, and the spellings a set uses."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from communique.errors import ReadingError
from communique.knowledge.registry import load_registry
from communique.knowledge.tables import read_tsv

SPELLINGS = Path(__file__).parent / "spellings.tsv"
BEFORE, AFTER = 120, 200  # characters shown around a place in a long text

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRow:
    """How one gold set writes something, and what the record writes for it."""

    gold_set: str
    field: str
    written: str
    meant: tuple[str, ...]
    origin: str
    rule: str = ""


@cache
def _spellings() -> dict[tuple[str, str, str], tuple[str, ...]]:
    return {(row.gold_set, row.field, row.written): row.meant for row in read_tsv(SPELLINGS, SpellingRow)}


def meant(gold_set: str, field: str, written: str) -> tuple[str, ...]:
    """What a set means by what it writes; the same words where no row says otherwise."""
    return _spellings().get((gold_set, field, written), (written,))


@cache
def _country_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_registry().countries:
        for name in (row.name, *row.aliases):
            found.setdefault(name, row.code)
    return found


def country_code(name: str) -> str | None:
    """The code of a country by its name; None for any other name."""
    return _country_codes().get(name)


def json_lines(path: Path) -> Iterator[Row]:
    """The rows of a JSON-lines file, or the one row of a .json file."""
    if path.suffix == ".json":
        yield _row(path, 1, path.read_text(encoding="utf-8"))
        return
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(path, number, line)


def _row(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise ReadingError(f"{path}:{number}: no JSON: {fault}") from None
    if not isinstance(row, dict):
        raise ReadingError(f"{path}:{number}: a row must be an object with named fields")
    return row


def together(rows: Iterable[Row], *names: str) -> Iterator[list[Row]]:
    """Rows with the same values in the named fields, in the order of their first; all rows are held."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.get(name) for name in names), []).append(row)
    yield from groups.values()


def around(text: str, start: int, end: int) -> str:
    """The stretch with some words before and after, in one line."""
    first, last = max(0, start - BEFORE), min(len(text), end + AFTER)
    return " ".join(text[first:last].split())
