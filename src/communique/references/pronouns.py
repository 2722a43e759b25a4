"""Who "he", "they" and "it" are: of all that fit in number, gender and syntax, the one for whom most speaks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.model import Link, NamedActor, Speech, Token
from communique.references.anchors import is_person
from communique.references.binding import POSSESSIVE, barred, clash, fronted, is_empty, reflexive, takes_part
from communique.references.context import Context
from communique.references.phrases import has_article, is_indefinite
from communique.references.weighing import best_of, evidence, points, role
from communique.sentence import ROOT

FLOOR = -1.0  # points: with less, "it" and "they" were wrong in most cases read
NOT_CALLED = frozenset({"compound", "flat", "fixed", "obl:tmod", "nmod:tmod", "appos", "root"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom a pronoun may go back to: a naming, or a noun that names no actor (`naming` None: then nobody is meant)."""

    naming: int | None
    meant: tuple[int, ...]
    evidence: tuple[str, ...]
    points: float


def third_person(context: Context, index: int) -> Link | None:
    """The referent of a third-person pronoun, or None where nobody fits or two come too close."""
    actor = context.named.actors[index]
    if is_empty(context, actor):
        return None
    if "Reflex=Yes" in context.token(actor).feats:
        return _of_subject(context, index)
    best = best_of(list(candidates(context, index)))
    if best is None or best.naming is None or (actor.gender is None and best.points < FLOOR):
        return None
    _learn(context, best, actor)
    return Link(referents=best.meant, rule=_rule(best), antecedent=context.named.actors[best.naming].span)


def _rule(best: Candidate) -> str:
    """The strongest single reason for a choice."""
    told = ("speaker", "speaker before", "to come", "own clause", "subject")
    return "references:" + next((kind for kind in told if kind in best.evidence), "nearest")


def _of_subject(context: Context, index: int) -> Link | None:
    actor = context.named.actors[index]
    for i in reflexive(context, index):
        meant = context.referents_of(i)
        if meant and _may_be(context, i, actor):
            return Link(referents=meant, rule="references:reflexive", antecedent=context.named.actors[i].span)
    return None


def _learn(context: Context, best: Candidate, actor: NamedActor) -> None:
    """What the pronoun tells: a name that "she" took up is a person's, whose gender is known from now on."""
    if actor.gender is None or len(best.meant) != 1:
        return
    who = context.referents[best.meant[0]]
    if who.gender is None or not who.person:
        context.referents[best.meant[0]] = replace(who, person=True, gender=who.gender or actor.gender)


def candidates(context: Context, index: int) -> Iterator[Candidate]:
    """All whom a pronoun may go back to by number, gender and syntax, each with what speaks for it."""
    actor = context.named.actors[index]
    forbidden = barred(context, index) | _spoken(context, index)
    namings = context.before(index)
    here = context.around[index]
    if here is not None and here.speaker is not None and here.speaker > index:
        namings = [here.speaker, *namings]
    namings += [i for i in fronted(context, actor) if context.referents_of(i)]
    for i in dict.fromkeys(namings):
        if i in forbidden or i == index or clash(context, i, forbidden) or not _may_be(context, i, actor):
            continue
        if not takes_part(context, i) or (i > index and is_indefinite(context, context.named.actors[i])):
            continue
        other = context.named.actors[i]
        told = tuple(evidence(context, index, other.sentence, other.head, i))
        yield Candidate(naming=i, meant=_meant(context, i, actor), evidence=told, points=points(told))
    for sentence, noun in _nouns(context, actor):
        told = tuple(evidence(context, index, sentence, noun.index, None))
        yield Candidate(naming=None, meant=(), evidence=told, points=points(told))


def _spoken(context: Context, index: int) -> frozenset[int]:
    """Who speaks says "I" of himself inside quotation marks, and "you" to whom he speaks."""
    found: set[int] = set()
    speech = context.around[index]
    while speech is not None:  # "… and our sources say that she …": outside of whose words stand others
        if _is_direct(speech, context.named.actors[index]):
            found.update((*(() if speech.speaker is None else (speech.speaker,)), *speech.addressees))
        speech = None if speech.within is None else context.said.speeches[speech.within]
    return frozenset(found)


def _is_direct(speech: Speech, actor: NamedActor) -> bool:
    return speech.kind == "direct" or any(q.start <= actor.span.start < q.end for q in speech.quotes)


def _meant(context: Context, i: int, actor: NamedActor) -> tuple[int, ...]:
    """Whom a naming means, for a plural pronoun with all that are coordinated to it."""
    if not actor.plural:
        return context.referents_of(i)
    return tuple(
        dict.fromkeys(
            r for k in context.coordinated(i) if _is_before(context, k, actor) for r in context.referents_of(k)
        )
    )


