"""Sets scored: what was counted, a half at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from communique.errors import ReadingError
from communique.evaluation.bench import Bench
from communique.evaluation.figures import Share, Tally
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.judging import HALVES, Half, Judged, half_of
from communique.evaluation.sources import GoldSet

Keep = Callable[[str, Half, Judged], None]
Watch = Callable[[Iterator[Judged], str], Iterator[Judged]]


@dataclass(slots=True, kw_only=True)
class HalfScore:
    """The sums over the items of one half; it grows while a set is scored."""

    items: int = 0
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, judged: Judged) -> None:
        """One more item."""
        self.items += 1
        for metric, group, tally in judged.tallies:
            self.tallies[metric, group] = self.tallies.get((metric, group), Tally()) + tally
        for name, share in judged.shares:
            self.shares[name] = self.shares.get(name, Share()) + share
        self.confusions.update(judged.confusions)

    def total(self, metric: str) -> Tally:
        """A metric over all its groups."""
        return sum((tally for (name, _), tally in self.tallies.items() if name == metric), Tally())

    def groups(self, metric: str) -> dict[str, Tally]:
        """A metric by group, in order of name; none where it has no groups."""
        return {group: self.tallies[name, group] for name, group in sorted(self.tallies) if name == metric and group}

    def macro_f1(self, metric: str) -> float | None:
        """The mean of F1 over the groups that the gold has; None where there are not two, or we found nothing."""
        if not self.total(metric).found:
            return None
        found = [tally.f1 or 0.0 for tally in self.groups(metric).values() if tally.wanted]
        return sum(found) / len(found) if len(found) > 1 else None


@dataclass(slots=True, kw_only=True)
class Score:
    """A set, what was counted on it, and how many of its texts could not be coded."""

    name: str
    form: GoldForm
    halves: dict[Half, HalfScore]
    unscored: str = ""
    failures: tuple[str, ...] = ()

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics with precision and recall, in the order they were counted."""
        return tuple(dict.fromkeys(name for half in HALVES for name, _ in self.halves[half].tallies))

    @property
    def shares(self) -> tuple[str, ...]:
        """The fields and other shares, in the order they were counted."""
        return tuple(dict.fromkeys(name for half in HALVES for name in self.halves[half].shares))

    @property
    def items(self) -> int:
        """How many items were scored."""
        return sum(half.items for half in self.halves.values())


def score(gold: GoldSet, bench: Bench, *, limit: int | None = None, keep: Keep | None = None,
          watch: Watch | None = None) -> Score:  # fmt: skip
    """A set scored; `limit` stops after so many items, `keep` sees each, `watch` may wrap them to show progress.

    A set that cannot be scored, or whose file breaks off, has the reason in `unscored`.
    """
    made = Score(name=gold.name, form=gold.form, halves={half: HalfScore() for half in HALVES})
    if gold.form.judge is None:
        made.unscored = gold.form.unscored
        return made
    before = len(bench.failures)
    judged = islice(gold.form.judge(gold.rows(), bench), limit)
    try:
        for item in watch(judged, gold.name) if watch else judged:
            half = half_of(item.item) if gold.form.halved else HALVES[0]
            made.halves[half].add(item)
            if keep:
                keep(gold.name, half, item)
    except ReadingError as reason:
        made.unscored = str(reason)
    except (KeyError, TypeError, IndexError) as reason:  # a row without the fields that its first row had
        fault = f"{type(reason).__name__} {reason}"
        made.unscored = f"after {made.items} items: a row is not as its format has it ({fault})"
    made.failures = tuple(f"{one.article_id or gold.name}: {one.reason}" for one in bench.failures[before:])
    return made
