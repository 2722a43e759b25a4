"""Users' own gold, sheets, and the commands `eval` and `sample`."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique import cli
from communique.cli import console
from communique.errors import ReadingError
from communique.evaluation import commands, sources
from communique.evaluation.board import score
from communique.evaluation.gold import GOLD
from communique.evaluation.gold.sheet import right_row, wrong_fields
from communique.evaluation.judging import HALVES, Half, half_of
from communique.evaluation.sample import drawn
from communique.model import Actor, ActorMention, Span
from communique.record import codec
from tests.stages.gold_by_hand import (
    BOMBED,
    FAILED,
    TEXT,
    VISIT,
    Bench,
    record,
    scored,
    share,
    total,
)


def own(tmp_path: Path, lines: list[list[str]]) -> Path:
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


def test_own_events_in_csv(tmp_path: Path) -> None:
    lines = [
        ["text", "published_on", "event_type", "source", "target", "status", "trigger"],
        [TEXT, "2021-03-04", "ASSAULT", "Ghana", "TGO", "actual", "bombed"],
        [TEXT, "2021-03-04", "CONSULT", "Benin; NER", "", "actual", ""],
        ["Nobody met.", "", "", "", "", "", ""],
    ]
    (gold,) = sources.gold_sets([own(tmp_path, lines)])
    made = score(gold, Bench(record(TEXT, BOMBED, VISIT)))
    assert made.form.name == "own_events"
    assert (made.items, total(made, "events"), total(made, "full events")) == (2, (2, 2, 2, 2), (1, 2, 1, 2))
    assert (share(made, "source and target"), share(made, "status")) == ((1, 1), (1, 2))


def test_own_statements_must_stand_in_their_text(tmp_path: Path) -> None:
    row = {"text": TEXT, "speaker": "Mali", "content": "talks had failed", "kind": "indirect"}
    made, _ = scored(tmp_path, [row], record(TEXT, FAILED))
    assert total(made, "statements") == (1, 1, 1, 1)
    assert share(made, "speaker") == (1, 1)
    made, _ = scored(tmp_path, [{**row, "content": "talks will go on"}], record(TEXT, FAILED))
    assert made.unscored == "the content 'talks will go on' does not stand in its text"


def test_verdicts_and_reasons() -> None:
    assert (right_row("Right"), right_row("0"), right_row(" ")) == (True, False, None)
    with pytest.raises(ReadingError):
        right_row("maybe")
    assert wrong_fields("status, date: it was a plan") == ("status", "date")
    assert wrong_fields("nonsense") == ("anything else",)


def test_a_drawing_is_the_same_for_the_same_seed() -> None:
    once = drawn(range(1000), 20, seed=7)
    assert once == drawn(range(1000), 20, seed=7) == sorted(once)
    assert once != drawn(range(1000), 20, seed=8)
    assert drawn(range(3), 20, seed=7) == [0, 1, 2]


def test_files_nobody_can_score_have_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"what": 1}\n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("no JSON\n", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text('{"cluster": "1", "topic": "1", "text": "x"}\n', encoding="utf-8")
    reasons = {one.name: score(one, Bench()).unscored for one in sources.gold_sets([tmp_path])}
    assert reasons["a"] == "no format of gold has these fields: what"
    assert reasons["b"] == "there is no row in it"
    assert "no JSON" in reasons["c"]
    assert reasons["d"] is not None and "'id'" in reasons["d"]  # clusters of articles have ids
    with pytest.raises(ReadingError, match="no set 'z'"):
        sources.gold_sets([tmp_path], only="z")


def test_every_format_is_scored_or_says_why_not() -> None:
    for form in GOLD.values():
        assert (form.judge is None) == bool(form.unscored), form.name
        assert all(function.__doc__ for function in form.metrics.values()), form.name


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def _bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "Bench", lambda parser, learned: Bench(record(TEXT, BOMBED, VISIT, FAILED)))


def texts_of(half: Half, number: int) -> list[str]:
    return [text for text in (f"Text {i} tells of nobody." for i in range(200)) if half_of(text) == half][:number]


@pytest.mark.usefixtures("_bench")
def test_eval_prints_and_writes_only_the_read_half(tmp_path: Path) -> None:
    lines = [["text", "event_type"], *([text, "AID"] for half in HALVES for text in texts_of(half, 2))]
    path, board, out = own(tmp_path, lines), tmp_path / "scores.md", tmp_path / "out"
    found = run("eval", path, "--output", out, "--scores", board, "--limit", 50)
    assert found.exit_code == 0, found.output
    assert "4 items: 2 read, 2 held" in found.stdout
    misses = (out / "misses.tsv").read_text(encoding="utf-8").splitlines()
    assert len(misses) == 3
    assert all(line.split("\t")[2:4] == ["read", "missed"] for line in misses[1:])
    assert (out / "misses.html").read_text(encoding="utf-8").count("<td class") == 2
    assert "## mine" in board.read_text(encoding="utf-8")
    run("eval", path, "--output", out, "--all")
    assert len((out / "misses.tsv").read_text(encoding="utf-8").splitlines()) == 5


@pytest.mark.usefixtures("_bench")
def test_eval_prints_json(tmp_path: Path) -> None:
    found = run("eval", own(tmp_path, [["text", "event_type"], [TEXT, "ASSAULT"]]), "--format", "json")
    (made,) = json.loads(found.stdout)
    assert made["format"] == "own_events"
    assert {line["metric"] for line in made["figures"]} == {"events", "full events"}


@pytest.mark.usefixtures("_bench")
@pytest.mark.parametrize("what", ["events", "statements", "actors"])
def test_a_sample_is_filled_and_scored(tmp_path: Path, what: str) -> None:
    records, path = tmp_path / "records.jsonl", tmp_path / "sheet.tsv"
    naming = ActorMention(span=Span(start=0, end=4, quote=TEXT[:4]), rule="r:1")
    coded = replace(record(TEXT, BOMBED, VISIT, FAILED), actors=(Actor(key="a1", name="Some", mentions=(naming,)),))
    records.write_text(codec.encode(coded) + "\n", encoding="utf-8")
    assert run("sample", records, "--n", 5, "--seed", 3, "--what", what, "--output", path).exit_code == 0
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert len(rows) == {"events": 2, "statements": 1, "actors": 1}[what]
    assert {row["verdict"] for row in rows} == {""}
    rows[0].update(verdict="wrong", reason="speaker: another one")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    found = run("eval", path)
    assert found.exit_code == 0
    assert "0.00 of 1" in found.stdout
    assert "speaker → another one" in found.stdout


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    assert run("eval", tmp_path / "none").exit_code == console.USAGE
    assert run("eval", tmp_path).exit_code == console.USAGE
    assert run("sample", tmp_path / "none").exit_code == console.USAGE
    assert run("sample", tmp_path / "none", "--what", "places").exit_code == console.USAGE
