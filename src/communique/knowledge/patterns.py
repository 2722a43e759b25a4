"""Tables of patterns, each with a name it matches and one it does not: read as one pattern."""

import re
from typing import Protocol

from communique.errors import Fault, KnowledgeError
from communique.knowledge.tables import ROOT, read_tsv


class PatternRow(Protocol):
    """What a row of such a table tells at least."""

    @property
    def pattern(self) -> str: ...
    @property
    def hit(self) -> str: ...
    @property
    def near_miss(self) -> str: ...
    @property
    def rule(self) -> str: ...


def load_pattern(file: str, row_class: type[PatternRow], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """One pattern that matches what any row matches; raises `KnowledgeError` with every row that is wrong."""
    path = ROOT / file
    rows = read_tsv(path, row_class)
    faults = tuple(
        Fault(path=str(path), line=int(row.rule.rpartition(":")[2]), message=said)
        for row in rows
        if (said := wrong(row, flags))
    )
    if faults:
        raise KnowledgeError(faults)
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows), flags)


def wrong(row: PatternRow, flags: re.RegexFlag = re.NOFLAG) -> str | None:
    """What is wrong with a row, None where nothing is."""
    try:
        pattern = re.compile(row.pattern, flags)
    except re.error as reason:
        return str(reason)
    if not pattern.fullmatch(row.hit):
        return f"does not fire on its hit {row.hit!r}"
    return f"fires on its near miss {row.near_miss!r}" if pattern.fullmatch(row.near_miss) else None
