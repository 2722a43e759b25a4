"""Every broken input is one failure row, and none loses a good article beside it."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique import cli, pipeline
from communique.cli import console
from communique.knowledge.function_words import load_function_words
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, Failure, Parse, Skipped
from communique.reading import read
from communique.reading.language import is_other
from tests.broken.inputs import BESIDE, GOOD, LANGUAGES, LINES, PAGES, SAID, TEXTS

FILES = TEXTS | PAGES
LINES_FILE = "lines.jsonl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All broken inputs and three good articles."""
    made = tmp_path_factory.mktemp("inputs")
    contents = GOOD | BESIDE | {name: raw for name, (raw, _) in FILES.items()}
    contents[LINES_FILE] = b"\n".join(raw for raw, _ in LINES) + b"\n"
    for name, raw in contents.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(raw)
    return made


def test_there_are_enough() -> None:
    assert len(FILES) + len(LINES) >= 60


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_is_a_failure_with_a_reason(folder: Path, name: str) -> None:
    (found,) = read(folder / name)
    assert isinstance(found, Failure), found
    assert (found.article_id, found.stage) == (str(folder / name), "reading")
    assert FILES[name][1] in found.reason
    assert "please report" not in found.reason
    assert len(found.reason) < 300


def test_a_broken_line_is_a_failure_with_a_reason(folder: Path) -> None:
    path = folder / LINES_FILE
    found = list(read(path))
    assert len(found) == len(LINES)
    for number, (one, (raw, reason)) in enumerate(zip(found, LINES, strict=True), start=1):
        assert isinstance(one, Failure), (raw[:80], one)
        assert one.article_id == f"{path}:{number}" or reason == "not in English"
        assert reason in one.reason, raw[:80]


def test_the_good_ones_are_coded_and_the_others_are_rows(folder: Path, tmp_path: Path) -> None:
    records, failures = tmp_path / "records.jsonl", tmp_path / "failures.tsv"
    run = CliRunner().invoke(cli.app, ["code", str(folder), "-o", str(records), "--failures", str(failures)])
    assert run.exit_code == console.SOME_FAILED
    assert "Traceback" not in run.stderr
    coded = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    assert len(coded) == len(GOOD)
    assert all(SAID.strip() in one["article"]["text"] and one["actors"] for one in coded)
    header, *rows = [line.split("\t") for line in failures.read_text(encoding="utf-8").splitlines()]
    assert header == ["article_id", "stage", "reason"]
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len(rows) == len(FILES) + len(LINES) == len(run.stderr.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_told(language: str) -> None:
    assert is_other(LANGUAGES[language], load_function_words())


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv.",
        "Macron: « Non. »",
        "Lomé – Accra – Ouagadougou – Bamako – Niamey",
        SAID * 6,
        f"“{LANGUAGES['French'][:150]}” wrote the paper. {SAID * 3}",
        "MINISTER MEETS ENVOY IN ACCRA. THE TALKS WERE LONG, AND BOTH OF THEM SAID THAT THEY WOULD GO ON. " * 4,
    ],
)
def test_english_and_short_texts_pass(text: str) -> None:
    assert not is_other(text, load_function_words())


class Dying:
    """A parser that dies of one article in the ways programs die, and reads the others."""

    def __init__(self, parser: Parser, death: Callable[[], Parse]) -> None:
        self._parser, self._death = parser, death

    def __call__(self, article: Article, skipped: Iterable[Skipped]) -> Parse:
        return self._death() if "Togo" in article.text else self._parser(article, tuple(skipped))


def _recursion() -> Parse:
    return _recursion()


def _memory() -> Parse:
    raise MemoryError


def _broken() -> Parse:
    raise ValueError("[E000]\n\tbroken")


@pytest.mark.parametrize("death", [_recursion, _memory, _broken])
def test_a_parser_that_dies_fails_one_article(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, death: Callable[[], Parse]
) -> None:
    monkeypatch.setattr(pipeline, "load_parser", lambda name: Dying(load_parser(name), death))
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Mali fell."}\n{"text": "Togo fell.", "id": "b"}\n{"text": "Chad fell."}\n')
    run = CliRunner().invoke(cli.app, ["code", str(path)])
    assert run.exit_code == console.SOME_FAILED
    assert len(run.stdout.splitlines()) == 2
    (told,) = run.stderr.splitlines()
    assert told.startswith("b: coding: ")


def test_all_failed_is_told_by_the_same_status(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    run = CliRunner().invoke(cli.app, ["code", str(path)])
    assert (run.exit_code, run.stdout) == (console.SOME_FAILED, "")


def test_a_reader_that_dies_fails_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from communique.reading import formats

    def dying(*_: object) -> Iterator[Article]:
        raise RuntimeError("inside a library")
        yield

    monkeypatch.setitem(formats.READERS, ".html", dying)
    for name in ("a.html", "b.txt"):
        (tmp_path / name).write_text("Mali fell.")
    failure, good = read(tmp_path)
    assert isinstance(failure, Failure) and "inside a library" in failure.reason
    assert isinstance(good, Article)
