"""TSV and YAML read strictly: every fault has its file and line, and all faults of a file come together.

A row class is a frozen dataclass. Its fields are `str`, `str | None`, `int`, `int | None`, `float | None`,
`bool`, `Day | None`, a `Literal` of words or `tuple[str, ...]`; the header must name exactly these fields, in any
order, except `rule`, which the loader fills with "FOLDER/FILE:LINE". In a cell, many values are separated by "|";
an empty cell is None, False or (). Lines that begin with "#" and empty lines are passed over.
"""

import types
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date as Day
from itertools import repeat
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


def _split(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line and line[0] != "#" and not line.isspace():
            yield number, line.split("\t")


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that counts, with its line number from 1."""
    return ((number, [cell.strip() for cell in cells]) for number, cells in _split(path))


def read_tsv(path: Path, row_class: type[Row]) -> tuple[Row, ...]:
    """The rows of a table; raises `KnowledgeError` with every fault in it.

    A table is read column by column, because most cells of a column are equal: each distinct one is read once.
    """
    hints = get_type_hints(row_class)
    names = [f.name for f in fields(row_class)]  # type: ignore[arg-type]
    defaults = {f.name: f.default for f in fields(row_class) if f.default is not MISSING}  # type: ignore[arg-type]
    lines = _split(path)
    start, header = next(lines, (1, []))
    header = [name.strip() for name in header]
    faults = _header_faults(path, start, header, [n for n in names if n != RULE], defaults)
    if faults:
        raise KnowledgeError(tuple(faults))
    numbers, columns, faults = _columns(path, lines, len(header))
    values: dict[str, Iterable[Any]] = {name: repeat(default) for name, default in defaults.items()}
    for name, column in zip(header, columns, strict=True):
        values[name], wrong = _values(column, _converter(hints[name]))
        faults += (Fault(path=str(path), line=numbers[i], message=f"{name} = {said}") for i, said in wrong)
    if faults:
        raise KnowledgeError(tuple(sorted(faults, key=lambda fault: fault.line)))
    if RULE in names:
        folder = rule_name(path, 0).removesuffix("0")
        values[RULE] = [f"{folder}{number}" for number in numbers]
    return _rows(row_class, len(numbers), values)


def _rows(row_class: type[Row], count: int, columns: dict[str, Iterable[Any]]) -> tuple[Row, ...]:
    """So many rows with these values, put straight into the slots of the class: a fifth of what calling it costs,
    and the registry has 18,000 rows. Row classes are slotted and compute nothing when they are made."""
    made = tuple(map(object.__new__, repeat(row_class, count)))
    for name, values in columns.items():
        deque(map(getattr(row_class, name).__set__, made, values), maxlen=0)
    return made


def _columns(
    path: Path, lines: Iterator[tuple[int, list[str]]], width: int
) -> tuple[list[int], list[tuple[str, ...]], list[Fault]]:
    """The lines' numbers and the cells of each column; and the lines that are longer or shorter than the header."""
    numbers: list[int] = []
    kept: list[list[str]] = []
    faults: list[Fault] = []
    for number, cells in lines:
        if len(cells) == width:
            numbers.append(number)
            kept.append(cells)
        else:
            message = f"{len(cells)} cells, the header has {width}"
            faults.append(Fault(path=str(path), line=number, message=message))
    return numbers, list(zip(*kept, strict=True)) or [()] * width, faults


def _header_faults(path: Path, line: int, header: list[str], names: list[str], optional: Container[str]) -> list[Fault]:
    unknown = [name for name in header if name not in names]
    missing = [name for name in names if name not in header and name not in optional]
    said = []
    if unknown:
        said.append(f"unknown columns {unknown}; this table has {names}")
    if missing:
        said.append(f"columns missing: {missing}")
    return [Fault(path=str(path), line=line, message=message) for message in said]


def _values(
    cells: tuple[str, ...], converter: tuple[Callable[[str], Any], Any, bool]
) -> tuple[Iterable[Any], list[tuple[int, str]]]:
    """The values of a column, and what is wrong in which of its cells; equal cells share a value."""
    read, empty, may_be_empty = converter
    known: dict[str, Any] = dict.fromkeys(cells)
    wrong: dict[str, str] = {}
    for raw in known:
        cell = raw.strip()
        try:
            if cell == "" and not may_be_empty:
                raise ValueError("may not be empty")
            known[raw] = empty if cell == "" else read(cell)
        except ValueError as reason:
            wrong[raw] = f"{cell!r}: {reason}"
    return map(known.__getitem__, cells), [
        (i, wrong[raw]) for i, raw in enumerate(cells) if raw in wrong
    ] if wrong else []
