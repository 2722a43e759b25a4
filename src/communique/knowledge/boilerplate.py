"""The marks of what is not an article's voice: rows of patterns, each with a hit and a near miss."""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from communique.errors import Fault, KnowledgeError
from communique.knowledge.tables import ROOT, read_tsv

Where = Literal["line", "heading", "end", "start"]
PART = "part"
WHERES = (PART, "line", "heading", "end", "start")
NAMED_PART = re.compile(r"<([A-Z]+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoilerplateRow:
    """One pattern as it stands in the table; a part is used by later rows as <NAME>."""

    where: str
    reason: str
    pattern: str
    hit: str | None = None
    near_miss: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One compiled pattern: where in a text it counts, and what it shows a line to be."""

    where: Where
    reason: str
    pattern: re.Pattern[str]
    row: BoilerplateRow


@functools.cache
def load_marks(language: str = "en") -> tuple[Mark, ...]:
    """The boilerplate marks of a language; raises `KnowledgeError` with every row that is wrong."""
    return compiled(ROOT / "languages" / language / "boilerplate.tsv")


def compiled(path: Path) -> tuple[Mark, ...]:
    """The marks of one table, parts put in and every hit and near miss tried."""
    parts: dict[str, str] = {}
    marks: list[Mark] = []
    faults: list[Fault] = []
    for row in read_tsv(path, BoilerplateRow):
        try:
            pattern = NAMED_PART.sub(lambda found: f"(?:{parts[found[1]]})", row.pattern)
            if row.where == PART:
                parts[row.reason] = pattern
            else:
                marks.append(_mark(row, pattern))
        except KeyError as name:
            faults.append(
                _fault(path, row, f"<{name.args[0]}> is no part of an earlier row; there are {', '.join(parts)}")
            )
        except (re.error, ValueError) as reason:
            faults.append(_fault(path, row, str(reason)))
    if faults:
        raise KnowledgeError(tuple(faults))
    return tuple(marks)


def _fault(path: Path, row: BoilerplateRow, message: str) -> Fault:
    return Fault(path=str(path), line=int(row.rule.rpartition(":")[2]), message=message)


def _mark(row: BoilerplateRow, pattern: str) -> Mark:
    if row.where not in WHERES:
        raise ValueError(f"where is {row.where!r}; write one of {', '.join(WHERES)}")
    mark = Mark(where=row.where, reason=row.reason, pattern=re.compile(pattern), row=row)  # type: ignore[arg-type]
    if row.hit is None or row.near_miss is None:
        raise ValueError("a mark needs a hit and a near miss")
    if not fires(mark, row.hit):
        raise ValueError(f"does not fire on its hit {row.hit!r}")
    if fires(mark, row.near_miss):
        raise ValueError(f"fires on its near miss {row.near_miss!r}")
    return mark


def fires(mark: Mark, line: str) -> re.Match[str] | None:
    """The match of a mark with a line: the whole line, or its beginning for a mark of the start."""
    return mark.pattern.match(line) if mark.where == "start" else mark.pattern.fullmatch(line)
