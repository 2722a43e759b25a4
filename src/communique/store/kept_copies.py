"""Copies in a store: each article's bands, and the groups of articles that repeat each other."""

from collections.abc import Iterator

from communique.store import incident_sql as sql
from communique.store.copies import bands, is_copy
from communique.store.database import Database


def keep_copies(database: Database, article_id: str, text: str) -> None:
    """Nothing; afterwards the article stands in the group of those it repeats. Of a group as many are compared with it
    as it takes to find one: the groups are the same as if all were."""
    numbers = bands(text)
    together = {article_id}
    for other in sorted({row[0] for band in numbers for row in database.rows(sql.SAME_BAND, (band,))}):
        if other not in together and _repeats(database, text, other):
            together.update(group_of(database, other) or (other,))
    database.insert_all(sql.ADD_BAND, [(band, article_id) for band in sorted(set(numbers))])
    if len(together) > 1:
        _group(database, together)


def forget_copies(database: Database, article_id: str) -> None:
    """Nothing; afterwards the others of the article's group are grouped as if it had never been there."""
    group = group_of(database, article_id)
    for band in _known_bands(database, article_id):
        database.execute(sql.DROP_BAND, (band, article_id))
    if not group:
        return
    database.execute(sql.DROP_COPIES, (group[0],))
    for other in group:
        if other != article_id:
            _mark(database, other)
            text = database.value(sql.TEXT, (other,))
            for band in _known_bands(database, other):
                database.execute(sql.DROP_BAND, (band, other))
            keep_copies(database, other, text or "")


def group_of(database: Database, article_id: str) -> tuple[str, ...]:
    """The articles that are copies of each other and of this one, itself among them; none where it has no copy."""
    name = database.value(sql.GROUP_OF, (article_id,))
    return () if name is None else tuple(row[0] for row in database.rows(sql.COPIES, (name,)))


def _repeats(database: Database, text: str, other: str) -> bool:
    told = database.value(sql.TEXT, (other,))
    return told is not None and is_copy(text, told)


def _group(database: Database, together: set[str]) -> None:
    """Nothing; the group is called by the first of its articles, and the reports of all will be grouped again."""
    for name in {database.value(sql.GROUP_OF, (article_id,)) for article_id in together} - {None}:
        database.execute(sql.DROP_COPIES, (name,))
    first = min(together)
    database.insert_all(sql.ADD_COPY, [(article_id, first) for article_id in sorted(together)])
    for article_id in sorted(together):
        _mark(database, article_id)


def _mark(database: Database, article_id: str) -> None:
    database.execute(sql.MARK_ARTICLE, (article_id,))


def _known_bands(database: Database, article_id: str) -> Iterator[int]:
    return iter([row[0] for row in database.rows(sql.BANDS_OF, (article_id,))])
