"""SQL of the full texts. They are SQLite's FTS5 (migrations/0003, 0006); PostgreSQL has text search columns instead."""

# by table: its key, the columns whose words are looked for
COLUMNS = {
    "events": ("event_key", "evidence"),
    "statements": ("statement_key", "content"),
    "articles": ("article_key", "title, text"),
}
TOKENS = "unicode61 remove_diacritics 2"  # as in migrations/0003

INDEXED = "SELECT upto FROM words_indexed WHERE name = ?"
COUNT_WAITING = (
    "SELECT coalesce(max(article_key), 0) - (SELECT upto FROM words_indexed WHERE name = 'articles') FROM articles"
)
INDEX = {
    table: f"INSERT INTO {table}_words (rowid, {columns}) SELECT {key}, {columns} FROM {table} WHERE {key} > ?"
    for table, (key, columns) in COLUMNS.items()
}
SET_INDEXED = {
    table: f"UPDATE words_indexed SET upto = (SELECT coalesce(max({key}), 0) FROM {table}) WHERE name = ?"
    for table, (key, _) in COLUMNS.items()
}
NO_WAITING = {table: f"DROP TABLE IF EXISTS temp.{table}_words" for table in COLUMNS}
MAKE_WAITING = {
    table: f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5({columns}, tokenize='{TOKENS}')"
    for table, (_, columns) in COLUMNS.items()
}
FILL_WAITING = {
    table: (
        f"INSERT INTO temp.{table}_words (rowid, {columns}) SELECT {key}, {columns} FROM main.{table} WHERE {key} > ?"
    )
    for table, (key, columns) in COLUMNS.items()
}


def excerpt(schema: str) -> str:
    """The words of an article around the first that were looked for, where its full text stands in this schema."""
    return (
        f"SELECT snippet(articles_words, 1, '', '', ' … ', 24) FROM {schema}.articles_words "
        "WHERE articles_words MATCH ? AND rowid = ?"
    )
