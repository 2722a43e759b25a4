"""Who is who and where is what: countries, organisations, persons, their offices with dates, places.

Every row has an origin. `load_registry` reads the tables once; `Registry` answers questions about them. A day that
is not known is None: then the answer is what holds today, that is the rows without an end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date as Day
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from communique.knowledge.tables import ROOT, read_tsv
from communique.model import PlacePrecision

COUNTRIES = "actors/countries.tsv"
ORGANISATIONS = "actors/organisations.tsv"
PERSONS = "actors/persons.tsv"
OFFICES = "actors/offices.tsv"
PLACES = "places/places.tsv"
OWN = "own:"  # before the id of a user's own actor


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """A state or territory; `code` is ISO 3166-1 alpha-3 (Kosovo: XKX; states of the past: ISO 3166-3)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()  # other names and older spellings, without the article ("US", "U.S.")
    adjectives: tuple[str, ...] = ()  # "Chinese"
    people: tuple[str, ...] = ()  # nouns, singular and plural: "Ukrainian", "Ukrainians"; "Briton", "Britons"
    capital: tuple[str, ...] = ()  # with spellings: "Kyiv", "Kiev"
    seats: tuple[str, ...] = ()  # what stands for the government: "Kremlin", "White House", "Downing Street"
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An international organisation, agency, party, armed group or other registered body.

    One body may have several rows, one for each time of its life (the Taliban as rebels and as a government).
    """

    actor_id: str  # "org:un", "org:hezbollah"
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    org_class: str | None = None  # UNO EUR IGO NGO ISM MNC
    sectors: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person who holds or held a registered office; `surname` is what later mentions use ("Xi", "bin Salman").

    Where the person is `minor` (an ambassador, a minister of one snapshot), the surname alone means nobody until the
    article has named the person in full: "Smith" in an American article is rarely the ambassador to Fiji.
    """

    actor_id: str  # "person:xi-jinping"
    name: str  # "Xi Jinping", in the order and spelling of English-language news
    surname: str
    other_surnames: tuple[str, ...] = ()  # other spellings of it: "Zelensky", "al-Assad"
    aliases: tuple[str, ...] = ()  # other full spellings: "Volodymyr Zelensky"
    gender: str | None = None  # m, f
    minor: bool = False
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellRow:
    """One person in one office from `since` to `until` (inclusive; empty: open), for `country` or `organisation`.

    With `known_on`, a day on which the source lists the holder, an empty bound is unknown instead of open: nothing is
    claimed before `since`, else before `known_on`, nor after `until`, else after `known_on`.
    """

    actor_id: str
    office: str  # "President", "Prime Minister", "Foreign Minister", "King", "Secretary-General"
    country: str | None = None
    organisation: str | None = None  # an OrganisationRow.actor_id
    sectors: tuple[str, ...] = ()  # GOV, MIL, LEG …
    since: Day | None = None
    until: Day | None = None
    known_on: Day | None = None
    shared: bool = False  # several hold it at once (a presidency of three)
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place that is no country and no capital; without a country: a sea, or land of several countries.

    `lat` and `lon` stand where the gazetteer lacks the place or knows another by its name.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    precision: PlacePrecision
    lat: float | None = None
    lon: float | None = None
    origin: str
    rule: str = ""


