"""The commands, with a coder that only counts words in place of the real one."""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import communique
from communique import cli, pipeline, progress
from communique.cli import console
from communique.errors import LinguisticsError
from communique.model import Article, CodedArticle, Failure, MadeBy
from communique.record import codec


class Counter:
    """A coder without a parser: it codes nothing, and fails on the word "fail"."""

    def __init__(self, parser: str | None = None, actors: str | None = None, *, learned: bool = True) -> None:
        del actors, learned
        if parser:
            raise LinguisticsError(f"no parser {parser!r}")

    def code(self, article: Article) -> CodedArticle:
        return CodedArticle(article=article, made_by=MadeBy(code="0", knowledge="1", parser="none"))

    def code_all(self, articles: Iterable[Article | Failure]) -> Iterator[CodedArticle | Failure]:
        for article in articles:
            if isinstance(article, Failure):
                yield article
            elif "fail" in article.text:
                yield Failure(article_id=article.article_id, stage="coding", reason="told to")
            else:
                yield self.code(article)


@pytest.fixture(autouse=True)
def _no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Coder", Counter)
    communique._coder.cache_clear()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Ghana spoke.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Togo — fell."}\n{"text": "fail"}\nbroken\n', encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=typed)


def test_code_writes_records(news: Path) -> None:
    found = run("code", news / "a.txt", "--published", "2023-04-26", "--outlet", "The Meridian")
    assert found.exit_code == 0
    coded = codec.decode(found.stdout)
    assert (coded.article.text, str(coded.article.published_on), coded.article.outlet) == (
        "Ghana spoke.",
        "2023-04-26",
        "The Meridian",
    )


