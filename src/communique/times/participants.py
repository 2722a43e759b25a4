"""What stands around the noun of an event: whom it names, which year, and whether it is a definite one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from communique import sentence as ask
from communique.knowledge.calendar import Calendar, plain
from communique.model import Parse, Sentence, Token
from communique.times.guard import EARLIEST, LATEST

Side = Literal["source", "target", "any"]
LONGEST_NAME = 4  # words
MODIFIERS = ("amod", "compound", "nmod:poss", "nummod", "nmod", "obl", "acl", "acl:relcl", "appos", "nmod:npmod")
CALENDAR_KINDS = frozenset({"MONTH", "WEEKDAY", "DEICTIC", "LAST", "NEXT", "PREVIOUS", "FOLLOWING"})
SIDES: dict[str, Side] = {"target": "target", "source": "source"}
BELOW = ("compound", "nmod:poss", "amod", "obl:npmod", "nmod", "obl", "nsubj")  # where "US-led" has its name
DEFINITE = frozenset({"Definite=Def", "PronType=Dem"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name beside an event's noun: the country it stands for, its words, and the side the syntax gives it."""

    country: str | None
    text: str
    side: Side

    @staticmethod
    def at(sentence: Sentence, index: int, side: Side, calendar: Calendar) -> "Named":
        """The name that ends at token `index`, as long as a country or the tables know it."""
        texts = list(_name_texts(sentence, index))
        for text in texts:
            if text in calendar.countries:
                return Named(country=calendar.countries[text], text=text, side=side)
        text = next((text for text in texts if text in calendar.event_words), texts[-1])
        return Named(country=None, text=text, side=side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The phrase of an event's noun."""

    first: int
    last: int
    names: tuple[Named, ...]
    year: int | None
    definite: bool
    told_behind: bool  # a name stands behind the noun


def _name_texts(sentence: Sentence, index: int) -> Iterator[str]:
    """The words that end at token `index`, the longest run of its own compounds first."""
    first = index
    while first > 0 and sentence.tokens[first - 1].head == index and index - first < LONGEST_NAME - 1:
        if sentence.tokens[first - 1].dep not in ("compound", "amod", "flat", "punct"):
            break
        first -= 1
    for start in range(first, index + 1):
        tokens = sentence.tokens[start : index + 1]
        text, at = "", tokens[0].start
        for token in tokens:
            text += " " * (token.start - at) + token.text
            at = token.end
        yield text


def named_countries(parse: Parse, calendar: Calendar) -> frozenset[str]:
    """The countries that an article names, by whatever word."""
    found = set()
    for sentence in parse.sentences:
        for token in sentence.tokens:
            if token.upos in ("PROPN", "ADJ", "NOUN") and token.text[:1].isupper():
                for text in _name_texts(sentence, token.index):
                    if text in calendar.countries:
                        found.add(calendar.countries[text])
                        break
    return frozenset(found)


def modifiers(sentence: Sentence, head: int, calendar: Calendar) -> Around | None:
    """What stands around an event's noun; None where it makes another event of it ("a trade war", "war on drugs")."""
    first = last = head
    names: list[Named] = []
    years: list[int] = []
    definite = behind = False
    for token in ask.children(sentence, head):
        if token.dep in ("det", "det:predet"):
            definite = definite or any(f in token.feats for f in DEFINITE)
            if token.index < head and "Definite=Ind" in token.feats:
                return None
            first = min(first, token.index)
            continue
        if token.dep not in MODIFIERS:
            continue
        told = _modifier(sentence, token, head, calendar)
        if told is None:
            return None
        them, year = told
        names.extend(them)
        years.extend(year)
        definite = definite or token.dep == "nmod:poss"
        if token.index < head or them:
            phrases = [ask.phrase(sentence, i, ("conj", "cc")) for i in ask.conjuncts(sentence, token.index)]
            first, last = min(first, phrases[0][0]), max(last, phrases[-1][1] if token.index > head else head)
            behind = behind or (bool(them) and token.index > head)
    return Around(
        first=first,
        last=last,
        names=tuple(names),
        year=years[0] if years else None,
        definite=definite,
        told_behind=behind,
    )


def _modifier(
    sentence: Sentence, token: Token, head: int, calendar: Calendar
) -> tuple[tuple[Named, ...], tuple[int, ...]] | None:
    """The names and years in one modifier; None where it blocks."""
    if token.dep in ("acl", "acl:relcl", "appos"):
        return (), ()
    years = tuple(y for i in ask.subtree(sentence, token.index) if (y := year_of(sentence.tokens[i])) is not None)
    if years:
        return (), years
    if any(_is_calendar_word(sentence.tokens[i], calendar) for i in ask.subtree(sentence, token.index)):
        return ((), ()) if token.index > head else None  # "last year's assault" is another one than the known
    side = _side(sentence, token, calendar)
    names = [Named.at(sentence, i, side, calendar) for i in ask.conjuncts(sentence, token.index)]
    unknown = [named for named in names if named.country is None and named.text not in calendar.event_words]
    if not unknown:
        return tuple(names), ()
    return _neutral(sentence, token, side, calendar)


def _is_calendar_word(token: Token, calendar: Calendar) -> bool:
    kinds = {phrase.reading.kind for phrase in calendar.phrases.get(plain(token.text), ())}
    return bool(kinds & CALENDAR_KINDS) and (token.text[:1].isupper() or "MONTH" not in kinds)


def _neutral(
    sentence: Sentence, token: Token, side: Side, calendar: Calendar
) -> tuple[tuple[Named, ...], tuple[int, ...]] | None:
    """A modifier that is no name: passed over with the names below it, or blocking."""
    role = calendar.modifiers.get(token.lemma) or calendar.modifiers.get(token.text.lower())
    if role == "blocking":
        return None
    if role is None and (token.upos != "ADJ" or token.text[:1].isupper() or token.dep != "amod"):
        return None
    below = [
        named
        for child in ask.children(sentence, token.index, BELOW)
        if (named := Named.at(sentence, child.index, side, calendar)).country or named.text in calendar.event_words
    ]
    return tuple(below), ()


def _side(sentence: Sentence, token: Token, calendar: Calendar) -> Side:
    """The owner does it; a preposition can tell to whom it is done ("of", "against") or by whom."""
    if token.dep == "nmod:poss":
        return "source"
    role = calendar.modifiers.get(ask.preposition(sentence, token.index) or "")
    return SIDES.get(role or "", "any")


def year_of(token: Token) -> int | None:
    """The year a token tells, or None."""
    if len(token.text) == 4 and token.text.isdigit() and EARLIEST <= int(token.text) <= LATEST:
        return int(token.text)
    return None
