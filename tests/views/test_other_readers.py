"""What others' programs read in our files: each format by a reader that knows nothing of us."""

import csv
import io
import itertools
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import pandas
import polars
import pyarrow.parquet
import pytest
import rdflib
from py_gdelt.models.events import Event as GdeltEvent
from py_gdelt.models.events import Mention as GdeltMention
from py_gdelt.parsers.events import EventsParser
from py_gdelt.parsers.mentions import MentionsParser

from communique.model import ActorRef, CodedArticle, Place
from communique.record.codec import encode
from communique.views import VIEWS, Setting, gdelt, gdelt_mentions, icews, polecat
from communique.views.parquet import records_in
from tests.stages.test_views import BARE, DAY, ENVOY, GHANA, MEETING, RECORD, REQUEST, SAID, TOGO, span

SETTING = Setting(encode=encode)
LOME = Place(
    name="Lomé", span=span("Lomé"), country="TGO", admin1="Maritime", lat=6.13748, lon=1.21227, precision="city",
    geonames_id=2365267,
)  # fmt: skip
UN = ActorRef(actor="a4", span=span("Ghana"), name="United Nations", org_class="UNO")
DONE = replace(
    MEETING, event_id="e_3", status="actual", date=DAY, place=LOME, source_actors=(TOGO, GHANA), reciprocal=True
)
PROTEST = replace(
    REQUEST, event_id="e_4", event_type="PROTEST", mode="demo", cameo="141", target_actors=(), source_actors=(UN,),
    contexts=("economic", "health"), content=None,
)  # fmt: skip
PLAIN = replace(SAID, act=None, speaker=ENVOY)
WRITTEN = replace(
    RECORD,
    article=replace(RECORD.article, url="https://news.example/a?b=1", title="“Ghana” asked"),
    actors=tuple(replace(a, actor_id="country:GHA") if a.key == "a1" else a for a in RECORD.actors),
    events=(REQUEST, DONE, PROTEST),
    statements=(PLAIN,),
)


def file(tmp_path: Path, name: str, *records: CodedArticle) -> Path:
    path = tmp_path / name
    chunks = list(VIEWS[name](records, SETTING))
    path.write_bytes(b"".join(chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks))
    return path


def test_polars_and_pandas_read_csv(tmp_path: Path) -> None:
    path = file(tmp_path, "csv", WRITTEN)
    frame = polars.read_csv(path, try_parse_dates=True, schema_overrides={"cameo": polars.String})
    assert frame["cameo"].to_list() == ["026", "040", "141"]
    assert frame["published_on"].to_list() == [date(2020, 1, 3)] * 3
    other = pandas.read_csv(path, dtype=str, keep_default_na=False)
    assert list(other["evidence"]) == [event.evidence.quote for event in WRITTEN.events]


def test_pandas_reads_the_tables_with_tabs(tmp_path: Path) -> None:
    for name in ("events", "statements"):
        frame = pandas.read_csv(file(tmp_path, name, WRITTEN), sep="\t", dtype=str)
        assert list(frame["article_id"]) == ["meridian:7"] * len(frame) and len(frame) in (1, 3)


def test_polars_reads_whole_records(tmp_path: Path) -> None:
    frame = polars.read_parquet(file(tmp_path, "parquet", WRITTEN, BARE))
    events = frame.explode("events").select("article", polars.col("events").struct.unnest())
    assert events["event_type"].to_list() == ["REQUEST", "CONSULT", "PROTEST"]
    assert events["article"].struct.field("published_on").to_list() == [date(2020, 1, 3)] * 3
    assert events["content"][0]["source_actors"][0]["name"] == "Togo"


def test_pandas_reads_flat_tables(tmp_path: Path) -> None:
    frame = pandas.read_parquet(file(tmp_path, "events-parquet", WRITTEN))
    assert [list(names) for names in frame["source_actors"]] == [["Ghana"], ["Togo", "Ghana"], ["United Nations"]]
    assert list(frame["reciprocal"]) == [False, True, False]
    assert frame["lat"][1] == 6.13748 and frame["date_start"][0] == date(2020, 1, 2)
    said = pyarrow.parquet.read_table(file(tmp_path, "statements-parquet", WRITTEN)).to_pylist()
    assert [(row["speaker"], row["thought"], row["about"]) for row in said] == [("Togo’s envoy", False, ["Ghana"])]


