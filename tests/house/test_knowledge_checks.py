"""Each knowledge check passes on small right tables and fails on a copy with one wrong row."""

from pathlib import Path

import pytest

from communique.knowledge.checking import Check
from communique.knowledge.checks import CHECKS, check_name, load_material, main, run_checks
from communique.knowledge.checks_of_codes import CHECKS as CODE_CHECKS
from communique.knowledge.checks_of_names import CHECKS as NAME_CHECKS

RIGHT = {
    "actors/countries.tsv": """
        code name aliases adjectives people capital origin
        ATL Atlantis - Atlantean Atlanteans Poseidonis own
        LEM Lemuria Mu Lemurian Lemurians Kumari own
    """,
    "actors/organisations.tsv": """
        actor_id name aliases country org_class sectors since until origin
        org:tide Tide - ATL - REB - 1999-12-31 own
        org:tide Tide - ATL - GOV 2000-01-01 - own
        org:league League The~League - IGO - - - own
    """,
    "actors/persons.tsv": """
        actor_id name surname other_surnames aliases gender origin
        person:ada-reef Ada~Reef Reef Reeff Ada~B.~Reef f own
        person:jon-shoal Jon~Shoal Shoal - - m own
    """,
    "actors/offices.tsv": """
        actor_id office country organisation sectors since until shared origin
        person:jon-shoal President ATL - GOV 1990-01-01 1999-12-31 - own
        person:ada-reef President ATL - GOV 2000-01-01 - - own
        person:jon-shoal Chair - org:league - 2001-01-01 - - own
    """,
    "places/places.tsv": """
        name aliases country precision origin
        Coral~City Coralville ATL city own
    """,
    "codes/cameo.tsv": """
        code name goldstein event_type mode contexts origin
        04 Consult 1 CONSULT - - own
        041 Discuss 1 CONSULT phone diplomatic own
    """,
    "codes/plover_types.tsv": """
        event_type quad score needs_recipient origin
        CONSULT 1 2.5 no own
    """,
    "codes/plover_modes.tsv": """
        event_type mode score origin
        CONSULT phone 1.5 own
    """,
    "codes/contexts.tsv": """
        context name origin
        diplomatic diplomacy own
    """,
    "codes/sectors.tsv": """
        sector name common origin
        GOV government yes own
        REB rebels yes own
    """,
    "codes/org_classes.tsv": """
        org_class name origin
        IGO international own
    """,
}

