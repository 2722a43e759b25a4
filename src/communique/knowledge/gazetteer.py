"""Places of the world with coordinates: one read-only file of sorted arrays, memory-mapped, made by `make gazetteer`.

The file begins with a line of JSON (`Layout`), then come, each at the offset the layout tells and little-endian:
the places (`RECORD`), the names as written, the keys in byte order, where each key begins (uint32), where each key's
postings begin (uint32), and the postings (uint32: a place's number, with `ALIAS` set where the key is another
spelling). A key is found by bisection, so nothing is read before it is asked for.
"""

import json
import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, hypot, radians
from pathlib import Path
from typing import Literal

from communique.errors import Fault, KnowledgeError
from communique.knowledge.name_index import pieces
from communique.knowledge.tables import ROOT

FILE = "places/gazetteer.bin"
FORMAT = "communique gazetteer 1"
RECORD = struct.Struct("<IIHHiiIB")  # id, offset of the name, country, province, latitude, longitude, people, kind
NUMBER = struct.Struct("<I")
PAIR = struct.Struct("<II")
DEGREE = 100_000  # coordinates are whole numbers of 1/100,000 degree
KM_A_DEGREE = 111.2
ALIAS = 1 << 31
GazetteerKind = Literal["city", "admin1", "admin2", "country"]
KINDS: tuple[GazetteerKind, ...] = ("city", "admin1", "admin2", "country")
NO_PROVINCE = 0xFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with coordinates; `population` is 0 where GeoNames tells none."""

    geonames_id: int | None
    name: str
    country: str | None  # ISO 3166-1 alpha-3
    province: str | None  # GeoNames' code of the first division: "USA.TX"
    admin1: str | None  # its name: "Texas"
    lat: float
    lon: float
    population: int
    kind: GazetteerKind
    alias: bool = False  # found by another spelling than its own name


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The form under which a name is filed: no accents, no case, no hyphens, no apostrophes, no full stops."""
    plain = " ".join(pieces(name)).lower()
    return " ".join(plain.replace("'", "").replace("`", "").replace(".", " ").split())


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude) in degrees, on a flat map of their middle: near ones only."""
    turn = abs(one[1] - other[1])
    across = min(turn, 360 - turn) * cos(radians((one[0] + other[0]) / 2))
    return hypot(one[0] - other[0], across) * KM_A_DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The head of the file: what it was made of, its tables, and where its parts begin."""

    format: str
    made_of: dict[str, str]  # package → version
    countries: tuple[str, ...]
    provinces: tuple[tuple[str, str], ...]  # code, name
    divisions: dict[str, int]  # a country's or province's code → its place
    places: int
    keys: int
    parts: dict[str, tuple[int, int]]  # part → offset behind the head, length in bytes


class Gazetteer:
    """The file, open; `named` finds places by name. It is made once a process by `load_gazetteer`."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.readline()
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.layout = _layout(path, head)
        self._at = {part: len(head) + offset for part, (offset, _) in self.layout.parts.items()}
        self._named = lru_cache(maxsize=20_000)(self._read)
        self._division = lru_cache(maxsize=None)(self._read_division)

    def named(self, name: str) -> tuple[Spot, ...]:
        """The places of that name, those it is the proper name of first, then the larger ones."""
        return self._named(key(name))

    def has(self, name: str) -> bool:
        """True where some place has that name."""
        return self._find(key(name).encode()) is not None

    def country(self, code: str) -> Spot | None:
        """The country itself, by ISO 3166-1 alpha-3."""
        return self._division(code)

    def province(self, code: str) -> Spot | None:
        """A first division, by GeoNames' code ("USA.TX")."""
        return self._division(code)

    def spots(self) -> Iterator[Spot]:
        """All places, in the order of the file."""
        return (self._spot(number, alias=False) for number in range(self.layout.places))

    def _read(self, wanted: str) -> tuple[Spot, ...]:
        index = self._find(wanted.encode())
        if index is None:
            return ()
        first, last = PAIR.unpack_from(self._map, self._at["first_postings"] + NUMBER.size * index)
        found = []
        for i in range(first, last):
            (posting,) = NUMBER.unpack_from(self._map, self._at["postings"] + NUMBER.size * i)
            found.append(self._spot(posting & ~ALIAS, alias=bool(posting & ALIAS)))
        return tuple(found)

    def _read_division(self, code: str) -> Spot | None:
        number = self.layout.divisions.get(code)
        return None if number is None else self._spot(number, alias=False)

    def _find(self, wanted: bytes) -> int | None:
        low, high = 0, self.layout.keys
        while low < high:
            middle = (low + high) // 2
            if self._key(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < self.layout.keys and self._key(low) == wanted else None

    def _key(self, index: int) -> bytes:
        first, last = PAIR.unpack_from(self._map, self._at["first_bytes"] + NUMBER.size * index)
        start = self._at["names_filed"]
        return self._map[start + first : start + last]

    def _spot(self, number: int, *, alias: bool) -> Spot:
        at = self._at["places"] + RECORD.size * number
        place_id, name, country, province, lat, lon, people, kind = RECORD.unpack_from(self._map, at)
        code, admin1 = (None, None) if province == NO_PROVINCE else self.layout.provinces[province]
        return Spot(
            geonames_id=place_id or None, name=self._name(name), country=self.layout.countries[country], province=code,
            admin1=admin1, lat=lat / DEGREE, lon=lon / DEGREE, population=people, kind=KINDS[kind], alias=alias,
        )  # fmt: skip

    def _name(self, offset: int) -> str:
        start = self._at["names"] + offset
        return self._map[start : self._map.find(b"\n", start)].decode()


def _layout(path: Path, head: bytes) -> Layout:
    try:
        read = json.loads(head)
        layout = Layout(**read)
    except (ValueError, TypeError) as reason:
        raise KnowledgeError((Fault(path=str(path), line=1, message=f"no gazetteer: {reason}"),)) from None
    if layout.format != FORMAT:
        message = f"the format is {layout.format!r}; this program reads {FORMAT!r}"
        raise KnowledgeError((Fault(path=str(path), line=1, message=message),))
    return layout


@cache
def load_gazetteer(folder: Path = ROOT) -> Gazetteer:
    """The gazetteer of a knowledge folder; raises `KnowledgeError` where the file is missing or another format."""
    path = folder / FILE
    if not path.is_file():
        raise KnowledgeError((Fault(path=str(path), line=1, message="no such file; `make gazetteer` writes it"),))
    return Gazetteer(path)
