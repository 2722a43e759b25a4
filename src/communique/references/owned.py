"""Whose troops, whose government: namings that take their country from a possessor, offices held by several."""

from collections.abc import Callable
from dataclasses import replace

from communique.knowledge.reference_words import ReferenceWords
from communique.model import Link, NamedActor, Referent
from communique.references.anchors import is_person
from communique.references.context import Context
from communique.references.phrases import is_bare, is_named_after, takes_up
from communique.sentence import children

SAME_NOUN = 4  # sentences: further back "the army" may be another's
NEAR = 2  # sentences: so near "troops" may be the same without an article
NEXT = 1  # sentences: who holds the offices is named beside them
OUTSIDER = "outsider"  # "its allies", "his rival": of whatever country, not the owner's
COUNTRY = "country"
OWNED = frozenset({"agent", "office", "description"})


def owned(context: Context, index: int, country_referent: Callable[[str], int]) -> Link | None:
    """ "his government", "its troops": somebody of the possessor's country; "her country": the country itself."""
    actor = context.named.actors[index]
    sort = context.words.sort(context.token(actor).lemma)
    thing = actor.form == "description" and actor.office is None and not actor.sectors and sort != COUNTRY
    if thing or sort == OUTSIDER or is_named_after(context, actor):
        return None
    for possessor in children(context.sentence(actor), actor.head, ("nmod:poss",)):
        for owner in context.at(actor.sentence, possessor.index):
            for referent in context.referents_of(owner):
                country = context.referents[referent].country
                if country is not None:
                    return Link(
                        referents=(_owned_referent(context, actor, context.referents[referent], country_referent),),
                        rule="references:possessor",
                        antecedent=context.named.actors[owner].span,
                    )
    return None


def _owned_referent(
    context: Context, actor: NamedActor, owner: Referent, country_referent: Callable[[str], int]
) -> int:
    sort = context.words.sort(context.token(actor).lemma)
    if actor.form == "description" and sort == COUNTRY and owner.country is not None:
        return country_referent(owner.country)
    made = of_country(actor, owner.country)
    spokesman = actor.form == "office" and owner.sectors and not owner.person  # "Hamas's spokesman" speaks for rebels
    context.referents.append(replace(made, sectors=owner.sectors) if spokesman else made)
    return len(context.referents) - 1


def same_noun(context: Context, index: int) -> Link | None:
    """ "the army" behind "Sudan's army": the nearest naming before with that noun and a country."""
    actor = context.named.actors[index]
    bare = is_bare(context, actor)
    for other in context.before(index, SAME_NOUN):
        naming = context.named.actors[other]
        if naming.form != "agent":
            continue
        meant = context.referents_of(other)
        near = actor.sentence - naming.sentence <= NEAR and bare
        if (
            takes_up(context, actor, naming, bare=near)
            and len(meant) == 1
            and context.referents[meant[0]].country is not None
        ):
            return Link(referents=meant, rule="references:same noun", antecedent=naming.span)
    return None


def apposition(context: Context, index: int) -> Link | None:
    """ "the YPG, a Kurdish militia,": a group beside the name of an organisation is that organisation."""
    actor = context.named.actors[index]
    sentence, token = context.sentence(actor), context.token(actor)
    if is_person(actor) or actor.form == "office":
        return None
    beside = [token.head] if token.dep == "appos" else [t.index for t in children(sentence, actor.head, ("appos",))]
    if len(beside) != 1 or children(sentence, beside[0], ("conj",)) or children(sentence, actor.head, ("conj",)):
        return None
    for other in context.heads.get((actor.sentence, beside[0]), []):
        meant, naming = context.referents_of(other), context.named.actors[other]
        differ = actor.country is not None and naming.country not in (None, actor.country)
        if naming.form == "organisation" and len(meant) == 1 and not differ:
            return Link(referents=meant, rule="references:apposition", antecedent=naming.span)
    return None


def enrich_person(context: Context, index: int) -> None:
    """ "the movement's negotiator, Abdulsalam": a person without a country takes that of the possessor before him."""
    actor = context.named.actors[index]
    link = context.links[index]
    if link is None or len(link.referents) != 1 or context.referents[link.referents[0]].country is not None:
        return
    for other in range(index + 1, min(index + 4, len(context.named.actors))):
        inner = context.named.actors[other]
        if inner.sentence != actor.sentence or not actor.first <= inner.first <= inner.last < actor.head:
            continue
        for referent in context.referents_of(other):
            owner, person = context.referents[referent], context.referents[link.referents[0]]
            if owner.country is not None:
                sectors = owner.sectors or person.sectors
                context.referents[link.referents[0]] = replace(person, country=owner.country, sectors=sectors)
                return


def holders(context: Context, index: int) -> Link | None:
    """ "the foreign ministers of the two countries": the two persons of the article who hold that office."""
    actor = context.named.actors[index]
    if actor.form != "office" or not actor.plural or actor.office is None:
        return None
    found: dict[int, None] = {}
    for other, naming in enumerate(context.named.actors):
        near = abs(naming.sentence - actor.sentence) <= NEXT
        if near and naming.form == "person" and naming.office == actor.office:
            found.update((referent, None) for referent in context.referents_of(other))
    return Link(referents=tuple(found), rule="references:holders") if len(found) == 2 else None


def shared(context: Context, index: int, two: Callable[[str], Link | None], words: ReferenceWords) -> Link | None:
    """ "envoys of the two governments", "the leaders of both states": one of each of the two, or the two themselves.

    `two` gives the pair of a kind that a plural noun at this place would mean.
    """
    actor = context.named.actors[index]
    sentence = context.sentence(actor)
    if not actor.plural or not any(
        words.pair_kind(t.lemma) in ("countries", "sides") and _are_two(context, actor, t.index)
        for t in children(sentence, actor.head, ("nmod",))
    ):
        return None
    if words.pair_kind(sentence.tokens[actor.head].lemma) == "persons":
        persons = two("persons")
        if persons is not None:
            return persons
    countries = two("countries")
    if countries is None:
        return None
    found = []
    for referent in countries.referents:
        country = context.referents[referent].country
        context.referents.append(of_country(actor, country))
        found.append(len(context.referents) - 1)
    return Link(referents=tuple(found), rule="references:shared", antecedent=countries.antecedent)


def _are_two(context: Context, actor: NamedActor, noun: int) -> bool:
    """ "of both states", "of the two governments": the noun is counted as two."""
    below = children(context.sentence(actor), noun, ("nummod", "det", "det:predet"))
    return any(context.words.pair_kind(t.lemma) is not None for t in below)


def of_country(actor: NamedActor, country: str | None) -> Referent:
    """Somebody known only by a role, of this country."""
    return Referent(
        name=actor.name,
        country=country,
        sectors=actor.sectors,
        office=actor.office,
        person=actor.form == "office" and not actor.plural,
        plural=actor.plural,
    )
