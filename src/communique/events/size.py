"""How many were killed, injured, arrested, present: counts given to the acts they are the size of (record.md, rule 15).

A toll is a word that tells what befell how many. It belongs to the act it is the trigger of, else to the nearest act
of its sentence, else, where it stands in no act's sentence and names no cause of its own, to the act told just before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.events.counting import counted, none_of, number_on
from communique.events.numerals import Number
from communique.events.scene import Scene
from communique.events.status import doubts
from communique.events.total import is_of_another_time, is_total, own_cause, stands_alone, verb_of
from communique.knowledge.numbers import Part, TollRow
from communique.model import Act, Count, Sentence, Size, Token
from communique.sentence import (
    NOMINALS,
    OBJECTS,
    ROOT,
    agents,
    ancestors,
    auxiliaries,
    by_preposition,
    children,
    clause_verb,
    patients,
    preposition,
    with_conjuncts,
)

POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}
STATES = ("adj", "verb")  # a participle that describes may be tagged either way ("50 wounded", "30 injured")
DESCRIBED = ("nsubj", "obl:npmod", "nummod", "obj")  # where parsers put the persons before "dead"
DESCRIBING = ("amod", "acl", "xcomp", "ccomp", "conj")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """What befell how many, told at token `token` of a scene's sentence."""

    token: int
    part: Part
    number: Number
    types: tuple[str, ...]


def with_sizes(told: Iterable[tuple[Scene, list[Act]]]) -> Iterator[Act]:
    """The acts of an article, sentence by sentence, each with the size that its own or the next sentence tells."""
    last: list[Act] = []
    for scene, acts in told:
        here = list(acts)
        for toll in tolls(scene):
            owner = _nearest(scene, toll, here)
            if owner is not None:
                here[owner] = _grown(scene, here[owner], toll)
            elif (before := _told_before(scene, toll, last, here)) is not None:
                last[before] = _grown(scene, last[before], toll)
        yield from last
        last = here
    yield from last


def tolls(scene: Scene) -> Iterator[Toll]:
    """What befell how many in this sentence, told as a fact and not as a sum to date."""
    seen: set[tuple[str, int]] = set()
    for token in scene.sentence.tokens:
        for row in _rows(scene, token.index):
            number = None if _is_alternative(scene, token) else _number(scene, token.index, row)
            if number is None or not _counts(scene, token.index, row, number):
                continue
            for part in row.parts:
                if (part, number.first) not in seen:
                    seen.add((part, number.first))
                    yield Toll(token=token.index, part=part, number=number, types=row.types)


def _is_alternative(scene: Scene, token: Token) -> bool:
    """ "killed or wounded 20": nobody says how many of each."""
    joined = (token, *children(scene.sentence, token.index, ("conj",)))
    linked = [t for t in joined if t.dep == "conj" and {t.upos, token.upos} <= {"VERB", "ADJ"}]
    either = scene.knowledge.words["or"]
    return any(c.lemma in either for t in linked for c in children(scene.sentence, t.index, ("cc",)))


def _rows(scene: Scene, token: int) -> Iterator[TollRow]:
    word = scene.sentence.tokens[token]
    if word.upos not in POS and word.upos not in ("ADJ", "VERB"):
        return
    tables = scene.knowledge.sizes.tolls
    loose = word.upos == "ADJ" or (word.upos == "VERB" and not children(scene.sentence, token, OBJECTS))
    for pos in dict.fromkeys((POS.get(word.upos), *(STATES if loose else ()))):
        for lemma in dict.fromkeys((word.lemma, word.text.lower())):
            for row in tables.get((pos or "", lemma), ()):
                if not row.above or _governor(scene, token, row) is not None:
                    yield row


def _governor(scene: Scene, token: int, row: TollRow) -> int | None:
    """The verb above a noun, where it or the preposition between is one the row names."""
    head = scene.sentence.tokens[token].head
    if head == ROOT or scene.sentence.tokens[head].upos != "VERB":
        return None
    named = {scene.sentence.tokens[head].lemma, preposition(scene.sentence, token)}
    return head if named & set(row.above) else None


def _number(scene: Scene, token: int, row: TollRow) -> Number | None:
    if row.slot == "self":
        return number_on(scene, token) or none_of(scene, token)
    return counted(scene, _persons(scene, token, row))


def _persons(scene: Scene, token: int, row: TollRow) -> tuple[int, ...]:
    """The heads of the words for those whom it befell."""
    sentence = scene.sentence
    above = _governor(scene, token, row) if row.above else None
    if row.slot == "of":
        of = scene.knowledge.sizes.sets["of"]
        return with_conjuncts(sentence, (t.index for t in by_preposition(sentence, token, of, ("nmod",))))
    if row.slot == "subj":
        return agents(sentence, token)
    if row.slot == "obj":
        return _crossed(sentence, token) or patients(sentence, token) or _described(sentence, token)
    if row.slot == "state":
        return _described(sentence, token)
    if above is None:
        return ()
    return patients(sentence, above) if row.slot == "above.obj" else agents(sentence, above)


