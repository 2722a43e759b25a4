"""Utterances in quotation marks without a cue: whose they are, by the sentence or the statement before them."""

from bisect import bisect_right, insort
from dataclasses import replace

from communique.model import Sentence
from communique.sentence import children, with_conjuncts
from communique.statements.beside import is_utterance
from communique.statements.direct import quoted_words
from communique.statements.page import OUTSIDE, Page
from communique.statements.quotations import Quotation
from communique.statements.report import Report, by_paragraph, cue_is_inside

Voice = tuple[int, tuple[int, ...], str]  # sentence and tokens of the speaker, and the rule that found him
NOBODY: Voice = (-1, (), "quotation:alone")
CONTINUED = "quotation:continued"


def with_floating(page: Page, reports: list[Report], owned: frozenset[int]) -> list[Report]:
    """The reports with the utterances no cue takes; one that carries on the paragraph before is joined to it."""
    found = sorted(reports, key=_end)
    near = by_paragraph(page, reports)
    for i, q in enumerate(page.quotations):
        if i in owned or not is_utterance(page, q) or _is_covered(q, near.get(q.paragraph, [])):
            continue
        at = bisect_right(found, q.start, key=_end) - 1
        while at >= 0 and (found[at].own or cue_is_inside(page, found[at])):
            at -= 1
        if at >= 0 and _is_next_paragraph(page, found[at], i):
            insort(found, _joined(page, found.pop(at), i), key=_end)
            continue
        made = _made(page, i, found[at] if at >= 0 else None)
        if made is not None:
            insort(found, made, key=_end)
    return found


def _end(report: Report) -> int:
    return report.content[-1][1]


def _joined(page: Page, report: Report, index: int) -> Report:
    words = quoted_words(page, index)
    regions = (*report.content, words) if words else report.content
    return replace(report, content=regions, quotations=(*report.quotations, index))


def _made(page: Page, index: int, previous: Report | None) -> Report | None:
    q, words = page.quotations[index], quoted_words(page, index)
    voice, who, rule = _speaker_before(page, q, previous)
    if words is None or (not who and page.text[q.start].islower()):
        return None
    return Report(
        sentence=_sentence_at(page, q),
        content=(words,),
        speaker_sentence=voice,
        speakers=who,
        quotations=(index,),
        rule=rule,
    )


def _is_covered(q: Quotation, reports: list[Report]) -> bool:
    """True where the quotation stands in the words of a statement."""
    return any(a <= q.start and q.end <= b for r in reports if not r.own for a, b in r.content)


def _is_next_paragraph(page: Page, previous: Report, index: int) -> bool:
    """True where a paragraph of nothing but a quotation follows one that ended with words of the same statement."""
    if not previous.quotations or previous.quotations[-1] != index - 1:
        return False
    before, q = page.quotations[index - 1], page.quotations[index]
    start, end = page.paragraphs[q.paragraph]
    alone = q.opened_at == start and q.closed_at() >= end - 1
    return alone and before.paragraph != q.paragraph and before.closed_at() >= page.paragraphs[before.paragraph][1] - 1


def _sentence_at(page: Page, q: Quotation) -> int:
    """The sentence in which a quotation begins."""
    sentences = page.sentences_of[q.paragraph]
    return next((s.index for s in sentences if s.end > q.start), sentences[-1].index)


def _sentence_before(page: Page, q: Quotation) -> Sentence | None:
    """The sentence that ends before a quotation, in its paragraph or the one above."""
    earlier = [s for s in page.sentences_of[q.paragraph] if s.end <= q.start]
    if earlier:
        return earlier[-1]
    first = page.sentences_of[q.paragraph][0].index
    return page.parse.sentences[first - 1] if first > 0 else None


def _speaker_before(page: Page, q: Quotation, previous: Report | None) -> Voice:
    """Who speaks: the speaker of a statement in the sentence before, the subject of that sentence, the last speaker."""
    sentence = _sentence_before(page, q)
    if sentence is None:
        return NOBODY
    last = (previous.speaker_sentence, previous.speakers, CONTINUED) if previous and previous.speakers else None
    if previous is not None and last is not None and _reaches(previous, sentence):
        return last
    subject = _subject(page, sentence)
    if subject is not None:
        return sentence.index, with_conjuncts(sentence, (subject,)), "quotation:sentence-before"
    if previous is None or last is None:
        return NOBODY
    leads_on = page.text[sentence.start : q.opened_at].rstrip().endswith(":")
    same = page.parse.sentences[previous.sentence].paragraph == q.paragraph
    return last if same or leads_on else NOBODY


def _reaches(report: Report, sentence: Sentence) -> bool:
    """True where the statement's cue or words reach into the sentence."""
    return report.sentence == sentence.index or any(a < sentence.end and sentence.start < b for a, b in report.content)


def _subject(page: Page, sentence: Sentence) -> int | None:
    """The subject of a sentence, if it names somebody outside quotation marks."""
    root = next(t.index for t in sentence.tokens if t.head == -1)
    for token in children(sentence, root, ("nsubj",)):
        if page.quotation_at(token.start) != OUTSIDE:
            continue
        named = page.actor(sentence.index, token.index) is not None or token.upos == "PROPN"
        if named and (token.upos != "PRON" or token.lemma in page.cues.words("person")):
            return token.index
    return None
