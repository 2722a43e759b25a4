"""Did it happen? The status of an act, read from its clause and from the words above it (record.md, section 1)."""

from collections.abc import Iterator

from communique.events.clauses import is_aside, is_loose
from communique.events.draft import MENACE, Draft
from communique.events.lasting import FINITE, is_habit, is_state
from communique.events.nominal import is_announced, is_definite
from communique.events.scene import NEGATED, Scene
from communique.model import Sentence, Status, Token
from communique.sentence import ROOT, SUBJECTS, auxiliaries, children, first_conjunct

NO_ACT = "desire"  # act_status.tsv: wanting is no act at all
REPORTED_FUTURE = "would"  # act_status.tsv: the modal that tells a future in reported speech, else a condition
TRYING = "trying"  # act_status.tsv: the act itself where it is told as past ("tried to storm"), else only possible
STRENGTH = (NEGATED, NO_ACT, "hypothetical", "possible", "planned", "actual")  # the first one said wins
Told = tuple[str, int]  # a status and the token that says it
NOWHERE = -1
QUESTION = "?"
PAST = ("VBD", "VBN")
WH_WORDS = ("WP", "WP$", "WRB", "WDT")  # Penn tags; "why did X attack Y?" takes for granted that it did
STOP = ("acl:relcl", "parataxis")  # clauses that stand on their own: nothing above them changes their status
CLAUSE, NOUN = "above_clause", "above_noun"  # act_status.tsv: what governs only clauses, only nouns
INFINITIVE = "above_infinitive"  # act_status.tsv: what governs infinitives, but reports clauses ("told")
GERUND = "gerund"  # act_status.tsv: the preposition before a gerund ("decided against sending troops")
SUBORDINATE = ("xcomp", "ccomp", "acl", "acl:relcl", "advcl", "parataxis")
LINKS = ("xcomp", "ccomp", "acl", "advcl", "csubj")


def status_of(scene: Scene, draft: Draft) -> Status | None:
    """The status of an act; None where the text only wishes for it or describes what somebody is or always does."""
    if is_state(scene, draft) or is_habit(scene, draft):
        return None
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
    if row.act in scene.knowledge.words["resolving_act"] and _is_resolved(draft):
        yield "planned", site.token
    if draft.light is not None:
        if draft.light.status:
            yield draft.light.status, site.carrier if site.carrier is not None else site.token
        if scene.sentence.tokens[site.carrier or 0].lemma in scene.knowledge.words["ordering"] and _is_carried_out(
            scene, draft
        ):
            yield "planned", site.token
    yield from _modifiers(scene, site.token)
    if _is_carried_out(scene, draft) and is_announced(scene, site.token):
        yield "planned", site.token
    if site.noun is not None:  # "rejected the proposed changes" is no less a fact for that; "reached no deal" is
        yield from (told for told in _modifiers(scene, site.noun) if told[0] == NEGATED)
    if site.carrier is not None:
        # "vowed to attack if …", "threatened death if …": the condition is part of what is vowed
        conditional = row.act is None and draft.trigger.event_type.event_type != MENACE
        yield from _clause(scene, site.carrier, conditional=conditional)
        if row.act is None or not is_aside(scene.sentence, site.carrier):
            yield from _above(scene, site.carrier)
        carrier = scene.sentence.tokens[site.carrier]
        if carrier.dep == "acl" and carrier.head == site.noun and scene.sentence.tokens[carrier.head].dep in SUBJECTS:
            yield from _above_noun(scene, carrier.head)  # "talks sponsored by Chad are expected"
    else:
        yield from _above_noun(scene, site.token)
    if _is_asked(scene, site.token if site.carrier is None else site.carrier):
        yield "hypothetical", scene.sentence.tokens[-1].index


def _is_resolved(draft: Draft) -> bool:
    """True for "agreed to cut exports to Peru": what is resolved is told as an act of its own kind, but is not done."""
    own = draft.trigger.event_type.event_type  # "accepted the accord" keeps the type of its row and is done
    return draft.content is not None and own != draft.event_type == draft.content.event_type


def _is_carried_out(scene: Scene, draft: Draft) -> bool:
    """True for acts of others than who orders them: a withdrawal ordered is not begun, a curfew ordered is imposed."""
    return draft.trigger.event_type.event_type.casefold() in scene.knowledge.words["executed_type"]


