"""How far the words of a statement reach: regions of characters around a cue."""

from collections import Counter

from communique.model import Sentence, Token
from communique.sentence import SUBJECTS, children, subtree
from communique.statements.comment import CLOSING_MARK, without_comment
from communique.statements.page import OUTSIDE, Page, Region, chars, edges

PHRASES = frozenset({"obl", "obl:tmod", "obl:npmod", "advmod", "nmod", "appos"})
TRAILING = PHRASES | {"advcl", "ccomp", "xcomp", "dep", "conj", "acl", "acl:relcl"}  # what the parser may hang too high
OWN_WORDS = SUBJECTS | {"aux", "aux:pass", "cop", "expl"}  # of a cue behind its clause
STRIPPED = " \t\n\u00a0,;:.–—-"  # belongs to the cue or to the sentence
OPENING_STRIPPED = " \t\n\u00a0,;:–—"
MODAL = "MD"
FURTHER = frozenset({"conj", "ccomp"})
LINKING = frozenset({"PUNCT", "CCONJ"})
PARTING = frozenset(".;:–—")  # behind these another clause begins
NEGATIONS = "Polarity=Neg"
INFINITIVE = "VerbForm=Inf"
MOST_CONTEXTS = 3  # further ones are asides in a long speech
GAP = 4  # characters between words and the quotation they belong to: a colon, spaces
COLON = ":"
BRACKETS = ("([", ")]")
BETWEEN = frozenset(" ,:")
SMALL_WORD = 3  # letters of "of", "the", "al" within a name
OUTSIDE_LETTERS = 3  # "and" between two quotations; "he had" before one already makes reported speech


def trimmed(page: Page, region: Region) -> Region | None:
    """The region without the punctuation at its edges that belongs to the sentence, and without unpaired marks."""
    text, (start, end) = page.text, region
    while start < end and text[start] in OPENING_STRIPPED:
        start += 1
    changed = True
    while changed and start < end:
        changed = False
        while end > start and text[end - 1] in STRIPPED and not _is_abbreviation(text, end):
            end -= 1
            changed = True
        if _closes_after_stop(page, start, end):
            end -= 1
            changed = True
    start, end = _without_outer_marks(page, start, end)
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    return (start, end) if start < end else None


def _is_abbreviation(text: str, end: int) -> bool:
    """ "U.S." at the end keeps its full stop."""
    return text[end - 1] == "." and end >= 4 and text[end - 3] == "." and text[end - 2].isupper()


def _closes_after_stop(page: Page, start: int, end: int) -> bool:
    """True where a closing mark stands last, behind a full stop or comma (“… compromises.”)."""
    if end - 2 < start:
        return False
    i = page.quotation_at(end - 1)
    return i >= 0 and page.quotations[i].end == end - 1 and page.text[end - 2] in ",."


def _without_outer_marks(page: Page, start: int, end: int) -> Region:
    """The region with the marks of quotations within it, without those of one that is all of it."""
    i = page.quotation_at(start) if start < end else -1
    if i >= 0:
        q = page.quotations[i]
        if start <= q.start and q.end >= end - 1:
            return max(start, q.start), min(end, q.end)
        if start == q.start:
            start = q.opened_at
    i = page.quotation_at(end - 1) if start < end else -1
    if i >= 0 and page.text[end - 1] not in ",.":
        q = page.quotations[i]
        end = q.closed_at() if q.end == end and q.opened_at >= start else end
    return start, end


def quoted_letters(page: Page, region: Region) -> tuple[int, int]:
    """How many of the region's letters and digits stand within quotation marks, and how many outside."""
    inside = 0
    for i in page.quotations_in(*region):
        q = page.quotations[i]
        inside += sum(map(str.isalnum, page.text[max(q.start, region[0]) : min(q.end, region[1])]))
    return inside, sum(map(str.isalnum, page.text[region[0] : region[1]])) - inside


def is_quoted(page: Page, region: Region) -> bool:
    """True where the region begins within quotation marks and all its words stand there, but for an "and" between."""
    inside, outside = quoted_letters(page, region)
    return inside > 0 and outside <= OUTSIDE_LETTERS and page.quotation_at(region[0]) != OUTSIDE


def widened(page: Page, region: Region) -> Region:
    """The region with the rest of every quotation that begins in it and goes on in the same sentence or beyond."""
    start, end = region
    for i in page.quotations_in(start, end):
        q = page.quotations[i]
        if q.start >= start:
            end = max(end, q.end)
    return start, end


