"""What speaks for each naming a pronoun may go back to: kinds of evidence, each with its points.

The points were fitted on pronouns of people in encyclopedic prose and of news, and rounded (docs/decisions/0012).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from communique.model import NamedActor, Speech, Token
from communique.references.context import Context
from communique.sentence import ROOT

SELDOM = 2  # times: who is named more often is what the article is about
MARGIN = 0.5  # points: where two different ones come closer, nothing is said
NEAR_ROLES: Mapping[str, str] = {
    "nsubj": "subject",
    "nsubj:pass": "subject",
    "obj": "object",
    "iobj": "object",
    "obl:agent": "object",
    "nmod:poss": "possessor",
}
POINTS: Mapping[str, float] = {
    "sentence": -2.0,  # each sentence further back
    "subject": 1.3,
    "object": 0.7,
    "possessor": 0.9,
    "main clause": 0.3,
    "same role": 0.8,
    "own clause": 1.5,
    "clause above": 0.5,
    "joined": 1.5,  # "Haftar and his men"
    "thing": -0.5,  # a noun that names no actor
    "speaker": 1.2,
    "speaker before": 2.0,
    "to come": 0.5,
    "much named": 0.5,
    "pronoun": 0.0,
    "known person": 0.3,
    "same gender": 0.7,
    "talked about": -0.5,
    "outside the words": -1.0,  # told by the outlet, for "it" and "they" within quotation marks
    "one for many": -0.7,  # "the company … they"
    "quoted": -1.5,  # somebody within quotation marks, for a pronoun outside of them
}


def role(context: Context, sentence: int, head: int) -> tuple[str, Token]:
    """The role of a word in its clause (through coordination and apposition), and the word that bears it."""
    tokens = context.parse.sentences[sentence].tokens
    token = tokens[head]
    while token.dep in ("conj", "appos") and token.head != ROOT:
        token = tokens[token.head]
    return NEAR_ROLES.get(token.dep, "other"), token


def evidence(context: Context, index: int, sentence: int, head: int, naming: int | None) -> list[str]:
    """The kinds of evidence for the word `head` (naming `naming`, if it is one) as antecedent of pronoun `index`."""
    actor = context.named.actors[index]
    where, bearer = role(context, sentence, head)
    mine, _ = role(context, actor.sentence, actor.head)
    found = ["sentence"] * context.distance(index, sentence)
    if where != "other":
        found.append(where)
    words = context.parse.sentences[sentence]
    if bearer.head != ROOT and words.tokens[bearer.head].head == ROOT:
        found.append("main clause")
    if where == mine and where != "other":
        found.append("same role")
    if sentence == actor.sentence and (naming is not None or where == "subject"):
        if bearer.index in context.subjects_of(actor):
            found += ["own clause"] if where == "subject" else ["own clause", "subject"]  # "Rubio, who …": a subject
        if bearer.index in context.subjects_above(actor):
            found.append("clause above")
        if mine == "possessor" and _is_joined(context, actor, head):
            found.append("joined")
    return [*found, *(_of_naming(context, index, naming) if naming is not None else ["thing"])]


def _is_joined(context: Context, actor: NamedActor, head: int) -> bool:
    """ "the party and its wing": the owned noun is coordinated to the candidate."""
    owned = context.governor_token(actor)
    return owned is not None and owned.dep == "conj" and owned.head == head


def _of_naming(context: Context, index: int, naming: int) -> Iterable[str]:
    actor, other = context.named.actors[index], context.named.actors[naming]
    yield from _of_place(context, index, naming)
    if other.form == "pronoun":
        yield "pronoun"
    if other.first > actor.first and other.sentence == actor.sentence:
        yield "to come"
    feats = context.token(actor).feats
    if actor.plural and "Number=Plur" in feats and not other.plural and not context.is_joint(naming):
        yield "one for many"
    for referent in context.referents_of(naming)[:1]:
        who = context.referents[referent]
        if who.person:
            yield "known person"
        if who.gender is not None and who.gender == actor.gender:
            yield "same gender"
        if context.times_named[referent] > SELDOM:
            yield "much named"


def _of_place(context: Context, index: int, naming: int) -> Iterable[str]:
    """What it tells that one or the other stands within somebody's words."""
    here, there = context.around[index], context.around[naming]
    if here is not None and here.speaker == naming:
        yield "speaker"
    elif there is not None and there is not here and not _is_speaker(context, there, naming):
        yield "quoted" if context.quoted[naming] and not context.quoted[index] else "talked about"
    if index in context.speakers and naming in context.speakers and context.is_subject(index):
        yield "speaker before"
    if context.quoted[index] and not context.quoted[naming] and context.named.actors[index].gender is None:
        yield "outside the words"


def _is_speaker(context: Context, speech: Speech, naming: int) -> bool:
    """True for "I" and for whoever else in a statement is its speaker."""
    return bool(set(context.referents_of(naming)) & set(context.referents_of(speech.speaker)))


def points(found: Iterable[str]) -> float:
    """The sum of what the evidence is worth."""
    return sum(POINTS[kind] for kind in found)


class Weighed(Protocol):
    """Whom something may mean, and how much speaks for it; nobody (`meant` empty) competes, too."""

    @property
    def meant(self) -> tuple[int, ...]: ...

    @property
    def points(self) -> float: ...


Of = TypeVar("Of", bound=Weighed)


def best_of(candidates: Sequence[Of]) -> Of | None:
    """The one for which most speaks; None where it is nobody, or where somebody else comes too close."""
    best = max(candidates, key=lambda c: c.points, default=None)
    if best is None or not best.meant:
        return None
    rival = max((c.points for c in candidates if c.meant != best.meant), default=None)
    return None if rival is not None and best.points - rival < MARGIN else best
