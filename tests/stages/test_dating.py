"""The days of acts: texts with what dates each act, coded from the words to the record."""

from datetime import date as Day
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.model import Article, Date
from communique.pipeline import Coder

CASES = yaml.safe_load(Path(__file__).with_name("dating.yaml").read_text(encoding="utf-8"))


@cache
def coder() -> Coder:
    return Coder()


def told(date: Date | None) -> str | None:
    """A date as the table writes it."""
    if date is None:
        return None
    return f"{date.start if date.start == date.end else f'{date.start}..{date.end}'} {date.basis}"


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[f"{c[1][:60]}|{c[0]}" for c in CASES])
def test_an_act_has_this_day(published: Day | None, text: str, expected: dict[str, str | None]) -> None:
    record = coder().code(Article(article_id="a", text_id="t", text=text, published_on=published))
    found = {event.trigger.quote: told(event.date) for event in record.events}
    triggers = {words: next((t for t in found if t.startswith(words)), "") for words in expected}
    assert {words: found.get(trigger, "no such event") for words, trigger in triggers.items()} == expected
