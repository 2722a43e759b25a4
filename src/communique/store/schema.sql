-- The store as its first version made it. Later versions are the files in migrations/, applied in order of their
-- numbers after this one, to new stores as to old. What `database.py` sets is SQLite's, what stands here is plain SQL,
-- so that PostgreSQL can follow: days are ISO texts, truth is 0 or 1, keys are whole numbers. Only WITHOUT ROWID (rows
-- stand in the tree of their primary key) is SQLite's own and would be left out.

-- What was asked for when articles were added. Numbers are counted at the end; a run that was killed has no end.
CREATE TABLE runs (
    run_key INTEGER PRIMARY KEY,
    inputs TEXT NOT NULL,              -- a JSON list: the files and options, sorted
    batch INTEGER NOT NULL,            -- a run that repeats one without an end has its batch (docs/decisions/0020-store.md)
    program TEXT NOT NULL,             -- version of communique
    started_at TEXT NOT NULL,          -- by the clock; nothing is decided by it
    ended_at TEXT,
    ending TEXT,                       -- finished, interrupted
    added INTEGER, changed INTEGER, recoded INTEGER, known INTEGER, failed INTEGER
);
CREATE INDEX runs_by_inputs ON runs (inputs);

-- Articles: one row a version. Another text, or other facts, under the same article_id is another version.
CREATE TABLE articles (
    article_key INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,          -- 1, 2 … in order of arrival
    digest TEXT NOT NULL,              -- of the text and all facts but raw_sha256
    current INTEGER NOT NULL,          -- 1: the version that counts; the others are superseded
    batch INTEGER NOT NULL,            -- in which it was last seen
    text_id TEXT NOT NULL,
    title TEXT, text TEXT NOT NULL,
    published_on TEXT, outlet TEXT, author TEXT, url TEXT, language TEXT NOT NULL, raw_sha256 TEXT,
    UNIQUE (article_id, digest)
);
CREATE INDEX articles_by_batch ON articles (batch);
CREATE INDEX articles_by_text ON articles (text_id);
CREATE INDEX articles_by_day ON articles (published_on) WHERE current = 1;
CREATE INDEX articles_current ON articles (article_id) WHERE current = 1;

-- Records: one row a coding of a version. A version coded by another program or other knowledge has several.
CREATE TABLE records (
    record_key INTEGER PRIMARY KEY,
    article_key INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    run_key INTEGER REFERENCES runs ON DELETE SET NULL,
    current INTEGER NOT NULL,          -- 1: the last coding of the current version
    stored_at TEXT NOT NULL,
    schema TEXT NOT NULL,
    code TEXT NOT NULL, knowledge TEXT NOT NULL, parser TEXT NOT NULL, reader TEXT, actors_file TEXT,
    digest TEXT NOT NULL,              -- of the JSON, which `store check` compares
    coded BLOB NOT NULL                -- the whole record: its JSON, compressed with zlib
);
CREATE INDEX records_by_article ON records (article_key);
CREATE INDEX records_current ON records (article_key) WHERE current = 1;

CREATE TABLE actors (
    record_key INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,               -- the key within the article: a1
    actor_id TEXT, name TEXT NOT NULL, country TEXT, org_class TEXT,
    sectors TEXT NOT NULL,             -- with + between
    office TEXT, mentions INTEGER NOT NULL,
    PRIMARY KEY (record_key, position)
) WITHOUT ROWID;

CREATE TABLE events (
    event_key INTEGER PRIMARY KEY,
    record_key INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    position INTEGER NOT NULL,         -- in the record, from 0
    current INTEGER NOT NULL,
    event_id TEXT NOT NULL,            -- unique within a record; articles with the same text share it
    article_id TEXT NOT NULL, outlet TEXT, published_on TEXT,
    day TEXT,                          -- to sort and filter by: the act's first day, else its last, else that of publication
    last_day TEXT,                     -- its last day, else its first, else that of publication
    event_type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL,
    contexts TEXT NOT NULL,            -- with + between
    status TEXT NOT NULL, historical INTEGER NOT NULL, reciprocal INTEGER NOT NULL,
    date_start TEXT, date_end TEXT, date_precision TEXT, date_basis TEXT,
    place TEXT, place_country TEXT, place_admin1 TEXT, place_precision TEXT, geonames_id INTEGER, lat REAL, lon REAL,
    dead_low INTEGER, dead_high INTEGER, injured_low INTEGER, injured_high INTEGER,
    arrested_low INTEGER, arrested_high INTEGER, present_low INTEGER, present_high INTEGER,
    object TEXT,                       -- words, as all that follow
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger_words TEXT NOT NULL,
    evidence_start INTEGER NOT NULL, evidence_end INTEGER NOT NULL, evidence TEXT NOT NULL,
    attribution TEXT,                  -- a statement_id of the same record
    mentions INTEGER NOT NULL,
    rule TEXT NOT NULL, decided_by TEXT NOT NULL,
    UNIQUE (record_key, position)
);
CREATE INDEX events_by_id ON events (event_id);
CREATE INDEX events_by_day ON events (day, event_key) WHERE current = 1;
CREATE INDEX events_by_type ON events (event_type, day) WHERE current = 1;
CREATE INDEX events_by_place ON events (place_country, day) WHERE current = 1;
CREATE INDEX events_by_outlet ON events (outlet, day) WHERE current = 1;

