"""What an article tells anywhere of where somebody is from: "Karl Berg, a Danish cook", "her Danish passport".

People whom the registry does not know are often introduced once and named many times. What the words about any one
naming tell counts for all of them. Kinds of telling rank: citizenship before what somebody is called, before where
somebody is from, before whom somebody works for; where the strongest kind tells two countries, none is taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.knowledge.reference_words import HomelandPart
from communique.model import NamedActor, Sentence, Token
from communique.references.anchors import is_person
from communique.references.context import Context
from communique.sentence import children, preposition, subject_heads

OUTSIDER = "outsider"  # "a Russian ally": of whatever country
CITIZEN = "citizen"
KINDS = (CITIZEN, "called", "from", "serves")  # the strongest first
PEOPLE = frozenset({"person", "name", "pronoun"})
DESCRIBING = frozenset({"amod", "compound", "nmod", "obl:npmod"})
BODIES = frozenset({"organisation", "agent", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one stretch of words tells of a referent."""

    referent: int
    kind: str
    country: str | None
    sectors: tuple[str, ...] = ()


def tell(context: Context) -> None:
    """Gives persons and names without a country the one that the words about any of their namings tell."""
    found: dict[int, list[Told]] = {}
    _tell_bodies(context)
    for told in (*_from_namings(context), *_from_places(context)):
        found.setdefault(told.referent, []).append(told)
    for referent, all_told in found.items():
        who = context.referents[referent]
        if who.country is not None or who.plural:
            continue
        strongest = min((t.kind for t in all_told), key=KINDS.index)
        if who.org_class is not None and strongest != CITIZEN:
            continue  # whoever serves the United Nations is not of his country there
        best = [t for t in all_told if t.kind == strongest]
        countries = {t.country for t in best}
        if len(countries) == 1:
            context.referents[referent] = replace(who, country=countries.pop(), sectors=who.sectors or best[0].sectors)


def _tell_bodies(context: Context) -> None:
    """Gives bodies named after a place its country: "the Odense health directorate", "Leeds College"."""
    for place in context.named.places:
        token = context.parse.sentences[place.sentence].tokens[place.head]
        if place.country is None or token.dep not in DESCRIBING:
            continue
        for index in context.at(place.sentence, token.head):
            actor, meant = context.named.actors[index], context.referents_of(index)
            inside = actor.first <= place.first and place.last < actor.head
            if not inside or len(meant) != 1 or not (actor.form == "name" or _is_group(actor)):
                continue
            who = context.referents[meant[0]]
            if who.country is None and who.org_class is None and who.actor_id is None:
                context.referents[meant[0]] = replace(who, country=place.country)


def _is_group(actor: NamedActor) -> bool:
    """True for a body with a task ("media centre"); "the Geneva group" need not be Swiss."""
    return actor.form == "agent" and bool(actor.sectors) and not is_person(actor) and not actor.plural


def _from_namings(context: Context) -> Iterator[Told]:
    """What nationalities, roles with a country and bodies tell of the persons they stand beside."""
    for index, naming in enumerate(context.named.actors):
        sentence, token = context.sentence(naming), context.token(naming)
        if naming.form in BODIES and not is_person(naming):
            yield from _serving(context, index, sentence, token)
        elif naming.country is None:
            continue
        elif _is_national(naming):
            if token.dep in DESCRIBING and token.head > token.index:
                yield from _of_noun(context, naming, sentence, sentence.tokens[token.head])
            elif naming.form == "demonym":
                yield from _called(context, naming, sentence, token)
        elif naming.form == "country":
            yield from _at_place(context, sentence, token, naming.country)
        elif is_person(naming) and naming.actor_id is None:
            yield from _called(context, naming, sentence, token)


def _is_national(naming: NamedActor) -> bool:
    """True for "Danish", and for "UK", which has no adjective beside it."""
    return naming.form == "demonym" or (naming.form == "country" and naming.span.quote.isupper())


def _of_noun(context: Context, naming: NamedActor, sentence: Sentence, noun: Token) -> Iterator[Told]:
    """A nationality before a noun: of whoever owns the citizenship, of whoever is so called."""
    if not _is(context, "citizenship", noun.lemma):
        if naming.first == _first_national(context, sentence, noun):
            yield from _called(context, naming, sentence, noun)
        return
    owners = [t.index for t in children(sentence, noun.index, ("nmod:poss",))]
    owners += [t.index for t in children(sentence, noun.index, ("nmod",)) if preposition(sentence, t.index) == "of"]
    verb = sentence.tokens[noun.head] if noun.dep == "obj" else None
    if verb is not None and not owners and _is(context, "holding", verb.lemma) and not _is_denied(sentence, verb):
        owners = list(subject_heads(sentence, verb.index))
    yield from _told(context, naming.country, sentence, owners, CITIZEN)


