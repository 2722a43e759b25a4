"""Places named in articles → lines for people, tables, JSON lines, maps; one table `PLACE_VIEWS`."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.model import PlaceMention
from communique.views.cells import csv_line, flat

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """One naming of a place: `acts` where its country or government does or says something by that name."""

    article_id: str
    mention: PlaceMention
    acts: bool = False


COLUMNS: dict[str, Callable[[NamedPlace], Value]] = {
    "article_id": lambda p: p.article_id,
    "start": lambda p: p.mention.span.start,
    "end": lambda p: p.mention.span.end,
    "words": lambda p: p.mention.span.quote,
    "name": lambda p: p.mention.name,
    "country": lambda p: p.mention.country,
    "admin1": lambda p: p.mention.admin1,
    "lat": lambda p: p.mention.lat,
    "lon": lambda p: p.mention.lon,
    "precision": lambda p: p.mention.precision,
    "geonames_id": lambda p: p.mention.geonames_id,
    "acts": lambda p: p.acts,
    "in_a_name": lambda p: p.mention.inside,
    "rule": lambda p: p.mention.rule,
}


def text(found: Iterable[NamedPlace]) -> Iterator[str]:
    """One line a place and article, in the order of the text: where it lies and how often it is named."""
    counts: dict[tuple[str, PlaceMention], list[PlaceMention]] = {}
    by_place: dict[tuple[Value, ...], tuple[str, PlaceMention]] = {}
    for one in found:
        mention = one.mention
        same = (one.article_id, mention.name, mention.country, mention.lat, mention.lon)
        first = by_place.setdefault(same, (one.article_id, mention))
        counts.setdefault(first, []).append(mention)
    for (_, place), several in counts.items():
        where = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
        point = "" if place.lat is None else f"{place.lat:.3f} {place.lon:.3f}"
        times = f"×{len(several)}" if len(several) > 1 else ""
        yield f"{place.name:<28} {where:<32} {point:<18} {place.precision:<8} {times}".rstrip() + "\n"


def table(found: Iterable[NamedPlace]) -> Iterator[str]:
    """A header and a line a naming, comma-separated."""
    yield csv_line(COLUMNS)
    for one in found:
        yield csv_line(flat(value(one)) for value in COLUMNS.values())


def jsonl(found: Iterable[NamedPlace]) -> Iterator[str]:
    """One JSON object a naming."""
    for one in found:
        yield json.dumps(_row(one), ensure_ascii=False) + "\n"


def geojson(found: Iterable[NamedPlace]) -> Iterator[str]:
    """One GeoJSON collection (RFC 7946); places without coordinates have the geometry null."""
    features = [_feature(one) for one in found]
    yield json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"


def _feature(one: NamedPlace) -> dict[str, object]:
    row = _row(one)
    lat, lon = row.pop("lat"), row.pop("lon")
    geometry = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": geometry, "properties": row}


def _row(one: NamedPlace) -> dict[str, Value]:
    return {name: value(one) for name, value in COLUMNS.items()}


PLACE_VIEWS: dict[str, Callable[[Iterable[NamedPlace]], Iterator[str]]] = {
    "text": text,
    "csv": table,
    "jsonl": jsonl,
    "geojson": geojson,
}
