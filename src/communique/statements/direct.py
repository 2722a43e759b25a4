"""Direct speech: which quotations are utterances, which cue takes them, and how they go on."""

from dataclasses import dataclass, replace

from communique.model import Sentence
from communique.sentence import children, with_conjuncts
from communique.statements import content, speakers
from communique.statements.beside import FINITE, NOMINAL_START, Claim, cue_before, cue_behind, gap, tokens_between
from communique.statements.page import OUTSIDE, Page, Region, edges, is_negated
from communique.statements.quotations import SENTENCE_END, Quotation
from communique.statements.report import Report

FEWEST_WORDS = 3  # an utterance without a verb ("Never again, never.") is longer than a term in scare quotes
HE_OR_SHE = frozenset({"he", "she", "they"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The quotations of one statement, in reading order, and what governs them."""

    quotations: tuple[int, ...]
    claim: Claim | None = None
    report: Report | None = None


def with_direct(page: Page, reports: list[Report]) -> list[Report]:
    """The reported statements that stay beside direct speech, and the direct ones."""
    taken = _by_adjacency(page, reports)
    taken = _by_syntax(page, reports, taken)
    owner = {i: t for t in taken for i in t.quotations}
    owner = _continued(page, owner)
    groups = _groups(owner)
    kept = _left_beside(page, reports, owner, groups)
    made = [report for group in groups if (report := _direct_report(page, group)) is not None]
    return _floating(page, [*kept, *made], set(owner))


def _by_adjacency(page: Page, reports: list[Report]) -> list[Taken]:
    """Quotations with a cue right beside them."""
    governing = {(r.sentence, r.cue_token): r for r in reports}
    taken: list[Taken] = []
    for i in range(len(page.quotations)):
        claim = next((c for c in (cue_behind(page, i), cue_before(page, i)) if c and _may_take(page, i, c, reports)), None)
        if claim is not None:
            taken.append(Taken(quotations=(i,), claim=claim, report=governing.get(claim.key)))
    return taken


def _may_take(page: Page, index: int, claim: Claim, reports: list[Report]) -> bool:
    """False where the cue reports words outside quotation marks, or where the quotation is part of reported words."""
    q = page.quotations[index]
    if claim.row is None and not is_utterance(page, q):
        return False
    for report in reports:
        if _cue_is_inside(page, report) or all(content.is_quoted(page, region) for region in report.content):
            continue
        if (report.sentence, report.cue_token) == claim.key:
            return False
        if claim.weak and any(a < q.opened_at and q.start < b for a, b in report.content):
            return False
    return True


def _by_syntax(page: Page, reports: list[Report], taken: list[Taken]) -> list[Taken]:
    """Adds the quotations that are all of what a cue reports ("said that “we will come”", "according to X, “…”")."""
    owned = {i for t in taken for i in t.quotations}
    found = list(taken)
    for report in reports:
        if report.own or _cue_is_inside(page, report):
            continue
        inside = [i for region in report.content for i in page.quotations_in(*region)]
        free = [i for i in inside if i not in owned and not _is_part(page, i, report, reports)]
        if free and all(content.is_quoted(page, region) for region in report.content):
            found.append(Taken(quotations=tuple(free), report=report))
            owned.update(free)
    return found


def _is_part(page: Page, index: int, own: Report, reports: list[Report]) -> bool:
    """True where the quotation is part of what another cue reports in words of the outlet ("said France deplored “…”")."""
    q = page.quotations[index]
    return any(
        a < q.opened_at and q.end <= b
        for r in reports
        if r is not own and not r.own and not _cue_is_inside(page, r)
        for a, b in r.content
    )


def _cue_is_inside(page: Page, report: Report) -> bool:
    if report.cue_token is None:
        return False
    return page.quotation_at(page.parse.sentences[report.sentence].tokens[report.cue_token].start) != OUTSIDE


def _continued(page: Page, owner: dict[int, Taken]) -> dict[int, Taken]:
    """Adds quotations that go on: in the next paragraph, or behind the cue of the one before."""
    owner = dict(owner)
    for i in range(1, len(page.quotations)):
        before, q = page.quotations[i - 1], page.quotations[i]
        if i - 1 not in owner:
            continue
        if before.runs_on or (i not in owner and _goes_on(page, i, owner[i - 1]) and is_utterance(page, q)):
            owner[i] = owner[i - 1]
    return owner


def _goes_on(page: Page, index: int, taken: Taken) -> bool:
    """True where nothing but the cue's own sentence stands between this quotation and the one before."""
    before, q = page.quotations[index - 1], page.quotations[index]
    if before.paragraph != q.paragraph:
        return False
    words = tokens_between(page, q.paragraph, before.closed_at(), q.opened_at)
    between = {sentence.index for sentence, token in words if token.upos != "PUNCT"}
    cue = taken.claim.sentence.index if taken.claim else taken.report.sentence if taken.report else None
    return len(between) <= 1 and between <= {cue}


def _groups(owner: dict[int, Taken]) -> list[Taken]:
    """The quotations of each cue together."""
    grouped: dict[tuple[int, int], list[int]] = {}
    of: dict[tuple[int, int], Taken] = {}
    for i, taken in sorted(owner.items()):
        key = _key(taken)
        grouped.setdefault(key, []).append(i)
        of.setdefault(key, taken)
    return [replace(of[key], quotations=tuple(indices)) for key, indices in grouped.items()]


def _key(taken: Taken) -> tuple[int, int]:
    if taken.claim is not None:
        return taken.claim.key
    assert taken.report is not None
    return taken.report.sentence, taken.report.cue_token if taken.report.cue_token is not None else -1


def _left_beside(page: Page, reports: list[Report], owner: dict[int, Taken], groups: list[Taken]) -> list[Report]:
    """The reports that are no direct speech, without the words of quotations that another cue has taken."""
    keys = {_key(group) for group in groups}
    kept = []
    for report in reports:
        key = (report.sentence, report.cue_token if report.cue_token is not None else -1)
        if key in keys:
            continue
        if not _cue_is_inside(page, report):
            report = replace(report, content=_without_taken(page, report.content, owner))
        if report.content:
            kept.append(report)
    return kept


def _without_taken(page: Page, regions: tuple[Region, ...], owner: dict[int, Taken]) -> tuple[Region, ...]:
    found = []
    for start, end in regions:
        for i in page.quotations_in(start, end):
            if i in owner:
                end = min(end, page.quotations[i].opened_at)
        kept = content.trimmed(page, (start, end)) if start < end else None
        if kept is not None:
            found.append(kept)
    return tuple(found)


def _direct_report(page: Page, group: Taken) -> Report | None:
    regions = tuple(r for i in group.quotations if (r := _words(page, page.quotations[i])) is not None)
    if not regions:
        return None
    if group.claim is None:
        assert group.report is not None
        return replace(group.report, content=regions, quotations=group.quotations)
    claim = group.claim
    sentence = claim.sentence
    who = speakers.speakers_of(page, sentence, claim.verb)
    who = tuple(i for i in who if page.quotation_at(sentence.tokens[i].start) == OUTSIDE) or _beside(page, claim)
    return Report(
        sentence=sentence.index,
        cue=speakers.cue_edges(sentence, claim.verb),
        cue_token=claim.verb,
        content=regions,
        speaker_sentence=sentence.index,
        speakers=who,
        addressees=tuple(
            h
            for h in speakers.hearers_of(sentence, claim.verb, len(sentence.tokens))
            if page.quotation_at(sentence.tokens[h].start) == OUTSIDE and h not in who
        ),
        thought=claim.row.thought if claim.row else False,
        negated=is_negated(sentence, claim.verb),
        quotations=group.quotations,
        rule=claim.row.rule if claim.row else "quotation:verb",
    )


def _words(page: Page, q: Quotation) -> Region | None:
    return content.trimmed(page, (q.start, q.end))


def _beside(page: Page, claim: Claim) -> tuple[int, ...]:
    """The noun phrase beside the cue, where the parser saw no subject."""
    sentence, verb = claim.sentence, claim.verb
    order = [*range(verb + 1, len(sentence.tokens))] if claim.behind else [*range(verb - 1, -1, -1)]
    for i in (order + [*range(verb - 1, -1, -1)])[:12] if claim.behind else order[:12]:
        token = sentence.tokens[i]
        if page.quotation_at(token.start) != OUTSIDE or token.upos in ("PUNCT", "VERB", "SCONJ"):
            break
        if token.upos in ("PROPN", "NOUN", "PRON") and token.dep not in ("compound", "nmod:poss", "obl", "iobj", "obl:tmod", "nmod"):
            return with_conjuncts(sentence, (i,))
    return ()


def is_utterance(page: Page, q: Quotation) -> bool:
    """True where the quotation stands as a sentence of its own; false for a term or a title in quotation marks."""
    start, end = page.paragraphs[q.paragraph]
    before = page.text[start : q.opened_at].rstrip()
    if before and before[-1] not in SENTENCE_END + ":—–”\"’'":
        return False
    last, following = page.text[q.end - 1], page.text[q.closed_at() : end].lstrip()[:1]
    if not q.runs_on and last not in SENTENCE_END + "," and following not in (".", "!", "?", ""):
        return False
    words = tokens_between(page, q.paragraph, q.start, q.end)
    return any(t.xpos in FINITE for _, t in words) or sum(t.upos != "PUNCT" for _, t in words) >= FEWEST_WORDS


def _floating(page: Page, reports: list[Report], owned: set[int]) -> list[Report]:
    """Adds the utterances no cue takes, with the speaker of the sentence before them."""
    found = sorted(reports, key=lambda r: r.content[-1][1])
    for i, q in enumerate(page.quotations):
        region = _words(page, q)
        if i in owned or region is None or not is_utterance(page, q) or _is_covered(q, reports):
            continue
        previous = _last_before(found, q)
        if previous is not None and _is_next_paragraph(page, previous, i):
            joined = replace(previous, content=(*previous.content, region), quotations=(*previous.quotations, i))
            found[found.index(previous)] = joined
            continue
        voice, who, rule = _speaker_before(page, q, previous)
        if not who and page.text[q.start].islower():
            continue
        made = Report(
            sentence=_sentence_at(page, q),
            content=(region,),
            speaker_sentence=voice,
            speakers=who,
            quotations=(i,),
            rule=rule,
        )
        found.append(made)
    return found


def _is_next_paragraph(page: Page, previous: Report, index: int) -> bool:
    """True where a paragraph of nothing but a quotation follows one that ended with words of the same statement."""
    if not previous.quotations or previous.quotations[-1] != index - 1:
        return False
    before, q = page.quotations[index - 1], page.quotations[index]
    start, end = page.paragraphs[q.paragraph]
    alone = q.opened_at == start and q.closed_at() >= end - 1
    return alone and before.paragraph != q.paragraph and before.closed_at() >= page.paragraphs[before.paragraph][1] - 1


def _is_covered(q: Quotation, reports: list[Report]) -> bool:
    return any(a <= q.start and q.end <= b for r in reports for a, b in r.content)


def _sentence_at(page: Page, q: Quotation) -> int:
    """The sentence in which a quotation begins."""
    return next((s.index for s in page.sentences_of[q.paragraph] if s.end > q.start), page.sentences_of[q.paragraph][-1].index)


def _last_before(reports: list[Report], q: Quotation) -> Report | None:
    """The statement whose words end last before the quotation."""
    behind = [r for r in reports if r.content[-1][1] <= q.start and not r.own]
    return max(behind, key=lambda r: r.content[-1][1], default=None)


def _speaker_before(page: Page, q: Quotation, previous: Report | None) -> tuple[int, tuple[int, ...], str]:
    """Sentence, tokens and rule of who speaks: the subject of the sentence before, or the speaker of the last statement."""
    sentence = _sentence_before(page, q)
    if sentence is None:
        return -1, (), "quotation:alone"
    if previous is not None and previous.speakers and _near(page, previous, sentence):
        return previous.speaker_sentence, previous.speakers, "quotation:continued"
    root = next(t for t in sentence.tokens if t.head == -1)
    subjects = [t for t in children(sentence, root.index, ("nsubj",))]
    named = [t for t in subjects if page.actor(sentence.index, t.index) is not None or t.upos == "PROPN"]
    named = [t for t in named if t.upos != "PRON" or t.lemma in HE_OR_SHE]
    if named and page.quotation_at(named[0].start) == OUTSIDE:
        return sentence.index, with_conjuncts(sentence, (named[0].index,)), "quotation:sentence-before"
    leads_on = page.text[sentence.start : q.opened_at].rstrip().endswith(":")
    same = previous is not None and page.parse.sentences[previous.sentence].paragraph == q.paragraph
    if previous is not None and previous.speakers and (same or leads_on):
        return previous.speaker_sentence, previous.speakers, "quotation:continued"
    return -1, (), "quotation:alone"


def _near(page: Page, report: Report, sentence: Sentence) -> bool:
    """True where the statement's cue or content reaches into the sentence before the quotation."""
    return report.sentence == sentence.index or any(a < sentence.end and sentence.start < b for a, b in report.content)


def _sentence_before(page: Page, q: Quotation) -> Sentence | None:
    sentences = page.parse.sentences
    earlier = [s for s in page.sentences_of[q.paragraph] if s.end <= q.opened_at + 1]
    if earlier:
        return earlier[-1]
    first = page.sentences_of[q.paragraph][0].index
    return sentences[first - 1] if first > 0 else None


__all__ = ["NOMINAL_START", "edges", "gap", "is_utterance", "with_direct"]
