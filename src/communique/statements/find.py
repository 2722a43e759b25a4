"""Parse and named actors in, statements out: who says what, in whose words, to whom."""

from communique.knowledge.speech import SpeechKnowledge
from communique.model import Kind, Named, Parse, Said, Sentence, Span, Speech
from communique.sentence import children
from communique.statements import content, speakers
from communique.statements.direct import with_direct
from communique.statements.floating import with_floating
from communique.statements.headline import find_headline
from communique.statements.indirect import find_indirect
from communique.statements.page import Page
from communique.statements.report import Report

PERSONAL = "PRP"  # Penn tag of personal pronouns; "who" is another


def find(parse: Parse, named: Named, cues: SpeechKnowledge) -> Said:
    """Every statement of the article, in the order of the text."""
    page = Page(parse=parse, named=named, cues=cues)
    reports = with_floating(page, *with_direct(page, [*find_headline(page), *find_indirect(page)]))
    reports = _distinct(sorted(reports, key=lambda r: (_begin(page, r), -_end(r))))
    reports = _without_inner_thoughts(page, reports)
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


def _without_inner_thoughts(page: Page, reports: list[Report]) -> list[Report]:
    """The reports without the thoughts that the outlet's own speculation lends to somebody, and without those that are
    part of what somebody says ("she said she hoped it would end": what she said)."""
    outer = _enclosing(page, reports)
    return [r for r, o in zip(reports, outer, strict=True) if o is None or not _is_said_itself(page, r, reports[o])]


def _is_said_itself(page: Page, report: Report, outer: Report) -> bool:
    """True for a thought in the outlet's speculation, and for one of a pronoun in what the same sentence reports."""
    if not report.thought or outer.own:
        return report.thought
    if report.sentence != outer.sentence or outer.cue is None:
        return False
    tokens = page.parse.sentences[report.sentence].tokens
    return any(tokens[i].upos == "PRON" and tokens[i].xpos == PERSONAL for i in report.speakers)


def _enclosing(page: Page, reports: list[Report]) -> list[int | None]:
    """For each report the smallest other one in whose content its cue or its words stand (one sweep over the text)."""
    spans = sorted((a, -b, i) for i, r in enumerate(reports) for a, b in r.content)
    anchors = sorted((_anchor(page, r), i) for i, r in enumerate(reports))
    found: list[int | None] = [None] * len(reports)
    open_spans: list[tuple[int, int, int]] = []
    following = 0
    for at, i in anchors:
        while following < len(spans) and spans[following][0] <= at:
            open_spans.append(spans[following])
            following += 1
        open_spans = [span for span in open_spans if -span[1] > at]
        own = sum(b - a for a, b in reports[i].content)
        around = [(-b - a, j) for a, b, j in open_spans if j != i and -b - a > own]  # larger: never in a circle
        found[i] = min(around)[1] if around else None
    return found


def _anchor(page: Page, report: Report) -> int:
    """Where a statement stands: at its cue, else where its words begin."""
    if report.cue is None:
        return report.content[0][0]
    return page.parse.sentences[report.sentence].tokens[report.cue[0]].start


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
        speaker=_actor_of(page, voice, report.speakers),
        speaker_span=speakers.speaker_span(page, voice, report.speakers),
        addressees=tuple(a for h in report.addressees if (a := page.actor(sentence.index, h)) is not None),
        within=within,
        occasion=speakers.occasion_of(page, sentence, report.cue_token, taken),
        contexts=content.contexts_of(page, report.content),
        rule=report.rule,
    )


def _actor_of(page: Page, sentence: Sentence, heads: tuple[int, ...]) -> int | None:
    """The first actor named by these words, or by an apposition to them: a name there goes before a noun.

    "A spokesman, Ali Khan, said", "her father, Omar Haddad, said": the name says who it is.
    """
    found = [a for h in heads[:1] if (a := page.actor(sentence.index, h)) is not None]
    named = [page.named.actors[a].form == "person" for a in found]
    beside = [t.index for h in heads[:1] for t in children(sentence, h, ("appos",))]
    names = [a for i in beside if (a := page.actor(sentence.index, i)) is not None]
    if not any(named):
        found = [*(a for a in names if page.named.actors[a].form == "person"), *found, *names]
    others = (a for h in heads[1:] if (a := page.actor(sentence.index, h)) is not None)
    return next(iter([*found, *others]), None)


def _kind(page: Page, report: Report) -> Kind:
    if report.own:
        return "own"
    if report.quotations:
        return "direct"
    if _is_inside(page, report):
        return "indirect"
    if all(content.is_quoted(page, region) for region in report.content):
        return "direct"
    return "mixed" if _quotes(page, report) else "indirect"


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
            if region is not None and (report.quotations or not content.is_name(page.text[slice(*region)])):
                found.append(page.parse.span(*region))
    return tuple(found)
