"""Direct speech: which cue takes which quotations, and how they go on."""

from dataclasses import dataclass, replace

from communique.model import Sentence
from communique.sentence import with_conjuncts
from communique.statements import content, speakers
from communique.statements.beside import Claim, cue_before, cue_behind, is_utterance, tokens_between
from communique.statements.page import OUTSIDE, Page, Region, is_negated
from communique.statements.report import Report, by_paragraph, cue_is_inside, key_of
from communique.statements.turns import Turn

Key = tuple[int, int]
NEAR = 12  # tokens searched for a name beside a cue without a subject
NOT_SUBJECTS = frozenset({"compound", "nmod", "nmod:poss", "obl", "obl:tmod", "obl:npmod", "iobj"})
HYPHENS = frozenset({"-", "‐", "‑"})
LABELLING = frozenset({"PROPN", "NOUN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The quotations of one statement, in reading order, and what governs them: a cue beside them or a report."""

    quotations: tuple[int, ...]
    claim: Claim | None = None
    report: Report | None = None

    @property
    def key(self) -> Key:
        """Sentence and token of the cue."""
        if self.claim is not None:
            return self.claim.key
        assert self.report is not None
        return key_of(self.report)


def with_direct(page: Page, reports: list[Report]) -> tuple[list[Report], frozenset[int]]:
    """The reported statements that stay beside direct speech and the direct ones; which quotations those hold."""
    near = by_paragraph(page, reports)
    owner = _by_adjacency(page, near)
    _add_by_syntax(page, reports, near, owner)
    _add_continuations(page, owner)
    groups = _groups(owner)
    kept = _left_beside(page, reports, frozenset(owner), frozenset(group.key for group in groups))
    made = [report for group in groups if (report := _direct_report(page, group)) is not None]
    turns = [report for turn in page.turns if (report := _turn_report(page, turn)) is not None]
    held = {i for i, q in enumerate(page.quotations) if q.is_turn}
    return [*kept, *made, *turns], frozenset(owner) | held


def _by_adjacency(page: Page, near: dict[int, list[Report]]) -> dict[int, Taken]:
    """Quotations with a cue right beside them."""
    owner = {}
    for i, q in enumerate(page.quotations):
        for find_cue in (cue_behind, cue_before) if not q.is_turn else ():
            claim = find_cue(page, i)
            if claim is not None and _may_take(page, i, claim, near.get(q.paragraph, [])):
                owner[i] = Taken(quotations=(i,), claim=claim)
                break
    return owner


def _may_take(page: Page, index: int, claim: Claim, reports: list[Report]) -> bool:
    """False where the cue reports words outside quotation marks, or where the quotation is part of reported words."""
    q = page.quotations[index]
    if claim.row is None and not is_utterance(page, q):
        return False
    if claim.inverted and is_utterance(page, q):
        return True
    for report in reports:
        if cue_is_inside(page, report) or all(content.is_quoted(page, region) for region in report.content):
            continue
        if key_of(report) == claim.key:
            return False
        if claim.weak and any(a < q.opened_at and q.start < b for a, b in report.content):
            return False
    return True


def _add_by_syntax(page: Page, reports: list[Report], near: dict[int, list[Report]], owner: dict[int, Taken]) -> None:
    """Adds the quotations that are all of what a cue reports ("said that “we will come”", "according to X, “…”")."""
    for report in reports:
        if report.own or cue_is_inside(page, report):
            continue
        if not all(content.is_quoted(page, region) for region in report.content):
            continue
        inside = [i for region in report.content for i in page.quotations_in(*region)]
        beside = near.get(page.parse.sentences[report.sentence].paragraph, [])
        free = tuple(i for i in inside if _is_free(page, i, owner) and not _is_part(page, i, report, beside))
        owner.update((i, Taken(quotations=free, report=report)) for i in free)


def _is_free(page: Page, index: int, owner: dict[int, Taken]) -> bool:
    return index not in owner and not page.quotations[index].is_turn


def _is_part(page: Page, index: int, own: Report, reports: list[Report]) -> bool:
    """True where the quotation is part of what another cue reports in other words ("said France deplored “…”")."""
    q = page.quotations[index]
    return any(
        a < q.opened_at and q.end <= b
        for r in reports
        if r is not own and not r.own and not cue_is_inside(page, r)
        for a, b in r.content
    )


def _add_continuations(page: Page, owner: dict[int, Taken]) -> None:
    """Adds quotations that go on: in the next paragraph, or behind the cue of the one before."""
    for i in range(1, len(page.quotations)):
        before = page.quotations[i - 1]
        if page.quotations[i].is_turn:
            continue
        if i - 1 in owner and (before.runs_on or (i not in owner and _goes_on(page, i, owner[i - 1]))):
            owner[i] = owner[i - 1]


def _goes_on(page: Page, index: int, taken: Taken) -> bool:
    """True where nothing but the cue's own sentence stands between this quotation and the one before."""
    before, q = page.quotations[index - 1], page.quotations[index]
    if before.paragraph != q.paragraph or not is_utterance(page, q):
        return False
    words = tokens_between(page, q.paragraph, before.closed_at(), q.opened_at)
    return {sentence.index for sentence, token in words if token.upos != "PUNCT"} <= {taken.key[0]}


def _turn_report(page: Page, turn: Turn) -> Report | None:
    """What one speaker of a transcript says, up to the next label; nobody speaks for "Q" and "A"."""
    start, end = turn.start, page.paragraphs[turn.paragraphs[-1]][1]
    inside = tuple(i for i in page.quotations_in(start, end) if page.quotations[i].is_turn)
    regions = tuple(r for i in inside if (r := quoted_words(page, i)) is not None)
    words = tokens_between(page, turn.paragraphs[0], *turn.label)
    names = [(s, t) for s, t in words if t.upos in LABELLING and t.text not in page.cues.words("label")]
    spoken = next(iter(tokens_between(page, turn.paragraphs[0], start, end)), None)
    if not regions or spoken is None:
        return None
    voice, who = (names[-1][0].index, (names[-1][1].index,)) if names else (spoken[0].index, ())
    return Report(
        sentence=spoken[0].index,
        content=regions,
        speaker_sentence=voice,
        speakers=who,
        quotations=inside,
        rule="transcript:label",
    )


def _groups(owner: dict[int, Taken]) -> list[Taken]:
    """The quotations of each cue together."""
    grouped: dict[Key, list[int]] = {}
    first: dict[Key, Taken] = {}
    for i, taken in sorted(owner.items()):
        grouped.setdefault(taken.key, []).append(i)
        first.setdefault(taken.key, taken)
    return [replace(first[key], quotations=tuple(indices)) for key, indices in grouped.items()]


def _left_beside(page: Page, reports: list[Report], owned: frozenset[int], keys: frozenset[Key]) -> list[Report]:
    """The reports that are no direct speech, without the words of quotations that another cue has taken."""
    kept = []
    for report in reports:
        if key_of(report) in keys:
            continue
        if not cue_is_inside(page, report) and not report.is_phrase:
            report = replace(report, content=_without(page, report.content, owned))
        if report.content:
            kept.append(report)
    return kept


def _without(page: Page, regions: tuple[Region, ...], owned: frozenset[int]) -> tuple[Region, ...]:
    """The regions up to the first quotation that is taken."""
    found = []
    for start, end in regions:
        opened = [page.quotations[i].opened_at for i in page.quotations_in(start, end) if i in owned]
        end = min([end, *opened])
        kept = content.trimmed(page, (start, end)) if start < end else None
        if kept is not None:
            found.append(kept)
    return tuple(found)


def _direct_report(page: Page, group: Taken) -> Report | None:
    """One statement of direct speech."""
    regions = tuple(r for i in group.quotations if (r := quoted_words(page, i)) is not None)
    if not regions:
        return None
    if group.claim is None:
        assert group.report is not None
        return replace(group.report, content=regions, quotations=group.quotations)
    claim, sentence = group.claim, group.claim.sentence
    who = _outside(page, sentence, speakers.speakers_of(page, sentence, claim.verb)) or _beside(page, claim)
    who = speakers.without_things(page, sentence, who)
    hearers = _outside(page, sentence, speakers.hearers_of(sentence, claim.verb, len(sentence.tokens), claim.row))
    return Report(
        sentence=sentence.index,
        cue=speakers.cue_edges(sentence, claim.verb),
        cue_token=claim.verb,
        content=regions,
        speaker_sentence=sentence.index,
        speakers=who,
        addressees=tuple(i for i in hearers if i not in who),
        thought=claim.row.thought if claim.row else False,
        negated=is_negated(page, sentence, claim.verb),
        quotations=group.quotations,
        rule=claim.row.rule if claim.row else "quotation:verb",
    )


def quoted_words(page: Page, index: int) -> Region | None:
    """The words of a quotation without the comma or full stop at its end."""
    q = page.quotations[index]
    return content.trimmed(page, (q.start, q.end))


def _outside(page: Page, sentence: Sentence, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Those that stand outside quotation marks."""
    return tuple(i for i in heads if page.quotation_at(sentence.tokens[i].start) == OUTSIDE)


def _beside(page: Page, claim: Claim) -> tuple[int, ...]:
    """The noun phrase beside the cue, where the parser saw no subject: behind it in “…,” said X, else before it."""
    sentence, verb = claim.sentence, claim.verb
    behind, before = range(verb + 1, len(sentence.tokens)), range(verb - 1, -1, -1)
    for i in [*(behind if claim.behind else ()), *before][:NEAR]:
        token = sentence.tokens[i]
        if token.text in HYPHENS:
            continue  # "says 35-year-old Leila Osman"
        if page.quotation_at(token.start) != OUTSIDE or token.upos in ("PUNCT", "VERB", "SCONJ"):
            break
        if token.upos in ("PROPN", "NOUN", "PRON") and token.dep not in NOT_SUBJECTS:
            return with_conjuncts(sentence, (i,))
    return ()
