-- In which month each incident counts for each dyad: once, whichever way, in the month in which most of its reports that
-- name the two stand; '' where they have no day. The codes (country, or class of organisations) stand in order of
-- spelling. Kept as incidents come and go (`kept_groups.py`).
CREATE TABLE incident_months (
    one_code TEXT NOT NULL, other_code TEXT NOT NULL,
    month TEXT NOT NULL, status TEXT NOT NULL,
    incident_key INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
    PRIMARY KEY (one_code, other_code, month, status, incident_key)
) WITHOUT ROWID;
CREATE INDEX incident_months_by_incident ON incident_months (incident_key);

-- All records are joined anew when incidents are next asked for.
DELETE FROM incidents;
DELETE FROM reports;
DELETE FROM pages;
DELETE FROM blocks;
DELETE FROM report_links;
DELETE FROM copy_bands;
DELETE FROM copy_groups;
INSERT INTO joining_queue (record_key) SELECT record_key FROM records WHERE current = 1 ON CONFLICT DO NOTHING;
