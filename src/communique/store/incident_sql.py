"""Every statement of SQL that the joining and the reviews say; tables are in `migrations/0002_incidents.sql`
and `0005_incident_months.sql`."""

PAGE = 200  # records joined in one transaction

QUEUE = "INSERT INTO joining_queue (record_key) VALUES (?) ON CONFLICT DO NOTHING"
COUNT_QUEUED = "SELECT count(*) FROM joining_queue"
QUEUED = (  # what ceased goes first: names of reports are unique
    "SELECT joining_queue.record_key, records.current, records.coded, pages.record_key "
    "FROM joining_queue LEFT JOIN records USING (record_key) LEFT JOIN pages USING (record_key) "
    "ORDER BY coalesce(records.current, 0), joining_queue.record_key LIMIT ?"
)
DONE = "DELETE FROM joining_queue WHERE record_key = ?"

ADD_PAGE = "INSERT INTO pages (record_key, article_id, published_on, fresh, page) VALUES (?, ?, ?, 1, ?)"
PAGE_OF = "SELECT page, article_id FROM pages WHERE record_key = ?"
DROP_PAGE = "DELETE FROM pages WHERE record_key = ?"
FRESH_PAGES = "SELECT record_key FROM pages WHERE fresh = 1 ORDER BY record_key"
MARK_PAGE = "UPDATE pages SET fresh = ? WHERE record_key = ?"
IS_JOINED = "SELECT 1 FROM pages WHERE record_key = ?"

ADD_REPORT = "INSERT INTO reports (record_key, name, event_id, article_id, fresh, report) VALUES (?, ?, ?, ?, 1, ?)"
REPORT = "SELECT report FROM reports WHERE report_key = ?"
REPORT_NAMED = "SELECT report FROM reports WHERE name = ?"
REPORTS_OF_RECORD = "SELECT report_key, report FROM reports WHERE record_key = ? ORDER BY report_key"
NAMES_OF_ARTICLE = "SELECT name FROM reports WHERE article_id = ?"
NAMES_OF_EVENT = "SELECT name FROM reports WHERE event_id = ? ORDER BY name"
DROP_REPORTS = "DELETE FROM reports WHERE record_key = ?"
FRESH_REPORT = "SELECT name FROM reports WHERE fresh = 1 ORDER BY report_key LIMIT 1"
MARK_REPORT = "UPDATE reports SET fresh = ? WHERE name = ?"
MARK_ARTICLE = "UPDATE reports SET fresh = 1 WHERE article_id = ?"

ADD_BLOCK = "INSERT INTO blocks (day, block, owner) VALUES (?, ?, ?)"
DROP_BLOCK = "DELETE FROM blocks WHERE day = ? AND block = ? AND owner = ?"
OWNERS = "SELECT owner FROM blocks WHERE day = ? AND block = ?"

ADD_LINK = "INSERT INTO report_links (one, other, points, why) VALUES (?, ?, ?, ?)"
LINKS_OF = (
    "SELECT one, other, points, why FROM report_links WHERE one = ? "
    "UNION ALL SELECT one, other, points, why FROM report_links WHERE other = ?"
)
DROP_LINKS = ("DELETE FROM report_links WHERE one = ?", "DELETE FROM report_links WHERE other = ?")

ADD_BAND = "INSERT INTO copy_bands (band, article_id) VALUES (?, ?)"
SAME_BAND = "SELECT article_id FROM copy_bands WHERE band = ?"
BANDS_OF = "SELECT band FROM copy_bands WHERE article_id = ?"
DROP_BAND = "DELETE FROM copy_bands WHERE band = ? AND article_id = ?"
TEXT = "SELECT text FROM articles WHERE article_id = ? AND current = 1"
GROUP_OF = "SELECT copies FROM copy_groups WHERE article_id = ?"
COPIES = "SELECT article_id FROM copy_groups WHERE copies = ? ORDER BY article_id"
ADD_COPY = "INSERT INTO copy_groups (article_id, copies) VALUES (?, ?)"
DROP_COPIES = "DELETE FROM copy_groups WHERE copies = ?"

ADD_INCIDENT = (
    "INSERT INTO incidents (incident_id, event_type, status, first_day, last_day, tellers, fresh, incident) "
    "VALUES (?, ?, ?, ?, ?, ?, 1, ?)"
)
ADD_MEMBER = "INSERT INTO incident_reports (name, incident_key) VALUES (?, ?)"
INCIDENT_OF = "SELECT incident_key FROM incident_reports WHERE name = ?"
INCIDENT = "SELECT incident FROM incidents WHERE incident_key = ?"
DROP_INCIDENT = "DELETE FROM incidents WHERE incident_key = ?"
FRESH_INCIDENTS = "SELECT incident_key FROM incidents WHERE fresh = 1 ORDER BY incident_key"
JOINED_INCIDENT = "UPDATE incidents SET fresh = 0 WHERE incident_key = ?"
KEY_OF_INCIDENT = "SELECT incident_key FROM incidents WHERE incident_id = ?"
LISTED = (
    "SELECT incident_key FROM incidents WHERE tellers + "
    "(SELECT count(*) FROM retellings WHERE retellings.incident_key = incidents.incident_key) >= ? "
    "ORDER BY coalesce(first_day, '9999'), incident_id"
)

ADD_MONTH = "INSERT INTO incident_months (one_code, other_code, month, status, incident_key) VALUES (?, ?, ?, ?, ?)"
DAY_OF_EVENT = "SELECT day FROM events WHERE event_id = ? AND article_id = ? AND current = 1"
MONTHS = "SELECT month, status, count(*) FROM incident_months WHERE one_code = ? AND other_code = ? GROUP BY 1, 2"

ADD_RETELLING = "INSERT INTO retellings (record_key, incident_key, retelling) VALUES (?, ?, ?)"
RETELLINGS = "SELECT retelling FROM retellings WHERE incident_key = ?"
RETOLD_BY = "SELECT record_key FROM retellings WHERE incident_key = ?"
DROP_RETELLINGS = "DELETE FROM retellings WHERE record_key = ?"

ADD_DECISION = (
    "INSERT INTO decisions (decision_id, decided_at, article_id, event_id, applied, decision) VALUES (?, ?, ?, ?, 0, ?)"
)
IS_DECIDED = "SELECT 1 FROM decisions WHERE decision_id = ?"
DECISIONS = "SELECT decision FROM decisions ORDER BY decided_at, decision_id"
DECISIONS_OF = "SELECT decision FROM decisions WHERE article_id = ? ORDER BY decided_at, decision_id"
DECISIONS_IN = (
    "SELECT decision FROM decisions JOIN reports USING (event_id) JOIN incident_reports USING (name) "
    "WHERE incident_key = ? ORDER BY decided_at, decision_id"
)
NOT_APPLIED = "SELECT decision FROM decisions WHERE applied = 0 ORDER BY decision_key"
APPLIED = "UPDATE decisions SET applied = 1 WHERE applied = 0"
CURRENT_RECORD = (
    "SELECT record_key, coded FROM records JOIN articles USING (article_key) "
    "WHERE article_id = ? AND records.current = 1"
)
