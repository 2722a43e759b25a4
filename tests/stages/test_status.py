"""Did it happen? Sentences with the status of each act they tell, through all rooms (record.md, section 1)."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.model import Article
from communique.pipeline import Coder

CASES = yaml.safe_load(Path(__file__).with_name("status.yaml").read_text(encoding="utf-8"))


@cache
def coder() -> Coder:
    return Coder()


def told(text: str) -> list[str]:
    """The acts of a text as the table writes them."""
    events = coder().code(Article(article_id="a", text_id="t", text=text)).events
    return [f"{event.event_type} {event.status}" for event in events]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:70] for case in CASES])
def test_a_text_tells_these_acts_with_this_status(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == sorted(expected)
