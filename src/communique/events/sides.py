"""Who takes part where one group stands for several ("officials from Chad and Mali met")."""

from communique.events.scene import Scene
from communique.events.slots import OWNING, Site, words_at
from communique.model import Argument
from communique.sentence import by_preposition, with_conjuncts


def each_side(scene: Scene, site: Site, found: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Those a single group stands for who does something together ("officials from Chad and Mali met": both)."""
    if len(found) > 1:
        return found
    for head in words_at(scene, site, "subj"):
        if not _is_delegation(scene, head):
            continue
        behind = by_preposition(scene.sentence, head, scene.knowledge.words["delegating"], ("nmod",))
        sent = with_conjuncts(scene.sentence, (t.index for t in behind))
        sides = tuple(a for t in sent for a in scene.arguments(t) if scene.form(a) in (*OWNING, "capital"))
        for several in (sides, (*found, *sides)):  # the first may stand in the group's own name ("envoys for Chad")
            if sides and len({scene.country(a) for a in several} - {None}) > 1:
                return several
    return found


def _is_delegation(scene: Scene, noun: int) -> bool:
    """True for officials, negotiators and soldiers; heart specialists meet for themselves."""
    words = scene.knowledge.words
    who = (scene.referent(a) for a in scene.arguments(noun))
    power = any(s.casefold() in words["political_sector"] for w in who if w is not None for s in w.sectors)
    return power or scene.sentence.tokens[noun].lemma in words["delegate"]
