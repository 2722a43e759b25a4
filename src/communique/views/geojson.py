"""Events on a map: one GeoJSON collection (RFC 7946), a feature an event.

An event whose place has no coordinates, or that has no place, is a feature with the geometry null. What the format
cannot hold: several mentions, spans (their words are properties), statements.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date as Day
from typing import Any

from communique.model import CodedArticle, Event
from communique.views.setting import Setting
from communique.views.typed import EVENT_FIELDS

POINT = ("lat", "lon")  # stand in the geometry


def geojson(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """The collection, a line a feature."""
    del setting
    before = '{"type": "FeatureCollection", "features": [\n'
    for coded in records:
        for event in coded.events:
            yield before + json.dumps(_feature(coded, event), ensure_ascii=False)
            before = ",\n"
    yield ("\n" if before == ",\n" else before) + "]}\n"


def _feature(coded: CodedArticle, event: Event) -> dict[str, Any]:
    place = event.place
    known = place is not None and place.lat is not None and place.lon is not None
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and known else None
    values = ((name, column.value(coded, event)) for name, column in EVENT_FIELDS.items() if name not in POINT)
    told = {name: value.isoformat() if isinstance(value, Day) else value for name, value in values}
    return {"type": "Feature", "id": event.event_id, "geometry": geometry, "properties": told}
