"""The command `quotes` and its rows, and the speakers in the margin of the page."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.model import ActorRef, Article, CodedArticle, Date, MadeBy, Span, Statement
from communique.record.codec import encode
from communique.views import Setting
from communique.views.quotes import QUOTES, Choice
from communique.views.text import page

TEXT = "Kenya's envoy told Uganda: “We wait,\nwe hope.” Others doubted that. It could mean war. Nobody said it rained."
DAY = Date(start=date(2021, 3, 4), end=date(2021, 3, 4), precision="day", basis="words")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), quote=words)


ENVOY = ActorRef(
    actor="a1", span=span("Kenya's envoy"), name="Kenya's envoy", country="KEN", sectors=("GOV", "DIP"), office="envoy"
)
UGANDA = ActorRef(actor="a2", span=span("Uganda"), name="Uganda", country="UGA")
SAID = Statement(
    statement_id="s1", speaker=ENVOY, addressees=(UGANDA,), cue=span("told"), content=(span("We wait,\nwe hope."),),
    kind="direct", date=DAY, rule="test",
)  # fmt: skip
DOUBT = Statement(statement_id="s2", content=(span("that"),), kind="indirect", thought=True, within="s1", rule="test")
OWN = Statement(statement_id="s3", content=(span("war"),), kind="own", rule="test")
RAIN = Statement(
    statement_id="s4", speaker=UGANDA, content=(span("it rained"),), kind="indirect", negated=True, rule="test"
)
RECORD = CodedArticle(
    article=Article(article_id="x", text_id="x", text=TEXT, published_on=date(2021, 3, 5), outlet="The Ferry"),
    statements=(SAID, DOUBT, OWN, RAIN),
    made_by=MadeBy(code="0", knowledge="0", parser="none"),
)
SETTING = Setting(encode=encode)


def rows(**choice: object) -> list[dict[str, str]]:
    lines = "".join(QUOTES["csv"]([RECORD], SETTING, Choice(**choice)))  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(lines)))


def test_a_row_tells_who_said_what_to_whom_and_when() -> None:
    said, doubt, rain = rows()
    assert (said["speaker"], said["office"], said["country"], said["sectors"]) == (
        "Kenya's envoy", "envoy", "KEN", "GOV+DIP",
    )  # fmt: skip
    assert (said["words"], said["kind"], said["date"], said["to"]) == (
        "We wait, we hope.", "direct", "2021-03-04", "Uganda",
    )  # fmt: skip
    assert TEXT[int(said["start"]) : int(said["end"])] == "We wait,\nwe hope."
    assert (doubt["kind"], doubt["speaker"], doubt["reported_by"]) == ("thought", "", "Kenya's envoy")
    assert rain["negated"] == "yes" and said["negated"] == "no"


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        ({"speaker": "ENVOY"}, ["We wait, we hope."]),
        ({"country": "uga"}, ["it rained"]),
        ({"min_words": 3}, ["We wait, we hope."]),
        ({"speaker": "nobody"}, []),
        ({"country": "KEN", "min_words": 5}, []),
    ],
)
def test_statements_are_chosen(choice: dict[str, object], ids: list[str]) -> None:
    assert [row["words"] for row in rows(**choice)] == ids


def test_json_and_text_tell_the_same() -> None:
    told = [json.loads(line) for line in QUOTES["jsonl"]([RECORD], SETTING, Choice())]
    assert [row["words"] for row in told] == [row["words"] for row in rows()]
    assert told[0]["date"] == "2021-03-04" and told[1]["speaker"] is None and told[2]["negated"] is True
    text = "".join(QUOTES["text"]([RECORD], SETTING, Choice()))
    assert "Kenya's envoy (envoy, KEN) · to Uganda · direct · 2021-03-04\n    “We wait, we hope.”\n" in text
    assert "? · thought · reported by Kenya's envoy" in text and "not said" in text and "war" not in text


def test_the_command_lists_and_refuses(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("“The ferry is full,” Kenya's envoy said.", encoding="utf-8")
    found = CliRunner().invoke(app, ["quotes", str(article), "--format", "csv", "--min-words", "2"])
    assert found.exit_code == 0 and "The ferry is full" in found.stdout
    assert CliRunner().invoke(app, ["quotes", str(article), "--country", "FRA"]).stdout == ""
    wrong = CliRunner().invoke(app, ["quotes", str(article), "--format", "xml"])
    assert wrong.exit_code == 2 and "there are text, csv, jsonl" in wrong.stderr


@pytest.mark.parametrize(("width", "colour"), [(80, False), (110, True)])
def test_speakers_stand_in_the_margin_where_their_words_begin(width: int, colour: bool) -> None:
    lines = page(RECORD, Setting(encode=encode, width=width, colour=colour)).split("\n")
    (beside,) = [line for line in lines if "told Uganda" in line and "│" not in line]
    assert "Kenya's envoy" in beside.split("Kenya's envoy told")[0]
    below = lines[lines.index(beside) + 1 :]
    assert any("?" in line.split("we hope")[0] for line in below if "we hope" in line)  # an unknown speaker
