"""Rows of events and statements with typed columns, for Parquet files and data frames."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, CodedArticle, Count, Event, Place, Size
from communique.views.setting import Setting
from communique.views.tables import EVENT_COLUMNS, STATEMENT_COLUMNS, Columns

Kind = Literal["text", "texts", "day", "whole", "real", "flag"]
Value = Callable[[CodedArticle, Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column holds, and its value in a row."""

    kind: Kind
    value: Value


Fields = Mapping[str, Column]


def _actors(side: Callable[[Any], tuple[ActorRef, ...]], part: Callable[[ActorRef], str | None]) -> Column:
    return Column(kind="texts", value=lambda _, row: [part(who) for who in side(row)])


def _side(name: str, side: Callable[[Any], tuple[ActorRef, ...]]) -> dict[str, Column]:
    """The columns of the actors on one side: lists of the same length, in the same order."""
    return {
        f"{name}_actors": _actors(side, lambda who: who.name),
        f"{name}_countries": _actors(side, lambda who: who.country),
        f"{name}_org_classes": _actors(side, lambda who: who.org_class),
        f"{name}_sectors": _actors(side, lambda who: "+".join(who.sectors)),
        f"{name}_offices": _actors(side, lambda who: who.office),
    }


def _count(part: Callable[[Size], Count | None], end: Callable[[Count], int | None]) -> Column:
    def value(_: CodedArticle, event: Event) -> int | None:
        told = part(event.size) if event.size else None
        return None if told is None else end(told)

    return Column(kind="whole", value=value)


def _place(kind: Kind, part: Callable[[Place], Any]) -> Column:
    return Column(kind=kind, value=lambda _, event: event.place and part(event.place))


def _taken(columns: Columns[Any], kinds: Mapping[str, Kind]) -> dict[str, Column]:
    """Columns as the tables have them, typed."""
    return {name: Column(kind=kind, value=columns[name]) for name, kind in kinds.items()}


OF_ARTICLE: Fields = {
    **_taken(EVENT_COLUMNS, {"article_id": "text", "published_on": "day", "outlet": "text"}),
    "url": Column(kind="text", value=lambda coded, _: coded.article.url),
}
OF_DATE: Mapping[str, Kind] = {
    "date_start": "day",
    "date_end": "day",
    "date_precision": "text",
    "date_basis": "text",
}
EVENT_FIELDS: Fields = {
    **OF_ARTICLE,
    **_taken(EVENT_COLUMNS, {"event_id": "text", "event_type": "text", "mode": "text"}),
    "contexts": Column(kind="texts", value=lambda _, event: list(event.contexts)),
    **_taken(EVENT_COLUMNS, {"cameo": "text", "quad_class": "whole"}),
    "plover_score": Column(kind="real", value=lambda _, event: load_code_lists().score(event.event_type, event.mode)),
    **_taken(EVENT_COLUMNS, {"goldstein": "real", "status": "text", "historical": "flag", "reciprocal": "flag"}),
    **_side("source", lambda event: event.source_actors),
    **_side("target", lambda event: event.target_actors),
    **_taken(EVENT_COLUMNS, {"object": "text", "content": "text", **OF_DATE, "place": "text"}),
    "place_country": _place("text", lambda place: place.country),
    "place_admin1": _place("text", lambda place: place.admin1),
    "place_precision": _place("text", lambda place: place.precision),
    "lat": _place("real", lambda place: place.lat),
    "lon": _place("real", lambda place: place.lon),
    "geonames_id": _place("whole", lambda place: place.geonames_id),
    "dead_low": _count(lambda size: size.dead, lambda told: told.low),
    "dead_high": _count(lambda size: size.dead, lambda told: told.high),
    "injured_low": _count(lambda size: size.injured, lambda told: told.low),
    "injured_high": _count(lambda size: size.injured, lambda told: told.high),
    "arrested_low": _count(lambda size: size.arrested, lambda told: told.low),
    "arrested_high": _count(lambda size: size.arrested, lambda told: told.high),
    "present_low": _count(lambda size: size.present, lambda told: told.low),
    "present_high": _count(lambda size: size.present, lambda told: told.high),
    **_taken(EVENT_COLUMNS, {"attribution": "text", "attribution_id": "text", "trigger": "text"}),
    **_taken(EVENT_COLUMNS, {"trigger_start": "whole", "trigger_end": "whole", "evidence": "text"}),
    **_taken(EVENT_COLUMNS, {"mentions": "whole", "rule": "text", "decided_by": "text"}),
}


def _of_speaker(part: Callable[[ActorRef], str | None]) -> Column:
    return Column(kind="text", value=lambda _, said: said.speaker and part(said.speaker))


STATEMENT_FIELDS: Fields = {
    **OF_ARTICLE,
    **_taken(STATEMENT_COLUMNS, {"statement_id": "text", "kind": "text", "thought": "flag", "negated": "flag"}),
    "speaker": _of_speaker(lambda who: who.name),
    "speaker_country": _of_speaker(lambda who: who.country),
    "speaker_org_class": _of_speaker(lambda who: who.org_class),
    "speaker_sectors": Column(kind="texts", value=lambda _, said: list(said.speaker.sectors) if said.speaker else []),
    "speaker_office": _of_speaker(lambda who: who.office),
    "addressees": _actors(lambda said: said.addressees, lambda who: who.name),
    **_taken(STATEMENT_COLUMNS, {"cue": "text", "content": "text", "content_start": "whole", "content_end": "whole"}),
    "quotes": Column(kind="texts", value=lambda _, said: [span.quote for span in said.quotes]),
    **_taken(STATEMENT_COLUMNS, {"act": "text", "act_id": "text", "within_id": "text", "occasion": "text", **OF_DATE}),
    "about": Column(
        kind="texts", value=lambda coded, said: [actor.name for actor in coded.actors if actor.key in said.about]
    ),
    "contexts": Column(kind="texts", value=lambda _, said: list(said.contexts)),
    **_taken(STATEMENT_COLUMNS, {"rule": "text"}),
}


def event_values(records: Iterable[CodedArticle]) -> Iterator[list[Any]]:
    """The values of each event, in the order of `EVENT_FIELDS`."""
    values = [column.value for column in EVENT_FIELDS.values()]
    for coded in records:
        yield from ([value(coded, event) for value in values] for event in coded.events)


def statement_values(records: Iterable[CodedArticle], setting: Setting) -> Iterator[list[Any]]:
    """The values of each wanted statement, in the order of `STATEMENT_FIELDS`."""
    values, selection = [column.value for column in STATEMENT_FIELDS.values()], setting.selection
    for coded in records:
        wanted = (said for said in coded.statements if selection.matches_statement(coded.article, said))
        yield from ([value(coded, said) for value in values] for said in wanted)
