"""Nouns that go back to somebody named before: "the pair", "both sides", "the group"."""

from dataclasses import dataclass
from functools import cache

from communique.knowledge.tables import ROOT, read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    """A noun and what it goes back to: `pair` is persons, countries or sides; `sort` is country or group."""

    lemma: str
    pair: str | None = None
    sort: str | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """The rows by lemma."""

    rows: dict[str, ReferenceRow]

    def pair_kind(self, lemma: str) -> str | None:
        """What two a plural noun means: "persons", "countries", "sides", or None."""
        return self.rows[lemma].pair if lemma in self.rows else None

    def sort(self, lemma: str) -> str | None:
        """What a definite singular noun goes back to: "country", "group", or None."""
        return self.rows[lemma].sort if lemma in self.rows else None


@cache
def load_reference_words(language: str = "en") -> ReferenceWords:
    """The table of a language; raises `KnowledgeError` where it is wrong."""
    rows = read_tsv(ROOT / "languages" / language / "reference_words.tsv", ReferenceRow)
    return ReferenceWords(rows={row.lemma: row for row in rows})
