"""The registry and the code lists: who held what office when, what a name names, what a code stands for."""

from dataclasses import replace
from datetime import date as Day
from pathlib import Path

import pytest

from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.registry import EntryKind, Registry, SpellRow, holds, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def names_of(registry: Registry, name: str) -> set[tuple[EntryKind, str]]:
    return {(entry.kind, entry.key) for written, entry in registry.names() if written == name}


def the_holder(
    registry: Registry, office: str, on: Day | None, country: str | None = None, of: str | None = None
) -> str:
    (spell,) = registry.holders(office, country, of, on)
    person = registry.person(spell.actor_id)
    assert person is not None
    return person.name


@pytest.mark.parametrize(
    ("office", "country", "on", "name"),
    [
        ("President", "UKR", Day(2014, 2, 21), "Viktor Yanukovych"),
        ("President", "UKR", Day(2023, 4, 26), "Volodymyr Zelenskyy"),
        ("President", "CHN", Day(2013, 3, 13), "Hu Jintao"),
        ("President", "CHN", Day(2013, 3, 14), "Xi Jinping"),
        ("Prime Minister", "GBR", Day(2022, 10, 1), "Liz Truss"),
        ("Chancellor", "DEU", Day(1990, 10, 3), "Helmut Kohl"),
        ("Chancellor", "DEU", Day(2005, 11, 22), "Angela Merkel"),
        ("Secretary of State", "USA", Day(1998, 8, 7), "Madeleine Albright"),
        ("President", "USA", Day(2019, 1, 1), "Donald Trump"),
        ("President", "USA", Day(2026, 1, 1), "Donald Trump"),
        ("Prime Minister", "ISR", Day(1995, 11, 3), "Yitzhak Rabin"),
        ("King", "SAU", Day(2010, 1, 1), "Abdullah bin Abdulaziz"),
        ("Foreign Minister", "RUS", Day(2004, 3, 8), "Igor Ivanov"),
        ("President", "BOL", Day(2025, 12, 1), "Rodrigo Paz"),
        ("Prime Minister", "HTI", Day(2022, 1, 1), "Ariel Henry"),
    ],
)
def test_an_office_has_its_holder_of_the_day(registry: Registry, office: str, country: str, on: Day, name: str) -> None:
    assert the_holder(registry, office, on, country) == name


@pytest.mark.parametrize(
    ("office", "organisation", "on", "name"),
    [
        ("Secretary-General", "org:un", Day(2003, 3, 1), "Kofi Annan"),
        ("Secretary-General", "org:nato", Day(2014, 9, 30), "Anders Fogh Rasmussen"),
        ("President", "org:european-commission", Day(2020, 1, 1), "Ursula von der Leyen"),
    ],
)
def test_organisations_have_offices_too(registry: Registry, office: str, organisation: str, on: Day, name: str) -> None:
    assert the_holder(registry, office, on, of=organisation) == name


def test_without_a_day_those_in_office_now_are_meant(registry: Registry) -> None:
    assert the_holder(registry, "President", None, "FRA") == "Emmanuel Macron"


def test_a_vacant_office_has_no_holder(registry: Registry) -> None:
    assert registry.holders("President", "LBN", None, Day(2023, 6, 1)) == ()


def test_a_person_has_the_offices_of_the_day(registry: Registry) -> None:
    offices = {spell.office for spell in registry.offices_of("person:boris-johnson", Day(2017, 1, 1))}
    assert offices == {"Foreign Secretary"}
    assert registry.offices_of("person:boris-johnson", Day(2024, 1, 1)) == ()


def test_one_body_in_several_times_of_its_life(registry: Registry) -> None:
    sectors = {}
    for on in (Day(2000, 1, 1), Day(2021, 8, 14), Day(2021, 8, 15), None):
        row = registry.organisation("org:taliban", on)
        assert row is not None
        sectors[on] = row.sectors
    assert list(sectors.values()) == [("GOV",), ("REB",), ("GOV",), ("GOV",)]


