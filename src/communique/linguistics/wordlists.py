"""The few words the rewriting must know, read from `knowledge/languages/LANGUAGE/`."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from communique.knowledge.tables import ROOT, read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRow:
    """Several words that work as one ("according to"), and the relation of the first."""

    words: str
    relation: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeNounRow:
    """A noun that tells a time without a preposition."""

    lemma: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarRow:
    """A word with a part of its own in the grammar."""

    lemma: str
    role: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLists:
    """A language's rows, ready to ask: `fixed` by first word, longest first; `roles` from role to lemmas."""

    fixed: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    time_nouns: frozenset[str]
    roles: dict[str, frozenset[str]]

    def plays(self, lemma: str, role: str) -> bool:
        """True where the lemma has this role in the grammar."""
        return lemma in self.roles.get(role, frozenset())


def load_word_lists(language: str = "en", root: Path = ROOT) -> WordLists:
    """The word lists of one language."""
    folder = root / "languages" / language
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for fixed in read_tsv(folder / "fixed_prepositions.tsv", FixedRow):
        words = tuple(fixed.words.split())
        by_first[words[0]].append((words, fixed.relation))
    roles: dict[str, set[str]] = defaultdict(set)
    for row in read_tsv(folder / "grammar_words.tsv", GrammarRow):
        roles[row.role].add(row.lemma)
    return WordLists(
        fixed={first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in by_first.items()},
        time_nouns=frozenset(row.lemma for row in read_tsv(folder / "time_nouns.tsv", TimeNounRow)),
        roles={role: frozenset(lemmas) for role, lemmas in roles.items()},
    )
