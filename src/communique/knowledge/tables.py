"""TSV and YAML read strictly: every fault has its file and line, and all faults of a file come together.

A row class is a frozen dataclass. Its fields are `str`, `str | None`, `int`, `int | None`, `float | None`,
`bool`, `Day | None`, a `Literal` of words or `tuple[str, ...]`; the header must name exactly these fields, in any
order, except `rule`, which the loader fills with "FOLDER/FILE:LINE". In a cell, many values are separated by "|";
an empty cell is None, False or (). Lines that begin with "#" and empty lines are passed over.
"""

import types
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import date as Day
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from communique.errors import Fault, KnowledgeError

ROOT = Path(__file__).parent
RULE = "rule"  # the field that holds a row's file and line

Row = TypeVar("Row")


def rule_name(path: Path, line: int) -> str:
    """What a record says of the row that made it: "AGREE/en.tsv:41"."""
    return f"{path.parent.name}/{path.name}:{line}"


def _day(cell: str) -> Day:
    return Day.fromisoformat(cell)


def _flag(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError("write yes or no")
    return cell == "yes"


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError(f"write one of {words}")
        return cell

    return read


READERS: dict[Any, Callable[[str], Any]] = {str: str, int: int, float: float, Day: _day, bool: _flag}
EMPTY = {bool: False}


def _converter(hint: Any) -> tuple[Callable[[str], Any], Any, bool]:
    """How to read a cell of this type, what an empty cell means, and whether it may be empty."""
    if get_origin(hint) is tuple:
        return (lambda cell: tuple(part.strip() for part in cell.split("|"))), (), True
    if isinstance(hint, types.UnionType):
        kind = next(part for part in get_args(hint) if part is not types.NoneType)
        return _converter(kind)[0], None, True
    if get_origin(hint) is Literal:
        return _one_of(get_args(hint)), None, False
    return READERS[hint], EMPTY.get(hint), hint in EMPTY


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that counts, with its line number from 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def read_tsv(path: Path, row_class: type[Row]) -> tuple[Row, ...]:
    """The rows of a table; raises `KnowledgeError` with every fault in it."""
    hints = get_type_hints(row_class)
    names = [f.name for f in fields(row_class)]  # type: ignore[arg-type]
    optional = {f.name for f in fields(row_class) if f.default is not MISSING}  # type: ignore[arg-type]
    lines = lines_of(path)
    start, header = next(lines, (1, []))
    faults = _header_faults(path, start, header, [n for n in names if n != RULE], optional)
    if faults:
        raise KnowledgeError(tuple(faults))
    readers = {name: _converter(hints[name]) for name in header}
    rows: list[Row] = []
    for number, cells in lines:
        if len(cells) != len(header):
            message = f"{len(cells)} cells, the header has {len(header)}"
            faults.append(Fault(path=str(path), line=number, message=message))
            continue
        values, wrong = _values(path, number, dict(zip(header, cells, strict=True)), readers)
        faults += wrong
        if not wrong:
            if RULE in names:
                values[RULE] = rule_name(path, number)
            rows.append(row_class(**values))
    if faults:
        raise KnowledgeError(tuple(faults))
    return tuple(rows)


def _header_faults(path: Path, line: int, header: list[str], names: list[str], optional: set[str]) -> list[Fault]:
    unknown = [name for name in header if name not in names]
    missing = [name for name in names if name not in header and name not in optional]
    said = []
    if unknown:
        said.append(f"unknown columns {unknown}; this table has {names}")
    if missing:
        said.append(f"columns missing: {missing}")
    return [Fault(path=str(path), line=line, message=message) for message in said]


def _values(
    path: Path, line: int, cells: dict[str, str], readers: dict[str, tuple[Callable[[str], Any], Any, bool]]
) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, cell in cells.items():
        read, empty, may_be_empty = readers[name]
        try:
            if cell == "" and not may_be_empty:
                raise ValueError("may not be empty")
            values[name] = empty if cell == "" else read(cell)
        except ValueError as reason:
            faults.append(Fault(path=str(path), line=line, message=f"{name} = {cell!r}: {reason}"))
    return values, faults
