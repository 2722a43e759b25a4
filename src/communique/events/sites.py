"""Where force strikes a thing that is nobody's: "a market in the city of Cusco", "targets near Lima"."""

from collections.abc import Iterable

from communique.events.filling import arguments_at
from communique.events.scene import Scene
from communique.events.slots import Site, words_at
from communique.model import Argument
from communique.sentence import by_preposition, children, patients

STATES = ("country", "capital", "demonym")
ONE_THING = "NN"  # xpos of a noun in the singular
DEPTH = 3  # "a depot in the port of the city of …"


def struck_places(scene: Scene, site: Site, slots: Iterable[str]) -> tuple[Argument, ...]:
    """The place where the thing struck lies; a place attacked is a target with its name (record.md, rule 9)."""
    for slot in slots:
        for token in words_at(scene, site, slot):
            found = _lying(scene, token, DEPTH) or _told_by_verb(scene, site, token)
            if found:
                return found
    return ()


def _is_site(scene: Scene, token: int) -> bool:
    words, lemma = scene.knowledge.words, scene.sentence.tokens[token].lemma
    return not scene.arguments(token) and lemma in words["place_noun"] | words["struck"]


def _lying(scene: Scene, token: int, depth: int) -> tuple[Argument, ...]:
    """The place in the phrases below a site, or before it ("market in the city of Cusco", "Cusco suburbs")."""
    if depth == 0 or not _is_site(scene, token):
        return ()
    for before in children(scene.sentence, token, ("compound", "amod", "nmod:poss")):
        if found := scene.place_argument(before.index):
            return found
    for below in by_preposition(scene.sentence, token, scene.knowledge.words["siting"], ("nmod",)):
        found = _place_at(scene, below.index) or _lying(scene, below.index, depth - 1)
        if found:
            return found
    return ()


def _told_by_verb(scene: Scene, site: Site, token: int) -> tuple[Argument, ...]:
    """The place in a phrase of the verb, where the parser hung "near Lima" in "bombed targets near Lima"."""
    if site.carrier is None or token not in patients(scene.sentence, site.carrier) or not _is_site(scene, token):
        return ()
    thing = scene.sentence.tokens[token]
    if thing.xpos != ONE_THING and thing.lemma not in scene.knowledge.words["struck"]:
        return ()  # "stormed cities in Libya" is not told to have been done to one of them
    for beside in by_preposition(scene.sentence, site.carrier, scene.knowledge.words["siting"], ("obl",)):
        found = _place_at(scene, beside.index) or _lying(scene, beside.index, DEPTH)
        if found:
            return found
    return ()


def _place_at(scene: Scene, token: int) -> tuple[Argument, ...]:
    found = arguments_at(scene, token, places=True, physical=True)
    sure = tuple(a for a in found if a.place is not None or scene.form(a) in STATES)
    return sure or scene.place_argument(token)
