"""The formats that records are written in: one row a format, for `--format`, for `communique formats`, for the docs."""

from dataclasses import dataclass

from communique.views.gdelt import gdelt
from communique.views.gdelt_mentions import gdelt_mentions
from communique.views.geojson import geojson
from communique.views.graphml import graphml
from communique.views.icews import icews
from communique.views.jsonl import jsonl
from communique.views.jsonld import jsonld
from communique.views.parquet import events_parquet, parquet, statements_parquet
from communique.views.petrarch import petrarch
from communique.views.plover import plover
from communique.views.polecat import polecat
from communique.views.setting import View
from communique.views.tables import csv, events, statements, statements_csv
from communique.views.text import text


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatOut:
    """A format out: what it is called, what it is, what makes it.

    `extra`: the extra that installs what it needs. `binary`: no text, so nothing for a screen. `of_incidents`: its rows
    may be incidents instead of reports.
    """

    name: str
    told: str
    view: View
    binary: bool = False
    extra: str | None = None
    of_incidents: bool = False


FORMATS = (
    FormatOut(
        name="jsonl", told="whole records, JSON, a line an article; loses nothing", view=jsonl, of_incidents=True
    ),
    FormatOut(
        name="parquet", told="whole records, Parquet, a row an article; loses nothing", view=parquet, binary=True,
        extra="parquet",
    ),
    FormatOut(name="csv", told="events, a row each, with commas", view=csv, of_incidents=True),
    FormatOut(name="events", told="events, a row each, with tabs", view=events, of_incidents=True),
    FormatOut(
        name="events-parquet", told="events, a row each, typed columns", view=events_parquet, binary=True,
        extra="parquet", of_incidents=True,
    ),
    FormatOut(name="statements-csv", told="statements, a row each, with commas", view=statements_csv),
    FormatOut(name="statements", told="statements, a row each, with tabs", view=statements),
    FormatOut(
        name="statements-parquet", told="statements, a row each, typed columns", view=statements_parquet, binary=True,
        extra="parquet",
    ),
    FormatOut(name="gdelt", told="GDELT 2.0 event table, 61 columns, no header", view=gdelt, of_incidents=True),
    FormatOut(name="gdelt-mentions", told="GDELT 2.0 mentions, 16 columns, no header", view=gdelt_mentions),
    FormatOut(name="icews", told="ICEWS event table, 20 columns", view=icews, of_incidents=True),
    FormatOut(name="polecat", told="POLECAT weekly table, 40 columns", view=polecat, of_incidents=True),
    FormatOut(name="petrarch", told="PETRARCH2 event table, 10 columns, no header", view=petrarch, of_incidents=True),
    FormatOut(name="plover", told="PLOVER's JSON, a line an event", view=plover, of_incidents=True),
    FormatOut(name="geojson", told="events on a map, GeoJSON", view=geojson, of_incidents=True),
    FormatOut(
        name="graphml", told="who does what to whom, dyads as weighted edges, GraphML", view=graphml, of_incidents=True
    ),
    FormatOut(name="jsonld", told="linked data, JSON-LD in SEM, PROV-O and Web Annotation", view=jsonld),
    FormatOut(name="text", told="a page for people", view=text),
)  # fmt: skip
