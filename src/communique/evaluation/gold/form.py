"""What the scoreboard knows of a format of gold."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.rows import Row, json_lines
from communique.evaluation.judging import Judged

Judge = Callable[[Iterable[Row], Bench], Iterator[Judged]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldForm:
    """A format of gold: what its rows hold, how one is judged, and what each metric counts.

    `metrics` names the function whose docstring says exactly what counts. Without `judge` the set is named with
    the reason in `unscored` and passed over.
    """

    name: str
    keys: frozenset[str] = frozenset()  # fields of every row, by which the format is told
    judge: Judge | None = None
    metrics: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    note: str = ""
    confused: str = "commonest confusions (gold → ours)"  # how to call what `Judged.confusions` holds
    halved: bool = True  # False for readings of what was drawn: nothing is tuned on it
    unscored: str = ""
    read: Callable[[Path], Iterator[Row]] = json_lines
