"""The time expressions of an article: what they mean on the day it was published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from communique.knowledge.calendar import Calendar
from communique.model import Parse, Sentence, TimeMention
from communique.times.bounds import joined
from communique.times.dated import dated_events
from communique.times.frames import framed
from communique.times.guard import doubtful_names, is_person, is_time
from communique.times.interval import Interval
from communique.times.resolve import KINDS, resolve
from communique.times.setting import Setting
from communique.times.tense import direction, is_loose
from communique.times.timex import timex
from communique.times.words import PLAIN, Match, Readings, matches, readings

ANCHORS = frozenset({"day", "week", "month", "quarter", "year"})  # precisions that "the following day" can go back to
DEICTIC = frozenset({"deictic"})  # meanings counted from the moment of speaking
TOLD_WITH_YEAR = frozenset({"YEAR", "ISO", "SLASHED", "DOTTED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the reading has come to: the last time told, and a day told with its year in the same sentence."""

    anchor: Interval | None = None
    anchor_at: int = -2  # sentence
    story: Day | None = None
    story_at: int = -1  # sentence


def find(parse: Parse, calendar: Calendar, dated: tuple[TimeMention, ...] | None = None) -> tuple[TimeMention, ...]:
    """The words that tell a time, in reading order, none inside another.

    A preposition is not part of the words, but it counts: "since 2022" begins with that year and is open, "before the
    invasion" ends the day before it. Dated events come from `dated_events`; one inside a larger expression ("the first
    anniversary of the war") is left to that. Who has them already gives them as `dated`.
    """
    events_named = framed(parse, calendar, dated_events(parse, calendar) if dated is None else dated)
    by_sentence: dict[int, list[TimeMention]] = {}
    for mention in events_named:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    persons = doubtful_names(parse.sentences, calendar)
    found: list[TimeMention] = []
    told = Told()
    for sentence in parse.sentences:
        plain, told = _expressions(parse, sentence, calendar, persons, told)
        events = by_sentence.get(sentence.index, [])
        found.extend(_merged(joined(parse, sentence, plain, calendar), events))
    return tuple(found)


def _merged(plain: Sequence[TimeMention], events: Sequence[TimeMention]) -> list[TimeMention]:
    """Both in reading order; of two that overlap the longer one."""
    kept: list[TimeMention] = []
    for mention in sorted((*plain, *events), key=lambda m: (m.first - m.last, m.first)):
        if all(mention.last < other.first or other.last < mention.first for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.first)


def _expressions(
    parse: Parse, sentence: Sentence, calendar: Calendar, persons: frozenset[str], told: Told
) -> tuple[list[TimeMention], Told]:
    """The time expressions of one sentence without the dated events."""
    read = readings(sentence.tokens, calendar)
    found: list[TimeMention] = []
    at = 0
    while at < len(read):
        if not read[at]:
            at += 1
            continue
        match, whole, value, told = _first_that_holds(parse, sentence, at, read, calendar, persons, told)
        if match is None:
            at += 1
            continue
        if whole is not None:
            found.append(_mention(parse, sentence, match, whole, value))
        at = match.last + 1
    return found, told


def _first_that_holds(
    parse: Parse,
    sentence: Sentence,
    at: int,
    read: Sequence[Readings],
    calendar: Calendar,
    persons: frozenset[str],
    told: Told,
) -> tuple[Match | None, Interval | None, str | None, Told]:
    """The longest match from token `at` on that is a time here, with its days and its TIMEX3 value; no days where it is
    plainly none."""
    for match in _candidates(at, read, calendar):
        if not is_time(sentence, match, read) or is_person(sentence, match, persons):
            continue
        if match.meaning == PLAIN:
            return match, None, None, told
        head = head_of(sentence, match.first, match.last)
        story = told.story if told.story_at == sentence.index else None
        setting = Setting(
            calendar=calendar,
            published=parse.article.published_on,
            direction=direction(sentence, head, calendar),
            anchor=told.anchor,
            story=story,
            close=told.anchor_at >= sentence.index - 1,
            loose=is_loose(sentence, head, calendar),
        )
        whole = resolve(match, setting)
        if whole is not None:
            return match, whole, timex(match, whole, setting, sentence), _after(told, sentence, match, whole)
    return None, None, None, told


def _candidates(at: int, read: Sequence[Readings], calendar: Calendar) -> list[Match]:
    """The patterns that fit at token `at`, and behind a preposition that only some of them want; the longest first."""
    found = matches(at, read, calendar)
    behind = {match.first for match in found if match.context}
    for first in behind:
        found.extend(matches(first, read, calendar))
    return sorted(found, key=lambda match: -match.last) if behind else found


def _after(told: Told, sentence: Sentence, match: Match, whole: Interval) -> Told:
    if whole.start is None or match.meaning in KINDS or "BEFORE" in match.slots:  # a comparison is no new story
        return told
    if (whole.unit or whole.precision) in ANCHORS:
        told = replace(told, anchor=whole, anchor_at=sentence.index)
    if whole.precision in ("day", "month") and TOLD_WITH_YEAR & set(match.slots):
        return replace(told, story=whole.start, story_at=sentence.index)
    return told


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it."""
    for token in sentence.tokens[first : last + 1]:
        if not first <= token.head <= last:
            return token.index
    return last


def _mention(parse: Parse, sentence: Sentence, match: Match, whole: Interval, value: str | None) -> TimeMention:
    return TimeMention(
        span=parse.words(sentence.index, match.first, match.last),
        sentence=sentence.index,
        first=match.first,
        last=match.last,
        head=head_of(sentence, match.first, match.last),
        start=whole.start,
        end=whole.end,
        precision=whole.precision,
        kind=KINDS.get(match.meaning, "date"),
        timex=value,
        deictic=match.meaning in DEICTIC,
        rule=match.rule,
    )
