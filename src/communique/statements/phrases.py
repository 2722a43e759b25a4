"""Statements told by a phrase: "According to X, …", "in the words of X", "in her view"."""

from communique.knowledge.speech import OWNER, PrepositionalCueRow
from communique.model import Sentence, Token
from communique.sentence import ROOT, children, clause_verb, preposition, with_conjuncts
from communique.statements import content
from communique.statements.page import OUTSIDE, Page, Region, chars, edges
from communique.statements.report import Report

FEWEST_WORDS = 3  # in what an adverb of hearsay stands in; shorter clauses are asides ("allegedly armed")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
INNER = frozenset({"compound", "nmod:poss", "amod", "nummod", "det", "advmod"})
EMPTY = frozenset({"PUNCT", "CCONJ", "ADV", "SCONJ"})  # before the phrase these alone say nothing
RELATIVES = frozenset({"WP", "WDT"})
LOWER = frozenset({"ccomp", "xcomp", "advcl", "acl", "conj"})


def under_preposition(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """ "According to X, …", "in the words of X": the clause around the phrase."""
    rows = page.cues.prepositions.get(token.text.lower(), ()) or page.cues.prepositions.get(token.lemma, ())
    for row in rows:
        words = row.words.split()
        if OWNER in words:
            owner = _owner_between(sentence, token, words)
            if owner is not None:
                return _by_phrase(page, sentence, (_first_token(sentence, token), token.index), owner, row)
            continue
        last = token.index + len(words) - 1
        if last >= len(sentence.tokens) or not _matches(sentence, token.index, words):
            continue
        who = _noun_behind(sentence, last)
        if who is not None:
            return _by_phrase(page, sentence, (token.index, last), who, row)
    return None


def _owner_between(sentence: Sentence, noun: Token, words: list[str]) -> int | None:
    """The possessor in "in her words", "in the minister's view", or None."""
    if noun.lemma != words[-1] or preposition(sentence, noun.index) != words[0]:
        return None
    owner = children(sentence, noun.index, ("nmod:poss",))
    return owner[0].index if owner else None


def _first_token(sentence: Sentence, noun: Token) -> int:
    """The preposition before a noun phrase."""
    return edges(sentence, noun.index)[0]


def _matches(sentence: Sentence, first: int, words: list[str]) -> bool:
    tokens = sentence.tokens[first : first + len(words)]
    return all(word in (token.lemma, token.text.lower()) for word, token in zip(words, tokens, strict=True))


def _noun_behind(sentence: Sentence, last: int) -> int | None:
    """The head of the noun phrase that begins behind token `last`."""
    tokens = sentence.tokens
    i = last + 1
    while i < len(tokens):
        inner = tokens[i].dep in INNER and tokens[i].head > i
        if tokens[i].upos in NOMINAL and not inner:
            return i
        if tokens[i].dep == "punct" and tokens[i].upos != "PUNCT" or tokens[i].upos == "VERB" and not inner:
            return None
        i = tokens[i].head if inner else i + 1
    return None


def by_adverb(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """ "The mayor reportedly fled": what nobody named says, the clause around the adverb."""
    rows = page.cues.adverbs.get(token.lemma, ())
    clause = clause_verb(sentence, token.index) if rows else None
    if clause is None or token.head != clause or page.quotation_at(token.start) != OUTSIDE:
        return None
    regions = _around(page, sentence, clause, (token.index, token.index), token.index)
    if sum(len(page.text[a:b].split()) for a, b in regions) < FEWEST_WORDS:
        return None
    if not regions:
        return None
    return Report(
        sentence=sentence.index,
        cue=(token.index, token.index),
        cue_token=token.index,
        content=regions,
        rule=rows[0].rule,
    )


def _by_phrase(
    page: Page, sentence: Sentence, cue: tuple[int, int], who: int, row: PrepositionalCueRow
) -> Report | None:
    """The statement of a phrase: its clause left and right of it, or on one side where it stands at an edge."""
    last = max(cue[1], edges(sentence, who)[1])
    clause = _clause_of(sentence, cue[0], who)
    regions = () if clause is None else _around(page, sentence, clause, cue, last)
    if not regions:
        return None
    return Report(
        sentence=sentence.index,
        cue=cue,
        cue_token=cue[0],
        content=regions,
        speaker_sentence=sentence.index,
        speakers=with_conjuncts(sentence, (who,)),
        thought=row.thought,
        is_phrase=True,
        rule=row.rule,
    )


def _around(page: Page, sentence: Sentence, clause: int, cue: tuple[int, int], last: int) -> tuple[Region, ...]:
    """The clause left of a cue and right of token `last`, where there are words."""
    tokens, (begin, end) = sentence.tokens, edges(sentence, clause)
    if tokens[clause].dep == "acl:relcl" and tokens[begin].xpos in RELATIVES:
        begin += 1  # "the mayor, who has allegedly taken bribes": without "who"
    end = _before_others(page, sentence, clause, end)
    sides = []
    if any(tokens[i].upos not in EMPTY for i in range(begin, cue[0])):
        sides.append(chars(sentence, begin, cue[0] - 1))
    if any(tokens[i].upos != "PUNCT" for i in range(last + 1, end + 1)):
        sides.append(chars(sentence, last + 1, end))
    if len(sides) == 1 and _tells_a_quotation(page, sentence, clause):
        sides = [content.with_quotation_beside(page, sides[0])]
    return content.usable(page, tokens[cue[0]], tuple(sides))


def _tells_a_quotation(page: Page, sentence: Sentence, clause: int) -> bool:
    """True for a cue whose words the parser left in another sentence (“Why?” she asked, according to X)."""
    rows = page.cues.verbs.get(sentence.tokens[clause].lemma, ())
    return any("quote" in row.frames for row in rows) and not children(sentence, clause, ("ccomp", "xcomp", "obj"))


def _before_others(page: Page, sentence: Sentence, clause: int, end: int) -> int:
    """The last token before a coordinate clause in which somebody else says something (", but others say …")."""
    for token in children(sentence, clause, ("conj",)):
        below = {t.dep for t in children(sentence, token.index)}
        if token.lemma in page.cues.verbs and {"nsubj", "ccomp"} <= below:
            return min(end, edges(sentence, token.index)[0] - 1)
    return end


def _clause_of(sentence: Sentence, first: int, noun: int) -> int | None:
    """The predicate of the clause the phrase speaks of: the whole sentence where a comma parts it off."""
    head = sentence.tokens[noun].head
    while head != ROOT and head >= first and sentence.tokens[head].head != ROOT and head < noun:
        head = sentence.tokens[head].head
    if head == ROOT:
        return None
    verb = clause_verb(sentence, head)
    if verb is None:
        return head
    if first == 0 or sentence.tokens[first - 1].text == ",":
        while sentence.tokens[verb].head != ROOT and sentence.tokens[verb].dep in LOWER:
            verb = sentence.tokens[verb].head
            verb = clause_verb(sentence, verb) or verb
    return verb
