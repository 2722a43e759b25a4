"""`docs/scores.md`: every set with its figures in both halves, the peers' beside them, and what each metric counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import cache
from inspect import getdoc
from pathlib import Path

from communique.evaluation.board import Score
from communique.evaluation.figures import Tally
from communique.evaluation.judging import HALVES
from communique.evaluation.report import shown
from communique.evaluation.table import Line, by_half, too_many
from communique.knowledge.tables import read_tsv

PEERS = Path(__file__).parent / "peers.tsv"
BEGINNING = """# Scores

Made by `communique eval GOLD… --scores docs/scores.md` on {day}, with communique {code}, knowledge {knowledge}.
{limit}
The rows of each set are divided for good by a hash of their id: misses are read, and rules mended, on the **read**
half alone; the **held** half says what that is worth elsewhere. P, R: precision and recall; counts are right/ours for
precision and met/gold for recall. What each metric counts stands below the tables, in the words of the code. Sets of
CAMEO and PLOVER codings are scored through the export view (decisions/0005-scoring.md). The texts of the sets are
other people's and not part of the project; peers were measured on sets of the same kind, not always on these rows.
"""
LIMITED = "Only the first {limit} items of each set were scored.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerRow:
    """A figure of another program on a set of the same kind."""

    gold_form: str
    metric: str
    measure: str
    who: str
    figure: str  # a number, or two with a dash between
    origin: str
    rule: str = ""


@cache
def peers() -> tuple[PeerRow, ...]:
    """The peers' figures, in the order of their table."""
    return read_tsv(PEERS, PeerRow)


def scores_page(scores: list[Score], *, day: Day, code: str, knowledge: str, limit: int | None) -> Iterator[str]:
    """The lines of the page."""
    told = LIMITED.format(limit=limit) if limit is not None else ""
    yield BEGINNING.format(day=day.isoformat(), code=code, knowledge=knowledge, limit=told)
    unscored = [one for one in scores if not one.items]
    for one in scores:
        if one.items:
            yield from _section(one)
    if unscored:
        yield "## Not scored\n"
        yield from (f"- {one.name}: {one.unscored or 'no item in it'}" for one in unscored)
        yield ""
    yield from _definitions(scores)


def _section(score: Score) -> Iterator[str]:
    read, held = (score.halves[half].items for half in HALVES)
    yield f"## {score.name}\n"
    yield f"{score.items} items ({read} read, {held} held). {score.form.note}".strip() + "\n"
    if score.unscored:
        yield f"Not all of it: {score.unscored}\n"
    if score.failures:
        yield f"{len(score.failures)} texts could not be coded.\n"
    yield "| metric | read | held | peers |"
    yield "|---|---|---|---|"
    sides = by_half(score)
    for (metric, group), halves in sides.items():
        if not group:
            cells = [_cell(halves.get(half)) for half in HALVES]
            yield f"| {metric} | {cells[0]} | {cells[1]} | {_peers(score.form.name, metric)} |"
    yield ""
    yield from _groups(score)
    if ratio := too_many(score):
        yield f"More than 1.3 of ours a gold row: {ratio:.2f}.\n"


def _groups(score: Score) -> Iterator[str]:
    """The first metric that has groups, by group, both halves together."""
    for metric in score.metrics:
        names = sorted({name for half in HALVES for name in score.halves[half].groups(metric)})
        if names:
            told = "; ".join(_group(score, metric, name) for name in names)
            yield f"By group, both halves ({metric}): {told}.\n"
            return


def _group(score: Score, metric: str, group: str) -> str:
    tally = sum((score.halves[half].groups(metric).get(group, Tally()) for half in HALVES), Tally())
    return f"{group} P {shown(tally.precision)} R {shown(tally.recall)} ({tally.wanted:.0f})"


def _cell(line: Line | None) -> str:
    if line is None:
        return "–"
    if line.counted is not None:
        return f"{shown(line.share)} of {line.counted.of}"
    tally = line.tally or Tally()
    counts = f"{tally.right:.0f}/{tally.found:.0f}, {tally.hits:.0f}/{tally.wanted:.0f}"
    macro = f", macro F1 **{shown(line.macro_f1)}**" if line.macro_f1 is not None else ""
    return f"P {shown(line.precision)} R {shown(line.recall)} F1 **{shown(line.f1)}**{macro} ({counts})"


def _peers(form: str, metric: str) -> str:
    rows = [row for row in peers() if (row.gold_form, row.metric) == (form, metric)]
    return "; ".join(f"{row.who} {row.measure} {row.figure}" for row in rows)


def _definitions(scores: list[Score]) -> Iterator[str]:
    yield "## What counts\n"
    told: set[str] = set()
    for score in scores:
        form = score.form
        if form.name in told or not form.metrics:
            continue
        told.add(form.name)
        yield f"**{form.name}**\n"
        for name, function in form.metrics.items():
            yield f"- {name}: {' '.join((getdoc(function) or '').split())}"
        yield ""
