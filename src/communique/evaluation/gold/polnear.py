"""Whole political articles with every attribution: source, cue, content."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.evaluation.bench import Bench
from communique.evaluation.figures import Tally
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import SAME, Stretch, letters, likeness_of, pairs
from communique.model import CodedArticle, Statement
from communique.views.wording import quoted, speaker

OWN = "own"
SUBORDINATOR = "that"  # the set's contents begin with it, ours do not (gold README)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One content and its speaker as offsets of letters and digits."""

    content: frozenset[int]
    speaker: frozenset[int]
    kind: str
    words: str
    start: int
    rule: str = ""


def content_characters(gold: list[Said], ours: list[Said]) -> Tally:
    """Letters and digits inside any content: those of both over those of the gold (recall) and of ours (precision)."""
    theirs: frozenset[int] = frozenset().union(*(one.content for one in gold))
    found: frozenset[int] = frozenset().union(*(one.content for one in ours))
    shared = len(theirs & found)
    return Tally(hits=shared, wanted=len(theirs), right=shared, found=len(found))


def same_content(gold: Said, ours: Said) -> float | None:
    """At least half of the union of both contents' letters and digits is shared; paired one to one, likest first.

    A leading "that" of the gold is dropped; a text's own judgements (`own`) are left out, thoughts are in.
    """
    alike = likeness_of(gold.content, ours.content)
    return alike if alike >= SAME else None


def exact_content(gold: Said, ours: Said) -> bool:
    """The letters and digits of both contents are the same."""
    return gold.content == ours.content


def right_speaker(gold: Said, ours: Said) -> bool:
    """The speaker's words overlap those of the gold source, or neither has one."""
    return bool(gold.speaker & ours.speaker) or not (gold.speaker or ours.speaker)


def theirs(row: Row) -> list[Said]:
    """The attributions of a gold article that have a content."""
    text = row["text"]
    found = []
    for one in row["attributions"]:
        spans = _without_subordinator(text, [(s[0], s[1]) for s in one["content"]])
        content = letters(text, spans)
        if content:
            found.append(
                Said(
                    content=content, speaker=letters(text, [(s[0], s[1]) for s in one["source"]]), kind=one["type"],
                    words=f"{one.get('source_text') or NOTHING}: {' … '.join(text[a:b] for a, b in spans)}",
                    start=min(content),
                )
            )  # fmt: skip
    return found


def ours_of(coded: CodedArticle) -> list[Said]:
    """Our statements, without the text's own judgements."""
    return [_ours(coded.article.text, said) for said in coded.statements if said.kind != OWN and said.content]


def _ours(text: str, said: Statement) -> Said:
    who = [(said.speaker.span.start, said.speaker.span.end)] if said.speaker else []
    return Said(
        content=letters(text, [(span.start, span.end) for span in said.content]), speaker=letters(text, who),
        kind=said.kind, words=f"{speaker(said) or NOTHING}: {quoted(said.content)}", start=said.content[0].start,
        rule=said.rule,
    )  # fmt: skip


def _without_subordinator(text: str, spans: list[Stretch]) -> list[Stretch]:
    if not spans:
        return spans
    (start, end), *rest = sorted(spans)
    words = text[start:end]
    if words[: len(SUBORDINATOR) + 1].lower() == SUBORDINATOR + " ":
        start += len(SUBORDINATOR) + 1
    return [(start, end), *rest]


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article."""
    for row in rows:
        judging = Judging(str(row["id"]))
        gold, ours = theirs(row), ours_of(bench.code(row["text"], published_on=row.get("published")))
        judging.tally("content characters", content_characters(gold, ours))
        paired = pairs(gold, ours, same_content)
        met = {g: ours[o] for g, o in paired}
        for index, one in enumerate(gold):
            _judge_gold(judging, row["text"], one, met.get(index))
        right = {o: gold[g] for g, o in paired}
        for index, one in enumerate(ours):
            _judge_ours(judging, row["text"], one, right.get(index))
        yield judging.done()


def _judge_gold(judging: Judging, text: str, gold: Said, ours: Said | None) -> None:
    judging.wanted("same content", gold.kind, ours is not None)
    judging.wanted("exact content", "", ours is not None and exact_content(gold, ours))
    judging.wanted("content and speaker", "", ours is not None and right_speaker(gold, ours))
    judging.confuse(gold.kind, ours.kind if ours else NOTHING)
    told = around(text, gold.start, gold.start)
    if ours is None:
        judging.differ(Difference(what="missed", metric="statement", text=told, expected=f"{gold.kind} {gold.words}"))
        return
    wrong = judging.fields((("speaker", right_speaker(gold, ours)), ("kind", gold.kind == ours.kind)))
    if wrong:
        judging.differ(
            Difference(what="wrong", metric="statement", text=told, expected=f"{gold.kind} {gold.words}",
                       found=f"{ours.kind} {ours.words}", wrong=", ".join(wrong), rule=ours.rule)
        )  # fmt: skip


def _judge_ours(judging: Judging, text: str, ours: Said, gold: Said | None) -> None:
    judging.found("same content", ours.kind, gold is not None)
    judging.found("exact content", "", gold is not None and exact_content(gold, ours))
    judging.found("content and speaker", "", gold is not None and right_speaker(gold, ours))
    if gold is None:
        judging.confuse(NOTHING, ours.kind)
        told = around(text, ours.start, ours.start)
        found = f"{ours.kind} {ours.words}"
        judging.differ(Difference(what="false", metric="statement", text=told, found=found, rule=ours.rule))


FORM = GoldForm(
    name="polnear",
    keys=frozenset({"attributions", "text"}),
    judge=judge,
    metrics={
        "content characters": content_characters,
        "same content": same_content,
        "exact content": exact_content,
        "content and speaker": right_speaker,
    },
)
