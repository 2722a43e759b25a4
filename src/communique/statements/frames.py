"""What one cue governs: for each frame of a row, the regions of its content and those spoken to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communique.knowledge.speech import CueNounRow, CueRow
from communique.model import Sentence, Token
from communique.sentence import ROOT, SUBJECTS, children, is_passive, preposition
from communique.statements import content
from communique.statements.page import OUTSIDE, Page, Region, chars, edges

CLAUSE = ("ccomp", "xcomp", "advcl", "acl", "parataxis", "dep", "conj")
QUESTIONS = frozenset({"if", "whether"})
QUESTION_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
LOST_CLAUSE = 5  # tokens: a shorter phrase behind "say" is a noun ("said a prayer for those who fell")
QUOTING = frozenset({"quoted", "as", "predicate"})  # frames of verbs whose objects are words of the speaker
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """Content found under a frame; `extra` is the noun or adjective that belongs to the cue."""

    content: tuple[Region, ...]
    addressees: tuple[int, ...] = ()
    extra: int | None = None
    noun: CueNounRow | None = None
    preposed: bool = False
    needs_speaker: bool = False
    subject_of: int | None = None  # a clause in front of the cue that lends it its subject


def is_infinitive(sentence: Sentence, verb: int) -> bool:
    """True for a verb with its "to"."""
    return any(t.lemma == "to" and t.dep in ("mark", "aux") and t.index < verb for t in children(sentence, verb))


def is_gerund(sentence: Sentence, verb: int) -> bool:
    """True for a verb in -ing, or one under "having" or "being"."""
    auxiliaries = children(sentence, verb, ("aux", "aux:pass", "cop"))
    return (auxiliaries[0] if auxiliaries else sentence.tokens[verb]).xpos == "VBG"


def is_question(sentence: Sentence, clause: int, cue: int = -1) -> bool:
    """True for a reported question ("whether they would come", "when it began")."""
    if any(t.lemma in QUESTIONS for t in children(sentence, clause, ("mark",))):
        return True
    first = edges(sentence, clause)[0]
    return first > cue and sentence.tokens[first].xpos in QUESTION_TAGS and sentence.tokens[first].lemma != "that"


def is_finite(sentence: Sentence, clause: int) -> bool:
    """True for a clause with a tensed verb."""
    own = (sentence.tokens[clause], *children(sentence, clause, ("aux", "aux:pass", "cop")))
    return any(t.xpos in FINITE for t in own)


def finite_clause(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """A clause with or without "that", behind the cue, in front of it, or around it."""
    behind, before = None, None
    for child in children(sentence, cue, ("ccomp", "parataxis")):
        if is_infinitive(sentence, child.index) or is_question(sentence, child.index, cue):
            continue
        if child.index > cue and child.dep == "ccomp" and not is_gerund(sentence, child.index):
            behind = behind if behind is not None else child.index
        elif child.index < cue and _may_precede(page, sentence, child):
            before = child.index
    if behind is None and before is None:
        behind = _hung_lower(sentence, cue)
    if behind is not None:
        region = content.after(page, sentence, cue, behind)
        return Governed(content=(region,), subject_of=before) if region else None
    if before is not None:
        region = content.before(sentence, cue, before)
        return Governed(content=(region,), preposed=True) if region else None
    return _interrupted(sentence, cue) or (_lost_clause(page, sentence, cue) if "only-clause" in row.frames else None)


def _hung_lower(sentence: Sentence, cue: int) -> int | None:
    """A clause with "that" and a subject which the parser hung on a phrase before it ("said at a rally that he …")."""
    for child in children(sentence, cue, ("obl", "obl:tmod", "iobj", "advmod", "advcl")):
        if child.index < cue:
            continue
        for clause in children(sentence, child.index, ("acl", "acl:relcl", "ccomp")):
            first = edges(sentence, clause.index)[0]
            subjects = [t for t in children(sentence, clause.index, SUBJECTS) if t.index != first]
            if sentence.tokens[first].lemma == "that" and subjects and is_finite(sentence, clause.index):
                return clause.index
    return None


def _lost_clause(page: Page, sentence: Sentence, cue: int) -> Governed | None:
    """What follows a verb that takes no noun, where the parser took a clause for one ("says the men who … appeal to")."""
    for child in children(sentence, cue, ("obj",)):
        first, last = edges(sentence, child.index)
        verbs = any(sentence.tokens[i].upos in ("VERB", "AUX") for i in range(first, last + 1))
        if first == cue + 1 and verbs and last - first >= LOST_CLAUSE and not page.quotations_in(*chars(sentence, first, first)):
            return Governed(content=(chars(sentence, first, last),))
    return None


def _may_precede(page: Page, sentence: Sentence, clause: Token) -> bool:
    """True for a clause in front of its cue; "he added" inside another clause is none."""
    if not is_finite(sentence, clause.index) or children(sentence, clause.index, ("case",)):
        return False
    return clause.dep == "ccomp" or clause.lemma not in page.cues.verbs


def _interrupted(sentence: Sentence, cue: int) -> Governed | None:
    """The clause that a cue breaks into or follows loosely ("The US, he added, also …"; "as he told reporters")."""
    token = sentence.tokens[cue]
    subjects = children(sentence, cue, ("nsubj",))
    if token.head == ROOT or not subjects or token.xpos not in FINITE:
        return None
    if any(t.dep in ("obj", "ccomp", "xcomp") for t in children(sentence, cue)):
        return None
    marks = [t.lemma for t in children(sentence, cue, ("mark",))]
    if not (token.dep == "parataxis" or (token.dep == "advcl" and marks == ["as"])):
        return None
    if is_question(sentence, token.head):
        return None
    sides = content.around(sentence, token.head, *edges(sentence, cue))
    return Governed(content=sides, preposed=True) if sides else None


def noun_object(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """A noun of saying under a verb that carries it: "expressed optimism that", "his willingness to"."""
    for child in children(sentence, cue, ("obj", "nsubj:pass", "obl")):
        for noun in page.cues.nouns.get(child.lemma, ()):
            found = under_noun(page, sentence, child.index, noun) or _beside_noun(page, sentence, cue, child, noun)
            if found and child.dep == "obj":
                return Governed(content=found, extra=child.index, noun=noun)
    del row
    return None


def _beside_noun(page: Page, sentence: Sentence, cue: int, noun: Token, row: CueNounRow) -> tuple[Region, ...]:
    """A clause the parser hung on the verb instead of its noun."""
    for child in children(sentence, cue, ("ccomp", "advcl", "xcomp")):
        mark = content.subordinator(sentence, child.index)
        if child.index < noun.index or edges(sentence, child.index)[0] > edges(sentence, noun.index)[1] + 1:
            continue
        if "that" in row.frames and mark is not None and mark.lemma == "that":
            region = content.after(page, sentence, noun.index, child.index)
        elif "to" in row.frames and is_infinitive(sentence, child.index):
            region = content.infinitive(page, sentence, noun.index, child.index)
        else:
            region = None
        if region:
            return (region,)
    return ()


def under_noun(page: Page, sentence: Sentence, noun: int, row: CueNounRow) -> tuple[Region, ...]:
    """What hangs on a noun of saying: a clause with "that", an infinitive, a gerund under its preposition."""
    for child in children(sentence, noun, ("acl", "ccomp", "xcomp", "advcl", "acl:relcl", "appos")):
        if child.index < noun:
            continue
        mark = content.subordinator(sentence, child.index)
        word = mark.lemma if mark else None
        region: Region | None = None
        if "that" in row.frames and word == "that" and child.dep != "acl:relcl":
            region = content.after(page, sentence, noun, child.index)
        elif is_infinitive(sentence, child.index):
            if word in row.prepositions("to"):
                region = content.infinitive(page, sentence, noun, child.index, with_subject=True)
            elif "to" in row.frames or _addressed(sentence, noun, row):
                region = content.infinitive(page, sentence, noun, child.index)
        elif word in row.prepositions("ing") and is_gerund(sentence, child.index):
            region = content.gerund(page, sentence, noun, child.index)
        if region:
            return (region,)
    return ()


def _addressed(sentence: Sentence, noun: int, row: CueNounRow) -> bool:
    """ "a call on Iran to stop", "an appeal to the rebels to leave"."""
    wanted = row.prepositions("to")
    return any(preposition(sentence, t.index) in wanted for t in children(sentence, noun, ("nmod", "obl")))


def infinitive(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "promised to leave", "urged Turkey to stop", "called for troops to be withdrawn"."""
    for child in children(sentence, cue, CLAUSE):
        if child.index < cue or not is_infinitive(sentence, child.index):
            continue
        mark = content.subordinator(sentence, child.index)
        under = _preposition_before(sentence, cue, child.index) if mark is None else mark.lemma
        if mark is not None and mark.lemma not in row.prepositions("to"):
            continue
        subjects = tuple(t.index for t in children(sentence, child.index, SUBJECTS))
        own_subject = (mark is not None or "clause-to" in row.frames) and bool(subjects)
        if not own_subject and not ("to" in row.frames or under in row.prepositions("to")):
            continue
        if child.dep == "advcl" and mark is None and under not in row.prepositions("to"):
            continue
        region = content.infinitive(page, sentence, cue, child.index, with_subject=own_subject)
        if region:
            return Governed(content=(region,), addressees=() if own_subject else _addressed_by(sentence, cue, subjects, under))
    return None


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


