"""Prepositions that make intervals of times: since, until, before, between … and …"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from communique import sentence as ask
from communique.knowledge.calendar import Calendar, plain
from communique.model import Parse, Sentence, TimeMention
from communique.times.interval import Interval, next_day
from communique.times.timex import of_interval

DASH = "-"  # joins two days on its own ("28 February – 2 March")
UP_TO = frozenset({"to", "until", "by"})
LONGEST = 3  # words of the longest such preposition


def bound_before(sentence: Sentence, first: int, bounds: Mapping[str, str]) -> tuple[str | None, int]:
    """What the preposition right before token `first` makes of it, and where that preposition begins."""
    for length in range(LONGEST, 0, -1):
        if first >= length:
            words = " ".join(t.text.lower() for t in sentence.tokens[first - length : first])
            if words in bounds:
                return bounds[words], first - length
    return None, first


def bounded(whole: Interval, bound: str | None) -> Interval:
    """The interval under a preposition; itself under any other."""
    if whole.start is None and whole.end is None:
        return whole
    if bound == "from":
        return Interval(start=whole.start)
    if bound == "after":
        return Interval(start=next_day(whole.end, 1) if whole.end else whole.start)
    if bound in UP_TO:
        return Interval(end=whole.end)
    if bound == "before":
        return Interval(end=next_day(whole.start, -1))
    return whole


def is_modifier(sentence: Sentence, mention: TimeMention) -> bool:
    """ "Wednesday's attack", "last week's talks": the preposition before them belongs to what follows."""
    following = sentence.tokens[mention.last + 1 : mention.last + 2]
    if following and following[0].xpos == "POS":
        return True
    token = sentence.tokens[mention.head]
    return token.dep in ("compound", "nummod", "amod", "nmod:poss", "det") and token.head > mention.last


def joined(parse: Parse, sentence: Sentence, mentions: Sequence[TimeMention], calendar: Calendar) -> list[TimeMention]:
    """The mentions with "from A to B" and "between A and B" made one, and the others put under their prepositions."""
    found: list[TimeMention] = []
    waiting = list(mentions)
    while waiting:
        one = waiting.pop(0)
        bound = _bound_of(sentence, one, calendar)
        pair = _pair(parse, sentence, one, waiting[0], bound, calendar) if waiting else None
        if pair is not None:
            waiting.pop(0)
            found.append(pair)
        elif one.kind == "date" and bound is not None and one.basis == "words" and not is_modifier(sentence, one):
            whole = bounded(Interval(start=one.start, end=one.end, precision=one.precision), bound)
            found.append(replace(one, start=whole.start, end=whole.end, precision=whole.precision))
        else:
            found.append(one)
    return found


def _bound_of(sentence: Sentence, mention: TimeMention, calendar: Calendar) -> str | None:
    """What the preposition before a mention makes of it: nothing in "not until May", the whole of it in "before the
    end of May"."""
    bound, _ = bound_before(sentence, mention.first, calendar.bounds)
    if bound == "until" and _is_under_negation(sentence, mention.head):
        return None
    if bound == "before" and _opens_with_end(sentence, mention, calendar):
        return "to"
    return bound


def _is_under_negation(sentence: Sentence, head: int) -> bool:
    """True where the word a time hangs on is negated, or the preposition itself is ("not until Friday")."""
    above = sentence.tokens[head].head
    near = (*ask.children(sentence, head), *(ask.children(sentence, above) if above != ask.ROOT else ()))
    return any("Polarity=Neg" in t.feats for t in near)


def _opens_with_end(sentence: Sentence, mention: TimeMention, calendar: Calendar) -> bool:
    words = [t.text.lower() for t in sentence.tokens[mention.first : mention.first + LONGEST]]
    return any(calendar.bounds.get(" ".join(words[:n])) == "end" for n in range(1, LONGEST + 1))


def _pair(
    parse: Parse,
    sentence: Sentence,
    one: TimeMention,
    other: TimeMention,
    bound: str | None,
    calendar: Calendar,
) -> TimeMention | None:
    """Both as one where the words around and between them say so."""
    between = sentence.tokens[one.last + 1 : other.first]
    joint = len(between) == 1 and plain(between[0].text) in calendar.joints
    if not joint or one.kind != "date" or other.kind != "date":
        return None
    dashed = plain(between[0].text) == DASH and one.precision == other.precision == "day"
    if bound not in ("both", "from") and not dashed:
        return None
    if one.start is None or other.end is None or one.start > other.end:
        return None
    return replace(
        one,
        span=parse.words(sentence.index, one.first, other.last),
        last=other.last,
        end=other.end,
        precision="range",
        timex=of_interval(Interval(start=one.start, end=other.end)),
    )
