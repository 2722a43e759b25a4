"""The marks of page elements that are not the article: rows of patterns, each with a hit and a near miss."""

import functools
import re
from dataclasses import dataclass

from communique.knowledge.patterns import load_pattern

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
    return load_pattern(FILE, PagePartRow)


def plain(name: str) -> str:
    """A class name in the spelling of the patterns: "authorBio" and "author__bio" are "author-bio"."""
    return BETWEEN.sub("-", HUMP.sub("-", name)).lower().strip("-")
