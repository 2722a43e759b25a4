"""The cue beside a quotation, read from the gap to the next one: behind it (“…,” said X) or before it (X said: “…)."""

from bisect import bisect_left
from dataclasses import dataclass

from communique.knowledge.speech import CueRow
from communique.model import Sentence, Token
from communique.sentence import children, conjuncts, subject_heads
from communique.statements.page import OUTSIDE, Page
from communique.statements.quotations import SENTENCE_END, Quotation

REACH = 30  # tokens between a quotation and its cue: names with long offices fit, the next clause does not
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = "WDT"
GERUND = "VBG"
COLON, COMMA = ":", ","
STOPS = frozenset({".", "?", "!", ";"})
AFTER_WHICH = SENTENCE_END + ":—–”\"’'"  # what a sentence in quotation marks may follow
OPEN_ENDS = frozenset(",?!—–-…")
NO_START = frozenset({"SCONJ", "CCONJ", "ADP"})  # what opens another clause or goes on with this one
FEWEST_WORDS = 3  # an utterance without a verb ("Never again, never.") is longer than a term in scare quotes
NOMINAL_START = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})

Placed = tuple[Sentence, Token]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A verb that takes a quotation; `row` is None where only the syntax says so."""

    sentence: Sentence
    verb: int
    row: CueRow | None
    behind: bool  # the cue stands behind the quotation
    weak: bool = False  # no comma, colon or end mark parts cue and quotation
    inverted: bool = False  # the verb stands right behind the quotation and its comma (“…,” said X)

    @property
    def key(self) -> tuple[int, int]:
        """Sentence and token of the cue."""
        return self.sentence.index, self.verb


def quote_row(page: Page, sentence: Sentence, verb: Token) -> CueRow | None:
    """The row of a verb that governs quotations, or None; one with a particle ("went on") where that stands by."""
    rows = [row for row in page.cues.verbs.get(verb.lemma, ()) if "quote" in row.frames]
    beside = {t.lemma for t in children(sentence, verb.index)} if any(row.particle for row in rows) else frozenset()
    return next((row for row in rows if row.particle is None), None) or next(
        (row for row in rows if row.particle in beside), None
    )


def gap(page: Page, index: int, *, behind: bool) -> tuple[int, int]:
    """The characters between a quotation and its neighbour, or the edge of its paragraph."""
    q = page.quotations[index]
    start, end = page.paragraphs[q.paragraph]
    if behind:
        following = page.quotations[index + 1] if index + 1 < len(page.quotations) else None
        if following is not None and following.paragraph == q.paragraph:
            end = following.opened_at
        return q.closed_at(), end
    previous = page.quotations[index - 1] if index > 0 else None
    if previous is not None and previous.paragraph == q.paragraph:
        start = previous.closed_at()
    return start, q.opened_at


def tokens_between(page: Page, paragraph: int, start: int, end: int) -> list[Placed]:
    """The tokens of a paragraph within these characters."""
    placed = page.tokens_of(paragraph)
    first = bisect_left(placed, start, key=lambda p: p[1].start)
    last = bisect_left(placed, end, key=lambda p: p[1].start)
    return list(placed[first:last])


def cue_behind(page: Page, index: int) -> Claim | None:
    """The verb that follows a quotation: “…,” said the minister; “…,” the minister told reporters."""
    q = page.quotations[index]
    if q.runs_on or page.text[q.closed_at() : q.closed_at() + 1] == ":":
        return None
    words = tokens_between(page, q.paragraph, *gap(page, index, behind=True))[:REACH]
    while words and words[0][1].upos == "PUNCT" and words[0][1].text not in STOPS:
        words = words[1:]
    if not words or words[0][1].text in STOPS:
        return None
    last = page.text[q.end - 1]
    if words[0][1].upos in NO_START:
        return None
    open_end = last in OPEN_ENDS or page.text[q.closed_at() : q.closed_at() + 1] == ","
    if not open_end and words[0][1].text[0].isupper() and last in SENTENCE_END:
        return None
    return _first_cue(page, words, open_end=open_end)


def _first_cue(page: Page, words: list[Placed], *, open_end: bool) -> Claim | None:
    first = words[0][1]
    for position, (sentence, token) in enumerate(words):
        if token.text in STOPS:
            return None
        if token.upos != "VERB" or token.dep in ("acl:relcl", "amod", "compound") or _is_noun(sentence, token):
            continue
        if token.dep == "acl" and token.xpos == "VBN" and position > 0:
            continue  # "…”, a slogan repeated to applause"
        if position == 0 and token.xpos == GERUND and _opens_next(page, sentence, token):
            return None  # described it as a “grave mistake,” adding: “…”
        row = quote_row(page, sentence, token)
        known = row is not None and _opens_clause(sentence, first, token, position)
        if known and (open_end or position <= 2):
            inverted = open_end and position == 0 and token.xpos in FINITE
            return Claim(
                sentence=sentence, verb=token.index, row=row, behind=True, weak=not open_end, inverted=inverted
            )
        if token.xpos in FINITE or token.dep == "root":
            if open_end and _subject_beside(sentence, first, token):
                return Claim(sentence=sentence, verb=token.index, row=None, behind=True)
            return None
    return None


def _opens_next(page: Page, sentence: Sentence, verb: Token) -> bool:
    """True for a participle right before a colon or another quotation, with or without a comma."""
    following = next((t for t in sentence.tokens[verb.index + 1 :] if t.text != COMMA), None)
    return following is not None and (following.text == COLON or page.quotation_at(following.start) != OUTSIDE)


def _is_noun(sentence: Sentence, verb: Token) -> bool:
    """True for what the parser took for a verb with a relative pronoun behind it (“…,” remarks that angered many)."""
    following = sentence.tokens[verb.index + 1 : verb.index + 2]
    return any(t.xpos == RELATIVE for t in following)


def _opens_clause(sentence: Sentence, first: Token, verb: Token, position: int) -> bool:
    """True where the words from `first` to the verb are its subject, or the verb comes first, before its subject."""
    if position == 0:
        return verb.xpos in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB")
    if first.upos in NOMINAL_START or first.upos in ("ADV", "AUX"):
        return True
    return any(first.index <= s <= verb.index for s in subject_heads(sentence, verb.index))


def _subject_beside(sentence: Sentence, first: Token, verb: Token) -> bool:
    """True where the verb's subject begins right behind the quotation, or the verb does, before its subject."""
    subjects = children(sentence, verb.index, ("nsubj",))
    governed = children(sentence, verb.index, ("obj", "ccomp", "xcomp"))
    if not subjects or any(t.index > verb.index for t in governed):
        return False
    return verb.index == first.index or (first.index <= subjects[0].index < verb.index and first.upos in NOMINAL_START)


