"""What tables of articles call their columns: rows of a field of ours and a name, the better first."""

import functools
from dataclasses import dataclass
from typing import Literal

from communique.knowledge.tables import ROOT, read_tsv

FILE = "column_names.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNameRow:
    """A field of an article, and what a column is called that holds it."""

    field: Literal["text", "published_on", "outlet", "author", "url", "title"]
    column: str
    origin: str
    rule: str = ""


@functools.cache
def load_column_names() -> tuple[tuple[str, str], ...]:
    """Fields with the plain names of columns that hold them; raises `KnowledgeError` with every row that is wrong."""
    return tuple((row.field, plain(row.column)) for row in read_tsv(ROOT / FILE, ColumnNameRow))


def plain(name: str) -> str:
    """A column's name without case, spaces, hyphens and underscores: "Pub_Date" is "pubdate"."""
    return "".join(character for character in name.lower() if character.isalnum())
