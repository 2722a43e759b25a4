"""Dated events: wars, invasions, attacks, coups, accords that the text names, and their days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Day

from communique import sentence as ask
from communique.knowledge.calendar import Calendar, name_words
from communique.knowledge.calendar_rows import DatedEventRow
from communique.model import Parse, Sentence, TimeMention
from communique.times.bounds import bound_before
from communique.times.interval import Interval, day
from communique.times.known import Naming, begun, fitting, gone_back_to, pointed_to
from communique.times.participants import Named, modifiers, named_countries, year_of
from communique.times.timex import of_interval

UNTOLD = frozenset({"from", "after", "before"})  # what "war" without an article stands under: "before war broke out"
OPENING = frozenset({"det", "amod", "nummod", "compound"})


def dated_events(parse: Parse, calendar: Calendar) -> tuple[TimeMention, ...]:
    """Every naming of a dated event in reading order; `head` is its noun or verb, `basis` known_event.

    An act of a day ("the invasion") has the day it began, a war its first and last day. "The war" alone goes back to
    the one event of its class that is named before; where none is and it tells a time ("since the war"), to the one
    war going on whose two sides the article names.
    """
    published = parse.article.published_on
    found: list[TimeMention] = []
    before: list[tuple[int, DatedEventRow]] = []
    countries: frozenset[str] | None = None
    for sentence in parse.sentences:
        for naming in _namings(sentence, calendar, published):
            event = naming.event
            if event is None and naming.row is not None:
                event = gone_back_to(naming, before, published)
                if event is None and not before and _tells_a_time(sentence, naming, calendar):
                    countries = named_countries(parse, calendar) if countries is None else countries
                    event = pointed_to(naming, countries, calendar, published)
            elif event is not None:
                before.append((naming.sentence, event))
            if event is not None:
                found.append(_mention(parse, naming, event, published))
    return tuple(found)


def _tells_a_time(sentence: Sentence, naming: Naming, calendar: Calendar) -> bool:
    """ "since the war", "the anniversary of the war", "the war's outbreak"."""
    above = sentence.tokens[naming.head].head
    framed = above != ask.ROOT and sentence.tokens[above].lemma in calendar.frames
    return framed or bound_before(sentence, naming.first, calendar.bounds)[0] in UNTOLD


def _namings(sentence: Sentence, calendar: Calendar, published: Day | None) -> Iterator[Naming]:
    last = -1
    for token in sentence.tokens:
        if token.index <= last:
            continue
        naming = None
        if next(iter(name_words(token.text)), "") in calendar.names:
            naming = _by_name(sentence, token.index, calendar, published)
        if naming is None and token.lemma in calendar.nouns and token.upos in ("NOUN", "PROPN"):
            naming = _by_noun(sentence, token.index, calendar, published)
        if naming is None and token.lemma in calendar.verbs and token.upos == "VERB":
            naming = _by_verb(sentence, token.index, calendar, published)
        if naming is not None:
            last = naming.last
            yield naming


def _by_name(sentence: Sentence, at: int, calendar: Calendar, published: Day | None) -> Naming | None:
    """An event's literal name from token `at` on; the event must have begun."""
    words: list[str] = []
    ends: dict[int, int] = {}
    for token in sentence.tokens[at : at + 8]:
        words.extend(name_words(token.text))
        ends[len(words)] = token.index
    for name, event in calendar.names.get(words[0], ()):
        last = ends.get(len(name))
        if last is None or tuple(words[: len(name)]) != name or not begun(event, published):
            continue
        head = _head(sentence, at, last)
        row = calendar.nouns.get(sentence.tokens[head].lemma)
        following = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
        if following is not None and following.upos == "PROPN" and sentence.tokens[head].head == following.index:
            continue
        first, year = _opening(sentence, at, last, head)
        if year is None or event.start.year <= year <= (event.end or event.start).year:
            return Naming(sentence=sentence.index, first=first, last=last, head=head, row=row, event=event)
    return None


