"""The learned reader beside the rows: what one given actor does to another, where rows know little or nothing.

It is asked for given pairs alone. For whole articles it was measured and left out: the rows' own acts are right as
often without it, and of the acts it found beyond them most were none (decisions/0024).
"""

from dataclasses import replace

from communique.events.code import act_of
from communique.events.draft import Draft
from communique.events.reading import POS
from communique.events.scene import Scene
from communique.events.slots import Site
from communique.knowledge.event_types import EventType, Trigger, TriggerRow
from communique.knowledge.relations import NONE, TYPES, Question, RelationModel
from communique.model import Act, Argument, Meant

RULE = "reader:relations"
# Added to the probability of the type that the rows tell. Root F1 of plv_train, read half: 0.72 with 0.3, 0.73 with
# 0.5, 0.75 with 0.7 to 0.85, 0.74 with 1 (the model then never overrules a row); the held half says the same.
TRUST = 0.8


def related(
    scene: Scene, act: Act | None, source: int, target: int, teller: int | None, model: RelationModel
) -> Act | None:
    """The act of the rows, unless the model is much surer of another type; where the rows know none, the model's at the
    word `teller`, None where it says none.

    The model is asked twice in one pass, with the word that tells the act and without; the mean counts.
    """
    doer, undergoer = (given(scene.meant, naming) for naming in (source, target))
    word = teller if act is None else act.token
    answers = model.ask([_question(scene, source, target, spot) for spot in dict.fromkeys((None, word))])
    types = {kind: sum(answer.types[kind] for answer in answers) / len(answers) for kind in TYPES}
    if act is not None:
        types[act.event_type] += TRUST
    best = max(types, key=types.__getitem__)
    if act is not None:
        return act if best == NONE else _as(scene, act, best)
    return None if best == NONE or teller is None else _told_at(scene, best, teller, doer, undergoer)


def given(meant: Meant, naming: int) -> Argument:
    """The argument that a given naming is: whoever it means, if anybody."""
    link = meant.links[naming]
    return Argument(named=naming, referent=link.referents[0] if link else None)


def _question(scene: Scene, source: int, target: int, word: int | None) -> Question:
    start, end = scene.sentence.start, scene.sentence.end
    doer, undergoer = (scene.named.actors[naming].span for naming in (source, target))
    token = None if word is None else scene.sentence.tokens[word]
    return Question(
        text=scene.parse.article.text[start:end],
        doer=(doer.start - start, doer.end - start),
        undergoer=(undergoer.start - start, undergoer.end - start),
        teller=None if token is None else (token.start - start, token.end - start),
    )


def _as(scene: Scene, act: Act, best: str) -> Act:
    """The act as the type that the model says, with that type's general code where it is another."""
    if best == act.event_type:
        return replace(act, decided_by="both")
    return replace(act, event_type=best, mode=None, cameo=scene.knowledge.types[best].cameo, decided_by="reader")


def _told_at(scene: Scene, event_type: str, teller: int, doer: Argument, undergoer: Argument) -> Act | None:
    """The act read at a word like one of a row that has nothing but its type; None where its clause tells of none."""
    kind = scene.knowledge.types[event_type]
    token = scene.sentence.tokens[teller]
    draft = Draft(
        trigger=_trigger(kind, token.lemma, POS[token.upos]),
        site=Site(token=teller, carrier=teller if POS[token.upos] == "verb" else None),
        event_type=event_type,
        mode=None,
        cameo=kind.cameo,
        reciprocal=False,
        sources=(doer,),
        targets=(undergoer,),
    )
    act = act_of(scene, draft)
    return None if act is None else replace(act, decided_by="reader")


def _trigger(kind: EventType, lemma: str, pos: str) -> Trigger:
    row = TriggerRow(lemma=lemma, pos=pos, origin=RULE, rule=RULE)
    return Trigger(event_type=kind, row=row, nouns=frozenset(), noun_preposition=None)
