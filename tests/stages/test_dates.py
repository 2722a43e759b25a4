"""`communique dates`: what it writes, with the real parser."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique.cli import app

TEXT = "Talks broke down on Monday after four days. Chad has been at war since 2019; a truce held until Friday."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["dates", *(str(argument) for argument in arguments)])


def test_csv_has_a_row_an_expression_and_empty_cells_for_open_ends(article: Path) -> None:
    found = run(article, "--published", "2023-04-26", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert [(r["words"], r["start"], r["end"], r["precision"], r["kind"], r["timex3"]) for r in rows] == [
        ("Monday", "2023-04-24", "2023-04-24", "day", "date", "2023-04-24"),
        ("four days", "", "", "", "duration", "P4D"),
        ("2019", "2019-01-01", "", "range", "date", "2019"),
        ("Friday", "", "2023-04-21", "range", "date", "2023-04-21"),
    ]
    assert all(TEXT[int(r["words_start"]) : int(r["words_end"])] == r["words"] and r["rule"] for r in rows)


def test_jsonl_has_the_same_rows(article: Path) -> None:
    found = run(article, "--published", "2023-04-26", "--format", "jsonl")
    first, second, *_ = (json.loads(line) for line in found.stdout.splitlines())
    assert (first["start"], first["timex3"], second["start"], second["kind"]) == (
        *("2023-04-24", "2023-04-24", None),
        "duration",
    )


def test_text_reads_as_a_list(article: Path) -> None:
    lines = run(article, "--published", "2023-04-26").stdout.splitlines()
    assert "published 2023-04-26" in lines[0]
    assert [line.split("  ")[1] for line in lines[1:]] == ["Monday", "four days", "2019", "Friday"]
    assert "from 2019-01-01 on" in lines[3] and "until 2023-04-21" in lines[4]


def test_without_a_day_of_publication_it_says_what_is_not_resolved(article: Path) -> None:
    found = run(article)
    assert found.exit_code == 0
    assert "2 of 4 times not resolved" in found.stderr
    assert found.stdout.count("not resolved") == 2 and "from 2019-01-01 on" in found.stdout


def test_an_unknown_format_is_wrong_usage(article: Path) -> None:
    found = run(article, "--format", "xml")
    assert found.exit_code == 2
    assert "text, csv, jsonl" in found.stderr


def test_what_cannot_be_read_fails_and_the_rest_is_listed(article: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"text": 3}\n', encoding="utf-8")
    found = run(tmp_path / "broken.jsonl", article)
    assert found.exit_code == 3
    assert "Monday" in found.stdout and "broken" in found.stderr