def with_quotation_beside(page: Page, region: Region) -> Region:
    """The region with the quotation right before or behind it (“Go,” he told them, according to X)."""
    start, end = region
    first, last = start - 1, end
    while first >= 0 and page.text[first] == " ":
        first -= 1
    while last < len(page.text) and last < end + GAP and page.text[last] in BETWEEN:
        last += 1
    before, behind = page.quotation_at(first), page.quotation_at(last)
    if before != OUTSIDE:
        start = page.quotations[before].opened_at
    if behind != OUTSIDE:
        end = page.quotations[behind].closed_at()
    return start, end


def subordinator(sentence: Sentence, clause: int) -> Token | None:
    """The "that", "if" or "whether" that opens a clause."""
    marks = children(sentence, clause, ("mark",))
    return marks[0] if marks and marks[0].lemma != "to" else None


def after(page: Page, sentence: Sentence, cue: int, clause: int) -> Region | None:
    """The clause behind its cue, from behind its "that" to its end."""
    first, last = edges(sentence, clause)
    first = max(first, cue + 1)
    mark = subordinator(sentence, clause)
    if mark is not None and mark.index > cue:
        first = mark.index + 1
    elif sentence.tokens[first].lemma == "that" and _opens_clause(sentence, first):
        first += 1
    last = _end(page, sentence, cue, clause, last)
    return chars(sentence, first, last) if first <= last else None


def _opens_clause(sentence: Sentence, first: int) -> bool:
    """True for a "that" which the parser did not see as one that opens a clause."""
    tag = sentence.tokens[first].xpos
    return tag in ("IN", "WDT")


def infinitive(page: Page, sentence: Sentence, cue: int, verb: int, *, with_subject: bool = False) -> Region | None:
    """An infinitive from its "to" (with "not" before it), or from its subject, to its end."""
    first = next((t.index for t in children(sentence, verb, ("mark", "aux")) if t.lemma == "to"), verb)
    if first >= verb:
        return None
    if first > 0 and NEGATIONS in sentence.tokens[first - 1].feats:
        first -= 1
    if with_subject:
        subjects = children(sentence, verb, SUBJECTS)
        first = min([first, *(edges(sentence, s.index)[0] for s in subjects)])
    last = _end(page, sentence, cue, verb, edges(sentence, verb)[1])
    return chars(sentence, max(first, cue + 1), last) if last >= first else None


def gerund(page: Page, sentence: Sentence, cue: int, verb: int) -> Region | None:
    """A gerund clause from its first word ("having", "not", "its") without the preposition before it, to its end."""
    cases = [t.index for t in children(sentence, verb, ("case", "mark")) if t.index < verb]
    first = max([edges(sentence, verb)[0] - 1, cue, *cases]) + 1
    last = _end(page, sentence, cue, verb, edges(sentence, verb)[1])
    return chars(sentence, first, last) if first <= last else None


def before(page: Page, sentence: Sentence, cue: int, clause: int) -> Region | None:
    """The clause in front of its cue ("The raids go on, he said"), with what stands before it.

    Without what leads on to a quotation ("He knew the river: “It kills,” he said"), and from the bracket that holds
    clause and cue.
    """
    first = edges(sentence, cue)[0]
    stop = cue_clause_start(sentence, cue, clause)
    if stop - 1 < first:
        return None
    first = max(first, _opened_bracket(sentence, first, stop) + 1)
    start, end = chars(sentence, first, stop - 1)
    quoted = page.quotations_in(start, end)
    if quoted:
        q = page.quotations[quoted[0]]
        if page.text[start : q.opened_at].rstrip().endswith(COLON):
            start = q.opened_at
    return start, end


def _opened_bracket(sentence: Sentence, first: int, stop: int) -> int:
    """The last bracket in front of token `stop` that is still open there, or the token before `first`."""
    depth = 0
    for i in range(stop - 1, first - 1, -1):
        depth += (sentence.tokens[i].text in BRACKETS[1]) - (sentence.tokens[i].text in BRACKETS[0])
        if depth < 0:
            return i
    return first - 1


def cue_clause_start(sentence: Sentence, cue: int, clause: int) -> int:
    """The first token of the cue's own words (its subject, auxiliaries, adverbs), all behind the clause."""
    start = cue
    for child in reversed(children(sentence, cue)):
        if not clause < child.index < cue or child.dep == "punct":
            continue
        first, last = edges(sentence, child.index)
        if child.dep in OWN_WORDS or (child.dep == "advmod" and last == start - 1):
            start = min(start, first)
    return start


def around(sentence: Sentence, clause: int, first: int, last: int) -> tuple[Region, ...]:
    """What hangs on `clause` left and right of the tokens `first`..`last` that interrupt it."""
    below = [i for i in subtree(sentence, clause) if i < first or i > last]
    left = [i for i in below if i < first]
    right = [i for i in below if i > last]
    bracket = _opened_bracket(sentence, 0, first)
    if bracket >= 0:  # "(forty people came, the police said)": what stands in the bracket alone
        left, right = [i for i in left if i > bracket], []
    sides = [(side[0], side[-1]) for side in (left, right) if any(_is_word(sentence, i) for i in side)]
    return tuple(chars(sentence, a, b) for a, b in sides)


