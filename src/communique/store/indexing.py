"""The full texts of a store: rows are indexed many articles at a time, and what waits is found all the same."""

from communique.store import words_sql as sql
from communique.store.database import Database

PART = 200  # articles that wait at most while articles are added; docs/decisions/0020-store.md
MAIN, WAITING = "main", "temp"  # SQLite's names of the store, and of what a connection keeps for itself


def index(database: Database, least: int = 1) -> None:
    """Nothing; afterwards all rows stand in the full texts, where at least so many articles waited."""
    if _waiting(database) < least:
        return
    with database.transaction():
        for table, statement in sql.INDEX.items():
            database.execute(statement, (_upto(database, table),))
            database.execute(sql.SET_INDEXED[table], (table,))


def schemas(database: Database, table: str) -> tuple[str, ...]:
    """Where words of a table's rows are looked for, the newest first: SQLite's names of the schemas.

    A store that may be written is indexed before. Of one that may not, the rows that wait get a full text in memory,
    which lasts as long as the connection.
    """
    if not database.readonly:
        index(database)
        return (MAIN,)
    if not _waiting(database):
        return (MAIN,)
    database.execute(sql.NO_WAITING[table])
    database.execute(sql.MAKE_WAITING[table])
    database.execute(sql.FILL_WAITING[table], (_upto(database, table),))
    return (WAITING, MAIN)


def _upto(database: Database, table: str) -> int:
    return int(database.value(sql.INDEXED, (table,)))


def _waiting(database: Database) -> int:
    return int(database.value(sql.COUNT_WAITING))
