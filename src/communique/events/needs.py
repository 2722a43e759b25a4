"""Is everything there that a row, or its type, asks for before its act counts?"""

from collections.abc import Callable, Iterable

from communique.events.draft import Draft
from communique.events.nominal import is_known, is_told_before
from communique.events.political import (
    are_aliens,
    are_civil,
    are_foreign,
    by_itself,
    goes_abroad,
    is_body,
    is_political,
)
from communique.events.scene import Scene
from communique.events.slots import words_at
from communique.knowledge.slot_words import EITHER, WORDS
from communique.sentence import auxiliaries

# Needs that ask for somebody or for content, not for a certain word.
CIVIL = "civil"
WHO = ("source", "target", "two", "abroad", "foreign", "alien", CIVIL, "subj", "obj", "iobj", "owner", "poss")
ACTORS = frozenset((*WHO, "place", "object", "content", "act"))
ONLY_CONTENT = "content"  # status of a row that tells an act only below a speech act ("urged Mali to hold elections")
NO_ACT = "desire"  # status of a row that says what a word does not mean
DOERS = frozenset({"source", "two"})
TWO = 2
SPOKEN = "spoken"  # the act is done by saying so ("said Iran would pay a price"): performed.py


def is_worded(scene: Scene, draft: Draft) -> bool:
    """True where the words are there that a row asks for besides its actors ("stand alongside", not "stand by")."""
    if draft.trigger.row.status == NO_ACT:
        return False
    return _meets(scene, draft, (need for need in draft.trigger.row.needs if not ACTORS & set(need.split(EITHER))))


def may_recall(scene: Scene, draft: Draft) -> bool:
    """True for what may stand for an act told elsewhere; "the strikes" of nobody named are not those of workers."""
    return is_worded(scene, draft) and (bool(draft.sources) or CIVIL not in draft.trigger.row.needs)


def is_aimed(scene: Scene, draft: Draft) -> bool:
    """True where all is there that the row or its type needs besides a doer, which the content of an act may lack."""
    needs = draft.trigger.row.needs or draft.trigger.event_type.needs
    return _meets(scene, draft, (need for need in needs if not DOERS & set(need.split(EITHER))))


def is_complete(scene: Scene, draft: Draft) -> bool:
    """True where everything is there that the row or its type needs before an act counts."""
    if draft.trigger.row.status == ONLY_CONTENT or is_told_before(scene, draft):
        return False
    kind = draft.trigger.event_type
    undone = draft.site.carrier is None or is_known(scene, draft)
    needs = draft.trigger.row.needs or (kind.nominal_needs if undone else kind.needs)
    return _meets(scene, draft, needs) and (draft.trigger.row.status == NO_ACT or is_political(scene, kind, draft))


def _meets(scene: Scene, draft: Draft, needs: Iterable[str]) -> bool:
    """True where of each need one of the things it names is there ("target/object")."""
    return all(any(_has(scene, draft, one) for one in need.split(EITHER)) for need in needs)


def _has(scene: Scene, draft: Draft, need: str) -> bool:
    told = KINDS.get(need)
    if told is not None:
        return told(scene, draft)
    slot, _, words = need.partition(WORDS)
    there = [t for t in words_at(scene, draft.site, slot) if not _is_day(scene, t)]
    return any(not words or scene.sentence.tokens[t].lemma in words.split(",") for t in there)


def _target(_: Scene, draft: Draft) -> bool:
    return bool(draft.targets) or (draft.reciprocal and not draft.trigger.row.reciprocal)


def _two(_: Scene, draft: Draft) -> bool:
    together = (*draft.sources, *draft.targets)
    if draft.site.carrier is None and draft.trigger.event_type.physical and len({a.named for a in together}) < TWO:
        return False  # "their battles": those named as one fight others, not each other
    return len({a.referent for a in together if a.referent is not None}) >= TWO


def _is_future(scene: Scene, draft: Draft) -> bool:
    verb, modals = draft.site.carrier, scene.knowledge.words["future_modal"]
    return verb is not None and any(t.lemma in modals for t in auxiliaries(scene.sentence, verb))


def _asks_abroad(scene: Scene, draft: Draft) -> bool:
    """True for "told Peru to mend its ways", said by a state: whatever is asked of another state is politics."""
    if not (draft.sources and draft.targets):
        return False
    if not any(scene.sentence.tokens[t].upos == "VERB" for t in draft.content_tokens):
        return False
    if not all(by_itself(scene, a) for a in (*draft.sources, *draft.targets)):
        return False
    homes, there = ({scene.country(a) for a in side} for side in (draft.sources, draft.targets))
    return None not in homes | there and not homes & there


def _is_day(scene: Scene, token: int) -> bool:
    """True for "Monday": "called him on Monday" is no call on anybody; a dated event may be what an act is about."""
    time = scene.times.get(token)
    return time is not None and scene.named.times[time].basis != "known_event"


KINDS: dict[str, Callable[[Scene, Draft], bool]] = {
    "source": lambda _, draft: bool(draft.sources),
    "target": _target,
    "two": _two,
    "place": lambda _, draft: any(a.place is not None for a in draft.targets),
    "object": lambda _, draft: draft.object is not None,
    "content": lambda _, draft: draft.content is not None or bool(draft.content_tokens),
    "act": lambda scene, draft: draft.content is not None or _asks_abroad(scene, draft),
    "abroad": goes_abroad,
    "foreign": are_foreign,
    "alien": are_aliens,
    CIVIL: are_civil,
    "body": is_body,
    "future": _is_future,
    SPOKEN: lambda scene, draft: scene.speech_of(draft.site.token) is not None,
}
