"""What each dyad did each month: the counts that a dyad's page reads, kept as records begin and cease to count."""

from communique.store.database import Database
from communique.store.kept import Change

COUNT = (
    "INSERT INTO dyad_months SELECT d.source_code, d.target_code, coalesce(substr(e.day, 1, 7), ''), e.event_type, "
    "coalesce(e.mode, ''), e.cameo, e.status, e.reciprocal, :sign * count(*) "
    "FROM events AS e JOIN dyads AS d USING (event_key) WHERE e.record_key = :record_key "
    "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 "
    "ON CONFLICT DO UPDATE SET events = events + excluded.events"
)


def count(database: Database, change: Change) -> None:
    """Nothing; what began to count is added, what ceased is taken away."""
    for sign, keys in ((1, change.begun), (-1, change.ceased)):
        for key in keys:
            database.execute(COUNT, {"sign": sign, "record_key": key})
