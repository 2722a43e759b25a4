"""Whether a time lies before or after publication, as the verbs and prepositions around it tell."""

from communique import sentence as ask
from communique.knowledge.calendar import Calendar
from communique.model import Sentence, Token

PAST, OPEN, FUTURE = -1, 0, 1
SOFT = ("soft", "lasting")
TOWARDS = ("towards", "lasting")
BY_PREPOSITION = {"forward": FUTURE, "backward": PAST}
MODIFIERS = frozenset({"nmod:poss", "compound"})  # "Monday's ruling", "the Jan. 14 deadline"


def direction(sentence: Sentence, index: int, calendar: Calendar) -> int:
    """PAST, FUTURE, or OPEN where no verb and no preposition tells, for the time at token `index`."""
    here = below = index
    own = calendar.tenses.get(ask.preposition(sentence, index) or "", "")
    ahead = False  # reached from an infinitive, or from a preposition that points forward after "scheduled"
    while here != ask.ROOT:
        token = sentence.tokens[here]
        role = calendar.tenses.get(ask.preposition(sentence, here) or "", "")
        if role in BY_PREPOSITION:
            return BY_PREPOSITION[role]
        if here != index or token.xpos.startswith("V") or ask.children(sentence, index, ("cop",)):
            told = _by_word(sentence, token, below, ahead, calendar)
            if told is not None:
                return FUTURE if told == OPEN and own in SOFT else told
        if token.dep in MODIFIERS and not _can_lie_ahead(sentence, token.head, calendar):
            return OPEN
        ahead = ahead or role in TOWARDS or _has_to(sentence, here)
        here, below = token.head, here
    return FUTURE if own in SOFT else OPEN


def is_loose(sentence: Sentence, index: int, calendar: Calendar) -> bool:
    """True for a time at a noun or adjective ("the Jan. 14 deadline", "payable Dec. 7") or behind "until".

    At a subject the verb is a good witness: "the April talks failed"."""
    token = sentence.tokens[index]
    own = calendar.tenses.get(ask.preposition(sentence, index) or "", "")
    if token.head == ask.ROOT or own in SOFT:
        return own in SOFT
    above = sentence.tokens[token.head]
    return above.upos not in ("VERB", "AUX") and above.dep not in ask.SUBJECTS


def _can_lie_ahead(sentence: Sentence, noun: int, calendar: Calendar) -> bool:
    """ "will attend Monday's meeting", but not "will appeal Monday's ruling"."""
    token = sentence.tokens[noun]
    role = calendar.tenses.get(ask.preposition(sentence, noun) or "", "")
    return calendar.tenses.get(token.lemma) == "occasion" or role in BY_PREPOSITION or token.xpos.startswith("V")


def _has_to(sentence: Sentence, index: int) -> bool:
    return any(t.xpos == "TO" for t in ask.children(sentence, index, ("mark", "aux")))


def _by_word(sentence: Sentence, token: Token, below: int, ahead: bool, calendar: Calendar) -> int | None:
    """What one word above the time, reached from `below`, tells; None: ask the next one up."""
    role = calendar.tenses.get(token.lemma)
    governs = role in ("governor", "scheduler")
    helping = (*ask.auxiliaries(sentence, token.index), *ask.children(sentence, token.index, ("cop",)))
    tags = {t.xpos for t in helping}
    if governs and (ahead or token.upos == "ADJ"):
        return FUTURE
    if token.xpos[:1] != "V" and not tags:
        return None
    perfect = any(calendar.tenses.get(t.lemma) == "perfect" for t in helping)
    if "MD" in tags:
        certain = any(calendar.tenses.get(t.lemma) == "certain" for t in helping)
        return PAST if perfect and not certain else FUTURE
    if "TO" in tags or _has_to(sentence, token.index):
        return PAST if perfect else _infinitive(sentence, token)
    if role == "scheduler" and token.xpos != "VBD":
        return FUTURE
    if perfect or token.xpos == "VBD" or "VBD" in tags:
        return PAST
    if _is_announced(sentence, token, below, tags, calendar):
        return FUTURE
    return _present(token, tags, governs)


def _is_announced(sentence: Sentence, token: Token, below: int, tags: set[str], calendar: Calendar) -> bool:
    """ "the summit opens on Friday", "the vote is on Sunday": the plain present of what has its appointed time; not
    "the visit follows a call on Monday" or "the talks end a boycott of Monday", where the time is of something else."""
    role = calendar.tenses.get(token.lemma)
    if role == "succeeding":
        return False
    present = token.xpos in ("VBZ", "VBP") or (token.xpos[:1] != "V" and bool(tags & {"VBZ", "VBP"}))
    subjects = ask.children(sentence, token.index, ("nsubj",))
    if not present or role == "coming":
        return present
    meant = sentence.tokens[below].dep not in ask.OBJECTS
    return meant and any(calendar.tenses.get(t.lemma) == "occasion" for t in subjects)


def _present(token: Token, tags: set[str], governs: bool) -> int | None:
    """A verb without a past in it: planned, in progress ("is meeting"), a participle alone, a plain present."""
    if governs and token.xpos in ("VBZ", "VBP"):
        return FUTURE
    if token.xpos == "VBG":
        return FUTURE if tags & {"VBZ", "VBP"} else None
    if token.xpos == "VBN" and not tags:
        return PAST
    return OPEN


def _infinitive(sentence: Sentence, verb: Token) -> int | None:
    """An infinitive lies ahead on a noun or under a copula ("is to meet"), else the verb above tells."""
    if verb.dep == "acl" or verb.head == ask.ROOT:
        return FUTURE
    above = sentence.tokens[verb.head]
    if above.upos == "AUX" or ask.children(sentence, above.index, ("cop",)):
        return FUTURE
    return None