def _opening(sentence: Sentence, first: int, last: int, head: int) -> tuple[int, int | None]:
    """Where the phrase of a name begins ("the 1993 Oslo Accords"), and the year before it."""
    year = None
    while first > 0 and sentence.tokens[first - 1].head in range(first, last + 1):
        before = sentence.tokens[first - 1]
        if before.dep not in OPENING:
            break
        year = year_of(before) or year
        first -= 1
    return first, year


def _head(sentence: Sentence, first: int, last: int) -> int:
    outside = [i for i in range(first, last + 1) if not first <= sentence.tokens[i].head <= last]
    return outside[-1] if outside else last


def _by_noun(sentence: Sentence, head: int, calendar: Calendar, published: Day | None) -> Naming | None:
    """ "the Russian invasion of Ukraine", "the 2003 invasion of Iraq", "the war"."""
    token = sentence.tokens[head]
    row = calendar.nouns[token.lemma]
    if (token.xpos in ("NNS", "NNPS") and token.text.lower() != row.lemma) or _before_noun(sentence, head):
        return None
    around = modifiers(sentence, head, calendar)
    if around is None:
        return None
    naming = Naming(
        sentence=sentence.index, first=around.first, last=around.last, head=head, row=row, event=None, year=around.year
    )
    if around.names or around.year is not None:
        if not (around.definite or around.told_behind):
            return None
        event = fitting(row, around.names, around.year, calendar, published)
        return replace(naming, event=event) if event is not None else None
    bare = row.extent == "span" and bound_before(sentence, naming.first, calendar.bounds)[0] in UNTOLD
    if _goes_on_in_words(sentence, head, calendar):
        return None
    return naming if row.needs == 1 and (around.definite or bare) else None


def _before_noun(sentence: Sentence, index: int) -> bool:
    """ "the war aims", "invasion force"."""
    following = sentence.tokens[index + 1 : index + 2]
    return sentence.tokens[index].dep == "compound" or (bool(following) and following[0].upos == "NOUN")


def _goes_on_in_words(sentence: Sentence, head: int, calendar: Calendar) -> bool:
    """ "the war” on terror": more is said about it, whatever the parse makes of that."""
    following = [t for t in sentence.tokens[head + 1 : head + 3] if t.upos != "PUNCT"]
    return bool(following) and calendar.modifiers.get(following[0].lemma) == "target"


def _by_verb(sentence: Sentence, verb: int, calendar: Calendar, published: Day | None) -> Naming | None:
    """ "Russia invaded Ukraine": told as having happened, both sides named."""
    token = sentence.tokens[verb]
    helping = {t.xpos for t in ask.auxiliaries(sentence, verb)}
    if token.xpos not in ("VBD", "VBN", "VBG") or "MD" in helping:
        return None
    if any("Polarity=Neg" in t.feats for t in ask.children(sentence, verb)):
        return None
    doers = [Named.at(sentence, i, "source", calendar) for i in ask.agents(sentence, verb)]
    done_to = [Named.at(sentence, i, "target", calendar) for i in ask.patients(sentence, verb)]
    row = calendar.verbs[token.lemma]
    if not doers or not done_to:
        return None
    event = fitting(row, (*doers, *done_to), None, calendar, published)
    if event is None:
        return None
    return Naming(sentence=sentence.index, first=verb, last=verb, head=verb, row=row, event=event)


def days_of(event: DatedEventRow, extent: str, published: Day | None) -> Interval:
    """The days an event's noun means: the first, or the first to the last (open where it goes on)."""
    if extent == "day":
        return day(event.start)
    end = None if event.end is None or (published is not None and event.end > published) else event.end
    if end == event.start:
        return day(event.start)
    return Interval(start=event.start, end=end if extent == "span" else None)


def _mention(parse: Parse, naming: Naming, event: DatedEventRow, published: Day | None) -> TimeMention:
    whole = days_of(event, naming.row.extent if naming.row else "span", published)
    return TimeMention(
        span=parse.words(naming.sentence, naming.first, naming.last),
        sentence=naming.sentence,
        first=naming.first,
        last=naming.last,
        head=naming.head,
        start=whole.start,
        end=whole.end,
        precision=whole.precision,
        timex=of_interval(whole),
        basis="known_event",
        rule=event.rule,
    )
