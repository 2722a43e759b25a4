"""Scores for the screen: as text to read, or as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from communique.evaluation.board import Score
from communique.evaluation.figures import wilson
from communique.evaluation.judging import HALVES, Half
from communique.evaluation.table import Line, by_half, lines, too_many

COMMONEST = 12  # confusions that are shown
WIDTH = 34  # of the names of metrics
CELL = 58  # of the figures of one half
NAMES: dict[Half, str] = {"read": "read half", "held": "held half"}
COUNTS = "right/ours met/gold"


def text(score: Score, *, with_groups: bool = True) -> Iterator[str]:
    """The lines of one set: figures of both halves, fields, commonest confusions."""
    yield f"{score.name}  ({_size(score)})"
    if score.unscored:
        yield f"  not scored: {score.unscored}"
    if not score.items:
        yield ""
        return
    if score.form.halved:
        yield " " * WIDTH + "".join(f"{f'{NAMES[half]} ({COUNTS})':<{CELL}}" for half in HALVES).rstrip()
    for (metric, group), halves in by_half(score).items():
        if group and not with_groups:
            continue
        name = f"    {group}" if group else f"  {metric}"
        shown = HALVES if score.form.halved else HALVES[:1]
        figures = "".join(f"{_figures(halves.get(half)):<{CELL}}" for half in shown)
        yield f"{name[: WIDTH - 1]:<{WIDTH}}{figures}".rstrip()
    yield from _confusions(score)
    if ratio := too_many(score):
        yield f"  note: {ratio:.2f} of ours stand against a gold row"
    for failure in score.failures:
        yield f"  not coded: {failure}"
    if score.form.note:
        yield f"  {score.form.note}"
    yield ""


def _size(score: Score) -> str:
    if not score.form.halved:
        return f"{score.items} rows"
    read, held = (score.halves[half].items for half in HALVES)
    return f"{score.form.name}; {score.items} items: {read} read, {held} held"


def _figures(line: Line | None) -> str:
    if line is None:
        return "–"
    if line.counted is not None:
        low, high = wilson(line.counted)
        return f"{shown(line.share)} of {line.counted.of} ({low:.2f}–{high:.2f})"
    tally = line.tally
    counts = f"{tally.right:.0f}/{tally.found:.0f} {tally.hits:.0f}/{tally.wanted:.0f}" if tally else ""
    macro = f" macro {line.macro_f1:.2f}" if line.macro_f1 is not None else ""
    return f"P {shown(line.precision):<4} R {shown(line.recall):<4} F1 {shown(line.f1):<4}{macro}  {counts}"


def shown(figure: float | None) -> str:
    """Two digits, or a dash where there is no figure."""
    return "–" if figure is None else f"{figure:.2f}"


def _confusions(score: Score) -> Iterator[str]:
    counted = score.halves[HALVES[0]].confusions
    wrong = [(pair, number) for pair, number in counted.most_common() if pair[0] != pair[1]]
    if wrong:
        half = f", {NAMES[HALVES[0]]}" if score.form.halved else ""
        yield f"  {score.form.confused}{half}"
        yield from (f"    {number:>4}  {gold} → {ours}" for (gold, ours), number in wrong[:COMMONEST])


def as_json(scores: list[Score]) -> str:
    """All figures of all sets, with counts."""
    return json.dumps([_set(score) for score in scores], indent=2, ensure_ascii=False)


def _set(score: Score) -> dict[str, Any]:
    figures = [{name: value for name, value in asdict(line).items() if value is not None} for line in lines(score)]
    return {
        "set": score.name,
        "format": score.form.name,
        "items": {half: score.halves[half].items for half in HALVES},
        "unscored": score.unscored or None,
        "failures": list(score.failures),
        "figures": figures,
        "confusions": [
            {"gold": gold, "ours": ours, "number": number}
            for (gold, ours), number in score.halves[HALVES[0]].confusions.most_common()
            if gold != ours
        ],
    }
