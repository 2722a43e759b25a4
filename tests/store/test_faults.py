"""A full disk, a file that may not be written, a second writer, a clock that jumps, a file that is no store: each gives
one clear message, no half rows, and a store that is whole afterwards."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import communique
from communique.errors import StoreError
from communique.record.codec import encode
from communique.store import Store, adding, migrate_store, migrating, runs
from communique.store.database import Database
from tests.store.made import ASKED, CHANGED, record

LONG = " ".join(f"Ghana asked Togo to wait {number} days." for number in range(200))


def test_a_full_disk_keeps_no_half_article(store: Store) -> None:
    store.add(record(ASKED, id="a"))
    pages = store.database.value("PRAGMA page_count")
    store.database.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(StoreError, match="no room left") as told, store.run(["x"]):
        store.add(record(LONG, id="b"))
    assert str(store.database.path) in str(told.value)
    assert [one.article_id for one in store.articles()] == ["a"]
    assert store.counts()["events"] == 2
    assert list(store.check()) == []
    store.database.execute("PRAGMA max_page_count = 1000000")
    assert store.add(record(LONG, id="b")) == "added"
    assert list(store.check()) == []


def test_a_file_that_may_not_be_written_is_read(store: Store) -> None:
    store.add(record(ASKED, id="a"))
    with communique.open_store(store.database.path, readonly=True) as reader:
        assert reader.counts()["articles"] == 1
        assert list(reader.check()) == []
        with pytest.raises(StoreError, match="read-only"):
            reader.add(record(ASKED, id="b"))
    assert store.counts()["articles"] == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    with communique.open_store(folder / "a.store") as store:
        store.add(record(ASKED, id="a"))
    (folder / "a.store").chmod(0o444)
    folder.chmod(0o555)
    try:
        with communique.open_store(folder / "a.store", readonly=True) as reader:
            assert reader.record("a") == record(ASKED, id="a")
        with pytest.raises(StoreError, match="read-only"), communique.open_store(folder / "a.store") as store:
            store.add(record(ASKED, id="b"))
        with pytest.raises(StoreError, match="cannot be opened"):
            communique.open_store(folder / "b.store")
    finally:
        folder.chmod(0o755)


def test_a_second_writer_waits_and_then_says_so(store: Store) -> None:
    with communique.open_store(store.database.path, patience=0.05) as second:
        with store.database.transaction(), pytest.raises(StoreError, match=r"another program is writing.*0\.05 s"):
            second.add(record(ASKED, id="a"))
        assert second.add(record(ASKED, id="a")) == "added"
        assert store.add(record(ASKED, id="b")) == "added"
    assert store.counts()["articles"] == 2
    assert list(store.check()) == []


def test_two_runs_at_once_keep_everything_once(store: Store) -> None:
    with communique.open_store(store.database.path) as second, store.run(["x"]), second.run(["x"]):
        for number in range(10):
            one = record(f"Ghana asked Togo to wait {number} days.", id=str(number))
            assert {store.add(one), second.add(one)} == {"added", "known"}
    assert store.counts()["codings"] == 10
    assert list(store.check()) == []


@pytest.mark.parametrize("year", [1970, 2100])
def test_a_clock_that_jumps_changes_nothing_that_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(year, 1, 1, tzinfo=UTC)

    with store.run(["x"]):
        store.add(record(ASKED, id="a"))
    monkeypatch.setattr(runs, "datetime", Clock)
    with store.run(["y"]):
        assert store.add(record(CHANGED, id="a")) == "changed"
    monkeypatch.undo()
    with store.run(["y"]):
        assert store.add(record(ASKED, id="b")) == "added"
    assert store.record("a") == record(CHANGED, id="a")
    assert [run["ending"] for run in store.runs()] == ["finished"] * 3
    assert list(store.check()) == []


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    text, other, folder = tmp_path / "a.txt", tmp_path / "b.db", tmp_path / "c"
    text.write_text("Ghana asked Togo to wait. " * 100, encoding="utf-8")
    with contextlib.closing(sqlite3.connect(other)) as made:
        made.execute("CREATE TABLE people (name TEXT)")
    folder.mkdir()
    before = text.read_bytes(), other.read_bytes()
    for path, told in ((text, "is no store"), (other, "is no store of communique"), (folder, "is a folder")):
        with pytest.raises(StoreError, match=told):
            communique.open_store(path)
    with pytest.raises(StoreError, match="no such store"):
        communique.open_store(tmp_path / "none", readonly=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        communique.open_store(tmp_path / "none" / "d")
    with pytest.raises(StoreError, match="is no store"):
        list(migrate_store(other))
    assert before == (text.read_bytes(), other.read_bytes())


def test_a_damaged_file_is_told(store: Store) -> None:
    for number in range(6):
        store.add(record(LONG, id=str(number)))
    store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = store.database.path
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\x07" * 8192 + whole[len(whole) // 2 + 8192 :])
    with communique.open_store(path, readonly=True) as reader:
        assert next(iter(reader.check())).startswith("the file: ")


Steps = Callable[..., Path]


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    """Makes a folder with the schema of version 1 and these migrations."""

    def make(**migrations: str) -> Path:
        folder = tmp_path / "steps"
        (folder / "migrations").mkdir(parents=True, exist_ok=True)
        schema = (migrating.FOLDER / "schema.sql").read_text(encoding="utf-8")
        (folder / "schema.sql").write_text(schema, encoding="utf-8")
        for name, script in migrations.items():
            (folder / "migrations" / f"{name[1:]}.sql").write_text(script, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def first(tmp_path: Path, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A store of version 1, and a program that writes such: the rooms that came later write nothing into it."""
    monkeypatch.setattr(adding, "AFTER_ADD", ())
    with contextlib.closing(Database(tmp_path / "a.store")) as database:
        migrating.create(database, steps())
        yield database


