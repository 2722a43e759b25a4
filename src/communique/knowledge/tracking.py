"""The query fields of addresses that only tell where a reader came from: rows of patterns."""

import functools
import re
from dataclasses import dataclass

from communique.errors import Fault, KnowledgeError
from communique.knowledge.tables import ROOT, read_tsv

FILE = "tracking.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackingRow:
    """A pattern for names of query fields, a name it matches and one it does not."""

    pattern: str
    hit: str
    near_miss: str
    origin: str
    rule: str = ""


@functools.cache
def load_tracking() -> re.Pattern[str]:
    """One pattern that matches all their names, in any case; raises `KnowledgeError` with every row that is wrong."""
    path = ROOT / FILE
    rows = read_tsv(path, TrackingRow)
    faults = tuple(
        Fault(path=str(path), line=int(row.rule.rpartition(":")[2]), message=said)
        for row in rows
        if (said := _wrong(row))
    )
    if faults:
        raise KnowledgeError(faults)
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows), re.IGNORECASE)


def _wrong(row: TrackingRow) -> str | None:
    try:
        pattern = re.compile(row.pattern, re.IGNORECASE)
    except re.error as reason:
        return str(reason)
    if not pattern.fullmatch(row.hit):
        return f"does not fire on its hit {row.hit!r}"
    return f"fires on its near miss {row.near_miss!r}" if pattern.fullmatch(row.near_miss) else None
