"""What is known for telling whether two reports mean one happening: families of types, sides of a country, and words
that say nothing of it."""

import functools
from dataclasses import dataclass

from communique.knowledge.calendar_rows import MonthRow, WeekdayRow
from communique.knowledge.event_types import load_events
from communique.knowledge.function_words import load_function_words
from communique.knowledge.tables import ROOT, read_tsv

FAMILIES = "codes/type_families.tsv"
SIDES = "codes/sector_sides.tsv"
NEWS_WORDS = "news_words.tsv"
ENDINGS = "endings.tsv"
STATE = "state"
ARMED = "armed"
PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """A PLOVER type and the family of types that may tell of one happening."""

    event_type: str
    family: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRow:
    """A sector and the side of its country on which its actors stand."""

    sector: str
    side: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsWordRow:
    """A word that stands in news of every kind, in lower case."""

    word: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRow:
    """An ending that forms of one word differ by."""

    ending: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happenings:
    """What the joining of reports knows beforehand."""

    families: dict[str, str]  # by event type
    sides: dict[str, str]  # by sector
    type_words: dict[str, frozenset[str]]  # by event type: words that tell such an act
    empty_words: frozenset[str]  # lower case: function words, names of days and months, words of every news
    endings: tuple[str, ...]  # that forms of a word differ by, longest first

    def family(self, event_type: str) -> str:
        """The family of a type; a type without one is its own."""
        return self.families.get(event_type, event_type)


@functools.cache
def load_happenings(language: str = "en") -> Happenings:
    """The tables, read once; raises `KnowledgeError` with every row that is wrong."""
    words = ROOT / "languages" / language
    months = {name for row in read_tsv(words / "months.tsv", MonthRow) for name in (row.name, *row.abbreviations)}
    days = {name for row in read_tsv(words / "weekdays.tsv", WeekdayRow) for name in (row.name, *row.abbreviations)}
    names = {name.lower() for name in months | days}
    empty = {row.word for row in read_tsv(words / NEWS_WORDS, NewsWordRow)}
    return Happenings(
        families={row.event_type: row.family for row in read_tsv(ROOT / FAMILIES, FamilyRow)},
        sides={row.sector: row.side for row in read_tsv(ROOT / SIDES, SideRow)},
        type_words=_type_words(),
        empty_words=load_function_words(language) | names | empty,
        endings=tuple(row.ending for row in read_tsv(words / ENDINGS, EndingRow)),
    )


def _type_words() -> dict[str, frozenset[str]]:
    """The lemmas of a type's triggers; of a verb that needs a noun to tell the act the noun ("carry out a raid")."""
    found: dict[str, set[str]] = {}
    for triggers in load_events().triggers.values():
        for trigger in triggers:
            words = {word for word in trigger.nouns if ":" not in word} or {trigger.row.lemma}
            found.setdefault(trigger.event_type.event_type, set()).update(words)
    return {event_type: frozenset(words) for event_type, words in found.items()}