def test_deep_content_and_no_records_fit_into_parquet(tmp_path: Path) -> None:
    act = REQUEST.content
    assert act is not None
    for _ in range(6):
        act = replace(act, content=act)
    deep = replace(RECORD, events=(replace(REQUEST, content=act),))
    assert list(records_in(file(tmp_path, "parquet", deep, RECORD))) == [
        json.dumps(json.loads(encode(coded)), ensure_ascii=False) for coded in (deep, RECORD)
    ]
    for name in ("parquet", "events-parquet", "statements-parquet"):
        assert polars.read_parquet(file(tmp_path, name)).height == 0


def test_a_gdelt_package_reads_events(tmp_path: Path) -> None:
    raw = list(EventsParser().parse(file(tmp_path, "gdelt", WRITTEN).read_bytes()))
    events = [GdeltEvent.from_raw(one) for one in raw]
    asked, one_way, back, protest, said = events
    assert [e.event_code for e in events] == ["026", "040", "040", "141", "010"]
    assert (asked.date, asked.event_root_code, asked.quad_class, asked.goldstein_scale) == (
        date(2020, 1, 2),
        "02",
        1,
        4,
    )
    assert asked.actor1 and (asked.actor1.code, asked.actor1.name, asked.actor1.country_code) == (
        "GHAGOV",
        "GHANA",
        "GHA",
    )
    assert asked.actor2 and (asked.actor2.type1_code, asked.actor2.type2_code) == ("GOV", None)
    assert one_way.actor1 == back.actor2 and one_way.actor2 == back.actor1
    assert one_way.action_geo and one_way.action_geo.country_code == "TO" and one_way.action_geo.geo_type == 4
    assert (one_way.action_geo.name, one_way.action_geo.lat) == ("Lomé, Maritime, Togo", 6.13748)
    assert protest.quad_class == 3 and protest.actor2 is None
    assert protest.actor1 and (protest.actor1.known_group_code, protest.actor1.type1_code) == ("UNO", "IGO")
    assert said.actor2 and said.actor2.name == "GHANA"
    assert {e.source_url for e in events} == {"https://news.example/a?b=1"}
    assert len({e.global_event_id for e in events}) == 5 and max(e.global_event_id for e in events) < 2**53


def test_a_gdelt_package_reads_mentions(tmp_path: Path) -> None:
    raw = list(MentionsParser().parse(file(tmp_path, "gdelt-mentions", WRITTEN).read_bytes()))
    mentions = [GdeltMention.from_raw(one) for one in raw]
    events = [one.split("\t")[0] for one in file(tmp_path, "gdelt", WRITTEN).read_text().splitlines()]
    assert [str(m.global_event_id) for m in mentions] == [
        events[0], events[1], events[1], events[2], events[2], events[3], events[4]
    ]  # fmt: skip
    text = WRITTEN.article.text
    assert text[mentions[0].action_char_offset :].startswith("<asked>")
    assert text[mentions[0].actor2_char_offset :].startswith("Togo")
    assert (mentions[0].sentence_id, mentions[1].sentence_id) == (1, 2)
    assert [m.actor1_char_offset == -1 for m in mentions[1:3]] == [False, True]
    assert {m.source_name for m in mentions} == {"news.example"} and mentions[0].doc_length == len(text)


def test_the_columns_are_those_of_the_formats(tmp_path: Path) -> None:
    assert len(gdelt.COLUMNS) == 61 and gdelt.COLUMNS[34] == "AvgTone" and gdelt.COLUMNS[51] == "ActionGeo_Type"
    assert [list(EventsParser.V2_COLUMNS).index(c.replace("FullName", "Fullname")) for c in gdelt.COLUMNS] == list(
        range(61)
    )
    assert len(gdelt_mentions.COLUMNS) == 16 and len(icews.COLUMNS) == 20 and len(polecat.COLUMNS) == 40


def test_pandas_reads_icews(tmp_path: Path) -> None:
    frame = pandas.read_csv(file(tmp_path, "icews", WRITTEN), sep="\t", dtype={"CAMEO Code": str})
    assert list(frame["CAMEO Code"]) == ["026", "040", "040", "141", "010"]
    assert list(frame["Source Sectors"].fillna(""))[:2] == ["", "Government"]
    assert frame["Country"][1] == "Togo" and frame["City"][1] == "Lomé" and frame["Latitude"].dtype == float
    assert frame["Event Text"][4] == "Make statement" and frame["Sentence Number"][0] == 1


