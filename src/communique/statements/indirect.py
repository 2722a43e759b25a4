"""Reported speech: clauses, infinitives, gerunds and phrases under verbs, nouns and prepositions of saying."""

from collections.abc import Iterator
from dataclasses import replace

from communique.knowledge.speech import CueRow
from communique.model import Sentence, Token
from communique.sentence import SUBJECTS, ancestors, auxiliaries, children, is_passive
from communique.statements import content, speakers
from communique.statements.frames import Governed, is_infinitive, is_question
from communique.statements.governs import governed
from communique.statements.nouns import equated_with, under_noun
from communique.statements.page import OUTSIDE, Page, Region, edges, is_negated
from communique.statements.phrases import by_adverb, under_preposition
from communique.statements.report import Report

PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
PARTICLES = ("compound:prt", "xcomp", "ccomp", "advmod", "amod", "obl", "obj")
OPEN = "open:that-clause"  # the rule of a cue that only its syntax makes one
NAMING = frozenset({"NOUN", "PROPN"})
QUESTION = "?"
MODAL = "MD"


def find_indirect(page: Page) -> list[Report]:
    """Every reported statement, in the order of the cues."""
    return [report for s in page.parse.sentences for report in _with_inherited_speakers(s, list(_in_sentence(page, s)))]


def _with_inherited_speakers(sentence: Sentence, reports: list[Report]) -> list[Report]:
    """The reports of a sentence; a participle of saying or a second predicate has its first cue's speaker."""
    found = []
    for report in (_before_phrase(sentence, r, reports) for r in reports):
        if report.object_only and _is_inside(sentence, report, reports):
            continue
        outer = _commented(sentence, report, reports)
        found.append(report if outer is None else replace(report, speakers=outer.speakers))
    return found


def _before_phrase(sentence: Sentence, report: Report, reports: list[Report]) -> Report:
    """The report without ", according to X" at its end, where what X tells is the cue itself."""
    if report.cue_token is None:
        return report
    at, content_end = sentence.tokens[report.cue_token].start, report.content[-1][1]
    for other in reports:
        if other is report or not other.is_phrase or other.cue is None:
            continue
        phrase = sentence.tokens[other.cue[0]].start
        if report.content[-1][0] < phrase < content_end and any(a <= at < b for a, b in other.content):
            comma = sentence.tokens[other.cue[0] - 1].start
            return replace(report, content=(*report.content[:-1], (report.content[-1][0], comma)))
    return report


def _is_inside(sentence: Sentence, report: Report, reports: list[Report]) -> bool:
    """True where the cue stands in the words of another statement."""
    at = sentence.tokens[report.cue_token].start if report.cue_token is not None else -1
    return any(a <= at < b for other in reports for a, b in other.content)


def _commented(sentence: Sentence, report: Report, reports: list[Report]) -> Report | None:
    """The statement above a cue without subject ("vowed it would be swift, saying …"), which is not in its content."""
    if report.cue_token is None or report.is_phrase or children(sentence, report.cue_token, ("nsubj",)):
        return None
    token = sentence.tokens[report.cue_token]
    if token.xpos != "VBG" and not (token.dep == "conj" and token.xpos in FINITE):
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
            found = under_preposition(page, sentence, token) or by_adverb(page, sentence, token)
        if found is not None:
            taken.update(range(found.cue[0], found.cue[1] + 1) if found.cue else ())
            yield found


def _rows(page: Page, sentence: Sentence, token: Token) -> Iterator[CueRow]:
    """The rows of a verb, those with its particle first."""
    rows = page.cues.verbs.get(token.lemma, ())
    owners = (c.xpos for t in children(sentence, token.index, SUBJECTS) for c in children(sentence, t.index, ("case",)))
    if "POS" in owners:
        return  # "the envoy's proposed truce must hold": no verb
    if not rows:
        yield from _open_row(page, sentence, token)
        return
    beside = {t.lemma for t in children(sentence, token.index, PARTICLES)}
    yield from (row for row in rows if row.particle in beside)
    yield from (row for row in rows if row.particle is None)


