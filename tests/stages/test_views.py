"""One record written by hand, and what each view makes of it."""

import json
from dataclasses import replace
from datetime import date

import pytest

import communique
from communique.model import (
    Actor,
    ActorMention,
    ActorRef,
    Article,
    CodedArticle,
    Count,
    Date,
    EmbeddedAct,
    Event,
    MadeBy,
    Mention,
    Place,
    Size,
    Skipped,
    Span,
    Statement,
)
from communique.record.codec import encode
from communique.views import VIEWS, Setting, html, marks
from communique.views.tables import EVENT_COLUMNS, STATEMENT_COLUMNS
from communique.views.wording import when

TEXT = "Ghana <asked> Togo\tto talk.\nTogo’s envoy & Ghana met in Lomé, “a good\nstart,” the envoy said.\nMORE: Maps"
SETTING = Setting(encode=encode, width=80)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), quote=words)


GHANA = ActorRef(actor="a1", span=span("Ghana"), name="Ghana", country="GHA")
TOGO = ActorRef(actor="a2", span=span("Togo"), name="Togo", country="TGO", sectors=("GOV", "DIP"))
ENVOY = ActorRef(actor="a3", span=span("the envoy"), name="Togo’s envoy", doubtful=True)
DAY = Date(start=date(2020, 1, 2), end=date(2020, 1, 2), precision="day", basis="publication")
REQUEST = Event(
    event_id="e_1",
    event_type="REQUEST",
    mode="meet",
    cameo="026",
    status="actual",
    source_actors=(GHANA,),
    target_actors=(TOGO,),
    content=EmbeddedAct(event_type="CONSULT", source_actors=(TOGO,), target_actors=(GHANA,)),
    trigger=span("<asked>"),
    evidence=span("Ghana <asked> Togo\tto talk."),
    date=DAY,
    rule="REQUEST/en.tsv:3",
)
MEETING = Event(
    event_id="e_2",
    event_type="CONSULT",
    cameo="040",
    status="planned",
    historical=True,
    reciprocal=True,
    source_actors=(TOGO, GHANA),
    trigger=span("met"),
    evidence=span("Togo’s envoy & Ghana met in Lomé"),
    attribution="s_1",
    place=Place(name="Lomé", span=span("Lomé"), country="TGO", precision="city"),
    size=Size(dead=Count(low=2, high=3, span=span("a")), present=Count(low=10, span=span("a"))),
    mentions=(
        Mention(trigger=span("met"), evidence=span("met"), status="planned", rule="x"),
        Mention(trigger=span("start"), evidence=span("start"), status="planned", rule="x"),
    ),
    rule="CONSULT/en.tsv:9",
)
SAID = Statement(
    statement_id="s_1",
    speaker=ENVOY,
    addressees=(GHANA,),
    cue=span("said"),
    content=(span("a good\nstart"),),
    kind="direct",
    act="e_1",
    about=("a1",),
    rule="cues.tsv:2",
)
OWN = Statement(statement_id="s_2", content=(span("to talk"),), kind="own", rule="own.tsv:2")
RECORD = CodedArticle(
    article=Article(
        article_id="meridian:7", text_id="t_1", text=TEXT, published_on=date(2020, 1, 3), outlet="The Meridian"
    ),
    actors=(
        Actor(key="a1", name="Ghana", country="GHA", mentions=(ActorMention(span=span("Ghana"), rule="x"),)),
        Actor(key="a2", name="Togo", mentions=(ActorMention(span=span("Togo’s envoy"), rule="x"),)),
    ),
    events=(REQUEST, MEETING),
    statements=(SAID, OWN),
    skipped=(Skipped(span=span("MORE: Maps"), reason="link"),),
    made_by=MadeBy(code="0.1.0", knowledge="1", parser="hand"),
)
BARE = CodedArticle(
    article=Article(article_id="x", text_id="t_2", text="It rained."),
    made_by=MadeBy(code="0", knowledge="1", parser="p"),
)


def rows(view: str, *records: CodedArticle) -> list[dict[str, str]]:
    lines = "".join(VIEWS[view](records, SETTING)).split("\n")
    assert lines.pop() == ""
    header = lines[0].split("\t")
    cells = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == len(header) for row in cells)
    return [dict(zip(header, row, strict=True)) for row in cells]


def test_jsonl_is_a_record_a_line() -> None:
    lines = list(VIEWS["jsonl"]([RECORD, BARE], SETTING))
    assert [json.loads(line)["article"]["article_id"] for line in lines] == ["meridian:7", "x"]
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)


