"""The coordinates behind names: of rows of the tables, and of what only the gazetteer knows."""

from dataclasses import dataclass

from communique.knowledge.gazetteer import Gazetteer, Spot
from communique.knowledge.place_words import PlaceWords
from communique.knowledge.registry import CountryRow, PlaceRow

FULL_STOP = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The gazetteer, and the spellings of a language."""

    gazetteer: Gazetteer
    words: PlaceWords

    def named(self, text: str) -> tuple[Spot, ...]:
        """What a name may mean, as written and with its short words in full ("St. Clair")."""
        found = self.gazetteer.named(text)
        long = self.long(text)
        return found if long is None else (*found, *(s for s in self.gazetteer.named(long) if s not in found))

    def long(self, text: str) -> str | None:
        """The name with its short words in full, or None where it has none."""
        words = [word.rstrip(FULL_STOP).lower() for word in text.split()]
        if len(words) < 2 or not any(word in self.words.spellings for word in words):
            return None
        return " ".join(self.words.spellings.get(word, word) for word in words)

    def country(self, row: CountryRow) -> tuple[Spot, ...]:
        """The country's point first, then whatever else has its names."""
        own = self.gazetteer.country(row.code)
        others = (s for name in (row.name, *row.aliases) for s in self.gazetteer.named(name) if not s.alias)
        return (*((own,) if own else ()), *(s for s in others if s.kind != "country"))

    def city(self, text: str, country: str) -> tuple[Spot, ...]:
        """The largest city of that name in that country first, then whatever else has the name."""
        found = self.named(text)
        own = [s for s in found if s.country == country and s.kind != "admin2"]
        first = max(own, key=lambda s: (s.kind == "city", not s.alias, s.population), default=None)
        return (*((first,) if first else ()), *(s for s in found if s != first and not s.alias))

    def row(self, row: PlaceRow, text: str) -> tuple[Spot, ...]:
        """The row's own coordinates, else what the gazetteer has of these names in its country."""
        if row.lat is not None and row.lon is not None:
            own = Spot(geonames_id=None, name=row.name, country=row.country, province=None, admin1=None, lat=row.lat,
                       lon=row.lon, population=0, kind="city")  # fmt: skip
            return (own,)
        found = [s for name in (row.name, text, *row.aliases) for s in self.named(name) if s.country == row.country]
        found.sort(key=lambda s: (s.kind == "city") != (row.precision == "city"))
        first = found[0] if found else None
        others = (s for s in self.named(text) if s != first and not s.alias)
        return (*((first,) if first else ()), *others)