def _open_row(page: Page, sentence: Sentence, token: Token) -> Iterator[CueRow]:
    """A row for a verb that no table knows, where somebody is its subject and a clause with "that" its object.

    So the list of cues stays open; `not_cues.tsv` holds the verbs that take such a clause and say nothing.
    """
    if token.upos != "VERB" or token.lemma in page.cues.not_cues:
        return
    marks = [t for c in children(sentence, token.index, ("ccomp",)) for t in children(sentence, c.index, ("mark",))]
    beside = any(mark.lemma == "that" and mark.index == token.index + 1 for mark in marks)
    if beside and children(sentence, token.index, ("nsubj",)):
        yield CueRow(lemma=token.lemma, frames=("that",), evidential=True, origin=OPEN, rule=OPEN)


def _under_verb(page: Page, sentence: Sentence, token: Token) -> Report | None:
    for row in _rows(page, sentence, token):
        found = governed(page, sentence, token.index, row)
        if found is None:
            continue
        thought = row.thought if found.noun is None else found.noun.thought
        who = speakers.speakers_of(page, sentence, token.index)
        if found.noun is not None and found.extra is not None:  # "rejected a proposal by Egypt to …": Egypt proposed
            who = speakers.authors_of(sentence, found.extra) or who
        if not who and found.subject_of is not None:
            who = speakers.speakers_of(page, sentence, found.subject_of)
        if not _is_statement(page, sentence, token, row, found, who):
            continue
        regions = content.usable(page, token, _before_agent(sentence, token, found.content, who))
        if not regions:
            continue
        who = tuple(i for i in who if not any(a <= sentence.tokens[i].start < b for a, b in regions))
        who = speakers.without_things(page, sentence, who)
        extra = found.extra if found.extra is not None else _particle(sentence, token, row)
        return Report(
            sentence=sentence.index,
            cue=speakers.cue_edges(sentence, token.index, extra),
            cue_token=token.index,
            content=regions,
            speaker_sentence=sentence.index,
            speakers=who,
            addressees=found.addressees or _hearers(sentence, token.index, row, found),
            thought=thought,
            negated=is_negated(page, sentence, token.index),
            object_only=found.object_only,
            rule=row.rule if found.noun is None else found.noun.rule,
        )
    return None


def _before_agent(
    sentence: Sentence, token: Token, regions: tuple[Region, ...], who: tuple[int, ...]
) -> tuple[Region, ...]:
    """The regions of a passive up to its agent ("was asked to wait | by the generals")."""
    if not who or not is_passive(sentence, token.index):
        return regions
    agent = sentence.tokens[edges(sentence, who[0])[0]].start
    return tuple((a, min(b, agent)) if a < agent < b else (a, b) for a, b in regions)


def _hearers(sentence: Sentence, cue: int, row: CueRow, found: Governed) -> tuple[int, ...]:
    """Those spoken to; the object of a thought, or of a cue that names its own content, is none."""
    if found.extra is not None or row.thought:
        return ()
    first = min(region[0] for region in found.content)
    heads = speakers.hearers_of(sentence, cue, len(sentence.tokens), row)
    return tuple(h for h in heads if found.preposed or sentence.tokens[h].start < first)


def _particle(sentence: Sentence, token: Token, row: CueRow) -> int | None:
    for child in children(sentence, token.index):
        if row.particle is not None and child.lemma == row.particle:
            return child.index
    return None


def _is_statement(
    page: Page, sentence: Sentence, token: Token, row: CueRow, found: Governed, who: tuple[int, ...]
) -> bool:
    """False where facts, not speakers, are the subject, and for what those in a quotation say of themselves."""
    thought = row.thought if found.noun is None else found.noun.thought
    quoted = page.quotation_at(token.start) != OUTSIDE
    if _is_supposed(page, sentence, token) or _is_asked(sentence, token):
        return False
    if quoted and (thought or row.evidential) and not any(sentence.tokens[i].upos in NAMING for i in who):
        return False  # "I believe that …", "they think …" inside a quotation are the quotation
    if quoted and any(sentence.tokens[i].lemma in page.cues.words("hearer") for i in who):
        return False  # "you say …"
    if thought and _is_only_wished(page, sentence, token):
        return False
    if found.needs_document:
        return any(sentence.tokens[i].lemma in page.cues.documents for i in who)
    if row.thought or (row.evidential and found.finite) or found.needs_speaker:
        if row.thought and not who and not found.needs_speaker and is_passive(sentence, token.index):
            return True  # "is believed to be in Rome", "it is feared that …": nobody is told to think so
        body = found.needs_speaker and any(page.actor(sentence.index, i) is not None for i in who)  # "it calls …"
        return body or any(speakers.can_speak(page, sentence, i) for i in who)
    return True


