"""What an article tells of where somebody is from: whole texts and their referents."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import references, statements
from communique.knowledge.known import Known, load_known
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, Meant, Named
from communique.pipeline import find_mentions

CASES = yaml.safe_load(Path(__file__).with_name("homelands.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


@pytest.fixture(scope="module")
def known() -> Known:
    return load_known("en")


def _meant(text: str, parser: Parser, known: Known) -> tuple[Named, Meant]:
    parse = parser(Article(article_id="a", text_id="t", text=text))
    named = find_mentions(parse, known)
    said = statements.find(parse, named, known.speech)
    return named, references.resolve(parse, named, said, known.references, known.country_name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-60:])
def test_where_somebody_is_from(case: dict[str, Any], parser: Parser, known: Known) -> None:
    named, meant = _meant(case["text"], parser, known)
    for wanted in case.get("who", ()):
        found = [referent for referent in meant.referents if referent.name == wanted["name"]]
        assert len(found) == 1, meant.referents
        assert found[0].country == wanted["country"]
        assert "sectors" not in wanted or found[0].sectors == tuple(wanted["sectors"])
    for words, name in case.get("meant", {}).items():
        links = [link for actor, link in zip(named.actors, meant.links, strict=True) if actor.span.quote == words]
        assert links and all(link and [meant.referents[r].name for r in link.referents] == [name] for link in links)