CREATE TABLE event_actors (
    event_key INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    role TEXT NOT NULL,                -- source, target
    position INTEGER NOT NULL,         -- among those of its role, from 0
    current INTEGER NOT NULL, day TEXT,
    actor TEXT NOT NULL, actor_id TEXT, name TEXT NOT NULL,
    folded TEXT NOT NULL,              -- the name in small letters without accents, single spaces
    country TEXT, org_class TEXT, sectors TEXT NOT NULL, office TEXT, doubtful INTEGER NOT NULL,
    words TEXT NOT NULL,               -- by which the text names the actor there
    PRIMARY KEY (event_key, role, position)
) WITHOUT ROWID;
CREATE INDEX event_actors_by_country ON event_actors (country, day, event_key) WHERE current = 1;
CREATE INDEX event_actors_by_class ON event_actors (org_class, day, event_key) WHERE current = 1 AND org_class IS NOT NULL;
CREATE INDEX event_actors_by_name ON event_actors (folded, day, event_key) WHERE current = 1;

-- Who towards whom, for pages of a dyad: a row for each pair of codes (country, or class of organisations) of a source
-- and a target actor; those who act together (reciprocal) stand in both orders.
CREATE TABLE dyads (
    source_code TEXT NOT NULL, target_code TEXT NOT NULL,
    day TEXT,
    event_key INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    current INTEGER NOT NULL,
    PRIMARY KEY (event_key, source_code, target_code)
) WITHOUT ROWID;
CREATE INDEX dyads_by_day ON dyads (source_code, target_code, day, event_key) WHERE current = 1;

CREATE TABLE statements (
    statement_key INTEGER PRIMARY KEY,
    record_key INTEGER NOT NULL REFERENCES records ON DELETE CASCADE,
    position INTEGER NOT NULL,
    current INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    article_id TEXT NOT NULL, outlet TEXT, published_on TEXT, day TEXT, last_day TEXT,
    kind TEXT NOT NULL, thought INTEGER NOT NULL, negated INTEGER NOT NULL,
    speaker TEXT, speaker_id TEXT, speaker_folded TEXT, speaker_country TEXT, speaker_class TEXT, speaker_sectors TEXT, speaker_office TEXT,
    cue TEXT,
    content TEXT NOT NULL,             -- the words, its spans with " … " between
    content_start INTEGER NOT NULL, content_end INTEGER NOT NULL,
    act TEXT, within TEXT,             -- an event_id and a statement_id of the same record
    date_start TEXT, date_end TEXT, date_precision TEXT, date_basis TEXT,
    contexts TEXT NOT NULL,
    rule TEXT NOT NULL,
    UNIQUE (record_key, position)
);
CREATE INDEX statements_by_id ON statements (statement_id);
CREATE INDEX statements_by_day ON statements (day, statement_key) WHERE current = 1;
CREATE INDEX statements_by_speaker ON statements (speaker_folded, day) WHERE current = 1;
CREATE INDEX statements_by_country ON statements (speaker_country, day) WHERE current = 1;

CREATE TABLE statement_actors (
    statement_key INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    role TEXT NOT NULL,                -- addressee, about
    position INTEGER NOT NULL,
    actor TEXT NOT NULL, actor_id TEXT, name TEXT NOT NULL, folded TEXT NOT NULL, country TEXT, org_class TEXT,
    PRIMARY KEY (statement_key, role, position)
) WITHOUT ROWID;

-- Articles that could not be read or coded, until they can.
CREATE TABLE failures (
    failure_key INTEGER PRIMARY KEY,
    run_key INTEGER REFERENCES runs ON DELETE SET NULL,
    article_id TEXT NOT NULL,          -- of an article, or FILE:LINE of what is none
    digest TEXT NOT NULL,              -- of the version; empty where nothing could be read
    stage TEXT NOT NULL, reason TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    UNIQUE (article_id, digest)
);
