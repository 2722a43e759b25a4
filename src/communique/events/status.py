"""Did it happen? The status of an act, read from its clause and from the words above it (record.md, section 1)."""

from collections.abc import Iterator

from communique.events.reading import Draft
from communique.events.scene import NEGATED, Scene
from communique.model import Sentence, Status, Token
from communique.sentence import ROOT, SUBJECTS, auxiliaries, children, first_conjunct

NO_ACT = "desire"  # act_status.tsv: wanting is no act at all
REPORTED_FUTURE = "would"  # act_status.tsv: the modal that tells a future in reported speech, else a condition
STRENGTH = (NEGATED, NO_ACT, "hypothetical", "possible", "planned", "actual")  # the first one said wins
Told = tuple[str, int]  # a status and the token that says it
NOWHERE = -1
QUESTION = "?"
STOP = ("acl:relcl", "parataxis")  # clauses that stand on their own: nothing above them changes their status
FINITE = ("VBD", "VBZ", "VBP")
CLAUSE, NOUN = "above_clause", "above_noun"  # act_status.tsv: what governs only clauses, only nouns
LINKS = ("xcomp", "ccomp", "acl", "advcl", "csubj")


def status_of(scene: Scene, draft: Draft) -> Status | None:
    """The status of an act; None where the text only wishes for it."""
    told = set(_said(scene, draft))
    said = {status for status, _ in told if status != NEGATED}
    denials = sum(status == NEGATED for status, _ in told)
    if denials:  # twice no is no denial, nor yet a fact: "has not ruled out sending troops"
        said.add(NEGATED if denials % 2 else "possible")
    found = next(status for status in STRENGTH if status in said or status == "actual")
    speech = scene.speech_of(draft.site.token)
    if speech is not None and scene.said.speeches[speech].kind == "own" and found in ("actual", "planned"):
        return "possible"
    return None if found == NO_ACT else found  # type: ignore[return-value]


def doubts(scene: Scene, verb: int) -> frozenset[str]:
    """What a clause and the words above it say against its being a fact; empty where it is told as one."""
    return frozenset(status for status, _ in (*_clause(scene, verb), *_above(scene, verb)))


def _said(scene: Scene, draft: Draft) -> Iterator[Told]:
    site, row = draft.site, draft.trigger.row
    if row.status:
        yield row.status, site.token
    if draft.light is not None and draft.light.status:
        yield draft.light.status, site.carrier if site.carrier is not None else site.token
    yield from _modifiers(scene, site.token)
    if site.noun is not None:
        yield from _modifiers(scene, site.noun)
    if site.carrier is not None:
        yield from _clause(scene, site.carrier)
        yield from _above(scene, site.carrier)
    else:
        yield from _above_noun(scene, site.token)
    last = scene.sentence.tokens[-1]
    if QUESTION in (last.text, scene.sentence.tokens[max(last.index - 1, 0)].text):
        yield "hypothetical", last.index


def _looked_up(scene: Scene, where: str, token: Token) -> Iterator[Told]:
    row = scene.knowledge.status.get((where, token.lemma))
    if row is not None:
        yield row.status, token.index


def _governing(scene: Scene, kind: str, head: Token) -> Iterator[Told]:
    yield from _looked_up(scene, "above", head)
    yield from _looked_up(scene, kind, head)


def _modifiers(scene: Scene, token: int) -> Iterator[Told]:
    """What adverbs, adjectives and determiners say ("planned talks", "no agreement", "never met")."""
    for child in children(scene.sentence, token, ("amod", "advmod", "det", "compound", "cc", "cc:preconj")):
        yield from _looked_up(scene, "modifier", child)
        if scene.denies(child):
            yield NEGATED, child.index


def _clause(scene: Scene, verb: int) -> Iterator[Told]:
    """What the verb's own clause says: negation, modals, conjunctions, a negated subject or object."""
    sentence = scene.sentence
    yield from _modifiers(scene, verb)
    for auxiliary in auxiliaries(sentence, verb):
        yield from _modal(scene, verb, auxiliary)
    token = sentence.tokens[verb]
    asked = token.head != ROOT and sentence.tokens[token.head].lemma in scene.knowledge.words["asking"]
    question = asked or token.dep == "ccomp"  # "asked whether he would go": nobody says that he will
    for mark in children(sentence, verb, ("mark", "advmod")):
        yield from ((NO_ACT if question else found, at) for found, at in _looked_up(scene, "mark", mark))
    if _conditional(scene, verb):
        yield "hypothetical", verb
    for nominal in children(sentence, verb, ("nsubj", "nsubj:pass", "obj")):
        for determiner in children(sentence, nominal.index, ("det",)):
            if determiner.lemma in scene.knowledge.words["no"]:
                yield NEGATED, determiner.index
    if token.dep == "conj" and token.head != ROOT and _negates_both(scene, token):
        yield NEGATED, token.head