def test_a_body_that_is_gone_is_known_as_it_was_last(registry: Registry) -> None:
    row = registry.organisation("org:ltte", Day(2020, 1, 1))
    assert row is not None
    assert row.country == "LKA"


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("US", "country", "USA"),
        ("Kiev", "capital", "UKR"),
        ("Kremlin", "seat", "RUS"),
        ("Dutch", "adjective", "NLD"),
        ("Poles", "people", "POL"),
        ("Nigerien", "adjective", "NER"),
        ("Nigerian", "adjective", "NGA"),
        ("Pentagon", "organisation", "org:pentagon"),
        ("Isis", "organisation", "org:islamic-state"),
        ("Recep Tayyip Erdoğan", "person", "person:recep-tayyip-erdogan"),
        ("Zelensky", "surname", "person:volodymyr-zelenskyy"),
        ("Assad", "surname", "person:bashar-al-assad"),
        ("al-Assad", "surname", "person:bashar-al-assad"),
        ("Kharkov", "place", "Kharkiv"),
    ],
)
def test_a_name_names(registry: Registry, name: str, kind: EntryKind, key: str) -> None:
    assert (kind, key) in names_of(registry, name)


@pytest.mark.parametrize("name", ["us", "Korea", "Korean", "Texan", "Congress"])
def test_a_name_that_would_be_wrong_too_often_names_nobody(registry: Registry, name: str) -> None:
    assert names_of(registry, name) == set()


def test_the_surname_of_a_minor_person_alone_names_nobody(registry: Registry) -> None:
    assert names_of(registry, "Jagdish Koonjul") == {("person", "person:jagdish-koonjul")}
    assert names_of(registry, "Koonjul") == set()


def test_every_country_of_the_united_nations_has_its_words(registry: Registry) -> None:
    assert len(registry.countries) >= 200
    spoken_of = [row for row in registry.countries if row.adjectives or row.people]
    assert len(spoken_of) >= 200


def test_holds_on_its_first_and_last_day() -> None:
    spell = SpellRow(
        actor_id="person:a", office="Mayor", since=Day(2001, 1, 2), until=Day(2001, 3, 4), origin="made for this test"
    )
    days = (Day(2001, 1, 1), Day(2001, 1, 2), Day(2001, 3, 4), Day(2001, 3, 5), None)
    assert [holds(spell, day) for day in days] == [False, True, True, False, False]


def test_a_holder_seen_on_one_day_is_claimed_for_no_other() -> None:
    seen = SpellRow(actor_id="person:a", office="Mayor", known_on=Day(2001, 3, 4), origin="made for this test")
    begun = replace(seen, since=Day(2001, 1, 2))
    left = replace(seen, until=Day(2001, 5, 6))
    days = (Day(2001, 1, 2), Day(2001, 3, 4), Day(2001, 5, 6), Day(2001, 5, 7), None)
    assert [holds(seen, day) for day in days] == [False, True, False, False, False]
    assert [holds(begun, day) for day in days] == [True, True, False, False, False]
    assert [holds(left, day) for day in days] == [False, True, True, False, False]


def test_code_lists_answer() -> None:
    codes = load_code_lists()
    signed = codes.cameo("057")
    assert signed is not None
    assert (signed.event_type, signed.goldstein) == ("AGREE", 8.0)
    assert codes.is_cameo("1246")
    assert not codes.is_cameo("57")
    assert (codes.quad("SANCTION"), codes.quad("AID"), codes.quad("GREET")) == (4, 2, None)
    assert (codes.score("ACCUSE"), codes.score("CONSULT", "phone"), codes.score("AID", "phone")) == (-3, 1.5, None)
    assert codes.modes("REJECT") == ("assist", "change", "yield", "meet")
    assert codes.is_context("cbrn")
    assert codes.is_sector("REB")
    assert codes.is_org_class("UNO")
    assert (len(codes.cameo_rows), len(codes.types), len(codes.contexts)) == (312, 16, 37)


def test_sanctions_and_talks_follow_the_codebook() -> None:
    codes = load_code_lists()
    rows = {code: codes.cameo(code) for code in ("161", "162", "163", "164", "045", "01")}
    types = {code: (row.event_type, row.mode) for code, row in rows.items() if row is not None}
    assert types["161"] == types["162"] == types["164"] == ("SANCTION", "discontinue")
    assert types["163"] == ("SANCTION", None)
    assert types["045"] == ("CONSULT", "third-party")
    assert types["01"] == (None, None)


def test_another_folder_is_another_registry(tmp_path: Path) -> None:
    headers = {
        "actors/countries.tsv": "code\tname\torigin\nATL\tAtlantis\tmade for this test",
        "actors/organisations.tsv": "actor_id\tname\torigin",
        "actors/persons.tsv": "actor_id\tname\tsurname\torigin",
        "actors/offices.tsv": "actor_id\toffice\torigin",
        "places/places.tsv": "name\tprecision\torigin",
    }
    for file, text in headers.items():
        path = tmp_path / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    registry = load_registry(tmp_path)
    assert [name for name, _ in registry.names()] == ["Atlantis"]
