"""Blocks in a store: who stands where, and who is found there."""

from collections.abc import Iterable

from communique.store import incident_sql as sql
from communique.store.database import Database
from communique.store.packing import block_number

REPORTS, PAGES, INCIDENTS = "report", "page", "incident"  # begin the names of blocks: each holds things of one kind


def stand(database: Database, kind: str, blocks: Iterable[tuple[int, str]], owner: int) -> None:
    """Nothing; afterwards the owner is found in these blocks."""
    database.insert_all(sql.ADD_BLOCK, [(*_place(kind, block), owner) for block in sorted(blocks)])


def leave(database: Database, kind: str, blocks: Iterable[tuple[int, str]], owner: int) -> None:
    """Nothing; afterwards the owner is no longer found in these blocks."""
    for block in sorted(blocks):
        database.execute(sql.DROP_BLOCK, (*_place(kind, block), owner))


def owners(database: Database, kind: str, blocks: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of all that stand in any of these blocks, sorted."""
    found = {row[0] for block in blocks for row in database.rows(sql.OWNERS, _place(kind, block))}
    return sorted(found)


def _place(kind: str, block: tuple[int, str]) -> tuple[int, int]:
    return block[0], block_number(f"{kind}|{block[1]}")
