"""communique reads news and keeps the record: who did and said what to whom, every row pointing at its words.

    >>> import communique
    >>> coded = communique.code("China's president called his Ukrainian counterpart.", published_on="2023-04-26")
    >>> coded.events[0].trigger.quote
    'called'

What is slow to import (the parser, JSON) is imported when it is first used.
"""

import functools
from collections.abc import Callable, Iterable, Iterator
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.model import (
    Actor,
    ActorRef,
    Article,
    CodedArticle,
    Date,
    EmbeddedAct,
    Event,
    Failure,
    Place,
    Span,
    Statement,
)
from communique.version import __version__

if TYPE_CHECKING:
    from communique.pipeline import Coder
    from communique.reading import read
    from communique.store import Store, open_store

__all__ = [
    "Actor",
    "ActorRef",
    "Article",
    "CodedArticle",
    "Coder",
    "Date",
    "EmbeddedAct",
    "Event",
    "Failure",
    "Place",
    "Span",
    "Statement",
    "Store",
    "__version__",
    "code",
    "code_all",
    "open_store",
    "read",
    "relate",
]

_ELSEWHERE = {
    "Coder": "communique.pipeline",
    "Store": "communique.store",
    "open_store": "communique.store",
    "read": "communique.reading",
}


def __getattr__(name: str) -> Any:
    """The public names that live in rooms, imported on first use."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ELSEWHERE[name]), name)


@functools.cache
def _coder(parser: str | None, actors: str | None = None, learned: bool = True) -> "Coder":
    """One coder a parser and a file of own actors: loading takes seconds."""
    from communique.pipeline import Coder

    return Coder(parser, actors, learned=learned)


def code(
    text: str,
    *,
    published_on: str | Day | None = None,
    outlet: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    id: str | None = None,
    parser: str | None = None,
    actors: str | Path | None = None,
) -> CodedArticle:
    """The record of one text; raises `errors.ReadingError` where the text is empty or too long.

    Give `published_on` ("2023-04-26" or a date) wherever it is known: without it no "on Wednesday" can be resolved.
    A `title` that does not stand at the beginning of the text is put there as its first paragraph.
    `actors` is a file of your own actors (docs/actors.md); it is read once.
    """
    from communique.reading.facts import Facts, article, day

    on = None if published_on is None else day(published_on)
    facts = Facts(id=id, published_on=on, outlet=outlet, author=author, url=url, title=title)
    return _coder(parser, _path(actors)).code(article(text, facts))


def code_all(
    articles: str | Path | Article | Iterable[Article | Failure | str | Path],
    *,
    published_on: str | Day | None = None,
    outlet: str | None = None,
    parser: str | None = None,
    actors: str | Path | None = None,
    workers: int = 1,
) -> Iterator[CodedArticle | Failure]:
    """The record of each article, lazily and in order; one that cannot be read or coded comes as a `Failure`.

    `articles` are Articles, or paths of files and folders as `communique code` takes them ("-": standard input).
    Several `workers` are processes; a script that asks for them needs `if __name__ == "__main__":`.
    """
    from communique.workers import code_all as coded_by

    given = [articles] if isinstance(articles, str | Path | Article) else articles
    return coded_by(_coder(parser, _path(actors)), _articles(given, published_on, outlet), workers)


def relate(
    text: str,
    source: tuple[int, int],
    target: tuple[int, int],
    *,
    published_on: str | Day | None = None,
    parser: str | None = None,
    learned: bool = True,
) -> Event | None:
    """What one given actor does to another in a text, as an `Event`; None where nothing is told.

    `source` and `target` are spans of characters, half-open: (0, 5) for the first five. They count as actors whatever
    the registry knows of them. The learned reader has a say where rows know little (`decided_by`); `learned=False` asks
    the rows alone. Raises `errors.ReadingError` where the text is empty or too long, `ValueError` where a
    span lies outside of it.
    """
    from communique.reading.facts import Facts, article, day

    for start, end in (source, target):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no characters {start} to {end} in a text of {len(text)}")
    on = None if published_on is None else day(published_on)
    made = article(text, Facts(published_on=on))
    if made.text != text:
        raise ValueError("a byte-order mark or a carriage return moves the characters; give the text without")
    return next(_coder(parser, learned=learned).relate(made, [(source, target)]))


def _path(actors: str | Path | None) -> str | None:
    return None if actors is None else str(actors)


def _articles(
    given: Iterable[Article | Failure | str | Path], published_on: str | Day | None, outlet: str | None
) -> Iterator[Article | Failure]:
    from communique.reading import read

    for one in given:
        if isinstance(one, str | Path):
            yield from read(one, published_on=published_on, outlet=outlet)
        else:
            yield one


def _article_repr(coded: CodedArticle) -> str:
    from communique.views import short

    return short.article(coded)


def _event_repr(event: Event) -> str:
    from communique.views import short

    return short.event(event)


def _statement_repr(statement: Statement) -> str:
    from communique.views import short

    return short.statement(statement)


def _article_html(coded: CodedArticle) -> str:
    from communique.views import html

    return html.fragment(coded)


_SHOWN: tuple[
    tuple[type, str, Callable[[Any], str]], ...
] = (  # how Python and notebooks show records: a matter of views
    (CodedArticle, "__repr__", _article_repr),
    (CodedArticle, "_repr_html_", _article_html),
    (Event, "__repr__", _event_repr),
    (Statement, "__repr__", _statement_repr),
)
for _shown_class, _method, _shown in _SHOWN:
    setattr(_shown_class, _method, _shown)
