"""What stands behind a comma at the end of a reported clause and is the outlet's comment, not the speaker's words."""

from communique.knowledge.speech import SpeechKnowledge
from communique.model import Sentence, Token
from communique.sentence import NOMINALS, SUBJECTS, children, subtree
from communique.statements.page import edges

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
GLOSSES = frozenset({"obl", "nmod", "appos", "conj", "dep", "parataxis", "obl:npmod"})
CLOSING_MARK = "''"  # Penn tag
NO_TENSE = ("", "")
AGAIN = frozenset({"conj", "advcl"})
COMMAS = frozenset({",", "–", "—", "--"})
DASHES = frozenset({"–", "—", "--"})
RELATIVES = frozenset({"WP", "WDT", "WP$", "WRB"})


def without_comment(cues: SpeechKnowledge, sentence: Sentence, cue: int, clause: int, last: int) -> int:
    """The last token of the clause that the speaker answers for."""
    below = subtree(sentence, clause)
    for index in below:
        token = sentence.tokens[index]
        if index <= clause or token.dep == "punct":
            continue
        first, end = edges(sentence, index)
        if end < last or first <= clause:
            continue
        comment = _comments(cues, sentence, token) or _explains(sentence, token, first)
        parted = comment or _says_again(cues, sentence, cue, token)
        if (parted and _behind_comma(sentence, first)) or _is_main_clause_again(cues, sentence, cue, clause, token):
            last = min(last, first - 1)
    while last > clause and sentence.tokens[last].upos in ("PUNCT", "CCONJ"):
        last -= 1
    return last


def _behind_comma(sentence: Sentence, first: int) -> bool:
    before = first - 1
    while before > 0 and sentence.tokens[before].xpos == CLOSING_MARK:
        before -= 1  # “… the party,” claiming that …
    if before > 0 and sentence.tokens[before].upos == "CCONJ":
        before -= 1
    return before > 0 and sentence.tokens[before].text in COMMAS


def _comments(cues: SpeechKnowledge, sentence: Sentence, token: Token) -> bool:
    if token.dep in ("advcl", "acl", "conj", "parataxis", "dep", "xcomp"):
        if token.xpos == "VBG":
            return _is_saying(cues, sentence, token)
        marks = [t.lemma for t in children(sentence, token.index, ("mark",))]
        return marks == ["as"] and token.lemma in cues.verbs
    if token.dep == "acl:relcl":
        return _told_by_others(cues, sentence, token.index)
    if token.dep == "appos":
        clauses = children(sentence, token.index, ("acl:relcl",))
        if any(_told_by_others(cues, sentence, t.index) for t in clauses):
            return True  # ", a step the council said it opposed"
    return token.dep in GLOSSES and token.lemma in cues.glosses


def _is_saying(cues: SpeechKnowledge, sentence: Sentence, token: Token) -> bool:
    """ ", adding that …", ", blaming the rebels": a participle of saying that does not describe a noun."""
    if token.lemma not in cues.verbs or sentence.tokens[token.head].upos in NOMINALS and token.dep == "acl":
        return False
    if children(sentence, token.index, (*SUBJECTS, "aux")):
        return False  # ", and “we are going to win”": no participle
    return any(c.dep in ("ccomp", "xcomp", "obj", "iobj", "obl") for c in children(sentence, token.index))


def _told_by_others(cues: SpeechKnowledge, sentence: Sentence, clause: int) -> bool:
    """ ", whom Ankara accuses of …": a relative clause with a cue and a speaker of its own."""
    for i in subtree(sentence, clause):
        if sentence.tokens[i].lemma in cues.verbs and sentence.tokens[i].upos == "VERB":
            return any(s.xpos not in RELATIVES for s in children(sentence, i, SUBJECTS))
    return False


def _is_main_clause_again(cues: SpeechKnowledge, sentence: Sentence, cue: int, clause: int, token: Token) -> bool:
    """ "has said it will act, but has not moved": a conjunct without subject in the tense of the cue."""
    if token.dep != "conj" or children(sentence, token.index, SUBJECTS):
        return False
    own, above, below = (_tense(sentence, verb) for verb in (token.index, cue, clause))
    if own in (NO_TENSE, below) or own != above:
        return False
    return own[0] != below[0] and (token.head == clause or bool(own[1])) or token.lemma in cues.verbs


def _says_again(cues: SpeechKnowledge, sentence: Sentence, cue: int, token: Token) -> bool:
    """ "A said …, and B said …", "…, while B said …": a second cue with its own speaker and words, in the tense of the
    first."""
    if token.dep not in AGAIN or token.lemma not in cues.verbs or token.xpos != sentence.tokens[cue].xpos:
        return False
    below = {t.dep for t in children(sentence, token.index)}
    return {"ccomp", "nsubj"} <= below and ("mark" in below) == (token.dep == "advcl")


def _explains(sentence: Sentence, token: Token, first: int) -> bool:
    """ "… “voodoo” — a play on words": an apposition behind a dash."""
    return token.dep == "appos" and sentence.tokens[first - 1].text in DASHES


def _tense(sentence: Sentence, verb: int) -> tuple[str, str]:
    """Tag of the first finite word of a predicate, and its lemma where it is an auxiliary."""
    words = [*children(sentence, verb, ("aux", "aux:pass", "cop")), sentence.tokens[verb]]
    first = next((t for t in words if t.xpos in FINITE), None)
    return NO_TENSE if first is None else (first.xpos, first.lemma if first.upos == "AUX" else "")
