"""What one cue governs: the first of its row's frames that fits."""

from collections.abc import Callable, Iterator

from communique.knowledge.speech import CueRow
from communique.model import Sentence, Token
from communique.sentence import SUBJECTS, children, is_passive, preposition
from communique.statements import content
from communique.statements.frames import (
    Governed,
    finite_clause,
    gerund,
    infinitive,
    is_finite,
    is_gerund,
    raised,
    shown,
)
from communique.statements.nouns import noun_object
from communique.statements.page import OUTSIDE, Page, Region, chars, edges

NAMING = frozenset({"NOUN", "ADJ", "PROPN"})  # what somebody is called
RELATIVES = frozenset({"WDT", "WP"})
REFLEXIVE = "Reflex=Yes"
FEWEST_WORDS = 2  # a single word in quotation marks is a term ("blamed “terrorists”")
CLAUSAL = frozenset({"clause-to", "clause-ing"})
QUOTING = frozenset({"quoted", "as", "predicate"})  # frames of verbs whose objects are words of the speaker


def characterised(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """ "described the raid as a crime", "called the raid a crime": from the object to the end of what it is called."""
    spoken_of = _spoken_of(sentence, cue, row)
    things = (*children(sentence, cue, ("obj",)), *spoken_of)
    hung = (c for t in things for c in children(sentence, t.index, ("nmod",)) if page.quotations_in(c.start, c.end))
    for child in (*children(sentence, cue, ("obl", "advcl", "xcomp", "ccomp")), *hung):
        if child.index < cue:
            continue
        words = {t.lemma for t in children(sentence, child.index, ("case", "mark"))}
        under_as = ("as" in row.frames or spoken_of) and "as" in words and not _is_aside(sentence, child)
        bare = "predicate" in row.frames and not words and _names(sentence, child)
        if not (under_as or bare) or _meets(row, things):
            continue
        first, _ = edges(sentence, child.index)
        last = content.end_behind(page, sentence, cue, child.index)
        before = [t.index for t in things if cue < t.index < child.index]
        if before:
            first = min(first, _behind_case(sentence, before[0]))
        elif bare and not children(sentence, child.index, SUBJECTS) and not is_passive(sentence, cue):
            if not any(t.xpos in RELATIVES for t in things):
                continue  # "what they called a farce": the relative pronoun is what is called so
        region = chars(sentence, max(first, cue + 1), last)
        if before or not _quotes_names_alone(page, region):
            return Governed(content=(region,), needs_speaker=True)
    return None


def _spoken_of(sentence: Sentence, cue: int, row: CueRow) -> tuple[Token, ...]:
    """Whom the words behind "as" are said of, under a preposition ("refers to the mayor as a thief")."""
    wanted = row.prepositions("as")
    if wanted and is_passive(sentence, cue):
        return tuple(t for t in children(sentence, cue, ("nsubj:pass",)))
    return tuple(t for t in children(sentence, cue, ("obl",)) if preposition(sentence, t.index) in wanted)


def _behind_case(sentence: Sentence, index: int) -> int:
    """The first token of a phrase behind the preposition that opens it."""
    first, _ = edges(sentence, index)
    opens = any(t.index == first for t in children(sentence, index, ("case", "mark")))
    return first + 1 if opens else first


def _meets(row: CueRow, things: tuple[Token, ...]) -> bool:
    """ "found itself alone": what happens to somebody, where the verb judges others in no other frame."""
    return row.thought and row.frames == ("predicate",) and any(REFLEXIVE in t.feats for t in things)


def _names(sentence: Sentence, token: Token) -> bool:
    """What somebody is called: a noun, an adjective, a bare participle."""
    if token.dep not in ("xcomp", "ccomp"):
        return False
    participle = token.xpos == "VBN" and not children(sentence, token.index, (*SUBJECTS, "aux", "aux:pass"))
    return token.upos in NAMING or participle


def _is_aside(sentence: Sentence, token: Token) -> bool:
    """ ", as part of a plan", "as the jets bombed": no word for the object."""
    first, _ = edges(sentence, token.index)
    told = children(sentence, token.index, SUBJECTS) and is_finite(sentence, token.index)
    return sentence.tokens[first - 1].text == "," or bool(told)


def _quotes_names_alone(page: Page, region: Region) -> bool:
    """True where all that is quoted is a name ("the region called the “Free District of Oro”")."""
    quoted = [page.quotations[i] for i in page.quotations_in(*region)]
    return bool(quoted) and all(content.is_name(page.text[q.start : q.end]) for q in quoted)


def quoted_object(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """An object with a quotation in it ("deplored the “brutal worsening” in the north")."""
    speaks = QUOTING & set(row.frames) or row.prepositions("ing") or row.prepositions("to")
    if row.thought or not speaks or page.quotation_at(sentence.tokens[cue].start) != OUTSIDE:
        return None
    for child in (*children(sentence, cue, ("obj", "xcomp", "ccomp")), *_under_prepositions(sentence, cue, row)):
        first, last = _behind_case(sentence, child.index), edges(sentence, child.index)[1]
        if first <= cue or sentence.tokens[first].xpos in RELATIVES:
            continue  # "denounced what it calls “a farce”": the inner cue's words
        region = chars(sentence, first, last)
        quoted = (page.quotations[i] for i in page.quotations_in(*region))
        long = any(len(page.text[q.start : q.end].split()) >= FEWEST_WORDS for q in quoted)
        if long and not _quotes_names_alone(page, region):
            return Governed(content=(region,), needs_speaker=True, object_only=True)
    return None


def _under_prepositions(sentence: Sentence, cue: int, row: CueRow) -> tuple[Token, ...]:
    """What stands under a preposition the cue takes ("warned of “dark days”", "asked for a “full account”")."""
    wanted = {*row.prepositions("ing"), *row.prepositions("to")}
    below = children(sentence, cue, ("obl", "advcl")) if wanted else ()
    return tuple(
        t
        for t in below
        if wanted & {m.lemma for m in children(sentence, t.index, ("case", "mark"))}
        and (t.dep == "obl" or is_gerund(sentence, t.index))
    )


Finder = Callable[[Page, Sentence, int, CueRow], Governed | None]
FINDERS: tuple[tuple[str, Finder], ...] = (
    ("that", finite_clause),
    ("noun", noun_object),
    ("held", noun_object),
    ("raise", raised),
    ("to", infinitive),
    ("clause-to", infinitive),
    ("ing", gerund),
    ("clause-ing", shown),
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
    frames = {frame if frame in CLAUSAL else frame.rpartition("-")[2] for frame in row.frames}
    seen = []
    for frame, finder in FINDERS:
        if frame in frames and finder not in seen:
            seen.append(finder)
            yield finder
