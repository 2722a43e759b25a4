"""What is known about time: the words of time expressions, their patterns, and dated events, as rows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from communique.errors import Fault, KnowledgeError
from communique.knowledge.calendar_rows import (
    BoundRow,
    DatedEventRow,
    DatedNounRow,
    MonthRow,
    NumberRow,
    PatternRow,
    RoleRow,
    TimeWordRow,
    UnitRow,
    WeekdayRow,
)
from communique.knowledge.registry import CountryRow
from communique.knowledge.tables import ROOT, lines_of, read_tsv

NAMES = ("HOLIDAY", "FEAST", "ZONE")  # kinds that are written with a capital letter
HYPHENS = re.compile("[‐‑‒–—−]")
APOSTROPHES = re.compile("[’‘]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read the word or words at a place: a kind, its value, and how many tokens it takes."""

    kind: str
    value: int | None = None
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A row of words as a reading; `capital`: only with a capital letter."""

    words: tuple[str, ...]
    reading: Reading
    capital: bool = False


@dataclass(slots=True)
class Node:
    """A place in the tree of all patterns; `meaning` and `rule` where a pattern ends."""

    nexts: dict[str, "Node"] = field(default_factory=dict)
    meaning: str | None = None
    rule: str = ""
    before: int = 0  # elements at the front that are context
    behind: int = 0  # elements at the end that are context


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All that is known about time in one language."""

    phrases: Mapping[str, tuple[Phrase, ...]]  # by first word, in small letters
    patterns: Node
    literals: frozenset[str]
    units: tuple[UnitRow, ...]
    bounds: Mapping[str, str]
    joints: frozenset[str]  # what stands between the two ends of an interval
    tenses: Mapping[str, str]
    events: tuple[DatedEventRow, ...]
    nouns: Mapping[str, DatedNounRow]
    verbs: Mapping[str, DatedNounRow]
    modifiers: Mapping[str, str]
    frames: Mapping[str, str]
    event_words: frozenset[str]  # source_words and target_words of all events
    countries: Mapping[str, str]  # names, adjectives, capitals, seats → ISO code
    names: Mapping[str, tuple[tuple[tuple[str, ...], DatedEventRow], ...]]  # by first word


def plain(text: str) -> str:
    """The text in small letters with ASCII hyphens and apostrophes."""
    return text.lower() if text.isascii() else APOSTROPHES.sub("'", HYPHENS.sub("-", text)).lower()


def _phrase(words: str, kind: str, value: int | None, capital: bool = False) -> Phrase:
    parts = tuple(plain(words).split())
    return Phrase(words=parts, reading=Reading(kind=kind, value=value, length=len(parts)), capital=capital)


def _date_phrases(months: Iterable[MonthRow], weekdays: Iterable[WeekdayRow]) -> Iterator[Phrase]:
    for month in months:
        for word in (month.name, *month.abbreviations):
            yield _phrase(word, "MONTH", month.number, capital=True)
            if (not month.doubtful and word == month.name) or word.endswith("."):
                yield _phrase(word, "SUREMONTH", month.number, capital=True)
    for day in weekdays:
        yield _phrase(day.name, "WEEKDAY", day.number, capital=True)
        yield _phrase(day.plural, "WEEKDAYS", day.number, capital=True)
        for word in day.abbreviations:
            yield _phrase(word, "SHORTDAY", day.number, capital=True)


def _word_phrases(
    units: Iterable[UnitRow], numbers: Iterable[NumberRow], ordinals: Iterable[NumberRow], words: Iterable[TimeWordRow]
) -> Iterator[Phrase]:
    for number, unit in enumerate(units):
        for word in (unit.word, unit.plural):
            yield _phrase(word, "UNIT", number)
        yield _phrase(unit.word, "UNIT1", number)
        yield _phrase(unit.plural, "UNITS", number)
    for row in numbers:
        yield _phrase(row.words, "NUMBER", row.value)
    for row in ordinals:
        yield _phrase(row.words, "ORDINAL", row.value)
        yield _phrase(row.words, "DAYTH", row.value)
    for word_row in words:
        yield _phrase(word_row.words, word_row.kind, word_row.value, capital=word_row.kind in NAMES)


