"""What the words beside a noun say of the act it tells: that it is a known one, that it has only been announced."""

from communique.events.scene import Scene
from communique.model import Sentence
from communique.sentence import children


def is_definite(sentence: Sentence, noun: int, determiners: frozenset[str]) -> bool:
    """True for "the call", "this visit", "Russia's invasion", "Russian invasion of Ukraine" with an article."""
    below = children(sentence, noun, ("det", "nmod:poss"))
    return any(t.dep == "nmod:poss" or t.lemma in determiners for t in below)


def is_announced(scene: Scene, noun: int) -> bool:
    """ "the pullout announced by Chad": told of as a plan, whatever has become of it."""
    if scene.sentence.tokens[noun].upos != "NOUN":
        return False
    behind = children(scene.sentence, noun, ("acl", "amod"))
    return any(t.xpos == "VBN" and t.lemma in scene.knowledge.words["announcing"] for t in behind)
