"""The rows of the tables about time."""

from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A month; `doubtful`: its name is a word or a person's name, too, so it needs a preposition before it."""

    name: str
    number: int
    abbreviations: tuple[str, ...] = ()
    doubtful: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayRow:
    """A day of the week, Monday = 1."""

    name: str
    number: int
    abbreviations: tuple[str, ...] = ()
    plural: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of time as `count` times a basic one ("decade": ten years)."""

    word: str
    plural: str
    unit: str
    count: int
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number in words; the words of "twenty-five" are "twenty - five"."""

    words: str
    value: int
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWordRow:
    """A word of time expressions and the part it plays."""

    words: str
    kind: str
    value: int | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRow:
    """A time expression as a sequence of elements, and how it is resolved."""

    pattern: str
    meaning: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A word and its role."""

    lemma: str
    role: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRow:
    """A preposition that makes an interval of a time."""

    words: str
    bound: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEventRow:
    """A war, attack, coup, accord … and its days; an empty `end`: it goes on."""

    event: str
    classes: tuple[str, ...]
    start: Day
    end: Day | None = None
    event_type: str | None = None
    country_sources: tuple[str, ...] = ()
    country_targets: tuple[str, ...] = ()
    source_words: tuple[str, ...] = ()
    target_words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedNounRow:
    """A noun or verb that can mean a dated event; `extent`: the day it began, its whole span, or open."""

    lemma: str
    part: str
    classes: tuple[str, ...]
    extent: str
    needs: int  # how many of its countries must be named; a word of its own counts for two
    origin: str
    rule: str = ""
