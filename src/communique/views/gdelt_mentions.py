"""GDELT 2.0's table of mentions: 16 columns with tabs between, no header; it goes with the rows of `gdelt`.

A line for each telling of an act in an article, under the number its row has in the event table. Offsets are the first
characters of the article's text; -1 where the actor's words are not told. Confidence stays empty: no calibrated number
exists. The tone is 0: it is not measured.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from communique.model import ActorRef, Article, CodedArticle, Span
from communique.views.cells import plain, tab_line
from communique.views.export import ExportedAct, acts_and_sayings, pairs, row_number
from communique.views.gdelt import TONE, added, citation
from communique.views.sentence_numbers import sentence_number, sentence_starts
from communique.views.setting import Setting

COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
WEB, CITATION = "1", "2"  # GDELT's kinds of identifiers: an address, or words by which a document is found
NOT_TOLD = "-1"
Telling = tuple[Span, Span]  # trigger and evidence


def gdelt_mentions(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line for each telling of each exported act, for each source with each target."""
    for coded in records:
        article = coded.article
        starts = sentence_starts(article.text)
        where = _document_cells(article, raw=setting.raw)
        for act in acts_and_sayings(coded, setting):
            for number, pair in enumerate(pairs(act)):
                known = (str(row_number(article, act, number)), *where)
                for trigger, evidence in _tellings(act):
                    sentence = str(sentence_number(starts, trigger.start))
                    told = _offsets(pair, trigger, evidence, first=trigger == act.trigger)
                    yield tab_line((*known, sentence, *told, "", str(len(article.text)), TONE, "", ""))


def _tellings(act: ExportedAct) -> Iterator[Telling]:
    mentions = act.event.mentions if act.event else ()
    if not mentions:
        yield act.trigger, act.evidence
    yield from ((mention.trigger, mention.evidence) for mention in mentions)


def _document_cells(article: Article, *, raw: bool) -> tuple[str, ...]:
    """EventTimeDate to MentionIdentifier."""
    seen = added(article)
    name = (urlsplit(article.url).hostname if article.url else None) or article.outlet
    return seen, seen, WEB if article.url else CITATION, plain(name, raw=raw), citation(article)


def _offsets(
    pair: tuple[ActorRef | None, ActorRef | None], trigger: Span, evidence: Span, *, first: bool
) -> tuple[str, ...]:
    """Actor1CharOffset to InRawText: 1 where the actors stand in the sentence itself, 0 where it only points at them.

    The record tells of an act's first telling alone where its actors stand.
    """
    spans = [who.span if who and first else None for who in pair]
    named = [span for who, span in zip(pair, spans, strict=True) if who is not None]
    inside = all(span and evidence.start <= span.start and span.end <= evidence.end for span in named)
    offsets = [NOT_TOLD if span is None else str(span.start) for span in spans]
    return *offsets, str(trigger.start), "1" if inside else "0"
