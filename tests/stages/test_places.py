"""The places room: sentences and the places named in them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import places
from communique.knowledge.people_words import load_people_words
from communique.knowledge.registry import load_registry
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, PlaceMention

CASES = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def agrees(place: PlaceMention, wanted: dict[str, Any]) -> bool:
    """True where a place is what a case says."""
    known = all(getattr(place, name) == wanted[name] for name in ("country", "precision") if name in wanted)
    return place.span.quote == wanted["words"] and known


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_which_places_are_named(case: dict[str, Any], parser: Parser) -> None:
    parse = parser(Article(article_id="a", text_id="t", text=case["text"]))
    found = places.find(parse, load_registry(), load_people_words())
    for wanted in case.get("places", ()):
        assert any(agrees(place, wanted) for place in found), (wanted, found)
    quotes = [place.span.quote for place in found]
    assert not set(case.get("none", ())) & set(quotes)
    assert all(case["text"][p.span.start : p.span.end] == p.span.quote and p.rule for p in found)
