"""Where words stand in a store: in the sentences of events, in statements, in articles; those stored last first."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.store import asking, selecting
from communique.store.database import Database
from communique.store.kept import StoredArticle, StoredEvent, StoredStatement
from communique.store.words_sql import excerpt
from communique.views.selection import Selection


@dataclass(frozen=True, slots=True)
class Found:
    """Iterators over what was found; each row costs what it costs when it is asked for. No words: nothing is found."""

    database: Database
    words: str
    selection: Selection

    def events(self) -> Iterator[StoredEvent]:
        """The events in whose sentence the words stand."""
        if not asking.as_match(self.words):
            return iter(())
        keys = asking.events_with(self.database, self.words, self.selection)
        return selecting.events_of(self.database, keys)

    def statements(self) -> Iterator[StoredStatement]:
        """The statements in whose content the words stand."""
        if not asking.as_match(self.words):
            return iter(())
        keys = asking.statements_with(self.database, self.words, self.selection)
        return selecting.statements_of(self.database, keys)

    def articles(self) -> Iterator[tuple[StoredArticle, str]]:
        """The articles in whose title or text the words stand, each with the words around the first of them."""
        match = asking.as_match(self.words)
        if not match or not asking.is_of_articles(self.selection):
            return
        for key, schema in asking.articles_with(self.database, self.words, self.selection):
            for article in selecting.articles_of(self.database, [key]):
                yield article, self.database.value(excerpt(schema), (match, key))
