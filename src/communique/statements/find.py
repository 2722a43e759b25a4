"""Parse and named actors in, statements out: who says what, in whose words, to whom."""

from communique.knowledge.speech import SpeechKnowledge
from communique.model import Kind, Named, Parse, Said, Span, Speech
from communique.statements import content, speakers
from communique.statements.direct import with_direct
from communique.statements.indirect import find_indirect
from communique.statements.page import Page
from communique.statements.report import Report


def find(parse: Parse, named: Named, cues: SpeechKnowledge) -> Said:
    """Every statement of the article, in the order of the text."""
    page = Page(parse=parse, named=named, cues=cues)
    reports = with_direct(page, find_indirect(page))
    reports = _distinct(sorted(reports, key=lambda r: (_begin(page, r), -_end(r))))
    reports = _without_own_thoughts(page, reports)
    within = _enclosing(page, reports)
    return Said(speeches=tuple(_speech(page, report, outer) for report, outer in zip(reports, within, strict=True)))


def _begin(page: Page, report: Report) -> int:
    starts = [a for a, _ in report.content]
    if report.cue is not None:
        starts.append(page.parse.sentences[report.sentence].tokens[report.cue[0]].start)
    return min(starts)


def _end(report: Report) -> int:
    return max(b for _, b in report.content)


def _distinct(reports: list[Report]) -> list[Report]:
    """The reports without a second one for the same content."""
    seen = set()
    kept = []
    for report in reports:
        if report.content not in seen:
            seen.add(report.content)
            kept.append(report)
    return kept


def _without_own_thoughts(page: Page, reports: list[Report]) -> list[Report]:
    """The reports without the thoughts that the outlet's own speculation lends to somebody."""
    outer = _enclosing(page, reports)
    return [r for r, o in zip(reports, outer, strict=True) if not (r.thought and o is not None and reports[o].own)]


def _enclosing(page: Page, reports: list[Report]) -> list[int | None]:
    """For each report the smallest other one in whose content its cue or its words stand."""
    spans = [(a, b, i) for i, r in enumerate(reports) for a, b in r.content]
    found: list[int | None] = []
    for i, report in enumerate(reports):
        anchor = report.content[0][0]
        if report.cue is not None:
            anchor = page.parse.sentences[report.sentence].tokens[report.cue[0]].start
        around = [(b - a, j) for a, b, j in spans if a <= anchor < b and j != i and reports[j].content != report.content]
        found.append(min(around)[1] if around else None)
    return found


def _speech(page: Page, report: Report, within: int | None) -> Speech:
    sentence = page.parse.sentences[report.sentence]
    voice = page.parse.sentences[report.speaker_sentence] if report.speaker_sentence >= 0 else sentence
    taken = (min(a for a, _ in report.content), _end(report))
    return Speech(
        sentence=report.sentence,
        cue=page.parse.words(report.sentence, *report.cue) if report.cue else None,
        cue_token=report.cue_token,
        content=tuple(page.parse.span(a, b) for a, b in report.content),
        kind=_kind(page, report),
        quotes=_quotes(page, report),
        thought=report.thought,
        negated=report.negated,
        speaker=next((a for h in report.speakers if (a := page.actor(voice.index, h)) is not None), None),
        speaker_span=speakers.speaker_span(page, voice, report.speakers),
        addressees=tuple(a for h in report.addressees if (a := page.actor(sentence.index, h)) is not None),
        within=within,
        occasion=speakers.occasion_of(page, sentence, report.cue_token, taken) if report.cue_token is not None else None,
        rule=report.rule,
    )


def _kind(page: Page, report: Report) -> Kind:
    if report.own:
        return "own"
    if report.quotations:
        return "direct"
    if _is_inside(page, report):
        return "indirect"
    if all(content.is_quoted(page, region) for region in report.content):
        return "direct"
    return "mixed" if any(content.quoted_letters(page, region)[0] for region in report.content) else "indirect"


def _is_inside(page: Page, report: Report) -> bool:
    """True where cue and words stand within one quotation: it quotes somebody, but not with marks of its own."""
    start, end = report.content[0]
    i = page.quotation_at(start)
    cue = page.parse.sentences[report.sentence].tokens[report.cue[0]].start if report.cue else start
    return i >= 0 and page.quotation_at(cue) == i and end <= page.quotations[i].end


def _quotes(page: Page, report: Report) -> tuple[Span, ...]:
    """The quoted words within the content, without their marks."""
    if _is_inside(page, report) and not report.quotations:
        return ()
    found = []
    for a, b in report.content:
        for i in page.quotations_in(a, b):
            q = page.quotations[i]
            region = content.trimmed(page, (max(a, q.start), min(b, q.end)))
            if region is not None:
                found.append(page.parse.span(*region))
    return tuple(found)
