"""Refusals and demands told with "said": what is said performs the act (record.md, section 1, rule 7).

"Ankara said it would not attend" refuses, "the envoy said that Rome must pay" demands. The row of the act inside stays
the event's rule; composition.tsv gives type, mode and code as for "refused to attend", "demanded that Rome pay".
"""

from dataclasses import replace

from communique.events.addressees import on_condition
from communique.events.draft import MENACE, Draft
from communique.events.filling import fill
from communique.events.needs import SPOKEN
from communique.events.political import by_itself
from communique.events.reading import composition
from communique.events.scene import NEGATED, Scene
from communique.model import Argument, Status
from communique.sentence import ROOT, auxiliaries

REFUSE, DEMAND, APPEAL, THREATEN = "refuse", "demand", "appeal", "threaten"  # acts of composition.tsv
CONDITIONAL = ("hypothetical", "planned")  # the status of what "will" and "would" tell
FUTURE = ("future_modal", "future_verb")  # uses of act_words.tsv: of a modal, of a verb above the infinitive
STRONG, MILD = ("demand_modal", "demand_verb"), ("appeal_modal", "appeal_verb")


def performed(scene: Scene, draft: Draft, status: Status) -> Draft | None:
    """The refusal, demand or threat that the words of a statement perform; None where they only tell."""
    if SPOKEN in draft.trigger.row.needs:  # with content, what is denied is the doubt: "would not hesitate to attack"
        return draft if status in CONDITIONAL or (draft.trigger.row.act and status == NEGATED) else None
    index = scene.speech_of(draft.site.token)
    if index is None:
        return _refused_outright(scene, draft, status)
    speech = scene.said.speeches[index]
    if draft.site.carrier is None or speech.kind == "own":
        return None
    speakers = scene.speakers(draft.site.token)
    if not speakers:
        return _refused_outright(scene, draft, status)
    own = tuple(a for a in draft.sources if _one_side(scene, (a,), speakers))
    if own:
        if not _is_future(scene, draft.site.carrier):
            return None
        others = (*(a for a in draft.sources if a not in own), *draft.targets)
        if status == "negated":
            return _made(scene, draft, REFUSE, own, others)
        return _threat(scene, draft, own, others) if status in CONDITIONAL else None
    if not draft.sources:
        return None
    if is_modal(scene, draft):
        return _bare_demand(scene, draft, speakers)
    for uses, act in ((STRONG, DEMAND), (MILD, APPEAL)):
        if _modal(scene, draft.site.carrier, uses):
            return _made(scene, draft, act, speakers, draft.sources)
    return None


def _refused_outright(scene: Scene, draft: Draft, status: Status) -> Draft | None:
    """ "Chad will not attend the talks", "has no plan to free him", in the outlet's voice: a refusal (rule 10); that
    two will not meet is none of either's."""
    if status != NEGATED or draft.site.carrier is None or is_modal(scene, draft):
        return None
    if draft.event_type.casefold() not in scene.knowledge.words["declined_type"]:
        return None
    if not _is_future(scene, draft.site.carrier):
        return None
    own = tuple(a for a in fill(scene, draft.site, ("subj",)) if a in draft.sources)
    others = (*(a for a in draft.sources if a not in own), *draft.targets)
    return _made(scene, draft, REFUSE, own, others) if len(own) == 1 else None


def _is_future(scene: Scene, verb: int) -> bool:
    """True for "will go", "is going to go", "has a plan to go"."""
    token = scene.sentence.tokens[verb]
    if token.dep == "acl" and scene.sentence.tokens[token.head].lemma in scene.knowledge.words["future_noun"]:
        return True
    return _modal(scene, verb, FUTURE)


def is_modal(scene: Scene, draft: Draft) -> bool:
    """True for a draft at a modal: "must" with a verb that no row knows."""
    return scene.sentence.tokens[draft.site.token].dep == "aux"


def _bare_demand(scene: Scene, draft: Draft, speakers: tuple[Argument, ...]) -> Draft | None:
    """ "said Chad must mend its ways": a demand, whatever is demanded, among political actors."""
    if not all(any(by_itself(scene, a) for a in side) for side in (speakers, draft.sources)):
        return None
    return replace(draft, sources=speakers, targets=draft.sources)


def _one_side(scene: Scene, one: tuple[Argument, ...], other: tuple[Argument, ...]) -> bool:
    """True where an actor of one is an actor of the other, or both speak for the same state."""
    referents = {a.referent for a in other}
    states = {scene.country(a) for a in other if _for_state(scene, a)} - {None}
    return any(a.referent in referents or (_for_state(scene, a) and scene.country(a) in states) for a in one)


def _for_state(scene: Scene, argument: Argument) -> bool:
    """True for a state, its officials and organs; rebels and parties of the same country are not its side."""
    who = scene.referent(argument)
    organs = scene.knowledge.words["state_sector"]
    return who is not None and all(sector.casefold() in organs for sector in who.sectors)


def _modal(scene: Scene, verb: int, uses: tuple[str, str]) -> bool:
    """True where a modal of this use stands with the verb ("must"), or such a verb above its infinitive ("has to")."""
    modals, verbs = (scene.knowledge.words[use] for use in uses)
    if any(t.lemma in modals for t in auxiliaries(scene.sentence, verb)):
        return True
    token = scene.sentence.tokens[verb]
    return token.dep == "xcomp" and token.head != ROOT and scene.sentence.tokens[token.head].lemma in verbs


def _threat(scene: Scene, draft: Draft, own: tuple[Argument, ...], others: tuple[Argument, ...]) -> Draft | None:
    """ "said it would strike if Chad attacked": force under a condition set to others is a threat (rule 11)."""
    if draft.reciprocal or draft.event_type.casefold() not in scene.knowledge.words["threatened_type"]:
        return None
    warned = on_condition(scene, replace(draft, event_type=MENACE, sources=own))
    return _made(scene, draft, THREATEN, own, others or warned) if warned else None


def _made(
    scene: Scene, content: Draft, act: str, sources: tuple[Argument, ...], targets: tuple[Argument, ...]
) -> Draft | None:
    row = composition(scene, act, content)
    if row is None or row.content_type is None:
        return None
    return replace(
        content,
        event_type=row.event_type,
        mode=row.mode,
        cameo=row.cameo,
        reciprocal=False,
        sources=sources,
        targets=tuple(t for t in targets if t not in sources),
        content=content,
    )