def _by_first(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        found.setdefault(phrase.words[0], []).append(phrase)
    return {first: tuple(them) for first, them in found.items()}


def _sequences(pattern: str) -> Iterator[tuple[str, ...]]:
    """Every sequence a pattern stands for: with and without each "?", for each of "/"."""
    choices = []
    for element in pattern.split():
        mark = "^" if element.startswith("^") else ""
        bare = element.removeprefix("^").removesuffix("?")
        options: list[str | None] = [mark + option for option in bare.split("/")]
        choices.append([None, *options] if element.endswith("?") else options)
    for choice in product(*choices):
        yield tuple(element for element in choice if element is not None)


def _pattern_tree(rows: Iterable[PatternRow]) -> tuple[Node, frozenset[str]]:
    """The tree of all patterns, and the words that stand in them as themselves."""
    root = Node()
    literals: set[str] = set()
    for row in rows:
        for sequence in _sequences(row.pattern):
            node = root
            elements = [element.removeprefix("^") for element in sequence]
            for element in elements:
                node = node.nexts.setdefault(element, Node())
                if not element.isupper():
                    literals.add(element)
            if node.meaning is None:
                node.meaning, node.rule = row.meaning, row.rule
                node.before = int(sequence[0].startswith("^"))
                node.behind = int(sequence[-1].startswith("^"))
    return root, frozenset(literals)


def _country_words(rows: Iterable[CountryRow]) -> dict[str, str]:
    """What names a country, as text; a word that names two is left out."""
    found: dict[str, str] = {}
    double: set[str] = set()
    for row in rows:
        for word in {row.name, *row.aliases, *row.adjectives, *row.people, *row.capital, *row.seats}:
            if found.setdefault(word, row.code) != row.code:
                double.add(word)
    return {word: code for word, code in found.items() if word not in double}


def _event_names(
    events: Iterable[DatedEventRow],
) -> dict[str, tuple[tuple[tuple[str, ...], DatedEventRow], ...]]:
    """The literal names of dated events as words, longest first, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], DatedEventRow]]] = {}
    for event in events:
        for name in event.names:
            words = name_words(name)
            found.setdefault(words[0], []).append((words, event))
    return {first: tuple(sorted(them, key=lambda item: -len(item[0]))) for first, them in found.items()}


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name cut at white space, hyphens and slashes, with ASCII marks: how names are compared with tokens."""
    return tuple(re.findall(r"[^\s\-/,]+|[\-/,]", APOSTROPHES.sub("'", HYPHENS.sub("-", name))))


def _roles(path: Path, known: frozenset[str]) -> dict[str, str]:
    """Word → role; a fault for each word given twice and each role that is not known."""
    faults: list[Fault] = []
    found: dict[str, str] = {}
    for (line, _), row in zip(list(lines_of(path))[1:], read_tsv(path, RoleRow), strict=True):
        if row.role not in known:
            faults.append(Fault(path=str(path), line=line, message=f"role {row.role!r}; there are {sorted(known)}"))
        if row.lemma in found:
            faults.append(Fault(path=str(path), line=line, message=f"{row.lemma!r} stands here twice"))
        found[row.lemma] = row.role
    if faults:
        raise KnowledgeError(tuple(faults))
    return found


JOINT = "joint"
TENSE_ROLES = frozenset(
    {
        "governor",
        "scheduler",
        "forward",
        "backward",
        "towards",
        "soft",
        "perfect",
        "occasion",
        "coming",
        "lasting",
        "certain",
        "succeeding",
    }
)
MODIFIER_ROLES = frozenset({"neutral", "blocking", "target", "source"})
FRAME_ROLES = frozenset({"start", "end", "eve", "day", "anniversary"})


def _events(path: Path) -> tuple[DatedEventRow, ...]:
    """The dated events; a fault where the days are out of order."""
    rows = read_tsv(path, DatedEventRow)
    late = [row for row in rows if row.end is not None and row.end < row.start]
    if late:
        lines = [int(row.rule.rpartition(":")[2]) for row in late]
        said = [f"{row.event} ends before it starts" for row in late]
        raise KnowledgeError(tuple(Fault(path=str(path), line=n, message=m) for n, m in zip(lines, said, strict=True)))
    return rows


@cache
def load_calendar(language: str = "en", folder: Path = ROOT) -> Calendar:
    """All that is known about time in a language; raises `KnowledgeError` where a table is wrong."""
    words = folder / "languages" / language
    units = read_tsv(words / "time_units.tsv", UnitRow)
    events = _events(folder / "dated_events.tsv")
    nouns = read_tsv(words / "dated_nouns.tsv", DatedNounRow)
    patterns, literals = _pattern_tree(read_tsv(words / "time_patterns.tsv", PatternRow))
    bounds = read_tsv(words / "time_bounds.tsv", BoundRow)
    dates = _date_phrases(read_tsv(words / "months.tsv", MonthRow), read_tsv(words / "weekdays.tsv", WeekdayRow))
    others = _word_phrases(
        units,
        read_tsv(words / "number_words.tsv", NumberRow),
        read_tsv(words / "ordinals.tsv", NumberRow),
        read_tsv(words / "time_words.tsv", TimeWordRow),
    )
    return Calendar(
        phrases=_by_first((*dates, *others)),
        patterns=patterns,
        literals=literals,
        units=units,
        bounds={row.words: row.bound for row in bounds if row.bound != JOINT},
        joints=frozenset(row.words for row in bounds if row.bound == JOINT),
        tenses=_roles(words / "tense_words.tsv", TENSE_ROLES),
        events=events,
        nouns={row.lemma: row for row in nouns if row.part == "noun"},
        verbs={row.lemma: row for row in nouns if row.part == "verb"},
        modifiers=_roles(words / "dated_modifiers.tsv", MODIFIER_ROLES),
        frames=_roles(words / "dated_frames.tsv", FRAME_ROLES),
        event_words=frozenset(word for event in events for word in (*event.source_words, *event.target_words)),
        countries=_country_words(read_tsv(folder / "actors" / "countries.tsv", CountryRow)),
        names=_event_names(events),
    )
