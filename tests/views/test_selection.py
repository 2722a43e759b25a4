"""Which events and statements a selection lets pass: each filter with a hit and a near miss."""

from dataclasses import replace
from datetime import date

import pytest

from communique.model import Date
from communique.views.selection import Selection, folded
from tests.stages.test_views import MEETING, RECORD, REQUEST, SAID

ARTICLE = RECORD.article
SINCE_2014 = Date(start=date(2014, 3, 1), precision="range", basis="words")


@pytest.mark.parametrize(
    ("hit", "miss"),
    [
        ({"actors": ("togo",)}, {"actors": ("To",)}),
        ({"actors": ("Ghana", "Benin")}, {"actors": ("Benin",)}),
        ({"countries": ("TGO",)}, {"countries": ("BEN",)}),
        ({"dyad": ("TGO", "GHA")}, {"dyad": ("GHA", "BEN")}),
        ({"dyad": ("GHA", "Togo"), "directed": True}, {"dyad": ("TGO", "GHA"), "directed": True}),
        ({"event_types": ("REQUEST",)}, {"event_types": ("CONSULT",)}),
        ({"event_types": ("REQUEST/meet",)}, {"event_types": ("REQUEST/change",)}),
        ({"cameo": ("02",)}, {"cameo": ("2",)}),
        ({"statuses": ("actual", "planned")}, {"statuses": ("planned",)}),
        ({"since": date(2020, 1, 2)}, {"since": date(2020, 1, 3)}),
        ({"until": date(2020, 1, 2)}, {"until": date(2020, 1, 1)}),
        ({"outlets": ("meridian",)}, {"outlets": ("Meridians",)}),
        ({"counted": "incidents"}, {"places": ("Lomé",)}),
        ({"event_types": ("REQUEST",), "countries": ("TGO",)}, {"event_types": ("REQUEST",), "countries": ("BEN",)}),
    ],
)
def test_each_filter_passes_a_hit_and_stops_a_near_miss(hit: dict[str, object], miss: dict[str, object]) -> None:
    assert Selection(**hit).matches(ARTICLE, REQUEST)
    assert not Selection(**miss).matches(ARTICLE, REQUEST)


def test_nothing_asked_passes_everything() -> None:
    assert all(Selection().matches(ARTICLE, event) for event in RECORD.events)
    assert all(Selection().matches_statement(ARTICLE, said) for said in RECORD.statements)


@pytest.mark.parametrize("place", ["Lome", "LOMÉ", "TGO"])
def test_a_place_is_asked_for_by_name_or_country(place: str) -> None:
    assert Selection(places=(place,)).matches(ARTICLE, MEETING)
    assert not Selection(places=("Kara", "BEN")).matches(ARTICLE, MEETING)


def test_those_who_act_together_are_a_dyad_both_ways() -> None:
    for dyad in (("GHA", "TGO"), ("TGO", "GHA")):
        assert Selection(dyad=dyad, directed=True).matches(ARTICLE, MEETING)
    assert not Selection(dyad=("GHA", "GHA")).matches(ARTICLE, MEETING)


def test_contexts_are_any_of() -> None:
    event = replace(REQUEST, contexts=("military", "territory"))
    assert Selection(contexts=("territory", "health")).matches(ARTICLE, event)
    assert not Selection(contexts=("health",)).matches(ARTICLE, event)


def test_an_act_without_a_day_has_that_of_publication() -> None:
    assert Selection(since=date(2020, 1, 3), until=date(2020, 1, 3)).matches(ARTICLE, MEETING)
    undated = replace(ARTICLE, published_on=None)
    assert not Selection(since=date(1, 1, 1)).matches(undated, MEETING)


def test_an_open_interval_reaches_on() -> None:
    lasting = replace(REQUEST, date=SINCE_2014)
    assert Selection(since=date(2030, 1, 1)).matches(ARTICLE, lasting)
    assert not Selection(until=date(2014, 2, 28)).matches(ARTICLE, lasting)


def test_statements_have_speakers_and_addressees_but_no_type() -> None:
    assert Selection(actors=("envoy",), countries=("GHA",)).matches_statement(ARTICLE, SAID)
    assert Selection(dyad=("GHA", "Togo")).matches_statement(ARTICLE, SAID)
    assert not Selection(dyad=("GHA", "Togo"), directed=True).matches_statement(ARTICLE, SAID)
    assert not Selection(event_types=("REQUEST",)).matches_statement(ARTICLE, SAID)


def test_folding_leaves_small_letters_and_single_spaces() -> None:
    assert folded("  Xi—Jinping’s  ÉLYSÉE ") == "xi jinping s elysee"
