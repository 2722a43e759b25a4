"""Clauses, infinitives and gerunds under a verb of saying: the regions of its content and those spoken to."""

from dataclasses import dataclass

from communique.knowledge.speech import CueNounRow, CueRow
from communique.model import Sentence, Token
from communique.sentence import ROOT, SUBJECTS, children, is_passive, preposition
from communique.statements import content
from communique.statements.page import OUTSIDE, Page, Region, chars, edges

CLAUSE = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "dep", "conj")
BEHIND = frozenset({"ccomp", "advcl", "csubj"})
GERUND = "VBG"
QUESTION_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
PREDICATES = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
NOMINAL = frozenset({"NOUN", "PROPN"})
LOST_CLAUSE = 5  # tokens: a shorter phrase behind "say" is a noun ("said a prayer for those who fell")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """Content found under a frame; `extra` is the noun or adjective that belongs to the cue."""

    content: tuple[Region, ...]
    addressees: tuple[int, ...] = ()
    extra: int | None = None
    noun: CueNounRow | None = None
    preposed: bool = False
    finite: bool = False
    object_only: bool = False  # a noun phrase with a quotation in it
    needs_speaker: bool = False
    needs_document: bool = False  # a poll shows somebody leading; a man shows somebody waiting
    subject_of: int | None = None  # a clause in front of the cue that lends it its subject


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """True for a verb with its "to"."""
    return any(t.lemma == "to" and t.dep in ("mark", "aux") and t.index < verb for t in children(sentence, verb))


def is_gerund(sentence: Sentence, verb: int) -> bool:
    """True for a verb in -ing, or one under "having" or "being"."""
    auxiliaries = children(sentence, verb, ("aux", "aux:pass", "cop"))
    return (auxiliaries[0] if auxiliaries else sentence.tokens[verb]).xpos == "VBG"


def is_question(page: Page, sentence: Sentence, clause: int, cue: int = -1) -> bool:
    """True for a reported question ("whether they would come", "when it began")."""
    if any(t.lemma in page.cues.words("question") for t in children(sentence, clause, ("mark",))):
        return True
    first = edges(sentence, clause)[0]
    while first < clause and sentence.tokens[first].upos == "ADV" and sentence.tokens[first].xpos not in QUESTION_TAGS:
        first += 1  # "exactly what they were doing"
    return first > cue and sentence.tokens[first].xpos in QUESTION_TAGS and sentence.tokens[first].lemma != "that"


def is_finite(sentence: Sentence, clause: int) -> bool:
    """True for a clause with a tensed verb."""
    own = (sentence.tokens[clause], *children(sentence, clause, ("aux", "aux:pass", "cop")))
    return any(t.xpos in FINITE for t in own)


