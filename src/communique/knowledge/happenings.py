"""What is known for telling whether two reports mean one happening: families of types, sides of a country, and words
that say nothing of it."""

import functools
from dataclasses import dataclass

from communique.knowledge.calendar_rows import MonthRow, WeekdayRow
from communique.knowledge.function_words import load_function_words
from communique.knowledge.tables import ROOT, read_tsv

FAMILIES = "codes/type_families.tsv"
SIDES = "codes/sector_sides.tsv"
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
class Happenings:
    """What the joining of reports knows beforehand."""

    families: dict[str, str]  # by event type
    sides: dict[str, str]  # by sector
    empty_words: frozenset[str]  # lower case: function words, names of days and months


@functools.cache
def load_happenings(language: str = "en") -> Happenings:
    """The tables, read once; raises `KnowledgeError` with every row that is wrong."""
    words = ROOT / "languages" / language
    calendar = (*read_tsv(words / "months.tsv", MonthRow), *read_tsv(words / "weekdays.tsv", WeekdayRow))
    names = {name.lower() for row in calendar for name in (row.name, *row.abbreviations)}
    return Happenings(
        families={row.event_type: row.family for row in read_tsv(ROOT / FAMILIES, FamilyRow)},
        sides={row.sector: row.side for row in read_tsv(ROOT / SIDES, SideRow)},
        empty_words=load_function_words(language) | names,
    )
