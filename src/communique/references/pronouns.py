"""Who "he", "they" and "it" are: the nearest fitting naming, subjects first, the speaker first in what he reports."""

from collections.abc import Iterator

from communique.model import Link, NamedActor, Referent
from communique.references.context import Context

POSSESSIVE = "nmod:poss"


def third_person(context: Context, index: int) -> Link | None:
    """The referent of a third-person pronoun, or None where nobody fits."""
    actor = context.named.actors[index]
    feats = context.token(actor).feats
    for candidate, rule in _candidates(context, index):
        meant = context.referents_of(candidate)
        if len(meant) != 1 and "Number=Plur" not in feats:
            continue
        if meant and all(_fits(context.referents[r], actor, feats) for r in meant):
            return Link(referents=meant, rule=rule, antecedent=context.named.actors[candidate].span)
    return None


def _candidates(context: Context, index: int) -> Iterator[tuple[int, str]]:
    """The namings a pronoun may go back to, best first, each with the rule that offers it."""
    actor = context.named.actors[index]
    speech = context.around[index]
    barred = _coarguments(context, index)
    if speech is not None and speech.speaker is not None:
        direct = speech.kind == "direct" or any(q.start <= actor.span.start < q.end for q in speech.quotes)
        if direct:
            barred |= {speech.speaker}  # who speaks says "I" of himself; whom it means is barred with it
        elif speech.speaker not in barred and not _clash(context, speech.speaker, barred):
            yield speech.speaker, "references:speaker"
    before = [i for i in context.before(index) if i not in barred and not _clash(context, i, barred)]
    own_clause = context.clause_subjects(actor)
    if context.token(actor).dep == POSSESSIVE:
        yield from ((i, "references:subject of the clause") for i in own_clause)
    here = actor.sentence

    def rank(i: int) -> tuple[int, int, int]:
        other = context.named.actors[i]
        return (here - other.sentence, 0 if context.is_subject(i) else 1, other.first if context.is_subject(i) else -i)

    yield from ((i, "references:nearest") for i in sorted(before, key=rank))


def _coarguments(context: Context, index: int) -> frozenset[int]:
    """The namings that depend on the same verb: a pronoun that is no possessive cannot mean them."""
    actor = context.named.actors[index]
    if context.token(actor).dep == POSSESSIVE:
        return frozenset()
    verb = context.governor(actor)
    near = [i for i in range(max(index - 8, 0), min(index + 8, len(context.links))) if i != index]
    return frozenset(
        i
        for i in near
        if context.named.actors[i].sentence == actor.sentence
        and context.governor(context.named.actors[i]) == verb
        and context.token(context.named.actors[i]).dep != POSSESSIVE
    )


def _clash(context: Context, candidate: int, barred: frozenset[int]) -> bool:
    """True where a candidate is somebody whom a barred naming means already."""
    meant = set(context.referents_of(candidate))
    return any(meant & set(context.referents_of(i)) for i in barred)


def _fits(referent: Referent, actor: NamedActor, feats: str) -> bool:
    """Number, person or thing, and gender agree."""
    if "Number=Plur" in feats:
        return referent.plural or not referent.person
    if "Gender=Neut" in feats:
        return not referent.person and not referent.plural
    if not referent.person:
        return False
    return referent.gender is None or actor.gender is None or referent.gender == actor.gender


def first_person(context: Context, index: int) -> Link | None:
    """The speaker of the quotation around "I" and "we"; None outside of quotations."""
    actor = context.named.actors[index]
    speech = context.around[index]
    if speech is None or speech.speaker is None:
        return None
    meant = context.referents_of(speech.speaker)
    if not meant:
        return None
    return Link(referents=meant, rule="references:speaker", antecedent=context.named.actors[speech.speaker].span)