def _is_supposed(page: Page, sentence: Sentence, token: Token) -> bool:
    """ "if the court says that …", "unless they agree to …": a condition, which nobody is told to have said."""
    marks = {t.lemma for t in children(sentence, token.index, ("mark",))}
    return token.dep == "advcl" and bool(marks & page.cues.words("condition"))


def _is_asked(sentence: Sentence, token: Token) -> bool:
    """ "Does he think that …?", "What does it say that …?": a question with its auxiliary before the subject."""
    subjects = [t.index for t in children(sentence, token.index, SUBJECTS)]
    before = any(t.index < min(subjects, default=0) for t in children(sentence, token.index, ("aux", "aux:pass")))
    return before and any(t.text == QUESTION for t in sentence.tokens[token.index :])


def _is_only_wished(page: Page, sentence: Sentence, token: Token) -> bool:
    """ "warned them not to think that …", "Rome may think that …": a thought that nobody is told to have."""
    if any(t.xpos == MODAL for t in auxiliaries(sentence, token.index)):
        return True
    if not is_infinitive(sentence, token.index) or token.head < 0:
        return False
    return sentence.tokens[token.head].lemma not in page.cues.words("raising")


def _own(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """The outlet's own speculation: "it could suggest that …"."""
    if token.lemma not in page.cues.own or page.quotation_at(token.start) != OUTSIDE:
        return None
    subjects = children(sentence, token.index, ("nsubj", "expl", "csubj"))
    modal = [t for t in auxiliaries(sentence, token.index) if t.xpos == "MD"]
    clauses = [t for t in children(sentence, token.index, ("ccomp",)) if t.index > token.index]
    impersonal = any(t.lemma in page.cues.words("impersonal") or t.dep == "csubj" for t in subjects)
    if not modal or not clauses or not impersonal:
        return None
    region = content.after(page, sentence, token.index, clauses[0].index)
    kept = content.trimmed(page, region) if region else None
    if kept is None or is_question(page, sentence, clauses[0].index):
        return None
    return Report(
        sentence=sentence.index,
        cue=(token.index, token.index),
        cue_token=token.index,
        content=(kept,),
        own=True,
        negated=is_negated(page, sentence, token.index),
        rule=page.cues.own[token.lemma][0].rule,
    )


def _under_noun(page: Page, sentence: Sentence, token: Token) -> Report | None:
    """A noun of saying on its own: "Iran's claim that …", "a promise by the rebels to …"."""
    for row in page.cues.nouns[token.lemma]:
        who = speakers.owners_of(page, sentence, token.index)
        told = under_noun(page, sentence, token.index, row)
        equated = () if told else equated_with(page, sentence, token.index, row)
        regions = content.usable(page, token, told or equated)
        if not regions or not (who or equated or _has_that(sentence, token.index)):
            continue
        if row.thought and not who and is_negated(page, sentence, token.index):
            continue  # "there is no doubt that …": the outlet's own judgement
        return Report(
            sentence=sentence.index,
            cue=(token.index, token.index),
            cue_token=token.index,
            content=regions,
            speaker_sentence=sentence.index,
            speakers=who,
            thought=row.thought,
            negated=is_negated(page, sentence, token.index),
            rule=row.rule,
        )
    return None


def _has_that(sentence: Sentence, noun: int) -> bool:
    clauses = children(sentence, noun, ("acl", "ccomp"))
    return any(t.lemma == "that" for c in clauses for t in children(sentence, c.index, ("mark",)))
