"""PLOVER's recommended JSON, one event a line (manual, chapter "Data Fields").

The date is the first day of an act told as done, where the text tells it, else that of publication (`comment` says
so). What the format cannot hold: status (planned acts become AGREE or THREATEN), attribution, open or imprecise dates,
content, several mentions; offsets are those of the sentence (`text_info`) and, as an addition, of the trigger.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, CodedArticle, Count, Event, Place
from communique.views.export import ACTUAL, ExportedAct, exported_events, states
from communique.views.setting import Setting

STATE = "GOV"  # a bare country stands for its government
PUBLISHED = "date of publication"


def plover(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line of JSON for each exported event."""
    for coded in records:
        for act in exported_events(coded, all_status=setting.all_status):
            if act.event is not None and act.event_type is not None:
                yield json.dumps(_row(coded, act, act.event), ensure_ascii=False) + "\n"


def _row(coded: CodedArticle, act: ExportedAct, event: Event) -> dict[str, Any]:
    codes, article, governments = load_code_lists(), coded.article, states(coded)
    day = act.day(article)
    told = event.status == ACTUAL and event.date is not None and day in (event.date.start, event.date.end)
    row = {
        "id": event.event_id,
        "date": day.isoformat() if day else None,
        "actor": [_entity(who, governments) for who in act.source_actors],
        "event": [act.event_type],
        "recipient": [_entity(who, governments) for who in act.target_actors],
        "event_loc": None if event.place is None else _location(event.place),
        "event_text": act.trigger.quote,
        "quad_code": codes.quad(act.event_type or ""),
        "event_scale": codes.score(act.event_type or "", act.mode),
        "mode": [act.mode] if act.mode else [],
        "context": list(event.contexts),
        "size": None if event.size is None else _size(event),
        "link": article.url,
        "text": act.evidence.quote,
        "text_info": {"start": act.evidence.start, "end": act.evidence.end, "event_start": act.trigger.start},
        "cite_info": {"publication": article.outlet, "title": article.title, "url": article.url,
                      "language": article.language},
        "coder": f"communique {coded.made_by.code}",
        "comment": PUBLISHED if day and not told else None,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value not in (None, [])}


def _entity(who: ActorRef, governments: frozenset[str]) -> dict[str, Any]:
    sectors = list(who.sectors) or ([STATE] if who.actor in governments else [])
    entity = {
        "code": who.country or who.org_class,
        "sector": sectors,
        "entity_text": who.span.quote,
        "identifier_text": who.name,
        "office": who.office,
    }
    return {name: value for name, value in entity.items() if value not in (None, [])}


def _location(place: Place) -> dict[str, Any]:
    found = {
        "extracted_place": place.span.quote,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "province": place.admin1,
        "country_code": place.country,
    }
    return {name: value for name, value in found.items() if value is not None}


def _size(event: Event) -> dict[str, int]:
    counts: dict[str, Count | None] = {
        "dead": event.size.dead if event.size else None,
        "injured": event.size.injured if event.size else None,
        "arrested": event.size.arrested if event.size else None,
    }
    return {name: count.low for name, count in counts.items() if count is not None}
