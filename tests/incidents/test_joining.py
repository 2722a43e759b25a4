"""Stories of ours, coded and joined: which articles tell of one happening, and what the incident says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Day
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
import yaml

import communique
from communique.model import CodedArticle
from communique.store.incidents import Incident
from communique.store.joining import Decided, joined_incidents
from communique.store.reports import reports_of

STORIES = yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"))
HAPPENINGS: Mapping[str, str | None] = {story["id"]: story.get("happening") for story in STORIES}
RECALL = 0.7  # of the pairs of our stories by events alone; the coder finds the act in both articles of 19 of 26


@pytest.fixture(scope="module")
def records() -> list[CodedArticle]:
    return [
        communique.code(story["text"], id=story["id"], outlet=story["outlet"], published_on=story["published_on"])
        for story in STORIES
    ]


@pytest.fixture(scope="module")
def incidents(records: list[CodedArticle]) -> tuple[Incident, ...]:
    return joined_incidents(records)


def told_in(incident: Incident) -> set[str]:
    return {told.report.article_id for told in incident.told}


def find(incidents: tuple[Incident, ...], *articles: str) -> Incident:
    return next(incident for incident in incidents if set(articles) <= told_in(incident))


def test_events_of_one_happening_are_joined_and_look_alikes_are_not(incidents: tuple[Incident, ...]) -> None:
    joined = {pair for one in incidents for pair in combinations(sorted(told_in(one)), 2)}
    wanted = {
        pair for pair in combinations(sorted(HAPPENINGS), 2) if HAPPENINGS[pair[0]] == HAPPENINGS[pair[1]] is not None
    }
    assert not joined - wanted
    assert len(joined) >= RECALL * len(wanted)


def test_order_changes_nothing(records: list[CodedArticle], incidents: tuple[Incident, ...]) -> None:
    assert joined_incidents(Random(1).sample(records, len(records))) == incidents


def test_numbers_stand_side_by_side(incidents: tuple[Incident, ...]) -> None:
    raid = find(incidents, "kharkiv-a", "kharkiv-b")
    dead = next(one for one in raid.disagreements if one.field == "dead")
    assert {(version.value, version.outlets) for version in dead.versions} == {
        ("6", ("The Meridian",)),
        ("8", ("Harbour Post",)),
    }
    assert raid.size.dead is not None
    assert (raid.size.dead.low, raid.size.dead.high) == (6, 8)
    assert raid.date is not None
    assert raid.date.first == Day(2023, 3, 14)
    assert [party.name for party in raid.source_actors] == ["Russia"]


def test_an_article_without_a_coded_event_is_counted_with_its_sentence(
    records: list[CodedArticle], incidents: tuple[Incident, ...]
) -> None:
    raid = find(incidents, "kharkiv-a", "kharkiv-b")
    (retold,) = raid.retold
    assert retold.article_id == "kharkiv-c"
    text = next(one.article.text for one in records if one.article.article_id == "kharkiv-c")
    assert text[retold.start : retold.end] == retold.quote
    assert raid.outlets == ("Harbour Post", "Northern Wire", "The Meridian")
    assert raid.reports == 2


def test_every_link_says_why(incidents: tuple[Incident, ...]) -> None:
    drill = find(incidents, "drill-a", "drill-b", "drill-c")
    assert len(drill.links) == 3
    assert all("same day" in link.why for link in drill.links)


def test_copies_are_counted_apart(records: list[CodedArticle]) -> None:
    first = next(one for one in records if one.article.article_id == "raid-b")
    copy = replace(first, article=replace(first.article, article_id="raid-copy", outlet="Other Paper"))
    raid = find(joined_incidents([first, copy]), "raid-b", "raid-copy")
    assert (raid.reports, raid.copies) == (1, 1)
    assert {told.copy_of for told in raid.told} == {None, "raid-b"}


def test_an_incident_is_called_by_its_first_published_event(incidents: tuple[Incident, ...]) -> None:
    for incident in incidents:
        first = min(incident.told, key=lambda told: (told.report.published_on or Day.max, told.report.event_id))
        assert incident.incident_id == "i_" + first.report.event_id.removeprefix("e_")


def test_a_reviewer_goes_before_the_rule(records: list[CodedArticle]) -> None:
    drill = [one for one in records if one.article.article_id in ("drill-a", "drill-b")]
    one, other = (next(r for r in reports_of(coded) if r.event_type == "MOBILIZE").key for coded in drill)
    pair = (min(one, other), max(one, other))
    parted = joined_incidents(drill, Decided(parted=frozenset({pair})))
    assert not any({"drill-a", "drill-b"} <= told_in(incident) for incident in parted)
    both = joined_incidents(drill, Decided(joined=frozenset({pair})))
    assert find(both, "drill-a", "drill-b").links[0].why == ("joined by a reviewer",)
