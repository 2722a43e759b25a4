"""What else is written when an article is added, in the same transaction: one table, one row a room."""

from collections.abc import Callable

from communique.store.database import Database
from communique.store.kept import Change

AfterAdd = Callable[[Database, Change], None]

AFTER_ADD: tuple[AfterAdd, ...] = ()  # each is told of every addition that changed what counts, "known" ones never