def _first_national(context: Context, sentence: Sentence, noun: Token) -> int:
    """ "a British-Iranian aid worker": the first nationality counts, as it does before a role."""
    below = [t.index for t in children(sentence, noun.index, DESCRIBING) if t.index < noun.index]
    firsts = [context.named.actors[i].first for t in below for i in context.at(sentence.index, t)]
    return min(firsts, default=noun.index)


def _called(context: Context, naming: NamedActor, sentence: Sentence, noun: Token) -> Iterator[Told]:
    """Whoever is called by a noun of a nationality: beside it ("Karl Berg, a Dane") or by "is"."""
    if context.words.sort(noun.lemma) != OUTSIDER:
        yield from _told(context, naming.country, sentence, _bearers(sentence, noun), "called")


def _bearers(sentence: Sentence, noun: Token) -> list[int]:
    """The tokens of those whom a noun describes: what it is an apposition to or has as one, its subject."""
    found = [t.index for t in children(sentence, noun.index, ("appos",))]
    if noun.dep == "appos":
        found.append(noun.head)
    if children(sentence, noun.index, ("cop",)) and not _is_denied(sentence, noun):
        found.extend(subject_heads(sentence, noun.index))
    return found


def _is_denied(sentence: Sentence, token: Token) -> bool:
    return any("Polarity=Neg" in t.feats for t in children(sentence, token.index))


def _from_places(context: Context) -> Iterator[Told]:
    """What the towns somebody is "from" or was born in tell."""
    for place in context.named.places:
        if place.country is not None:
            sentence = context.parse.sentences[place.sentence]
            yield from _at_place(context, sentence, sentence.tokens[place.head], place.country)


def _at_place(context: Context, sentence: Sentence, place: Token, country: str) -> Iterator[Told]:
    """Whoever is from a place: "Karl Berg, from Odense", "he is from Odense", "was born in Odense", "an Odense man"."""
    above = sentence.tokens[place.head] if place.head >= 0 else None
    word = preposition(sentence, place.index)
    bearers: list[int] = []
    if word is not None and _is(context, "from", word):
        if place.dep == "nmod" and above is not None:
            bearers = [above.index, *_bearers(sentence, above)]
        elif children(sentence, place.index, ("cop",)) and not _is_denied(sentence, place):
            bearers = list(subject_heads(sentence, place.index))
    if above is not None and word is None and place.dep == "compound" and _is(context, "native", above.lemma):
        bearers = _bearers(sentence, above)
    if above is not None and word is not None and place.dep == "obl":
        row = context.words.homelands.get(("verb", above.lemma))
        if row is not None and word in row.prepositions and not _is_denied(sentence, above):
            bearers = list(subject_heads(sentence, above.index))
    yield from _told(context, country, sentence, bearers, "from")


def _serving(context: Context, index: int, sentence: Sentence, body: Token) -> Iterator[Told]:
    """ "Karl Berg, a lecturer at Leeds university": who works for a body of one country is taken to be of it."""
    served = [context.referents[referent] for referent in context.referents_of(index)]
    if body.dep != "nmod" or body.head < 0 or len(served) != 1 or served[0].country is None:
        return
    word, noun = preposition(sentence, body.index), sentence.tokens[body.head]
    if word is None or not _is(context, "serving", word):
        return
    while noun.dep == "nmod" and noun.head >= 0:
        noun = sentence.tokens[noun.head]
    for told in _told(context, served[0].country, sentence, [noun.index, *_bearers(sentence, noun)], "serves"):
        yield replace(told, sectors=served[0].sectors)


def _told(context: Context, country: str | None, sentence: Sentence, bearers: list[int], kind: str) -> Iterator[Told]:
    for referent in _persons(context, sentence, bearers):
        yield Told(referent=referent, kind=kind, country=country)


def _persons(context: Context, sentence: Sentence, tokens: list[int]) -> Iterator[int]:
    """The persons and names, one each, that head one of these tokens."""
    for token in dict.fromkeys(tokens):
        for index in context.at(sentence.index, token):
            actor, meant = context.named.actors[index], context.referents_of(index)
            if actor.form in PEOPLE and not actor.plural and len(meant) == 1:
                yield meant[0]


def _is(context: Context, part: HomelandPart, lemma: str) -> bool:
    return (part, lemma) in context.words.homelands
