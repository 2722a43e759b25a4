"""Statements told by a phrase: "According to X, …", "in the words of X", "in her view"."""

from communique.knowledge.speech import OWNER, PrepositionalCueRow
from communique.model import Sentence, Token
from communique.sentence import ROOT, children, clause_verb, preposition, with_conjuncts
from communique.statements import content
from communique.statements.page import Page, chars, edges
from communique.statements.report import Report


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
    return all(
        word in (sentence.tokens[first + i].lemma, sentence.tokens[first + i].text.lower()) for i, word in enumerate(words)
    )


def _noun_behind(sentence: Sentence, last: int) -> int | None:
    """The head of the noun phrase that begins behind token `last`."""
    if last + 1 >= len(sentence.tokens):
        return None
    i = last + 1
    while sentence.tokens[i].upos not in ("NOUN", "PROPN", "PRON") or (
        sentence.tokens[i].dep in ("compound", "nmod:poss", "amod", "nummod") and sentence.tokens[i].head > i
    ):
        if sentence.tokens[i].upos in ("PUNCT", "VERB", "AUX") and sentence.tokens[i].dep == "punct" or i + 1 >= len(sentence.tokens):
            return None
        i = sentence.tokens[i].head if sentence.tokens[i].head > i else i + 1
    return i


def _by_phrase(page: Page, sentence: Sentence, cue: tuple[int, int], who: int, row: PrepositionalCueRow) -> Report | None:
    last = max(cue[1], edges(sentence, who)[1])
    clause = _clause_of(sentence, cue[0], who)
    if clause is None:
        return None
    tokens = sentence.tokens
    below = [i for i in _range_below(sentence, clause) if i < cue[0] or i > last]
    left = [i for i in below if i < cue[0]]
    right = [i for i in below if i > last]
    closes = last + 1 >= len(tokens) or tokens[last + 1].upos == "PUNCT" and not any(tokens[i].upos != "PUNCT" for i in right)
    sides = []
    if left and any(tokens[i].upos not in ("PUNCT", "CCONJ", "ADV", "SCONJ") for i in left):
        sides.append(chars(sentence, left[0], cue[0] - 1))
    if right and not closes:
        sides.append(chars(sentence, last + 1, right[-1]))
    regions = content.usable(page, tokens[cue[0]], tuple(sides))
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
        rule=row.rule,
    )


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
        while sentence.tokens[verb].head != ROOT and sentence.tokens[verb].dep in ("ccomp", "xcomp", "advcl", "acl", "conj"):
            verb = sentence.tokens[verb].head
            verb = clause_verb(sentence, verb) or verb
    return verb


def _range_below(sentence: Sentence, index: int) -> range:
    """The indices from the first to the last token below `index`."""
    first, last = edges(sentence, index)
    return range(first, last + 1)
