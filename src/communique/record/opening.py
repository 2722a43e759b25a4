"""Which acts the day of publication dates: the news at the head of an article, told as the news."""

from dataclasses import dataclass
from datetime import date as Day

from communique.model import Act, Date, Named, Parse, Said, Sentence, TimeMention
from communique.sentence import OBLIQUES, ROOT, ancestors, auxiliaries, clause_verb

LENGTH = 6  # sentences: what is told later is mostly background; on three articles read, dates right .50 → .72
LEAD = 2  # sentences in which "has jailed" is the news; later it tells what led there
ASIDES = frozenset({"acl", "acl:relcl", "advcl"})
REMARKS = frozenset({"acl", "acl:relcl"})
NON_FINITE = ("VB", "VBG", "VBN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The sentences that may be of the day of publication: from `first` (behind the title) up to before `end`."""

    first: int
    end: int

    def holds(self, parse: Parse, act: Act) -> bool:
        """True where the day of publication can be the act's: in the lead, or further on in the plain past."""
        if act.sentence >= self.end:
            return False
        sentence = parse.sentences[act.sentence]
        return act.sentence < self.first + LEAD or _is_plain_past(sentence, act.token)


def opening(parse: Parse, named: Named, acts: tuple[Act, ...], said: Said) -> Opening:
    """The opening of an article; it is empty where the lead tells no news, and ends where another day is told.

    A lead without an act and without anybody who speaks opens a feature or a comment: its past tense is a story told
    from long before. Behind "on Monday ministers met" the acts without a day are of Monday or of no known day. On 100
    newspaper articles read, 16 of 39 days given by publication alone were right before this was asked.
    """
    title = parse.article.title_span
    first = next((s.index for s in parse.sentences if title is None or s.start >= title.end), 0)
    if not _is_news(parse, first, acts, said):
        return Opening(first=first, end=first)
    other = (m.sentence + 1 for m in named.times if m.sentence >= first and _tells_another_day(parse, m))
    return Opening(first=first, end=min(first + LENGTH, next(other, first + LENGTH)))


def _is_news(parse: Parse, first: int, acts: tuple[Act, ...], said: Said) -> bool:
    lead = range(first + LEAD)
    told = ((a.sentence, a.token) for a in acts if a.sentence in lead and (a.sources or a.targets))
    spoken = (
        (s.sentence, s.cue_token)
        for s in said.speeches
        if s.sentence in lead and s.speaker is not None and s.cue_token is not None
    )
    return any(_stands_outside(parse.sentences[at], token, ASIDES) for at, token in (*told, *spoken))


def _stands_outside(sentence: Sentence, token: int, links: frozenset[str]) -> bool:
    above = (sentence.tokens[token], *ancestors(sentence, token))
    return all(t.dep not in links for t in above)


def _tells_another_day(parse: Parse, mention: TimeMention) -> bool:
    """A time gone by that dates a clause, but no remark on a noun."""
    published = parse.article.published_on
    if published is None or mention.kind != "date" or mention.basis != "words":
        return False
    if mention.start is None or mention.end is None or mention.end >= published:
        return False
    sentence = parse.sentences[mention.sentence]
    token = sentence.tokens[mention.head]
    return token.dep in OBLIQUES and _stands_outside(sentence, token.head, REMARKS)


def _is_plain_past(sentence: Sentence, token: int) -> bool:
    verb = clause_verb(sentence, token)
    while verb is not None and sentence.tokens[verb].xpos in NON_FINITE and not auxiliaries(sentence, verb):
        above = sentence.tokens[verb].head
        verb = None if above == ROOT else clause_verb(sentence, above)
    if verb is None:
        return False
    return sentence.tokens[verb].xpos == "VBD" or any(t.xpos == "VBD" for t in auxiliaries(sentence, verb))


def day_of_publication(parse: Parse, act: Act, told: tuple[Date | None, ...], opened: Opening) -> Date | None:
    """The day of publication, for the news of the opening in the outlet's voice or in a statement of that day."""
    day = parse.article.published_on
    if day is None or not opened.holds(parse, act):
        return None
    if act.speech is not None and not _is_of(told[act.speech], day):
        return None
    return Date(start=day, end=day, precision="day", basis="publication")


def _is_of(date: Date | None, day: Day) -> bool:
    return date is not None and date.start == day and date.end == day
