-- Feeds that are watched (communique watch), what is known of their entries, and the pages that were fetched.
-- Times are seconds since 1970.
CREATE TABLE feeds (
    feed TEXT PRIMARY KEY,             -- its address as the user gave it
    etag TEXT, modified TEXT,          -- as its server told them with the last whole answer
    next_at REAL NOT NULL,             -- it is asked again then
    failures INTEGER NOT NULL          -- in a row
) WITHOUT ROWID;

CREATE TABLE feed_entries (
    feed TEXT NOT NULL REFERENCES feeds ON DELETE CASCADE,
    entry TEXT NOT NULL,               -- its id within the feed, else its address
    digest TEXT NOT NULL,              -- of what the feed tells of the article: another one makes it wait again
    address TEXT,                      -- of its page, without tracking fields
    state TEXT NOT NULL,               -- waiting, done, failed
    attempts INTEGER NOT NULL,
    next_at REAL NOT NULL,             -- it is tried then
    told TEXT,                         -- a JSON object: what the feed tells; NULL where it waits no longer
    PRIMARY KEY (feed, entry)
) WITHOUT ROWID;
CREATE INDEX feed_entries_waiting ON feed_entries (next_at) WHERE state = 'waiting';

CREATE TABLE feed_pages (
    address TEXT PRIMARY KEY,
    etag TEXT, modified TEXT,
    digest TEXT NOT NULL,              -- of what a feed told when it was fetched
    article_id TEXT NOT NULL
) WITHOUT ROWID;