def gerund(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "denied having", "accused Russia of bombing", "apologised for shelling"."""
    for child in children(sentence, cue, ("xcomp", "ccomp", "advcl", "obl", "obj")):
        if child.index < cue or child.upos not in ("VERB", "AUX", "NOUN", "ADJ") or not is_gerund(sentence, child.index):
            continue
        cases = children(sentence, child.index, ("mark", "case"))
        words = {t.lemma for t in cases if t.index < child.index}
        bare = not words and child.dep in ("xcomp", "ccomp", "obj") and child.upos != "NOUN" and "ing" in row.frames
        if bare or words & set(row.prepositions("ing")):
            region = content.gerund(page, sentence, cue, child.index)
            if region:
                return Governed(content=(region,))
    return None


def characterised(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "described the raid as a crime", "called the raid a crime": from the object to the end of what it is called."""
    del page
    things = children(sentence, cue, ("obj",))
    for child in children(sentence, cue, ("obl", "advcl", "xcomp", "ccomp")):
        if child.index < cue:
            continue
        words = {t.lemma for t in children(sentence, child.index, ("case", "mark"))}
        under_as = "as" in row.frames and "as" in words
        bare = "predicate" in row.frames and not words and child.dep in ("xcomp", "ccomp") and child.upos in ("NOUN", "ADJ", "PROPN")
        if not (under_as or bare):
            continue
        first, last = edges(sentence, child.index)
        before = [t.index for t in things if cue < t.index < child.index]
        if before:
            first = min(first, edges(sentence, before[0])[0])
        elif bare and not children(sentence, child.index, SUBJECTS) and not is_passive(sentence, cue):
            continue
        return Governed(content=(chars(sentence, max(first, cue + 1), last),), needs_speaker=True)
    return None


def quoted_object(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """An object with a quotation in it ("deplored the “brutal worsening” in the north")."""
    if row.thought or not QUOTING & set(row.frames) or page.quotation_at(sentence.tokens[cue].start) != OUTSIDE:
        return None
    for child in children(sentence, cue, ("obj", "xcomp", "ccomp")):
        first, last = edges(sentence, child.index)
        if first <= cue:
            continue
        region = chars(sentence, first, last)
        if page.quotations_in(*region):
            return Governed(content=(region,), needs_speaker=True)
    return None


Finder = Callable[[Page, Sentence, int, CueRow], Governed | None]
FINDERS: tuple[tuple[str, Finder], ...] = (
    ("that", finite_clause),
    ("noun", noun_object),
    ("to", infinitive),
    ("clause-to", infinitive),
    ("ing", gerund),
    ("as", characterised),
    ("predicate", characterised),
)


def governed(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """What the cue governs under the first of its frames that fits, or None."""
    for finder in _finders(row):
        found = finder(page, sentence, cue, row)
        if found is not None:
            return found
    return quoted_object(page, sentence, cue, row)


def _finders(row: CueRow) -> Iterator[Finder]:
    frames = {frame.rpartition("-")[2] if frame != "clause-to" else frame for frame in row.frames}
    seen = []
    for frame, finder in FINDERS:
        if frame in frames and finder not in seen:
            seen.append(finder)
            yield finder
