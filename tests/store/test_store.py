"""What is added comes out again, each version and coding of an article is kept, and exactly one counts."""

import itertools
import random
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import communique
from communique.model import CodedArticle, Failure, MadeBy
from communique.record.codec import encode
from communique.store import Store, changes
from communique.store.database import Database
from communique.store.kept import Change
from tests.properties.test_records import records
from tests.store.made import ASKED, CHANGED, FIRST, an_article, coded, record

URL = "https://example.org/bridge"
OTHER_PROGRAM = MadeBy(code="0", knowledge="2", parser="none")


def exported(store: Store) -> str:
    return "\n".join(encode(one) for one in store.records())


def test_an_article_comes_out_as_it_went_in(store: Store) -> None:
    told = record(ASKED, url=URL, outlet="The Meridian", published_on=FIRST)
    assert store.add(told) == "added"
    assert store.record(URL) == told
    assert list(store.records()) == [told]
    assert store.record("https://example.org/other") is None
    assert list(store.check()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(coded=records())
def test_every_record_is_kept_whole(store: Store, coded: CodedArticle) -> None:
    name = f"{coded.article.article_id}/{store.counts()['codings']}"  # of its own: earlier ones are in the store, too
    coded = replace(coded, article=replace(coded.article, article_id=name))
    store.add(coded)
    assert encode(store.codings(name)[-1]) == encode(coded)
    assert list(store.check()) == []


def test_flat_rows_tell_who_did_what_to_whom(store: Store) -> None:
    store.add(record(ASKED, url=URL, outlet="The Meridian", published_on=FIRST))
    first, second = store.events()
    assert (first.event_type, first.mode, first.day, first.outlet) == ("REQUEST", "meet", FIRST, "The Meridian")
    assert [who.name for who in (*first.source_actors, *first.target_actors)] == ["Ghana", "Togo"]
    assert [who.country for who in second.target_actors] == ["BEN"]
    assert first.trigger.quote == ASKED[first.trigger.start : first.trigger.end] == "asked"
    said = next(store.statements(URL))
    assert (said.content, said.act, said.speaker and said.speaker.actor_id) == (
        "to open the bridge", first.event_id, "country:GHA",
    )  # fmt: skip
    pairs = list(store.database.rows("SELECT source_code, target_code, day, current FROM dyads ORDER BY 1"))
    assert pairs == [("GHA", "TOG", "2021-03-04", 1), ("TOG", "BEN", "2021-03-04", 1)]


def test_those_who_act_together_are_a_dyad_in_both_orders(store: Store) -> None:
    told = record("Ghana asked Togo to come.", id="a")
    met = replace(
        told.events[0],
        reciprocal=True,
        source_actors=told.events[0].source_actors + told.events[0].target_actors,
        target_actors=(),
    )
    store.add(replace(told, events=(met,)))
    assert list(store.database.rows("SELECT source_code, target_code FROM dyads ORDER BY 1")) == [
        ("GHA", "TOG"), ("TOG", "GHA"),
    ]  # fmt: skip


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    told = record(ASKED, url=URL)
    store.add(told)
    before = exported(store)
    assert store.add(told) == "known"
    assert store.seen(told.article) == "known"
    assert exported(store) == before
    assert store.counts()["codings"] == 1


@pytest.mark.parametrize(
    "other",
    [record(CHANGED, url=URL), record(ASKED, url=URL, published_on=FIRST), record(ASKED, url=URL, outlet="Daily Gull")],
    ids=["text", "day", "outlet"],
)
def test_a_changed_article_supersedes_the_version_before(store: Store, other: CodedArticle) -> None:
    store.add(record(ASKED, url=URL))
    assert store.add(other) == "changed"
    assert list(store.records()) == [other]
    assert [(one.version, one.current) for one in store.articles(superseded=True)] == [(1, False), (2, True)]
    assert [one.version for one in store.articles()] == [2]
    assert len(store.codings(URL)) == 2
    assert len(list(store.events())) == len(other.events)
    marked = dict(store.database.rows("SELECT current, count(*) FROM events GROUP BY current"))
    assert marked == {0: 2, 1: len(other.events)}
    assert list(store.check()) == []


def test_a_version_that_comes_back_counts_again(store: Store) -> None:
    first, second = record(ASKED, url=URL), record(CHANGED, url=URL)
    store.add(first)
    store.add(second)
    assert store.add(first) == "known"
    assert list(store.records()) == [first]
    store.seen(second.article)
    assert list(store.records()) == [second]
    assert list(store.check()) == []


def test_another_program_reads_the_same_version_again(store: Store) -> None:
    first = record(ASKED, url=URL)
    again = replace(first, events=first.events[:1], made_by=OTHER_PROGRAM)
    store.add(first)
    assert store.made_by(first.article) == first.made_by
    assert store.add(again) == "recoded"
    assert store.made_by(first.article) == OTHER_PROGRAM
    assert list(store.records()) == [again]
    assert store.codings(URL) == (first, again)
    assert [row.event_id for row in store.events()] == [first.events[0].event_id]
    assert list(store.check()) == []


def test_only_this_version_is_known(store: Store) -> None:
    store.add(record(ASKED, url=URL))
    assert store.made_by(an_article(CHANGED, url=URL)) is None
    assert store.made_by(an_article(ASKED, url=f"{URL}/2")) is None


def test_of_two_pages_with_one_text_the_hash_does_not_hang_on_the_order(tmp_path: Path) -> None:
    pages = [replace(an_article(ASKED, url=URL), raw_sha256=name) for name in ("b", "a", None, "c")]
    found = set()
    for number, order in enumerate(itertools.permutations(pages)):
        with communique.open_store(tmp_path / str(number)) as store:
            for page in order:
                if store.made_by(page):
                    store.seen(page)
                else:
                    store.add(coded(page))
            found.add(exported(store))
            assert list(store.check()) == []
            assert [one.raw_sha256 for one in store.articles()] == ["a"]
    assert len(found) == 1


def folder() -> list[CodedArticle]:
    """Articles of which some share an address, a text, or all but the outlet."""
    same = [record(text, url=URL, published_on=day) for text in (ASKED, CHANGED) for day in (FIRST, date(2021, 3, 5))]
    copies = [record(ASKED, id=f"copy {number}", outlet="Gull") for number in range(3)]
    return [*same, *copies, record(ASKED, id="copy 1", outlet="Tern"), record("No act.", id="z"), copies[0]]


def add_all(store: Store, found: Sequence[CodedArticle]) -> None:
    with store.run(["folder"]):
        for one in found:
            store.add(one)


@pytest.mark.parametrize("seed", range(8))
def test_within_a_run_the_order_does_not_count(tmp_path: Path, seed: int) -> None:
    chance, found = random.Random(seed), folder()
    with communique.open_store(tmp_path / "sorted") as one, communique.open_store(tmp_path / "shuffled") as other:
        add_all(one, found)
        for _ in range(3):
            add_all(other, chance.sample(found, len(found)))
        assert exported(one) == exported(other)
        assert list(other.check()) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_broken_run_is_continued(tmp_path: Path, seed: int) -> None:
    chance, found = random.Random(seed), folder()
    with communique.open_store(tmp_path / "whole") as one, communique.open_store(tmp_path / "broken") as other:
        add_all(one, found)
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt), other.run(["folder"]):
                for told in chance.sample(found, chance.randrange(len(found))):
                    other.add(told)
                raise KeyboardInterrupt
        add_all(other, chance.sample(found, len(found)))
        assert exported(one) == exported(other)
        endings = [row[0] for row in other.database.rows("SELECT ending FROM runs ORDER BY run_key")]
        assert endings == ["interrupted", "interrupted", "finished"]


