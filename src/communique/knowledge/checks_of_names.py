"""Checks K1xx: countries, organisations, persons, offices and places."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date as Day
from functools import partial
from itertools import pairwise

from communique.knowledge.checking import Check, Finding, Findings, Material, cells_of, repeated, taken_twice, unknown
from communique.knowledge.country_codes import load_country_codes
from communique.knowledge.registry import CountryRow, OrganisationRow, PersonRow, PlaceRow, SpellRow, bounds
from communique.knowledge.tables import lines_of, rule_name

CODE_FORM = re.compile(r"[A-Z]{3}")
ID_FORM = re.compile(r"(org|person):[a-z0-9]+(-[a-z0-9]+)*")
OPENING = '"“”‘«»'  # "'" may begin a name: a letter of Tongan ('Akilisi)
CLOSING = "\"'“”‘«»"
NAME_TABLES = ("actors/*.tsv", "places/*.tsv")
VALUE_TABLES = (*NAME_TABLES, "codes/*.tsv")
COUNTRY_KINDS = ("country", "adjective", "people", "capital", "seat")
GENDERS = (None, "m", "f")
ISO2_FORM = re.compile(r"[A-Z]{2}")
WORD_TABLES = ("titles", "agents", "person_nouns", "place_nouns", "institution_nouns", "time_nouns", "document_nouns")
SMALL_WORDS = ("pronouns", "phrase_words", "status_words")
GIVEN_OFTEN = 3  # persons of the tables who bear a first name: from then on it is an ordinary one


def _is_country(material: Material, code: str) -> bool:
    return material.registry.country(code) is not None


def k101_country_codes(material: Material) -> Findings:
    """A country's code is three capital letters and occurs once."""
    rows = material.registry.countries
    yield from repeated((row.code, row.rule) for row in rows)
    yield from (Finding(row.rule, row.code) for row in rows if not CODE_FORM.fullmatch(row.code))


def k102_country_names(material: Material) -> Findings:
    """A name, adjective, people, capital or seat belongs to one country."""
    for_countries = (entry for entry in material.registry.names() if entry[1].kind in COUNTRY_KINDS)
    yield from taken_twice((name, entry.key, entry.rule) for name, entry in for_countries)


def k103_repeated_aliases(material: Material) -> Findings:
    """No alias repeats the name or another alias of its row."""
    registry = material.registry
    rows: tuple[CountryRow | OrganisationRow | PersonRow | PlaceRow, ...]
    rows = (*registry.countries, *registry.organisations, *registry.persons, *registry.places)
    for row in rows:
        yield from repeated((name, row.rule) for name in (row.name, *row.aliases))
    for person in registry.persons:
        yield from repeated((name, person.rule) for name in (person.surname, *person.other_surnames))


def k104_organisation_lives(material: Material) -> Findings:
    """The rows of one organisation have the same names, and their times do not overlap."""
    rows: dict[str, list[OrganisationRow]] = {}
    for row in material.registry.organisations:
        rows.setdefault(row.actor_id, []).append(row)
    for lives in rows.values():
        for before, after in pairwise(lives):
            if (before.name, before.aliases) != (after.name, after.aliases):
                yield Finding(after.rule, f"other names than {before.rule}")
            if not _follows(before.until, after.since):
                yield Finding(after.rule, f"begins before {before.rule} has ended")


def _follows(until: Day | None, since: Day | None) -> bool:
    return until is not None and since is not None and until < since


def k105_organisation_names(material: Material) -> Findings:
    """A name belongs to one organisation."""
    rows = material.registry.organisations
    yield from taken_twice((name, row.actor_id, row.rule) for row in rows for name in (row.name, *row.aliases))


def k106_organisation_codes(material: Material) -> Findings:
    """An organisation's country, class and sectors are in the code lists."""
    codes = material.codes
    for row in material.registry.organisations:
        yield from unknown("country", (row.country,), partial(_is_country, material), row.rule)
        yield from unknown("class", (row.org_class,), codes.is_org_class, row.rule)
        yield from unknown("sector", row.sectors, codes.is_sector, row.rule)


def k107_ids(material: Material) -> Findings:
    """An id is "org:" or "person:" and small letters, digits, hyphens; a person's occurs once."""
    registry = material.registry
    yield from repeated((row.actor_id, row.rule) for row in registry.persons)
    rows: tuple[OrganisationRow | PersonRow, ...] = (*registry.organisations, *registry.persons)
    for row in rows:
        if not ID_FORM.fullmatch(row.actor_id):
            yield Finding(row.rule, row.actor_id)


def k108_person_names(material: Material) -> Findings:
    """A full name belongs to one person."""
    rows = material.registry.persons
    yield from taken_twice((name, row.actor_id, row.rule) for row in rows for name in (row.name, *row.aliases))


def k109_persons(material: Material) -> Findings:
    """A person's gender is m, f or empty, and the person holds an office in offices.tsv."""
    for row in material.registry.persons:
        if row.gender not in GENDERS:
            yield Finding(row.rule, f"gender {row.gender!r}")
        if not material.registry.career(row.actor_id):
            yield Finding(row.rule, f"{row.actor_id} holds no office")


def k110_spells(material: Material) -> Findings:
    """An office's holder, country or organisation, and sectors are known; it has a country or an organisation."""
    registry = material.registry
    for row in registry.spells:
        yield from unknown("person", (row.actor_id,), lambda key: registry.person(key) is not None, row.rule)
        yield from unknown("country", (row.country,), partial(_is_country, material), row.rule)
        yield from unknown(
            "organisation", (row.organisation,), lambda key: registry.organisation(key) is not None, row.rule
        )
        yield from unknown("sector", row.sectors, material.codes.is_sector, row.rule)
        if (row.country is None) == (row.organisation is None):
            yield Finding(row.rule, "needs a country or an organisation, not both")


