"""The strict table reader: what it turns cells into, and that every fault has its file and line."""

from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import Literal

import pytest

from communique.errors import KnowledgeError
from communique.knowledge.tables import read_tsv


@dataclass(frozen=True, slots=True, kw_only=True)
class RiverRow:
    """A row with a field of every kind the reader knows."""

    name: str
    length: int
    depth: float | None = None
    aliases: tuple[str, ...] = ()
    bridged: bool = False
    surveyed: Day | None = None
    flow: Literal["north", "south"]
    rule: str = ""


HEADER = "name\tlength\tdepth\taliases\tbridged\tsurveyed\tflow"


def rivers(folder: Path, *lines: str) -> tuple[RiverRow, ...]:
    path = folder / "rivers.tsv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_tsv(path, RiverRow)


def test_cells_become_values(tmp_path: Path) -> None:
    (row,) = rivers(tmp_path, HEADER, "Oder\t840\t2.5\tOdra | Viadua\tyes\t1938-05-01\tnorth")
    assert (row.name, row.length, row.depth) == ("Oder", 840, 2.5)
    assert row.aliases == ("Odra", "Viadua")
    assert (row.bridged, row.surveyed, row.flow) == (True, Day(1938, 5, 1), "north")


def test_empty_cells_are_none_empty_or_false(tmp_path: Path) -> None:
    (row,) = rivers(tmp_path, HEADER, "Oder\t840\t\t\t\t\tnorth")
    assert (row.depth, row.aliases, row.bridged, row.surveyed) == (None, (), False, None)


def test_a_row_knows_its_file_and_line(tmp_path: Path) -> None:
    (row,) = rivers(tmp_path, "# rivers", "", HEADER, "# the first", "Oder\t840\t\t\t\t\tnorth")
    assert row.rule == f"{tmp_path.name}/rivers.tsv:5"


def test_columns_may_stand_in_any_order_and_defaults_be_left_out(tmp_path: Path) -> None:
    (row,) = rivers(tmp_path, "flow\tlength\tname", "south\t12\tPleiße")
    assert (row.name, row.flow, row.aliases) == ("Pleiße", "south", ())


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Oder\t840", "2 cells, the header has 7"),
        ("\t840\t\t\t\t\tnorth", "may not be empty"),
        ("Oder\tlong\t\t\t\t\tnorth", "length = 'long'"),
        ("Oder\t840\t\t\tperhaps\t\tnorth", "write yes or no"),
        ("Oder\t840\t\t\t\t1938-13-01\tnorth", "surveyed = '1938-13-01'"),
        ("Oder\t840\t\t\t\t\tupwards", "write one of ('north', 'south')"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        rivers(tmp_path, HEADER, "Oder\t840\t\t\t\t\tnorth", line)
    (fault,) = caught.value.faults
    assert fault.line == 3
    assert said in fault.message


def test_all_faults_of_a_file_come_together(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        rivers(tmp_path, HEADER, "Oder\tx\ty\t\t\t\tnorth", "Elbe\t1\t\t\t\t\twest")
    assert [fault.line for fault in caught.value.faults] == [2, 2, 3]


def test_the_header_must_name_the_fields(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        rivers(tmp_path, "name\tlenght\tflow", "Oder\t840\tnorth")
    said = str(caught.value)
    assert "unknown columns ['lenght']" in said
    assert "columns missing: ['length']" in said
