"""Reported speech: clauses, infinitives, gerunds and phrases under verbs, nouns and prepositions of saying."""

from collections.abc import Iterator
from dataclasses import replace

from communique.knowledge.speech import OWNER, CueRow, PrepositionalCueRow
from communique.model import Sentence, Token
from communique.sentence import ROOT, ancestors, auxiliaries, children, clause_verb, preposition, with_conjuncts
from communique.statements import content, speakers
from communique.statements.frames import Governed, governed, is_question, under_noun
from communique.statements.page import OUTSIDE, Page, Region, chars, edges, is_negated
from communique.statements.report import Report

PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
IMPERSONAL = frozenset({"it", "this", "that", "which"})
HEARER = frozenset({"you"})
NAMING = frozenset({"NOUN", "PROPN"})


def find_indirect(page: Page) -> list[Report]:
    """Every reported statement, in the order of the cues."""
    return [report for s in page.parse.sentences for report in _with_inherited_speakers(page, s, list(_in_sentence(page, s)))]


def _with_inherited_speakers(page: Page, sentence: Sentence, reports: list[Report]) -> list[Report]:
    """The reports of a sentence; a participle of saying whose clause is a comment on another cue has that cue's speaker."""
    found = []
    for report in reports:
        outer = _commented(sentence, report, reports)
        found.append(report if outer is None else replace(report, speakers=outer.speakers))
    return found


def _commented(sentence: Sentence, report: Report, reports: list[Report]) -> Report | None:
    """The statement above a participle ("vowed it would be swift, saying …") in whose content the participle is not."""
    if report.cue_token is None or sentence.tokens[report.cue_token].xpos != "VBG":
        return None
    if children(sentence, report.cue_token, ("nsubj",)):
        return None
    above = {t.index for t in ancestors(sentence, report.cue_token)}
    at = sentence.tokens[report.cue_token].start
    for other in reports:
        if other.cue_token in above and other.speakers and not any(a <= at < b for a, b in other.content):
            return other
    return None


def _in_sentence(page: Page, sentence: Sentence) -> Iterator[Report]:
    taken: set[int] = set()
    for token in sentence.tokens:
        if token.index in taken:
            continue
        found = None
        if token.upos in PREDICATES:
            found = _own(page, sentence, token) or _under_verb(page, sentence, token)
        elif token.upos == "NOUN" and token.lemma in page.cues.nouns:
            found = _under_noun(page, sentence, token)
        if found is None:
            found = _under_preposition(page, sentence, token)
        if found is not None:
            taken.update(range(found.cue[0], found.cue[1] + 1) if found.cue else ())
            yield found


def _rows(page: Page, sentence: Sentence, token: Token) -> Iterator[CueRow]:
    """The rows of a verb, those with its particle first."""
    rows = page.cues.verbs.get(token.lemma, ())
    if not rows:
        return
    beside = {t.lemma for t in children(sentence, token.index, ("compound:prt", "xcomp", "advmod", "amod", "obl", "obj"))}
    yield from (row for row in rows if row.particle in beside)
    yield from (row for row in rows if row.particle is None)


def _under_verb(page: Page, sentence: Sentence, token: Token) -> Report | None:
    for row in _rows(page, sentence, token):
        found = governed(page, sentence, token.index, row)
        if found is None:
            continue
        thought = row.thought if found.noun is None else found.noun.thought
        who = speakers.speakers_of(page, sentence, token.index)
        if not who and found.subject_of is not None:
            who = speakers.speakers_of(page, sentence, found.subject_of)
        if not _is_statement(page, sentence, token, row, found, who):
            continue
        regions = _usable(page, token, found.content)
        if not regions:
            continue
        extra = found.extra if found.extra is not None else _particle(sentence, token, row)
        return Report(
            sentence=sentence.index,
            cue=speakers.cue_edges(sentence, token.index, extra),
            cue_token=token.index,
            content=regions,
            speaker_sentence=sentence.index,
            speakers=who,
            addressees=found.addressees or _hearers(sentence, token.index, found),
            thought=thought,
            negated=is_negated(sentence, token.index),
            rule=row.rule if found.noun is None else found.noun.rule,
        )
    return None


def _hearers(sentence: Sentence, cue: int, found: Governed) -> tuple[int, ...]:
    """Those spoken to; the object of a cue that names its own content is none."""
    if found.extra is not None:
        return ()
    first = min(region[0] for region in found.content)
    heads = speakers.hearers_of(sentence, cue, len(sentence.tokens))
    return tuple(h for h in heads if found.preposed or sentence.tokens[h].start < first)


def _particle(sentence: Sentence, token: Token, row: CueRow) -> int | None:
    for child in children(sentence, token.index):
        if row.particle is not None and child.lemma == row.particle:
            return child.index
    return None


