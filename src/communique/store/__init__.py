"""The store: every article, its versions, its whole record and its flat rows kept in one SQLite file.

    with communique.open_store("news.store") as store:              # made where there is none; or readonly=True
        store.add(communique.code(text, published_on="2023-04-26"))  # "added" "changed" "recoded" "known" "failed"
        for coded in store.records(): ...                            # CodedArticle, sorted by article_id
        store.events(selection), store.find("grain deal", selection).statements(), store.timeline("CHN", "UKR")
        store.events_frame(selection)                                # polars; views.Selection has all filters
        store.record(article_id), store.codings(article_id)          # the one that counts; all, superseded too
        for row in store.events(): ...                               # StoredEvent: flat rows by day; also statements()
        for article in store.articles(superseded=True): ...          # StoredArticle: every version, without its text
        store.failures(), store.counts(), store.check()

    with store.run(["archive/", "--outlet", "…"]):                   # many articles as one run: order does not count,
        for outcome, one in fill(store, read("archive/"), Coder()):  # and a broken run is continued by the next;
            ...                                                      # workers=2 codes by two processes
    store.made_by(article)                                           # None, or what made the coding of this version
    store.seen(article)                                              # it is stored and came again

One article is one transaction: all its rows, or none, whenever the program is killed. An article_id has versions
(other text or other facts), a version has codings (another program or other knowledge); exactly one coding of each
article is current, and its rows in all tables have `current = 1`. docs/store.md tells users,
docs/decisions/0020-store.md the choices.

For those who build on it
- Tables: `schema.sql` (version 1) and `migrations/NNNN_NAME.sql` (each the next number, one transaction, tested from
  version 1 on). Keys: `records.record_key`, `events.event_key`, `statements.statement_key`; a recoded article has new
  ones, and `event_id`, `statement_id` stay (they name places in a text; articles with the same text share them).
- Rows of your own at each addition, in the same transaction: a function `(Database, Change) -> None` in `AFTER_ADD`
  (`changes.py`); `Change` has the record, and the keys of the records whose rows began or ceased to count.
- Queries: `store.database.rows(query, values)`, `.row`, `.value`, `.execute`, `.insert`, `.transaction()`; faults come
  out as `StoreError`. Write SQL as constants in one module of yours beside `sql.py`, values never inside the text.
- `day`, `last_day` of events and statements are what `views.selection.days` gives (an open end has the other's day);
  `folded` names are `views.selection.folded`; a dyad's codes are those of `Selection.dyad`: country or class.
"""

from communique.store.filling import fill
from communique.store.finding import Found
from communique.store.kept import OUTCOMES, Change, Outcome, StoredActor, StoredArticle, StoredEvent, StoredStatement
from communique.store.store import Store, migrate_store, open_store
from communique.store.timeline import Month

__all__ = [
    "OUTCOMES",
    "Change",
    "Found",
    "Month",
    "Outcome",
    "Store",
    "StoredActor",
    "StoredArticle",
    "StoredEvent",
    "StoredStatement",
    "fill",
    "migrate_store",
    "open_store",
]
