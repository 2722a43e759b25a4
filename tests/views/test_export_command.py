"""`communique export` and `communique formats`: filters, streams, broken lines, exit statuses."""

import csv
import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.record.codec import decode, encode
from communique.views import FORMATS
from communique.views.parquet import records_in
from tests.stages.test_views import BARE, RECORD

OTHER = replace(
    RECORD,
    article=replace(RECORD.article, article_id="meridian:8", outlet="=cmd|x"),
    events=RECORD.events[:1],
)
TEXTUAL = [one.name for one in FORMATS if not one.binary]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(encode(coded) + "\n" for coded in (RECORD, OTHER, BARE)), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["export", *map(str, arguments)])
    return found.exit_code, found.stdout, found.stderr


def ids(text: str) -> list[str]:
    return [f"{row['article_id']}/{row['event_id']}" for row in csv.DictReader(text.splitlines())]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ([], ["meridian:7/e_1", "meridian:7/e_2", "meridian:8/e_1"]),
        (["--type", "CONSULT"], ["meridian:7/e_2"]),
        (["--type", "CONSULT", "--type", "REQUEST/meet"], ["meridian:7/e_1", "meridian:7/e_2", "meridian:8/e_1"]),
        (["--dyad", "GHA:TGO", "--directed"], ["meridian:7/e_1", "meridian:7/e_2", "meridian:8/e_1"]),
        (["--dyad", "Togo:GHA", "--directed"], ["meridian:7/e_2"]),
        (["--actor", "Ghana", "--outlet", "Meridian"], ["meridian:7/e_1", "meridian:7/e_2"]),
        (["--country", "tgo", "--status", "planned"], ["meridian:7/e_2"]),
        (["--since", "2020-01-03"], ["meridian:7/e_2"]),
        (["--until", "2020-01-02", "--cameo", "02"], ["meridian:7/e_1", "meridian:8/e_1"]),
        (["--place", "lome"], ["meridian:7/e_2"]),
        (["--context", "military"], []),
    ],
)
def test_filters_keep_what_fits(records: Path, filters: list[str], kept: list[str]) -> None:
    status, out, _ = run(records, *filters)
    assert status == 0 and ids(out) == kept


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (["--type", "ASAULT"], "there is no 'ASAULT'; there are"),
        (["--country", "UK"], "there is no 'UK'"),
        (["--status", "done"], "actual, planned"),
        (["--context", "war"], "military"),
        (["--dyad", "CHN"], "write A:B"),
        (["--directed"], "--directed needs --dyad"),
        (["--since", "2020-02-01", "--until", "2020-01-01"], "is after"),
        (["--format", "xlsx"], "no format 'xlsx'; there are jsonl"),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(records: Path, tmp_path: Path, filters: list[str], told: str) -> None:
    target = tmp_path / "out"
    status, _, error = run(records, *filters, "--output", target)
    assert status == 2 and told in error and not target.exists()


@pytest.mark.parametrize("name", TEXTUAL)
def test_every_format_goes_to_a_file_and_to_the_screen(records: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    assert run(records, "--format", name, "-o", target)[0] == 0
    status, out, _ = run(records, "--format", name)
    assert status == 0 and out == target.read_text(encoding="utf-8")


@pytest.mark.parametrize("filters", [[], ["--type", "REQUEST"]])
def test_parquet_is_read_back(records: Path, tmp_path: Path, filters: list[str]) -> None:
    target = tmp_path / "records.parquet"
    assert run(records, "--format", "parquet", "-o", target, *filters)[0] == 0
    found = [decode(line) for line in records_in(target)]
    kept = [replace(RECORD, events=RECORD.events[:1], statements=()), replace(OTHER, statements=())]
    assert found == (kept if filters else [RECORD, OTHER, BARE])
    assert ids(run(target)[1]) == ids(run(records, *filters)[1])


def test_formulas_are_neutralised_unless_raw(records: Path) -> None:
    assert "'=cmd|x" in run(records)[1]
    assert ",=cmd|x," in run(records, "--raw")[1]


def test_statements_of_kept_events_stay_with_whole_records(records: Path) -> None:
    (line,) = run(records, "--format", "jsonl", "--type", "CONSULT")[1].splitlines()
    kept = decode(line)
    assert [event.event_id for event in kept.events] == ["e_2"]
    assert [said.statement_id for said in kept.statements] == ["s_1"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_broken_line_is_one_failure(records: Path, tmp_path: Path, form: str) -> None:
    lines = records.read_text(encoding="utf-8").splitlines()
    broken = ['{"schema": 1}', lines[0][:500], lines[0].replace('"events":[', '"events":["x",'), "\udcff"]
    records.write_text("\n".join([*broken, "", *lines]), encoding="utf-8", errors="surrogateescape")
    target, failures = tmp_path / "out", tmp_path / "failed.tsv"
    status, _, error = run(records, "--format", form, "-o", target, "--failures", failures)
    assert status == 3 and len(error.splitlines()) == 4
    assert len(failures.read_text().splitlines()) == 5 and f"{records}:1" in failures.read_text()
    kept = [decode(line).article.article_id for line in records_in(target)] if form == "parquet" else None
    assert kept in (None, ["meridian:7", "meridian:8", "x"])


def test_packed_records_and_several_files(records: Path, tmp_path: Path) -> None:
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(records.read_bytes()))
    assert len(ids(run(records, packed)[1])) == 6


def test_standard_input_is_read(records: Path) -> None:
    found = CliRunner().invoke(app, ["export", "-", "--format", "plover"], input=records.read_text(encoding="utf-8"))
    assert [json.loads(line)["event"] for line in found.stdout.splitlines()] == [["REQUEST"], ["AGREE"], ["REQUEST"]]


@pytest.mark.parametrize(("name", "told"), [("gone.jsonl", "no such file"), ("text.txt", "no file of records")])
def test_what_is_no_file_of_records_is_told(tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "text.txt").write_text("x")
    status, _, error = run(tmp_path / name)
    assert status == 2 and told in error and "Traceback" not in error


def test_the_file_written_is_none_of_those_read(records: Path) -> None:
    before = records.read_bytes()
    assert run(records, "--format", "jsonl", "-o", records)[0] == 2 and records.read_bytes() == before


def test_an_interrupted_export_leaves_no_file(records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("communique.views.tables.csv_line", broken)
    target = tmp_path / "out.csv"
    status, _, error = run(records, "-o", target)
    assert status == 2 and "No space left" in error
    assert [path.name for path in tmp_path.iterdir()] == ["records.jsonl"]


def test_formats_lists_what_comes_in_and_goes_out() -> None:
    told = CliRunner().invoke(app, ["formats"]).stdout
    assert all(f"  {one.name} " in told for one in FORMATS)
    assert ".jsonl" in told.partition("In:")[2] and ".html .htm" in told
