"""Time expressions → tables and lines: what `communique dates` writes."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from communique.model import Article, TimeMention
from communique.views.cells import csv_line, flat

Timed = tuple[Article, tuple[TimeMention, ...]]
UNRESOLVED = "not resolved"


def _row(article: Article, mention: TimeMention) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "words": mention.span.quote,
        "start": mention.start and mention.start.isoformat(),
        "end": mention.end and mention.end.isoformat(),
        "precision": mention.precision if mention.start or mention.end else None,
        "kind": "known_event" if mention.basis == "known_event" else mention.kind,
        "timex3": mention.timex,
        "words_start": mention.span.start,
        "words_end": mention.span.end,
        "rule": mention.rule,
    }


COLUMNS = (
    *("article_id", "words", "start", "end", "precision", "kind", "timex3"),
    *("words_start", "words_end", "rule"),
)


def csv(found: Iterable[Timed]) -> Iterator[str]:
    """A header and a line for each expression; commas between, as spreadsheets read it."""
    yield csv_line(COLUMNS)
    for article, mentions in found:
        for mention in mentions:
            row = _row(article, mention)
            yield csv_line(flat(row[name]) for name in COLUMNS)


def jsonl(found: Iterable[Timed]) -> Iterator[str]:
    """One JSON object an expression."""
    for article, mentions in found:
        yield from (json.dumps(_row(article, m), ensure_ascii=False) + "\n" for m in mentions)


def text(found: Iterable[Timed]) -> Iterator[str]:
    """Under each article its expressions, a line each: the words, the days, the TIMEX3 value, the rule."""
    for number, (article, mentions) in enumerate(found):
        day = f"published {article.published_on}" if article.published_on else "day of publication not known"
        yield f"{'' if number == 0 else chr(10)}{article.article_id}  ({day})\n"
        width = max((len(m.span.quote) for m in mentions), default=0)
        for mention in mentions:
            kind = "" if mention.kind == "date" else f"  {mention.kind}"
            words = " ".join(mention.span.quote.split())
            yield f"  {words:<{width}}  {days(mention)}{kind}  {mention.timex or '–'}  [{mention.rule}]\n"


def days(mention: TimeMention) -> str:
    """The days an expression means, in words for a person."""
    first, last = mention.start, mention.end
    if first is None and last is None:
        return UNRESOLVED if mention.kind == "date" else "–"
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first} on"
    return f"{first}" if first == last else f"{first} – {last}"


DATES: dict[str, Callable[[Iterable[Timed]], Iterator[str]]] = {"text": text, "csv": csv, "jsonl": jsonl}
