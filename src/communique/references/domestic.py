"""Whose the army, the court, the police are, where nothing beside them tells: of the only country of the sentence,
else of the country that nearly the whole article speaks of; of none where that country stands against them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.model import NamedActor, Sentence, Token
from communique.references.anchors import NATIONAL, PERSON_TABLES
from communique.references.context import Context
from communique.sentence import ROOT, SUBJECTS, ancestors, children, preposition

SHARE = 0.8  # of all countries an article tells, one has so many: then "the army" anywhere in it is its army
LEAST = 3  # namings of a country that make a share worth asking for
WITHIN = frozenset({"nmod", "nmod:poss", "amod", "compound", "appos", "conj", "flat", "nummod"})
ORGANS = frozenset({"GOV", "COP", "JUD", "LEG"})  # PLOVER sectors
HEADED = frozenset({"agent", "office", "description"})  # forms that a common noun heads
PEOPLE = frozenset({"CVL", "EDU", "LAB", "MED", "OPP", "PTY", "REB", "REL"})  # those whom the organs of a state face
ETHNIC = "actors:ethnic group"  # a people of several countries: "ethnic Albanians"
CLAIMED = "claimed"  # the country stands against the actor: an opponent, a host, somebody spoken of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A word that tells a country in a sentence; `state`: by its own name, not by one of its bodies or people;
    `passing`: it only says whom something is about or with ("a pact with Chad", "the Chad talks", "Chad's embassy");
    `organ`: a part of its government, police or courts."""

    country: str
    token: int
    state: bool
    passing: bool
    abroad: bool
    organ: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a nominal stands: its predicate, its relation to it, and the prepositions from it up to there."""

    predicate: int
    dep: str
    prepositions: tuple[str, ...]


def settle(context: Context) -> None:
    """Gives bodies and offices that are domestic by kind, and have no country, that of their sentence or article."""
    signs = _signs(context)
    topic = _dominant(signs)
    told: dict[int, set[str]] = {}
    for index, actor in enumerate(context.named.actors):
        meant = context.referents_of(index)
        if len(meant) != 1 or not _is_open(context, meant[0]) or not _is_domestic(context, actor):
            continue
        found = _told(context, actor, signs.get(actor.sentence, []), topic)
        if found is not None:
            told.setdefault(meant[0], set()).add(found)
    for referent, countries in told.items():
        if len(countries) == 1 and CLAIMED not in countries:
            context.referents[referent] = replace(context.referents[referent], country=countries.pop())


def _is_open(context: Context, referent: int) -> bool:
    who = context.referents[referent]
    return who.country is None and who.org_class is None and who.actor_id is None


def _is_domestic(context: Context, actor: NamedActor) -> bool:
    """True for a noun that a state has but one of: "the army", "opposition leaders"; not for "troops", "the envoy"."""
    if actor.rule == ETHNIC:
        return True
    if actor.form not in HEADED and not (actor.form == "person" and actor.rule.startswith(PERSON_TABLES)):
        return False
    if not (actor.sectors or actor.office):
        return False
    first = actor.first if actor.form == "person" else actor.head
    lemmas = [t.lemma for t in context.sentence(actor).tokens[max(first - 1, 0) : actor.head + 1]]
    words = {*lemmas[1 if first else 0 :], *(" ".join(pair) for pair in pairwise(lemmas))}
    return any(("domestic", word) in context.words.homelands for word in words) and not _is_described(context, actor)


def _is_described(context: Context, actor: NamedActor) -> bool:
    """True where a capital ("Vila's government"), an owner or "of …" tells whose he is, though not of which country."""
    sentence = context.sentence(actor)
    below = children(sentence, actor.head, ("nmod", "nmod:poss", "compound", "amod", "flat", "appos"))
    if any(t.dep in ("nmod:poss", "nmod") and not _is_beside(context, actor, t) for t in below):
        return True
    if actor.plural or actor.form == "person" or set(actor.sectors) & PEOPLE:
        return False  # "Hutu rebels", "Christian villagers": a people does not tell the state
    own = (actor.head, *(t.index for t in below if t.dep != "nmod"))
    return any(sentence.tokens[i].text[0].isupper() and i > 0 for i in own)


def _is_beside(context: Context, actor: NamedActor, token: Token) -> bool:
    """True for what leaves open whose he is: "outside the hall", and "of President Brown" behind "the government"."""
    word = preposition(context.sentence(actor), token.index)
    if word != "of":
        return word is not None and ("setting", word) in context.words.homelands
    named = [context.named.actors[i] for i in context.at(actor.sentence, token.index)]
    return any(other.form == "person" and other.country is None for other in named)


def _signs(context: Context) -> dict[int, list[Sign]]:
    """The words that tell a country, by sentence; a nationality stands where its noun does."""
    found: dict[int, list[Sign]] = {}
    for index, actor in enumerate(context.named.actors):
        if actor.form == "pronoun":
            continue
        token = context.token(actor)
        below = actor.form == "demonym" and token.dep in WITHIN and token.head > token.index
        where = token.head if below else token.index
        state = actor.form in NATIONAL and not below
        countries = {context.referents[r].country for r in context.referents_of(index)} | {actor.country}
        organ = not state and bool(set(actor.sectors) & ORGANS)
        for country in sorted(c for c in countries if c is not None):
            sign = _sign(context, actor.sentence, where, country, state=state, organ=organ)
            found.setdefault(actor.sentence, []).append(sign)
    for place in context.named.places:
        if place.country is not None and (place.sentence, place.head) not in context.heads:
            sign = _sign(context, place.sentence, place.head, place.country, state=True, organ=False)
            found.setdefault(place.sentence, []).append(sign)
    return {i: _without_owners(context.parse.sentences[i], here) for i, here in found.items()}


def _without_owners(sentence: Sentence, here: list[Sign]) -> list[Sign]:
    """The signs without the names of countries that only say whose another sign is ("Chad's army": the army)."""
    owned = {(sign.token, sign.country) for sign in here if not sign.state}
    return [s for s in here if not (s.state and (sentence.tokens[s.token].head, s.country) in owned)]


def _sign(context: Context, where: int, token: int, country: str, *, state: bool, organ: bool) -> Sign:
    """The sign at a token of sentence `where`."""
    homelands, sentence = context.words.homelands, context.parse.sentences[where]
    abroad = any(("abroad", sentence.tokens[i].lemma) in homelands for i in (token, *_up(sentence, token)))
    words = _standing(sentence, token).prepositions
    outside = any(("setting", word) not in homelands for word in words)
    passing = state and (outside or sentence.tokens[token].dep == "compound")
    return Sign(country=country, token=token, state=state, passing=passing, abroad=abroad, organ=organ and not abroad)


def _up(sentence: Sentence, index: int) -> set[int]:
    """The nouns that a word describes, through other nouns."""
    found: set[int] = set()
    token = sentence.tokens[index]
    while token.dep in WITHIN and token.head != ROOT:
        token = sentence.tokens[token.head]
        found.add(token.index)
    return found


def _dominant(signs: dict[int, list[Sign]]) -> str | None:
    counted = Counter(sign.country for here in signs.values() for sign in here)
    if not counted:
        return None
    country, times = counted.most_common(1)[0]
    return country if times >= LEAST and times >= SHARE * counted.total() else None


def _told(context: Context, actor: NamedActor, here: list[Sign], topic: str | None) -> str | None:
    """The country told of one naming; `CLAIMED` where the only one stands against it; None: nothing is told."""
    if not here:
        return topic
    countries = {sign.country for sign in here if not sign.abroad}
    sentence = context.sentence(actor)
    asked = [sign for sign in here if {sign.country} >= countries]
    if any(_is_against(context, sentence, actor, sign) for sign in asked):
        return CLAIMED
    telling = {sign.country for sign in asked if not (sign.passing or sign.abroad)}
    return telling.pop() if len(countries) == 1 and telling else None


def _is_against(context: Context, sentence: Sentence, actor: NamedActor, sign: Sign) -> bool:
    """True where the country takes part in what the actor does, suffers or tells, other than as where it happens."""
    own, other = _standing(sentence, actor.head), _standing(sentence, sign.token)
    if sign.organ and set(actor.sectors) & PEOPLE:
        return False  # "the Kenyan police dispersed students", "rebels rejected the Kenyan minister's offer"
    if other.predicate == own.predicate:
        return not _is_setting(context, sentence, other)
    above = set(_governing(sentence, other.predicate))
    if own.predicate in above and own.dep in SUBJECTS:  # what the actor says, wants, fears
        return not _is_setting(context, sentence, other)
    governs = other.predicate in set(_governing(sentence, own.predicate))
    return governs and sign.state and sentence.tokens[sign.token].dep in SUBJECTS  # not "Lima radio said"


def _standing(sentence: Sentence, index: int) -> Standing:
    """Where a nominal stands, through the nouns it describes and is coordinated with."""
    words: list[str] = []
    token = sentence.tokens[index]
    while True:
        word = preposition(sentence, token.index)
        if word is not None:
            words.append(word)
        if token.dep not in WITHIN or token.head == ROOT or token.upos == "VERB":
            break
        token = sentence.tokens[token.head]
    predicate = token.index if token.head == ROOT else token.head
    return Standing(predicate=_shared(sentence, predicate), dep=token.dep, prepositions=tuple(words))


def _shared(sentence: Sentence, verb: int) -> int:
    """The verb whose subject a verb has: itself, or the one it is coordinated with or completes."""
    token = sentence.tokens[verb]
    while token.dep in ("conj", "xcomp") and token.head != ROOT and not children(sentence, token.index, SUBJECTS):
        token = sentence.tokens[token.head]
    return token.index


def _governing(sentence: Sentence, verb: int) -> Iterator[int]:
    """The predicates above a verb that tell, want or ask what it says."""
    token: Token = sentence.tokens[verb]
    for above in ancestors(sentence, verb):
        if token.dep in ("ccomp", "xcomp", "conj", "parataxis", "advcl", "acl"):
            yield above.index
        token = above


def _is_setting(context: Context, sentence: Sentence, other: Standing) -> bool:
    """True for "in Chad", "a school in Chad": where it happens; not behind verbs of travel and talk."""
    homelands = context.words.homelands
    if not other.prepositions or ("travel", sentence.tokens[other.predicate].lemma) in homelands:
        return False
    return all(("setting", word) in homelands for word in other.prepositions)