def test_pandas_reads_polecat(tmp_path: Path) -> None:
    frame = pandas.read_csv(file(tmp_path, "polecat", WRITTEN), sep="\t", keep_default_na=False, dtype=str)
    assert list(frame["Event Type"]) == ["REQUEST", "CONSULT", "PROTEST"]
    assert frame["Actor Name"][1] == "Togo;Ghana" and frame["Actor COW"][1] == "461;452"
    assert frame["Primary Actor Sector"][0] == "GOV" and frame["Actor Sectors"][1] == "GOV;DIP"
    assert frame["Quad Code"][2] == "MATERIAL CONFLICT" and frame["Contexts"][2] == "economic;health"
    assert frame["GeoNames ID"][1] == "2365267"


def test_networkx_reads_dyads_with_types(tmp_path: Path) -> None:
    twice = replace(WRITTEN, article=replace(WRITTEN.article, article_id="other"))
    graph = networkx.read_graphml(file(tmp_path, "graphml", WRITTEN, twice))
    names = networkx.get_node_attributes(graph, "name")
    edges = {(names[a], names[b]): told for a, b, told in graph.edges(data=True)}
    assert set(edges) == {("Ghana", "Togo"), ("Togo", "Ghana")}
    there = edges["Ghana", "Togo"]
    assert there["weight"] == 4 and there["articles"] == 2
    assert there["verbal_conflict"] == 2 and there["verbal_cooperation"] == 2
    assert isinstance(there["goldstein"], float) and there["first_day"] == "2020-01-02"
    assert all(isinstance(told["weight"], int) for told in edges.values())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_rdflib_answers_who_did_what_to_whom(tmp_path: Path) -> None:
    graph = rdflib.Graph().parse(file(tmp_path, "jsonld", WRITTEN), format="json-ld")
    asked = """
        PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> PREFIX c: <urn:communique:terms:>
        PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?who ?whom ?day ?article ?words WHERE {
          ?event a sem:Event ; sem:eventType <urn:communique:terms:plover:REQUEST> ; sem:hasBeginTimeStamp ?day ;
            prov:wasDerivedFrom ?article ;
            sem:hasActor [ sem:roleType c:source ; rdf:value/rdfs:label ?who ] ,
                         [ sem:roleType c:target ; rdf:value/rdfs:label ?whom ] .
          ?annotation oa:hasBody ?event ; oa:hasTarget/oa:hasSelector/oa:exact ?words . }"""
    rows = [[str(value) for value in row] for row in graph.query(asked)]
    assert rows == [["Ghana", "Togo", "2020-01-02", "https://news.example/a?b=1", "<asked>"]]
    assert not [iri for triple in graph for iri in triple if isinstance(iri, rdflib.URIRef) and " " in iri]


def test_json_reads_features_with_and_without_a_point(tmp_path: Path) -> None:
    found = json.loads(file(tmp_path, "geojson", WRITTEN, BARE).read_text())
    assert found["type"] == "FeatureCollection"
    points = [feature["geometry"] and feature["geometry"]["coordinates"] for feature in found["features"]]
    assert points == [None, [1.21227, 6.13748], None]
    assert json.loads(file(tmp_path, "geojson", BARE).read_text())["features"] == []


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_records_without_rows_are_a_file_that_can_be_read(tmp_path: Path, name: str) -> None:
    assert file(tmp_path, name, BARE).exists() and file(tmp_path, name).exists()


def test_what_is_planned_is_dated_when_it_is_told(tmp_path: Path) -> None:
    plan = replace(REQUEST, status="planned", cameo="042", event_type="CONSULT", mode="visit")
    coded = replace(WRITTEN, events=(plan,), statements=())
    (row,) = csv.DictReader(io.StringIO(file(tmp_path, "icews", coded).read_text()), delimiter="\t")
    assert (row["Event Date"], row["CAMEO Code"]) == ("2020-01-03", "036")


def test_numbers_for_ids_are_the_same_in_every_export(tmp_path: Path) -> None:
    alone = replace(WRITTEN, events=(DONE,), statements=())
    numbers = [
        [line.split("\t")[0] for line in file(tmp_path, name, coded).read_text().splitlines()]
        for name, coded in itertools.product(("gdelt", "icews"), (WRITTEN, alone))
    ]
    assert numbers[0][1:3] == numbers[1] == numbers[2][2:4] == numbers[3][1:]
