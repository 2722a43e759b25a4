"""The mode and code of an act, told by the words around it or by who takes part."""

from dataclasses import replace

from communique.events.draft import Draft
from communique.events.scene import Scene
from communique.knowledge.event_types import ModeRow
from communique.model import Argument
from communique.sentence import SUBJECTS

BESIDE = ("compound", "amod", "nmod", "obj")  # "peace talks", "urged them to show restraint"
UNDERGOING = ("obj", "iobj", "nsubj:pass")


def meet(scene: Scene, draft: Draft) -> Draft:
    """A reciprocal act: all are sources; unless somebody talks with "both sides" of others: third-party."""
    if not draft.reciprocal:
        return draft
    if draft.sources and len(draft.targets) > 1 and _sides(scene, draft.targets):
        row = _special_mode(scene, draft, "@sides")
        if row is not None:
            return replace(draft, reciprocal=False, mode=row.mode, cameo=row.cameo or draft.cameo)
    together = (*draft.sources, *draft.targets)
    several = len({a.referent for a in together}) > 2
    row = _special_mode(scene, draft, "@three")
    mode = row.mode if several and row is not None and draft.mode is None else draft.mode
    return replace(draft, sources=together, targets=(), mode=mode)


def _special_mode(scene: Scene, draft: Draft, marker: str) -> ModeRow | None:
    """The mode row that who takes part asks for, not a word: "@sides", "@three"."""
    return next((m for m in scene.knowledge.modes.get(draft.event_type, ()) if m.needs_mode == marker), None)


def _sides(scene: Scene, arguments: tuple[Argument, ...]) -> bool:
    """True where the words are "both sides", "the warring parties": a pair that the other actor stands outside of."""
    heads = {scene.named.actors[a.named].head for a in arguments if a.named is not None}
    sides = scene.knowledge.words["sides"]
    return all(scene.sentence.tokens[h].lemma in sides for h in heads) and len(heads) == 1


def settle_mode(scene: Scene, draft: Draft) -> Draft:
    """Mode and code by the words around the trigger ("over the telephone": phone, 041)."""
    rows = scene.knowledge.modes.get(draft.event_type, ())
    if not rows:
        return draft
    tokens = scene.sentence.tokens
    near = [t for a in draft.site.anchors for t in scene.sentence.children[a] if t not in draft.site.anchors]
    near = [t for t in near if tokens[t].dep not in ("conj", "parataxis")]  # another act's words
    if draft.trigger.event_type.physical:
        near = [t for t in near if tokens[t].dep not in UNDERGOING]
    inside = [t for t in near if tokens[t].dep not in SUBJECTS]  # "artillery" pounds; an "aid group" may do anything
    near += [g for t in inside for g in scene.sentence.children[t] if tokens[g].dep in BESIDE]
    lemmas = {tokens[t].lemma for t in near}
    if draft.site.noun is not None and draft.trigger.event_type.physical:
        lemmas.add(tokens[draft.site.noun].lemma)  # "a bomb killed": the means is the noun of the trigger
    for row in rows:
        if row.needs_mode == draft.mode and lemmas & set(row.words):
            return replace(draft, mode=row.mode or draft.mode, cameo=row.cameo or draft.cameo)
    return draft
