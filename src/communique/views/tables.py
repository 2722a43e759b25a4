"""Tables of events and of statements, tab-separated and as CSV: one row an event, one row a statement.

Where a row has several actors, their names, countries and sectors stand in the same order with semicolons between
(an unknown one is empty), the sectors of one actor with plus signs. Quotes are the text's words: exactly in CSV, where
a cell may have line ends; with tabs and line ends as spaces in the tab-separated tables. A cell that a spreadsheet
would run begins with an apostrophe (`views/cells.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, CodedArticle, Count, Event, Size, Statement
from communique.views.cells import csv_line, tsv_line
from communique.views.setting import Setting
from communique.views.wording import content, count, kind_of_act, names, quoted, saying, speaker

Row = TypeVar("Row")
Columns = Mapping[str, Callable[[CodedArticle, Row], Any]]


def events(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header and a line for each event, with tabs."""
    yield tsv_line(EVENT_COLUMNS)
    yield from (tsv_line(row, raw=setting.raw) for row in event_rows(records))


def statements(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header and a line for each statement, with tabs."""
    yield tsv_line(STATEMENT_COLUMNS)
    yield from (tsv_line(row, raw=setting.raw) for row in statement_rows(records, setting))


def csv(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header and a line for each event, with commas."""
    yield csv_line(EVENT_COLUMNS)
    yield from (csv_line(row, raw=setting.raw) for row in event_rows(records))


def statements_csv(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header and a line for each statement, with commas."""
    yield csv_line(STATEMENT_COLUMNS)
    yield from (csv_line(row, raw=setting.raw) for row in statement_rows(records, setting))


def event_rows(records: Iterable[CodedArticle]) -> Iterator[list[Any]]:
    """The values of each event, in the order of `EVENT_COLUMNS`."""
    columns = tuple(EVENT_COLUMNS.values())
    for coded in records:
        yield from ([value(coded, event) for value in columns] for event in coded.events)


def statement_rows(records: Iterable[CodedArticle], setting: Setting) -> Iterator[list[Any]]:
    """The values of each wanted statement, in the order of `STATEMENT_COLUMNS`."""
    columns, selection = tuple(STATEMENT_COLUMNS.values()), setting.selection
    for coded in records:
        wanted = (said for said in coded.statements if selection.matches_statement(coded.article, said))
        yield from ([value(coded, said) for value in columns] for said in wanted)


def _joined(actors: Iterable[ActorRef], part: Callable[[ActorRef], str | None]) -> str:
    found = [part(who) or "" for who in actors]
    return "; ".join(found) if any(found) else ""


def _countries(actors: Iterable[ActorRef]) -> str:
    return _joined(actors, lambda who: who.country)


def _org_classes(actors: Iterable[ActorRef]) -> str:
    return _joined(actors, lambda who: who.org_class)


def _sectors(actors: Iterable[ActorRef]) -> str:
    return _joined(actors, lambda who: "+".join(who.sectors))


def _size(event: Event, part: Callable[[Size], Count | None]) -> str:
    return count(part(event.size)) if event.size else ""


def _speakers(said: Statement) -> tuple[ActorRef, ...]:
    return (said.speaker,) if said.speaker else ()


def _about(coded: CodedArticle, said: Statement) -> str:
    return "; ".join(actor.name for actor in coded.actors if actor.key in said.about)


def _act(coded: CodedArticle, said: Statement) -> str | None:
    return next((kind_of_act(act.event_type, act.mode) for act in coded.events if act.event_id == said.act), None)


OF_ARTICLE: Columns[Any] = {
    "article_id": lambda coded, _: coded.article.article_id,
    "published_on": lambda coded, _: coded.article.published_on,
    "outlet": lambda coded, _: coded.article.outlet,
}
OF_DATE: Columns[Event | Statement] = {
    "date_start": lambda _, row: row.date and row.date.start,
    "date_end": lambda _, row: row.date and row.date.end,
    "date_precision": lambda _, row: row.date and row.date.precision,
    "date_basis": lambda _, row: row.date and row.date.basis,
}
EVENT_COLUMNS: Columns[Event] = {
    **OF_ARTICLE,
    "event_id": lambda _, event: event.event_id,
    "event_type": lambda _, event: event.event_type,
    "mode": lambda _, event: event.mode,
    "contexts": lambda _, event: "; ".join(event.contexts),
    "cameo": lambda _, event: event.cameo,
    "quad_class": lambda _, event: load_code_lists().quad(event.event_type),
    "goldstein": lambda _, event: load_code_lists().goldstein(event.cameo),
    "status": lambda _, event: event.status,
    "historical": lambda _, event: event.historical,
    "reciprocal": lambda _, event: event.reciprocal,
    "source_actors": lambda _, event: names(event.source_actors),
    "source_countries": lambda _, event: _countries(event.source_actors),
    "source_org_classes": lambda _, event: _org_classes(event.source_actors),
    "source_sectors": lambda _, event: _sectors(event.source_actors),
    "target_actors": lambda _, event: names(event.target_actors),
    "target_countries": lambda _, event: _countries(event.target_actors),
    "target_org_classes": lambda _, event: _org_classes(event.target_actors),
    "target_sectors": lambda _, event: _sectors(event.target_actors),
    "object": lambda _, event: event.object and event.object.quote,
    "content": lambda _, event: content(event.content),
    **OF_DATE,
    "place": lambda _, event: event.place and event.place.name,
    "place_country": lambda _, event: event.place and event.place.country,
    "dead": lambda _, event: _size(event, lambda size: size.dead),
    "injured": lambda _, event: _size(event, lambda size: size.injured),
    "arrested": lambda _, event: _size(event, lambda size: size.arrested),
    "present": lambda _, event: _size(event, lambda size: size.present),
    "attribution": lambda coded, event: speaker(saying(coded, event.attribution)),
    "attribution_id": lambda _, event: event.attribution,
    "trigger": lambda _, event: event.trigger.quote,
    "trigger_start": lambda _, event: event.trigger.start,
    "trigger_end": lambda _, event: event.trigger.end,
    "evidence": lambda _, event: event.evidence.quote,
    "mentions": lambda _, event: len(event.mentions),
    "rule": lambda _, event: event.rule,
    "decided_by": lambda _, event: event.decided_by,
}
STATEMENT_COLUMNS: Columns[Statement] = {
    **OF_ARTICLE,
    "statement_id": lambda _, said: said.statement_id,
    "kind": lambda _, said: said.kind,
    "thought": lambda _, said: said.thought,
    "negated": lambda _, said: said.negated,
    "speaker": lambda _, said: speaker(said),
    "speaker_country": lambda _, said: _countries(_speakers(said)),
    "speaker_org_class": lambda _, said: _org_classes(_speakers(said)),
    "speaker_sectors": lambda _, said: _sectors(_speakers(said)),
    "addressees": lambda _, said: names(said.addressees),
    "cue": lambda _, said: said.cue and said.cue.quote,
    "content": lambda _, said: quoted(said.content),
    "content_start": lambda _, said: said.content[0].start if said.content else None,
    "content_end": lambda _, said: said.content[-1].end if said.content else None,
    "quotes": lambda _, said: quoted(said.quotes),
    "act": _act,
    "act_id": lambda _, said: said.act,
    "within_id": lambda _, said: said.within,
    "occasion": lambda _, said: said.occasion and said.occasion.quote,
    **OF_DATE,
    "about": _about,
    "contexts": lambda _, said: "; ".join(said.contexts),
    "rule": lambda _, said: said.rule,
}
