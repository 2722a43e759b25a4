"""Users' own actors: tables, dictionaries in the TABARI format, and the commands that tell of the registry."""

import json
from datetime import date as Day
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique import cli
from communique.cli import console
from communique.errors import KnowledgeError
from communique.knowledge.own_actors import load_own_actors, own_rows
from communique.knowledge.registry import Registry, load_registry
from communique.knowledge.who import as_of, who
from communique.pipeline import Coder
from communique.reading.facts import Facts, article

TABLE = """\
# mine
name	kind	aliases	surname	country	sectors	office	since	until	origin
Orla Venn	person	O. Venn	Venn	ISL	GOV	Fjord Commissioner	2018-01-01	2019-06-30	mine
Orla Venn	person			ISL	BUS	Chairwoman	2019-07-01		mine
Front for a Free Reef	body	FFR		FJI	REB				mine
"""
DICTIONARY = """\
# a dictionary
FREE_REEF_FRONT_(FRF)_ [FJIREB]	# note
+REEF_LIBERATORS_
\t[FJIREB <991231] [FJIGOVMED 000101-041231]
\t[FJIOPP]
FIJI_ [FJI]
+FIJIAN_
REEF_PATROLMAN_ [~COP]
ZZQ_ [IMGMOSREB]
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.fixture
def registry() -> Registry:
    return load_registry()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_own_actors_are_found_in_their_office_and_named_in_the_record(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.tsv", TABLE)
    text = "Orla Venn condemned the Front for a Free Reef. The FFR accused Venn of lying."
    coded = Coder(actors=path).code(article(text, Facts(published_on=Day(2019, 3, 2))))
    found = {one.actor_id: one for one in coded.actors}
    venn, front = found["own:orla-venn"], found["own:front-for-a-free-reef"]
    assert (venn.country, venn.sectors, venn.office) == ("ISL", ("GOV",), "Fjord Commissioner")
    assert (front.country, front.sectors, len(front.mentions)) == ("FJI", ("REB",), 2)
    assert coded.made_by.actors_file is not None and coded.made_by.actors_file.startswith("mine.tsv ")


def test_an_own_name_means_the_own_actor_alone(tmp_path: Path, registry: Registry) -> None:
    path = written(tmp_path, "mine.tsv", "name\tkind\tcountry\nHezbollah\tbody\tFJI\n")
    (mine,) = who(load_own_actors(path, registry), "hezbollah")
    assert (mine.actor_id, mine.country) == ("own:hezbollah", "FJI")
    assert who(registry, "hezbollah")[0].country == "LBN"


@pytest.mark.parametrize(
    ("row", "line", "told"),
    [
        ("A B\tperson\tXXX\tGOV\t\t", 2, "no such code"),
        ("A B\tperson\tFJI\tKING\t\t", 2, "PLOVER"),
        ("A B\tthing\tFJI\tGOV\t\t", 2, "person"),
        ("A B\tperson\tFJI\tGOV\t2019-02-30\t", 2, "since"),
        ("A B\tperson\tFJI\tGOV\t2019-02-03\t2018-01-01", 2, "before since"),
        ("A B\tperson\tFJI\tGOV", 2, "4 cells"),
        ("A B\tperson\tFJI\tGOV\t\t\nA B\tbody\tFJI\tGOV\t\t", 3, "is a person in line 2"),
    ],
)
def test_faults_have_their_line(tmp_path: Path, registry: Registry, row: str, line: int, told: str) -> None:
    path = written(tmp_path, "mine.tsv", f"name\tkind\tcountry\tsectors\tsince\tuntil\n{row}\n")
    with pytest.raises(KnowledgeError) as raised:
        load_own_actors(path, registry)
    (fault,) = raised.value.faults
    assert fault.line == line
    assert told in str(fault)
    found = run("actors", "check", path)
    assert found.exit_code == console.BROKEN
    assert f"mine.tsv:{line}: " in found.stderr


def test_a_tabari_dictionary_has_its_times_and_plover_sectors(tmp_path: Path, registry: Registry) -> None:
    path = written(tmp_path, "reef.actors.txt", DICTIONARY)
    rows, faults = own_rows(path, registry)
    assert not faults
    assert {row.name for row in rows} == {"Free Reef Front", "ZZQ"}
    mine = load_own_actors(path, registry)
    lives = {year: mine.organisation("own:free-reef-front", Day(year, 5, 5)) for year in (1998, 2003, 2010)}
    assert {year: row.sectors for year, row in lives.items() if row is not None} == {
        1998: ("REB",), 2003: ("GOV", "JRN"), 2010: ("OPP",)
    }  # fmt: skip
    band = mine.organisation("own:zzq")
    assert band is not None and (band.country, band.org_class, band.sectors) == (None, "ISM", ("REB", "REL"))
    text = "The reef liberators and Reef Liberators met in Suva."
    coded = Coder(actors=path).code(article(text, Facts(published_on=Day(2003, 3, 2))))
    spans = [m.span.quote for one in coded.actors for m in one.mentions if one.actor_id == "own:free-reef-front"]
    assert spans == ["Reef Liberators"]


def test_a_faulty_line_of_a_dictionary_is_told_and_passed_over(tmp_path: Path, registry: Registry) -> None:
    path = written(tmp_path, "reef.txt", "AB_CD_ [FJIGOV 00-11]\nEF_GH_ [FJIGOV]\n")
    rows, faults = own_rows(path, registry)
    assert [row.name for row in rows] == ["Ef Gh"]
    assert [fault.line for fault in faults] == [1]


def test_who_tells_all_candidates_those_in_office_first(registry: Registry) -> None:
    first, second = who(registry, "bush", Day(2005, 2, 2))[:2]
    assert (first.actor_id, first.holds, second.holds) == ("person:george-w-bush", True, False)
    found = run("who", "Bush", "--on", "2005-02-02", "--format", "jsonl")
    assert json.loads(found.stdout.splitlines()[0])["actor_id"] == "person:george-w-bush"
    told = run("who", "Lavrov", "--on", "2023-04-26").stdout
    assert "Foreign Minister" in told and "actors/offices.tsv:" in told and as_of(registry) in told
    assert run("who", "Nobody Whatsoever").exit_code == console.BROKEN
    assert run("who", "Lavrov", "--format", "xml").exit_code == console.USAGE


def test_what_is_exported_can_be_used_as_own_actors(tmp_path: Path) -> None:
    path = tmp_path / "fiji.tsv"
    assert run("actors", "export", "--country", "FJI", "-o", path).exit_code == 0
    found = run("actors", "check", path)
    assert (found.exit_code, "0 faults" in found.stdout) == (0, True)
    listed = run("actors", "list", "--country", "FJI", "--kind", "person", "--on", "2019-06-01").stdout.splitlines()
    assert listed[1].startswith("actor_id\tname\tkind")
    assert all(line.split("\t")[5] == "FJI" for line in listed[2:]) and len(listed) > 2
    assert run("actors", "list", "--kind", "planet").exit_code == console.USAGE
