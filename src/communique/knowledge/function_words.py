"""The commonest words of a language, by which a text is known to be written in it."""

import functools
from dataclasses import dataclass

from communique.knowledge.tables import ROOT, read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWordRow:
    """One word, in lower case."""

    word: str
    origin: str
    rule: str = ""


@functools.cache
def load_function_words(language: str = "en") -> frozenset[str]:
    """The function words of a language; raises `KnowledgeError` with every row that is wrong."""
    rows = read_tsv(ROOT / "languages" / language / "function_words.tsv", FunctionWordRow)
    return frozenset(row.word for row in rows)
