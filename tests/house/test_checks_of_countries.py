"""Checks K116 to K120 say what is wrong: ordinary words as names, and the other codes of countries."""

from pathlib import Path

import pytest

from communique.knowledge.checks import load_material, run_checks
from communique.knowledge.checks_of_names import CHECKS
from tests.house.right_tables import RIGHT
from tests.house.test_knowledge_checks import broken, write

TITLES = {
    "languages/en/titles.tsv": "words origin\npresident own",
    "languages/en/pronouns.tsv": "words origin\nhe own",
}

# check, file, a right line (or "" to add one), the wrong line in its place
WRONG = [
    ("K116", "actors/organisations.tsv", "League The~League", "League President"),
    ("K120", "actors/persons.tsv", "Jon~Shoal Shoal", "Jon~Shoal He"),
    ("K118", "codes/countries.tsv", "LEM LE", "MUU LE"),
    ("K118", "codes/countries.tsv", "LEM LE", "LEM LEM"),
    ("K118", "codes/countries.tsv", "LEM LE 2 - -", "LEM LE 2 LEM -"),
    ("K118", "codes/countries.tsv", "LEM LE 2", "LEM LE 1"),
    ("K119", "actors/countries.tsv", "", "HYP Hyperborea - - - - own"),
]


@pytest.mark.parametrize(("name", "file", "right", "wrong"), WRONG)
def test_a_wrong_name_or_code_is_found(tmp_path: Path, name: str, file: str, right: str, wrong: str) -> None:
    write(tmp_path, broken(file, right, wrong) | TITLES)
    found = [fault for fault in run_checks(load_material(tmp_path), CHECKS) if fault.message.startswith(f"{name} ")]
    assert [fault.path for fault in found] == [str(tmp_path / file)]


def test_an_ordinary_first_name_alone_names_nobody(tmp_path: Path) -> None:
    more = "".join(f"person:ada-{name.lower()} Ada~{name} {name} - - f own\n" for name in ("Kelp", "Brine"))
    persons = RIGHT["actors/persons.tsv"].rstrip().replace("Ada~B.~Reef", "Ada")
    write(tmp_path, RIGHT | {"actors/persons.tsv": f"{persons}\n{more}"})
    found = [fault for fault in run_checks(load_material(tmp_path), CHECKS) if fault.message.startswith("K116 ")]
    assert [fault.message.endswith("'Ada'") for fault in found] == [True]
