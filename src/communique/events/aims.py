"""Whom an act is meant for where no slot says it: who receives, the other party, its purpose."""

from collections.abc import Iterator

from communique.events.filling import fill
from communique.events.scene import Scene
from communique.events.slots import OWNING, Site, owners, parties, under_preposition
from communique.knowledge.event_types import Trigger
from communique.model import Argument
from communique.sentence import agents, children, patients, preposition

PURPOSES = ("xcomp", "advcl", "acl", "acl:relcl")  # "marched to demand …", "a strike to protest …"
RECEIVING = ("iobj",)  # "gave Chad its promise", "refused Chad its airspace"
UNDERGONE = ("obj", "owner")
DEPTH = 3  # "demanded the return of property seized by the army of …"


def received(scene: Scene, site: Site, slots: tuple[str, ...], doers: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Who is given, promised or refused something."""
    return fill(scene, site, RECEIVING, besides=doers) or _swallowed(scene, site, slots)


def _swallowed(scene: Scene, site: Site, slots: tuple[str, ...]) -> tuple[Argument, ...]:
    """ "offered Kenya aid": who gets it, where the parser took the name for a part of the thing."""
    if site.carrier != site.token or RECEIVING[0] not in slots:
        return ()
    for thing in patients(scene.sentence, site.token):
        for name in children(scene.sentence, thing, ("compound",)):
            if name.index == site.token + 1:
                return scene.arguments(name.index)
    return ()


def other_party(scene: Scene, site: Site, slots: tuple[str, ...]) -> tuple[Argument, ...]:
    """ "denounced an agreement with Peru", which is nobody's else."""
    if site.carrier != site.token or not {"obj", "owner", "obj.poss"} & set(slots):
        return ()
    things = patients(scene.sentence, site.token)
    return tuple(a for thing in things for t in parties(scene, thing) for a in scene.arguments(t))


def told_by_purpose(scene: Scene, trigger: Trigger, site: Site) -> tuple[Argument, ...]:
    """Whom force is meant for: a noun's participle ("a bombardment targeting Beirut"), the hostile purpose of what is
    sent ("sent ships to harass Peruvian trawlers", "called up reservists for a war against Peru")."""
    kind, words = trigger.event_type, scene.knowledge.words
    if trigger.row.pos == "noun" and kind.physical:
        aims, below = words["aimed"], children(scene.sentence, site.token, ("acl",))
        clauses = [t for t in below if t.xpos == "VBG" and t.lemma in aims]
    elif site.carrier is not None and kind.event_type.casefold() in words["sending_type"]:
        aims, below = words["hostile_purpose"], children(scene.sentence, site.carrier, PURPOSES)
        clauses = [t for t in below if t.xpos == "VB" and t.lemma in aims]
        if not clauses:
            return _for_war(scene, site)
    else:
        return ()
    if not clauses:
        return ()
    told = Site(token=clauses[0].index, carrier=clauses[0].index)
    return fill(scene, told, UNDERGONE, places=kind.physical, physical=True)


def _for_war(scene: Scene, site: Site) -> tuple[Argument, ...]:
    """ "massed troops for an attack on Peru"."""
    words = scene.knowledge.words
    for anchor in site.anchors:
        for noun in children(scene.sentence, anchor, ("obl", "nmod")):
            if noun.lemma in words["hostile_noun"] and preposition(scene.sentence, noun.index) in words["purpose"]:
                hostile = Site(token=noun.index, carrier=None)
                found = fill(scene, hostile, sorted(words["aiming"]), places=True, physical=True)
                if found:
                    return found
    return ()


def against_whom(scene: Scene, site: Site) -> tuple[Argument, ...]:
    """Whom a protest is meant for who is told only in its purpose: "rioted, calling for the removal of …", "marched to
    demand reforms by …", "a strike against Chad's decision", "walked out in protest at Chad's refusal"."""
    words = scene.knowledge.words
    for anchor in site.anchors:
        protests = [t for t in children(scene.sentence, anchor, ("obl", "nmod")) if t.lemma in words["protest_noun"]]
        spots = [
            (anchor, words["voiced"] | words["protested"] if protests else words["voiced"]),
            *((t.index, words["voiced"] | words["protested"]) for t in protests),
        ]
        for spot, prepositions in spots:
            for word in sorted(prepositions):
                for token in under_preposition(scene.sentence, spot, word):
                    if found := _blamed(scene, token, DEPTH):
                        return found
        for clause in children(scene.sentence, anchor, PURPOSES):
            if clause.lemma not in words["favouring"]:
                for token in _voiced(scene, clause.index):
                    if found := _blamed(scene, token, DEPTH):
                        return found
    return ()


def _voiced(scene: Scene, clause: int) -> Iterator[int]:
    yield from patients(scene.sentence, clause)
    for word in sorted(scene.knowledge.words["voiced"]):
        yield from under_preposition(scene.sentence, clause, word)


def _blamed(scene: Scene, token: int, depth: int) -> tuple[Argument, ...]:
    """Who is named at a word, else whose it is or who did it ("property seized by the army")."""
    sure = tuple(a for a in scene.arguments(token) if scene.form(a) in OWNING or scene.country(a) is not None)
    if sure or depth == 0:
        return sure
    doers = (d for c in children(scene.sentence, token, ("acl",)) for d in agents(scene.sentence, c.index))
    for below in (*owners(scene, token), *(d for d in doers if d != token)):
        if found := _blamed(scene, below, depth - 1):
            return found
    return ()
