"""Time expressions: sentences with what they tell, read by the real parser, and rules on parses written by hand."""

import itertools
from datetime import date as Day
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique.knowledge.calendar import load_calendar
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, Parse, TimeMention
from communique.times.dated import dated_events
from communique.times.find import find

CASES = yaml.safe_load(Path(__file__).with_name("times.yaml").read_text(encoding="utf-8"))
VALUES = yaml.safe_load(Path(__file__).with_name("timex.yaml").read_text(encoding="utf-8"))
KINDS = ("duration", "set")


@cache
def parser() -> Parser:
    return load_parser()


def parsed(text: str, published: Day | None) -> Parse:
    return parser()(Article(article_id="a", text_id="t", text=text, published_on=published))


def told(mention: TimeMention) -> str:
    """A mention as the table writes it."""
    first, last = (str(on) if on else "" for on in (mention.start, mention.end))
    days = "?" if not first and not last else first if first == last else f"{first}..{last}"
    kind = "" if mention.kind == "date" else f"{mention.kind} "
    return f"{kind}{mention.span.quote} = {days}"


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=[f"{c[1][:60]}|{c[0]}" for c in CASES])
def test_a_sentence_tells_these_times(published: Day | None, text: str, expected: list[str]) -> None:
    found = find(parsed(text, published), load_calendar())
    assert [told(mention) for mention in found] == expected


@pytest.mark.parametrize(("published", "text", "expected"), VALUES, ids=[f"{c[1][:60]}|{c[0]}" for c in VALUES])
def test_an_expression_has_this_timex3_value(published: Day | None, text: str, expected: list[str]) -> None:
    found = find(parsed(text, published), load_calendar())
    assert [f"{mention.span.quote}: {mention.timex or '-'}" for mention in found] == expected


def test_mentions_hold_their_words_and_do_not_overlap() -> None:
    for published, text, _ in CASES:
        parse = parsed(text, published)
        found = find(parse, load_calendar())
        for mention in found:
            tokens = parse.sentences[mention.sentence].tokens
            assert mention.span.quote == text[mention.span.start : mention.span.end]
            assert tokens[mention.first].start == mention.span.start and tokens[mention.last].end == mention.span.end
            assert mention.first <= mention.head <= mention.last
        assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))


def test_a_dated_event_inside_a_larger_expression_keeps_its_own_day() -> None:
    parse = parsed("Prices have doubled since the beginning of the Russian invasion of Ukraine.", Day(2023, 4, 26))
    (event,) = dated_events(parse, load_calendar())
    assert (event.span.quote, event.start, event.end) == (
        "the Russian invasion of Ukraine",
        Day(2022, 2, 24),
        Day(2022, 2, 24),
    )
    assert parse.sentences[0].tokens[event.head].text == "invasion" and event.basis == "known_event"
