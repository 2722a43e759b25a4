"""Clauses, infinitives and gerunds under a noun of saying, alone or as the object of a verb that carries it."""

from communique.knowledge.speech import CueNounRow, CueRow
from communique.model import Sentence, Token
from communique.sentence import children, preposition
from communique.statements import content
from communique.statements.frames import Governed, is_gerund, is_infinitive
from communique.statements.page import Page, Region, edges


def noun_object(page: Page, sentence: Sentence, cue: int, row: CueRow) -> Governed | None:
    """A noun of saying under a verb that carries it: "expressed optimism that", "his willingness to"."""
    for child in children(sentence, cue, ("obj", "nsubj:pass", "obl")):
        if any(t.upos != "PRON" for t in children(sentence, child.index, ("nmod:poss",))):
            continue  # "rejected Kigali's claim that …": Kigali claims
        for noun in page.cues.nouns.get(child.lemma, ()):
            if "noun" not in row.frames and not noun.thought:
                continue
            found = under_noun(page, sentence, child.index, noun) or _beside_noun(page, sentence, cue, child, noun)
            if found and child.dep == "obj":
                return Governed(content=found, extra=child.index, noun=noun)
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


def equated_with(page: Page, sentence: Sentence, noun: int, row: CueNounRow) -> tuple[Region, ...]:
    """The clause that a noun of saying is said to be: "the mayor's claim is that nobody was told"."""
    token = sentence.tokens[noun]
    if token.dep != "nsubj" or token.head < noun or "that" not in row.frames:
        return ()
    if sentence.tokens[token.head].lemma not in page.cues.words("copula"):
        return ()
    for child in children(sentence, token.head, ("ccomp",)):
        mark = content.subordinator(sentence, child.index)
        if mark is not None and mark.lemma in page.cues.words("subordinator"):
            region = content.after(page, sentence, token.head, child.index)
            return (region,) if region else ()
    return ()


def _addressed(sentence: Sentence, noun: int, row: CueNounRow) -> bool:
    """ "a call on Iran to stop", "an appeal to the rebels to leave"."""
    wanted = row.prepositions("to")
    return any(preposition(sentence, t.index) in wanted for t in children(sentence, noun, ("nmod", "obl")))
