"""When an act or a statement was: the words that date it, a known event, the sentence before, or the publication."""

from dataclasses import replace
from datetime import timedelta

from communique.model import Act, Date, Meant, Named, Parse, Said, Span, Speech, TimeMention
from communique.record.opening import day_of_publication, opening
from communique.sentence import ROOT, attached

BACKGROUND = 90  # days before publication: an act that ended earlier is historical (record.md, section 1)
SHARED_CLAUSE = ("xcomp", "conj", "advcl", "ccomp")


def date_of_words(mention: TimeMention | None) -> Date | None:
    """The date that a time expression gives; None where there is none or it could not be resolved."""
    if mention is None or mention.kind == "set" or (mention.start is None and mention.end is None):
        return None
    return Date(
        start=mention.start,
        end=mention.end,
        precision=mention.precision,
        basis=mention.basis,
        basis_span=mention.span,
    )


def act_dates(
    parse: Parse, named: Named, said: Said, meant: Meant, acts: tuple[Act, ...], told: tuple[Date | None, ...]
) -> tuple[Date | None, ...]:
    """The date of each act; `told` are the dates of the statements."""
    found: list[Date | None] = []
    opened = opening(parse, named, acts, said)
    for act in acts:
        words = None if act.time is None else named.times[act.time]
        date = _in_quotation(parse, words, act.speech, said, told) or date_of_words(words)
        if act.known is not None:
            date = _beginning(date_of_words(named.dated[act.known])) or date
        if date is None and _takes_the_day(act) and (words is None or words.kind == "duration"):
            date = (
                _narrative(parse, acts, found, act)
                or _day_of_saying(parse, act, said, meant, told)
                or day_of_publication(parse, act, told, opened)
            )
        found.append(date)
    return tuple(found)


def _in_quotation(
    parse: Parse, words: TimeMention | None, speech: int | None, said: Said, told: tuple[Date | None, ...]
) -> Date | None:
    """ "today" in a quotation counts from the day it was said, where that is told."""
    published, date = parse.article.published_on, date_of_words(words)
    if words is None or date is None or not words.deictic or speech is None or published is None:
        return None
    on = told[speech]
    quoted = any(q.start <= words.span.start < q.end for q in _quotations(said.speeches[speech]))
    if not quoted or on is None or on.start is None or on.start != on.end:
        return None
    moved = on.start - published
    return replace(date, start=date.start and date.start + moved, end=date.end and date.end + moved)


def _quotations(speech: Speech) -> tuple[Span, ...]:
    return speech.content if speech.kind == "direct" else speech.quotes


def _beginning(date: Date | None) -> Date | None:
    """The day a dated event began: an invasion is told as the act of that day."""
    return None if date is None or date.start is None else replace(date, end=date.start, precision="day")


def _takes_the_day(act: Act) -> bool:
    """True where an act without words of its own may take the day of the story (record.md: never planned ones)."""
    return act.status == "actual" and not act.nominal and not act.backgrounded and not act.series


def _narrative(parse: Parse, acts: tuple[Act, ...], dates: list[Date | None], act: Act) -> Date | None:
    """The date of the last act of the sentence before, in the same paragraph and the same voice."""
    here = parse.sentences[act.sentence]
    for earlier, date in zip(reversed(acts[: len(dates)]), reversed(dates), strict=True):
        if earlier.sentence < act.sentence - 1:
            return None
        there = parse.sentences[earlier.sentence]
        if earlier.sentence == act.sentence or there.paragraph != here.paragraph or earlier.speech != act.speech:
            continue
        goes_on = bool(_who(earlier) & _who(act))  # the same people's doings, not the next item of the news
        if goes_on and date is not None and date.basis in ("words", "narrative") and earlier.status == "actual":
            return Date(
                start=date.start, end=date.end, precision=date.precision, basis="narrative", basis_span=date.basis_span
            )
    return None


def _who(act: Act) -> set[int]:
    return {a.referent for a in (*act.sources, *act.targets) if a.referent is not None}


def _day_of_saying(parse: Parse, act: Act, said: Said, meant: Meant, told: tuple[Date | None, ...]) -> Date | None:
    """The day of what the same people said in the sentence before: "said on Monday that … . He accused …"."""
    if act.speech is not None or act.sentence == 0:
        return None
    before = act.sentence - 1
    if parse.sentences[before].paragraph != parse.sentences[act.sentence].paragraph:
        return None
    for speech, date in zip(said.speeches, told, strict=True):
        if speech.sentence == before and speech.speaker is not None and date is not None and date.basis == "words":
            link = meant.links[speech.speaker]
            if link is not None and set(link.referents) & _doers(act):
                return replace(date, basis="narrative")
    return None


def _doers(act: Act) -> set[int]:
    return {a.referent for a in act.sources if a.referent is not None}


def statement_date(parse: Parse, named: Named, speech: Speech, times: dict[int, list[int]]) -> Date | None:
    """The date of a statement: words at its cue or at the clauses it shares its time with.

    `times` holds the indices of the time expressions by sentence. A known event beside the cue dates what is spoken
    of ("lambasted the decision to leave the accord"), not the speaking.
    """
    here = [
        i
        for i in times.get(speech.sentence, ())
        if named.times[i].basis == "words" and not _inside(named.times[i], speech)
    ]
    if speech.cue_token is None or not here:
        return None
    sentence = parse.sentences[speech.sentence]
    heads = {named.times[i].head: i for i in here}
    index = speech.cue_token
    while True:
        found = attached(sentence, index, heads)
        if found is not None:
            return date_of_words(named.times[heads[found]])
        token = sentence.tokens[index]
        if token.dep not in SHARED_CLAUSE or token.head == ROOT:
            return None
        index = token.head


def _inside(mention: TimeMention, speech: Speech) -> bool:
    return any(c.start <= mention.span.start < c.end for c in speech.content)


def is_historical(date: Date | None, parse: Parse) -> bool:
    """True where the act ended more than `BACKGROUND` days before publication."""
    day = parse.article.published_on
    return date is not None and date.end is not None and day is not None and day - date.end > timedelta(BACKGROUND)