# check, file, a right line (or "" to add one), the wrong line in its place
WRONG = [
    ("K101", "actors/countries.tsv", "LEM Lemuria", "lem Lemuria"),
    ("K101", "actors/countries.tsv", "", "ATL Hyperborea - - - - own"),
    ("K102", "actors/countries.tsv", "LEM Lemuria Mu", "LEM Lemuria Poseidonis"),
    ("K103", "actors/countries.tsv", "LEM Lemuria Mu", "LEM Lemuria Lemuria"),
    ("K103", "actors/persons.tsv", "Reef Reeff", "Reef Reef"),
    ("K104", "actors/organisations.tsv", "GOV 2000-01-01", "GOV 1999-06-01"),
    ("K104", "actors/organisations.tsv", "org:tide Tide - ATL - GOV", "org:tide Ebb - ATL - GOV"),
    ("K105", "actors/organisations.tsv", "League The~League", "League Tide"),
    ("K106", "actors/organisations.tsv", "ATL - REB", "MUU - REB"),
    ("K106", "actors/organisations.tsv", "- IGO -", "- CLUB -"),
    ("K106", "actors/organisations.tsv", "ATL - REB", "ATL - MOB"),
    ("K107", "actors/organisations.tsv", "org:league League", "League League"),
    ("K107", "actors/persons.tsv", "", "person:ada-reef Ada~Roe Roe - - f own"),
    ("K108", "actors/persons.tsv", "Jon~Shoal Shoal - -", "Jon~Shoal Shoal - Ada~Reef"),
    ("K109", "actors/persons.tsv", "- - m", "- - male"),
    ("K109", "actors/persons.tsv", "", "person:kay-pool Kay~Pool Pool - - f own"),
    ("K110", "actors/offices.tsv", "person:jon-shoal Chair", "person:nobody Chair"),
    ("K110", "actors/offices.tsv", "- org:league", "- org:nothing"),
    ("K110", "actors/offices.tsv", "- org:league", "- -"),
    ("K110", "actors/offices.tsv", "President ATL - GOV 1990", "President ATL - MOB 1990"),
    ("K111", "actors/offices.tsv", "1990-01-01 1999-12-31", "1999-12-31 1990-01-01"),
    ("K112", "actors/offices.tsv", "GOV 2000-01-01", "GOV 1999-12-31"),
    ("K113", "places/places.tsv", "Coral~City Coralville ATL", "Coral~City Coralville LMU"),
    ("K113", "places/places.tsv", "Coral~City Coralville", "Coral~City Kumari"),
    ("K114", "places/places.tsv", "Coralville", '"Coralville"'),
    ("K114", "actors/persons.tsv", "Shoal - -", "Shoal - Jon~O’Shoal"),
    ("K115", "places/places.tsv", "Coralville", "Coralville|"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "41 Discuss"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "04 Discuss"),
    ("K201", "codes/cameo.tsv", "041 Discuss", "051 Discuss"),
    ("K202", "codes/cameo.tsv", "CONSULT phone", "GREET -"),
    ("K202", "codes/cameo.tsv", "CONSULT phone", "CONSULT letter"),
    ("K202", "codes/cameo.tsv", "phone diplomatic", "phone polite"),
    ("K202", "codes/cameo.tsv", "Discuss 1", "Discuss 11"),
    ("K203", "codes/plover_types.tsv", "CONSULT 1", "CONSULT 5"),
    ("K203", "codes/plover_types.tsv", "", "CONSULT 1 2.5 no own"),
    ("K203", "codes/plover_modes.tsv", "", "GREET wave 1 own"),
    ("K204", "codes/sectors.tsv", "", "GOV cabinet yes own"),
]


def table(text: str) -> str:
    """A table of the notation above: "-" is an empty cell, "~" a space within one."""
    lines = [line.split() for line in text.strip().splitlines()]
    return "\n".join("\t".join("" if cell == "-" else cell.replace("~", " ") for cell in line) for line in lines)


def write(folder: Path, tables: dict[str, str]) -> None:
    for file, text in tables.items():
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(table(text), encoding="utf-8")


def broken(file: str, right: str, wrong: str) -> dict[str, str]:
    text = RIGHT[file]
    assert right in text
    return RIGHT | {file: text.replace(right, wrong, 1) if right else f"{text.rstrip()}\n{wrong}"}


def test_right_tables_have_no_faults(tmp_path: Path) -> None:
    write(tmp_path, RIGHT)
    assert run_checks(load_material(tmp_path)) == ()


@pytest.mark.parametrize(("name", "file", "right", "wrong"), WRONG)
def test_a_wrong_row_is_found(tmp_path: Path, name: str, file: str, right: str, wrong: str) -> None:
    write(tmp_path, broken(file, right, wrong))
    faults = run_checks(load_material(tmp_path))
    found = [fault for fault in faults if fault.message.startswith(f"{name} ")]
    assert found, f"{name} said nothing; others: {[str(fault) for fault in faults]}"
    assert all(fault.path == str(tmp_path / file) and fault.line > 1 for fault in found)


def test_every_check_is_shown_to_fail() -> None:
    shown = {name for name, *_ in WRONG}
    assert {check_name(check) for check in (*NAME_CHECKS, *CODE_CHECKS)} <= shown


@pytest.mark.parametrize("check", CHECKS, ids=check_name)
def test_every_check_has_a_number_of_its_own_and_a_message(check: Check) -> None:
    assert [check_name(other) for other in CHECKS].count(check_name(check)) == 1
    assert check.__doc__ is not None
    assert "\n" not in check.__doc__


def test_what_the_loader_refuses_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, broken("codes/plover_types.tsv", "CONSULT 1", "CONSULT one"))
    assert main(tmp_path) == 1
    assert "quad = 'one'" in capsys.readouterr().out


def test_the_project_s_own_tables_are_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert main() == 0, capsys.readouterr().out
