"""Words that tell what an act or a statement is about: PLOVER's contexts."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.errors import Fault, KnowledgeError
from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.tables import ROOT, read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextRow:
    """A word and the PLOVER context it tells."""

    lemma: str
    context: str
    origin: str
    rule: str = ""


@cache
def load_context_words(language: str = "en", folder: Path = ROOT / "languages") -> dict[str, str]:
    """The context of each word; raises `KnowledgeError` where one is none of PLOVER's."""
    path = folder / language / "context_words.tsv"
    rows, codes = read_tsv(path, ContextRow), load_code_lists()
    wrong = [row for row in rows if not codes.is_context(row.context)]
    if wrong:
        message = "context = {!r}: PLOVER has no such context"
        lines = ((row, int(row.rule.rpartition(":")[2])) for row in wrong)
        raise KnowledgeError(
            tuple(Fault(path=str(path), line=line, message=message.format(row.context)) for row, line in lines)
        )
    return {row.lemma: row.context for row in rows}
