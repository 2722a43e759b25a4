"""Where: the place expressions of the sentence that belong to an act."""

from communique.events.scene import Scene
from communique.events.slots import Site
from communique.model import Argument
from communique.sentence import ROOT, attached, by_preposition, children, first_conjunct, preposition

PLACES = ("country", "capital")  # forms of actors that are places, too


def place_of(
    scene: Scene, site: Site, mode: str | None, sources: tuple[Argument, ...], targets: tuple[Argument, ...],
    thing: int | None, physical: bool,
) -> int | None:  # fmt: skip
    """The place of the act: its own phrase ("in Riyadh"), what it was aimed at, or where a visit led ("to Riyadh").

    `thing` is what the act is done to, which may say where it stands; `physical`: the act is done to bodies and
    places, so the country attacked or left is where it happens.
    """
    aimed = next((t.place for t in targets if t.place is not None), None) if physical else None
    if aimed is not None and scene.named.places[aimed].precision != "country":
        return aimed
    heads = [scene.named.actors[t.named].head for t in targets if t.named is not None]
    found = _own_phrase(scene, site, sources)
    if found is not None and (physical or scene.named.places[found].head not in heads):
        return found
    if aimed is not None:
        return aimed
    found = None
    if physical:
        for token in (*heads, *(() if thing is None else (thing,))):
            found = _standing(scene, token)
            if found is not None:
                return found
        found = _on_occasion(scene, site)
    return _goal(scene, site, mode, heads) if found is None else found


def _own_phrase(scene: Scene, site: Site, sources: tuple[Argument, ...]) -> int | None:
    """The place the act's own words tell."""
    prepositions = scene.knowledge.words["place_preposition"]
    anchors = (*site.anchors, *_told_by(scene, site))
    for anchor in anchors:
        found = _place_under(scene, anchor, prepositions)
        if found is not None:
            return found
    return _where(scene, site) if site.carrier is not None else _named_before(scene, site, sources)


def _told_by(scene: Scene, site: Site) -> tuple[int, ...]:
    """The verb a noun is the subject of ("talks are expected in Riyadh")."""
    noun = scene.sentence.tokens[site.token]
    if site.carrier is not None or noun.dep not in ("nsubj", "nsubj:pass"):
        return ()
    return (noun.head,)


def _where(scene: Scene, site: Site) -> int | None:
    """The place a relative clause hangs on: "Halem, where the two met"."""
    verb = None if site.carrier is None else scene.sentence.tokens[first_conjunct(scene.sentence, site.carrier)]
    if verb is None or verb.dep != "acl:relcl" or verb.head not in scene.places:
        return None
    told = any(t.xpos == "WRB" for t in children(scene.sentence, verb.index, ("advmod", "mark")))
    return scene.places[verb.head] if told else None


def _named_before(scene: Scene, site: Site, sources: tuple[Argument, ...]) -> int | None:
    """The town before a noun: "the Riyadh talks", unless the act is its doing."""
    doers = {scene.named.actors[a.named].head for a in sources if a.named is not None}
    before = (t.index for t in children(scene.sentence, site.token, ("compound", "nmod")) if t.index < site.token)
    found = (scene.places[t] for t in before if t in scene.places and t not in doers)
    return next((place for place in found if scene.named.places[place].precision == "city"), None)


def _on_occasion(scene: Scene, site: Site) -> int | None:
    """The place of what it happened in: "killed in air strikes in Halem"."""
    words = scene.knowledge.words
    for anchor in site.anchors:
        for noun in by_preposition(scene.sentence, anchor, words["occasion_preposition"], ("obl",)):
            found = _place_under(scene, noun.index, words["locating_preposition"])
            if found is not None:
                return found
    return None


def _standing(scene: Scene, token: int) -> int | None:
    """The place a target is, or stands in: "bombed Arland", "a hospital in Odense", "the streets of Odense"."""
    actor = next((scene.named.actors[i] for i in scene.actors.get(token, ())), None)
    if token in scene.places and (actor is None or actor.form in PLACES):
        return scene.places[token]
    return _place_under(scene, token, scene.knowledge.words["locating_preposition"])


def _goal(scene: Scene, site: Site, mode: str | None, heads: list[int]) -> int | None:
    """Where a visit or a deployment led."""
    words = scene.knowledge.words
    if mode not in words["moving_mode"]:
        return None
    for head in heads:
        if head in scene.places and preposition(scene.sentence, head) in words["goal_preposition"]:
            return scene.places[head]
    for anchor in site.anchors:
        found = _place_under(scene, anchor, words["goal_preposition"])
        if found is not None:
            return found
    return None


def _place_under(scene: Scene, anchor: int, prepositions: frozenset[str]) -> int | None:
    """A place under one of these prepositions below a word, also where the parser hung it on a nominal between.

    The preposition may stand before what the place says of itself: "in the resort of Halem", "at Halem airport".
    """
    wanted: dict[int, int] = {}
    for place in dict.fromkeys(scene.places.values()):
        head = scene.named.places[place].head
        if preposition(scene.sentence, head) in prepositions and not _is_aimed_at(scene, anchor, place):
            wanted[head] = place
        above = scene.sentence.tokens[head].head
        if above != ROOT and _is_located(scene, head, above) and preposition(scene.sentence, above) in prepositions:
            if above not in wanted or preposition(scene.sentence, head):  # "the Black Sea resort of Halem": Halem
                wanted[above] = place
    found = attached(scene.sentence, anchor, wanted)
    return None if found is None else wanted[found]


def _is_aimed_at(scene: Scene, anchor: int, place: int) -> bool:
    """True for the country in "a move to reimpose sanctions on Iran": whom another act is meant for, not where."""
    found = scene.named.places[place]
    token = scene.sentence.tokens[found.head]
    aimed = preposition(scene.sentence, found.head) in scene.knowledge.words["aiming"]
    return aimed and found.precision == "country" and token.head != anchor


def _is_located(scene: Scene, place: int, noun: int) -> bool:
    """True for a noun of place with a place's name under it: "the town of X", "X province", "a prison in X"."""
    words = scene.knowledge.words
    if scene.sentence.tokens[noun].lemma not in words["place_noun"]:
        return False
    said = preposition(scene.sentence, place)
    return said is None or said in words["locating_preposition"]