def _is_before(context: Context, k: int, actor: NamedActor) -> bool:
    """False for who stands behind the pronoun in its own sentence ("miners and their wives")."""
    other = context.named.actors[k]
    return other.sentence != actor.sentence or other.head < actor.head or other.form == "pronoun"


def _may_be(context: Context, i: int, actor: NamedActor) -> bool:
    """Number, person or thing, and gender agree; whom a naming means need not be known."""
    naming, meant = context.named.actors[i], _meant(context, i, actor)
    if not meant:
        return _open_fits(context, naming, actor)
    if len(meant) > 1:
        return actor.plural
    who = context.referents[meant[0]]
    if naming.form == "description" and naming.office is None and who.person and who.country is None:
        return False  # "the actress", of whom nobody knows who she is: mostly somebody named
    many = who.plural or naming.plural
    if actor.plural:
        body = naming.form in ("organisation", "agent") and not is_person(naming) and not who.person
        return many or (body and naming.sentence == actor.sentence)
    if _is_neuter(context, actor):
        return not who.person and not many and (naming.form != "name" or naming.name.isupper())  # an abbreviation
    if many or (not who.person and not _may_be_persons(context, naming, actor)):
        return False
    return None in (who.gender, actor.gender) or who.gender == actor.gender


def _may_be_persons(context: Context, naming: NamedActor, actor: NamedActor) -> bool:
    """True for a name that nobody knows and that may be a person's: not with an article ("the Herald"), as an
    abbreviation, as an institution's, nor where it only describes or places something ("Today FM", "fled to Arwad");
    who says or does something all the same is one ("with Ozols, who says he …")."""
    if naming.form != "name" or naming.sectors or has_article(context, naming):
        return False
    where, bearer = role(context, naming.sentence, naming.head)
    told_of = bearer.index in (*context.subjects_of(actor), *context.subjects_above(actor))
    return (where != "other" or (told_of and naming.sentence == actor.sentence)) and not naming.name.isupper()


def _open_fits(context: Context, naming: NamedActor, actor: NamedActor) -> bool:
    """True for a description or pronoun that could be meant, though nobody knows whom it means itself."""
    if naming.form == "pronoun":
        feats = context.token(naming).feats
        thing = "Person=3" in feats and naming.gender is None and actor.gender is None  # an unknown "he" bars nobody
        return thing and naming.plural == actor.plural
    if naming.form == "plural" or naming.plural:
        return actor.plural
    human = naming.office is not None
    return not actor.plural and human != _is_neuter(context, actor)


def _is_neuter(context: Context, actor: NamedActor) -> bool:
    return "Gender=Neut" in context.token(actor).feats


def _nouns(context: Context, actor: NamedActor) -> Iterator[tuple[int, Token]]:
    """The nouns before a pronoun, in its sentence and the one before, that name no actor and agree with it."""
    subjects = () if context.token(actor).dep == POSSESSIVE else context.subjects_of(actor)
    for sentence in range(max(actor.sentence - 1, 0), actor.sentence + 1):
        for token in context.parse.sentences[sentence].tokens:
            if sentence == actor.sentence and token.index >= actor.head:
                break
            covered = (sentence, token.index) in context.covered
            own = sentence == actor.sentence and token.index in subjects
            if token.upos == "NOUN" and not covered and not own and _is_called(token):
                if _agrees(context, token, actor):
                    yield sentence, token


def _is_called(token: Token) -> bool:
    return token.dep not in NOT_CALLED and token.head != ROOT


def _agrees(context: Context, token: Token, actor: NamedActor) -> bool:
    human = context.words.human_nouns.get(token.lemma)
    if actor.plural:
        return "Number=Plur" in token.feats
    if "Number=Plur" in token.feats:
        return False
    if _is_neuter(context, actor):
        return human is None
    return human is not None and (None in (human.gender, actor.gender) or human.gender == actor.gender)


def first_person(context: Context, index: int) -> Link | None:
    """The speaker of the quotation around "I" and "we"; None outside of quotations."""
    speech = context.quotation(index)
    if speech is None or speech.speaker is None:
        return None
    meant = context.referents_of(speech.speaker)
    one = "Number=Sing" in context.token(context.named.actors[index]).feats
    if not meant or (one and all(context.referents[r].plural for r in meant)):
        return None
    return Link(referents=meant, rule="references:speaker", antecedent=context.named.actors[speech.speaker].span)


def second_person(context: Context, index: int) -> Link | None:
    """The one to whom the quotation around "you" is addressed; None where nobody or several are named."""
    speech = context.quotation(index)
    if speech is None or not _is_direct(speech, context.named.actors[index]) or len(speech.addressees) != 1:
        return None
    meant = context.referents_of(speech.addressees[0])
    if not meant:
        return None
    words = context.named.actors[speech.addressees[0]].span
    return Link(referents=meant, rule="references:addressee", antecedent=words)
