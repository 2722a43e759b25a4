"""The places room: sentences and the places named in them; and where events are placed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.knowledge.known import load_known
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, PlaceMention
from communique.pipeline import code_article, find_mentions

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))
EVENTS = yaml.safe_load((HERE / "event_places.yaml").read_text(encoding="utf-8"))
NEAR = 0.2  # degrees


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def article(text: str) -> Article:
    return Article(article_id="a", text_id="t", text=text)


def agrees(place: PlaceMention, wanted: dict[str, Any]) -> bool:
    """True where a place is what a case says."""
    told = {name: value for name, value in wanted.items() if name not in ("words", "lat", "lon")}
    known = all(getattr(place, name) == value for name, value in told.items())
    where = all(abs((getattr(place, name) or 0.0) - wanted[name]) < NEAR for name in ("lat", "lon") if name in wanted)
    return place.span.quote == wanted["words"] and known and where


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_which_places_are_named(case: dict[str, Any], parser: Parser) -> None:
    found = find_mentions(parser(article(case["text"])), load_known()).places
    for wanted in case.get("places", ()):
        assert any(agrees(place, wanted) for place in found), (wanted, found)
    quotes = [place.span.quote for place in found]
    assert not set(case.get("none", ())) & set(quotes)
    assert all(case["text"][p.span.start : p.span.end] == p.span.quote and p.rule for p in found)


@pytest.mark.parametrize("case", EVENTS, ids=lambda case: case["text"][:60])
def test_where_an_event_is(case: dict[str, Any], parser: Parser) -> None:
    events = code_article(article(case["text"]), parser, load_known()).events
    for wanted in case["places"]:
        found = [event.place for event in events if event.event_type == wanted["type"]]
        assert found, f"no {wanted['type']}"
        assert {None if place is None else place.name for place in found} == {wanted["place"]}


def test_a_placed_event_has_coordinates(parser: Parser) -> None:
    event = code_article(article("Rockets struck Kharkiv."), parser, load_known()).events[0]
    assert event.place is not None
    assert (event.place.geonames_id, event.place.country, event.place.precision) == (706483, "UKR", "city")
    assert event.place.lat is not None and abs(event.place.lat - 49.98) < NEAR
