"""How many were killed, injured, arrested, present: texts with the sizes of their events, through all rooms."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.model import Article, CodedArticle, Count, Size
from communique.pipeline import Coder

CASES = yaml.safe_load(Path(__file__).with_name("size.yaml").read_text(encoding="utf-8"))
PARTS = ("dead", "injured", "arrested", "present")


@cache
def coder() -> Coder:
    return Coder()


def coded(text: str) -> CodedArticle:
    return coder().code(Article(article_id="a", text_id="t", text=text))


def told(text: str) -> Iterator[str]:
    """The sizes of a text as the table writes them."""
    for event in coded(text).events:
        for part, count in counts(event.size):
            high = "" if count.high is None else count.high
            yield f"{event.event_type} {part} {count.low}..{high} = {count.span.quote}"


def counts(size: Size | None) -> Iterator[tuple[str, Count]]:
    for part in PARTS:
        count = getattr(size, part, None)
        if count is not None:
            yield part, count


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:70] for case in CASES])
def test_a_text_tells_these_sizes(text: str, expected: list[str]) -> None:
    assert sorted(told(text)) == sorted(expected)
