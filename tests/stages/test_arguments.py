"""Who does what to whom: sentences with the actors of each act they tell, through all rooms."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.model import ActorRef, Article
from communique.pipeline import Coder

CASES = yaml.safe_load(Path(__file__).with_name("arguments.yaml").read_text(encoding="utf-8"))
NOBODY = "–"


@cache
def coder() -> Coder:
    return Coder()


def names(actors: Iterable[ActorRef]) -> str:
    return " + ".join(dict.fromkeys(actor.country or actor.name for actor in actors)) or NOBODY


def told(text: str) -> list[str]:
    """The acts of a text as the table writes them."""
    events = coder().code(Article(article_id="a", text_id="t", text=text)).events
    return [f"{e.event_type} {names(e.source_actors)} > {names(e.target_actors)}" for e in events]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:70] for case in CASES])
def test_a_text_tells_who_does_what_to_whom(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == sorted(expected)
