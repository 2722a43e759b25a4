"""A place as GDELT writes it: its kind, its full name, codes of FIPS 10-4, coordinates.

FIPS 10-4 codes of first divisions are those of GeoNames, which keeps them (the postal letters in the United States, as
GDELT does), except in the countries that codes/countries.tsv marks. Second divisions and GNS feature ids are not told.
"""

from functools import cache, lru_cache

from communique.knowledge.country_codes import load_country_codes
from communique.knowledge.gazetteer import load_gazetteer
from communique.knowledge.registry import load_registry
from communique.model import Place
from communique.views.cells import plain

NO_PLACE = ("0", "", "", "", "", "", "", "")
COUNTRY, STATE_AT_HOME, CITY_AT_HOME, CITY, STATE = "1", "2", "3", "4", "5"  # GDELT's kinds of places
HOME = "USA"  # whose states and cities have kinds of their own
CODE_LENGTH = 2  # characters of a FIPS 10-4 code within its country


def place_cells(place: Place | None, *, raw: bool) -> tuple[str, ...]:
    """The eight columns of a place; of a region that is no division of a country, none."""
    if place is None or (kind := _kind(place)) is None:
        return NO_PLACE
    country, adm1 = fips(place.country, place.admin1 or (place.name if place.precision == "admin1" else None))
    return (
        kind, plain(_full_name(place), raw=raw), country, country if kind == COUNTRY else adm1, "",
        "" if place.lat is None else f"{place.lat:g}", "" if place.lon is None else f"{place.lon:g}", "",
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def fips(country: str | None, admin1: str | None) -> tuple[str, str]:
    """FIPS 10-4 codes of a country and of its first division, "" where there is none: ("JA", "JA11")."""
    row = load_country_codes().of(country) if country else None
    if row is None:
        return "", ""
    code = _divisions().get((row.code, admin1 or ""), "")
    if row.adm1 == "country":
        return code, ""
    known = row.fips is not None and row.adm1 == "fips" and len(code) == CODE_LENGTH
    return row.fips or "", f"{row.fips}{code}" if known else ""


def country_name(code: str | None) -> str:
    """The registry's name of a country; the code itself where it has none, "" for none."""
    row = load_registry().country(code) if code else None
    return row.name if row else code or ""


def _kind(place: Place) -> str | None:
    at_home = place.country == HOME
    kinds = {
        "country": COUNTRY,
        "admin1": STATE_AT_HOME if at_home else STATE,
        "city": CITY_AT_HOME if at_home else CITY,
        "point": CITY_AT_HOME if at_home else CITY,
    }
    return kinds.get(place.precision)


def _full_name(place: Place) -> str:
    """ "Hiroshima, Hiroshima, Japan"; a country alone by its name."""
    country = country_name(place.country)
    if place.precision == "country":
        return country or place.name
    above = place.admin1 if place.precision != "admin1" else None
    return ", ".join(part for part in (place.name, above, country) if part)


@cache
def _divisions() -> dict[tuple[str, str], str]:
    """(country, name of a first division) → what follows the country in GeoNames' code of it."""
    found = {}
    for code, name in load_gazetteer().layout.provinces:
        country, _, rest = code.partition(".")
        found[country, name] = rest.partition(".")[0]
    return found
