"""The formats of the field: what becomes of status, reciprocal acts, countries and plain saying in them."""

import json
from dataclasses import replace

import pytest

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, Span
from communique.record.codec import encode
from communique.views import VIEWS, Setting
from communique.views.petrarch import actor_code
from tests.stages.test_views import BARE, GHANA, MEETING, OWN, RECORD, REQUEST, SAID

SETTING = Setting(encode=encode)
ALL = Setting(encode=encode, all_status=True)
COUNTRY = replace(
    RECORD, actors=tuple(replace(a, actor_id="country:GHA" if a.key == "a1" else a.actor_id) for a in RECORD.actors)
)


def petrarch(record, setting=SETTING) -> list[list[str]]:
    lines = "".join(VIEWS["petrarch"]([record], setting)).split("\n")
    assert lines.pop() == ""
    found = [line.split("\t") for line in lines]
    assert all(len(row) == 10 for row in found)
    return found


def plover(record, setting=SETTING) -> list[dict]:
    return [json.loads(line) for line in VIEWS["plover"]([record], setting)]


def test_petrarch_writes_each_source_with_each_target() -> None:
    rows = petrarch(COUNTRY)
    assert [row[1:4] for row in rows] == [
        ["GHAGOV", "TGOGOV", "026"],
        ["TGOGOV", "GHAGOV", "036"],  # a meeting that is planned: intent to meet, each with each other
        ["GHAGOV", "TGOGOV", "036"],
    ]
    assert rows[0][0] == "20200103" and rows[0][7:] == ["Ghana", "Togo", "<asked>"]


def test_a_country_that_is_not_named_as_one_has_no_government() -> None:
    assert petrarch(RECORD)[0][1] == "GHA"


def test_plain_saying_becomes_a_row_unless_an_event_stands_for_it() -> None:
    assert SAID.act == REQUEST.event_id
    plain = replace(RECORD, statements=(replace(SAID, act=None), replace(SAID, act=None, thought=True), OWN))
    added = [row[1:4] for row in petrarch(plain)][-1:]
    assert len(petrarch(plain)) == len(petrarch(RECORD)) + 1
    assert added == [["---", "GHA", "010"]]


def test_what_did_not_happen_is_written_where_it_is_asked_for() -> None:
    denied = replace(RECORD, events=(replace(REQUEST, status="negated"),))
    assert petrarch(denied) == [] and plover(denied) == []
    assert [row[3] for row in petrarch(denied, ALL)] == ["026"]
    assert [row["event"] for row in plover(denied, ALL)] == [["REQUEST"]]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "GHAGOV"),
        ({"sectors": ("MIL",)}, "GHAMIL"),
        ({"sectors": ("JRN",)}, "GHAMED"),
        ({"sectors": ("MED",)}, "GHAHLH"),
        ({"sectors": ("UNK",)}, "GHA"),
        ({"country": None, "org_class": "UNO"}, "IGOUNO"),
        ({"country": None, "org_class": "ISM", "sectors": ("REB",)}, "IMGMUSREB"),
        ({"country": None, "sectors": ("REB",)}, "---REB"),
        ({"country": None}, "---"),
        ({"sectors": ("GOV", "MIL", "COP", "SPY", "JUD")}, "GHAGOVMILCOPSPY"),
    ],
)
def test_actor_codes_are_those_of_cameo(fields: dict[str, object], code: str) -> None:
    who = ActorRef(**{name: getattr(GHANA, name) for name in GHANA.__slots__} | fields)
    assert actor_code(who, load_code_lists(), frozenset({GHANA.actor})) == code


def test_nobody_is_three_dashes() -> None:
    assert actor_code(None, load_code_lists(), frozenset()) == "---"


def test_plover_rows_have_the_manual_fields() -> None:
    request, meeting = plover(COUNTRY)
    assert request["event"] == ["REQUEST"] and request["mode"] == ["meet"] and request["quad_code"] == 3
    assert request["actor"] == [{"code": "GHA", "sector": ["GOV"], "entity_text": "Ghana", "identifier_text": "Ghana"}]
    assert request["date"] == "2020-01-02" and "comment" not in request
    assert meeting["event"] == ["AGREE"] and "recipient" not in meeting
    assert meeting["date"] == "2020-01-03" and meeting["comment"] == "date of publication"
    assert meeting["size"] == {"dead": 2}
    assert meeting["event_loc"]["resolved_place"] == "Lomé"
    assert RECORD.article.text[meeting["text_info"]["start"] : meeting["text_info"]["end"]] == meeting["text"]


@pytest.mark.parametrize("view", ["petrarch", "plover"])
def test_an_article_without_acts_is_no_line(view: str) -> None:
    assert list(VIEWS[view]([BARE], SETTING)) == []


def test_tabs_and_line_ends_of_the_text_split_no_row() -> None:
    broken = Span(start=MEETING.trigger.start, end=MEETING.trigger.end, quote="met\tand\nspoke")
    rows = petrarch(replace(RECORD, events=(replace(MEETING, trigger=broken),), statements=()))
    assert {row[9] for row in rows} == {"met and spoke"}
