"""Incidents counted beside reports: in a dyad's months, and as rows of `communique export --incidents`."""

import csv
import io
import json
import os
from collections.abc import Iterator
from datetime import date as Day
from itertools import permutations
from pathlib import Path

import pytest
from typer.testing import CliRunner

import communique
from communique.cli import app
from communique.model import CodedArticle
from communique.record.codec import encode
from communique.store import Store, incident_sql, migrate_store, migrating
from communique.store.incident_views import COLUMNS

ONE = "Russian warplanes bombed the port of Odesa on Monday, killing two people, the governor said."
OTHER = "Russia bombed Odesa on March 6, killing three people, Ukraine's army said. The port burned all night."
ASKED = "Egypt asked Sudan on Wednesday to reopen the crossing."
MAY = "Egypt may attack Sudan, a diplomat said."


@pytest.fixture(scope="module")
def records() -> list[CodedArticle]:
    """Two reports of one raid, a request, and something that is only possible."""
    told = (("meridian", ONE, 7), ("harbour", OTHER, 7), ("=coast", ASKED, 9), ("bay", MAY, 9))
    return [
        communique.code(text, id=name, outlet=name.title(), published_on=Day(2023, 3, day)) for name, text, day in told
    ]


@pytest.fixture
def store(tmp_path: Path, records: list[CodedArticle]) -> Iterator[Store]:
    with communique.open_store(tmp_path / "news.store") as opened:
        for coded in records:
            opened.add(coded)
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, records: list[CodedArticle]) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.jsonl"
    path.write_text("".join(encode(coded) + "\n" for coded in records), encoding="utf-8")
    return path


def counted(store: Store, one: str = "UKR", other: str = "RUS") -> list[tuple[str, int, int | None]]:
    return [(month.month, month.reports, month.incidents) for month in store.timeline(one, other)]


def exported(*words: object, status: int = 0) -> str:
    found = CliRunner().invoke(app, ["export", "--incidents", *map(str, words)])
    assert found.exit_code == status, found.output
    return found.output


def rows(told: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(told)))


def test_a_month_counts_a_raid_once(store: Store) -> None:
    assert counted(store) == counted(store, "RUS", "UKR") == [("2023-03", 2, 1)]
    assert counted(store, "EGY", "SDN") == [("2023-03", 1, 1)]
    assert [(m.reports, m.incidents) for m in store.timeline("EGY", "SDN", ("possible",))] == [(1, 0)]


def test_the_order_of_arrival_changes_no_month(tmp_path: Path, records: list[CodedArticle]) -> None:
    for number, order in enumerate(permutations(records[:3])):
        with communique.open_store(tmp_path / f"{number}.store") as store:
            for coded in order:
                store.add(coded)
                store.timeline("RUS", "UKR")
            assert counted(store) == [("2023-03", 2, 1)] and counted(store, "EGY", "SDN") == [("2023-03", 1, 1)]


def test_reports_of_two_months_count_in_that_of_most(store: Store) -> None:
    """One report is published on the first of April without a day; two tell the last of March."""
    for name, day in (("a", 31), ("b", 31)):
        text = "Kenyan troops shelled the port of Kismayo in Somalia on March 31, killing six people."
        store.add(communique.code(text, id=name, outlet=name, published_on=Day(2021, 3, day)))
    text = "Kenyan troops shelled the port of Kismayo in Somalia, killing six people."
    store.add(communique.code(text, id="c", outlet="c", published_on=Day(2021, 4, 1)))
    (incident,) = store.incidents(3)
    assert incident.reports == 3
    assert counted(store, "KEN", "SOM") == [("2021-03", 2, 1), ("2021-04", 1, 0)]


def test_what_changed_is_counted_as_it_is_now(store: Store, records: list[CodedArticle]) -> None:
    assert counted(store) == [("2023-03", 2, 1)]
    for name in ("meridian", "harbour"):
        store.add(communique.code("Nothing happened in Odesa.", id=name, published_on=Day(2023, 3, 8)))
    assert counted(store) == []