def test_events_are_rows() -> None:
    request, meeting = rows("events", BARE, RECORD)
    assert request["article_id"] == "meridian:7"
    assert (request["event_type"], request["mode"], request["cameo"]) == ("REQUEST", "meet", "026")
    assert (request["source_actors"], request["target_actors"]) == ("Ghana", "Togo")
    assert (request["target_countries"], request["target_sectors"]) == ("TGO", "GOV+DIP")
    assert request["content"] == "CONSULT (Togo → Ghana)"
    assert request["evidence"] == "Ghana <asked> Togo to talk."
    assert (request["date_start"], request["date_basis"], request["historical"]) == ("2020-01-02", "publication", "no")
    assert (meeting["source_countries"], meeting["source_sectors"]) == ("TGO; GHA", "GOV+DIP;")
    assert (meeting["attribution"], meeting["attribution_id"]) == ("Togo’s envoy", "s_1")
    assert (meeting["dead"], meeting["injured"], meeting["present"]) == ("2-3", "", "10+")
    assert (meeting["place"], meeting["mentions"], meeting["reciprocal"]) == ("Lomé", "2", "yes")
    assert TEXT[int(meeting["trigger_start"]) : int(meeting["trigger_end"])] == meeting["trigger"] == "met"


def test_quad_class_and_goldstein_are_looked_up() -> None:
    request, meeting = rows("events", RECORD)
    assert (request["quad_class"], meeting["quad_class"]) == ("3", "1")
    assert float(meeting["goldstein"]) == 1.0


def test_statements_are_rows() -> None:
    said, own = rows("statements", RECORD)
    assert (said["speaker"], said["speaker_country"], said["cue"]) == ("Togo’s envoy", "", "said")
    assert said["content"] == "a good start"
    assert TEXT[int(said["content_start"]) : int(said["content_end"])] == "a good\nstart"
    assert (said["act"], said["about"], said["addressees"]) == ("REQUEST/meet", "Ghana", "Ghana")
    assert (own["kind"], own["speaker"], own["cue"]) == ("own", "", "")


@pytest.mark.parametrize("view", ["events", "statements"])
def test_a_table_without_rows_has_its_header(view: str) -> None:
    assert rows(view, BARE) == []
    assert len({*EVENT_COLUMNS, *STATEMENT_COLUMNS}) > 30


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("colour", [False, True])
def test_the_page_marks_the_text_and_fits(width: int, colour: bool) -> None:
    (page,) = VIEWS["text"]([RECORD], Setting(encode=encode, width=width, colour=colour))
    assert ("\x1b[" in page) == colour
    if not colour:
        assert max(map(len, page.split("\n"))) <= width
        assert "[Ghana] <E1 <asked>> Togo" in page
        assert "{S1 a good" in page and "<E2 start>}" in page
        assert "~MORE: Maps~" in page
        assert "[Togo’s envoy] & Ghana <E2 met> in Lomé" in page
    for words in ("REQUEST/meet 026", "planned", "historical", "2020-01-02", "S1 Togo’s", "Ghana (GHA)", "to Ghana"):
        assert words in page
    assert "S2" not in page  # the outlet's own judgement is not shown


def test_the_page_of_an_article_without_rows() -> None:
    (page,) = VIEWS["text"]([BARE], SETTING)
    assert "It rained." in page and "No events." in page and "No statements." in page


def test_pieces_give_the_text_back_and_nest() -> None:
    pieces = list(marks.pieces(TEXT, marks.marks(RECORD)))
    assert "".join(piece.text for piece in pieces) == TEXT
    opened = [mark for piece in pieces for mark in piece.opened]
    closed = [mark for piece in pieces for mark in piece.closed]
    assert sorted(opened, key=repr) == sorted(closed, key=repr) == sorted(marks.marks(RECORD), key=repr)


def test_the_fragment_is_escaped() -> None:
    fragment = html.fragment(RECORD)
    assert "<asked>" not in fragment and "&lt;asked&gt;" in fragment and "envoy</span> &amp; Ghana" in fragment
    assert fragment.count("<div") == fragment.count("</div>")
    assert "<table" not in html.fragment(BARE)


def test_python_shows_records_in_a_line() -> None:
    assert repr(RECORD) == "<CodedArticle 'meridian:7', 2020-01-03: 2 events, 2 statements, 2 actors>"
    assert repr(REQUEST) == (
        "<Event REQUEST/meet 026 actual: Ghana (GHA) → Togo (TGO GOV DIP), "
        "CONSULT (Togo → Ghana), 2020-01-02, '<asked>'>"
    )
    assert repr(SAID) == "<Statement direct, Togo’s envoy, 'said': 'a good start'>"
    assert repr(OWN) == "<Statement own, nobody named: 'to talk'>"
    assert RECORD._repr_html_() == html.fragment(RECORD)  # type: ignore[attr-defined]
    assert communique.CodedArticle is CodedArticle


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        (date(2023, 4, 26), date(2023, 4, 26), "day", "2023-04-26"),
        (date(2023, 3, 1), date(2023, 3, 31), "month", "2023-03"),
        (date(2023, 1, 1), date(2023, 12, 31), "year", "2023"),
        (date(2023, 4, 24), date(2023, 4, 30), "week", "2023-04-24 – 2023-04-30"),
        (date(2022, 2, 24), None, "range", "2022-02-24 –"),
        (None, date(2022, 2, 24), "range", "– 2022-02-24"),
    ],
)
def test_dates_are_shown_as_precise_as_they_are_known(start: date, end: date, precision: str, shown: str) -> None:
    assert when(replace(DAY, start=start, end=end, precision=precision)) == shown  # type: ignore[arg-type]