EntryKind = Literal["country", "adjective", "people", "capital", "seat", "organisation", "person", "surname", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a name in the tables names: a country's code, an actor's id or a place's name, and the row that says so."""

    kind: EntryKind
    key: str
    rule: str
    caseless: bool = False  # found however it is written, where it begins with a capital


class Dated(Protocol):
    """A row that holds from one day to another."""

    @property
    def since(self) -> Day | None: ...
    @property
    def until(self) -> Day | None: ...


Spell = TypeVar("Spell", bound=Dated)


def bounds(row: Dated) -> tuple[Day | None, Day | None]:
    """The first and the last day a row surely covers; None where it is open on that side."""
    seen = row.known_on if isinstance(row, SpellRow) else None
    return row.since or seen, row.until or seen


def holds(row: Dated, on: Day | None) -> bool:
    """True where the row holds on that day; without a day, where it has no end."""
    first, last = bounds(row)
    if on is None:
        return last is None
    return (first is None or first <= on) and (last is None or on <= last)


def nearest(rows: tuple[Spell, ...], on: Day | None) -> Spell | None:
    """The row that holds on that day, else the one nearest to it; without a day, the latest."""
    if on is None:
        return max(rows, key=lambda row: row.until or Day.max, default=None)
    return min(rows, key=lambda row: _days_off(row, on), default=None)


def _days_off(row: Dated, on: Day) -> int:
    if row.since is not None and on < row.since:
        return (row.since - on).days
    if row.until is not None and on > row.until:
        return (on - row.until).days
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The tables of actors and places, in the order of their files, and the ways into them."""

    countries: tuple[CountryRow, ...] = ()
    organisations: tuple[OrganisationRow, ...] = ()
    persons: tuple[PersonRow, ...] = ()
    spells: tuple[SpellRow, ...] = ()
    places: tuple[PlaceRow, ...] = ()
    own: frozenset[str] = frozenset()  # names of a user's own actors: they name nobody else
    caseless: frozenset[str] = frozenset()  # ids of actors that are found however they are written
    _countries: dict[str, CountryRow] = field(init=False, repr=False, compare=False)
    _organisations: dict[str, tuple[OrganisationRow, ...]] = field(init=False, repr=False, compare=False)
    _persons: dict[str, PersonRow] = field(init=False, repr=False, compare=False)
    _places: dict[str, PlaceRow] = field(init=False, repr=False, compare=False)
    _careers: dict[str, tuple[SpellRow, ...]] = field(init=False, repr=False, compare=False)
    _offices: dict[tuple[str, str | None, str | None], tuple[SpellRow, ...]] = field(
        init=False, repr=False, compare=False
    )
    _names: tuple[tuple[str, Entry], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__  # a frozen class fills its own indices once
        put(self, "_countries", {row.code: row for row in self.countries})
        put(self, "_organisations", _grouped((row.actor_id, row) for row in self.organisations))
        put(self, "_persons", {row.actor_id: row for row in self.persons})
        put(self, "_places", {row.name: row for row in self.places})
        put(self, "_careers", _grouped((row.actor_id, row) for row in self.spells))
        put(self, "_offices", _grouped(((row.office, row.country, row.organisation), row) for row in self.spells))
        put(self, "_names", tuple(self._own_names() if self.own or self.caseless else self._all_names()))

    def country(self, code: str) -> CountryRow | None:
        """The country with this code."""
        return self._countries.get(code)

    def person(self, actor_id: str) -> PersonRow | None:
        """The person with this id."""
        return self._persons.get(actor_id)

    def place(self, name: str) -> PlaceRow | None:
        """The place with this name, as its row writes it."""
        return self._places.get(name)

    def organisation(self, actor_id: str, on: Day | None = None) -> OrganisationRow | None:
        """The organisation as it was on that day; before or after its life, as it was nearest to that day."""
        return nearest(self._organisations.get(actor_id, ()), on)

    def holders(
        self, office: str, country: str | None = None, organisation: str | None = None, on: Day | None = None
    ) -> tuple[SpellRow, ...]:
        """Who holds the office of that country or organisation on that day; mostly one, or nobody known."""
        spells = self._offices.get((office, country, organisation), ())
        return tuple(spell for spell in spells if holds(spell, on))

    def offices_of(self, actor_id: str, on: Day | None = None) -> tuple[SpellRow, ...]:
        """The offices a person holds on that day, in the order of the table."""
        return tuple(spell for spell in self.career(actor_id) if holds(spell, on))

    def career(self, actor_id: str) -> tuple[SpellRow, ...]:
        """All registered offices of a person, in the order of the table."""
        return self._careers.get(actor_id, ())

    def names(self) -> tuple[tuple[str, Entry], ...]:
        """Every name in the tables with what it names; a name may come more than once, with different entries."""
        return self._names

    def _own_names(self) -> Iterator[tuple[str, Entry]]:
        """All names, but those that a user has given to an actor of his own name nobody else."""
        for name, entry in self._all_names():
            if entry.key.startswith(OWN):
                yield name, replace(entry, caseless=entry.key in self.caseless)
            elif name not in self.own:
                yield name, entry

    def _all_names(self) -> Iterator[tuple[str, Entry]]:
        yield from self._country_names()
        yield from _aliased((row, "organisation", row.actor_id) for row in self.organisations)
        yield from _aliased((row, "person", row.actor_id) for row in self.persons)
        for row in self.persons:
            if row.surname != row.name and not row.minor:  # of one name ("Suharto", "Hun Sen"): a person entry already
                entry = Entry(kind="surname", key=row.actor_id, rule=row.rule)
                yield from ((name, entry) for name in (row.surname, *row.other_surnames))
        yield from _aliased((row, "place", row.name) for row in self.places)

    def _country_names(self) -> Iterator[tuple[str, Entry]]:
        for row in self.countries:
            groups: tuple[tuple[EntryKind, tuple[str, ...]], ...] = (
                ("country", (row.name, *row.aliases)),
                ("adjective", row.adjectives),
                ("people", row.people),
                ("capital", row.capital),
                ("seat", row.seats),
            )
            for kind, names in groups:
                entry = Entry(kind=kind, key=row.code, rule=row.rule)
                yield from ((name, entry) for name in names)


Key = TypeVar("Key")
Value = TypeVar("Value")


def _grouped(pairs: Iterator[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    lists: dict[Key, list[Value]] = {}
    for key, value in pairs:
        lists.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in lists.items()}


def _aliased(
    rows: Iterator[tuple[OrganisationRow | PersonRow | PlaceRow, EntryKind, str]],
) -> Iterator[tuple[str, Entry]]:
    for row, kind, key in rows:
        entry = Entry(kind=kind, key=key, rule=row.rule)
        yield from ((name, entry) for name in (row.name, *row.aliases))


@cache
def load_registry(folder: Path = ROOT) -> Registry:
    """The registry of the tables in a knowledge folder."""
    return Registry(
        countries=read_tsv(folder / COUNTRIES, CountryRow),
        organisations=read_tsv(folder / ORGANISATIONS, OrganisationRow),
        persons=read_tsv(folder / PERSONS, PersonRow),
        spells=read_tsv(folder / OFFICES, SpellRow),
        places=read_tsv(folder / PLACES, PlaceRow),
    )