def test_a_later_run_supersedes_whatever_the_dates(store: Store) -> None:
    late, early = record(ASKED, url=URL, published_on=date(2022, 1, 1)), record(CHANGED, url=URL, published_on=FIRST)
    with store.run(["a"]):
        store.add(late)
    with store.run(["b"]):
        store.add(early)
    assert list(store.records()) == [early]


def test_failures_stand_beside_their_ids_until_mended(store: Store) -> None:
    broken = an_article(ASKED, url=URL)
    failures = [
        Failure(article_id=URL, stage="coding", reason="told to"),
        Failure(article_id="news.jsonl:3", stage="reading", reason="no JSON \ud800"),
    ]
    with store.run(["news.jsonl"]) as run:
        store.add(failures[0], article=broken)
        store.add(failures[1])
        store.add(failures[1])
        assert run.counts == {"failed": 3}
    assert [one.article_id for one in store.failures()] == [URL, "news.jsonl:3"]
    assert store.counts()["failures"] == 2
    with store.run(["news.jsonl"]):
        store.add(coded(broken))
    assert list(store.failures()) == []


def test_a_record_that_no_file_can_hold_is_a_failure(store: Store) -> None:
    told = record(ASKED, url=URL)
    assert store.add(replace(told, article=replace(told.article, author="Ama \ud800"))) == "failed"
    unnamed = replace(told.article, article_id="b\ud800")
    assert store.made_by(unnamed) is None
    assert store.add(replace(told, article=unnamed)) == "failed"
    assert [one.stage for one in store.failures()] == ["storing", "storing"]
    assert store.counts()["articles"] == 0


