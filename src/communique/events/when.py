"""When and where: the time and place expressions of the sentence that belong to an act."""

from communique.events.scene import Scene
from communique.events.slots import Site
from communique.model import Argument, Sentence
from communique.sentence import ROOT, attached, auxiliaries, children, first_conjunct, preposition

OWN_CLAUSE = ("xcomp", "conj", "advcl")  # links over which a clause shares the time of the one above


def time_of(scene: Scene, site: Site, thing: int | None) -> int | None:
    """The time expression that modifies the act: at its words, else at the clause it shares its time with.

    `thing` is the noun the act is done to; its own time ("a plan issued in May") is not the act's.
    """
    heads = {scene.named.times[i].head for i in scene.times.values()} - {site.token}
    noun = scene.sentence.tokens[site.token]
    if noun.dep == "nmod" and noun.head in heads:
        return scene.times[noun.head]  # "months of discussions"
    for anchor in (*(a for a in site.anchors if a != thing), *_clauses_above(scene, site)):
        found = anchor if anchor in heads else attached(scene.sentence, anchor, heads)
        if found is not None:
            return scene.times[found]
    return None


def _clauses_above(scene: Scene, site: Site) -> tuple[int, ...]:
    """The verbs whose time the act shares: of infinitives, of coordinated verbs, of participles."""
    if site.carrier is None:
        return ()
    found = []
    token = scene.sentence.tokens[site.carrier]
    if token.dep == "acl:relcl" and _is_inside_its_head(scene.sentence, token.index):
        return (token.head,)
    while token.dep in OWN_CLAUSE and token.head != ROOT and _shares_time(scene.sentence, token.index):
        token = scene.sentence.tokens[token.head]
        if token.upos not in ("VERB", "AUX", "ADJ"):
            break
        found.append(token.index)
    return tuple(found)


def _is_inside_its_head(sentence: Sentence, verb: int) -> bool:
    """ "a call on Monday in which she promised …": the relative clause tells what happened within its noun."""
    within = children(sentence, verb, ("obl", "advmod"))
    return any(t.xpos == "WRB" or (t.xpos in ("WDT", "WP") and preposition(sentence, t.index)) for t in within)


def _shares_time(sentence: Sentence, verb: int) -> bool:
    token = sentence.tokens[verb]
    marked = any(t.xpos == "IN" for t in children(sentence, verb, ("mark",)))
    return token.dep != "advcl" or (token.xpos == "VBG" and not marked)


def backgrounded(scene: Scene, site: Site) -> bool:
    """True where the words say that the act lies before the story's day ("initially", "had met", "has since met")."""
    verb = site.carrier
    if verb is None:
        return False
    anterior = scene.knowledge.words["anterior"]
    for told in {verb, first_conjunct(scene.sentence, verb)}:  # "has since met X and promised …"
        if any(t.lemma in anterior for t in children(scene.sentence, told, ("advmod", "mark", "obl", "obl:tmod"))):
            return True
    if scene.sentence.tokens[verb].xpos != "VBN":
        return False
    return any(t.xpos == "VBD" and t.dep == "aux" for t in auxiliaries(scene.sentence, verb))


def place_of(scene: Scene, site: Site, mode: str | None, targets: tuple[Argument, ...]) -> int | None:
    """The place of the act: its own phrase ("in Riyadh"), what it was aimed at, or where a visit led ("to Riyadh")."""
    words = scene.knowledge.words
    for anchor in site.anchors:
        found = _place_under(scene, anchor, words["place_preposition"])
        if found is not None:
            return found
    for target in targets:
        if target.place is not None:
            return target.place
        head = None if target.named is None else scene.named.actors[target.named].head
        if (
            mode in words["moving_mode"]
            and head in scene.places
            and preposition(scene.sentence, head) in words["goal_preposition"]
        ):
            return scene.places[head]
    return None


def _place_under(scene: Scene, anchor: int, prepositions: frozenset[str]) -> int | None:
    """A place under one of these prepositions below a word, also where the parser hung it on a nominal between."""
    heads = {scene.named.places[i].head for i in scene.places.values()}
    wanted = {head for head in heads if preposition(scene.sentence, head) in prepositions}
    found = attached(scene.sentence, anchor, wanted)
    return None if found is None else scene.places[found]
