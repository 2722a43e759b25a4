"""Whatever stands in a record survives each format: rows and columns hold, texts come back as the format says."""

import csv
import io
import json
import os
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from communique.model import ActorRef, CodedArticle
from communique.record import codec
from communique.views import VIEWS, Setting, gdelt, gdelt_mentions, graphml, icews, polecat
from communique.views.cells import released
from communique.views.export import acts_and_sayings, exported_events, pairs
from communique.views.parquet import records_in
from communique.views.tables import EVENT_COLUMNS, STATEMENT_COLUMNS
from tests.properties.test_records import records

SETTING = Setting(encode=codec.encode, all_status=True)
RAW = replace(SETTING, raw=True)
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "+4",
    "'=5",
    "\t=6",
    "\r7",
    "＝8",
    'a"b',
    "x;y,z",
    "two\nlines",
    "\u2028",
    "\x1c\x85",
)
MANY = settings(
    max_examples=int(os.environ.get("COMMUNIQUE_EXAMPLES", "8")),  # with 400 each test sees more than 5,000 records
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # making a record smaller takes minutes
)


def hostile() -> st.SearchStrategy[list[CodedArticle]]:
    """A record with names that begin as formulas or hold what separates cells and lines, in each way."""
    return records().map(lambda coded: [renamed(coded, words) for words in HOSTILE])


def renamed(coded: CodedArticle, words: str) -> CodedArticle:
    def other(actors: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
        return tuple(replace(who, name=words + who.name, office=words) for who in actors)

    events = tuple(
        replace(event, source_actors=other(event.source_actors), target_actors=other(event.target_actors))
        for event in coded.events
    )
    return replace(coded, events=events, article=replace(coded.article, outlet=words, url=f"https://x.org/{words}"))


def written(name: str, coded: CodedArticle, setting: Setting = SETTING) -> str:
    return "".join(VIEWS[name]([coded], setting))


def told(value: object) -> str:
    """A value as a table without guards holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def check_csv_gives_every_text_back_exactly(coded: CodedArticle) -> None:
    for name, columns, rows in (
        ("csv", EVENT_COLUMNS, coded.events),
        ("statements-csv", STATEMENT_COLUMNS, coded.statements),
    ):
        for setting in (SETTING, RAW):
            header, *found = csv.reader(io.StringIO(written(name, coded, setting), newline=""), strict=True)
            assert header == list(columns)
            expected = [[told(value(coded, row)) for value in columns.values()] for row in rows]
            if setting is SETTING:
                assert not any(cell.startswith(("=", "+", "@", "\t", "\r", "＝")) for row in found for cell in row)
                found = [[released(cell) for cell in row] for row in found]
            assert found == expected


@MANY
@given(hostile())
def test_csv_gives_every_text_back_exactly(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_csv_gives_every_text_back_exactly(coded)


def check_tables_with_tabs_hold_the_words(coded: CodedArticle) -> None:
    for name, columns, rows in (
        ("events", EVENT_COLUMNS, coded.events),
        ("statements", STATEMENT_COLUMNS, coded.statements),
    ):
        text = written(name, coded)
        assert len(text.splitlines()) == len(rows) + 1
        _, *found = csv.reader(io.StringIO(text), delimiter="\t", strict=True)
        for cells, row in zip(found, rows, strict=True):
            values = [" ".join(told(value(coded, row)).split()) for value in columns.values()]
            assert [released(cell) for cell in cells] == values


@MANY
@given(hostile())
def test_tables_with_tabs_hold_the_words(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_tables_with_tabs_hold_the_words(coded)


def check_fixed_tables_keep_their_columns(coded: CodedArticle) -> None:
    acts = list(acts_and_sayings(coded, SETTING))
    rows = sum(1 for act in acts for _ in pairs(act))
    tellings = sum(max(1, len(act.event.mentions) if act.event else 1) for act in acts for _ in pairs(act))
    for name, width, height in (
        ("gdelt", len(gdelt.COLUMNS), rows),
        ("gdelt-mentions", len(gdelt_mentions.COLUMNS), tellings),
        ("icews", len(icews.COLUMNS), rows + 1),
        ("polecat", len(polecat.COLUMNS), len(exported_events(coded, all_status=True)) + 1),
        ("petrarch", 10, rows),
    ):
        lines = written(name, coded).splitlines()
        assert len(lines) == height, name
        for line in lines:
            assert len(line.split("\t")) == width and '"' not in line, name


@MANY
@given(hostile())
def test_fixed_tables_keep_their_columns(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_fixed_tables_keep_their_columns(coded)


def check_json_formats_hold_every_text(coded: CodedArticle) -> None:
    lines = written("plover", coded).split("\n")[:-1]
    for line, act in zip(map(json.loads, lines), exported_events(coded, all_status=True), strict=True):
        assert [who["identifier_text"] for who in line.get("actor", [])] == [who.name for who in act.source_actors]
    features = json.loads(written("geojson", coded))["features"]
    for feature, event in zip(features, coded.events, strict=True):
        assert feature["properties"]["source_actors"] == [who.name for who in event.source_actors]
        assert (feature["geometry"] is None) == (event.place is None or None in (event.place.lat, event.place.lon))
    graph = json.loads(written("jsonld", coded))["@graph"]
    quoted = [node["oa:hasTarget"]["oa:hasSelector"] for node in graph if node["@type"] == "oa:Annotation"]
    for position, exact in quoted:
        assert coded.article.text[position["oa:start"] : position["oa:end"]] == exact["oa:exact"]


@MANY
@given(hostile())
def test_json_formats_hold_every_text(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_json_formats_hold_every_text(coded)


def check_graphml_is_xml_whatever_the_names(coded: CodedArticle) -> None:
    found = ET.fromstring(written("graphml", coded))
    names = [data.text or "" for data in found.iter() if data.get("key") == "node_name"]
    acts = exported_events(coded, all_status=True)
    ends = {who.name for act in acts for pair in pairs(act) if None not in pair for who in pair if who}
    assert set(names) == {graphml.FORBIDDEN.sub("", name) for name in ends}


@MANY
@given(hostile())
def test_graphml_is_xml_whatever_the_names(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_graphml_is_xml_whatever_the_names(coded)


def check_jsonl_loses_nothing(coded: CodedArticle) -> None:
    line = written("jsonl", coded)
    assert codec.decode(line) == codec.decode_own(line) == coded


@MANY
@given(hostile())
def test_jsonl_loses_nothing(drawn: list[CodedArticle]) -> None:
    for coded in drawn:
        check_jsonl_loses_nothing(coded)


@MANY
@given(hostile())
def test_parquet_loses_nothing(tmp_path_factory: pytest.TempPathFactory, drawn: list[CodedArticle]) -> None:
    path = tmp_path_factory.mktemp("parquet") / "records.parquet"
    path.write_bytes(b"".join(VIEWS["parquet"](drawn, SETTING)))  # type: ignore[arg-type]
    assert [codec.decode(line) for line in records_in(path)] == drawn
