-- What questions need: the words of events, statements and articles; the names of actors; what each dyad did each month.

-- Full texts. They hold no text of their own but point at the tables' rows, superseded ones too; who asks, looks whether
-- a row is current. PostgreSQL has text search columns instead.
CREATE VIRTUAL TABLE events_words USING fts5(
    evidence, content='events', content_rowid='event_key', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statements_words USING fts5(
    content, content='statements', content_rowid='statement_key', tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE articles_words USING fts5(
    title, text, content='articles', content_rowid='article_key', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO events_words (events_words) VALUES ('rebuild');
INSERT INTO statements_words (statements_words) VALUES ('rebuild');
INSERT INTO articles_words (articles_words) VALUES ('rebuild');

CREATE TRIGGER events_words_added AFTER INSERT ON events BEGIN
    INSERT INTO events_words (rowid, evidence) VALUES (new.event_key, new.evidence);
END;
CREATE TRIGGER events_words_gone AFTER DELETE ON events BEGIN
    INSERT INTO events_words (events_words, rowid, evidence) VALUES ('delete', old.event_key, old.evidence);
END;
CREATE TRIGGER statements_words_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_words (rowid, content) VALUES (new.statement_key, new.content);
END;
CREATE TRIGGER statements_words_gone AFTER DELETE ON statements BEGIN
    INSERT INTO statements_words (statements_words, rowid, content) VALUES ('delete', old.statement_key, old.content);
END;
CREATE TRIGGER articles_words_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_words (rowid, title, text) VALUES (new.article_key, new.title, new.text);
END;
CREATE TRIGGER articles_words_gone AFTER DELETE ON articles BEGIN
    INSERT INTO articles_words (articles_words, rowid, title, text)
        VALUES ('delete', old.article_key, old.title, old.text);
END;

-- Every name an event's actor ever had, once: words of a name are looked for here, its events by event_actors_by_name.
CREATE TABLE actor_names (folded TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO actor_names SELECT DISTINCT folded FROM event_actors;
CREATE TRIGGER actor_names_added AFTER INSERT ON event_actors BEGIN
    INSERT INTO actor_names VALUES (new.folded) ON CONFLICT DO NOTHING;
END;

-- How many events of a kind count for a dyad in a month. `together`: reciprocal ones, which stand in both orders.
-- An event without a day has the month ''. Kept by `months.py` as rows begin and cease to count.
CREATE TABLE dyad_months (
    source_code TEXT NOT NULL, target_code TEXT NOT NULL,
    month TEXT NOT NULL,               -- YYYY-MM
    event_type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL, status TEXT NOT NULL, together INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (source_code, target_code, month, event_type, mode, cameo, status, together)
) WITHOUT ROWID;
INSERT INTO dyad_months
    SELECT d.source_code, d.target_code, coalesce(substr(e.day, 1, 7), ''), e.event_type, coalesce(e.mode, ''),
        e.cameo, e.status, e.reciprocal, count(*)
    FROM dyads AS d JOIN events AS e USING (event_key) WHERE d.current = 1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