def finite_clause(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """A clause with or without "that", behind the cue, in front of it, or around it."""
    behind, before = None, None
    plain = (*children(sentence, cue, ("ccomp", "parataxis")), *_with_that(page, sentence, cue))
    for child in (*plain, *_under_particle(sentence, cue, row)):
        if is_infinitive(sentence, child.index) or is_question(page, sentence, child.index, cue):
            continue
        if sentence.tokens[cue].upos == "ADJ" and edges(sentence, child.index)[0] > cue + 2:
            continue  # "alarmed by reports that …": the clause is the noun's
        if child.lemma == row.particle or (row.evidential and not _has_tense_or_that(sentence, child.index)):
            continue
        if child.upos in NOMINAL and _is_bare_noun(sentence, cue, child) and "only-clause" not in row.frames:
            continue
        if child.index > cue and child.dep in BEHIND and not is_gerund(sentence, child.index):
            behind = behind if behind is not None else child.index
        elif child.index < cue and _may_precede(page, sentence, child):
            before = child.index
    if behind is None and before is None:
        behind = _hung_lower(page, sentence, cue)
    if behind is not None:
        region = content.after(page, sentence, cue, behind)
        region = _with_lost_subject(sentence, cue, behind, region, row) if region else None
        return Governed(content=(region,), subject_of=before, finite=True) if region else None
    if before is not None:
        region = content.before(page, sentence, cue, before)
        return Governed(content=(region,), preposed=True, finite=True) if region else None
    found = _interrupted(page, sentence, cue, row)
    return _lost_clause(page, sentence, cue) if found is None and "only-clause" in row.frames else found


def _with_that(page: Page, sentence: Sentence, cue: int) -> tuple[Token, ...]:
    """A clause with its own subject behind a "that" which the parser took for another word."""
    return tuple(
        t
        for t in children(sentence, cue, ("advcl",))
        if sentence.tokens[edges(sentence, t.index)[0]].lemma in page.cues.words("subordinator")
        and any(s.index > edges(sentence, t.index)[0] for s in children(sentence, t.index, SUBJECTS))
    )


def _has_tense_or_that(sentence: Sentence, clause: int) -> bool:
    """True for a clause with a tensed verb, or with "that" ("suggested that the post be filled")."""
    mark = content.subordinator(sentence, clause)
    return is_finite(sentence, clause) or (mark is not None and mark.lemma == "that")


def _is_bare_noun(sentence: Sentence, cue: int, token: Token) -> bool:
    """True for a noun behind the cue's object which the parser took for a clause, without subject and copula."""
    behind = any(t.index < token.index for t in children(sentence, cue, ("obj",)))
    return behind and not children(sentence, token.index, (*SUBJECTS, "cop", "aux", "mark", "expl"))


def _with_lost_subject(sentence: Sentence, cue: int, clause: int, region: Region, row: CueRow) -> Region:
    """The region from the clause's subject where the parser gave it to the cue ("saying she alone had chosen")."""
    if children(sentence, clause, SUBJECTS):
        return region
    deps = ("nsubj", "obj", "iobj") if "only-clause" in row.frames else ("nsubj",)
    between = [t for t in children(sentence, cue, deps) if cue < t.index < clause]
    starts = [sentence.tokens[edges(sentence, t.index)[0]].start for t in between]
    return min([region[0], *starts]), region[1]


def _under_particle(sentence: Sentence, cue: int, row: CueRow) -> tuple[Token, ...]:
    """The clause of "made clear that …", which hangs on the adjective."""
    if row.particle is None:
        return ()
    particles = [t for t in children(sentence, cue) if t.lemma == row.particle]
    return tuple(c for p in particles for c in children(sentence, p.index, ("ccomp", "advcl", "csubj")))


def _hung_lower(page: Page, sentence: Sentence, cue: int) -> int | None:
    """A clause with "that" and a subject which the parser hung on a phrase before it ("said at a rally that he …")."""
    if any(page.actor(sentence.index, t.index) is None for t in children(sentence, cue, ("obj",)) if t.upos == "NOUN"):
        return None  # "ordered a retreat in the week that the envoy came"
    for child in children(sentence, cue, ("obl", "obl:tmod", "iobj", "advmod", "advcl")):
        if child.index < cue or (child.upos == "VERB" and child.lemma in page.cues.verbs):
            continue  # "urged …, after confirming that …": the clause is what was confirmed
        if child.upos == "NOUN" and child.lemma in page.cues.nouns:
            continue  # "alarmed at the suggestion that …": the clause is what was suggested
        for clause in children(sentence, child.index, ("acl", "acl:relcl", "ccomp")):
            first = edges(sentence, clause.index)[0]
            subjects = [t for t in children(sentence, clause.index, SUBJECTS) if t.index != first]
            if sentence.tokens[first].lemma == "that" and subjects and is_finite(sentence, clause.index):
                return clause.index
    return None


def _lost_clause(page: Page, sentence: Sentence, cue: int) -> Governed | None:
    """What a verb that takes no noun says, where the parser saw no clause ("says the men who … appeal for calm")."""
    for child in children(sentence, cue, ("obj",)):
        first, last = edges(sentence, child.index)
        region = chars(sentence, first, last)
        long = last - first >= LOST_CLAUSE and _has_verb(sentence, first, last)
        if first == cue + 1 and long and page.quotation_at(region[0]) == OUTSIDE:
            return Governed(content=(region,))
        for rest in children(sentence, cue, ("xcomp",)) if first == cue + 1 else ():
            end = edges(sentence, rest.index)[1]
            if rest.index > last and end - first >= LOST_CLAUSE and not is_infinitive(sentence, rest.index):
                return Governed(content=(chars(sentence, first, end),))
    for child in children(sentence, cue, ("dep", "parataxis", "csubj")):
        first, stop = edges(sentence, child.index)[0], content.cue_clause_start(sentence, cue, child.index)
        if child.index < cue and sentence.tokens[stop - 1].text == "," and _has_verb(sentence, first, stop - 2):
            return Governed(content=(chars(sentence, first, stop - 2),), preposed=True)
    return None


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.tokens[i].xpos in VERBAL for i in range(first, last + 1))


