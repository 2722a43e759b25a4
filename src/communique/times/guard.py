"""What looks like a time and is none: names with a month or a weekday in them, numbers like years."""

from collections.abc import Sequence

from communique.knowledge.calendar import Calendar
from communique.model import Sentence, Token
from communique.times.words import Match, Readings

EARLIEST, LATEST = 1700, 2100  # figures outside are no year of the news
ROUND = 100  # "2000 soldiers": a round number before a plural counts
BEFORE_TIME = ("on", "in", "since")  # literals of the patterns
YEARLY = frozenset({"year", "bare_year"})
NAMING = frozenset({"MONTH", "HOLIDAY"})  # words that are surnames, too
DEICTIC = frozenset({"unit", "deictic"})
NAMELIKE = frozenset({"month", "weekday", "date", "holiday"})


def is_time(sentence: Sentence, match: Match, read: Sequence[Readings]) -> bool:
    """False where the words of a match belong to a name or count something."""
    if match.meaning in YEARLY and "YEAR" in match.slots and not _is_year(sentence, match):
        return False
    if match.words == () and match.context and match.meaning == "month" and _after_article(sentence, match):
        following = sentence.tokens[match.last + 1 : match.last + 2]
        if not following or following[0].upos != "NOUN" or sentence.tokens[match.last].head < following[0].index:
            return False
    if match.meaning in DEICTIC and _is_title(sentence, match):
        return False
    return match.meaning not in NAMELIKE or not in_name(sentence, match, read)


def _is_title(sentence: Sentence, match: Match) -> bool:
    """ "on This Week": a programme's name, every word with a capital letter within a sentence."""
    words = sentence.tokens[match.first : match.last + 1]
    return match.first > 0 and match.first < match.last and all(t.text[0].isupper() for t in words)


def in_name(sentence: Sentence, match: Match, read: Sequence[Readings]) -> bool:
    """True for "Sunday Times", "7 October Museum", "Theresa May": a name goes on behind or before the words."""
    tokens = sentence.tokens
    last, first = tokens[match.last], tokens[match.first]
    if match.last + 1 < len(tokens) and not match.context:
        after = tokens[match.last + 1]
        named = _is_name(after) and not read[after.index]
        heads = {tokens[i].head for i in range(match.first, match.last + 1)}
        before = tokens[match.first - 1] if match.first else None
        if named and after.index in heads and last.dep in ("compound", "nummod", "nmod") and not _opens(before):
            return True
    if match.first == match.last and match.first and not match.context and NAMING & _kinds(read[match.first]):
        before = tokens[match.first - 1]
        return _is_name(before) and not read[before.index] and before.head == first.index
    return False


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper()


def _after_article(sentence: Sentence, match: Match) -> bool:
    return match.first > 0 and sentence.tokens[match.first - 1].upos == "DET"


def _kinds(read: Readings) -> frozenset[str]:
    return frozenset(reading.kind for reading in read)


def _opens(token: Token | None) -> bool:
    """A preposition just before the words: "On Wednesday Zelenskyy …"."""
    return token is not None and token.upos == "ADP"


def doubtful_names(sentences: Sequence[Sentence], calendar: Calendar) -> frozenset[str]:
    """The words that are a month and, in this article, a person too ("Theresa May")."""
    found = set()
    for sentence in sentences:
        for token in sentence.tokens[1:]:
            if token.upos == "PROPN" and _is_month(token, calendar):
                before = sentence.tokens[token.index - 1]
                if _is_name(before) and before.head == token.index and before.text.lower() not in calendar.phrases:
                    found.add(token.text)
    return frozenset(found)


def _is_month(token: Token, calendar: Calendar) -> bool:
    return any(p.reading.kind == "MONTH" for p in calendar.phrases.get(token.text.lower(), ()))


def is_person(sentence: Sentence, match: Match, names: frozenset[str]) -> bool:
    """ "from May" in an article about Theresa May: the month only as an adverbial of a verb under "in"."""
    token = sentence.tokens[match.last]
    if match.first != match.last or token.text not in names:
        return False
    before = sentence.tokens[match.first - 1] if match.first else None
    return before is None or before.lemma not in BEFORE_TIME or not token.dep.startswith("obl")


def _is_year(sentence: Sentence, match: Match) -> bool:
    """A figure of four that tells a year: within reach, and no count of what follows."""
    token = sentence.tokens[match.last]
    number = match.slots["YEAR"][0]
    if not EARLIEST <= number <= LATEST:
        return False
    if match.meaning == "year" and not _counts(sentence, token):
        return True
    return match.meaning == "bare_year" and _stands_as_year(sentence, token)


def _counts(sentence: Sentence, token: Token) -> bool:
    """ "for 2000 people", "of 1500 troops", "2010 metres"."""
    if token.index + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[token.index + 1]
    if after.text == "%":
        return True
    if token.head != after.index or after.xpos != "NNS":
        return False
    before = sentence.tokens[token.index - 1] if token.index else None
    if before is None or before.lemma in BEFORE_TIME or before.xpos == "DT":
        return int(token.text) % ROUND == 0
    return int(token.text) % ROUND == 0 or before.upos == "ADP"


def _stands_as_year(sentence: Sentence, token: Token) -> bool:
    """A year without a preposition: in brackets, bare at a verb, or before the noun it dates ("the 2003 invasion")."""
    before = sentence.tokens[token.index - 1] if token.index else None
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    if before is not None and (before.xpos == "$" or before.text in ("#", "£", "€")):
        return False
    if before is not None and after is not None and before.text == "(" and after.text in (")", ",", ";"):
        return True
    if token.dep in ("obl:tmod", "nmod:tmod"):
        return True
    if after is None or (after.upos not in ("NOUN", "PROPN", "ADJ", "VERB") and after.text not in ("-", "’s", "'s")):
        return before is not None and before.upos == "CCONJ" and token.dep == "conj"
    return not _counts(sentence, token) and token.dep in ("nummod", "compound", "amod", "nmod", "nmod:poss")
