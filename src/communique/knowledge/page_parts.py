"""The marks of page elements that are not the article: rows of patterns, each with a hit and a near miss."""

import functools
import re
from dataclasses import dataclass

from communique.errors import Fault, KnowledgeError
from communique.knowledge.tables import ROOT, read_tsv

FILE = "page_parts.tsv"
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BETWEEN = re.compile(r"[-_:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePartRow:
    """One pattern, and what an element is whose name matches it."""

    reason: str
    pattern: str
    hit: str
    near_miss: str
    origin: str
    rule: str = ""


@functools.cache
def load_page_parts() -> re.Pattern[str]:
    """One pattern that matches the names of all parts; raises `KnowledgeError` with every row that is wrong."""
    path = ROOT / FILE
    rows = read_tsv(path, PagePartRow)
    faults = tuple(
        Fault(path=str(path), line=int(row.rule.rpartition(":")[2]), message=said)
        for row in rows
        if (said := wrong(row))
    )
    if faults:
        raise KnowledgeError(faults)
    return re.compile("|".join(f"(?:{row.pattern})" for row in rows))


def wrong(row: PagePartRow) -> str | None:
    """What is wrong with a row, None where nothing is."""
    try:
        pattern = re.compile(row.pattern)
    except re.error as reason:
        return str(reason)
    if not pattern.fullmatch(row.hit):
        return f"does not fire on its hit {row.hit!r}"
    if pattern.fullmatch(row.near_miss):
        return f"fires on its near miss {row.near_miss!r}"
    return None


def plain(name: str) -> str:
    """A class name in the spelling of the patterns: "authorBio" and "author__bio" are "author-bio"."""
    return BETWEEN.sub("-", HUMP.sub("-", name)).lower().strip("-")