def _is_asked(scene: Scene, index: int) -> bool:
    """True where a question asks whether the act happened; what a relative clause, a definite noun or a question for
    reasons tells is taken for granted ("how can they trust a man who killed …?")."""
    tokens = scene.sentence.tokens
    if QUESTION not in (tokens[-1].text, tokens[max(len(tokens) - 2, 0)].text):
        return False
    token = tokens[index]
    if token.upos == "NOUN" and is_definite(scene.sentence, index, scene.knowledge.words["definite"]):
        return False
    while token.head != ROOT:
        if token.dep in STOP or (token.dep in ("acl", "advcl") and token.xpos in PAST):
            return False
        token = tokens[token.head]
    return not any(t.xpos in WH_WORDS for t in children(scene.sentence, token.index))


def _looked_up(scene: Scene, where: str, token: Token) -> Iterator[Told]:
    """What the row of a word says; words that work as one ("instead of") stand in a row together."""
    row = scene.knowledge.status.get((where, _words(scene, token)))
    if row is None:
        return
    if row.status != TRYING:
        yield row.status, token.index
    elif not _is_past(scene.sentence, token):
        yield "possible", token.index


def _words(scene: Scene, token: Token) -> str:
    return " ".join(t.lemma for t in (token, *children(scene.sentence, token.index, ("fixed",))))


def _is_past(sentence: Sentence, token: Token) -> bool:
    """True for "tried", "has tried", "was able"."""
    below = children(sentence, token.index, ("aux", "cop"))
    return token.xpos == "VBD" or any(t.xpos == "VBD" or token.xpos == "VBN" for t in below)


def _governing(scene: Scene, kind: str, head: Token) -> Iterator[Told]:
    yield from _looked_up(scene, "above", head)
    yield from _looked_up(scene, kind, head)


def _modifiers(scene: Scene, token: int) -> Iterator[Told]:
    """What adverbs, adjectives and determiners say ("planned talks", "no agreement", "never met")."""
    for child in children(scene.sentence, token, ("amod", "advmod", "det", "compound", "cc", "cc:preconj")):
        if scene.denies(child):
            if not (_is_only(scene, child) or _came_at_last(scene, token)):
                yield NEGATED, child.index
            continue
        yield from _looked_up(scene, "modifier", child)
        yield from ((NEGATED, t.index) for t in _no_longer(scene, child))
        if child.xpos in PAST:  # "planned": some parsers give it the lemma of its verb
            yield from _by_form(scene, "modifier", child)


def _no_longer(scene: Scene, adverb: Token) -> tuple[Token, ...]:
    """ "no" in "no longer attacks"."""
    if adverb.dep != "advmod":
        return ()
    below = children(scene.sentence, adverb.index, ("advmod", "det"))
    return tuple(t for t in below if t.lemma in scene.knowledge.words["no"])


def _by_form(scene: Scene, where: str, token: Token) -> Iterator[Told]:
    row = scene.knowledge.status.get((where, token.text.lower()))
    if row is not None and token.text.lower() != token.lemma:
        yield row.status, token.index


def _is_only(scene: Scene, denial: Token) -> bool:
    """ "not only bombed": the word behind takes the denial back."""
    behind = scene.sentence.tokens[denial.index + 1 : denial.index + 2]
    return any(t.lemma in scene.knowledge.words["not_denied"] for t in behind)


def _clause(scene: Scene, verb: int, *, conditional: bool = True) -> Iterator[Told]:
    """What the verb's own clause says: negation, modals, conjunctions, a negated subject or object."""
    sentence = scene.sentence
    yield from _modifiers(scene, verb)
    for auxiliary in auxiliaries(sentence, verb):
        yield from _modal(scene, verb, auxiliary)
    token = sentence.tokens[verb]
    asked = token.head != ROOT and sentence.tokens[token.head].lemma in scene.knowledge.words["asking"]
    question = asked or token.dep in ("ccomp", "xcomp")  # "asked whether he would go": nobody says that he will
    weighed = question and not asked and any(_governing(scene, CLAUSE, sentence.tokens[token.head]))
    for mark in () if weighed else _marks(scene, verb):  # "weighs whether to go": see above
        yield from ((NO_ACT if question else found, at) for found, at in _looked_up(scene, "mark", mark))
    if _is_imperative(scene, token):
        yield NO_ACT, verb
    if (conditional and _conditional(scene, verb)) or _is_inverted(scene, verb):
        yield "hypothetical", verb
    for nominal in children(sentence, verb, ("nsubj", "nsubj:pass", "obj")):
        for determiner in children(sentence, nominal.index, ("det",)):
            if determiner.lemma in scene.knowledge.words["no"]:
                yield NEGATED, determiner.index
    if token.dep == "conj" and token.head != ROOT and _negates_both(scene, token):
        yield NEGATED, token.head


