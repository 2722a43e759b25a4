"""One connection to a store's file: how it is opened, what a transaction is, and what each fault means to a user.

All that is SQLite's own stands here and in `migrating.py`; a PostgreSQL connection would be a second class with the
methods of `Database`.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from communique.errors import StoreError
from communique.views.selection import folded

APPLICATION = 0x636D7172  # "cmqr": marks a file as a store, in SQLite's header
PATIENCE = 10.0  # seconds that a writer waits for another one; a transaction is one article and takes milliseconds
CACHE = 64  # megabytes of pages kept in memory
LOG = 64  # megabytes that the write-ahead log may have before it is copied into the file: fewer waits for the disk
PAGE = 4096  # bytes

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Database:
    """A store's file, opened; every fault of the file comes out as a `StoreError` that tells what to do."""

    def __init__(self, path: Path, *, readonly: bool = False, patience: float = PATIENCE) -> None:
        self.path, self.readonly, self.patience = path, readonly, patience
        with self.told():
            self._connection = _connected(path, readonly=readonly, patience=patience)

    def close(self) -> None:
        """Nothing; what was not committed is undone."""
        self._connection.close()

    def rows(self, query: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a query, as they are asked for."""
        with self.told():
            yield from self._connection.execute(query, values)

    def row(self, query: str, values: Values = ()) -> Row | None:
        """The first row of a query."""
        with self.told():
            found: Row | None = self._connection.execute(query, values).fetchone()
            return found

    def value(self, query: str, values: Values = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        found = self.row(query, values)
        return None if found is None else found[0]

    def execute(self, statement: str, values: Values = ()) -> int:
        """How many rows a statement touched."""
        with self.told():
            return self._connection.execute(statement, values).rowcount

    def insert(self, statement: str, values: Values) -> int:
        """The key of the row that an INSERT made."""
        with self.told():
            return self._connection.execute(statement, values).lastrowid or 0

    def insert_all(self, statement: str, rows: Iterable[Values]) -> None:
        """Nothing; many rows by one statement."""
        with self.told():
            self._connection.executemany(statement, rows)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or nothing of it; only one writer is inside at a time."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                self._connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """SQLite's faults become one `StoreError` with what a user can do."""
        try:
            yield
        except sqlite3.DatabaseError as fault:
            raise StoreError(f"{self.path}: {self._advice(fault)}") from fault

    def copy_to(self, target: Path) -> None:
        """Nothing; the target holds the whole store as it is now, also where others write meanwhile."""
        with self.told(), contextlib.closing(sqlite3.connect(target)) as copy:
            self._connection.backup(copy)

    def _advice(self, fault: sqlite3.DatabaseError) -> str:
        name = getattr(fault, "sqlite_errorname", None) or ""
        return next((said for begins, said in ADVICE.items() if name.startswith(begins)), f"{fault} ({name})").format(
            patience=self.patience
        )


ADVICE = {  # by the beginning of SQLite's name of the fault
    "SQLITE_FULL": "no room left (disk or quota full); nothing of this article was kept. Make room and run again",
    "SQLITE_READONLY": "cannot be written: the file, its folder or the connection is read-only",
    "SQLITE_BUSY": "another program is writing to it (waited {patience:g} s); nothing of this article was kept. Wait "
    "for it to end and run again",
    "SQLITE_LOCKED": "another program is writing to it; wait for it to end and run again",
    "SQLITE_CANTOPEN": "cannot be opened; see that the folder exists and that you may write there",
    "SQLITE_NOTADB": "is no store (not a SQLite file)",
    "SQLITE_CORRUPT": "is damaged. Run `communique store check --store FILE`, and go back to a copy if it says so",
    "SQLITE_IOERR": "the disk cannot be read or written; see whether it is full or was taken away",
}


def _connected(path: Path, *, readonly: bool, patience: float) -> sqlite3.Connection:
    """A connection that commits only when told to."""
    mode = "ro" if readonly else "rwc"
    try:
        connection = _opened(path, f"mode={mode}", patience)
    except sqlite3.OperationalError:
        if not readonly or _has_log(path):
            raise
        connection = _opened(path, "immutable=1", patience)  # a folder that nobody can write in, as on a CD
    if not readonly:
        connection.execute("PRAGMA synchronous = NORMAL")  # safe against kill; a power cut may lose the last articles
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LOG * 1_000_000 // PAGE}")
    connection.execute(f"PRAGMA cache_size = -{CACHE * 1000}")
    connection.create_function("folded", 1, _folded, deterministic=True)
    return connection


def _folded(name: str | None) -> str | None:
    """A name for comparing, as SQL asks for it: nothing of nothing."""
    return None if name is None else folded(name)


def _opened(path: Path, options: str, patience: float) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()  # reads the header: a wrong file is found here
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _has_log(path: Path) -> bool:
    """True where articles may stand in the write-ahead log that are not yet in the file itself."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0
