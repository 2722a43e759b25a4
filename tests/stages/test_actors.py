"""The actors room: sentences and who is named in them; rules on parses written by hand."""

from datetime import date as Day
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique import actors
from communique.knowledge.code_lists import load_code_lists
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


def test_no_two_mentions_overlap_but_possessors_and_coordinated_ones(
    parser: Parser, registry: Registry, words: PeopleWords
) -> None:
    text = "\n".join(case["text"] for case in CASES)
    for m, n in pairwise(actors.find(parser(article(text, Day(2018, 1, 1))), registry, words)):
        nested = m.first <= n.first and n.last <= m.last
        assert m.sentence != n.sentence or m.last < n.first or nested or n.last < m.last, (m, n)


# ---------------------------------------------------------------- rules on parses written by hand
COORDINATED = """
# text = The Kenyan and Ugandan presidents met
1 The     the       DET   DT  _ 5 det
2 Kenyan  kenyan    ADJ   JJ  _ 5 amod
3 and     and       CCONJ CC  _ 4 cc
4 Ugandan ugandan   ADJ   JJ  _ 2 conj
5 presidents president NOUN NNS _ 6 nsubj
6 met     meet      VERB  VBD _ 0 root
"""
BEFORE_A_NAME = """
# text = Fijian navy chief Sela Vuki resigned
1 Fijian fijian ADJ   JJ  _ 5 amod
2 navy   navy   NOUN  NN  _ 3 compound
3 chief  chief  NOUN  NN  _ 5 compound
4 Sela   sela   PROPN NNP _ 5 compound
5 Vuki   vuki   PROPN NNP _ 6 nsubj
6 resigned resign VERB VBD _ 0 root

# text = Vuki left
1 Vuki vuki PROPN NNP _ 2 nsubj
2 left leave VERB VBD _ 0 root
"""
MEASURE = """
# text = hundreds of Tongan fishermen sailed
1 hundreds  hundred   NOUN NNS _ 5 nsubj
2 of        of        ADP  IN  _ 4 case
3 Tongan    tongan    ADJ  JJ  _ 4 amod
4 fishermen fisherman NOUN NNS _ 1 nmod
5 sailed    sail      VERB VBD _ 0 root
"""


def test_coordinated_nationalities_are_two_actors_of_one_span(registry: Registry, words: PeopleWords) -> None:
    kenya, uganda = actors.find(read_conllu(COORDINATED), registry, words)
    assert (kenya.country, uganda.country) == ("KEN", "UGA")
    assert kenya.span == uganda.span and kenya.head == uganda.head == 4


def test_a_title_names_country_and_sector_and_the_surname_brings_them_back(
    registry: Registry, words: PeopleWords
) -> None:
    full, short = actors.find(read_conllu(BEFORE_A_NAME), registry, words)
    assert (full.form, full.span.quote) == ("person", "Fijian navy chief Sela Vuki")
    assert (full.country, full.sectors) == ("FJI", ("MIL",))
    assert (short.form, short.name, short.country, short.rule) == ("person", "Sela Vuki", "FJI", "actors:surname")


def test_a_measure_heads_the_phrase_and_the_noun_inside_is_the_actor(registry: Registry, words: PeopleWords) -> None:
    (crew,) = actors.find(read_conllu(MEASURE), registry, words)
    assert (crew.head, crew.span.quote, crew.plural) == (0, "hundreds of Tongan fishermen", True)
    assert (crew.country, crew.sectors) == ("TON", ("AGR",))


def test_without_a_date_only_the_present_holder_is_named(registry: Registry, words: PeopleWords) -> None:
    found = actors.find(read_conllu(COORDINATED), registry, words)
    for mention in found:
        holders = registry.holders("President", mention.country, None, None)
        assert mention.actor_id == (holders[0].actor_id if len(holders) == 1 else None)


def test_every_role_has_known_sectors_and_is_written_once(words: PeopleWords) -> None:
    known = {row.sector for row in load_code_lists().sectors}
    assert {sector for role in words.roles for sector in role.sectors} <= known
    assert len({role.words for role in words.roles}) == len(words.roles)
