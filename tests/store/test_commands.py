"""The commands `add` and `store`, with a coder that needs no parser."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import communique
from communique import cli, pipeline
from communique.record.codec import decode
from tests.store.slow import SlowCoder


@pytest.fixture(autouse=True)
def _no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Coder", SlowCoder)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Ghana asked Togo to wait.", encoding="utf-8")
    lines = ['{"text": "Togo asked Benin to come.", "url": "https://example.org/1"}', '{"text": "FAIL"}', "broken"]
    (tmp_path / "news" / "b.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path / "news"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def filled(tmp_path: Path, news: Path) -> Path:
    run("add", news, "--store", tmp_path / "a.store")
    return tmp_path / "a.store"


def test_add_keeps_what_can_be_coded_and_tells_the_rest(tmp_path: Path, news: Path) -> None:
    found = run("add", news, "--store", tmp_path / "a.store", "--outlet", "The Gull", "--failures", tmp_path / "f.tsv")
    assert found.exit_code == 3
    assert "a.store: 2 added, 2 failed" in found.stdout
    assert "coding: told to" in found.stderr
    rows = [line.split("\t")[1] for line in (tmp_path / "f.tsv").read_text(encoding="utf-8").splitlines()]
    assert rows == ["stage", "coding", "reading"]
    with communique.open_store(tmp_path / "a.store") as store:
        assert {one.outlet for one in store.articles()} == {"The Gull"}
        assert sorted(one.stage for one in store.failures()) == ["coding", "reading"]


def test_adding_again_codes_only_what_is_new(news: Path, filled: Path) -> None:
    (news / "b.jsonl").unlink()
    (news / "c.txt").write_text("Mali asked Niger to talk.", encoding="utf-8")
    found = run("add", news, "--store", filled)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "1 added, 1 known" in found.stdout
    other = run("add", news, "--store", filled, "--parser", "2", "--quiet")
    assert (other.exit_code, other.stdout) == (0, "")
    with communique.open_store(filled) as store:
        assert store.runs()[-1]["recoded"] == 2
        assert list(store.check()) == []


def test_again_codes_what_is_stored(news: Path, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    coded: list[str] = []
    real = SlowCoder.outcome
    monkeypatch.setattr(SlowCoder, "outcome", lambda self, a: coded.append(a.article_id) or real(self, a))
    run("add", news / "a.txt", "--store", filled)
    assert coded == []
    assert "1 known" in run("add", news / "a.txt", "--store", filled, "--again").stdout
    assert len(coded) == 1


def test_add_refuses_wrong_usage(tmp_path: Path, news: Path) -> None:
    target = tmp_path / "a.store"
    assert run("add", news).exit_code == 2
    assert run("add", tmp_path / "none", "--store", target).exit_code == 2
    assert run("add", news, "--store", target, "--workers", "0").exit_code == 2
    assert run("add", news / "a.txt", "--store", news / "a.txt").exit_code == 2
    assert run("add", news / "a.txt", "--store", target, "--failures", target).exit_code == 2
    assert not target.exists()
    told = run("add", news, "--store", news / "b.jsonl")
    assert (told.exit_code, told.stderr.count("\n")) == (2, 1)
    assert "is no store" in told.stderr


def test_the_store_may_be_named_by_the_environment(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_STORE", str(filled))
    assert run("store", "check").exit_code == 0


def test_status_tells_what_is_stored(filled: Path) -> None:
    page = run("store", "status", "--store", filled)
    assert page.exit_code == 0
    for told in (
        "2  articles",
        "2  events",
        "2  failures",
        "none: 2 articles",
        "finished: 2 added, 2 failed",
        "told to",
    ):
        assert told in page.stdout
    row = json.loads(run("store", "status", "--store", filled, "--format", "jsonl").stdout)
    assert (row["articles"], row["runs"][0]["ending"], row["published"]) == (2, "finished", [None, None])
    assert run("store", "status", "--store", filled, "--format", "xml").exit_code == 2


def test_check_tells_each_fault(filled: Path) -> None:
    found = run("store", "check", "--store", filled)
    assert (found.exit_code, found.stderr) == (0, "")
    assert "0 faults, 2 articles" in found.stdout
    with communique.open_store(filled) as store:
        store.database.execute("DELETE FROM statements WHERE statement_key = 1")
    broken = run("store", "check", "--store", filled)
    assert broken.exit_code == 1
    assert "statements: 0 rows are not the 1 of the record" in broken.stderr


def test_vacuum_gives_room_back(filled: Path) -> None:
    with communique.open_store(filled) as store:
        store.database.execute("CREATE TABLE filler AS SELECT randomblob(1000000) AS bytes")
        store.database.execute("DROP TABLE filler")
        before = list(store.records())
    found = run("store", "vacuum", "--store", filled)
    assert found.exit_code == 0
    was, now = (float(word) for word in found.stdout.split() if word.replace(".", "").isdigit())
    assert now < was
    with communique.open_store(filled) as store:
        assert list(store.records()) == before


def test_migrate_has_nothing_to_do_on_a_new_store(filled: Path) -> None:
    found = run("store", "migrate", "--store", filled)
    assert (found.exit_code, found.stdout) == (0, f"{filled}: up to date\n")


@pytest.mark.parametrize("command", ["status", "check", "vacuum", "migrate"])
def test_no_command_makes_a_store_of_its_own(tmp_path: Path, command: str) -> None:
    found = run("store", command, "--store", tmp_path / "none.store")
    assert found.exit_code == 2
    assert "no such store" in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_code_by_several_workers_writes_the_same_in_the_same_order(tmp_path: Path, news: Path) -> None:
    shutil.copy(news / "a.txt", news / "c.txt")
    one, two = run("code", news), run("code", news, "--workers", "2")
    assert (two.exit_code, two.stdout, two.stderr) == (one.exit_code, one.stdout, one.stderr)
    assert len([decode(line) for line in two.stdout.splitlines()]) == 3