def _is_statement(
    page: Page, sentence: Sentence, token: Token, row: CueRow, found: Governed, who: tuple[int, ...]
) -> bool:
    thought = row.thought if found.noun is None else found.noun.thought
    quoted = page.quotation_at(token.start) != OUTSIDE
    if quoted and (thought or row.evidential) and not any(sentence.tokens[i].upos in NAMING for i in who):
        return False  # "I believe that …", "they think …" inside a quotation are the quotation
    if quoted and any(sentence.tokens[i].lemma in HEARER for i in who):
        return False  # "you say …"
    if (row.thought or found.needs_speaker) and not any(speakers.can_speak(page, sentence, i) for i in who):
        return False
    if row.evidential and not any(speakers.can_speak(page, sentence, i) for i in who):
        return False
    return not any(sentence.tokens[i].lemma in ("what",) for i in who)


def _usable(page: Page, cue: Token, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions trimmed; those of a cue inside a quotation end with it, others take in what they quote."""
    i = page.quotation_at(cue.start)
    found = []
    for region in regions:
        if i != OUTSIDE:
            q = page.quotations[i]
            region = (max(region[0], q.start), min(region[1], q.end))
        else:
            region = content.widened(page, region)
        kept = content.trimmed(page, region) if region[0] < region[1] else None
        if kept is not None:
            found.append(kept)
    return tuple(found)


def _own(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """The outlet's own speculation: "it could suggest that …"."""
    if token.lemma not in page.cues.own or page.quotation_at(token.start) != OUTSIDE:
        return None
    subjects = children(sentence, token.index, ("nsubj", "expl", "csubj"))
    modal = [t for t in auxiliaries(sentence, token.index) if t.xpos == "MD"]
    clauses = [t for t in children(sentence, token.index, ("ccomp",)) if t.index > token.index]
    if not modal or not clauses or not any(t.lemma in IMPERSONAL or t.dep == "csubj" for t in subjects):
        return None
    region = content.after(page, sentence, token.index, clauses[0].index)
    kept = content.trimmed(page, region) if region else None
    if kept is None or is_question(sentence, clauses[0].index):
        return None
    return Report(
        sentence=sentence.index,
        cue=(token.index, token.index),
        cue_token=token.index,
        content=(kept,),
        own=True,
        negated=is_negated(sentence, token.index),
        rule=page.cues.own[token.lemma][0].rule,
    )


def _under_noun(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """A noun of saying on its own: "Iran's claim that …", "a promise by the rebels to …"."""
    for row in page.cues.nouns[token.lemma]:
        who = speakers.owners_of(page, sentence, token.index)
        regions = _usable(page, token, under_noun(page, sentence, token.index, row))
        if not regions or (not who and not _has_that(sentence, token.index)):
            continue
        return Report(
            sentence=sentence.index,
            cue=(token.index, token.index),
            cue_token=token.index,
            content=regions,
            speaker_sentence=sentence.index,
            speakers=who,
            thought=row.thought,
            negated=is_negated(sentence, token.index),
            rule=row.rule,
        )
    return None


def _has_that(sentence: Sentence, noun: int) -> bool:
    return any(
        t.lemma == "that" for c in children(sentence, noun, ("acl", "ccomp")) for t in children(sentence, c.index, ("mark",))
    )


def _under_preposition(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """ "According to X, …", "in the words of X": the clause around the phrase."""
    rows = page.cues.prepositions.get(token.text.lower(), ()) or page.cues.prepositions.get(token.lemma, ())
    for row in rows:
        words = row.words.split()
        if OWNER in words:
            owner = _owner_between(sentence, token, words)
            if owner is not None:
                return _by_phrase(page, sentence, (first_token(sentence, token), token.index), owner, row)
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


def first_token(sentence: Sentence, noun: Token) -> int:
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
    last = max(cue[1], _phrase_end(sentence, who))
    clause = _clause_of(sentence, cue[0], who)
    if clause is None:
        return None
    tokens = sentence.tokens
    below = [i for i in edges_range(sentence, clause) if i < cue[0] or i > last]
    left = [i for i in below if i < cue[0]]
    right = [i for i in below if i > last]
    closes = last + 1 >= len(tokens) or tokens[last + 1].upos == "PUNCT" and not any(tokens[i].upos != "PUNCT" for i in right)
    sides = []
    if left and any(tokens[i].upos not in ("PUNCT", "CCONJ", "ADV", "SCONJ") for i in left):
        sides.append(chars(sentence, left[0], cue[0] - 1))
    if right and not closes:
        sides.append(chars(sentence, last + 1, right[-1]))
    regions = _usable(page, tokens[cue[0]], tuple(sides))
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


def _phrase_end(sentence: Sentence, noun: int) -> int:
    """The last token of the noun phrase with its relative clauses, up to a comma before the clause goes on."""
    return edges(sentence, noun)[1]


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


def edges_range(sentence: Sentence, index: int) -> range:
    """The indices from the first to the last token below `index`."""
    first, last = edges(sentence, index)
    return range(first, last + 1)
