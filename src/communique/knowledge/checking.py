"""What numbered checks are made of: the material they look at, the findings they yield, and small tools.

A check takes `Material` and yields a `Finding` for each row it refuses. Its name begins with its number
(`k101_…`), its docstring is its message.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.knowledge.code_lists import CodeLists
from communique.knowledge.registry import Registry
from communique.knowledge.tables import lines_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The tables of one knowledge folder, and the folder itself for checks that load more or read bare cells."""

    folder: Path
    registry: Registry
    codes: CodeLists


@dataclass(frozen=True, slots=True)
class Finding:
    """A row a check refuses, by its `rule` ("actors/offices.tsv:7"), and what is wrong with it."""

    rule: str
    what: str


Findings = Iterator[Finding]
Check = Callable[[Material], Findings]


def taken_twice(named: Iterable[tuple[str, str, str]]) -> Findings:
    """A finding for each name that stands for two keys; what comes in is (name, key, rule)."""
    owner: dict[str, str] = {}
    for name, key, rule in named:
        if owner.setdefault(name, key) != key:
            yield Finding(rule, f"{name!r} names {owner[name]} and {key}")


def repeated(keys: Iterable[tuple[object, str]]) -> Findings:
    """A finding for each key that comes a second time; what comes in is (key, rule)."""
    seen: set[object] = set()
    for key, rule in keys:
        if key in seen:
            yield Finding(rule, f"{key} is there twice")
        seen.add(key)


def unknown(word: str, values: Iterable[str | None], is_known: Callable[[str], bool], rule: str) -> Findings:
    """A finding for each value that is not known; None is passed over."""
    for value in values:
        if value is not None and not is_known(value):
            yield Finding(rule, f"no {word} {value!r}")


def cells_of(folder: Path, patterns: Iterable[str]) -> Iterator[tuple[Path, int, str]]:
    """Every cell of the tables with its file and line; the header is passed over."""
    for path in (path for pattern in patterns for path in sorted(folder.glob(pattern))):
        lines = lines_of(path)
        next(lines, None)
        yield from ((path, line, cell) for line, cells in lines for cell in cells)