def _may_precede(page: Page, sentence: Sentence, clause: Token) -> bool:
    """True for a clause in front of its cue; "he added" inside another clause is none."""
    imperative = clause.dep == "ccomp" and clause.xpos == "VB"
    if not (imperative or is_finite(sentence, clause.index)) or children(sentence, clause.index, ("case",)):
        return False
    return clause.dep == "ccomp" or clause.lemma not in page.cues.verbs


def _interrupted(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """The clause that a cue breaks into or follows loosely ("The US, he added, also …"; "as he told reporters")."""
    token = sentence.tokens[cue]
    subjects = children(sentence, cue, ("nsubj",))
    if token.head == ROOT or not subjects or not is_finite(sentence, cue):
        return None
    if any(t.dep in ("obj", "ccomp", "xcomp") and t.lemma != row.particle for t in children(sentence, cue)):
        return None
    marks = [t.lemma for t in children(sentence, cue, ("mark",))]
    if not (token.dep == "parataxis" or (token.dep == "advcl" and marks == ["as"])):
        return None
    if is_question(page, sentence, token.head) or not _is_parted(sentence, cue):
        return None
    sides = content.around(sentence, token.head, *edges(sentence, cue))
    return Governed(content=sides, preposed=True) if sides else None


def _is_parted(sentence: Sentence, cue: int) -> bool:
    """True where punctuation parts a cue's clause from the words before it ("everyone I know" breaks into nothing)."""
    first = edges(sentence, cue)[0]
    while first > 0 and sentence.tokens[first - 1].upos == "CCONJ":
        first -= 1  # "…, and as the mayor noted, …"
    return first == 0 or sentence.tokens[first - 1].upos == "PUNCT"


def infinitive(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "promised to leave", "urged Turkey to stop", "called for troops to be withdrawn"."""
    for child in (*children(sentence, cue, CLAUSE), *_hung_on_actor(page, sentence, cue)):
        if child.index < cue or not is_infinitive(sentence, child.index) or _says_nothing(page, row, child):
            continue
        mark = content.subordinator(sentence, child.index)
        under = _preposition_before(sentence, cue, child.index) if mark is None else mark.lemma
        if mark is not None and mark.lemma not in row.prepositions("to"):
            continue
        subjects = tuple(t.index for t in children(sentence, child.index, SUBJECTS))
        raised_to_object = "clause-to" in row.frames and mark is None and not subjects
        doers = [t.index for t in children(sentence, cue, ("obj",)) if cue < t.index < child.index]
        if raised_to_object and doers:  # "expects the talks to fail"
            region = content.infinitive(page, sentence, cue, child.index)
            return region and Governed(content=((sentence.tokens[edges(sentence, doers[0])[0]].start, region[1]),))
        own_subject = (mark is not None or "clause-to" in row.frames) and bool(subjects)
        if not own_subject and not ("to" in row.frames or under in row.prepositions("to")):
            continue
        if child.dep == "advcl" and mark is None and under not in row.prepositions("to"):
            if not _is_hung_behind_oblique(page, sentence, cue, child):
                continue
        region = content.infinitive(page, sentence, cue, child.index, with_subject=own_subject)
        if region:
            if mark is None:
                region = _with_thing(page, sentence, cue, child.index, region)
            hearers = () if own_subject else _addressed_by(sentence, cue, subjects, under)
            return Governed(content=(region,), addressees=hearers)
    return None


def _with_thing(page: Page, sentence: Sentence, cue: int, verb: int, region: Region) -> Region:
    """The infinitive with the thing it is said of ("ordered a pause to begin at noon"): nobody is spoken to there."""
    for thing in children(sentence, cue, ("obj",)):
        if cue < thing.index < verb and _is_thing(page, sentence, thing, verb):
            return sentence.tokens[max(cue + 1, edges(sentence, thing.index)[0])].start, region[1]
    return region


def _is_thing(page: Page, sentence: Sentence, noun: Token, verb: int) -> bool:
    """True for "a pause", and for what is to be done to something ("her passport to be withdrawn")."""
    if noun.xpos != "NN" or page.actor(sentence.index, noun.index) is not None:
        return False
    articles = {t.lemma for t in children(sentence, noun.index, ("det",))}
    return bool(articles & page.cues.words("indefinite")) or is_passive(sentence, verb)


def _hung_on_actor(page: Page, sentence: Sentence, cue: int) -> tuple[Token, ...]:
    """An infinitive that the parser hung on the one spoken to ("urged the council to meet")."""
    objects = children(sentence, cue, ("obj", "iobj"))
    addressed = [t.index for t in objects if page.actor(sentence.index, t.index) is not None]
    return tuple(c for i in addressed for c in children(sentence, i, ("acl",)) if is_infinitive(sentence, c.index))


def _is_hung_behind_oblique(page: Page, sentence: Sentence, cue: int, verb: Token) -> bool:
    """ "told the crowd at the harbour to go home": not the purpose of telling, but what is told to somebody."""
    hearers = children(sentence, cue, ("obj", "iobj"))
    between = [t for t in children(sentence, cue, ("obl",)) if t.index < verb.index]
    addressed = any(page.actor(sentence.index, t.index) is not None for t in hearers if t.index < verb.index)
    return addressed and bool(between) and sentence.tokens[verb.index - 2].text != ","


def _says_nothing(page: Page, row: CueRow, verb: Token) -> bool:
    """ "declined to comment": a cue without content."""
    return row.lemma in page.cues.words("refusing") and verb.lemma in page.cues.words("silent")


def _preposition_before(sentence: Sentence, cue: int, clause: int) -> str | None:
    """The preposition of the oblique between cue and infinitive ("called on Iran to …": on)."""
    for child in children(sentence, cue, ("obl",)):
        if cue < child.index < clause:
            return preposition(sentence, child.index)
    return None


def _addressed_by(sentence: Sentence, cue: int, subjects: tuple[int, ...], under: str | None) -> tuple[int, ...]:
    """Who is to do the infinitive: its own subject, or the oblique before it."""
    if subjects or under is None:
        return subjects
    return tuple(t.index for t in children(sentence, cue, ("obl",)) if preposition(sentence, t.index) == under)[:1]


def raised(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "The general is said to have fled": the subject and the infinitive."""
    del row
    subjects = children(sentence, cue, ("nsubj:pass",))
    infinitives = [t for t in children(sentence, cue, ("xcomp", "ccomp")) if is_infinitive(sentence, t.index)]
    if not subjects or not infinitives or not is_passive(sentence, cue):
        return None
    region = content.infinitive(page, sentence, cue, infinitives[0].index)
    if region is None:
        return None
    return Governed(content=(chars(sentence, *edges(sentence, subjects[0].index)), region), preposed=True)


def shown(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """What is told of somebody by a participle: "the poll shows the mayor leading", "found support growing"."""
    for thing in children(sentence, cue, ("obj",)):
        if thing.index < cue:
            continue
        hung = (*children(sentence, cue, ("xcomp", "ccomp", "advcl")), *children(sentence, thing.index, ("acl",)))
        for child in hung:
            if child.xpos != GERUND or child.index < thing.index or children(sentence, child.index, ("mark", "case")):
                continue
            first = edges(sentence, thing.index)[0]
            last = max(edges(sentence, child.index)[1], content.end_behind(page, sentence, cue, child.index))
            return Governed(content=(chars(sentence, first, last),), needs_speaker=True, needs_document=row.evidential)
    return None


def gerund(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "denied having", "accused Russia of bombing", "apologised for shelling"."""
    hung = [c for t in children(sentence, cue, ("obj",)) for c in children(sentence, t.index, ("acl",))]
    for child in (*children(sentence, cue, ("xcomp", "ccomp", "advcl", "obl", "obj")), *hung):
        if child.index < cue or child.upos not in PREDICATES or not is_gerund(sentence, child.index):
            continue
        cases = children(sentence, child.index, ("mark", "case"))
        words = {t.lemma for t in cases if t.index < child.index}
        bare = not words and child.dep in ("xcomp", "ccomp", "obj") and child.upos != "NOUN" and "ing" in row.frames
        if bare or words & set(row.prepositions("ing")):
            region = content.gerund(page, sentence, cue, child.index)
            if region:
                return Governed(content=(region,))
    return None