def test_a_number_beyond_the_database_stays_in_the_record(store: Store) -> None:
    told = record(ASKED, url=URL)
    event = told.events[0]
    size = communique.model.Size(dead=communique.model.Count(low=10**30, span=event.trigger))
    huge = replace(told, events=(replace(event, size=size),))
    store.add(huge)
    assert store.record(URL) == huge
    assert store.database.value("SELECT dead_low FROM events") is None


def test_rooms_are_told_of_each_change_in_the_same_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Change] = []

    def keep(database: Database, change: Change) -> None:
        told.append(change)
        if change.coded and "wait" not in change.coded.article.text:
            raise RuntimeError("no")

    monkeypatch.setattr("communique.store.adding.AFTER_ADD", (*changes.AFTER_ADD, keep))
    first, second = record(ASKED, url=URL), record(CHANGED, url=URL)
    for one in (first, first, second):
        store.add(one)
    store.seen(first.article)
    assert [(one.outcome, one.record_key, one.begun, one.ceased) for one in told] == [
        ("added", 1, (1,), ()), ("changed", 2, (2,), (1,)), ("known", None, (1,), (2,)),
    ]  # fmt: skip
    with pytest.raises(RuntimeError):
        store.add(record("Ghana asked Togo to come.", id="b"))
    assert store.counts()["articles"] == 1
    assert list(store.check()) == []


def test_check_finds_what_is_wrong(store: Store) -> None:
    store.add(record(ASKED, url=URL))
    store.add(record(CHANGED, url=URL))
    store.add(record(ASKED, id="b"))
    broken = {
        "DELETE FROM events WHERE event_key = 2": "events: 1 rows are not the 2 of the record",
        "DELETE FROM dyads WHERE event_key = 3": "dyads: 2 rows are not the 3 of the record",
        "UPDATE articles SET current = 1 WHERE version = 1": "not exactly one version is current",
        "UPDATE records SET current = 0": "not exactly one record is current",
        "UPDATE records SET current = 1 - current": "a current record of a superseded version",
        "UPDATE statements SET current = 0": "statements are marked otherwise than their record",
        "UPDATE event_actors SET current = 1": "actors of events are marked otherwise than their event",
        "UPDATE articles SET current = 1 - current WHERE article_id LIKE 'http%'": "another version is current",
        "DELETE FROM records WHERE record_key = 1": "a version without a record",
    }
    for statement, told in broken.items():
        store.database.execute("BEGIN")
        store.database.execute(statement)
        assert any(told in fault for fault in store.check()), statement
        store.database.execute("ROLLBACK")
    assert list(store.check()) == []
    packed = zlib.compress(encode(record(ASKED, id="c")).encode())
    store.database.execute("UPDATE records SET coded = ? WHERE record_key = 3", (packed,))
    assert list(store.check()) == ["b (record 3): the record is not the one that was written: its digest differs"]
    store.database.execute("UPDATE records SET coded = ? WHERE record_key = 3", (b"no",))
    assert "b (record 3): the record cannot be read" in next(store.check())