def test_a_store_that_is_only_read_says_what_it_does_not_know(store: Store) -> None:
    with communique.open_store(store.database.path, readonly=True) as reader:
        assert counted(reader) == [("2023-03", 2, None)]
        store.timeline("RUS", "UKR")
        assert counted(reader) == [("2023-03", 2, 1)]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_told(store: Store) -> None:
    store.database.path.chmod(0o444)
    found = CliRunner().invoke(app, ["timeline", "RUS", "UKR", "--store", str(store.database.path)])
    assert found.exit_code == 0 and "4 records are not joined" in found.stderr


def test_an_older_store_is_joined_anew(tmp_path: Path, records: list[CodedArticle]) -> None:
    """One of version 4, whose incidents were made before months were counted."""
    steps, path = migrating.steps(), tmp_path / "old.store"
    with pytest.MonkeyPatch.context() as older:
        older.setattr(migrating, "steps", lambda folder=None: steps[:4])
        older.setattr("communique.store.kept_groups.count_months", lambda *_: None)
        with communique.open_store(path) as store:
            for coded in records:
                store.add(coded)
            before = [one.incident_id for one in store.incidents()]
    assert [step.version for step, _ in migrate_store(path)] == [step.version for step in steps[4:]]
    with communique.open_store(path) as store:
        assert counted(store) == [("2023-03", 2, 1)]
        assert [one.incident_id for one in store.incidents()] == before
        assert store.database.value(incident_sql.COUNT_QUEUED) == 0


def test_the_table_has_a_row_an_incident(file: Path) -> None:
    told = rows(exported(file))
    assert [(row["event_type"], row["reports"], row["dead_low"], row["dead_high"]) for row in told] == [
        ("ASSAULT", "2", "2", "3"),
        ("REQUEST", "1", "", ""),
    ]
    assert told[1]["outlets"] == "'=Coast" and rows(exported(file, "--raw"))[1]["outlets"] == "=Coast"
    assert exported(file, "--format", "events").splitlines()[0] == "\t".join(COLUMNS)


def test_an_incident_fits_where_one_of_its_reports_does(file: Path) -> None:
    (raid,) = rows(exported(file, "--outlet", "Harbour"))
    assert (raid["event_type"], raid["outlets"]) == ("ASSAULT", "Harbour+Meridian")
    assert rows(exported(file, "--type", "ASSAULT", "--country", "EGY")) == []
    assert rows(exported(file, "--status", "possible")) == []


def test_gdelt_counts_articles_and_outlets(file: Path) -> None:
    raid, request = (line.split("\t") for line in exported(file, "--format", "gdelt").splitlines())
    assert raid[31:34] == ["2", "2", "2"] and request[31:34] == ["1", "1", "1"]
    assert raid[-1] == "harbour"
    (raid,) = (line.split("\t") for line in exported(file, "--format", "gdelt", "--outlet", "Harbour").splitlines())
    assert raid[31:34] == ["2", "2", "2"] and raid[-1] == "harbour"


@pytest.mark.parametrize("name", ["csv", "events", "jsonl", "gdelt", "icews", "polecat", "plover", "geojson"])
def test_a_store_gives_what_its_records_give(store: Store, tmp_path: Path, name: str) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("".join(encode(coded) + "\n" for coded in store.records()), encoding="utf-8")
    assert exported("--store", store.database.path, "--format", name) == exported(lines, "--format", name)


def test_lines_hold_whole_incidents(file: Path) -> None:
    raid = json.loads(exported(file, "--format", "jsonl", "--country", "RUS"))
    assert raid["reports"] == 2 and [version["field"] for version in raid["disagreements"]] == ["dead"]


def test_formats_without_a_row_an_event_are_refused(file: Path) -> None:
    assert "statements has no row an incident; jsonl, csv" in exported(file, "--format", "statements", status=2)
