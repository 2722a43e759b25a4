"""Days told by a dated event: its beginning, its anniversary, the day after it, the time since it."""

from collections.abc import Sequence
from dataclasses import replace

from communique import sentence as ask
from communique.knowledge.calendar import Calendar
from communique.model import Parse, Sentence, TimeMention
from communique.times.bounds import bound_before, bounded
from communique.times.interval import Interval, day, next_day, plus, plus_months
from communique.times.timex import of_interval
from communique.times.words import Match, matches, readings
from communique.times.yearly import value

YEAR = 12  # months
AGENT = "by"  # the bound of a preposition that has no time before an event: "shaken by the coup", "by invading"
LONGEST_RELATIVE = 8  # words of "about two and a half years after"


def framed(parse: Parse, calendar: Calendar, events: Sequence[TimeMention]) -> list[TimeMention]:
    """The events with the words around them that make another time of them, each as one mention."""
    return [_under_preposition(parse, calendar, _widest(parse, calendar, event)) for event in events]


def _widest(parse: Parse, calendar: Calendar, event: TimeMention) -> TimeMention:
    sentence = parse.sentences[event.sentence]
    return (
        _by_noun(parse, sentence, calendar, event)
        or _by_verb(parse, sentence, calendar, event)
        or _by_count(parse, sentence, calendar, event)
        or event
    )


def _by_noun(parse: Parse, sentence: Sentence, calendar: Calendar, event: TimeMention) -> TimeMention | None:
    """ "the beginning of the war", "the war's first anniversary", "the eve of the invasion"."""
    head = sentence.tokens[event.head]
    if head.dep not in ("nmod", "nmod:poss", "compound") or head.head == ask.ROOT:
        return None
    noun = sentence.tokens[head.head]
    role = calendar.frames.get(noun.lemma)
    if role is None or noun.upos not in ("NOUN", "PROPN"):
        return None
    first, last = ask.noun_phrase(sentence, noun.index)
    whole = _of_role(parse, sentence, calendar, role, event, (min(first, event.first), noun.index))
    if whole is None:
        return None
    return _wider(parse, event, min(first, event.first), max(last, event.last), noun.index, whole)


def _by_verb(parse: Parse, sentence: Sentence, calendar: Calendar, event: TimeMention) -> TimeMention | None:
    """ "since the war began", "before the war ended": a clause under a conjunction of time."""
    head = sentence.tokens[event.head]
    if head.dep not in ("nsubj", "nsubj:pass") or head.head == ask.ROOT:
        return None
    verb = sentence.tokens[head.head]
    role = calendar.frames.get(verb.lemma)
    if role not in ("start", "end") or not ask.children(sentence, verb.index, ("mark", "advmod")):
        return None
    whole = _of_role(parse, sentence, calendar, role, event, (event.first, event.last))
    return _wider(parse, event, event.first, verb.index, verb.index, whole) if whole else None


def _of_role(
    parse: Parse, sentence: Sentence, calendar: Calendar, role: str, event: TimeMention, around: tuple[int, int]
) -> Interval | None:
    """The days of an event's beginning, end, eve, day or anniversary."""
    if event.start is None:
        return None
    if role in ("start", "day"):
        return day(event.start)
    if role == "eve":
        eve = next_day(event.start, -1)
        return day(eve) if eve else None
    if role == "end":
        return day(event.end) if event.end and event.end != event.start else None
    return _anniversary(parse, sentence, calendar, event, around)


def _anniversary(
    parse: Parse, sentence: Sentence, calendar: Calendar, event: TimeMention, around: tuple[int, int]
) -> Interval | None:
    """The n-th return of the event's day; without a number, the last one up to publication."""
    assert event.start is not None
    count = _count(sentence, calendar, *around)
    if count is None:
        published = parse.article.published_on
        if published is None:
            return None
        count = published.year - event.start.year
        latest = plus_months(event.start, YEAR * count)
        count -= 1 if latest is not None and latest > published else 0
        if count < 1:
            return None
    on = plus_months(event.start, YEAR * count)
    return day(on) if on else None


def _count(sentence: Sentence, calendar: Calendar, first: int, last: int) -> int | None:
    """The ordinal or number among tokens `first`..`last`."""
    for them in readings(sentence.tokens[first : last + 1], calendar):
        for reading in them:
            if reading.kind in ("ORDINAL", "NUMBER") and reading.value:
                return reading.value
    return None


def _by_count(parse: Parse, sentence: Sentence, calendar: Calendar, event: TimeMention) -> TimeMention | None:
    """ "two days after the invasion", "a year into the war"."""
    start = max(0, event.first - LONGEST_RELATIVE)
    read = readings(sentence.tokens[start : event.first], calendar)
    for at in range(len(read)):
        for match in matches(at, read, calendar) if read[at] else ():
            if match.meaning == "relative" and match.last == len(read) - 1:
                whole = _counted(match, calendar, event)
                if whole is not None:
                    unit = start + match.last - 1
                    return _wider(parse, event, start + match.first, event.last, unit, whole)
    return None


def _counted(match: Match, calendar: Calendar, event: TimeMention) -> Interval | None:
    unit = calendar.units[match.slots["UNIT"][0]]
    sign = (match.slots.get("FRONT") or match.slots.get("BACK") or (1,))[0]
    count = value(match, "NUMBER") or 1
    if event.start is None:
        return None
    on = plus(event.start, unit.unit, sign * count * unit.count)
    return day(on) if on else None


def _wider(parse: Parse, event: TimeMention, first: int, last: int, head: int, whole: Interval) -> TimeMention:
    span = parse.words(event.sentence, first, last)
    return replace(
        event,
        span=span,
        first=first,
        last=last,
        head=head,
        start=whole.start,
        end=whole.end,
        precision=whole.precision,
        timex=of_interval(whole),
    )


def _under_preposition(parse: Parse, calendar: Calendar, event: TimeMention) -> TimeMention:
    """The event under "since", "before", "after"; a clause under one of them is one mention, conjunction apart."""
    sentence = parse.sentences[event.sentence]
    bound, _ = bound_before(sentence, event.first, calendar.bounds)
    bound = None if bound == AGENT else bound
    mark = _mark(sentence, event, calendar)
    if mark is not None:
        bound = calendar.bounds[sentence.tokens[mark].text.lower()]
        event = _clause(parse, sentence, event, mark)
    whole = bounded(Interval(start=event.start, end=event.end, precision=event.precision), bound)
    if bound == "after" and event.start is not None:
        whole = Interval(start=event.start if event.end in (None, event.start) else next_day(event.end, 1))
    return replace(event, start=whole.start, end=whole.end, precision=whole.precision)


def _mark(sentence: Sentence, event: TimeMention, calendar: Calendar) -> int | None:
    """The conjunction of time above a verb."""
    if sentence.tokens[event.head].upos != "VERB":
        return None
    for token in ask.children(sentence, event.head, ("mark", "advmod", "case")):
        if calendar.bounds.get(token.text.lower(), AGENT) != AGENT and token.xpos != "TO":
            return token.index
    return None


def _clause(parse: Parse, sentence: Sentence, event: TimeMention, mark: int) -> TimeMention:
    """From behind the conjunction to the verb's last object: "Russia invaded Ukraine"."""
    objects = [ask.noun_phrase(sentence, i)[1] for i in ask.objects(sentence, event.head)]
    first, last = mark + 1, max([event.last, *objects])
    return replace(event, span=parse.words(event.sentence, first, last), first=first, last=last)
