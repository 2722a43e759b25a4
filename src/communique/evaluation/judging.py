"""What the scoring of one gold item comes to: counts, fields, confusions, and what to read where it differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from communique.evaluation.figures import Share, Tally

Half = Literal["read", "held"]
HALVES: tuple[Half, Half] = ("read", "held")
NOTHING = "–"  # in confusions and differences, where one side has nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing to read: a gold row that was missed, one of ours that is false, or a pair with wrong fields."""

    what: Literal["missed", "false", "wrong"]
    metric: str
    text: str  # the sentence or the stretch that tells it
    expected: str = NOTHING
    found: str = NOTHING
    wrong: str = ""  # the fields that differ
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One gold item and all that was counted on it."""

    item: str
    tallies: tuple[tuple[str, str, Tally], ...] = ()  # metric, group ("" for none), tally
    shares: tuple[tuple[str, Share], ...] = ()
    confusions: tuple[tuple[str, str], ...] = ()  # type in the gold, type found
    differences: tuple[Difference, ...] = ()


def half_of(item: str) -> Half:
    """The half an item belongs to, for good: by a hash of its id, so that tuning reads only one of them."""
    return HALVES[sha256(item.encode()).digest()[0] % 2]


class Judging:
    """Counts one item; `done` gives the value."""

    def __init__(self, item: str) -> None:
        self._item = item
        self._tallies: list[tuple[str, str, Tally]] = []
        self._shares: list[tuple[str, Share]] = []
        self._confusions: list[tuple[str, str]] = []
        self._differences: list[Difference] = []

    def wanted(self, metric: str, group: str, met: bool) -> None:
        """A gold row, and whether it was met."""
        self._tallies.append((metric, group, Tally(hits=int(met), wanted=1)))

    def found(self, metric: str, group: str, right: bool) -> None:
        """A row of ours, and whether it is right."""
        self._tallies.append((metric, group, Tally(right=int(right), found=1)))

    def tally(self, metric: str, tally: Tally, group: str = "") -> None:
        """Counts made elsewhere."""
        self._tallies.append((metric, group, tally))

    def field(self, name: str, right: float) -> None:
        """A field of a pair, 1 or True where it is right."""
        self._shares.append((name, Share(right=right, of=1)))

    def fields(self, compared: Iterable[tuple[str, bool]]) -> tuple[str, ...]:
        """Several fields at once; gives back the names of the wrong ones."""
        told = list(compared)
        for name, right in told:
            self.field(name, right)
        return tuple(name for name, right in told if not right)

    def confuse(self, expected: str, found: str) -> None:
        """A type of the gold and the type we found for it."""
        self._confusions.append((expected, found))

    def differ(self, difference: Difference) -> None:
        """Something to read."""
        self._differences.append(difference)

    def done(self) -> Judged:
        """All that was counted on the item."""
        return Judged(
            item=self._item,
            tallies=tuple(self._tallies),
            shares=tuple(self._shares),
            confusions=tuple(self._confusions),
            differences=tuple(self._differences),
        )
