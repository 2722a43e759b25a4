-- Full texts are indexed many articles at a time (`indexing.py`): a transaction an article would make each a segment of its own.

-- Up to which key the rows of a table stand in its full text; those with higher keys wait.
CREATE TABLE words_indexed (name TEXT PRIMARY KEY, upto INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO words_indexed SELECT 'events', coalesce(max(event_key), 0) FROM events;
INSERT INTO words_indexed SELECT 'statements', coalesce(max(statement_key), 0) FROM statements;
INSERT INTO words_indexed SELECT 'articles', coalesce(max(article_key), 0) FROM articles;

DROP TRIGGER events_words_added;
DROP TRIGGER statements_words_added;
DROP TRIGGER articles_words_added;

-- A row that goes is taken out where it stands in; the keys of the last rows may be given again to new ones.
DROP TRIGGER events_words_gone;
CREATE TRIGGER events_words_gone AFTER DELETE ON events
WHEN old.event_key <= (SELECT upto FROM words_indexed WHERE name = 'events') BEGIN
    INSERT INTO events_words (events_words, rowid, evidence) VALUES ('delete', old.event_key, old.evidence);
    UPDATE words_indexed SET upto = min(upto, (SELECT coalesce(max(event_key), 0) FROM events)) WHERE name = 'events';
END;
DROP TRIGGER statements_words_gone;
CREATE TRIGGER statements_words_gone AFTER DELETE ON statements
WHEN old.statement_key <= (SELECT upto FROM words_indexed WHERE name = 'statements') BEGIN
    INSERT INTO statements_words (statements_words, rowid, content) VALUES ('delete', old.statement_key, old.content);
    UPDATE words_indexed SET upto = min(upto, (SELECT coalesce(max(statement_key), 0) FROM statements))
        WHERE name = 'statements';
END;
DROP TRIGGER articles_words_gone;
CREATE TRIGGER articles_words_gone AFTER DELETE ON articles
WHEN old.article_key <= (SELECT upto FROM words_indexed WHERE name = 'articles') BEGIN
    INSERT INTO articles_words (articles_words, rowid, title, text)
        VALUES ('delete', old.article_key, old.title, old.text);
    UPDATE words_indexed SET upto = min(upto, (SELECT coalesce(max(article_key), 0) FROM articles))
        WHERE name = 'articles';
END;
