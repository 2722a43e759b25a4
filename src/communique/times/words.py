"""The words of a sentence as time readings, and the patterns that fit them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communique.knowledge.calendar import Calendar, Node, Reading, plain
from communique.model import Token
from communique.times.interval import FIRST_YEAR, LAST_YEAR

FIGURES = re.compile(r"\d+(?:,\d{3})*")
FIGURES_AND_LETTERS = re.compile(r"(\d{1,4})([a-z]{1,2})")
LETTER_AND_FIGURE = re.compile(r"([a-z])([1-4])")
ISO = re.compile(r"(\d{4})([-/.])(\d{2})\2(\d{2})")
SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})")
CLOCK = re.compile(r"([01]?\d|2[0-3])([:.])([0-5]\d)")
PAIR = re.compile(r"(\d{1,4})[-/](\d{1,4})")
LAST_DAY = 31
SHORT_DECADE = 50  # "the 60s" is a decade, "the 30s" may be an age or a temperature
CENTURY = 1900  # of a decade in two figures
SIGNS = {"QUARTER_SIGN": "QUARTER", "HALF_SIGN": "HALFYEAR"}
COMMA = ","
DECADES = ("DECADE", "SHORTDECADE")
TWO_FIGURES = 100  # "2014-15": the second year is in the first one's century

PLAIN = "none"  # the meaning of words that look like a time and are none
Readings = tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A pattern found: tokens `first`..`last` of the expression, the readings it is made of, and what it means."""

    first: int
    last: int
    meaning: str
    rule: str
    slots: Mapping[str, tuple[int, ...]]
    context: bool  # a preposition that belongs to the pattern stands before it
    words: tuple[str, ...]  # the words that stand for themselves
    behind: bool = False  # what stands behind it belongs to the pattern


def _whole_number(text: str) -> Readings:
    value = int(text.replace(",", ""))
    found = [Reading(kind="NUMBER", value=value)]
    if len(text) <= 2 and 1 <= value <= LAST_DAY:
        found.append(Reading(kind="DAY", value=value))
    if len(text) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        found.append(Reading(kind="YEAR", value=value))
    return tuple(found)


def _with_letters(number: int, letters: str, calendar: Calendar) -> Readings:
    """ "26th", "1990s", "90s"."""
    kinds = {phrase.reading.kind for phrase in calendar.phrases.get(letters, ())}
    if "ORDINAL_ENDING" in kinds:
        day = (Reading(kind="DAY", value=number),) if number <= LAST_DAY else ()
        return (Reading(kind="ORDINAL", value=number), *day)
    if "DECADE_ENDING" in kinds and number % 10 == 0:
        if number >= FIRST_YEAR:
            return (Reading(kind="DECADE", value=number),)
        if SHORT_DECADE <= number < TWO_FIGURES:
            return (Reading(kind="SHORTDECADE", value=CENTURY + number),)
    return ()


def _pair(first: str, second: str) -> Readings:
    """ "3-5" (days), "2014-2015", "2014-15" (years); the two packed into one value."""
    one, two = int(first), int(second)
    if len(first) == 4 and len(second) in (2, 4):
        two = two if len(second) == 4 else one - one % TWO_FIGURES + two
        return (Reading(kind="YEARS", value=one * 10_000 + two),) if FIRST_YEAR <= one < two <= LAST_YEAR else ()
    if len(first) <= 2 and len(second) <= 2 and 1 <= one < two <= LAST_DAY:
        return (Reading(kind="DAYS", value=one * TWO_FIGURES + two),)
    return ()


def _figures(text: str, calendar: Calendar) -> Readings:
    """What a token that begins with a figure can be."""
    if FIGURES.fullmatch(text):
        return _whole_number(text)
    if found := FIGURES_AND_LETTERS.fullmatch(text):
        return _with_letters(int(found[1]), found[2], calendar)
    if found := ISO.fullmatch(text):
        return (Reading(kind="ISO", value=int(found[1] + found[3] + found[4])),)
    if found := SLASHED.fullmatch(text):
        value = int(f"{int(found[1]):02}{int(found[3]):02}{_full_year(found[4])}")
        return (Reading(kind="SLASHED" if found[2] == "/" else "DOTTED", value=value),)
    if found := CLOCK.fullmatch(text):
        return (Reading(kind="CLOCK" if found[2] == ":" else "POINTED", value=int(found[1] + found[3])),)
    if found := PAIR.fullmatch(text):
        return _pair(found[1], found[2])
    return ()


