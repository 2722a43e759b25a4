"""Decisions of persons: their places found again, their values put into records, sheets out and in."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

import communique
from communique.cli import app
from communique.errors import RecordError
from communique.model import CodedArticle
from communique.store.reviews import anchor, corrected, decision, event_at, found_again, reviewed

TEXT = "Turkey shelled Kobani on Monday, killing two people. Later Turkey shelled Manbij, the governor said."
MINUTE = "2026-11-27T10:00:00Z"


def coded_as(text: str, article_id: str = "one") -> CodedArticle:
    return communique.code(text, id=article_id, outlet="The Meridian", published_on="2021-03-02")


@pytest.fixture(scope="module")
def coded() -> CodedArticle:
    return coded_as(TEXT)


def test_a_place_is_found_again_in_a_changed_text(coded: CodedArticle) -> None:
    first, second = coded.events
    longer = coded_as("KOBANI, March 2 - There was no peace on the border.\n\n" + TEXT)
    for event in (first, second):
        at = anchor(coded, event)
        assert (at.quote, len(at.before) <= 32, len(at.after) <= 32) == ("shelled", True, True)
        again = event_at(longer, at)
        assert again is not None
        assert again.event_id != event.event_id
        assert again.target_actors[0].name == event.target_actors[0].name


def test_a_place_that_is_gone_or_twice_there_is_not_guessed(coded: CodedArticle) -> None:
    at = anchor(coded, coded.events[0])
    assert found_again("Nobody fired a shot.", at) is None
    assert event_at(coded_as("Nobody fired a shot."), at) is None
    sentence = "Turkey shelled Kobani on Monday, killing two people. "
    assert found_again(sentence * 2, at) == 7  # the second has something before it
    assert found_again("x" * 40 + "shelled" + "y" * 40 + "shelled" + "z" * 40, at) is None


def test_what_is_wrong_is_left_out_and_the_last_word_counts(coded: CodedArticle) -> None:
    at = anchor(coded, coded.events[0])
    wrong = decision("wrong", at, reviewer="ada", decided_at="2026-11-27T10:00:00Z")
    right = decision("right", at, reviewer="ben", decided_at="2026-11-27T11:00:00Z")
    assert reviewed(coded, [wrong]).events == coded.events[1:]
    assert reviewed(coded, [right, wrong]) == coded
    assert reviewed(coded, []) is coded


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("event_type", "COERCE", lambda event: event.event_type),
        ("cameo", "190", lambda event: event.cameo),
        ("status", "negated", lambda event: event.status),
        ("dead", "7", lambda event: str(event.size.dead.low)),
        ("date", "2021-02-28", lambda event: str(event.date.start)),
        ("target_actors", "Manbij", lambda event: event.target_actors[0].name),
    ],
)
def test_fields_are_corrected(coded: CodedArticle, field: str, value: str, told) -> None:  # type: ignore[no-untyped-def]
    event = corrected(coded, coded.events[0], field, value)
    assert told(event) == value
    assert event.rule == "review"
    assert told(coded.events[0]) != value


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("event_type", "WAR", "there are AGREE"),
        ("mode", "phone", "it has "),
        ("cameo", "41", "leading zero"),
        ("status", "certain", "there are actual"),
        ("dead", "some", "whole number"),
        ("date", "Monday", "write 2023-04-26"),
        ("source_actors", "Atlantis", "it names Turkey"),
        ("colour", "red", "there are event_type"),
    ],
)
def test_a_wrong_value_says_what_would_be_right(coded: CodedArticle, field: str, value: str, said: str) -> None:
    with pytest.raises(RecordError, match=said):
        corrected(coded, coded.events[0], field, value)


def run(*words: str, status: int = 0) -> str:
    found = CliRunner().invoke(app, ["review", *words])
    assert found.exit_code == status, found.output
    return found.output


def fill(sheet: Path, **columns: str) -> None:
    """Fill the first row of a sheet and leave the others as they are."""
    with sheet.open(encoding="utf-8", newline="") as lines:
        first, *rest = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = list(first)
    lines_out = ["\t".join(row[name] for name in header) for row in ({**first, **columns}, *rest)]
    sheet.write_text("\n".join(["\t".join(header), *lines_out]) + "\n", encoding="utf-8")


def test_sheets_go_out_and_come_back(coded: CodedArticle, tmp_path: Path) -> None:
    store, other = str(tmp_path / "news.db"), str(tmp_path / "other.db")
    for path in (store, other):
        with communique.open_store(path) as opened:
            opened.add(coded)
    sheet = tmp_path / "sheet.tsv"
    run("export", "--store", store, "-o", str(sheet))
    fill(sheet, verdict="field", field="dead", value="9")
    assert "1 decisions added, 0 known" in run("import", str(sheet), "--store", store, "--reviewer", "ada")
    with communique.open_store(store) as opened:
        assert [one.value for one in opened.decisions()] == ["9"]
        assert 9 in {incident.size.dead.low for incident in opened.incidents() if incident.size.dead}
    decided = tmp_path / "decided.tsv"
    run("export", "--store", store, "--decided", "-o", str(decided))
    assert "0 decisions added, 1 known" in run("import", str(decided), "--store", store)
    assert "1 decisions added, 0 known" in run("import", str(decided), "--store", other)


def test_wrong_rows_are_told_and_passed_over(coded: CodedArticle, tmp_path: Path) -> None:
    store, sheet = str(tmp_path / "news.db"), tmp_path / "sheet.tsv"
    with communique.open_store(store) as opened:
        opened.add(coded)
    run("export", "--store", store, "-o", str(sheet))
    fill(sheet, verdict="maybe")
    assert "sheet.tsv:2: review: no verdict 'maybe'; there are right" in run(
        "import", str(sheet), "--store", store, status=3
    )
    fill(sheet, verdict="joined", other="e_nothing")
    assert "no event or incident 'e_nothing'" in run("import", str(sheet), "--store", store, status=3)
    fill(sheet, verdict="right", other="")
    assert "nobody is named as reviewer" in run("import", str(sheet), "--store", store, status=3)
    assert "no such store" in run("import", str(sheet), "--store", "nowhere.db", status=2)
    sheet.write_text("verdict\tquote\nright\tshelled\n", encoding="utf-8")
    assert "columns missing: event_id" in run("import", str(sheet), "--store", store, status=2)


def test_places_with_tabs_and_line_ends_come_back(tmp_path: Path) -> None:
    coded = coded_as("The army moved.\n\nTurkey shelled Kobani\ton Monday\\Tuesday.\nNobody was hurt.")
    store, sheet = str(tmp_path / "news.db"), tmp_path / "sheet.tsv"
    with communique.open_store(store) as opened:
        opened.add(coded)
    run("export", "--store", store, "-o", str(sheet))
    fill(sheet, verdict="note", value="see the photograph")
    run("import", str(sheet), "--store", store, "--reviewer", "ada")
    with communique.open_store(store) as opened:
        (one,) = opened.decisions()
        assert one.at == anchor(coded, coded.events[0])
        assert next(iter(opened.incidents())).notes == ("see the photograph",)
