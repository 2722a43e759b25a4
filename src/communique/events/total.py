"""What keeps a toll from an act: a sum to date ("since 2011"), or a cause of its own ("died in an earthquake")."""

from collections.abc import Iterator

from communique.events.nominal import is_definite
from communique.events.numerals import Number
from communique.events.scene import Scene
from communique.model import Act, Token
from communique.sentence import (
    CLAUSES,
    OBJECTS,
    ROOT,
    SUBJECTS,
    auxiliaries,
    children,
    clause_verb,
    first_conjunct,
    preposition,
    subject_heads,
    subtree,
)

LONG_TIMES = ("decade", "range")
LONGEST_ACT = 31  # days: "the past two days", "this month" may be of one act; a toll of "this year" is a sum


def is_total(scene: Scene, token: int, verb: int, number: Number) -> bool:
    """True where the clause gives the sum of many acts: over a long time, of a war, "so far", "every year"."""
    words = scene.knowledge.sizes.sets
    clause = [i for i in _clause(scene, verb) if not number.first <= i <= number.last]
    for i in clause:
        word = scene.sentence.tokens[i]
        time = scene.times.get(i)
        if time is not None and _length(scene, time) is not None:
            if _is_long(scene, time):
                return True
            continue
        if word.lemma in words["total"] and (word.dep in ("case", "mark", "advmod", "obl") or time is not None):
            return True
        if time is not None and _is_long(scene, time):
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
    found, days = scene.named.times[time], _length(scene, time)
    if days is not None:
        return days > LONGEST_ACT
    return found.kind != "date" or found.precision in LONG_TIMES


def _length(scene: Scene, time: int) -> int | None:
    """The days between the first and the last day of a time; None where it is open, not known, or comes again."""
    found = scene.named.times[time]
    if found.start is None or found.end is None or found.kind == "set":
        return None
    return (found.end - found.start).days


def own_cause(scene: Scene, token: int, number: Number) -> frozenset[int] | None:
    """The words for what the toll's own clause names as its cause, where it is not one told before; else None.

    "in an earthquake", "A bomb killed …", "by flooding" are causes; "in the attack", "It killed …", "in Lviv" are not.
    """
    sentence, words = scene.sentence, scene.knowledge.sizes.sets
    verb = verb_of(scene, token)
    found = [
        t.index
        for t in children(sentence, verb, ("obl", "obl:agent"))
        if t.upos in ("NOUN", "PROPN") and preposition(sentence, t.index) in words["cause"] and t.index != token
    ]
    if children(sentence, verb, OBJECTS):
        found += [t.index for t in children(sentence, verb, SUBJECTS) if t.upos != "PRON"]
    own = [i for i in found if not number.first <= i <= number.last and not _is_known(scene, i)]
    return frozenset(i for head in own for i in subtree(sentence, head)) if own else None


def verb_of(scene: Scene, token: int) -> int:
    """The verb that says what befell somebody: the toll itself, or what governs it ("cost 300 lives")."""
    if scene.sentence.tokens[token].upos == "VERB":
        return token
    verb = clause_verb(scene.sentence, token)
    return token if verb is None else verb


def _is_known(scene: Scene, noun: int) -> bool:
    """True for a cause told before ("the blast"), a place or a time; "the battle for Lyman" brings itself in."""
    spots = scene.knowledge.sizes.sets["spot"]
    if noun in scene.places or noun in scene.times or scene.sentence.tokens[noun].lemma in spots:
        return True
    described = children(scene.sentence, noun, ("nmod", "amod", "acl", "acl:relcl"))
    return not described and is_definite(scene.sentence, noun, scene.knowledge.words["definite"])


def stands_alone(scene: Scene, token: int, number: Number) -> bool:
    """True where a toll is what its sentence says, without a cause of its own ("Officials said that 12 died")."""
    sentence = scene.sentence
    verb = verb_of(scene, token)
    if own_cause(scene, token, number) is not None:
        return False
    if any(children(sentence, clause.index, ("mark",)) for clause in children(sentence, verb, ("advcl",))):
        return False
    above = sentence.tokens[first_conjunct(sentence, verb)]
    while above.dep in ("ccomp", "parataxis") and above.head != ROOT:
        above = sentence.tokens[first_conjunct(sentence, above.head)]
    doers = subject_heads(sentence, verb) if children(sentence, verb, OBJECTS) else ()
    doers = tuple(i for i in doers if not number.first <= i <= number.last)
    return above.head == ROOT and all(_goes_back(scene, i) for i in doers)


def _goes_back(scene: Scene, doer: int) -> bool:
    """True for what may mean the act told before: "it", "the blast"; not for somebody ("They killed …")."""
    if scene.sentence.tokens[doer].upos == "PRON":
        return not scene.arguments(doer)
    return _is_known(scene, doer)


def is_of_another_time(scene: Scene, token: int, act: Act) -> bool:
    """True where the toll's clause gives a time that is not the act's."""
    verb = clause_verb(scene.sentence, token)
    times = set() if verb is None else {scene.times[i] for i in _clause(scene, verb) if i in scene.times}
    for time in times - {act.time}:
        found = scene.named.times[time]
        known = None if act.time is None else scene.named.times[act.time]
        if known is None and found.precision not in ("day", "week"):
            return True
        if known is not None and found.start is not None and known.start is not None and found.start != known.start:
            return True
    return False
