"""Articles with their place names, linked to a gazetteer."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import floor
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around, country_code
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import overlap, pairs
from communique.knowledge.gazetteer import Gazetteer, Spot, kilometres
from communique.knowledge.known import Known
from communique.model import Named, NamedActor

NEAR = 161.0  # kilometres: the hundred miles of the field
WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*")
Stretch = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A place mention of ours, or a country named by a demonym (`actor`)."""

    stretch: Stretch
    name: str
    country: str | None
    point: Point | None
    rule: str
    actor: bool = False


def found_name(gold: Mapping[str, Any], ours: Ours) -> float | None:
    """A place mention of ours shares a character with a name for which the gold has coordinates; one to one.
    Ours that overlap a name without coordinates are left out of precision. The gold has demonyms among its places,
    we have them among the actors: such a one may meet a row of the gold, but does not count in precision.
    """
    one, other = (gold["start"], gold["end"]), ours.stretch
    return min(one[1], other[1]) - max(one[0], other[0]) - 0.1 * ours.actor if overlap(one, other) else None


def right_country(country: str, ours: Ours | None) -> bool:
    """The place was found and its country is the gold's: told by name, else that of the place with the gold's id,
    else that of the city nearest to the gold's point.
    """
    return ours is not None and ours.country == country


def right_point(gold: Mapping[str, Any], ours: Ours | None) -> bool:
    """The place was found, has coordinates, and they lie within 161 km of the gold's."""
    return ours is not None and ours.point is not None and kilometres(ours.point, _point(gold)) <= NEAR


def is_covered(gold: Mapping[str, Any], atlas: "Atlas") -> bool:
    """Our tables have a place of that name within 161 km: with them alone nobody finds more."""
    return any(kilometres(point, _point(gold)) <= NEAR for point in atlas.points(gold["text"]))


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article."""
    atlas = Atlas(bench.known)
    for row in rows:
        judging = Judging(str(row["id"]))
        _, named = bench.named(row["text"])
        gold = [one for one in row["toponyms"] if one.get("lat") is not None]
        other = [(one["start"], one["end"]) for one in row["toponyms"] if one.get("lat") is None]
        ours = [one for one in atlas.ours(named) if not any(overlap(one.stretch, place) for place in other)]
        paired = pairs(gold, ours, found_name)
        met = dict(paired)
        for index, one in enumerate(gold):
            _judge(judging, row["text"], one, ours[met[index]] if index in met else None, atlas)
        right = {o for _, o in paired}
        for index, mention in enumerate(ours):
            if mention.actor:
                continue
            judging.found("name found", "", index in right)
            if index not in right:
                told = around(row["text"], *mention.stretch)
                found = f"{mention.name} ({mention.country})"
                judging.differ(Difference(what="false", metric="place", text=told, found=found, rule=mention.rule))
        yield judging.done()


def _judge(judging: Judging, text: str, gold: Mapping[str, Any], ours: Ours | None, atlas: "Atlas") -> None:
    judging.field("coverage of the tables", is_covered(gold, atlas))
    judging.wanted("name found", "", ours is not None)
    country = atlas.country(gold)
    near, same = right_point(gold, ours), country is None or right_country(country, ours)
    if country is not None:
        judging.field("country right, of all", same)
        if ours is not None:
            judging.field("country right, of found", same)
    judging.field("within 161 km, of all", near)
    if ours is not None:
        judging.field("within 161 km, of found", near)
    if ours is None or not (near and same):
        judging.differ(
            Difference(
                what="wrong" if ours else "missed", metric="place", text=around(text, gold["start"], gold["end"]),
                expected=f"{gold['text']} ({country}, {gold['lat']:.2f} {gold['lon']:.2f})",
                found=f"{ours.name} ({ours.country}, {ours.point})" if ours else NOTHING,
                rule=ours.rule if ours else "",
            )
        )  # fmt: skip


def _point(gold: Mapping[str, Any]) -> Point:
    return gold["lat"], gold["lon"]


def _at(spot: Spot) -> Point:
    return spot.lat, spot.lon


class Atlas:
    """What the tables know of places, ways in that only scoring needs."""

    def __init__(self, known: Known) -> None:
        self._gazetteer: Gazetteer = known.gazetteer
        self._named: dict[str, list[Point]] = defaultdict(list)
        self._demonyms: dict[str, str] = {}
        for name, entry in known.registry.names():
            if entry.kind in ("adjective", "people"):
                self._demonyms[name] = entry.key
            if entry.kind in ("country", "adjective", "people") and (spot := known.gazetteer.country(entry.key)):
                self._named[name].append(_at(spot))
            row = known.registry.place(entry.key) if entry.kind == "place" else None
            if row is not None and row.lat is not None and row.lon is not None:
                self._named[name].append((row.lat, row.lon))
        self._by_id: dict[int, str | None] = {}
        self._cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for spot in known.gazetteer.spots():
            self._by_id[spot.geonames_id or 0] = spot.country
            self._cells[_cell(_at(spot))].append(spot)

    def points(self, name: str) -> list[Point]:
        """Where places of that name lie."""
        return [*self._named.get(name, ()), *(_at(s) for s in self._gazetteer.named(name))]

    def country(self, gold: Mapping[str, Any]) -> str | None:
        """The country of a row of the gold; None far from every city (seas, continents have none)."""
        if gold.get("country"):
            return country_code(gold["country"])
        if gold.get("geonameid") and int(gold["geonameid"]) in self._by_id:
            return self._by_id[int(gold["geonameid"])]
        lat, lon = _cell(_point(gold))
        close = [s for a in (-1, 0, 1) for o in (-1, 0, 1) for s in self._cells.get((lat + a, lon + o), ())]
        nearest = min(close, key=lambda s: kilometres(_at(s), _point(gold)), default=None)
        return None if nearest is None else nearest.country

    def ours(self, named: Named) -> list[Ours]:
        """Places of ours, and demonyms at their country's point."""
        found = []
        for place in named.places:
            point = None if place.lat is None or place.lon is None else (place.lat, place.lon)
            found.append(Ours(stretch=(place.span.start, place.span.end), name=place.name, country=place.country,
                              point=point, rule=place.rule))  # fmt: skip
        return [*found, *filter(None, map(self._demonym, named.actors))]

    def _demonym(self, actor: NamedActor) -> Ours | None:
        """The country of an actor that a demonym tells ("new Danish officials"), at the demonym's words."""
        words = list(WORD.finditer(actor.span.quote))
        runs = [(one, other) for size in (2, 1) for one, other in zip(words, words[size - 1 :], strict=False)]
        for one, other in runs:
            told = actor.span.quote[one.start() : other.end()]
            spot = self._gazetteer.country(self._demonyms[told]) if told in self._demonyms else None
            if spot is not None:
                start = actor.span.start
                return Ours(stretch=(start + one.start(), start + other.end()), name=told, country=spot.country,
                            point=_at(spot), rule=actor.rule, actor=True)  # fmt: skip
        return None


def _cell(point: Point) -> tuple[int, int]:
    return floor(point[0]), floor(point[1])


FORM = GoldForm(
    name="geo",
    keys=frozenset({"toponyms", "text"}),
    judge=judge,
    metrics={
        "coverage of the tables": is_covered, "name found": found_name, "country right": right_country,
        "within 161 km": right_point,
    },
    note="All names with coordinates in the gold count, demonyms too; of all: a name not found is wrong.",
)  # fmt: skip
