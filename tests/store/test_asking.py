"""Questions to a store: SQL means what `Selection.matches` means; words are found; months are counted."""

import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.model import CodedArticle, Date
from communique.record.codec import decode
from communique.store import Store, open_store
from communique.store.asking import as_match, event_keys, events_with, statement_keys, statements_with
from communique.store.words_sql import INDEXED
from communique.views import Selection
from communique.views.selected import selected
from tests.stages.test_views import ENVOY, GHANA, MEETING, OWN, RECORD, REQUEST, SAID, TOGO
from tests.store.made import record

OPEN = Date(start=date(2014, 3, 1), precision="range", basis="words")
UNTIL = Date(end=date(2010, 3, 1), precision="range", basis="words")
UN = replace(GHANA, name="United Nations", country=None, org_class="UNO", sectors=())
VARIED = replace(
    RECORD,
    article=replace(RECORD.article, article_id="meridian:9", outlet="Le Méridien", published_on=date(2022, 5, 6)),
    events=(
        replace(REQUEST, event_id="e_a", contexts=("military", "health"), date=OPEN, cameo="1031", status="possible"),
        replace(MEETING, event_id="e_b", date=UNTIL, source_actors=(GHANA, UN)),
        replace(REQUEST, event_id="e_c", date=None, source_actors=(UN,), target_actors=(GHANA, TOGO), mode=None),
        replace(REQUEST, event_id="e_d", source_actors=(), target_actors=(ENVOY,), date=None, event_type="ASSAULT"),
    ),
    statements=(
        replace(SAID, statement_id="s_a", speaker=GHANA, addressees=(UN,), act=None, contexts=("health",)),
        OWN,
    ),
)
UNDATED = replace(
    RECORD, article=replace(RECORD.article, article_id="x:1", outlet=None, published_on=None), events=(MEETING,)
)
RECORDS = (RECORD, VARIED, UNDATED)
SELECTIONS = [
    Selection(),
    *(Selection(actors=names) for names in (("ghana",), ("togo", "united"), ("Ghan",), ("nations united",))),
    *(Selection(countries=codes) for codes in (("GHA",), ("UNO",), ("TGO", "UNO"), ("BEN",))),
    *(
        Selection(dyad=dyad, directed=directed)
        for dyad in (("GHA", "TGO"), ("TGO", "GHA"), ("GHA", "GHA"), ("UNO", "GHA"), ("ghana", "TGO"), ("UN", "Togo"))
        for directed in (False, True)
    ),
    *(Selection(event_types=types) for types in (("REQUEST",), ("REQUEST/meet",), ("ASSAULT", "CONSULT"))),
    *(Selection(cameo=codes) for codes in (("10",), ("02", "04"), ("1_",), ("%",))),
    Selection(contexts=("health",)), Selection(contexts=("heal",)), Selection(contexts=("military", "legal")),
    Selection(statuses=("planned",)), Selection(statuses=("actual", "possible")),
    *(Selection(since=day) for day in (date(2000, 1, 1), date(2020, 1, 3), date(2030, 1, 1))),
    *(Selection(until=day) for day in (date(2000, 1, 1), date(2014, 3, 1), date(2020, 1, 2))),
    Selection(since=date(2011, 1, 1), until=date(2020, 1, 2)),
    Selection(places=("lome",)), Selection(places=("TGO", "Kara")), Selection(outlets=("meridien",)),
    Selection(outlets=("meridian", "Le Meridien")),
    Selection(actors=("Ghana",), statuses=("actual",), countries=("TGO",)),
]  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that is only read."""
    with open_store(tmp_path_factory.mktemp("full") / "news.store") as store:
        for coded in RECORDS:
            store.add(coded)
        yield store


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of one article, only read."""
    with open_store(tmp_path_factory.mktemp("one") / "news.store") as store:
        store.add(RECORD)
        yield store


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_sql_means_what_the_selection_means(full: Store, selection: Selection) -> None:
    wanted = Counter(
        (coded.article.article_id, event.event_id)
        for coded in RECORDS
        for event in coded.events
        if selection.matches(coded.article, event)
    )
    assert Counter((row.article_id, row.event_id) for row in full.events(selection)) == wanted
    days = [str(row.day or "") for row in full.events(selection, newest=True)]
    assert days == sorted(days, reverse=True)
    said = Counter(
        (coded.article.article_id, said.statement_id)
        for coded in RECORDS
        for said in coded.statements
        if selection.matches_statement(coded.article, said)
    )
    assert Counter((row.article_id, row.statement_id) for row in full.statements(selection)) == said


