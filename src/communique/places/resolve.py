"""What the names of one article mean: the words around, the article's other places, then size decide."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from communique.knowledge.gazetteer import Spot, key, kilometres
from communique.places.naming import Naming

# Points of a spot, in powers of ten of people: chosen on the read halves of two sets, docs/decisions/0015-gazetteer.md.
FEWEST = 300  # people: what a place without a number counts as
ALIAS, LIKE = 2.0, 0.4  # taken from a place found by another name, by another spelling of its own
OWN: dict[str, float] = {"country": 1.5, "capital": 2.5, "place": 1.5}  # what the tables mean by the name
KIND = {"city": 0.0, "admin1": 0.8, "admin2": 0.0, "country": 2.0}
COUNTRY = 3.0  # times the share of the article's other names in that country
PROVINCE = 2.5  # its province is named in the article
NEAR = 2.0  # times how many of the article's other places lie near, up to all
NEAR_KM, HELD_KM, BESIDE_KM = 120.0, 250.0, 150.0
ENOUGH = 3.0  # other places near that count as all
VOWELS = frozenset("aeiouyh")  # and the h that transliterations put in or leave out
ROUNDS = 3
MOST = 12  # spots of one name that are compared
MAYBE = 0.4  # a name that may mean a place near, beside one that does
CLEAR = 0.5  # points between the best and the next
UNSURE = 15_000  # people: smaller places of an ambiguous name that nothing speaks for are left open


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the article's other names say."""

    countries: Counter[tuple[str, str]]  # (country, name that speaks of it)
    provinces: frozenset[str]
    anchors: dict[str, Spot]  # name → what it means
    cells: dict[tuple[int, int], frozenset[str]]  # square of a degree → names that may mean a place there


def distance(one: Spot, other: Spot) -> float:
    """Kilometres between two places."""
    return kilometres((one.lat, one.lon), (other.lat, other.lon))


def resolve(namings: Sequence[Naming], nations: Iterable[str]) -> list[Spot | None]:
    """One spot a naming, None where nothing decides; the same name means the same place unless its words differ."""
    told = Counter((nation, "") for nation in nations)
    cells = _cells(namings)
    meant: list[Spot | None] = [None] * len(namings)
    for turn in range(ROUNDS):
        around = _surroundings(namings, meant, told, cells, first=turn == 0)
        by_name: dict[str, Spot | None] = {}
        order = sorted(range(len(namings)), key=lambda i: (namings[i].evidence != "container", i))
        chosen: list[Spot | None] = [None] * len(namings)
        for i in order:
            naming = namings[i]
            holder, neighbour = _meant(meant, naming.container), _meant(meant, naming.beside)
            name = key(naming.text)
            if naming.container is None and naming.beside is None and name in by_name:
                chosen[i] = by_name[name]
                continue
            chosen[i] = _best(naming, around, holder, neighbour)
            by_name.setdefault(name, chosen[i])
        meant = chosen
    return meant


def _meant(meant: list[Spot | None], index: int | None) -> Spot | None:
    return None if index is None else meant[index]


def _surroundings(
    namings: Sequence[Naming], meant: list[Spot | None], told: Counter[tuple[str, str]],
    cells: dict[tuple[int, int], frozenset[str]], *, first: bool,
) -> Surroundings:  # fmt: skip
    countries = Counter(told)
    provinces: set[str] = set()
    anchors: dict[str, Spot] = {}
    for naming, spot in zip(namings, meant, strict=True):
        name = key(naming.text)
        if first:
            if naming.country is not None:
                countries[naming.country, name] += 1
            if naming.known == "province" and not _is_ambiguous(naming):
                provinces.add(naming.spots[0].province or "")
            if naming.spots and not _is_ambiguous(naming):
                countries[naming.spots[0].country or "", name] += 1
        elif spot is not None:
            if spot.country is not None:
                countries[spot.country, name] += 1
            if spot.kind == "admin1":
                provinces.add(spot.province or "")
            elif spot.kind != "country":
                anchors.setdefault(name, spot)
    return Surroundings(countries=countries, provinces=frozenset(provinces - {""}), anchors=anchors, cells=cells)


