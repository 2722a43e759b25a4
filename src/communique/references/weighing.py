"""What speaks for each naming a pronoun may go back to: kinds of evidence, each with its points.

The points were fitted on pronouns of people in encyclopedic prose and of news, and rounded (docs/decisions/0012).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from communique.model import Token
from communique.references.context import Context
from communique.sentence import ROOT

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
    "speaker": 1.2,
    "speaker before": 2.0,
    "to come": 0.5,
    "much named": 0.5,
    "pronoun": 0.0,
    "known person": 0.3,
    "same gender": 1.2,
    "talked about": -0.5,
}


def role(context: Context, sentence: int, head: int) -> tuple[str, Token]:
    """The role of a word in its clause (through coordination and apposition), and the word that bears it."""
    tokens = context.parse.sentences[sentence].tokens
    token = tokens[head]
    while token.dep in ("conj", "appos", "flat", "compound") and token.head != ROOT:
        token = tokens[token.head]
    return NEAR_ROLES.get(token.dep, "other"), token


def evidence(context: Context, index: int, sentence: int, head: int, naming: int | None) -> list[str]:
    """The kinds of evidence for the word `head` (naming `naming`, if it is one) as antecedent of pronoun `index`."""
    actor = context.named.actors[index]
    where, bearer = role(context, sentence, head)
    mine, _ = role(context, actor.sentence, actor.head)
    found = ["sentence"] * abs(actor.sentence - sentence)
    if where != "other":
        found.append(where)
    words = context.parse.sentences[sentence]
    if bearer.head != ROOT and words.tokens[bearer.head].head == ROOT:
        found.append("main clause")
    if where == mine and where != "other":
        found.append("same role")
    if sentence == actor.sentence and bearer.index in context.subjects_of(actor):
        found.append("own clause")
    if sentence == actor.sentence and bearer.index in context.subjects_above(actor):
        found.append("clause above")
    if naming is not None:
        found += _of_naming(context, index, naming)
    return found


def _of_naming(context: Context, index: int, naming: int) -> Iterable[str]:
    actor, other = context.named.actors[index], context.named.actors[naming]
    if other.form == "pronoun":
        yield "pronoun"
    here, there = context.around[index], context.around[naming]
    if here is not None and here.speaker == naming:
        yield "speaker"
    elif there is not None and there is not here and other.form != "pronoun":
        yield "talked about"
    if index in context.speakers and naming in context.speakers:
        yield "speaker before"
    if other.first > actor.first and other.sentence == actor.sentence:
        yield "to come"
    for referent in context.referents_of(naming)[:1]:
        who = context.referents[referent]
        if who.person:
            yield "known person"
        if who.gender is not None and who.gender == actor.gender:
            yield "same gender"
        if context.times_named[referent] > 2:
            yield "much named"


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
