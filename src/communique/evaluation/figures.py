"""Figures of a score: tallies with precision and recall, shares with their interval."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959964  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much was met: `hits` of `wanted` gold ones, and `right` of `found` ones of ours.

    `hits` and `right` differ where a gold set has optional rows: right to find, not wrong to miss.
    """

    hits: float = 0
    wanted: float = 0
    right: float = 0
    found: float = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            hits=self.hits + other.hits,
            wanted=self.wanted + other.wanted,
            right=self.right + other.right,
            found=self.found + other.found,
        )

    @property
    def recall(self) -> float | None:
        """The share of the gold ones that were met; None where there are none."""
        return self.hits / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """The share of ours that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; 0 where only one of them exists, None where neither does."""
        if self.recall is None and self.precision is None:
            return None
        if not self.recall or not self.precision:
            return 0.0
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of a number are right; `right` may be a sum of shares."""

    right: float = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(right=self.right + other.right, of=self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share itself; None of nothing."""
        return self.right / self.of if self.of else None


def wilson(share: Share) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson; (0, 1) where nothing was counted."""
    if not share.of:
        return 0.0, 1.0
    n, p = share.of, share.right / share.of
    middle = (p + Z95 * Z95 / (2 * n)) / (1 + Z95 * Z95 / n)
    reach = Z95 / (1 + Z95 * Z95 / n) * sqrt(p * (1 - p) / n + Z95 * Z95 / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)
