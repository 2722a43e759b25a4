"""Every statement of SQL that the store says; tables and indices are in `schema.sql` and `migrations/`.

Values are never written into a statement: names after colons, or question marks, stand for them.
"""

from functools import cache


@cache
def insert(table: str, columns: tuple[str, ...]) -> str:
    """INSERT of one row with these columns, their values in the same order (by name it takes a tenth longer)."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def next_key(table: str, name: str) -> str:
    """The key that the next row of a table gets; true as long as the transaction lasts."""
    return f"SELECT coalesce(max({name}), 0) + 1 FROM {table}"


VERSION = "SELECT article_key, raw_sha256 FROM articles WHERE article_id = ? AND digest = ?"
RAW = "SELECT raw_sha256 FROM articles WHERE article_key = ?"
VERSIONS = "SELECT count(*) FROM articles WHERE article_id = ?"
SEEN = "UPDATE articles SET batch = ? WHERE article_key = ? AND batch < ?"
SET_RAW = "UPDATE articles SET raw_sha256 = ? WHERE article_key = ?"
SET_CODED = "UPDATE records SET coded = :coded, digest = :digest WHERE record_key = :record_key"
LAST_BATCH = (
    "SELECT coalesce(max(batch), 0) FROM "
    "(SELECT max(batch) AS batch FROM articles UNION ALL SELECT max(batch) FROM runs) AS batches"
)
# of the versions last seen in the same batch the one published last counts, whichever came first
WINNER = (
    "SELECT article_key FROM articles WHERE article_id = ? "
    "ORDER BY batch DESC, coalesce(published_on, '') DESC, digest DESC LIMIT 1"
)
LAST_RECORD = (
    "SELECT record_key, code, knowledge, parser, reader, actors_file, coded FROM records "
    "WHERE article_key = ? ORDER BY record_key DESC LIMIT 1"
)
CURRENT_RECORDS = (
    "SELECT record_key FROM records JOIN articles USING (article_key) WHERE article_id = ? AND records.current = 1"
)
LAST_RECORD_KEY = "SELECT max(record_key) FROM records WHERE article_key = ?"
SUPERSEDE_VERSIONS = "UPDATE articles SET current = 0 WHERE article_id = ? AND current = 1 AND article_key <> ?"
REINSTATE_VERSION = "UPDATE articles SET current = 1 WHERE article_key = ? AND current = 0"
SET_CURRENT = (  # each with the truth and a record's key
    "UPDATE records SET current = ? WHERE record_key = ?",
    "UPDATE events SET current = ? WHERE record_key = ?",
    "UPDATE statements SET current = ? WHERE record_key = ?",
    "UPDATE event_actors SET current = ? WHERE event_key IN (SELECT event_key FROM events WHERE record_key = ?)",
    "UPDATE dyads SET current = ? WHERE event_key IN (SELECT event_key FROM events WHERE record_key = ?)",
)

FAILED = (
    "INSERT INTO failures (run_key, article_id, digest, stage, reason, failed_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (article_id, digest) DO UPDATE SET run_key = excluded.run_key, stage = excluded.stage, "
    "reason = excluded.reason, failed_at = excluded.failed_at"
)
MENDED = "DELETE FROM failures WHERE article_id = ? AND digest = ?"
FAILURES = "SELECT article_id, stage, reason FROM failures ORDER BY article_id, digest"

START_RUN = "INSERT INTO runs (inputs, batch, program, started_at) VALUES (?, ?, ?, ?)"
UNENDED_BATCH = (
    "SELECT batch FROM runs WHERE inputs = ? AND coalesce(ending, '') <> 'finished' "
    "AND run_key > coalesce((SELECT max(run_key) FROM runs WHERE inputs = ? AND ending = 'finished'), 0) "
    "ORDER BY run_key DESC LIMIT 1"
)
END_RUN = (
    "UPDATE runs SET ending = ?, ended_at = ?, added = ?, changed = ?, recoded = ?, known = ?, failed = ? "
    "WHERE run_key = ?"
)
OUTDATED_FAILURES = "DELETE FROM failures WHERE run_key IN (SELECT run_key FROM runs WHERE inputs = ? AND run_key < ?)"

RUN_COLUMNS = ("run", "started_at", "ended_at", "ending", "added", "changed", "recoded", "known", "failed")
RUNS = "SELECT run_key, started_at, ended_at, ending, added, changed, recoded, known, failed FROM runs ORDER BY run_key"
PUBLISHED = "SELECT min(published_on), max(published_on) FROM articles WHERE current = 1"
PROGRAMS = (
    "SELECT 'communique ' || code || ', knowledge ' || knowledge || ', ' || parser || coalesce(', ' || reader, '') "
    "|| coalesce(', ' || actors_file, ''), count(*) FROM records WHERE current = 1 GROUP BY 1 ORDER BY 2 DESC, 1"
)

RECORD = "SELECT coded FROM records JOIN articles USING (article_key) WHERE article_id = ? AND records.current = 1"
ALL_OF_ARTICLE = "SELECT coded FROM records JOIN articles USING (article_key) WHERE article_id = ? ORDER BY record_key"
PAGE = 200  # records read at once: between two pages others may write and the log may be emptied
RECORDS = (
    "SELECT article_id, coded FROM articles JOIN records USING (article_key) "
    "WHERE articles.current = 1 AND records.current = 1 AND article_id > ? ORDER BY article_id LIMIT ?"
)
ARTICLE_COLUMNS = (
    "article_id, version, current, text_id, title, published_on, outlet, author, url, language, raw_sha256"
)
ARTICLE_OF_KEY = f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE article_key = ?"
RECORD_OF = {
    "events": "SELECT record_key FROM events WHERE event_key = ?",
    "statements": "SELECT record_key FROM statements WHERE statement_key = ?",
}
ARTICLE_OF_RECORD = "SELECT article_id FROM articles JOIN records USING (article_key) WHERE record_key = ?"
CODED = "SELECT coded FROM records WHERE record_key = ?"
ARTICLES = (
    f"SELECT {ARTICLE_COLUMNS} FROM articles WHERE (article_id > ? OR (article_id = ? AND version > ?)) "
    "AND current >= ? ORDER BY article_id, version LIMIT ?"
)
EVENT_COLUMNS = (
    "event_key, article_id, outlet, published_on, day, event_id, event_type, mode, cameo, contexts, status, "
    "historical, reciprocal, trigger_start, trigger_end, trigger_words, evidence_start, evidence_end, evidence, "
    "attribution, rule"
)
EVENTS = f"SELECT {EVENT_COLUMNS} FROM events WHERE current = 1 ORDER BY day, event_key"
EVENTS_OF = (
    f"SELECT {EVENT_COLUMNS} FROM events WHERE current = 1 AND record_key = ("
    "SELECT record_key FROM records JOIN articles USING (article_key) WHERE article_id = ? AND records.current = 1) "
    "ORDER BY day, event_key"
)
EVENT = f"SELECT {EVENT_COLUMNS} FROM events WHERE event_key = ?"
EVENT_ACTORS = (
    "SELECT role, name, actor_id, country, org_class, sectors, office, doubtful, words FROM event_actors "
    "WHERE event_key = ? ORDER BY role, position"
)
STATEMENT_COLUMNS = (
    "statement_key, article_id, outlet, published_on, day, statement_id, kind, thought, negated, speaker, speaker_id, "
    "speaker_country, speaker_class, speaker_sectors, speaker_office, cue, content, act, within, contexts, rule"
)
STATEMENT = f"SELECT {STATEMENT_COLUMNS} FROM statements WHERE statement_key = ?"
STATEMENTS = f"SELECT {STATEMENT_COLUMNS} FROM statements WHERE current = 1 ORDER BY day, statement_key"
STATEMENTS_OF = (
    f"SELECT {STATEMENT_COLUMNS} FROM statements WHERE current = 1 AND record_key = ("
    "SELECT record_key FROM records JOIN articles USING (article_key) WHERE article_id = ? AND records.current = 1) "
    "ORDER BY day, statement_key"
)

COUNTS = {
    "articles": "SELECT count(*) FROM articles WHERE current = 1",
    "superseded versions": "SELECT count(*) FROM articles WHERE current = 0",
    "codings": "SELECT count(*) FROM records",
    "events": "SELECT count(*) FROM events WHERE current = 1",
    "statements": "SELECT count(*) FROM statements WHERE current = 1",
    "failures": "SELECT count(*) FROM failures",
}

ALL_RECORDS = (
    "SELECT record_key, article_id, records.digest, coded FROM records JOIN articles USING (article_key) "
    "WHERE record_key > ? ORDER BY record_key LIMIT ?"
)
ROWS_OF = {  # what names each row of a record, in the order in which the record has them
    "actors": "SELECT actor FROM actors WHERE record_key = ? ORDER BY position",
    "events": "SELECT event_id FROM events WHERE record_key = ? ORDER BY position",
    "event_actors": (
        "SELECT name FROM event_actors JOIN events USING (event_key) WHERE record_key = ? "
        "ORDER BY events.position, role, event_actors.position"
    ),
    "dyads": (
        "SELECT source_code || ' ' || target_code FROM dyads JOIN events USING (event_key) WHERE record_key = ? "
        "ORDER BY events.position, source_code, target_code"
    ),
    "statements": "SELECT statement_id FROM statements WHERE record_key = ? ORDER BY position",
    "statement_actors": (
        "SELECT name FROM statement_actors JOIN statements USING (statement_key) WHERE record_key = ? "
        "ORDER BY statements.position, role DESC, statement_actors.position"
    ),
}
CHECKS = {  # what is wrong with each article_id that the query finds
    "not exactly one version is current": (
        "SELECT article_id FROM articles GROUP BY article_id HAVING sum(current) <> 1"
    ),
    "not exactly one record is current": (
        "SELECT article_id FROM articles LEFT JOIN records USING (article_key) "
        "GROUP BY article_id HAVING coalesce(sum(records.current), 0) <> 1"
    ),
    "a version without a record": (
        "SELECT article_id FROM articles LEFT JOIN records USING (article_key) WHERE record_key IS NULL"
    ),
    "another version is current than the one published last": (
        "SELECT article_id FROM (SELECT article_id, current, row_number() OVER (PARTITION BY article_id "
        "ORDER BY batch DESC, coalesce(published_on, '') DESC, digest DESC) AS place FROM articles) AS ranked "
        "WHERE place = 1 AND current <> 1"
    ),
    "a current record of a superseded version": (
        "SELECT article_id FROM records JOIN articles USING (article_key) WHERE records.current > articles.current"
    ),
    "an earlier coding is current": (
        "SELECT article_id FROM records JOIN articles USING (article_key) WHERE records.current = 1 AND EXISTS ("
        "SELECT 1 FROM records AS later WHERE later.article_key = records.article_key "
        "AND later.record_key > records.record_key)"
    ),
    "events are marked otherwise than their record": (
        "SELECT DISTINCT article_id FROM events JOIN records USING (record_key) WHERE events.current <> records.current"
    ),
    "statements are marked otherwise than their record": (
        "SELECT DISTINCT article_id FROM statements JOIN records USING (record_key) "
        "WHERE statements.current <> records.current"
    ),
    "actors of events are marked otherwise than their event": (
        "SELECT DISTINCT article_id FROM event_actors JOIN events USING (event_key) "
        "WHERE event_actors.current <> events.current"
    ),
    "dyads are marked otherwise than their event": (
        "SELECT DISTINCT article_id FROM dyads JOIN events USING (event_key) WHERE dyads.current <> events.current"
    ),
}
