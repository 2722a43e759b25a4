"""Questions to one sentence: who does what the verb says, to whom, under which modality.

All functions take a `Sentence` of Universal Dependencies v2 and token indices; all answers come in reading order.
"""

from collections.abc import Collection, Iterable, Iterator

from communique.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
OF_PREDICATES = SUBJECTS | {"cop"}
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"obj"})
INDIRECT_OBJECTS = frozenset({"iobj"})
OBLIQUES = frozenset({"obl", "obl:agent", "obl:tmod", "obl:npmod"})
NOMINAL_MODIFIERS = frozenset({"nmod", "nmod:poss", "nmod:tmod", "nmod:npmod"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
ROOT = -1
NUMBER_OF_VERB = {"VBZ": "Sing", "VBP": "Plur"}  # Penn tags
NUMBER_OF_NOUN = {"NN": "Sing", "NNP": "Sing", "NNS": "Plur", "NNPS": "Plur"}


def children(sentence: Sentence, index: int, deps: Collection[str] | None = None) -> tuple[Token, ...]:
    """The dependents of token `index`, all or those with one of the relations `deps`."""
    below, tokens = sentence.children[index], sentence.tokens
    if not below:
        return ()
    if deps is None:
        return tuple([tokens[i] for i in below])
    return tuple([tokens[i] for i in below if tokens[i].dep in deps])  # asked most of all: lists are faster here


def ancestors(sentence: Sentence, index: int) -> Iterator[Token]:
    """The heads above token `index`, nearest first."""
    head = sentence.tokens[index].head
    while head != ROOT:
        yield sentence.tokens[head]
        head = sentence.tokens[head].head


def subtree(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The indices of token `index` and of all below it, in reading order."""
    found = [index]
    for i in found:
        found.extend(sentence.children[i])
    return tuple(sorted(found))


def conjuncts(sentence: Sentence, index: int) -> tuple[int, ...]:
    """Token `index` and what is coordinated with it below ("A, B and C" asked at A: all three)."""
    return (index, *(i for i in sentence.children[index] if sentence.tokens[i].dep == "conj"))


def first_conjunct(sentence: Sentence, index: int) -> int:
    """The head of the coordination that token `index` stands in, or `index` itself."""
    while sentence.tokens[index].dep == "conj":
        index = sentence.tokens[index].head
    return index


def preposition(sentence: Sentence, index: int) -> str | None:
    """The lemma of the preposition before a nominal ("with", "according to"), or None."""
    cases = [t for t in children(sentence, index, ("case",)) if t.xpos != "POS"]
    if not cases:
        return None
    words = [cases[0], *children(sentence, cases[0].index, ("fixed",))]
    return " ".join(t.lemma for t in words)


def by_preposition(
    sentence: Sentence, index: int, prepositions: Iterable[str], deps: Collection[str] = ("obl", "nmod", "obl:agent")
) -> tuple[Token, ...]:
    """The obliques or nominal modifiers of token `index` under one of these prepositions."""
    wanted = frozenset(prepositions)
    return tuple(t for t in children(sentence, index, deps) if preposition(sentence, t.index) in wanted)


def is_passive(sentence: Sentence, verb: int) -> bool:
    """True where the verb is a passive: an `aux:pass`, a passive subject, or a bare participle after a noun."""
    token = sentence.tokens[verb]
    below = {t.dep for t in children(sentence, verb)}
    if below & (PASSIVE_SUBJECTS | {"aux:pass"}):
        return True
    if token.dep == "conj" and token.xpos == "VBN" and not below & (SUBJECTS | {"aux"}):
        return is_passive(sentence, first_conjunct(sentence, verb))
    bare = not below & (SUBJECTS | {"aux"})
    if bare and token.dep == "xcomp" and token.xpos == "VBN" and not below & OBJECTS:
        return _object_controller(sentence, token.head, verb) is not None  # "had the envoy arrested"
    return bare and token.dep in ("acl", "advcl", "amod") and token.xpos == "VBN"


def _own_subjects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    return tuple(t.index for t in children(sentence, verb, SUBJECTS))


def subjunctives(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The clauses that say what shall be ("asked that Chad leave", "insisted the rebels go"): a bare verb where a fact
    would have another form."""
    found = []
    for clause in children(sentence, verb, ("ccomp",)):
        helping = auxiliaries(sentence, clause.index)
        bare = clause if all(t.dep == "aux:pass" for t in helping) else None
        form = next((t.xpos for t in helping), clause.xpos) if bare else None
        past = sentence.tokens[verb].xpos in ("VBD", "VBN")
        plain = form == "VBP" and (past or _subject_number(sentence, clause.index) == "Sing")
        if (form == "VB" or plain) and _own_subjects(sentence, clause.index):
            found.append(clause.index)
    return tuple(found)


def relative_head(sentence: Sentence, verb: int, subject: int) -> int:
    """What a relative pronoun stands for ("which" in "the plan, which failed": the plan)."""
    token = sentence.tokens[verb]
    pronoun = sentence.tokens[subject]
    if token.dep == "acl:relcl" and pronoun.xpos in ("WDT", "WP"):
        return token.head
    return subject


def subject_heads(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The grammatical subject of a verb as tokens (without conjuncts), found through coordination, control,
    relative clauses and participles; () where there is none."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        own = _own_subjects(sentence, verb)
        token = sentence.tokens[verb]
        if own:
            return tuple(relative_head(sentence, verb, s) for s in own if sentence.tokens[s].dep != "csubj")
        if _goes_with_clause_above(sentence, verb):
            verb = sentence.tokens[first_conjunct(sentence, verb)].head
        elif token.dep == "conj" and token.head != ROOT and sentence.tokens[token.head].upos not in NOMINALS:
            verb = token.head
        elif token.dep == "xcomp":
            controller = _object_controller(sentence, token.head, verb)
            if controller is not None:
                return (controller,)
            verb = token.head
        elif token.dep in ("advcl", "parataxis") and _is_reduced(sentence, verb):
            verb = token.head
        elif token.dep == "acl":
            return _noun_controller(sentence, verb, token.head)
        else:
            return ()
    return ()


def _goes_with_clause_above(sentence: Sentence, verb: int) -> bool:
    """True in "many states accept that he has won and are sending envoys": the parser hung the plural verb on the
    clause of one man, but it is the states' verb."""
    beside = sentence.tokens[first_conjunct(sentence, verb)]
    if beside.index == verb or beside.dep != "ccomp" or beside.head == ROOT or beside.head > beside.index:
        return False
    number = _verb_number(sentence, verb)
    near, far = (_subject_number(sentence, v) for v in (beside.index, beside.head))
    return number is not None and near not in (None, number) and far == number


def _verb_number(sentence: Sentence, verb: int) -> str | None:
    """Sing or Plur where the form of a verb in the present tells it."""
    forms = [sentence.tokens[verb].xpos, *(t.xpos for t in auxiliaries(sentence, verb))]
    return next((NUMBER_OF_VERB[form] for form in forms if form in NUMBER_OF_VERB), None)


def _subject_number(sentence: Sentence, verb: int) -> str | None:
    """Sing or Plur of a verb's own subject; None without one, and for pronouns that go with either form."""
    subjects = _own_subjects(sentence, verb)
    if len(subjects) != 1:
        return None
    if len(conjuncts(sentence, subjects[0])) > 1:
        return "Plur"
    return NUMBER_OF_NOUN.get(sentence.tokens[subjects[0]].xpos)


def _is_reduced(sentence: Sentence, verb: int) -> bool:
    """A participle or infinitive that shares its subject with the clause above ("…, telling reporters")."""
    return sentence.tokens[verb].xpos in ("VBG", "VBN", "VB")


def _object_controller(sentence: Sentence, above: int, verb: int) -> int | None:
    """The object that does the infinitive ("urged Turkey to stop": Turkey), if the verb above has one."""
    objects = children(sentence, above, ("obj", "iobj"))
    before = [t.index for t in objects if t.index < verb]
    return before[0] if before else None


def _noun_controller(sentence: Sentence, verb: int, noun: int) -> tuple[int, ...]:
    """Who does a participle or infinitive that hangs on a noun.

    "fighters backed by Iran" and "troops advancing on Kyiv": the noun; "his willingness to meet", "Turkey's
    decision to leave": the possessor; "expressed willingness to meet", "made efforts to end": the clause's subject.
    A past tense there is the main verb, which the parser took for a participle ("The minister headed home"): the noun.
    """
    if sentence.tokens[verb].xpos in ("VBN", "VBG", "VBD") and not _has_to(sentence, verb):
        return (noun,)
    owner = children(sentence, noun, ("nmod:poss",))
    if owner:
        return (owner[0].index,)
    above = sentence.tokens[noun]
    if above.dep in ("obj", "obl", "conj") and above.head != ROOT and sentence.tokens[above.head].upos == "VERB":
        return subject_heads(sentence, above.head)
    return ()


def _has_to(sentence: Sentence, verb: int) -> bool:
    return any(t.xpos == "TO" and t.dep in ("mark", "aux") for t in children(sentence, verb))


def with_conjuncts(sentence: Sentence, indices: Iterable[int]) -> tuple[int, ...]:
    """The tokens and everything coordinated with them, in reading order."""
    return tuple(sorted({c for i in indices for c in conjuncts(sentence, i)}))


def agents(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Who does what the verb says: the subject of an active verb, the by-phrase of a passive one."""
    if is_passive(sentence, verb):
        return with_conjuncts(sentence, (t.index for t in children(sentence, verb, ("obl:agent",))))
    return with_conjuncts(sentence, subject_heads(sentence, verb))


def patients(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """To whom it is done: the direct object of an active verb, the subject of a passive one."""
    if is_passive(sentence, verb):
        token = sentence.tokens[verb]
        own = subject_heads(sentence, verb)
        if token.dep == "acl" and not own:
            own = (token.head,)
        return with_conjuncts(sentence, own)
    return with_conjuncts(sentence, objects(sentence, verb))


def objects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The direct objects of a verb; in a relative clause without a subject gap, what the clause hangs on."""
    own = tuple(relative_head(sentence, verb, t.index) for t in children(sentence, verb, OBJECTS))
    if own:
        return own
    token = sentence.tokens[verb]
    if token.dep == "conj" and token.head != ROOT and _shares_object(sentence, token.head, verb):
        return objects(sentence, token.head)
    following = next((t.index for t in children(sentence, verb, ("conj",)) if _is_next_verb(sentence, verb, t)), None)
    return () if following is None else objects(sentence, following)


def _is_next_verb(sentence: Sentence, verb: int, conjunct: Token) -> bool:
    """ "condemned and rejected the plan": only a conjunction stands between, so the object serves both."""
    between = sentence.tokens[verb + 1 : conjunct.index]
    return bool(between) and conjunct.xpos == sentence.tokens[verb].xpos and all(t.dep == "cc" for t in between)


def _shares_object(sentence: Sentence, first: int, verb: int) -> bool:
    """ "condemned and rejected the plan": an object behind the last verb serves all, so only when none is between."""
    return any(t.index > verb for t in children(sentence, first, OBJECTS))


def kept_objects(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The objects a passive keeps ("Chad was refused entry": entry); () for an active verb."""
    if not is_passive(sentence, verb):
        return ()
    return with_conjuncts(sentence, (t.index for t in children(sentence, verb, OBJECTS)))


def recipients(sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The indirect objects of a verb ("told reporters", "promised Kyiv help", "Chad was refused entry": Chad)."""
    if kept_objects(sentence, verb):
        return patients(sentence, verb)
    return with_conjuncts(sentence, (t.index for t in children(sentence, verb, INDIRECT_OBJECTS)))


def auxiliaries(sentence: Sentence, verb: int) -> tuple[Token, ...]:
    """The auxiliaries of a verb; a verb coordinated without its own shares those of the first ("will go and see")."""
    own = children(sentence, verb, ("aux", "aux:pass"))
    token = sentence.tokens[verb]
    if own or token.dep != "conj" or _own_subjects(sentence, verb) or token.xpos in ("VBD", "VBZ", "VBP"):
        return own
    return auxiliaries(sentence, token.head) if token.head != ROOT else own


def clause_verb(sentence: Sentence, index: int) -> int | None:
    """The nearest verb (or predicate with a copula or subject) at or above token `index`."""
    tokens = sentence.tokens
    while index != ROOT:
        token = tokens[index]
        if token.upos in VERBAL or any(tokens[i].dep in OF_PREDICATES for i in sentence.children[index]):
            return index
        index = token.head
    return None


def phrase(sentence: Sentence, index: int, without: Iterable[str] = ()) -> tuple[int, int]:
    """First and last token of the continuous phrase around `index`, leaving out children with relations `without`.

    Punctuation at the edges is not part of it.
    """
    left_out = frozenset(without)
    found = {index}
    stack = [i for i in sentence.children[index] if sentence.tokens[i].dep not in left_out]
    relative = "acl:relcl" in left_out  # left out wherever it hangs: "the plan of the rebels, which …"
    while stack:
        i = stack.pop()
        found.add(i)
        stack.extend(k for k in sentence.children[i] if not (relative and sentence.tokens[k].dep == "acl:relcl"))
    first = last = index
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    while first < index and sentence.tokens[first].upos == "PUNCT":
        first += 1
    while last > index and sentence.tokens[last].upos == "PUNCT":
        last -= 1
    return first, last


NOT_IN_NAME_PHRASE = (
    *("case", "punct", "cc", "conj", "appos", "acl", "acl:relcl"),
    *("cop", "nsubj", "parataxis", "advcl", "mark", "aux"),
)


def noun_phrase(sentence: Sentence, index: int) -> tuple[int, int]:
    """First and last token of the noun phrase headed by `index`, without preposition, clauses and conjuncts."""
    return phrase(sentence, index, NOT_IN_NAME_PHRASE)


def attached(sentence: Sentence, anchor: int, heads: Iterable[int]) -> int | None:
    """The first of `heads` that modifies the word at `anchor`, directly or through nominals, but not inside another
    clause; under a noun also inside its relative clause or participle ("the plan, issued in May")."""
    wanted = set(heads)
    if not wanted:
        return None
    nominal = sentence.tokens[anchor].upos in NOMINALS
    below = list(sentence.children[anchor])
    for index in below:
        token = sentence.tokens[index]
        if index in wanted and token.dep not in SUBJECTS | OBJECTS:
            return index
        if token.dep in CLAUSES and not (nominal and token.dep in ("acl", "acl:relcl")):
            continue
        if token.dep in ("conj", "appos") or (token.dep == "obl" and token.upos == "NOUN"):
            continue  # "spoken since the attack in May": the month is the attack's; "talks in Oslo in May": the talks'
        below.extend(sentence.children[index])
    return None
