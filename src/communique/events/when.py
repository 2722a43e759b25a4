"""When and where: the time and place expressions of the sentence that belong to an act."""

from collections.abc import Mapping

from communique.events.scene import Scene
from communique.events.slots import Site
from communique.model import Sentence, Token
from communique.sentence import (
    OBJECTS,
    ROOT,
    ancestors,
    attached,
    auxiliaries,
    children,
    first_conjunct,
    preposition,
)

OWN_CLAUSE = ("xcomp", "conj", "advcl")  # links over which a clause shares the time of the one above
PAST_FORMS = ("VBD", "VBN")  # Penn tags of a verb told as over
BEFORE_NOUN = ("compound", "nummod", "amod", "nmod:poss", "det")
REMARKS = ("acl", "acl:relcl")


def time_of(scene: Scene, site: Site, thing: int | None, *, light: bool) -> int | None:
    """The time expression that modifies the act: at its words, else at a clause it shares its time with.

    `thing` is the noun the act is done to; its own time ("a plan issued in May") is not the act's, nor is the year
    before the noun of a trigger ("breached the 1997 treaty") unless the noun is the act itself (`light`).
    """
    dates = {token: i for token, i in scene.times.items() if scene.named.times[i].kind == "date"}
    found = _among(scene, site, thing, light, dates)
    return _among(scene, site, thing, light, scene.times) if found is None else found


def _among(scene: Scene, site: Site, thing: int | None, light: bool, times: Mapping[int, int]) -> int | None:
    """The first of these times (by token) that stands where it can date the act."""
    heads = {scene.named.times[i].head for i in times.values()} - {site.token}
    noun = scene.sentence.tokens[site.token]
    if noun.dep == "nmod" and noun.head in heads:
        return times[noun.head]  # "months of discussions"
    own = [anchor for anchor in site.anchors if anchor != thing]
    known = {head for head in heads if scene.named.times[times[head]].basis == "known_event"}
    heads = {h for h in heads if _can_date(scene, h, site, own, light) and (h not in known or _tells_when(scene, h))}
    told = heads - known
    shared = (*_clauses_above(scene, site), *_clauses_beside(scene, site))
    for anchor, wanted in (*((a, heads) for a in own), *((verb, told) for verb in shared)):
        found = anchor if anchor in wanted else attached(scene.sentence, anchor, wanted)
        if found is not None:
            return times[found]
    return None


def _can_date(scene: Scene, head: int, site: Site, own: list[int], light: bool) -> bool:
    """False for an attribute of a noun that is not the act: "left the 2015 accord", "condemned last week's raid".

    The noun of a trigger is the act where a light verb carries it ("launched last week's raid") or where it tells the
    means ("killed in a 2015 raid").
    """
    token = scene.sentence.tokens[head]
    if token.dep not in BEFORE_NOUN:
        return True
    noun = scene.sentence.tokens[token.head]
    return noun.index in own and (light or site.carrier in (None, noun.index) or noun.dep not in OBJECTS)


def _tells_when(scene: Scene, head: int) -> bool:
    """True for a dated event that is a time here: "after the invasion", "since it began"; not in "left the accord"."""
    token = scene.sentence.tokens[head]
    if token.upos == "VERB" or token.dep.endswith(":tmod"):
        return True
    return preposition(scene.sentence, head) in scene.knowledge.words["time_preposition"]


def _clauses_above(scene: Scene, site: Site) -> tuple[int, ...]:
    """The verbs whose time the act shares: of infinitives, of coordinated verbs, of participles, of "when"."""
    if site.carrier is None:
        return ()
    found = []
    token = scene.sentence.tokens[site.carrier]
    if token.dep == "acl:relcl" and _is_inside_its_head(scene.sentence, token.index):
        return (token.head,)
    while token.dep in OWN_CLAUSE and token.head != ROOT and _shares_time(scene, token.index):
        remark = token.dep == "advcl" and token.index > token.head and _is_simultaneous(scene, token.index)
        token = scene.sentence.tokens[token.head]
        if token.upos not in ("VERB", "AUX", "ADJ"):
            break
        found.append(token.index)
        if remark and token.dep == "ccomp" and token.head != ROOT:  # "said on Monday she was worried, as she urged …"
            token = scene.sentence.tokens[token.head]
            found.append(token.index)
    return tuple(found)


