"""Incidents in a store are those of its records, however these came: in any order, in parts, changed, coded again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import yaml

import communique
from communique.model import CodedArticle
from communique.store import Store, kept_incidents
from communique.store.incident_views import as_jsonl
from communique.store.joining import joined_incidents
from communique.store.reviews import anchor, decision

STORIES = yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"))[:24]


@pytest.fixture(scope="module")
def records() -> list[CodedArticle]:
    """Stories of ours, one of them published again by another outlet."""
    made = [
        communique.code(story["text"], id=story["id"], outlet=story["outlet"], published_on=story["published_on"])
        for story in STORIES
    ]
    again = next(one for one in made if one.article.article_id == "kharkiv-a")
    return [*made, renamed(again, "kharkiv-copy")]


def renamed(coded: CodedArticle, article_id: str) -> CodedArticle:
    return replace(coded, article=replace(coded.article, article_id=article_id))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with communique.open_store(tmp_path / "news.sqlite") as opened:
        yield opened


def lines(store: Store) -> list[str]:
    return list(as_jsonl(store.incidents()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_and_parts_change_nothing(records: list[CodedArticle], store: Store, seed: int) -> None:
    for number, coded in enumerate(Random(seed).sample(records, len(records))):
        store.add(coded)
        if number % (seed + 2) == 0:
            kept_incidents.join(store.database)
    assert lines(store) == list(as_jsonl(joined_incidents(records)))


def test_an_article_that_was_changed_is_joined_as_it_is_now(records: list[CodedArticle], store: Store) -> None:
    for coded in records:
        store.add(coded)
    kept_incidents.join(store.database)
    other = communique.code(
        "Nothing happened in Kharkiv on Tuesday, residents said.", id="kharkiv-b", published_on="2023-03-17"
    )
    store.add(other)
    now = [other if one.article.article_id == "kharkiv-b" else one for one in records]
    assert lines(store) == list(as_jsonl(joined_incidents(now)))


def test_a_name_that_was_merged_away_leads_to_where_it_went(records: list[CodedArticle], store: Store) -> None:
    raid = {one.article.article_id: one for one in records if one.article.article_id.startswith("kharkiv")}
    store.add(raid["kharkiv-b"])
    (alone,) = store.incidents()
    store.add(raid["kharkiv-a"])
    store.add(raid["kharkiv-c"])
    joined = store.incident(alone.incident_id)
    assert joined is not None
    assert joined.reports == 2
    assert store.incident(joined.told[0].report.event_id) == joined
    assert store.incident("i_0000000000000000") is None


def test_what_was_joined_is_not_joined_again(records: list[CodedArticle], store: Store) -> None:
    for coded in records:
        store.add(coded)
    told: list[int] = []
    kept_incidents.join(store.database, told.append)
    assert sum(told) == len(records)
    kept_incidents.join(store.database, told.append)
    assert sum(told) == len(records)
    assert kept_incidents.to_join(store.database) == 0


def test_a_run_that_is_stopped_goes_on(records: list[CodedArticle], store: Store) -> None:
    for coded in records:
        store.add(coded)

    def stop(_number: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept_incidents.join(store.database, stop)
    assert lines(store) == list(as_jsonl(joined_incidents(records)))
    assert not list(store.check())


def test_decisions_go_before_the_machine(records: list[CodedArticle], store: Store) -> None:
    by_id = {one.article.article_id: one for one in records}
    one, other = by_id["kharkiv-a"], by_id["kharkiv-b"]
    for coded in (one, other):
        store.add(coded)
    here, there = (anchor(coded, coded.events[0]) for coded in (one, other))
    assert next(store.incidents()).reports == 2

    def decide(verdict: str, minute: int, **more: object) -> None:
        made = decision(verdict, here, reviewer="ada", decided_at=f"2026-11-27T10:{minute:02}:00Z", **more)  # type: ignore[arg-type]
        assert store.decide(made)
        assert not store.decide(made)

    decide("parted", 1, other=there)
    assert [incident.reports for incident in store.incidents()] == [1, 1]
    decide("joined", 2, other=there)
    decide("name", 3, value="Market raid")
    decide("field", 4, field="dead", value="7")
    (joined,) = store.incidents()
    assert joined.name == "Market raid"
    assert joined.links[0].why == ("joined by a reviewer",)
    assert joined.size.dead is not None
    assert joined.size.dead.low == 7
    decide("wrong", 5)
    assert [incident.told[0].report.article_id for incident in store.incidents()] == ["kharkiv-b"]
    assert store.record("kharkiv-a") == one
    assert len(list(store.decisions("kharkiv-a"))) == 5