def _negates_both(scene: Scene, token: Token) -> bool:
    """ "did not meet or call": a negation before "or" and "nor" holds for both verbs."""
    joined = {c.lemma for c in children(scene.sentence, token.index, ("cc",))}
    if not joined & scene.knowledge.words["or"]:
        return False
    return any(status == NEGATED for status, _ in _modifiers(scene, token.head))


def _modal(scene: Scene, verb: int, auxiliary: Token) -> Iterator[Told]:
    for found, at in _looked_up(scene, "aux", auxiliary):
        if found != REPORTED_FUTURE:
            yield found, at
        else:
            future = _reported(scene, verb) and not _conditional(scene, verb)
            yield "planned" if future else "hypothetical", at


def _reported(scene: Scene, verb: int) -> bool:
    sentence = scene.sentence
    return sentence.tokens[first_conjunct(sentence, verb)].dep == "ccomp" or scene.speech_of(verb) is not None


def _conditional(scene: Scene, verb: int) -> bool:
    """True where an if-clause hangs on the verb."""
    for clause in children(scene.sentence, verb, ("advcl",)):
        marks = children(scene.sentence, clause.index, ("mark",))
        if any(status == "hypothetical" for m in marks for status, _ in _looked_up(scene, "mark", m)):
            return True
    return False


def _above(scene: Scene, verb: int) -> Iterator[Told]:
    """What the words that govern the clause say ("plans to visit", "failed to agree", "if … , X will attack")."""
    sentence = scene.sentence
    token = sentence.tokens[first_conjunct(sentence, verb)]
    while token.dep in LINKS and token.head != ROOT:
        head = sentence.tokens[token.head]
        loose = _is_loose(sentence, token, head)
        if not loose:
            yield from _link(scene, token, head)
        told_apart = token.xpos in FINITE and (token.dep == "advcl" or loose)  # "…, after Athens refused": for itself
        if told_apart or token.dep in STOP or (token.dep == "ccomp" and head.index in scene.cues):
            return
        token = sentence.tokens[first_conjunct(sentence, head.index)]


def _is_loose(sentence: Sentence, token: Token, head: Token) -> bool:
    """A main clause that the parser hung below a later verb ("X accused Y, a charge that Y denies")."""
    if token.dep != "ccomp" or token.index > head.index:
        return False
    below = {t.dep for t in children(sentence, token.index)}
    return "mark" not in below and bool(below & SUBJECTS)


def _link(scene: Scene, token: Token, head: Token) -> Iterator[Told]:
    governs = [] if token.dep == "advcl" else list(_governing(scene, CLAUSE, head))
    yield from governs
    infinitive = any(t.xpos == "TO" for t in children(scene.sentence, token.index, ("mark", "aux")))
    if token.dep == "xcomp" or (governs and head.upos in ("VERB", "AUX")):
        yield from _clause(scene, head.index)
    elif token.dep == "advcl" and token.xpos == "VBG" and not children(scene.sentence, token.index, ("mark",)):
        yield from _modals_of(scene, head.index)
    elif infinitive and not governs:
        yield NO_ACT, token.index  # a purpose or a noun's infinitive: nobody says that it is done or will be


def _modals_of(scene: Scene, verb: int) -> Iterator[Told]:
    for auxiliary in auxiliaries(scene.sentence, verb):
        yield from _modal(scene, verb, auxiliary)


def _above_noun(scene: Scene, noun: int) -> Iterator[Told]:
    """What governs a noun standing alone: nouns over it, and the clause's modals where the noun is indefinite."""
    sentence = scene.sentence
    token = sentence.tokens[first_conjunct(sentence, noun)]
    definite = is_definite(sentence, noun, scene.knowledge.words["definite"])
    while token.head != ROOT:
        head = sentence.tokens[token.head]
        if head.upos in ("VERB", "AUX"):
            if not definite or (token.index == noun and token.dep in ("obj", "nsubj:pass")):
                yield from _governing(scene, NOUN, head)
            if not definite:
                yield from _clause(scene, head.index)
                yield from _above(scene, head.index)
            return
        yield from _governing(scene, NOUN, head)
        yield from _modifiers(scene, head.index)
        token = sentence.tokens[first_conjunct(sentence, head.index)]


def is_definite(sentence: Sentence, noun: int, determiners: frozenset[str]) -> bool:
    """True for "the call", "this visit", "Russia's invasion", "Russian invasion of Ukraine" with an article."""
    below = children(sentence, noun, ("det", "nmod:poss"))
    return any(t.dep == "nmod:poss" or t.lemma in determiners for t in below)
