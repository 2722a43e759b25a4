"""The notation of slots and needs in the trigger tables, and what is wrong with a cell written in it.

The words are explained in `event_types`. Any other word of small letters is a preposition, unless it lies one slip
of the pen away from a word of the notation ("ojb").
"""

import re
from collections.abc import Iterable, Iterator

from communique.knowledge.event_types import TriggerRow

CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "relcl", "appos"})
ACTORS = frozenset({"subj", "obj", "iobj", "owner", "theme", "poss", "adj"})
CARRIED_NOUN = "noun"
SLOTS = CLAUSES | ACTORS | {CARRIED_NOUN, "clause", "speaker", "subjunctive"}
KINDS = frozenset({"abroad", "foreign", "alien", "body", "civil", "place", "future", "spoken"})
NEEDS = KINDS | {"source", "target", "content", "object", "two", "act"}
STEP, TOGETHER, EITHER = ".", "+", "/"
WORDS = ":"  # between a slot and the words one of which stands there: "xcomp:leave,depart"
SHORTEST = 3  # "to" and "at" are words, not slips of "two" and "act"
PREPOSITION = re.compile(r"[a-z]{2,}( [a-z]{2,})*")


def wrong_path(path: str) -> str | None:
    """What is wrong with one way from the trigger ("obj.of"); None where nothing is."""
    for step in path.split(STEP):
        if step not in SLOTS:
            wrong = _wrong_preposition(step)
            if wrong is not None:
                return wrong
    return None


def wrong_need(need: str) -> str | None:
    """What is wrong with one need ("target/object"); None where nothing is."""
    wrong = (None if one in NEEDS else wrong_path(one.partition(WORDS)[0]) for one in need.split(EITHER))
    return next(filter(None, wrong), None)


def paths(row: TriggerRow) -> Iterator[str]:
    """Every way from the trigger that a row names in its slots and its noun."""
    for slot in (*row.source, *row.target, *row.object, *row.content):
        yield from slot.split(TOGETHER)
    place, colon, _ = (row.noun or "").rpartition(":")
    if colon:
        yield place


def asks_for_noun(row: TriggerRow) -> bool:
    """True where a slot or need begins at the carried noun."""
    needed = (one for need in row.needs for one in need.split(EITHER))
    return any(path.split(STEP)[0] == CARRIED_NOUN for path in (*paths(row), *needed))


def _wrong_preposition(word: str) -> str | None:
    if not PREPOSITION.fullmatch(word):
        return f"{word!r} is neither a slot nor a word; slots are {sorted(SLOTS)}"
    if len(word) < SHORTEST:
        return None
    meant = next((slot for slot in sorted(SLOTS | NEEDS) if word in _slips(slot)), None)
    return None if meant is None else f"{word!r}: do you mean {meant!r}?"


def _slips(word: str) -> Iterable[str]:
    """The words made of this one by losing, doubling or swapping letters that stand side by side."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    yield from (left + right[1:] for left, right in cuts if right)
    yield from (left + right[0] + right for left, right in cuts if right)
    yield from (left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
