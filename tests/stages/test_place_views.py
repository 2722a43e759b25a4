"""`communique places`: its formats, and which names it leaves out."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.model import PlaceMention, Span
from communique.views.places import COLUMNS, PLACE_VIEWS, NamedPlace


def named(quote: str, lat: float | None, lon: float | None, *, acts: bool = False) -> NamedPlace:
    span = Span(start=0, end=len(quote), quote=quote)
    mention = PlaceMention(span=span, sentence=0, first=0, last=0, head=0, name=quote,
                           country="NOR", precision="city", lat=lat, lon=lon, rule="r")  # fmt: skip
    return NamedPlace(article_id="a", mention=mention, acts=acts)


FOUND = (named("Os, ved sjøen", 60.2, 5.5), named("Nowhere", None, None))


def test_tables_and_lines_have_the_same_columns() -> None:
    rows = list(csv.DictReader("".join(PLACE_VIEWS["csv"](FOUND)).splitlines()))
    lines = [json.loads(line) for line in PLACE_VIEWS["jsonl"](FOUND)]
    assert list(rows[0]) == list(lines[0]) == list(COLUMNS)
    assert (rows[0]["words"], rows[0]["lat"], rows[1]["lat"]) == ("Os, ved sjøen", "60.2", "")
    assert lines[1]["lat"] is None


def test_a_map_has_longitude_first_and_null_where_nothing_is_known() -> None:
    collection = json.loads("".join(PLACE_VIEWS["geojson"](FOUND)))
    assert collection["type"] == "FeatureCollection"
    first, second = collection["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [5.5, 60.2]}
    assert second["geometry"] is None and second["properties"]["words"] == "Nowhere"


def test_text_counts_namings() -> None:
    (line,) = PLACE_VIEWS["text"]((FOUND[0], FOUND[0]))
    assert "60.200 5.500" in line and line.rstrip().endswith("×2")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Nairobi said rebels had left Goma. The Oslo City Council met.", encoding="utf-8")
    return path


def test_names_that_act_or_stand_in_a_name_are_left_out(report: Path) -> None:
    told = CliRunner().invoke(app, ["places", str(report), "--format", "jsonl"])
    assert told.exit_code == 0
    assert [json.loads(line)["words"] for line in told.stdout.splitlines()] == ["Goma"]
    told = CliRunner().invoke(app, ["places", str(report), "--format", "jsonl", "--all"])
    rows = {row["words"]: row for row in map(json.loads, told.stdout.splitlines())}
    assert rows["Nairobi"]["acts"] and rows["Oslo"]["in_a_name"] and not rows["Goma"]["acts"]


def test_an_unknown_format_is_told(report: Path) -> None:
    told = CliRunner().invoke(app, ["places", str(report), "--format", "kml"])
    assert told.exit_code == 2 and "geojson" in told.output
