"""`communique incidents`: records in, incidents out, in three formats."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import communique
from communique.cli import app
from communique.record.codec import encode
from communique.store.incident_views import COLUMNS

ONE = "Russian warplanes bombed the port of Odesa on Monday, killing two people, the governor said."
OTHER = "Russia bombed Odesa on March 6, killing three people, Ukraine's army said. The port burned all night."


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    coded = (
        communique.code(text, id=name, outlet=name.title(), published_on="2023-03-07")
        for name, text in (("meridian", ONE), ("harbour", OTHER))
    )
    path.write_text("".join(encode(one) + "\n" for one in coded), encoding="utf-8")
    return path


def run(*words: str, status: int = 0) -> str:
    found = CliRunner().invoke(app, ["incidents", *words])
    assert found.exit_code == status, found.output
    return found.output


def test_text_tells_who_when_and_where_they_disagree(records: Path) -> None:
    told = run(str(records), "--least", "2", "--why")
    assert "Russia" in told.splitlines()[1]
    assert "2 reports: Harbour, Meridian" in told
    assert "dead: 2 (Meridian); 3 (Harbour)" in told
    assert "same day" in told


def test_table_and_lines(records: Path) -> None:
    header, *rows = run(str(records), "--least", "2", "--format", "tsv").splitlines()
    assert tuple(header.split("\t")) == COLUMNS
    row = dict(zip(COLUMNS, rows[0].split("\t"), strict=True))
    assert (row["dead_low"], row["dead_high"], row["reports"]) == ("2", "3", "2")
    lines = [json.loads(line) for line in run(str(records), "--format", "jsonl").splitlines()]
    joined = next(line for line in lines if line["reports"] == 2)
    assert joined["incident_id"] == row["incident_id"]
    assert "words" not in joined["told"][0]["report"]


def test_a_broken_line_is_told_and_the_rest_goes_on(records: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n" + records.read_text(encoding="utf-8"), encoding="utf-8")
    assert "broken.jsonl:1" in run(str(broken), status=3)


def test_no_records_no_format(records: Path) -> None:
    assert "name files of records" in run(status=2)
    assert "there are text, tsv, jsonl" in run(str(records), "--format", "csv", status=2)
