"""Which rows never fired on some articles, and which CAMEO codes nothing can produce."""

from communique.evaluation.coverage import coverage, missing_codes, told
from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.event_types import load_events
from communique.pipeline import Coder
from communique.reading.facts import Facts, article


def test_rows_that_fired_are_told_apart_from_those_that_did_not() -> None:
    record = Coder().code(article("Chile demanded the release of its pilots by Peru.", Facts()))
    rule = record.events[0].rule
    found = coverage([record], load_events(), load_code_lists())
    assert found.articles == 1
    assert found.fired["REQUEST"] == 1
    assert rule not in {row.rule for row in found.silent["REQUEST"]}
    assert found.fired["MOBILIZE"] == 0
    assert any(line.startswith("MOBILIZE: 0 rows fired") for line in told(found))


def test_without_articles_only_codes_are_told() -> None:
    lines = list(told(coverage([], load_events(), load_code_lists())))
    assert lines[0].startswith("CAMEO codes that nothing can produce")


def test_few_codes_are_out_of_reach_and_saying_is_none_of_them() -> None:
    missing = [code.split()[0] for code in missing_codes(load_events(), load_code_lists())]
    assert len(missing) <= 3
    assert not any(code.startswith("01") for code in missing)