def _marks(scene: Scene, verb: int) -> tuple[Token, ...]:
    """The conjunctions and adverbs of a clause; "if he goes and stays": a coordinated verb shares the conjunction."""
    own = children(scene.sentence, verb, ("mark", "advmod"))
    first = first_conjunct(scene.sentence, verb)
    if first == verb or any(t.dep == "mark" for t in own):
        return own
    return (*own, *(t for t in children(scene.sentence, first, ("mark",)) if t.xpos != "TO"))


def _negates_both(scene: Scene, token: Token) -> bool:
    """ "did not meet or call": a negation before "or" and "nor" holds for both verbs."""
    links = children(scene.sentence, token.index, ("cc",))
    joined = {c.lemma for c in links}
    if not joined & scene.knowledge.words["or"] or any(scene.denies(c) for c in links):
        return False  # "nor" has said it itself
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


def _is_imperative(scene: Scene, token: Token) -> bool:
    """ "Let them fight", "stop the bombing": a bare verb at the head of the sentence tells others what to do."""
    if token.head != ROOT or token.xpos != "VB" or token.upos != "VERB":
        return False
    return not children(scene.sentence, token.index, (*SUBJECTS, "aux", "aux:pass", "mark"))


def _is_inverted(scene: Scene, verb: int) -> bool:
    """ "Had Norway attacked, …", "should they refuse, …": an auxiliary before the subject of a dependent clause."""
    sentence = scene.sentence
    if sentence.tokens[verb].dep not in ("advcl", "ccomp", "parataxis"):
        return False
    subjects = [t.index for t in children(sentence, verb, SUBJECTS)]
    inverting = [t.index for t in children(sentence, verb, ("aux", "aux:pass")) if t.lemma in _inverting(scene)]
    return bool(subjects and inverting) and min(inverting) < min(subjects)


def _inverting(scene: Scene) -> frozenset[str]:
    return scene.knowledge.words["inverted_condition"]


def _came_at_last(scene: Scene, verb: int) -> bool:
    """ "did not leave until May": it happened, only late; "will not leave until May" says nothing of the kind."""
    sentence, until = scene.sentence, scene.knowledge.words["until"]
    if any(True for t in auxiliaries(sentence, verb) for _ in _looked_up(scene, "aux", t)):
        return False
    below = children(sentence, verb, ("obl", "obl:tmod", "advcl"))
    return any(t.lemma in until for b in below for t in children(sentence, b.index, ("case", "mark")))


def _above(scene: Scene, verb: int) -> Iterator[Told]:
    """What the words that govern the clause say ("plans to visit", "failed to agree", "if … , X will attack")."""
    sentence = scene.sentence
    token = sentence.tokens[first_conjunct(sentence, verb)]
    while token.dep in LINKS and token.head != ROOT:
        head = sentence.tokens[token.head]
        loose = is_loose(sentence, token, head)
        if not loose:
            yield from _link(scene, token, head)
        told_apart = token.xpos in FINITE and (token.dep == "advcl" or loose)  # "…, after Athens refused": for itself
        if token.dep in SUBORDINATE and head.upos in ("VERB", "AUX"):
            yield from _predicated(scene, head)
        if told_apart or token.dep in STOP or (token.dep == "ccomp" and head.index in scene.cues):
            return
        token = sentence.tokens[first_conjunct(sentence, head.index)]
    if token.index != verb and _is_imperative(scene, token):
        yield NO_ACT, token.index
    if token.dep == "acl:relcl" and token.xpos in ("VBZ", "VBP"):
        yield from _awaited(scene, token)


def _predicated(scene: Scene, verb: Token) -> Iterator[Told]:
    """ "one option is that he goes": the noun says of the clause what it would say above it."""
    if children(scene.sentence, verb.index, ("obj", "iobj")) or verb.lemma not in scene.knowledge.words["equating"]:
        return
    for subject in children(scene.sentence, verb.index, ("nsubj",)):
        yield from _governing(scene, CLAUSE, subject)


def _awaited(scene: Scene, relative: Token) -> Iterator[Told]:
    """ "the settlement will be one in which they agree": as likely as the future in whose sentence it stands."""
    if auxiliaries(scene.sentence, relative.index):
        return
    token = scene.sentence.tokens[relative.head]
    while token.upos not in ("VERB", "AUX") and token.head != ROOT and token.dep not in SUBORDINATE:
        token = scene.sentence.tokens[token.head]
    yield from _modals_of(scene, token.index)


