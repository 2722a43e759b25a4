"""Which gold stands in files and folders, and which format each is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import groupby
from pathlib import Path

from communique.errors import ReadingError
from communique.evaluation.gold import GOLD
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.html_pages import TRUTH
from communique.evaluation.gold.own import tables_or_lines
from communique.evaluation.gold.rows import Row

SUFFIXES = frozenset({".jsonl", ".json", ".csv", ".tsv"})
SINGLE = ".json"  # one article a file: those of a folder are one set
PAGES = "html_fundus"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """One set to score: its name, its format and its files."""

    name: str
    form: GoldForm
    paths: tuple[Path, ...]

    def rows(self) -> Iterator[Row]:
        """The rows of all files, one after the other."""
        for path in self.paths:
            yield from self.form.read(path)


def gold_sets(paths: Iterable[Path], only: str | None = None) -> tuple[GoldSet, ...]:
    """The sets in files and folders, in order of name; `only` keeps those whose name or format it matches ("plover*").

    A file that no format reads is a set with the reason; a path that is not there raises `ReadingError`.
    """
    found = [one for path in paths for one in _sets_at(path)]
    if not found:
        raise ReadingError(f"no gold there; it may be {' '.join(sorted(SUFFIXES))}")
    if only is None:
        return tuple(found)
    kept = tuple(one for one in found if fnmatch(one.name, only) or fnmatch(one.form.name, only))
    if not kept:
        raise ReadingError(f"no set {only!r}; there are {', '.join(one.name for one in found)}")
    return kept


def _sets_at(path: Path) -> Iterator[GoldSet]:
    if not path.exists():
        raise ReadingError(f"{path}: no such file or folder")
    if path.is_file():
        form = form_of(path)
        yield GoldSet(name=path.stem, form=form, paths=(path,))
        return
    if (path / TRUTH).is_file():
        yield GoldSet(name=path.name, form=GOLD[PAGES], paths=(path,))
        return
    files = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES)
    formed = [(form_of(file), file) for file in files]
    several = sorted(((form.name, file) for form, file in formed if file.suffix == SINGLE), key=lambda pair: pair[0])
    for _, group in groupby(several, key=lambda pair: pair[0]):
        inside = tuple(file for _, file in group)
        yield GoldSet(name=path.name, form=form_of(inside[0]), paths=inside)
    for form, file in formed:
        if file.suffix != SINGLE:
            yield GoldSet(name=file.stem, form=form, paths=(file,))
    for folder in sorted(one for one in path.iterdir() if one.is_dir() and not one.name.startswith(".")):
        yield from _sets_at(folder)


def form_of(path: Path) -> GoldForm:
    """The format of a file by the fields of its first row; one that cannot be scored where no format has them."""
    try:
        first = next(tables_or_lines(path), None)
    except ReadingError as reason:
        return GoldForm(name="unknown", unscored=str(reason))
    if first is None:
        return GoldForm(name="unknown", unscored="there is no row in it")
    for form in GOLD.values():
        if form.keys and form.keys <= first.keys():
            return form
    fields = ", ".join(sorted(map(str, first.keys()))[:12])
    return GoldForm(name="unknown", unscored=f"no format of gold has these fields: {fields}")