def _crossed(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The object in "killing four and wounding scores" where the parser hung the second verb on the first number."""
    word = sentence.tokens[verb]
    if word.dep == "conj" and sentence.tokens[word.head].dep == "nummod":
        return (sentence.tokens[word.head].head,)
    numbers = (
        t.index for thing in children(sentence, verb, OBJECTS) for t in children(sentence, thing.index, ("nummod",))
    )
    return tuple(n for n in numbers if any(t.upos == "VERB" for t in children(sentence, n, ("conj",))))


def _described(sentence: Sentence, token: int) -> tuple[int, ...]:
    """Whom "dead" or "wounded" describes: its own subject, the noun it hangs on, the object beside it."""
    word = sentence.tokens[token]
    if any(t.lemma == "have" for t in auxiliaries(sentence, token)):
        return ()
    own = tuple(t.index for t in children(sentence, token, DESCRIBED) if t.index < token)
    if own or word.dep not in DESCRIBING or word.head == ROOT:
        return with_conjuncts(sentence, own)
    above = sentence.tokens[word.head]
    if above.upos in NOMINALS:
        return () if word.dep == "amod" and _is_attribute(sentence, word, above) else (above.index,)
    return patients(sentence, above.index)


def _is_attribute(sentence: Sentence, word: Token, noun: Token) -> bool:
    """ "12 wounded soldiers" says who they are, "shot dead 12 soldiers" and "12 dead" what befell them."""
    numbers = children(sentence, noun.index, ("nummod", "det", "nmod:poss"))
    return noun.upos != "NUM" and (not numbers or min(t.index for t in numbers) < word.index)


def _counts(scene: Scene, token: int, row: TollRow, number: Number) -> bool:
    """True for a fact told of one act: not denied (but for a count of zero), not possible, no sum to date."""
    if len(row.parts) > 1 and number.high != 0:
        return False
    verb = clause_verb(scene.sentence, token)
    if verb is None:
        return True
    said = doubts(scene, verb)
    return said <= ({"negated"} if number.high == 0 else set()) and not is_total(scene, token, verb, number)


def _nearest(scene: Scene, toll: Toll, acts: list[Act]) -> int | None:
    """The act of this sentence that a toll is the size of."""
    at = (toll.token, verb_of(scene, toll.token))
    own = next((i for i, act in enumerate(acts) if act.token in at and _may_bear(act, toll)), None)
    if own is not None or toll.number.known:
        return own
    fitting = [i for i, act in enumerate(acts) if _may_bear(act, toll)]
    cause = own_cause(scene, toll.token, toll.number)
    if cause is not None:
        fitting = [i for i in fitting if acts[i].token in cause]
    fitting = [i for i in fitting if not is_of_another_time(scene, toll.token, acts[i])]
    fitting = [i for i in fitting if not _is_part(scene.sentence, acts[i].token, toll)]
    return min(fitting, key=lambda i: (_distance(scene.sentence, toll.token, acts[i].token), i), default=None)


def _is_part(sentence: Sentence, act: int, toll: Toll) -> bool:
    """True for an act that describes those counted ("murdered thousands, including the killing of 12 monks")."""
    for above in ancestors(sentence, act):
        if above.index == toll.token:
            return False
        if toll.number.first <= above.index <= toll.number.last:
            return True
    return False


def _may_bear(act: Act, toll: Toll) -> bool:
    return act.status == "actual" and act.event_type in toll.types


def _distance(sentence: Sentence, one: int, other: int) -> int:
    """Steps through the tree from one token to another."""
    up = [one, *(t.index for t in ancestors(sentence, one))]
    down = [other, *(t.index for t in ancestors(sentence, other))]
    meeting = next((i for i in up if i in down), None)
    return up.index(meeting) + down.index(meeting) if meeting is not None else len(sentence.tokens)


def _told_before(scene: Scene, toll: Toll, last: list[Act], here: list[Act]) -> int | None:
    """The act of the sentence before, where this one tells no such act and its toll stands alone."""
    if (
        toll.number.known
        or any(_may_bear(act, toll) for act in here)
        or not stands_alone(scene, toll.token, toll.number)
    ):
        return None
    fitting = [
        i
        for i, act in enumerate(last)
        if _may_bear(act, toll) and not _has(act, toll.part) and not is_of_another_time(scene, toll.token, act)
    ]
    near = [i for i in fitting if last[i].sentence == scene.sentence.index - 1]
    return min(near, key=lambda i: (last[i].nominal, i), default=None)


def _has(act: Act, part: Part) -> bool:
    return act.size is not None and getattr(act.size, part) is not None


def _grown(scene: Scene, act: Act, toll: Toll) -> Act:
    """The act with a toll; of two counts of the same kind the higher one stays, the other is a part of it."""
    size = act.size or Size()
    known: Count | None = getattr(size, toll.part)
    if known is not None and known.low >= toll.number.low:
        return act
    number = toll.number
    count = Count(low=number.low, high=number.high, span=scene.words(number.first, number.last))
    return replace(act, size=replace(size, **{toll.part: count}))
