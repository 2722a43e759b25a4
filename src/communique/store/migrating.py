"""The versions of a store: how a new one is made, how an older one is brought up to date.

`schema.sql` is version 1, `migrations/0002_NAME.sql` makes version 2 of it, and so on; a new store goes the same way.
A migration is one file of SQL, applied whole or not at all. Before each a copy of the store is put beside it.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.errors import StoreError
from communique.store.database import APPLICATION, Database

FOLDER = Path(__file__).parent
NAME = re.compile(r"(\d{4})_(\w+)\.sql")
FIRST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """The step to a version: its number and its file."""

    version: int
    path: Path


def steps(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """All steps from nothing to the newest version, in order; raises where a number is missing or double."""
    found = [Migration(version=FIRST, path=folder / "schema.sql")]
    for path in sorted((folder / "migrations").glob("*.sql")):
        named = NAME.fullmatch(path.name)
        if named is None or int(named[1]) != found[-1].version + 1:
            raise StoreError(f"{path}: the next migration is named {found[-1].version + 1:04}_NAME.sql")
        found.append(Migration(version=int(named[1]), path=path))
    return tuple(found)


def newest(folder: Path = FOLDER) -> int:
    """The version this program reads and writes."""
    return steps(folder)[-1].version


def version(database: Database) -> int | None:
    """The version of a store; 0 for an empty file; None for a SQLite file that is none of ours."""
    marked, found = database.value("PRAGMA application_id"), database.value("PRAGMA user_version")
    if marked == APPLICATION:
        return int(found)
    empty = not database.value("SELECT count(*) FROM sqlite_master")
    return 0 if empty and marked == 0 and found == 0 else None


def create(database: Database, folder: Path = FOLDER) -> None:
    """Nothing; an empty file becomes a store of the newest version, whole or not at all."""
    database.execute("PRAGMA journal_mode = WAL")
    with database.transaction():
        if version(database) != 0:  # somebody was quicker
            return
        for step in steps(folder):
            _apply(database, step)
        database.execute(f"PRAGMA application_id = {APPLICATION}")


def migrate(database: Database, folder: Path = FOLDER) -> Iterator[tuple[Migration, Path]]:
    """Each step that was made, with the copy of the store as it was before; raises `StoreError` where one fails."""
    for step in steps(folder):
        before = version(database)
        if before is None or step.version <= before:
            continue
        copy = backup(database, f"before-{step.version:04}")
        try:
            with database.transaction():
                _apply(database, step)
        except StoreError as fault:
            raise StoreError(
                f"{fault}\nThe step {step.path.name} failed; the store is unchanged (version {before}) and its copy is "
                f"{copy}"
            ) from fault
        yield step, copy


def backup(database: Database, label: str) -> Path:
    """A whole copy beside the store, named STORE.LABEL; it has its name only when it is whole."""
    target = database.path.with_name(f"{database.path.name}.{label}")
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        database.copy_to(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _apply(database: Database, step: Migration) -> None:
    """Nothing; runs inside the caller's transaction."""
    for statement in _statements(step.path):
        database.execute(statement)
    faults = list(database.rows("PRAGMA foreign_key_check"))
    if faults:
        raise StoreError(f"{database.path}: {step.path.name} leaves {len(faults)} rows without what they belong to")
    database.execute(f"PRAGMA user_version = {step.version}")


def _statements(path: Path) -> Iterator[str]:
    """The statements of a file, one by one: SQLite's own script runner would commit before the first."""
    begun = ""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
    if re.sub(r"--[^\n]*", "", begun).strip():
        raise StoreError(f"{path}: the last statement has no semicolon at its end")
