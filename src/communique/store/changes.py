"""What else is written when an article is added, in the same transaction: one table, one row a room."""

from collections.abc import Callable

from communique.store import kept_incidents, months
from communique.store.database import Database
from communique.store.kept import Change

AfterAdd = Callable[[Database, Change], None]

# each is told of every addition that changed what counts, of "known" ones never
AFTER_ADD: tuple[AfterAdd, ...] = (kept_incidents.queue, months.count)
