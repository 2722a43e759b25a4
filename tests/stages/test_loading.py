"""What is loaded before reading: quickly, the same as when everything is read at once, and leaving the host alone."""

import gc
from collections.abc import Iterator

import pytest

from communique.knowledge.calendar import load_calendar
from communique.knowledge.gazetteer import load_gazetteer
from communique.knowledge.loading import uncollected
from communique.knowledge.name_index import build_index
from communique.times import dated_events, find
from tests.stages.by_hand import parse_of

NAMED = (
    "Volta\tvolta\tPROPN\tNNP\t_\t4\tnsubj\n"
    "River\triver\tPROPN\tNNP\t_\t1\tflat\n"
    "Authority\tauthority\tPROPN\tNNP\t_\t1\tflat\n"
    "met\tmeet\tVERB\tVBD\t_\t0\troot\n"
    "GREBO\tgrebo\tPROPN\tNNP\t_\t4\tobj\n"
    "Deputy-Mayor\tmayor\tPROPN\tNNP\t_\t5\tflat"
)


@pytest.fixture
def collecting() -> Iterator[None]:
    """Leaves the collector as it was."""
    was = gc.isenabled()
    gc.enable()
    yield
    if not was:
        gc.disable()


@pytest.mark.usefixtures("collecting")
def test_the_collector_rests_only_inside() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


@pytest.mark.usefixtures("collecting")
def test_the_collector_comes_back_after_a_fault_and_stays_away_where_it_was() -> None:
    with pytest.raises(ValueError, match="wrong"), uncollected():
        raise ValueError("wrong")
    assert gc.isenabled()
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
    gc.enable()


def test_names_are_found_longest_first_by_first_word_in_capitals_and_words_in_any_case() -> None:
    index = build_index(
        [("Volta", "river"), ("Volta River Authority", "body"), ("Volta River Authority", "body"), ("Grebo", "people")],
        [("deputy-mayor", "role"), ("mayor", "other role")],
    )
    sentence = parse_of(NAMED).sentences[0]
    for _ in range(2):  # the second time from what the first has cut
        found = [(f.first, f.last, f.payloads) for f in index.find(sentence)]
        assert found == [(0, 2, ("body",)), (4, 4, ("people",)), (5, 5, ("role",))]


def test_a_name_means_all_that_its_rows_say_in_their_order() -> None:
    index = build_index([("Grebo", "people"), ("Grebo", "language"), ("GREBO", "abbreviation")])
    payloads = [f.payloads for f in index.find(parse_of(NAMED).sentences[0])]
    assert payloads == [("abbreviation",)]
    index = build_index([("Grébo", "people"), ("grebo", "language")])
    payloads = [f.payloads for f in index.find(parse_of(NAMED).sentences[0])]
    assert payloads == [("people", "language")]


def test_a_division_is_read_when_it_is_asked_for() -> None:
    gazetteer = load_gazetteer()
    ghana = gazetteer.country("GHA")
    assert ghana is not None
    assert (ghana.name, ghana.kind, ghana.country) == ("Ghana", "country", "GHA")
    assert gazetteer.country("GHA") is ghana
    assert gazetteer.country("QQQ") is None
    assert gazetteer.province("GHA.99X") is None


def test_dated_events_that_are_given_are_those_that_are_found() -> None:
    parse = parse_of(
        "The\tthe\tDET\tDT\t_\t2\tdet\nSuez\tSuez\tPROPN\tNNP\t_\t3\tcompound\nCrisis\tcrisis\tPROPN\tNNP\t_\t4\tnsubj\n"
        "ended\tend\tVERB\tVBD\t_\t0\troot\nin\tin\tADP\tIN\t_\t6\tcase\n1957\t1957\tNUM\tCD\t_\t4\tobl"
    )
    calendar = load_calendar("en")
    assert find(parse, calendar) == find(parse, calendar, dated_events(parse, calendar))
