"""Linked reports as groups: connected components, but none that holds what cannot be one happening.

A chain of vague reports would tie Monday's raid to Tuesday's. So the links are taken from the strongest to the weakest,
and one that would bring together two reports that contradict each other is left out. The result depends on the links
alone, not on the order they are given in.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

LARGEST = 500  # reports of one happening; a larger group is a chain of many and stays in parts
CERTAIN = 1000.0  # points of a link that holds whatever speaks against it: the same words, published again
REVIEWED = 2000.0  # points of a link that somebody decided, even of two acts of one article
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two reports that are taken to mean one happening, by their event ids in order of spelling, and why."""

    one: str
    other: str
    points: float
    why: tuple[str, ...]


def ordered(one: str, other: str) -> Pair:
    """The two ids in order of spelling."""
    return (one, other) if one <= other else (other, one)


def connected(nodes: Iterable[str], pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The connected components, each sorted, in order of their first."""
    groups = {node: {node} for node in nodes}
    for one, other in pairs:
        _unite(groups, one, other)
    return _sorted(groups)


def grouped(
    home: Mapping[str, str],
    traits: Mapping[str, Hashable],
    links: Iterable[Link],
    contradict: Callable[[str, str], bool],
    apart: frozenset[Pair] = frozenset(),
) -> tuple[tuple[str, ...], ...]:
    """The reports of each happening, each group sorted, in order of their first.

    `home` is each report's article: the acts of one article are different acts, so a group has one of each at most.
    `traits` holds for each report what `contradict` looks at: of reports that are equal in it, one is asked for. Pairs
    in `apart` never come into one group.
    """
    groups = {node: {node} for node in traits}
    for link in sorted(links, key=lambda one: (-one.points, one.one, one.other)):
        these, those = groups[link.one], groups[link.other]
        if these is those or _hold(these, those, apart):
            continue
        if link.points >= REVIEWED or _may_unite(these, those, home, traits, contradict, link.points):
            _unite(groups, link.one, link.other)
    return _sorted(groups)


def _hold(these: set[str], those: set[str], apart: frozenset[Pair]) -> bool:
    """True where a pair that shall stay apart would come together."""
    return bool(apart) and any(ordered(one, other) in apart for one in these for other in those)


def _may_unite(
    these: set[str], those: set[str], home: Mapping[str, str], traits: Mapping[str, Hashable],
    contradict: Callable[[str, str], bool], points: float,
) -> bool:  # fmt: skip
    if len(these) + len(those) > LARGEST:
        return False
    if {home[node] for node in these} & {home[node] for node in those}:
        return False
    if points >= CERTAIN:
        return True
    left, right = ({traits[node]: node for node in sorted(group)} for group in (these, those))
    return not any(contradict(one, other) for one in left.values() for other in right.values())


def _unite(groups: dict[str, set[str]], one: str, other: str) -> None:
    """Put the group of the smaller number into the other; every report knows its own."""
    fewer, more = sorted((groups[one], groups[other]), key=len)
    if fewer is more:
        return
    more |= fewer
    groups.update((node, more) for node in fewer)


def _sorted(groups: Mapping[str, set[str]]) -> tuple[tuple[str, ...], ...]:
    found = {id(group): tuple(sorted(group)) for group in groups.values()}
    return tuple(sorted(found.values()))
