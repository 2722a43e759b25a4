"""The actors room: sentences and who is named in them; rules on parses written by hand."""

from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import actors
from communique.knowledge.people_words import PeopleWords, load_people_words
from communique.knowledge.registry import Registry, load_registry
from communique.linguistics.conllu import read_conllu
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, NamedActor

CASES = yaml.safe_load(Path(__file__).with_name("actors.yaml").read_text(encoding="utf-8"))
PLAIN = {"form", "country", "office", "plural", "gender"}


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def words() -> PeopleWords:
    return load_people_words()


def article(text: str, on: Day | None = None) -> Article:
    return Article(article_id="a", text_id="t", text=text, published_on=on)


def agrees(mention: NamedActor, wanted: dict[str, Any], head: str) -> bool:
    """True where a mention is what a case says."""
    same = mention.span.quote == wanted["words"]
    same &= all(getattr(mention, name) == wanted[name] for name in PLAIN & wanted.keys())
    same &= "id" not in wanted or mention.actor_id == wanted["id"]
    same &= "sectors" not in wanted or mention.sectors == tuple(wanted["sectors"])
    return bool(same and wanted.get("head", head) == head)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_who_is_named(case: dict[str, Any], parser: Parser, registry: Registry, words: PeopleWords) -> None:
    parse = parser(article(case["text"], case["day"]))
    found = actors.find(parse, registry, words)
    heads = [parse.sentences[m.sentence].tokens[m.head].text for m in found]
    for wanted in case.get("named", ()):
        assert any(agrees(m, wanted, head) for m, head in zip(found, heads, strict=True)), (wanted, found)
    for quote in case.get("not_named", ()):
        assert quote not in [m.span.quote for m in found]
    for m in found:
        assert case["text"][m.span.start : m.span.end] == m.span.quote
        assert m.first <= m.head <= m.last
        assert m.rule