@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
def test_lines_hold_every_wanted_row(full: Store, selection: Selection) -> None:
    def events(records: "list[CodedArticle]") -> list[str]:
        return [event.event_id for coded in selected(records, selection) for event in coded.events]

    kept = [decode(line) for line in full.lines(selection)]
    assert events(kept) == events(sorted(RECORDS, key=lambda coded: coded.article.article_id))
    assert [coded.article.article_id for coded in kept] == sorted(coded.article.article_id for coded in kept)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("asked", 1), ("ASKED togo", 1), ('"asked togo"', 1), ('"togo asked"', 0), ("tal*", 1), ("tal", 0), ("lome", 1),
        ("asked -talk", 0), ("asked -benin", 1), ("asked OR met", 0), ('a"b', 0), ("NEAR(", 0), ("-asked", 0), ("…", 0),
        ("", 0),
    ],
)  # fmt: skip
def test_words_are_found_whatever_signs_a_user_writes(one: Store, words: str, found: int) -> None:
    assert len(list(one.find(words).events())) == found


def test_statements_and_articles_are_found(full: Store) -> None:
    assert {row.statement_id for row in full.find("good start").statements()} == {"s_1", "s_a"}
    articles = list(full.find("asked Togo").articles())
    assert [article.article_id for article, _ in articles] == ["x:1", "meridian:9", "meridian:7"]
    assert all("<asked> Togo" in excerpt for _, excerpt in articles)
    recent = full.find("asked", Selection(since=date(2021, 1, 1), outlets=("meridien",))).articles()
    assert [article.article_id for article, _ in recent] == ["meridian:9"]
    assert not list(full.find("asked", Selection(actors=("Ghana",))).articles())


def test_few_rows_and_many_are_found_alike(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Selection(countries=("GHA",), since=date(2015, 1, 1))
    found = []
    for few in (2_000, 0):
        monkeypatch.setattr("communique.store.asking.FEW", few)
        found.append(
            (list(events_with(full.database, "togo", asked)), list(statements_with(full.database, "good", asked)))
        )
    assert found[0] == found[1] and all(found[0])


def test_a_changed_article_is_found_by_its_new_words_alone(store: Store) -> None:
    store.add(record("Ghana asked Togo to open the bridge.", id="m:1", published_on=date(2021, 3, 4)))
    store.add(record("Ghana asked Togo to close the bridge.", id="m:1", published_on=date(2021, 4, 5)))
    assert not list(store.find("open").events()) and not list(store.find("open").articles())
    (row,) = store.find("close").events()
    assert row.day == date(2021, 4, 5)
    (month,) = store.timeline("GHA", "TOG")
    assert (month.month, month.reports) == ("2021-04", 1)


def test_months_of_a_dyad(full: Store) -> None:
    (first,) = full.timeline("TGO", "GHA")
    assert (first.month, first.reports, first.other_to_one, first.together, first.incidents) == (
        "2020-01",
        1,
        1,
        0,
        1,
    )
    assert (first.verbal_conflict, first.goldstein, first.plover_score) == (1, 4.0, 0.0)
    both = full.timeline("GHA", "TGO", ("actual", "planned"))
    assert [(month.month, month.reports, month.together) for month in both] == [("", 1, 1), ("2020-01", 2, 1)]
    assert full.timeline("GHA", "BEN") == ()


def test_frames_have_typed_columns(full: Store) -> None:
    frame = full.events_frame(Selection(countries=("UNO",)))
    assert frame["event_id"].to_list() == ["e_b", "e_c"]
    assert frame["source_actors"].to_list() == [["Ghana", "United Nations"], ["United Nations"]]
    assert full.statements_frame(Selection(contexts=("health",)))["speaker"].to_list() == ["Ghana"]
    assert full.events_frame().height == 7 and full.statements_frame(Selection(actors=("nobody",))).height == 0


def test_keys_come_one_by_one(full: Store) -> None:
    assert len(list(itertools.islice(event_keys(full.database, Selection()), 2))) == 2
    assert len(list(statement_keys(full.database, Selection()))) == 6


@pytest.fixture
def path(full: Store) -> Path:
    return full.database.path


def run(*arguments: object) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, [*map(str, arguments)])
    return found.exit_code, found.stdout, found.stderr


