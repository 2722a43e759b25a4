"""The particles of verbs ("turn down", "rule out"), also where the parser takes one for a preposition."""

from communique.events.scene import Scene
from communique.events.slots import under_preposition
from communique.knowledge.event_types import Trigger
from communique.sentence import children, with_conjuncts


def has_particle(scene: Scene, token: int, trigger: Trigger) -> bool:
    """True for "voted the plan down"; with a noun to go by also where the parser took the particle for a preposition
    ("voted down the plan")."""
    sentence, particle = scene.sentence, trigger.row.particle
    if particle in {t.lemma for t in children(sentence, token, ("compound:prt", "advmod"))}:
        return True
    return bool(trigger.nouns and trigger.noun_preposition is None and misread_objects(scene, token, particle))


def misread_objects(scene: Scene, token: int, particle: str | None) -> tuple[int, ...]:
    """The objects behind a particle that the parser took for a preposition: it stands right behind its verb."""
    sentence = scene.sentence
    if particle is None or [t.lemma for t in sentence.tokens[token + 1 : token + 2]] != [particle]:
        return ()
    return with_conjuncts(sentence, under_preposition(sentence, token, particle))
