"""Who "he", "they" and "it" are: the nearest fitting naming, subjects first, the speaker first in what he reports."""

from collections.abc import Iterator

from communique.model import Link, NamedActor
from communique.references.context import Context
from communique.sentence import CLAUSES, ROOT, children, clause_verb, subject_heads

POSSESSIVE = "nmod:poss"
TALKED_ABOUT = 2  # sentences: how much further away somebody named inside a statement is for a pronoun outside of it


def third_person(context: Context, index: int) -> Link | None:
    """The referent of a third-person pronoun, or None where nobody fits."""
    actor = context.named.actors[index]
    token = context.token(actor)
    if _is_empty(context, actor):
        return None
    plural = "Number=Plur" in token.feats
    for candidate, rule in _candidates(context, index):
        meant = _together(context, candidate) if plural else context.referents_of(candidate)
        if not meant or (len(meant) > 1 and not plural):
            continue
        if len(meant) > 1 or _fits(context, candidate, meant[0], actor, token.feats):
            return Link(referents=meant, rule=rule, antecedent=context.named.actors[candidate].span)
    return None


def _together(context: Context, candidate: int) -> tuple[int, ...]:
    """Whom a naming means with all that are coordinated to it."""
    return tuple(dict.fromkeys(r for i in context.coordinated(candidate) for r in context.referents_of(i)))


def _is_empty(context: Context, actor: NamedActor) -> bool:
    """True for an "it" that stands for nobody: "it was the first time that …", "it is clear that …" (an `expl`)."""
    sentence, token = context.sentence(actor), context.token(actor)
    if token.dep.startswith("expl"):
        return True
    if "Gender=Neut" not in token.feats or token.dep not in ("nsubj", "nsubj:pass") or token.head == ROOT:
        return False
    below = {t.dep for t in children(sentence, token.head)}
    noun = sentence.tokens[token.head].upos == "NOUN"
    return noun and "cop" in below and bool(below & set(CLAUSES))


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
    yield from ((i, "references:subject to come") for i in _fronted(context, actor) if i not in barred)
    if context.token(actor).dep == POSSESSIVE:
        yield from ((i, "references:subject of the clause") for i in context.clause_subjects(actor))
    before = [i for i in context.before(index) if i not in barred and not _clash(context, i, barred)]
    if index in context.speakers:  # "he added": whoever spoke last goes on
        yield from ((i, "references:speaker before") for i in before if i in context.speakers)
    yield from ((i, "references:nearest") for i in sorted(before, key=lambda i: _rank(context, index, i)))


def _rank(context: Context, index: int, i: int) -> tuple[int, int, int]:
    """Nearest sentence first, subjects first in it, the first of them; of the others the last.

    Who is only talked about in somebody else's words counts as further away.
    """
    actor, other = context.named.actors[index], context.named.actors[i]
    subject = context.is_subject(i)
    told = context.around[i] is not None and context.around[i] is not context.around[index]
    far = actor.sentence - other.sentence + (TALKED_ABOUT if told else 0)
    return (far, 0 if subject else 1, other.first if subject else -i)


def _fronted(context: Context, actor: NamedActor) -> list[int]:
    """The subject of the main clause behind a clause that stands before it ("When he arrived, Macron said …")."""
    sentence = context.sentence(actor)
    verb = clause_verb(sentence, actor.head)
    while verb is not None and sentence.tokens[verb].dep in ("ccomp", "xcomp", "conj"):
        verb = sentence.tokens[verb].head
    if verb is None or sentence.tokens[verb].dep != "advcl":
        return []
    subjects = subject_heads(sentence, sentence.tokens[verb].head)
    return [i for s in subjects if s > actor.head for i in context.at(actor.sentence, s)]


def _coarguments(context: Context, index: int) -> frozenset[int]:
    """The namings that depend on the same verb: a pronoun that is no possessive cannot mean them."""
    actor = context.named.actors[index]
    if context.token(actor).dep == POSSESSIVE:
        return frozenset()
    verb = context.governor(actor)
    near = [i for i in range(max(index - 8, 0), min(index + 8, len(context.links))) if i != index]
    shared = () if context.is_subject(index) else context.clause_subjects(actor)  # "met X and asked him": not himself
    return frozenset(shared) | frozenset(
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


def _fits(context: Context, candidate: int, index: int, actor: NamedActor, feats: str) -> bool:
    """Number, person or thing, and gender agree; a bare name may be a thing or a place, and is left."""
    referent, form = context.referents[index], context.named.actors[candidate].form
    if "Number=Plur" in feats:
        return referent.plural or form in ("organisation", "agent")
    if "Gender=Neut" in feats:
        return not referent.person and not referent.plural and form != "name"
    if not referent.person and not (form == "name" and " " in referent.name and context.is_subject(candidate)):
        return False  # a name of two words that does something is taken for a person's
    return referent.gender is None or actor.gender is None or referent.gender == actor.gender


def first_person(context: Context, index: int) -> Link | None:
    """The speaker of the quotation around "I" and "we"; None outside of quotations."""
    speech = context.around[index]
    if speech is None or speech.speaker is None:
        return None
    meant = context.referents_of(speech.speaker)
    if not meant:
        return None
    return Link(referents=meant, rule="references:speaker", antecedent=context.named.actors[speech.speaker].span)
