"""Who is meant: every naming linked to referents, or left where nothing is sure (record.md, section 3)."""

from bisect import insort
from collections.abc import Callable
from functools import partial

from communique.knowledge.reference_words import ReferenceWords
from communique.model import Link, Meant, Named, NamedActor, Parse, Referent, Said
from communique.references.anchors import Key, anchored, country_key
from communique.references.context import Context, context
from communique.references.descriptions import description
from communique.references.domestic import settle
from communique.references.homelands import tell
from communique.references.owned import OWNED, apposition, enrich_person, holders, owned, same_noun, shared
from communique.references.pairs import Pair, pairs, pairs_of_pronoun, resolve_plural
from communique.references.pronouns import first_person, second_person, third_person

RULE = "references:"


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
    tell(work)
    known = sorted(pairs(work))

    def country_referent(code: str) -> int:
        return _country(work, by_key, code, country_name)

    def two(index: int, kind: str) -> Link | None:
        return resolve_plural(work, index, known, kind, country_referent)

    for index, actor in enumerate(named.actors):
        if links[index] is None:
            links[index] = _open_link(work, index, actor, words, known, country_referent)
            if links[index] is not None and actor.form == "pronoun":
                for pair in pairs_of_pronoun(work, index):
                    insort(known, pair)
        links[index] = _bound_link(work, index, actor, two, country_referent) or links[index]
    for index, actor in enumerate(named.actors):  # again for those whose speaker or owner stands behind them
        if links[index] is None and _is_first_person(work, actor):
            links[index] = first_person(work, index)
        if not _is_bound(links[index]):
            links[index] = _bound_link(work, index, actor, two, country_referent) or links[index]
        if actor.form == "person" and actor.country is None:
            enrich_person(work, index)
    tell(work)  # again for what pronouns are told to be
    settle(work)
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
        feats = work.token(actor).feats
        if "Person=2" in feats:
            return second_person(work, index)
        return third_person(work, index) if "Person=3" in feats else first_person(work, index)
    if actor.form == "plural":
        kind = words.pair_kind(work.token(actor).lemma)
        if kind is None:
            return shared(work, index, lambda asked: resolve_plural(work, index, known, asked, country_referent), words)
        return resolve_plural(work, index, known, kind, country_referent)
    if actor.form == "description":
        return description(work, index, country_referent)
    return None


def _bound_link(
    work: Context,
    index: int,
    actor: NamedActor,
    two: Callable[[int, str], Link | None],
    country_referent: Callable[[str], int],
) -> Link | None:
    """Whom a group or office means by the words it is bound to: an apposition, a possessor, two parties."""
    if actor.form not in OWNED or actor.actor_id is not None:
        return None
    body = apposition(work, index)
    if body is not None or actor.country is not None:
        return body
    found = owned(work, index, country_referent) or holders(work, index) or same_noun(work, index)
    return found or shared(work, index, partial(two, index), work.words)


def _is_bound(link: Link | None) -> bool:
    return link is not None and link.rule.startswith(RULE)


def _is_first_person(work: Context, actor: NamedActor) -> bool:
    return actor.form == "pronoun" and "Person=1" in work.token(actor).feats
