"""What is no act although a verb of one tells it: wars that go on, what is held, what somebody does at all times."""

from communique.events.draft import Draft
from communique.events.scene import Scene
from communique.model import Token
from communique.sentence import ROOT, SUBJECTS, auxiliaries, children, first_conjunct

FINITE = ("VBD", "VBZ", "VBP")  # Penn tags


def is_state(scene: Scene, draft: Draft) -> bool:
    """True for "groups fighting the army", "its focus on battling rebels", "continues to fight": a war, no act."""
    verb, words = draft.site.carrier, scene.knowledge.words
    if verb is not None and draft.trigger.event_type.event_type.casefold() in words["holding_type"]:
        return _is_held(scene, verb)
    if verb is None or draft.site.token != verb or scene.sentence.tokens[verb].lemma not in words["lasting_act"]:
        return False
    token = scene.sentence.tokens[first_conjunct(scene.sentence, verb)]
    if token.dep == "acl:relcl" and draft.site.noun is None and not _has_day(scene, verb):
        return True  # "the militias that fought beside the army": who they are
    if token.xpos in FINITE or children(scene.sentence, token.index, (*SUBJECTS, "aux:pass")):
        return False
    if token.dep == "xcomp" and token.head != ROOT:
        return scene.sentence.tokens[token.head].lemma in words["going_on"]
    return token.dep in ("acl", "advcl", "amod") and not any(t.xpos == "TO" for t in auxiliaries(scene.sentence, verb))


def _has_day(scene: Scene, verb: int) -> bool:
    return any(t.index in scene.times for t in children(scene.sentence, verb, ("obl", "obl:tmod", "advmod")))


def _is_held(scene: Scene, verb: int) -> bool:
    """True for "troops are deployed", "is occupied by": the passive in the simple present tells what is so."""
    auxiliary = children(scene.sentence, verb, ("aux", "aux:pass"))
    return len(auxiliary) == 1 and auxiliary[0].dep == "aux:pass" and auxiliary[0].xpos in ("VBZ", "VBP")


def is_habit(scene: Scene, draft: Draft) -> bool:
    """True for "a ruler who starves his people", "often attacks", "jails more writers than": the present of what is
    so at all times; news tells single acts of force in the present only in main clauses."""
    verb, words = draft.site.carrier, scene.knowledge.words
    if verb is None or scene.sentence.tokens[verb].xpos not in ("VBZ", "VBP") or auxiliaries(scene.sentence, verb):
        return False
    if any(t.lemma in words["habit"] for t in children(scene.sentence, verb, ("advmod", "obl", "obl:tmod"))):
        return True
    force = draft.trigger.event_type.event_type.casefold() in words["force_type"] or draft.trigger.event_type.physical
    relative = scene.sentence.tokens[first_conjunct(scene.sentence, verb)].dep == "acl:relcl"
    return force and (relative or _is_compared(scene, verb))


def _is_compared(scene: Scene, verb: int) -> bool:
    things = children(scene.sentence, verb, ("obj",))
    return any(t.lemma in scene.knowledge.words["comparative"] for o in things for t in _before(scene, o))


def _before(scene: Scene, noun: Token) -> tuple[Token, ...]:
    return tuple(t for t in children(scene.sentence, noun.index, ("amod", "advmod", "det")) if t.index < noun.index)