def test_find_tells_events_statements_and_articles(path: Path) -> None:
    status, out, _ = run("find", "asked", "--store", path)
    assert status == 0 and "2020-01-02  REQUEST/meet actual: Ghana → Togo" in out and "[meridian:7]" in out
    lines = run("find", "--store", path, "--type", "CONSULT", "--format", "jsonl", "--in", "events")[1].splitlines()
    assert [json.loads(line)["event_id"] for line in lines] == ["e_2", "e_b", "e_2"]
    assert run("find", "x", "--store", path, "--in", "letters")[0] == 2
    assert run("find", "x", "--store", path.with_name("none"))[0] == 2


def test_timeline_tells_months(path: Path) -> None:
    status, out, _ = run("timeline", "gha", "TGO", "--store", path)
    assert status == 0 and out.splitlines()[1].split()[:3] == ["2020-01", "1", "1"]
    assert run("timeline", "GHA", "TGO", "--store", path, "--format", "csv")[1].startswith("month,reports,incidents,")
    assert run("timeline", "GHA", "XXX", "--store", path)[0] == 2
    assert "nothing is told" in run("timeline", "GHA", "BEN", "--store", path)[1]


def test_export_reads_a_store(path: Path, tmp_path: Path) -> None:
    status, out, _ = run("export", "--store", path, "--country", "UNO", "--format", "jsonl")
    assert status == 0 and [len(decode(line).events) for line in out.splitlines()] == [2]
    target = tmp_path / "all.parquet"
    assert run("export", "--store", path, "--format", "parquet", "-o", target)[0] == 0
    assert run("export", target, "--format", "icews")[1] == run("export", "--store", path, "--format", "icews")[1]
    assert run("export")[0] == 2 and run("export", target, "--store", path)[0] == 2


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.store import changes, migrate_store, migrating

    steps = migrating.steps()
    with monkeypatch.context() as older:
        older.setattr(migrating, "steps", lambda folder=None: steps[:1])
        older.setattr("communique.store.adding.AFTER_ADD", ())
        with open_store(tmp_path / "old.store") as store:
            store.add(RECORD)
    assert changes.AFTER_ADD
    assert [step.version for step, _ in migrate_store(tmp_path / "old.store")] == [step.version for step in steps[1:]]
    with open_store(tmp_path / "old.store") as store:
        assert len(list(store.find("asked").events())) == 1 and len(store.timeline("GHA", "TGO")) == 1


def test_what_a_user_writes_becomes_words_alone() -> None:
    assert as_match('grain "black sea" shell* -drill') == '"grain" "black sea" "shell"* NOT "drill"'
    assert as_match("…") == as_match("-x") == ""


def test_words_that_wait_for_the_index_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.store.indexing.PART", 2)
    with open_store(tmp_path / "a.store") as store:
        for coded in RECORDS:
            store.add(coded)
        assert store.database.value(INDEXED, ("articles",)) == 2 < len(RECORDS)
    with open_store(tmp_path / "a.store", readonly=True) as store:
        waiting = _found(store)
    with open_store(tmp_path / "a.store") as store:
        assert _found(store) == waiting and all(waiting)
        assert store.database.value(INDEXED, ("articles",)) == len(RECORDS)


def test_a_row_that_goes_leaves_the_index(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.store") as store:
        for coded in RECORDS:
            store.add(coded)
        store.index_words()
        last = store.database.value("SELECT max(event_key) FROM events")
        store.database.execute("DELETE FROM events WHERE event_key = ?", (last,))
        assert last not in set(events_with(store.database, "met", Selection()))
        store.add(replace(UNDATED, article=replace(UNDATED.article, article_id="x:2")))
        assert last in set(events_with(store.database, "met", Selection()))  # the key was given again
        store.database.execute("INSERT INTO events_words (events_words) VALUES ('integrity-check')")


def _found(store: Store) -> tuple[list[str], list[str], list[str]]:
    found = store.find("good")
    return (
        [row.event_id for row in store.find("lome").events()],
        [row.statement_id for row in found.statements()],
        [f"{article.article_id} {words}" for article, words in found.articles()],
    )
