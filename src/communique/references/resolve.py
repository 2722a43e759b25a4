"""Who is meant: every naming linked to referents, or left where nothing is sure (record.md, section 3)."""

from collections.abc import Callable
from functools import partial

from communique.knowledge.reference_words import ReferenceWords
from communique.model import Link, Meant, Named, NamedActor, Parse, Referent, Said
from communique.references.anchors import Key, anchored, country_key
from communique.references.context import Context, context
from communique.references.owned import OWNED, enrich_person, holders, owned, same_noun, shared
from communique.references.pairs import Pair, pairs, pairs_of_pronoun, resolve_plural
from communique.references.pronouns import first_person, third_person
from communique.sentence import children


def resolve(
    parse: Parse,
    named: Named,
    said: Said,
    words: ReferenceWords,
    country_name: Callable[[str], str | None] = lambda code: None,
) -> Meant:
    """The referents of an article and, for each of `named.actors`, whom it means; None where unsure."""
    referents, links, by_key = anchored(named, words, country_name)
    work = context(parse, named, said, words, referents, links)
    known = pairs(work)

    def country_referent(code: str) -> int:
        return _country(work, by_key, code, country_name)

    def two(index: int, kind: str) -> Link | None:
        return resolve_plural(work, index, known, kind, country_referent)

    for index, actor in enumerate(named.actors):
        if links[index] is None:
            links[index] = _open_link(work, index, actor, words, known, country_referent)
            if links[index] is not None and actor.form == "pronoun":
                known += pairs_of_pronoun(work, index)
    for index, actor in enumerate(named.actors):
        if links[index] is None and _is_first_person(work, actor):
            links[index] = first_person(work, index)
        elif actor.form in OWNED and actor.country is None and actor.actor_id is None:
            found = owned(work, index, country_referent) or holders(work, index) or same_noun(work, index)
            links[index] = found or shared(work, index, partial(two, index), words) or links[index]
        elif actor.form == "person" and actor.country is None:
            enrich_person(work, index)
    return Meant(referents=tuple(referents), links=tuple(links))


def _country(work: Context, by_key: dict[Key, int], code: str, country_name: Callable[[str], str | None]) -> int:
    key = country_key(code)
    if key not in by_key:
        by_key[key] = len(work.referents)
        work.referents.append(Referent(actor_id=f"country:{code}", name=country_name(code) or code, country=code))
    return by_key[key]


def _open_link(
    work: Context,
    index: int,
    actor: NamedActor,
    words: ReferenceWords,
    known: list[Pair],
    country_referent: Callable[[str], int],
) -> Link | None:
    if actor.form == "pronoun":
        return third_person(work, index) if "Person=3" in work.token(actor).feats else None
    if actor.form == "plural":
        kind = words.pair_kind(work.token(actor).lemma)
        if kind is None:
            return shared(work, index, lambda asked: resolve_plural(work, index, known, asked, country_referent), words)
        return resolve_plural(work, index, known, kind, country_referent)
    if actor.form == "description":
        return _description(work, index, words)
    return None


def _is_first_person(work: Context, actor: NamedActor) -> bool:
    return actor.form == "pronoun" and "Person=1" in work.token(actor).feats


def _description(work: Context, index: int, words: ReferenceWords) -> Link | None:
    """ "the ministry", "the president", "the group": the nearest naming with that noun or of that sort."""
    actor = work.named.actors[index]
    lemma = work.token(actor).lemma
    if actor.office is not None and children(work.sentence(actor), actor.head, ("nmod",)):
        return None  # "the president of the institute" is not the president named before
    sort = words.sort(lemma)
    for other in range(index - 1, -1, -1):
        meant = work.referents_of(other)
        if len(meant) == 1 and _same_sort(work, other, meant[0], lemma, sort, actor):
            return Link(referents=meant, rule="references:description", antecedent=work.named.actors[other].span)
    return _group(work, actor) if actor.plural and actor.sectors else None


def _group(work: Context, actor: NamedActor) -> Link:
    """ "the rebels" nobody named before: a group that the noun describes."""
    work.referents.append(Referent(name=actor.name, sectors=actor.sectors, plural=True))
    return Link(referents=(len(work.referents) - 1,), rule=actor.rule)


def _same_sort(work: Context, other: int, referent: int, lemma: str, sort: str | None, actor: NamedActor) -> bool:
    naming, who = work.named.actors[other], work.referents[referent]
    if actor.office is not None:
        return who.person and who.office is not None and actor.office.casefold() in who.office.casefold()
    if work.token(naming).lemma == lemma and naming.form in ("agent", "organisation"):
        return True
    if sort == "country":
        return naming.form in ("country", "capital")
    if sort == "group":
        return naming.form == "organisation" and not who.person
    return False