def cue_before(page: Page, index: int) -> Claim | None:
    """The verb in front of a quotation: the minister said: “…; she told reporters, “…; in the paragraph above, too."""
    q = page.quotations[index]
    start, end = gap(page, index, behind=False)
    words = tokens_between(page, q.paragraph, start, end)
    if not words and start == page.paragraphs[q.paragraph][0]:
        return _cue_above(page, q.paragraph)
    mark = page.text[start:end].rstrip()[-1:]
    return _last_cue(page, words, mark)


def _cue_above(page: Page, paragraph: int) -> Claim | None:
    """The verb of a paragraph that ends with a colon before this one."""
    above = page.paragraph_above(paragraph)
    if above is None or not page.text[slice(*page.paragraphs[above])].rstrip().endswith(":"):
        return None
    return _last_cue(page, list(page.tokens_of(above)), ":")


def _last_cue(page: Page, words: list[Placed], mark: str) -> Claim | None:
    opens = mark in (",", ":")
    between: list[Token] = []
    for sentence, token in reversed(words[-REACH:]):
        if token.text in STOPS or page.quotation_at(token.start) != OUTSIDE:
            return None
        if token.upos == "VERB":
            row = quote_row(page, sentence, token)
            if row is not None and (opens or not between or _only_hearers(sentence, token.index, between)):
                return Claim(sentence=sentence, verb=token.index, row=row, behind=False, weak=not opens)
            if token.xpos in FINITE and mark != ":":
                return None
        between.append(token)
    return None


def _only_hearers(sentence: Sentence, verb: int, between: list[Token]) -> bool:
    """True where nothing stands between verb and quotation but those spoken to, a time or an adverb."""
    allowed = {verb, *(t.index for t in children(sentence, verb, ("iobj", "obl:tmod", "compound:prt", "advmod")))}
    allowed |= {c for i in list(allowed - {verb}) for c in conjuncts(sentence, i)}
    return all(t.index in allowed or t.head in allowed - {verb} or t.upos == "PUNCT" for t in between)


def is_utterance(page: Page, q: Quotation) -> bool:
    """True where the quotation stands as a sentence of its own; false for a term or a title in quotation marks."""
    start, end = page.paragraphs[q.paragraph]
    before = page.text[start : q.opened_at].rstrip()
    if before and before[-1] not in AFTER_WHICH:
        return False
    last, following = page.text[q.end - 1], page.text[q.closed_at() : end].lstrip()[:1]
    if not q.runs_on and last not in SENTENCE_END + "," and following not in (".", "!", "?", ""):
        return False
    words = tokens_between(page, q.paragraph, q.start, q.end)
    return any(t.xpos in FINITE for _, t in words) or sum(t.upos != "PUNCT" for _, t in words) >= FEWEST_WORDS
