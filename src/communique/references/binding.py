"""Whom a pronoun cannot mean for its syntax: the doer of its own verb, the words it stands in."""

from communique.model import NamedActor
from communique.references.context import Context
from communique.sentence import CLAUSES, ROOT, ancestors, children, subject_heads

POSSESSIVE = "nmod:poss"
NEAR = 8  # namings: a clause has no more of them on either side
FRONTED = ("advcl", "obl")
DISPOSITION = "disposition"  # reference_words.tsv: what somebody is ready, willing or able to do


def barred(context: Context, index: int) -> frozenset[int]:
    """The namings that a pronoun cannot mean, whatever else speaks for them; with each goes whom it means."""
    actor = context.named.actors[index]
    near = range(max(index - NEAR, 0), min(index + NEAR, len(context.links)))
    around = [i for i in near if i != index and _holds(context.named.actors[i], actor)]
    return frozenset(around) | _coarguments(context, index)


def reflexive(context: Context, index: int) -> list[int]:
    """Whom "himself" means: what it stands behind ("the king himself"), else the subject of its clause."""
    actor = context.named.actors[index]
    token = context.token(actor)
    if token.dep in ("appos", "nmod") and token.head != ROOT:
        return [*context.at(actor.sentence, token.head), *context.clause_subjects(actor)]
    return context.clause_subjects(actor)


def fronted(context: Context, actor: NamedActor) -> list[int]:
    """The subject behind a clause or phrase that stands before it ("When he arrived, Macron said …", "In his …")."""
    sentence = context.sentence(actor)
    for token in (context.token(actor), *ancestors(sentence, actor.head)):
        if token.dep in FRONTED and token.head != ROOT:
            behind = [s for s in subject_heads(sentence, token.head) if s > max(token.index, actor.head)]
            if behind:
                return [i for s in behind for i in context.at(actor.sentence, s)]
    return []


def _holds(outer: NamedActor, inner: NamedActor) -> bool:
    """True where a naming holds another one ("his adviser Smith")."""
    return outer.sentence == inner.sentence and outer.first <= inner.first and inner.last <= outer.last


def _coarguments(context: Context, index: int) -> frozenset[int]:
    """The namings that depend on the same verb: a pronoun that is no possessive cannot mean them."""
    actor = context.named.actors[index]
    if context.token(actor).dep == POSSESSIVE:
        return frozenset()
    verb = context.governor(actor)
    near = [i for i in range(max(index - NEAR, 0), min(index + NEAR, len(context.links))) if i != index]
    shared = () if context.is_subject(index) else context.clause_subjects(actor)  # "met X and asked him": not himself
    return frozenset(k for i in shared for k in context.coordinated(i)) | frozenset(
        i
        for i in near
        if context.named.actors[i].sentence == actor.sentence
        and context.governor(context.named.actors[i]) == verb
        and context.token(context.named.actors[i]).dep != POSSESSIVE
    )


def clash(context: Context, candidate: int, forbidden: frozenset[int]) -> bool:
    """True where a candidate is somebody whom a barred naming means already."""
    meant = set(context.referents_of(candidate))
    return any(meant & set(context.referents_of(i)) for i in forbidden)


def takes_part(context: Context, candidate: int) -> bool:
    """False for a noun that only describes: another noun ("a refugee camp"), or who somebody is ("he was a miner",
    "she seemed a likely winner"); the pronoun goes back to that somebody, if to anyone."""
    actor = context.named.actors[candidate]
    if actor.form not in ("agent", "description"):
        return True
    token = context.token(actor)
    said_of = token.dep == "xcomp" or bool(children(context.sentence(actor), actor.head, ("cop",)))
    return not said_of and token.dep not in ("compound", "amod")


def is_empty(context: Context, actor: NamedActor) -> bool:
    """True for an "it" that stands for nobody: "it was the first time that …", "it is clear that …" (an `expl`), and
    for one that is a thing by what is said of it ("it is not the end"); "it is a party to the accord" may be somebody.
    """
    sentence, token = context.sentence(actor), context.token(actor)
    if token.dep.startswith("expl"):
        return True
    if "Gender=Neut" not in token.feats or token.dep not in ("nsubj", "nsubj:pass") or token.head == ROOT:
        return False
    below = {t.dep for t in children(sentence, token.head)}
    predicate = sentence.tokens[token.head]
    if predicate.upos == "AUX":
        return bool(below & set(CLAUSES))  # "it is because …"
    if token.dep == "nsubj:pass" and below & {"ccomp", "csubj", "csubj:pass"}:
        return True  # "it was asked whether …", "it is understood that …"
    if "cop" not in below or predicate.upos not in ("NOUN", "ADJ"):
        return False
    if context.words.sort(predicate.lemma) == DISPOSITION:
        return False  # "it is willing to talk": only somebody is
    return bool(below & set(CLAUSES)) or predicate.lemma not in context.words.rows