def _link(scene: Scene, token: Token, head: Token) -> Iterator[Told]:
    """What one word says of the clause that hangs on it."""
    marks = children(scene.sentence, token.index, ("mark",))
    infinitive = any(t.xpos == "TO" for t in children(scene.sentence, token.index, ("mark", "aux")))
    governs = list(_governing(scene, CLAUSE, head)) if _is_governed(scene, token, marks) else []
    governs += _looked_up(scene, INFINITIVE, head) if token.dep == "xcomp" else ()
    yield from governs
    if token.xpos == "VBG":
        for mark in marks:
            yield from _looked_up(scene, GERUND, mark)
    if head.upos in ("NOUN", "PROPN") and token.dep in ("acl", "ccomp") and (governs or _is_fact(scene, head, token)):
        yield from _denied_noun(scene, head)
    if token.dep == "xcomp" or (governs and head.upos in ("VERB", "AUX")):
        yield from _clause(scene, head.index)
        yield from _unfulfilled(scene, head)
    elif token.dep == "advcl" and _shares_modals(scene, token, marks):
        yield from _modals_of(scene, head.index)
    elif infinitive and not governs:
        yield NO_ACT, token.index  # a purpose or a noun's infinitive: nobody says that it is done or will be


def _is_governed(scene: Scene, token: Token, marks: tuple[Token, ...]) -> bool:
    """True for complements: infinitives, clauses, gerunds under a preposition that leads to what is meant; not for
    "a plan rejected by the Senate", which tells an act done to the plan."""
    if token.dep == "acl" and token.xpos == "VBN":
        return any(t.xpos == "TO" for t in children(scene.sentence, token.index, ("mark", "aux")))
    if token.dep != "advcl":
        return True
    leading = scene.knowledge.words["leading_preposition"]
    return token.xpos == "VBG" and any(m.lemma in leading for m in marks)


def _shares_modals(scene: Scene, token: Token, marks: tuple[Token, ...]) -> bool:
    """True for a bare participle ("will go, taking …") and for what a future waits for ("will go once X leaves")."""
    if token.xpos == "VBG":
        return not marks
    waiting = scene.knowledge.words["waiting"]
    told = (*marks, *children(scene.sentence, token.index, ("advmod",)))
    return token.xpos in ("VBZ", "VBP") and any(_words(scene, t) in waiting for t in told)


def _is_fact(scene: Scene, head: Token, token: Token) -> bool:
    """True for "sign that …", "evidence that …": nouns that a clause fills, not "plan that …" with its own row."""
    finite = token.xpos in FINITE or bool(auxiliaries(scene.sentence, token.index)) or token.upos != "VERB"
    return finite and head.lemma not in scene.knowledge.words["undoubting"]


def _denied_noun(scene: Scene, noun: Token) -> Iterator[Told]:
    """ "there is no sign that he went", "has no plan to go": nor is the clause a fact."""
    for child in children(scene.sentence, noun.index, ("det",)):
        if child.lemma in scene.knowledge.words["no"]:
            yield NEGATED, child.index


def _unfulfilled(scene: Scene, verb: Token) -> Iterator[Told]:
    """ "has yet to agree"."""
    for child in children(scene.sentence, verb.index, ("advmod",)):
        if child.lemma in scene.knowledge.words["unfulfilled"] and not any(_modifiers(scene, verb.index)):
            yield NEGATED, child.index


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
            if _is_imperative(scene, head):
                yield NO_ACT, head.index
            if not definite or (token.index == noun and token.dep in ("obj", "nsubj:pass")):
                yield from _governing(scene, NOUN, head)
            if not definite:
                yield from _clause(scene, head.index)
                yield from _above(scene, head.index)
            return
        if children(sentence, head.index, ("cop",)):
            yield from _foretold(scene, token, head)
        if token.dep in SUBORDINATE or children(sentence, head.index, ("cop",)):
            return  # "which is angry about the decision": what stands above is another clause
        yield from _governing(scene, NOUN, head)
        yield from _modifiers(scene, head.index)
        token = sentence.tokens[first_conjunct(sentence, head.index)]


def _foretold(scene: Scene, subject: Token, predicate: Token) -> Iterator[Told]:
    """ "an invasion is near", "would be possible": what a predicate says of the act that is its subject."""
    if subject.dep in SUBJECTS and predicate.upos == "ADJ":
        yield from _looked_up(scene, NOUN, predicate)
        yield from _looked_up(scene, "modifier", predicate)
        yield from _modals_of(scene, predicate.index)
