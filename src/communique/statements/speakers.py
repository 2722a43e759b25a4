"""Who speaks, to whom, and where: the words around a cue that are not its content."""

from communique.knowledge.speech import CueRow
from communique.model import Form, Sentence, Span
from communique.sentence import (
    SUBJECTS,
    agents,
    ancestors,
    by_preposition,
    children,
    clause_verb,
    is_passive,
    patients,
    phrase,
    preposition,
    with_conjuncts,
)
from communique.statements.page import Page

CLAUSES = ("acl", "acl:relcl", "parataxis", "advcl", "ccomp", "dep")
LEFT_OUT = (*CLAUSES, "case", "appos", "cop", "nsubj", "mark", "aux", "advmod", "conj", "cc", "punct")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
BODIES: frozenset[Form] = frozenset({"organisation", "country"})
HEARERS = ("to",)
ABOUT = frozenset({"ing", "as", "predicate", "quoted", "noun"})  # frames of verbs whose objects are what is spoken of
QUANTIFIERS = frozenset({"ADJ", "NUM", "DET"})
PERSONAL = frozenset({"PRON", "PROPN"})


def speakers_of(page: Page, sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The heads of the noun phrases that name who says or thinks what the verb reports.

    A participle on a noun that cannot speak is the clause's ("called a meeting, deploring …": who called).
    """
    quoting = _quoting(page, sentence, verb)
    if quoting is not None:
        return patients(sentence, quoting)
    beside = _beside_participle(page, sentence, verb)
    if beside:
        return beside
    found = tuple(i for i in agents(sentence, verb) if i != verb and sentence.tokens[i].upos not in ("VERB", "AUX"))
    if not found and is_passive(sentence, verb):
        return _agent_behind_infinitive(page, sentence, verb) or _who_feels(page, sentence, verb)
    token = sentence.tokens[verb]
    if token.dep == "acl:relcl" and found:
        return _person_told_of(page, sentence, verb, found)
    if token.dep == "advcl" and token.xpos == "VBG" and not found and sentence.tokens[token.head].upos in NAMING:
        return (token.head,)
    if token.dep == "acl" and token.xpos == "VBG" and found and not can_speak(page, sentence, found[0]):
        above = clause_verb(sentence, token.head)
        if above is not None and above != verb:
            return agents(sentence, above) or found
    if not found and token.xpos in FINITE and not is_passive(sentence, verb):
        return _nominal_before(page, sentence, verb)
    return found


def _person_told_of(page: Page, sentence: Sentence, verb: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """Who "who" means where the parser hung its clause on an organisation ("Sy, head of the bank, who said …": Sy)."""
    who = any(t.lemma in page.cues.words("human") for t in children(sentence, verb, ("nsubj",)))
    if not who or not _is_body(page, sentence, found[0]):
        return found
    for token in ancestors(sentence, found[0]):
        if token.upos == "PROPN" and token.dep != "appos" and page.actor(sentence.index, token.index) is not None:
            return found if _is_body(page, sentence, token.index) else (token.index,)
    return found


def _is_body(page: Page, sentence: Sentence, head: int) -> bool:
    """True for an organisation or a country, and for a name with an article ("the Harbour Institute")."""
    actor = page.actor(sentence.index, head)
    if actor is None:
        return False
    form = page.named.actors[actor].form
    return form in BODIES or (form == "name" and bool(children(sentence, head, ("det",))))


def _beside_participle(page: Page, sentence: Sentence, verb: int) -> tuple[int, ...]:
    """Who says it in "…, with the mayor saying that …", where the parser hung both on the clause."""
    token = sentence.tokens[verb]
    if token.dep != "advcl" or token.xpos != "VBG" or children(sentence, verb, SUBJECTS):
        return ()
    for named in by_preposition(sentence, token.head, page.cues.words("absolute"), ("obl",)):
        last = phrase(sentence, named.index)[1]
        if named.index < verb and all(t.upos == "PUNCT" for t in sentence.tokens[last + 1 : verb]):
            return with_conjuncts(sentence, (named.index,))
    return ()


def _agent_behind_infinitive(page: Page, sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The agent of a passive which the parser hung on its infinitive ("was asked to wait by the generals")."""
    for child in children(sentence, verb, ("xcomp", "ccomp")):
        if is_passive(sentence, child.index):
            continue
        for token in by_preposition(sentence, child.index, ("by",)):
            if page.actor(sentence.index, token.index) is not None:
                return with_conjuncts(sentence, (token.index,))
    return ()


def _who_feels(page: Page, sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The subject of a feeling which the parser took for a passive ("were frustrated that nobody came")."""
    rows = page.cues.verbs.get(sentence.tokens[verb].text.lower(), ())  # the participle as an adjective
    if not any(row.thought for row in rows):
        return ()
    followed = any(t.index > verb for t in children(sentence, verb, ("ccomp",)))
    return patients(sentence, verb) if followed else ()


def _quoting(page: Page, sentence: Sentence, verb: int) -> int | None:
    """The verb whose object speaks: "was quoted" itself, or "quoted him" above "as saying"."""
    token = sentence.tokens[verb]
    if is_passive(sentence, verb) and _has_quotee(page, token.lemma):
        return verb
    if token.xpos == "VBG" and token.head >= 0 and _has_quotee(page, sentence.tokens[token.head].lemma):
        return token.head
    return None


def _has_quotee(page: Page, lemma: str) -> bool:
    return any("quotee" in row.frames for row in page.cues.verbs.get(lemma, ()))


def _nominal_before(page: Page, sentence: Sentence, verb: int) -> tuple[int, ...]:
    """The noun phrase that ends right before a finite verb for which the parser saw no subject."""
    tokens = sentence.tokens
    i = verb - 1
    while i >= 0 and tokens[i].upos in ("ADV", "AUX"):
        i -= 1
    if i < 0 or tokens[i].upos not in NAMING:
        return ()
    if page.quotation_at(tokens[i].start) != page.quotation_at(tokens[verb].start):
        return ()
    while 0 <= tokens[i].head < verb:
        head = tokens[tokens[i].head]
        if head.dep == "obl":
            return (i,) if tokens[i].upos == "PROPN" else ()  # "At the assembly in May Diallo declared"
        subjects = [t.index for t in children(sentence, head.index, ("nsubj",)) if t.index < verb]
        if head.upos not in NAMING and not subjects:
            break
        i = head.index if head.upos in NAMING else subjects[0]
        if subjects and head.upos not in NAMING:
            break
    return with_conjuncts(sentence, (i,))


def authors_of(sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Who made the proposal or claim that a noun names: the noun under "by" alone."""
    return tuple(t.index for t in by_preposition(sentence, noun, ("by",), ("nmod", "obl:agent")))


def owners_of(page: Page, sentence: Sentence, noun: int) -> tuple[int, ...]:
    """Whose statement a noun names: its possessor ("Iran's claim"), or the noun under "by", "of", "from"."""
    owner = children(sentence, noun, ("nmod:poss",))
    if owner:
        return with_conjuncts(sentence, (owner[0].index,))
    found = by_preposition(sentence, noun, ("by", "from", "of"), ("nmod", "obl", "obl:agent"))
    named = [t for t in found if t.upos in ("PROPN", "NOUN", "PRON")]
    if named:
        return with_conjuncts(sentence, (named[0].index,))
    before = children(sentence, noun, ("amod", "compound", "nmod"))
    return tuple(t.index for t in before if t.index < noun and page.actor(sentence.index, t.index) is not None)[:1]


def hearers_of(sentence: Sentence, verb: int, content_from: int, row: CueRow | None = None) -> tuple[int, ...]:
    """To whom it is said: indirect object, object before the content, "to X", the subject of a passive."""
    about = row is not None and _speaks_about(row)
    if is_passive(sentence, verb):
        heads = [] if about else [t.index for t in children(sentence, verb, ("nsubj:pass",))]
    else:
        objects = ("iobj",) if about else ("iobj", "obj")
        heads = [t.index for t in children(sentence, verb, objects) if t.index < content_from]
        heads += [t.index for t in by_preposition(sentence, verb, HEARERS, ("obl",)) if t.upos != "VERB"]
    return with_conjuncts(sentence, heads)


def _speaks_about(row: CueRow) -> bool:
    """True for a verb whose object is spoken of, not to ("accused", "criticised", "described")."""
    return "to" not in row.frames and any(f in ABOUT or f.endswith("-ing") for f in row.frames)


def speaker_span(page: Page, sentence: Sentence, heads: tuple[int, ...]) -> Span | None:
    """The words of the speaker, coordination included, without relative clauses and appositions."""
    if not heads:
        return None
    first, last = phrase(sentence, heads[0], LEFT_OUT)
    for head in heads[1:]:
        last = max(last, phrase(sentence, head, LEFT_OUT)[1])
    tokens = sentence.tokens
    while last > first and tokens[last].upos == "PUNCT":
        last -= 1
    return page.parse.words(sentence.index, first, last)


def can_speak(page: Page, sentence: Sentence, head: int) -> bool:
    """True for a person, a group, a named actor or a document; false for facts ("the delay suggests that …")."""
    token = sentence.tokens[head]
    if token.lemma in page.cues.words("thing"):
        return False
    named = (head, *(t.index for t in children(sentence, head, ("appos",))))
    if token.text.lower() in page.cues.partitives or token.upos in QUANTIFIERS:  # "many of his supporters"
        named += tuple(t.index for t in by_preposition(sentence, head, ("of",), ("nmod", "obl")))
    if token.upos in PERSONAL or any(page.actor(sentence.index, i) is not None for i in named):
        return True
    return token.lemma in page.cues.documents


def without_things(page: Page, sentence: Sentence, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The heads that are no time ("last month") and no words of others ("suggestions that …"): those say nothing."""
    cues = page.cues
    return tuple(
        i
        for i in heads
        if sentence.tokens[i].dep != "obl:tmod"
        and (sentence.index, i) not in page.time_heads
        and (sentence.tokens[i].lemma not in cues.nouns or sentence.tokens[i].lemma in cues.documents)
    )


def occasion_of(page: Page, sentence: Sentence, verb: int | None, taken: tuple[int, int]) -> Span | None:
    """Where or by what medium it is said ("in an interview with X", "on Twitter"), outside the content."""
    if verb is None:
        return None
    cues = page.cues
    for child in children(sentence, verb, ("obl", "nmod", "obl:npmod")):
        if child.lemma not in cues.occasions or preposition(sentence, child.index) not in cues.occasion_prepositions:
            continue
        first, last = phrase(sentence, child.index, ("acl", "acl:relcl", "parataxis", "ccomp", "obl:tmod", "nmod:tmod"))
        span = page.parse.words(sentence.index, first, last)
        if span.end <= taken[0] or span.start >= taken[1]:
            return span
    return None


def cue_edges(sentence: Sentence, verb: int, extra: int | None = None) -> tuple[int, int]:
    """First and last token of a cue: the verb with its particle, or with the noun or adjective it takes."""
    last = verb if extra is None else extra
    for particle in children(sentence, verb, ("compound:prt",)):
        if particle.index == last + 1:
            last = particle.index
    return min(verb, last), max(verb, last)
