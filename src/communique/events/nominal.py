"""What the words beside a noun say of the act it tells: that it is a known one, that it has only been announced."""

from communique.events.draft import Draft
from communique.events.scene import Scene
from communique.model import Sentence
from communique.sentence import SUBJECTS, children

NOBODY = "none"  # light_verbs.tsv: the verb's subject is the act itself ("operations ended")


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


def is_told_before(scene: Scene, draft: Draft) -> bool:
    """ "The bombing killed twelve": nobody is named, the noun is of an act told before (its toll is read there); in an
    article's first sentence it tells the act."""
    noun = draft.site.noun
    if noun is None or draft.site.carrier is None or draft.sources or scene.sentence.index == 0:
        return False
    word = scene.sentence.tokens[noun]
    acts = ("noun", word.lemma) in scene.knowledge.triggers
    subject = word.dep in SUBJECTS and word.head == draft.site.carrier
    return acts and subject and is_definite(scene.sentence, noun, scene.knowledge.words["definite"])


def is_known(scene: Scene, draft: Draft) -> bool:
    """The noun happens by itself ("the talks resumed"); not force told for the first time ("an attack took place")."""
    happens = draft.light is not None and draft.light.subject == NOBODY
    definite = is_definite(scene.sentence, draft.site.token, scene.knowledge.words["definite"])
    return happens and (definite or not draft.trigger.event_type.physical)
