"""Commands that ask a store: find, timeline."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.console import STDOUT, USAGE, Output, StorePath, stop, told_errors, written
from communique.cli.filters import STATUS, as_status, code_of_party, filtered

if TYPE_CHECKING:
    from communique.store import Store, StoredActor
    from communique.views import Selection

KINDS = ("events", "statements", "articles")
Words = Annotated[
    str,
    typer.Argument(
        metavar="[WORDS]", show_default=False,
        help='All of these: words, "phrases", beginnings*, -without. None: whatever fits the filters.',
    ),
]  # fmt: skip
Row = dict[str, Any]


@filtered
def find(
    store: StorePath,
    selection: "Selection",
    words: Words = "",
    among: Annotated[
        list[str] | None, typer.Option("--in", metavar="KIND", help="events, statements or articles; several times.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many of each.")] = 20,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or jsonl.")] = "text",
    output: Output = STDOUT,
) -> None:
    """Find words in a store: in the sentences of events, in statements, in articles.

    \b
    communique find "grain deal" --store news.store
    communique find "shell* -exercise" --store news.store --in events --country UKR --since 2023-01-01
    communique find --store news.store --actor Xi --type CONSULT        (no words: the newest that fit)

    Case and accents do not count. With words, what was stored last comes first, else the newest day. Statements have no
    type, status or place, articles no actors either: filters of what they lack leave them out.
    """
    kinds = tuple(among or KINDS)
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        stop(f"--in: there is no {unknown[0]!r}; there are {', '.join(KINDS)}", USAGE)
    if format not in ("text", "jsonl"):
        stop(f"no format {format!r}; there are text, jsonl", USAGE)
    from communique.store import open_store

    with told_errors(), open_store(store, readonly=True) as opened, written(output) as stream:
        for row in _found(opened, words, selection, kinds, limit):
            line = json.dumps(row, ensure_ascii=False, default=str) if format == "jsonl" else _told(row)
            stream.write(line + "\n")


def _found(opened: "Store", words: str, selection: "Selection", kinds: tuple[str, ...], limit: int) -> Iterator[Row]:
    """A row for each find, kind by kind."""
    found = opened.find(words, selection)
    events = found.events() if words else opened.events(selection, newest=True)
    statements = found.statements() if words else opened.statements(selection, newest=True)
    if "events" in kinds:
        for event in islice(events, limit):
            yield {
                "in": "event", "day": event.day, "event_type": event.event_type, "mode": event.mode,
                "status": event.status, "source_actors": _names(event.source_actors),
                "target_actors": _names(event.target_actors), "words": event.evidence.quote,
                "article_id": event.article_id, "event_id": event.event_id,
            }  # fmt: skip
    if "statements" in kinds:
        for said in islice(statements, limit):
            yield {
                "in": "statement", "day": said.day, "speaker": said.speaker and said.speaker.name,
                "words": said.content, "article_id": said.article_id, "statement_id": said.statement_id,
            }  # fmt: skip
    if "articles" in kinds:
        for article, excerpt in islice(found.articles(), limit):
            yield {
                "in": "article", "day": article.published_on, "outlet": article.outlet, "title": article.title,
                "words": excerpt, "article_id": article.article_id,
            }  # fmt: skip


def _names(actors: "Iterable[StoredActor]") -> list[str]:
    return [who.name for who in actors]


def _told(row: Row) -> str:
    """A find in two lines: when, what or who, and the words with their article."""
    if row["in"] == "event":
        kind = f"{row['event_type']}/{row['mode']}" if row["mode"] else row["event_type"]
        between = ", ".join(row["source_actors"]) or "?"
        towards = f" → {', '.join(row['target_actors'])}" if row["target_actors"] else ""
        head = f"{kind} {row['status']}: {between}{towards}"
    elif row["in"] == "statement":
        head = f"{row['speaker'] or '?'} said"
    else:
        head = " · ".join(part for part in (row["outlet"], row["title"]) if part)
    return f"{row['day'] or '?'!s:<12}{head}\n            {' '.join(row['words'].split())}  [{row['article_id']}]"


def timeline(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A country or class: CHN, EUR.", show_default=False)],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other.", show_default=False)],
    store: StorePath,
    status: STATUS = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text, csv or jsonl.")] = "text",
    output: Output = STDOUT,
) -> None:
    """Tell a dyad's months: how many incidents and reports, which way, of which quad class, with which mean scores.

    \b
    communique timeline CHN UKR --store news.store
    communique timeline RUS UKR --store news.store --status actual --status planned --format csv -o months.csv

    `reports` counts events as articles report them, `incidents` happenings, each once in the month in which most of its
    reports stand; what was added since is joined first. Acts done together count once. Scores are means over the
    reports: Goldstein as ICEWS publishes it, and PLOVER's.
    Without --status, what is told as having happened counts.
    """
    from communique.cli.joining import joined_store
    from communique.views.cells import csv_line

    if format not in ("text", "csv", "jsonl"):
        stop(f"no format {format!r}; there are text, csv, jsonl", USAGE)
    codes, statuses = (code_of_party(one), code_of_party(other)), as_status(status) or ("actual",)
    with told_errors(), joined_store(store) as opened, written(output) as stream:
        rows = [asdict(month) for month in opened.timeline(*codes, statuses)]
        if format == "jsonl":
            stream.writelines(json.dumps(row) + "\n" for row in rows)
        elif format == "csv":
            stream.write(csv_line(_columns()))
            stream.writelines(csv_line(row.values()) for row in rows)
        else:
            stream.writelines(f"{line}\n" for line in _table(rows))


def _columns() -> list[str]:
    from communique.store import Month

    return [field.name for field in fields(Month)]


def _table(rows: list[Row]) -> Iterator[str]:
    """Columns of the same width under their names."""
    names = {name: name.replace("_", " ") for name in _columns()}
    if not rows:
        yield "nothing is told between the two"
        return
    yield "  ".join(f"{told:>7}" for told in names.values())
    for row in rows:
        cells = (("–" if row[name] in (None, "") else str(row[name]), told) for name, told in names.items())
        yield "  ".join(f"{cell:>{max(len(told), 7)}}" for cell, told in cells)
