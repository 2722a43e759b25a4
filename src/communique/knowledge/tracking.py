"""The query fields of addresses that only tell where a reader came from: rows of patterns."""

import functools
import re
from dataclasses import dataclass

from communique.knowledge.patterns import load_pattern

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
    return load_pattern(FILE, TrackingRow, re.IGNORECASE)
