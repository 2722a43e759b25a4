"""From labelled sentences to questions and answers, as the reader is asked them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from random import Random

from communique.knowledge.relations import NONE, STATUSES, TYPES, Ends, Question
from training.corpus import LabelledAct, LabelledSentence

TALKS, MEDIATING = "CONSULT", "third-party"
ONE_SIDED = 0.25  # share of the pairs that are asked with one of the two alone, too: a clause may not tell the other
UNASKED = -100  # what torch's cross entropy leaves out
TOLD, UNTOLD = 3, 3  # questions of a sentence an epoch that have a relation, that have none; others in other epochs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A question with the number of its type and of its status."""

    question: Question
    label: int
    status: int


def samples(sentence: LabelledSentence, words: Sequence[Ends], random: Random) -> list[Sample]:
    """The questions of one sentence for one epoch: some that have a relation, and some that have none.

    `words` are the verbs, nouns and adjectives of the sentence: one that tells no act of a pair is asked, too.
    """
    told = list(_told(sentence, random))
    none = list(_none(sentence, words, random))
    random.shuffle(told)
    random.shuffle(none)
    return told[:TOLD] + none[:UNTOLD]


def _told(sentence: LabelledSentence, random: Random) -> Iterator[Sample]:
    pairs: dict[tuple[int | None, int | None], list[LabelledAct]] = {}
    for act in sentence.acts:
        for pair in roles_of(act):
            pairs.setdefault(pair, []).append(act)
    for (doer, undergoer), acts in pairs.items():
        act = random.choice(acts)
        if len({a.event_type for a in acts}) == 1:
            yield _sample(sentence, doer, undergoer, None, act)
        yield _sample(sentence, doer, undergoer, act.trigger, act)
        if doer is not None and undergoer is not None and random.random() < ONE_SIDED:
            yield _sample(sentence, doer, None, act.trigger, act)
            yield _sample(sentence, None, undergoer, act.trigger, act)


def roles_of(act: LabelledAct) -> Iterator[tuple[int | None, int | None]]:
    """The ordered pairs an act joins; None for who is not told. Talks and visits join both ways (record, rule 12)."""
    together = tuple(dict.fromkeys((*act.doers, *act.undergoers)))
    if len(together) > 1 and (act.mutual or (act.event_type == TALKS and act.mode != MEDIATING)):
        yield from permutations(together, 2)
        return
    for doer in act.doers or (None,):
        for undergoer in act.undergoers or (None,):
            yield doer, undergoer


def _none(sentence: LabelledSentence, words: Sequence[Ends], random: Random) -> Iterator[Sample]:
    told = {pair for act in sentence.acts for pair in roles_of(act)}
    numbers = range(len(sentence.actors))
    pairs: list[tuple[int | None, int | None]] = [pair for pair in permutations(numbers, 2) if pair not in told]
    pairs += [
        (n, None) for n in numbers if not any(n in (*a.doers, *a.undergoers) and _does(a, n) for a in sentence.acts)
    ]
    for doer, undergoer in pairs:
        yield _sample(sentence, doer, undergoer, None, None)
    free = [word for word in words if not _taken(sentence, word)]
    for word in free:
        either = list(permutations(numbers, 2)) + [(n, None) for n in numbers]
        if either:
            doer, undergoer = random.choice(either)
            yield _sample(sentence, doer, undergoer, word, None)
    for act in sentence.acts:  # the act is another's: the same word with its roles exchanged
        for doer, undergoer in roles_of(act):
            if doer is not None and undergoer is not None and (undergoer, doer) not in told:
                yield _sample(sentence, undergoer, doer, act.trigger, None)


def _does(act: LabelledAct, number: int) -> bool:
    return number in act.doers or (act.mutual and number in act.undergoers)


def _taken(sentence: LabelledSentence, word: Ends) -> bool:
    """True for words inside a trigger or an actor."""
    spans = (*sentence.actors, *(act.trigger for act in sentence.acts))
    return any(start < word[1] and word[0] < end for start, end in spans)


def _sample(
    sentence: LabelledSentence, doer: int | None, undergoer: int | None, teller: Ends | None, act: LabelledAct | None
) -> Sample:
    question = Question(
        text=sentence.text,
        doer=None if doer is None else sentence.actors[doer],
        undergoer=None if undergoer is None else sentence.actors[undergoer],
        teller=teller,
    )
    label = TYPES.index(NONE if act is None else act.event_type)
    status = UNASKED if act is None else [str(s) for s in STATUSES].index(act.status)
    return Sample(question=question, label=label, status=status)