def _full_year(figures: str) -> int:
    """ "89" is 1989, "23" is 2023."""
    year = int(figures)
    if len(figures) == 4:
        return year
    return CENTURY + year if year >= SHORT_DECADE else CENTURY + TWO_FIGURES + year


def _hyphened(text: str, calendar: Calendar) -> Readings:
    """ "mid-2019" in one token; "Q1"."""
    front, hyphen, rest = text.partition("-")
    if hyphen and rest.isdigit() and len(rest) == 4:
        for phrase in calendar.phrases.get(front, ()):
            if phrase.reading.kind == "PART" and phrase.reading.value:
                return (Reading(kind="PARTYEAR", value=phrase.reading.value * 10_000 + int(rest)),)
    if hyphen and (decade := FIGURES_AND_LETTERS.fullmatch(rest)):
        parts = [p.reading for p in calendar.phrases.get(front, ()) if p.reading.kind == "PART"]
        decades = [r for r in _with_letters(int(decade[1]), decade[2], calendar) if r.kind in DECADES]
        if parts and decades and parts[0].value and decades[0].value:
            return (Reading(kind="PARTDECADE", value=parts[0].value * 10_000 + decades[0].value),)
    found = LETTER_AND_FIGURE.fullmatch(text)
    for phrase in calendar.phrases.get(found[1], ()) if found else ():
        if found and phrase.reading.kind in SIGNS:
            return (Reading(kind=SIGNS[phrase.reading.kind], value=int(found[2])),)
    return ()


def readings(tokens: Sequence[Token], calendar: Calendar) -> list[Readings]:
    """What each token of a sentence can be, alone or with those after it; literals read as themselves."""
    texts = [plain(token.text) for token in tokens]
    found: list[Readings] = []
    for i, text in enumerate(texts):
        them: list[Reading] = []
        if text[0].isdigit():
            them.extend(_figures(text, calendar))
        elif phrases := calendar.phrases.get(text):
            for phrase in phrases:
                length = len(phrase.words)
                if length > 1 and tuple(texts[i : i + length]) != phrase.words:
                    continue
                if not phrase.capital or tokens[i].text[0].isupper():
                    them.append(phrase.reading)
        elif len(text) == 2 or "-" in text:
            them.extend(_hyphened(text, calendar))
        if text in calendar.literals:
            them.append(Reading(kind=text))
        found.append(tuple(them))
    return found


def _walk(
    node: Node, at: int, taken: tuple[tuple[int, Reading], ...], read: Sequence[Readings], best: list[Match]
) -> None:
    """Follow every way through the patterns from token `at` on; the ends reached go to `best`."""
    if node.meaning is not None and taken and taken[-1 - node.behind][1].kind != COMMA:
        best.append(_match(node, at, taken))
    if at >= len(read):
        return
    for reading in read[at]:
        following = node.nexts.get(reading.kind)
        if following is not None:
            _walk(following, at + reading.length, (*taken, (at, reading)), read, best)


def _match(node: Node, at: int, taken: tuple[tuple[int, Reading], ...]) -> Match:
    assert node.meaning is not None
    inside = taken[node.before : len(taken) - node.behind]
    slots: dict[str, tuple[int, ...]] = {}
    for _, reading in inside:
        if reading.value is not None:
            slots[reading.kind] = (*slots.get(reading.kind, ()), reading.value)
        else:
            slots.setdefault(reading.kind, ())
    final_at, final = inside[-1]
    return Match(
        first=inside[0][0],
        last=final_at + final.length - 1,
        meaning=node.meaning,
        rule=node.rule,
        slots=slots,
        context=node.before > 0,
        behind=node.behind > 0,
        words=tuple(reading.kind for _, reading in inside if not reading.kind.isupper()),
    )


def matches(at: int, read: Sequence[Readings], calendar: Calendar) -> list[Match]:
    """The patterns that fit from token `at` on, the longest first."""
    found: list[Match] = []
    _walk(calendar.patterns, at, (), read, found)
    return sorted(found, key=lambda match: (-match.last, match.meaning == PLAIN, not match.behind, -len(match.words)))
