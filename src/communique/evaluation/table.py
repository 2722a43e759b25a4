"""Scores as rows: one measure of one metric of one set, for both halves; all reports are made from these."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.evaluation.board import HalfScore, Score
from communique.evaluation.figures import Share, Tally
from communique.evaluation.judging import HALVES, Half

MOST_OURS = 1.3  # of ours a gold row, where a set has no negatives (gold README)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A metric of one half: precision, recall, F1 with counts, or a share; the rest is None."""

    metric: str
    group: str
    half: Half
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    macro_f1: float | None = None
    share: float | None = None
    tally: Tally | None = None
    counted: Share | None = None


def lines(score: Score) -> Iterator[Line]:
    """Every metric of a set in both halves, totals before groups, then shares."""
    for metric in score.metrics:
        for half in HALVES:
            if score.halves[half].items:
                yield _line(score.halves[half], metric, "", half)
        for group in sorted({name for half in HALVES for name in score.halves[half].groups(metric)}):
            for half in HALVES:
                if group in score.halves[half].groups(metric):
                    yield _line(score.halves[half], metric, group, half)
    for name in score.shares:
        for half in HALVES:
            if name in score.halves[half].shares:
                counted = score.halves[half].shares[name]
                yield Line(metric=name, group="", half=half, share=counted.value, counted=counted)


def _line(half: HalfScore, metric: str, group: str, name: Half) -> Line:
    tally = half.groups(metric)[group] if group else half.total(metric)
    return Line(
        metric=metric, group=group, half=name, precision=tally.precision, recall=tally.recall,
        f1=tally.f1 if tally.wanted and tally.found else None,
        macro_f1=None if group else half.macro_f1(metric), tally=tally,
    )  # fmt: skip


def by_half(score: Score) -> dict[tuple[str, str], dict[Half, Line]]:
    """The lines of both halves side by side."""
    found: dict[tuple[str, str], dict[Half, Line]] = {}
    for line in lines(score):
        found.setdefault((line.metric, line.group), {})[line.half] = line
    return found


def too_many(score: Score) -> float | None:
    """How many of ours stand against a gold row in the first metric that counts both, where above the limit."""
    for metric in score.metrics:
        total = sum((score.halves[half].total(metric) for half in HALVES), Tally())
        if total.wanted and total.found:
            ratio = total.found / total.wanted
            return ratio if ratio > MOST_OURS else None
    return None