def test_failures_are_told_and_the_rest_is_coded(news: Path) -> None:
    target = news / "records.out"
    found = run("code", news, "-o", target)
    assert found.exit_code == console.SOME_FAILED
    assert [json.loads(line)["article"]["text"] for line in target.read_text(encoding="utf-8").splitlines()] == [
        "Ghana spoke.",
        "Togo — fell.",
    ]
    told = found.stderr.splitlines()
    assert len(told) == 2
    assert told[0].endswith(": coding: told to")
    assert told[1].startswith(f"{news / 'b.jsonl'}:3: reading: no JSON")
    assert sorted(path.name for path in news.iterdir()) == ["a.txt", "b.jsonl", "records.out"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["code"], "ARTICLE"),
        (["code", "none.txt"], "no such file"),
        (["code", "a.txt", "none.txt"], "no such file"),
        (["code", "a.txt", "--format", "xml"], "there are jsonl, parquet, csv, events"),
        (["code", "a.txt", "--published", "26 April"], "2023-04-26"),
        (["code", "a.txt", "--output", "."], "is a folder"),
        (["code", "a.txt", "--output", "none/x"], "no such folder"),
        (["code", "a.txt", "--parser", "none"], "no parser"),
        (["code", "a.txt", "--output", "a.txt"], "one of the articles"),
        (["code", "a.txt", "--output", "x", "--failures", "x"], "both name x"),
        (["code", "a.txt", "--output", "x", "--failures", "none/y"], "no such folder"),
        (["show"], "ARTICLE"),
        (["codebook", "RAIN"], "there are ACCUSE"),
        (["decode"], "No such command"),
    ],
)
def test_wrong_usage_is_told_in_a_line(
    news: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(news)
    found = run(*arguments)
    assert found.exit_code == console.USAGE
    assert told in found.stderr
    assert "Traceback" not in found.stderr
    assert found.stdout == ""


def test_failures_are_written_as_a_table(news: Path) -> None:
    target = news / "failed.tsv"
    found = run("code", news, "-o", news / "records.out", "--failures", target, "--quiet")
    assert found.exit_code == console.SOME_FAILED
    header, *rows = [line.split("\t") for line in target.read_text(encoding="utf-8").splitlines()]
    assert header == ["article_id", "stage", "reason"]
    assert [row[1] for row in rows] == ["coding", "reading"]
    assert rows[1][0] == f"{news / 'b.jsonl'}:3"
    assert [": ".join(row) for row in rows] == found.stderr.splitlines()


def test_where_nothing_fails_the_table_is_a_header(news: Path) -> None:
    target = news / "failed.tsv"
    assert run("code", news / "a.txt", "--failures", target).exit_code == 0
    assert target.read_text(encoding="utf-8") == "article_id\tstage\treason\n"


def test_verbose_tells_of_each_article(news: Path) -> None:
    assert run("code", news / "a.txt").stderr == ""
    assert run("code", news / "a.txt", "--verbose").stderr.endswith(": 0 events, 0 statements\n")
    assert run("code", news / "a.txt").stderr == ""


def test_a_failure_is_one_line_whatever_it_holds() -> None:
    row = console.failure_row(Failure(article_id="a\tb\udcff", stage="reading", reason="x\n\ty" + "z" * 1000))
    assert row[:2] == ("a b?", "reading")
    assert row[2].startswith("x yz") and len(row[2]) == console.LONGEST_CELL


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_is_told_to_a_terminal_only(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert progress.is_wanted([str(news)], to_screen=False)
    assert not progress.is_wanted([str(news / "a.txt")], to_screen=False)
    assert list(progress.counted(iter("abcd"), [str(news)])) == list("abcd")
    assert "4/4" in screen.getvalue() and "left" in screen.getvalue()
    assert list(progress.counted(iter("ab"), ["-"])) == ["a", "b"]
    assert "2/?" in screen.getvalue()
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert not progress.is_wanted([str(news)], to_screen=False)


class Broken(Counter):
    """A coder that cannot go on after its first article."""

    def code_all(self, articles: Iterable[Article | Failure]) -> Iterator[CodedArticle | Failure]:
        yield next(super().code_all(articles))
        raise LinguisticsError("gone")


def test_an_output_file_is_whole_or_not_there(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Coder", Broken)
    target = news / "records.out"
    target.write_text("old", encoding="utf-8")
    assert run("code", news / "a.txt", "-o", target).exit_code == console.USAGE
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in news.iterdir()) == ["a.txt", "b.jsonl", "records.out"]


def test_standard_input() -> None:
    found = run("code", "-", typed='{"text": "Mali spoke."}\n')
    assert codec.decode(found.stdout).article.text == "Mali spoke."


def test_show_is_the_page(news: Path) -> None:
    found = run("show", news / "a.txt")
    assert found.exit_code == 0
    assert "Ghana spoke." in found.stdout and "No events." in found.stdout
    assert found.stdout == run("code", news / "a.txt", "--format", "text").stdout


def test_schema_and_codebook_and_version() -> None:
    assert json.loads(run("schema").stdout)["title"] == "CodedArticle"
    assert run("codebook", "consult").stdout.count("\n## ") == 1
    assert run("codebook").stdout.count("\n## ") >= 6
    assert "CAMEO codes that nothing can produce" in run("codebook", "--coverage").stdout
    assert run("--version").stdout == f"communique {communique.__version__}\n"


def test_python_codes_texts_and_paths(news: Path) -> None:
    coded = communique.code("Ghana spoke.", published_on="2023-04-26", title="Talks")
    assert coded.article.text == "Talks\nGhana spoke."
    results = list(communique.code_all([news, coded.article]))
    assert [type(result) for result in results] == [CodedArticle, CodedArticle, Failure, Failure, CodedArticle]
    assert isinstance(next(communique.code_all(news / "a.txt")), CodedArticle)


def test_help_and_import_are_quick_because_nothing_slow_is_imported() -> None:
    slow = ("spacy", "pydantic", "trafilatura", "yaml", "rich.table", "communique.pipeline")
    script = f"import sys, communique.cli; print([name for name in {slow!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    script = "from communique.cli import main; main()"
    command = [sys.executable, "-c", script, "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None and program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