def _is_word(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].upos not in ("PUNCT", "CCONJ")


def end_behind(page: Page, sentence: Sentence, cue: int, phrase: int) -> int:
    """The last token of a phrase behind its cue, with what goes on with it."""
    return _end(page, sentence, cue, phrase, edges(sentence, phrase)[1])


def contexts_of(page: Page, regions: tuple[Region, ...]) -> tuple[str, ...]:
    """The contexts that the words of a content tell, the commonest first, at most `MOST_CONTEXTS`."""
    told = Counter(context for region in regions for context in page.contexts_in(*region))
    return tuple(context for context, _ in told.most_common(MOST_CONTEXTS))


def _end(page: Page, sentence: Sentence, cue: int, clause: int, last: int) -> int:
    """The last token of a clause behind its cue.

    What hangs on the cue behind the clause belongs to it where no comma parts them (the parser often hangs the last
    phrases too high); what a comma parts off to comment on the saying is left out, but not what is still said.
    """
    last = without_comment(page.cues, sentence, cue, clause, last)
    for child in children(sentence, cue):
        if child.index <= last or child.dep not in TRAILING:
            continue
        first, end = edges(sentence, child.index)
        between = sentence.tokens[last + 1 : first]
        beside = first > last and all(t.xpos == CLOSING_MARK for t in between) and not _is_new_act(sentence, child)
        if not beside and not _is_still_said(page, sentence, (cue, clause), child, last):
            break
        last = without_comment(page.cues, sentence, cue, child.index, end)
    return last


def _is_still_said(page: Page, sentence: Sentence, said: tuple[int, int], token: Token, last: int) -> bool:
    """A further clause of what is said, hung on the cue: "said it was ready, but would not come"."""
    cue, clause = said
    first, end = edges(sentence, token.index)
    between = sentence.tokens[last + 1 : first]
    if token.dep not in FURTHER or any(t.upos not in LINKING or t.text in PARTING for t in between):
        return False
    if _speaks_itself(page, sentence, token) or token.lemma in page.cues.words("silent"):
        return False
    if any(t.lemma in page.cues.words("subordinator") for t in children(sentence, token.index, ("mark",))):
        # "said he had been careless, but that nobody was harmed"; not "said he had asked us to come and that he waited"
        return INFINITIVE not in sentence.tokens[clause].feats
    if children(sentence, token.index, SUBJECTS):
        quotes = page.quotation_at(sentence.tokens[cue].start) == OUTSIDE
        return token.dep == "ccomp" or (quotes and bool(page.quotations_in(*chars(sentence, first, end))))
    if token.upos not in ("VERB", "AUX") and not children(sentence, token.index, ("cop", "aux")):
        return True  # "said it had the money, and the men to spend it"
    return _has_modal(sentence, token.index) and not _has_modal(sentence, cue)


def _speaks_itself(page: Page, sentence: Sentence, token: Token) -> bool:
    """True for another cue with words of its own ("…, and she knows that …", "…, and he told them: …")."""
    rows = [row for row in page.cues.verbs.get(token.lemma, ()) if row.particle is None]
    if rows and children(sentence, token.index, ("ccomp", "xcomp", "parataxis")):
        return True
    return bool(children(sentence, token.index, SUBJECTS)) and any("quote" in row.frames for row in rows)


def _has_modal(sentence: Sentence, verb: int) -> bool:
    return any(t.xpos == MODAL for t in children(sentence, verb, ("aux",)))


def _is_new_act(sentence: Sentence, token: Token) -> bool:
    """A second verb of the same subject ("said … and left")."""
    return token.dep == "conj" and not children(sentence, token.index, SUBJECTS) and token.upos in ("VERB", "AUX")


def usable(page: Page, cue: Token, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions trimmed; those of a cue inside a quotation end with it, others take in what they quote."""
    i = page.quotation_at(cue.start)
    found = []
    for region in regions:
        if i != OUTSIDE:
            q = page.quotations[i]
            region = (max(region[0], q.start), min(region[1], q.end))
        else:
            region = widened(page, region)
        kept = trimmed(page, region) if region[0] < region[1] else None
        if kept is not None:
            found.append(kept)
    return tuple(found)


def is_name(words: str) -> bool:
    """ "Operation Olive Branch", "Free District of Oro": marks around a name quote nobody."""
    parts = words.strip(STRIPPED).split()
    capital = [part[0].isupper() for part in parts]
    small = [part.isalpha() and len(part) <= SMALL_WORD for part in parts]
    return len(parts) > 1 and capital[0] and capital[-1] and all(c or s for c, s in zip(capital, small, strict=True))