def k111_dates(material: Material) -> Findings:
    """No time ends before it begins, and a holder is known in office on a day within the time."""
    registry = material.registry
    rows: tuple[OrganisationRow | SpellRow, ...] = (*registry.organisations, *registry.spells)
    for row in rows:
        first, last = bounds(row)
        if first is not None and last is not None and last < first:
            yield Finding(row.rule, f"{first} to {last}")


def k112_one_holder(material: Material) -> Findings:
    """An office that is not shared has one holder at a time."""
    offices: dict[tuple[str, str | None, str | None], list[SpellRow]] = {}
    for row in material.registry.spells:
        if not row.shared:
            offices.setdefault((row.office, row.country, row.organisation), []).append(row)
    for spells in offices.values():
        spells.sort(key=lambda row: bounds(row)[0] or Day.min)
        for before, after in pairwise(spells):
            if not _follows(bounds(before)[1], bounds(after)[0]):
                yield Finding(after.rule, f"{after.actor_id} begins before {before.actor_id} has ended")


def k113_places(material: Material) -> Findings:
    """A place's name belongs to one place and to no country or capital; its country is known."""
    registry = material.registry
    yield from taken_twice((name, row.name, row.rule) for row in registry.places for name in (row.name, *row.aliases))
    taken = {name for row in registry.countries for name in (row.name, *row.aliases, *row.capital, *row.seats)}
    for row in registry.places:
        yield from unknown("country", (row.country,), partial(_is_country, material), row.rule)
        yield from (Finding(row.rule, f"{n!r} is a country or capital") for n in (row.name, *row.aliases) if n in taken)


def k114_plain_names(material: Material) -> Findings:
    """No cell of names begins or ends with a quotation mark or writes ’ for '."""
    for path, line, cell in cells_of(material.folder, NAME_TABLES):
        for part in filter(None, cell.split("|")):
            if part[:1] in OPENING or part[-1:] in CLOSING or "’" in part:
                yield Finding(rule_name(path, line), repr(part))


def k115_empty_parts(material: Material) -> Findings:
    """A cell with several values has no empty one and no spaces around "|"."""
    for path, line, cell in cells_of(material.folder, VALUE_TABLES):
        if "|" in cell and any(part != part.strip() or not part for part in cell.split("|")):
            yield Finding(rule_name(path, line), repr(cell))


def k116_ordinary_words(material: Material) -> Findings:
    """No name of an organisation or person is one ordinary word or an ordinary first name alone."""
    words = set(_words_of(material, WORD_TABLES))
    first = Counter(row.name.split()[0] for row in material.registry.persons if " " in row.name)
    for name, entry in material.registry.names():
        if entry.kind not in ("organisation", "person") or " " in name or name.isupper():
            continue
        if name.lower() in words or first[name] >= GIVEN_OFTEN:
            yield Finding(entry.rule, repr(name))


def _words_of(material: Material, tables: tuple[str, ...]) -> Iterator[str]:
    """The words in these tables of a language."""
    for path in (material.folder / f"languages/en/{table}.tsv" for table in tables):
        if path.exists():
            lines = lines_of(path)
            next(lines, None)
            yield from (cells[0].lower() for _, cells in lines)


def k120_surnames(material: Material) -> Findings:
    """No surname that counts alone is a pronoun or a small word: such persons go by the full name ("He Lifeng")."""
    words = set(_words_of(material, SMALL_WORDS))
    for name, entry in material.registry.names():
        if entry.kind == "surname" and name.lower() in words:
            yield Finding(entry.rule, repr(name))


def k117_first_days(material: Material) -> Findings:
    """A spell has a first day, or a day on which its holder was seen."""
    for row in material.registry.spells:
        if bounds(row)[0] is None:
            yield Finding(row.rule, f"{row.actor_id} as {row.office}")


def k118_country_codes(material: Material) -> Findings:
    """A country's other codes are well formed, each for a country that is known."""
    codes = load_country_codes(material.folder)
    yield from repeated((row.code, row.rule) for row in codes.rows)
    yield from repeated((row.iso_number, row.rule) for row in codes.rows if row.iso_number is not None)
    for row in codes.rows:
        yield from unknown("country", (row.code,), partial(_is_country, material), row.rule)
        if not CODE_FORM.fullmatch(row.cameo) or (row.iso2 is not None and not ISO2_FORM.fullmatch(row.iso2)):
            yield Finding(row.rule, f"{row.cameo} {row.iso2}")
        if (row.cow is None) != (row.cow_number is None):
            yield Finding(row.rule, "a COW code has letters and a number")


def k119_countries_have_codes(material: Material) -> Findings:
    """Every country of actors/countries.tsv has a row in codes/countries.tsv."""
    codes = load_country_codes(material.folder)
    for country in material.registry.countries:
        if codes.of(country.code) is None:
            yield Finding(country.rule, country.code)


CHECKS: tuple[Check, ...] = (
    k101_country_codes,
    k102_country_names,
    k103_repeated_aliases,
    k104_organisation_lives,
    k105_organisation_names,
    k106_organisation_codes,
    k107_ids,
    k108_person_names,
    k109_persons,
    k110_spells,
    k111_dates,
    k112_one_holder,
    k113_places,
    k114_plain_names,
    k115_empty_parts,
    k116_ordinary_words,
    k117_first_days,
    k118_country_codes,
    k119_countries_have_codes,
    k120_surnames,
)