def _cells(namings: Sequence[Naming]) -> dict[tuple[int, int], frozenset[str]]:
    found: dict[tuple[int, int], set[str]] = {}
    for naming in namings:
        for spot in naming.spots[:MOST]:
            if spot.kind in ("city", "admin2") and not spot.alias:
                found.setdefault(_cell(spot), set()).add(key(naming.text))
    return {cell: frozenset(names) for cell, names in found.items()}


def _cell(spot: Spot) -> tuple[int, int]:
    return floor(spot.lat), floor(spot.lon)


def _is_ambiguous(naming: Naming) -> bool:
    own = [s for s in naming.spots if not s.alias]
    return len({s.country for s in own if s.population * 5 > own[0].population}) > 1 if own else True


def _best(naming: Naming, around: Surroundings, holder: Spot | None, neighbour: Spot | None) -> Spot | None:
    spots = naming.spots[:MOST] if holder is None and neighbour is None else naming.spots
    if naming.country is not None and naming.known in ("gazetteer", "province", "described"):
        spots = tuple(s for s in spots if s.country == naming.country) or spots
    if holder is not None:
        held = tuple(s for s in spots if _holds(holder, s))
        spots = held or (spots if naming.known in OWN else ())
    if neighbour is not None:
        spots = tuple(s for s in spots if s != neighbour and distance(s, neighbour) < BESIDE_KM) or spots
    if len(spots) <= 1:
        return spots[0] if spots else None
    name = key(naming.text)
    scored = sorted(((_score(naming, s, around, name), -i) for i, s in enumerate(spots)), reverse=True)
    best = spots[-scored[0][1]]
    alone = holder is not None or neighbour is not None or naming.country is not None
    clear = alone or naming.known != "gazetteer" or scored[0][0] - scored[1][0] >= CLEAR
    supported = any(c == best.country for c, _ in around.countries) or best.province in around.provinces
    return best if clear or supported or best.population >= UNSURE else None


def _holds(holder: Spot, spot: Spot) -> bool:
    if holder == spot:
        return False
    if holder.kind == "country":
        return spot.country == holder.country
    if holder.kind == "admin1":
        return spot.province == holder.province
    return distance(holder, spot) < HELD_KM and (holder.country is None or spot.country == holder.country)


def _is_like(one: str, other: str) -> bool:
    """Another spelling of the same name ("duma", "douma"), or a shorter form ("new york city")."""
    return one.startswith(other) or other.startswith(one) or _bones(one) == _bones(other)


def _bones(name: str) -> str:
    """The consonants of a name without doubling."""
    letters = [c for c in name if c.isalpha() and c not in VOWELS]
    return "".join(c for i, c in enumerate(letters) if i == 0 or letters[i - 1] != c)


def _is_near(spot: Spot, other: Spot) -> bool:
    """Another place near a town, or inside a province or country."""
    if spot.kind == "country":
        return spot.country == other.country
    if spot.kind == "admin1":
        return spot.province == other.province
    return distance(spot, other) < NEAR_KM


def _score(naming: Naming, spot: Spot, around: Surroundings, name: str) -> float:
    points = log10(max(spot.population, FEWEST)) + KIND[spot.kind]
    if naming.known in OWN and spot == naming.spots[0]:
        points += OWN[naming.known]
    elif spot.alias:
        points -= LIKE if _is_like(key(spot.name), name) else ALIAS
    if naming.precision in ("admin1", "region") and naming.evidence == "noun":
        points += 0.0 if spot.kind == "city" else 1.5
    others = {pair: n for pair, n in around.countries.items() if pair[1] != name}
    if others and spot.country is not None:
        points += COUNTRY * sum(n for (c, _), n in others.items() if c == spot.country) / sum(others.values())
    if spot.province in around.provinces:
        points += PROVINCE
    sure = {n for n, other in around.anchors.items() if n != name and _is_near(spot, other)}
    lat, lon = _cell(spot)
    maybe = {n for a in (-1, 0, 1) for o in (-1, 0, 1) for n in around.cells.get((lat + a, lon + o), ())}
    near = len(sure) + (MAYBE * len(maybe - sure - {name}) if spot.kind in ("city", "admin2") else 0.0)
    return points + NEAR * min(near / ENOUGH, 1.0)
