"""What keeps a toll from an act: a sum to date ("since 2011"), or a cause of its own ("died in an earthquake")."""

from collections.abc import Iterator

from communique.events.numerals import Number
from communique.events.scene import Scene
from communique.events.status import is_definite
from communique.model import Token
from communique.sentence import CLAUSES, OBJECTS, SUBJECTS, auxiliaries, children, preposition, subject_heads, subtree

LONG_TIMES = ("decade", "range")
CAUSING = ("obl", "obl:agent", "advcl")


def is_total(scene: Scene, token: int, verb: int, number: Number) -> bool:
    """True where the clause gives the sum of many acts: over a long time, of a war, "so far", "every year"."""
    words = scene.knowledge.sizes.sets
    clause = [i for i in _clause(scene, verb) if not number.first <= i <= number.last]
    for i in clause:
        word = scene.sentence.tokens[i]
        if word.lemma in words["total"] and (word.dep in ("case", "mark", "advmod", "obl") or i in scene.times):
            return True
        if i in scene.times and _is_long(scene, scene.times[i]):
            return True
    causes = {*subject_heads(scene.sentence, verb), *(i for i in clause if scene.sentence.tokens[i].dep == "obl")}
    perfect = any(t.xpos in ("VBP", "VBZ", "VB") and t.dep == "aux" for t in auxiliaries(scene.sentence, verb))
    named = {w for i in causes for w in (scene.sentence.tokens[i].lemma, scene.sentence.tokens[i].text.lower())}
    return bool(named & words["long"]) or (perfect and bool(named & words["lasting"]))


def _clause(scene: Scene, verb: int) -> Iterator[int]:
    """The tokens of a clause without those of clauses below it."""
    stack = [verb]
    while stack:
        i = stack.pop()
        yield i
        for below in children(scene.sentence, i):
            if _starts_clause(below):
                yield from (t.index for t in children(scene.sentence, below.index, ("mark",)))  # "since it began"
            else:
                stack.append(below.index)


def _starts_clause(token: Token) -> bool:
    return token.dep in CLAUSES or (token.dep == "conj" and token.upos in ("VERB", "AUX"))


def _is_long(scene: Scene, time: int) -> bool:
    found = scene.named.times[time]
    return found.kind != "date" or found.precision in LONG_TIMES


def own_cause(scene: Scene, token: int, *, shared: bool = False) -> frozenset[int] | None:
    """The words for what the toll's own clause names as its cause, where it is not one told before; else None.

    "in an earthquake", "A bomb killed …", "by flooding" are causes; "in the attack", "It killed …", "in Lviv" are not.
    `shared`: a subject that the clause has in common with the one above is looked at, too.
    """
    sentence = scene.sentence
    definite = scene.knowledge.words["definite"]
    found = [
        t.index
        for t in children(sentence, token, CAUSING)
        if t.upos in ("NOUN",) and preposition(sentence, t.index) in scene.knowledge.sizes.sets["cause"]
    ]
    if sentence.tokens[token].upos == "VERB" and children(sentence, token, OBJECTS):
        subjects = subject_heads(sentence, token) if shared else [t.index for t in children(sentence, token, SUBJECTS)]
        found += [i for i in subjects if sentence.tokens[i].upos != "PRON"]
    own = [i for i in found if not is_definite(sentence, i, definite) and i not in scene.places and i not in scene.times]
    return frozenset(i for head in own for i in subtree(sentence, head)) if own else None