def _clauses_beside(scene: Scene, site: Site) -> tuple[int, ...]:
    """The clauses below that share the act's time: "arrested him when he returned in May", a participle behind
    ("opened an offensive led by militias in May"), and the purpose of what is over ("sent ships to free it in May")."""
    verb = site.carrier
    if verb is None or scene.sentence.tokens[verb].xpos not in PAST_FORMS:
        return ()
    below = children(scene.sentence, verb, ("advcl",))
    return tuple(t.index for t in below if _is_simultaneous(scene, t.index) or (t.index > verb and _is_bare(scene, t)))


def _is_bare(scene: Scene, verb: Token) -> bool:
    """A participle without a conjunction, or an infinitive of purpose."""
    marks = _marks(scene, verb.index)
    if verb.xpos == "VB":
        return any(t.xpos == "TO" for t in marks)
    return verb.xpos in ("VBG", "VBN") and not any(t.dep == "mark" for t in marks)


def _marks(scene: Scene, verb: int) -> tuple[Token, ...]:
    return children(scene.sentence, verb, ("mark", "advmod"))


def _is_simultaneous(scene: Scene, verb: int) -> bool:
    """ "when he visited Cairo", "as rebels entered the town": a past clause of the same time as the one above."""
    if scene.sentence.tokens[verb].xpos not in PAST_FORMS:
        return False
    return any(t.lemma in scene.knowledge.words["simultaneous"] for t in _marks(scene, verb))


def _is_inside_its_head(sentence: Sentence, verb: int) -> bool:
    """ "a call on Monday in which she promised …": the relative clause tells what happened within its noun."""
    within = children(sentence, verb, ("obl", "advmod"))
    return any(t.xpos == "WRB" or (t.xpos in ("WDT", "WP") and preposition(sentence, t.index)) for t in within)


def _shares_time(scene: Scene, verb: int) -> bool:
    token = scene.sentence.tokens[verb]
    marked = any(t.xpos == "IN" for t in children(scene.sentence, verb, ("mark",)))
    return token.dep != "advcl" or (token.xpos == "VBG" and not marked) or _is_simultaneous(scene, verb)


def backgrounded(scene: Scene, site: Site) -> bool:
    """True where the words say that the act lies before the story's day, or tell it as a remark about somebody.

    "initially", "had met", "has since met"; "the man who attacked him", "troops fighting the rebels", "after it was
    convicted": what stands in such clauses is mostly background (on 39 acts of opening sentences read, 12 of the 23
    wrong days stood there).
    """
    verb = site.carrier
    if verb is None:
        return False
    anterior = scene.knowledge.words["anterior"]
    for told in {verb, first_conjunct(scene.sentence, verb)}:  # "has since met X and promised …"
        if any(t.lemma in anterior for t in children(scene.sentence, told, ("advmod", "mark", "obl", "obl:tmod"))):
            return True
    if any(_is_aside(scene, t) for t in (scene.sentence.tokens[verb], *ancestors(scene.sentence, verb))):
        return True
    if _goes_on_long(scene.sentence, verb) or _is_counted_from_another(scene, verb):
        return True
    if scene.sentence.tokens[verb].xpos != "VBN":
        return False
    return any(t.xpos == "VBD" and t.dep == "aux" for t in auxiliaries(scene.sentence, verb))


def _is_counted_from_another(scene: Scene, verb: int) -> bool:
    """ "took the town two weeks after rebels entered it", "two weeks after the vote": a day is told, and not the day of
    publication."""
    below = children(scene.sentence, verb, ("advcl", "obl"))
    marks = {m.index for t in below for m in children(scene.sentence, t.index, ("mark", "advmod", "case"))}
    counted = (scene.named.times[i] for i in set(scene.times.values()))
    return any(m.first < mark <= m.last for m in counted for mark in marks)


def _is_aside(scene: Scene, token: Token) -> bool:
    """A remark on a noun, or a clause under a conjunction that does not say "at that time"."""
    if token.dep in REMARKS:
        return True
    marks = [t.lemma for t in _marks(scene, token.index) if t.dep == "mark" and t.xpos == "IN"]
    return token.dep == "advcl" and any(m not in scene.knowledge.words["simultaneous"] for m in marks)


def _goes_on_long(sentence: Sentence, verb: int) -> bool:
    """ "has for years been threatening": what has gone on up to now has no day."""
    tags = [t.xpos for t in auxiliaries(sentence, verb)]
    return sentence.tokens[verb].xpos == "VBG" and "VBN" in tags