def tables(database: Database) -> set[str]:
    return {row[0] for row in database.rows("SELECT name FROM sqlite_master")}


def test_a_migration_is_made_whole_with_a_copy_before(first: Database, steps: Steps) -> None:
    told = record(ASKED, id="a")
    Store(first).add(told)
    folder = steps(
        _0002_notes="-- A note; so\nCREATE TABLE notes (note TEXT);\nINSERT INTO notes VALUES ('a;b');\n",
        _0003_more="ALTER TABLE notes ADD COLUMN name TEXT;",
    )
    made = [(step.version, copy.name) for step, copy in migrating.migrate(first, folder)]
    assert made == [(2, "a.store.before-0002"), (3, "a.store.before-0003")]
    assert first.row("SELECT * FROM notes") == ("a;b", None)
    assert migrating.version(first) == 3
    assert list(migrating.migrate(first, folder)) == []
    assert Store(first).record("a") == told
    with contextlib.closing(Database(first.path.with_name("a.store.before-0002"), readonly=True)) as copy:
        assert migrating.version(copy) == 1
        assert "notes" not in tables(copy)
        assert Store(copy).record("a") == told


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("CREATE TABLE notes (note TEXT);\nCREATE TABEL more (note TEXT);", "syntax error"),
        ("CREATE TABLE notes (note TEXT);\nDELETE FROM articles;\nSELECT no_such_column FROM notes;", "no_such_column"),
        ("CREATE TABLE notes (note TEXT);\nCREATE TABLE more (note TEXT)", "no semicolon"),
    ],
)
def test_a_broken_migration_changes_nothing(first: Database, steps: Steps, broken: str, told: str) -> None:
    Store(first).add(record(ASKED, id="a"))
    before = encode(next(Store(first).records()))
    with pytest.raises(StoreError, match=told) as fault:
        list(migrating.migrate(first, steps(_0002_notes=broken)))
    assert "0002_notes.sql failed; the store is unchanged (version 1)" in str(fault.value)
    assert str(first.path.with_name("a.store.before-0002")) in str(fault.value)
    assert migrating.version(first) == 1
    assert "notes" not in tables(first)
    assert encode(next(Store(first).records())) == before
    assert list(Store(first).check()) == []


def test_our_migrations_have_single_numbers_without_a_gap() -> None:
    """By the names of the files themselves: two branches that each add a step must not both land."""
    numbers = [path.name.partition("_")[0] for path in sorted((migrating.FOLDER / "migrations").iterdir())]
    assert numbers == [f"{number:04}" for number in range(migrating.FIRST + 1, migrating.newest() + 1)]


@pytest.mark.parametrize("late", [{"_0003_late": "SELECT 1;"}, {"_0002_one": "SELECT 1;", "_0002_two": "SELECT 1;"}])
def test_a_double_or_missing_number_is_told(steps: Steps, late: dict[str, str]) -> None:
    with pytest.raises(StoreError, match=r"000[23]_NAME"):
        migrating.steps(steps(**late))


def test_a_store_of_another_version_says_what_to_do(store: Store) -> None:
    path = store.database.path
    store.database.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="pip install --upgrade communique"):
        communique.open_store(path)


def test_an_older_store_asks_for_migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: Steps) -> None:
    path = tmp_path / "a.store"
    with contextlib.closing(Database(path)) as database:
        migrating.create(database, steps())
    monkeypatch.setattr(migrating, "newest", lambda: 2)
    with pytest.raises(StoreError, match=f"communique store migrate --store {path}"):
        communique.open_store(path)


def test_this_program_brings_the_first_version_up_to_date(tmp_path: Path, steps: Steps) -> None:
    """A store of version 1 and a new one have the same tables in the end, and old records are still there."""
    path = tmp_path / "a.store"
    with contextlib.closing(Database(path)) as database:
        migrating.create(database, steps())
    list(migrate_store(path))
    with communique.open_store(path) as old, communique.open_store(tmp_path / "new.store") as new:
        assert tables(old.database) == tables(new.database)
        assert old.version == new.version == migrating.newest()
        assert old.add(record(ASKED, id="a")) == "added"
