-- Incidents: what the joining keeps of each record that counts, and what it made of it. All of it is made again from
-- the records where it is missing; nothing here is a source.

-- Records that began or ceased to count since incidents were last asked for.
CREATE TABLE joining_queue (record_key INTEGER PRIMARY KEY);
INSERT INTO joining_queue (record_key) SELECT record_key FROM records WHERE current = 1;

-- One row for each record that was joined: the article as it is searched for incidents that it tells.
CREATE TABLE pages (
    record_key INTEGER PRIMARY KEY REFERENCES records ON DELETE CASCADE,
    article_id TEXT NOT NULL,
    published_on TEXT,
    fresh INTEGER NOT NULL,            -- 1: not yet compared with the incidents
    page TEXT NOT NULL                 -- JSON: store/retold.py, Page
);
CREATE INDEX pages_by_article ON pages (article_id);
CREATE INDEX pages_fresh ON pages (record_key) WHERE fresh = 1;

CREATE TABLE reports (
    report_key INTEGER PRIMARY KEY,
    record_key INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    name TEXT NOT NULL UNIQUE,         -- event_id and article_id
    event_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    fresh INTEGER NOT NULL,            -- 1: its group is to be made again
    report TEXT NOT NULL               -- JSON: store/reports.py, Report
);
CREATE INDEX reports_by_record ON reports (record_key);
CREATE INDEX reports_by_article ON reports (article_id);
CREATE INDEX reports_by_event ON reports (event_id);
CREATE INDEX reports_fresh ON reports (report_key) WHERE fresh = 1;

-- In which blocks reports, pages and incidents stand: a day, the hash of a block's name, the key of what stands there.
CREATE TABLE blocks (day INTEGER NOT NULL, block INTEGER NOT NULL, owner INTEGER NOT NULL);
CREATE INDEX blocks_by_day ON blocks (day, block, owner);

CREATE TABLE report_links (
    one TEXT NOT NULL, other TEXT NOT NULL,    -- names of reports, in order of spelling
    points REAL NOT NULL, why TEXT NOT NULL,   -- JSON
    PRIMARY KEY (one, other)
);
CREATE INDEX report_links_by_other ON report_links (other);

-- Copies: an article's bands of MinHash, and the group of copies it belongs to (called by its first in spelling).
CREATE TABLE copy_bands (band INTEGER NOT NULL, article_id TEXT NOT NULL, PRIMARY KEY (band, article_id));
CREATE INDEX copy_bands_by_article ON copy_bands (article_id);
CREATE TABLE copy_groups (article_id TEXT PRIMARY KEY, copies TEXT NOT NULL);
CREATE INDEX copy_groups_by_group ON copy_groups (copies);

CREATE TABLE incidents (
    incident_key INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL UNIQUE,
    event_type TEXT NOT NULL, status TEXT NOT NULL,
    first_day TEXT, last_day TEXT,
    tellers INTEGER NOT NULL,          -- reports and copies
    fresh INTEGER NOT NULL,            -- 1: the articles that retell it are to be looked for
    incident TEXT NOT NULL             -- JSON: store/incidents.py, Incident, without retellings and compared words
);
CREATE INDEX incidents_by_day ON incidents (first_day, incident_id);
CREATE INDEX incidents_fresh ON incidents (incident_key) WHERE fresh = 1;

CREATE TABLE incident_reports (
    name TEXT PRIMARY KEY,             -- of the report
    incident_key INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE
);
CREATE INDEX incident_reports_by_incident ON incident_reports (incident_key);

CREATE TABLE retellings (
    record_key INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    incident_key INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
    retelling TEXT NOT NULL,           -- JSON: store/incidents.py, Retelling
    PRIMARY KEY (incident_key, record_key)
);
CREATE INDEX retellings_by_record ON retellings (record_key);

-- What persons decided: rows are only ever added. The quote and the characters beside it find the place again.
CREATE TABLE decisions (
    decision_key INTEGER PRIMARY KEY,
    decision_id TEXT NOT NULL UNIQUE,
    decided_at TEXT NOT NULL,
    article_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    applied INTEGER NOT NULL,          -- 0: the joining does not know it yet
    decision TEXT NOT NULL             -- JSON: store/reviews.py, Decision
);
CREATE INDEX decisions_by_article ON decisions (article_id);
CREATE INDEX decisions_by_event ON decisions (event_id);
