"""The noun phrase around a role or a name: where it begins, whose it is, what "of", "for", "from", "in" add."""

from dataclasses import dataclass

from communique.actors.hits import HEADS, Hit, Reading, glued
from communique.knowledge.name_index import HYPHENS
from communique.knowledge.people_words import PeopleWords
from communique.model import Token

INSIDE = frozenset({"amod", "compound", "nummod", "advmod", "flat", "nmod", "obl:npmod", "nmod:npmod", "conj", "punct"})
IN_TWO = {"based": "in", "loyal": "to"}  # parts of two words: "based in", "loyal to"
OPENING, CLOSING = "()"  # around the short form of a name
NATIONAL = frozenset({"country", "capital", "seat", "place"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV", "X"})
ADJECTIVAL = frozenset({"adjective", "people"})
DESCRIPTIVE = frozenset({"adjective", "ethnic"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A head hit with the tokens before it that belong to it, and the hits among them."""

    hit: Hit
    first: int
    inside: tuple[Hit, ...]


def phrases(reading: Reading, words: PeopleWords) -> tuple[Phrase, ...]:
    """The phrases of a sentence in reading order; a role before a name belongs to the name's phrase."""
    found: list[Phrase] = []
    edge = len(reading.sentence.tokens)
    for hit in reversed(reading.hits):
        if hit.kind not in HEADS or hit.first >= edge:
            continue
        first = left_edge(reading, hit, words)
        found.append(Phrase(hit=hit, first=first, inside=_hits_between(reading, first, hit.first - 1)))
        edge = first
    return tuple(reversed(found))


def _hits_between(reading: Reading, first: int, last: int) -> tuple[Hit, ...]:
    return tuple(dict.fromkeys(reading.at[i] for i in range(first, last + 1) if i in reading.at))


def left_edge(reading: Reading, hit: Hit, words: PeopleWords) -> int:
    """The first token of the phrase that ends with this hit: adjectives, nationalities, titles, numbers before it."""
    first = hit.first
    while first > 0:
        step = _step_left(reading, hit, first, words)
        if step is None:
            break
        first = step
    if reading.sentence.tokens[first].text == OPENING:
        first += 3  # the name before the brackets belongs to something else
    while first < hit.first and (reading.sentence.tokens[first].text in HYPHENS or glued(reading.sentence, first - 1)):
        first += 1  # a word cut in two does not begin a phrase
    return first


def _step_left(reading: Reading, hit: Hit, first: int, words: PeopleWords) -> int | None:
    """Where the phrase begins if the word before token `first` belongs to it, else None."""
    tokens = reading.sentence.tokens
    token = tokens[first - 1]
    before = reading.at.get(first - 1)
    if before is not None:
        return before.first if _belongs(reading, before, hit, first) else None
    if glued(reading.sentence, first - 1):
        return first - 1
    if _is_abbreviation_between(reading, first):
        return first - 3
    if words.parts.get(token.text.lower()) == "and" and token.upos == "CCONJ":
        return first - 1 if _joins_adjectives(reading, first, hit) else None
    inside = first <= token.head <= hit.last
    if inside and token.dep in INSIDE and token.upos in NOMINAL and token.text not in words.not_names:
        return first - 1
    return None


def _is_abbreviation_between(reading: Reading, first: int) -> bool:
    """ "a Red River League (RRL) envoy": the short form in brackets behind a known name belongs to the phrase."""
    tokens = reading.sentence.tokens
    if first < 4 or tokens[first - 1].text != CLOSING or tokens[first - 3].text != OPENING:
        return False
    name = reading.at.get(first - 4)
    return name is not None and name.kind == "organisation" and tokens[first - 2].text.isupper()


def _belongs(reading: Reading, before: Hit, hit: Hit, first: int) -> bool:
    """True where a known hit directly before the phrase describes its head."""
    last = reading.sentence.tokens[before.last]
    inside = first <= last.head <= hit.last
    following = reading.at.get(first)
    if before.kind in ("adjective", "ethnic", "void", "status", "honorific"):
        return True
    if before.kind == "people":
        return inside or not last.text.endswith("s")
    if before.kind == "role":
        return inside or _names_its_role(reading, before, hit, first)
    if before.kind == "organisation" and following is not None and following.kind == "role":
        return True
    if before.kind in NATIONAL and following is not None and following.kind in DESCRIPTIVE:
        return False  # "invited to the Kremlin Turkish generals"
    if before.kind in ("country", "capital", "seat", "organisation", "place"):
        return (inside and last.dep in INSIDE) or (following is not None and first <= last.head <= following.last)
    if before.kind == "name" and reading.sentence.tokens[first].text in HYPHENS:
        return True  # "Kurdish-led"
    return inside and before.kind in ("name", "person", "surname") and last.dep in INSIDE and hit.kind == "role"


def _names_its_role(reading: Reading, role: Hit, name: Hit, first: int) -> bool:
    """ "spokesman Yahya Saree": the name is attached to the role, or the role is a title written with a capital."""
    tokens = reading.sentence.tokens
    if name.kind == "role" or first != name.first:
        return False
    if role.first <= tokens[_top(reading, name)].head <= role.last:
        return True
    assert role.role is not None
    if role.role.kind == "office":
        return True
    return role.role.kind == "person" and not role.plural


def _top(reading: Reading, hit: Hit) -> int:
    return top_token(reading, hit.first, hit.last)


def top_token(reading: Reading, first: int, last: int) -> int:
    """The syntactic head of tokens `first`..`last`: the last one whose own head lies outside."""
    tokens = reading.sentence.tokens
    outside = [i for i in range(first, last + 1) if not first <= tokens[i].head <= last]
    nominal = [i for i in outside if tokens[i].upos in NOMINAL]
    return (nominal or outside or [last])[-1]


def _joins_adjectives(reading: Reading, first: int, hit: Hit) -> bool:
    """ "Chinese and Russian presidents": two nationalities before one noun."""
    right, left = reading.at.get(first), reading.at.get(first - 2)
    if right is None or left is None or right.kind not in ADJECTIVAL or left.kind not in ADJECTIVAL or right is hit:
        return False
    tokens = reading.sentence.tokens
    return not tokens[left.last].text.endswith("s") and tokens[left.last].xpos != "NNPS"


# ---------------------------------------------------------------- behind the head
@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """What a preposition behind the head adds: the hits in its noun phrase and where that phrase ends."""

    part: str
    hits: tuple[Hit, ...]
    last: int


def tail(reading: Reading, last: int, words: PeopleWords) -> Tail | None:
    """The phrase under "of", "for", "from", "in", "at", "based in" or "loyal to" directly behind token `last`."""
    tokens = reading.sentence.tokens
    i = last + 1
    if i >= len(tokens):
        return None
    part = words.parts.get(tokens[i].text.lower())
    if part in IN_TWO and i + 1 < len(tokens) and words.parts.get(tokens[i + 1].text.lower()) == IN_TWO[part]:
        i += 1
    elif part not in ("of", "for", "from", "in", "at", "to"):
        return None
    found: list[Hit] = []
    i += 1
    while i < len(tokens):
        hit = reading.at.get(i)
        if hit is not None and hit.kind != "void":
            found.append(hit)
            i = hit.last + 1
            if _closes(reading, hit, i):
                break
        elif _goes_on(tokens[i], bool(found)):
            i += 1
        else:
            break
    if not found:
        return None
    open_end = found[-1].kind in ("adjective", "ethnic", "status", "honorific")  # "people of Syrian origin"
    return Tail(part=part or "", hits=tuple(found), last=last if open_end else found[-1].last)


def _closes(reading: Reading, hit: Hit, following: int) -> bool:
    """True where the noun phrase ends with this hit."""
    tokens = reading.sentence.tokens
    if hit.kind in ("adjective", "ethnic", "status", "honorific"):
        return False
    if following >= len(tokens):
        return True
    if tokens[following].xpos == "POS":
        return False
    return reading.at.get(following) is None


def _goes_on(token: Token, inside: bool) -> bool:
    if token.upos == "DET" or token.xpos in ("POS", "PRP$"):
        return not (inside and token.upos == "DET")
    return token.upos in ("ADJ", "NOUN", "PROPN", "NUM") or token.text in HYPHENS


def more_countries(reading: Reading, last: int, words: PeopleWords) -> tuple[tuple[Hit, ...], int]:
    """The countries coordinated behind token `last` ("of France, Germany and Britain") and where they end."""
    tokens = reading.sentence.tokens
    found: list[Hit] = []
    i = last + 1
    while i < len(tokens):
        j = i
        while j < len(tokens) and (words.parts.get(tokens[j].text.lower()) == "and" or tokens[j].upos == "DET"):
            j += 1
        hit = reading.at.get(j) if j > i else None
        if hit is None or hit.kind != "country":
            break
        found.append(hit)
        last = hit.last
        i = last + 1
    return tuple(found), last


def chained(reading: Reading, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The first nationality of a phrase and those joined to it by "and" or a hyphen; others describe it further."""
    tokens = reading.sentence.tokens
    national = [h for h in hits if h.kind in ADJECTIVAL or (h.kind in NATIONAL and not _is_topic(reading, h))]
    chain: list[Hit] = []
    for hit in national:
        if chain and not _joined(tokens, chain[-1], hit):
            break
        chain.append(hit)
    return tuple(chain)


def _is_topic(reading: Reading, hit: Hit) -> bool:
    """ "Syria response director": a country that describes a noun before the role is what the work is about."""
    token = reading.sentence.tokens[hit.last]
    behind = hit.last + 1
    if token.dep not in ("compound", "nmod") or behind >= len(reading.sentence.tokens) or behind in reading.at:
        return False
    return reading.sentence.tokens[behind].upos == "NOUN" and reading.sentence.tokens[behind].dep == "compound"


def _joined(tokens: tuple[Token, ...], left: Hit, right: Hit) -> bool:
    between = tokens[left.last + 1 : right.first]
    return len(between) == 1 and (between[0].text in HYPHENS or between[0].upos == "CCONJ")


def is_modifier(reading: Reading, hit: Hit) -> bool:
    """True where a role only describes the noun behind it ("army base")."""
    token = reading.sentence.tokens[hit.last]
    return token.dep in ("compound", "amod") and token.head > hit.last
