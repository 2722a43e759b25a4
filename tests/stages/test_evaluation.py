"""The scoreboard on gold rows and records invented here: what counts as met, right, missed and false."""

import csv
import json
from collections.abc import Iterable
from datetime import date as Day
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from communique import cli
from communique.errors import ReadingError
from communique.evaluation import commands, sources
from communique.evaluation.board import score
from communique.evaluation.export import becomes, export_view, exported
from communique.evaluation.figures import Share, Tally, wilson
from communique.evaluation.gold import GOLD
from communique.evaluation.gold.html_pages import grams, main_text, right_day
from communique.evaluation.gold.sheet import right_row, wrong_fields
from communique.evaluation.gold.timex import interval
from communique.evaluation.judging import HALVES, Half, Judged, half_of
from communique.evaluation.pairing import pairs
from communique.evaluation.sample import drawn
from communique.knowledge.code_lists import load_code_lists
from communique.model import (
    ActorRef,
    Article,
    CodedArticle,
    Event,
    Failure,
    MadeBy,
    Mention,
    Span,
    Statement,
)
from communique.record import codec

TEXT = "Ghana bombed Togo. Benin will visit Niger. Mali said that talks had failed."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def who(text: str, words: str, country: str | None, **fields: object) -> ActorRef:
    return ActorRef(actor="a1", span=span(text, words), name=words, country=country, **fields)


def act(text: str, event_type: str, cameo: str, trigger: str, **fields: object) -> Event:
    """An event with one telling; `source` and `target` are (words, country)."""
    told = span(text, trigger)
    refs = {
        role: tuple(who(text, *one) for one in fields.pop(name, ()))
        for role, name in (("source_actors", "source"), ("target_actors", "target"))
    }
    given = {"status": "actual", **fields}
    return Event(
        event_id=f"e{told.start}", event_type=event_type, cameo=cameo, trigger=told, evidence=told, rule="test:1",
        mentions=(Mention(trigger=told, evidence=told, status=given["status"], rule="test:1"),), **refs, **given,
    )  # fmt: skip


def said(text: str, speaker: str, cue: str, content: str, kind: str = "indirect") -> Statement:
    return Statement(
        statement_id="s1", speaker=who(text, speaker, None), cue=span(text, cue), content=(span(text, content),),
        kind=kind, rule="test:2",
    )  # fmt: skip


def record(text: str, *rows: Event | Statement) -> CodedArticle:
    return CodedArticle(
        article=Article(article_id="x", text_id="t", text=text, published_on=Day(2021, 3, 4)),
        events=tuple(row for row in rows if isinstance(row, Event)),
        statements=tuple(row for row in rows if isinstance(row, Statement)),
        made_by=MadeBy(code="0", knowledge="0", parser="none"),
    )


BOMBED = act(TEXT, "ASSAULT", "195", "bombed", mode="aerial", source=[("Ghana", "GHA")], target=[("Togo", "TGO")])
VISIT = act(
    TEXT, "CONSULT", "042", "visit", mode="visit", status="planned", reciprocal=True,
    source=[("Benin", "BEN"), ("Niger", "NER")],
)  # fmt: skip
FAILED = said(TEXT, "Mali", "said", "talks had failed")


class Bench:
    """A bench that knows its records by heart; other texts hold nothing."""

    def __init__(self, *records: CodedArticle) -> None:
        self.records = {one.article.text: one for one in records}
        self.failures: list[Failure] = []

    def code(self, text: str, **_: object) -> CodedArticle:
        return self.records.get(text, record(text))


def scored(tmp_path: Path, rows: Iterable[dict[str, object]], *records: CodedArticle, name: str = "gold.jsonl"):
    """The score of rows written to a file, and all that was judged."""
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    kept: list[Judged] = []
    (found,) = sources.gold_sets([path])
    return score(found, Bench(*records), keep=lambda name, half, judged: kept.append(judged)), kept


def total(made, metric: str) -> tuple[float, float, float, float]:
    tally = sum((half.total(metric) for half in made.halves.values()), Tally())
    return tally.hits, tally.wanted, tally.right, tally.found


def share(made, name: str) -> tuple[float, int]:
    found = sum((half.shares.get(name, Share()) for half in made.halves.values()), Share())
    return found.right, found.of


def test_figures() -> None:
    tally = Tally(hits=3, wanted=6, right=3, found=4)
    assert (tally.recall, tally.precision, tally.f1) == (0.5, 0.75, pytest.approx(0.6))
    assert Tally().f1 is None
    assert Tally(wanted=2).f1 == 0
    low, high = wilson(Share(right=8, of=10))
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


def test_halves_are_fixed_and_both_are_used() -> None:
    halves = [half_of(f"row-{number}") for number in range(40)]
    assert set(halves) == set(HALVES)
    assert halves == [half_of(f"row-{number}") for number in range(40)]


def test_pairs_are_one_to_one_the_likest_first() -> None:
    assert pairs([1, 2], [2, 1, 9], lambda gold, ours: None if ours == 9 else -abs(gold - ours)) == ((0, 1), (1, 0))


def test_export_keeps_actual_acts_and_turns_plans_into_intent_or_threat() -> None:
    plan = export_view(VISIT)
    assert plan is not None
    assert (plan.event_type, plan.mode, plan.cameo) == ("AGREE", None, "036")
    actual = export_view(BOMBED)
    assert actual is not None
    assert (actual.event_type, actual.mode, actual.cameo) == ("ASSAULT", "aerial", "195")
    raid = act(TEXT, "ASSAULT", "195", "bombed", status="planned")
    assert [(one.event_type, one.cameo) for one in exported(record(TEXT, raid))] == [("THREATEN", "1384")]
    for status in ("negated", "possible", "hypothetical"):
        assert export_view(act(TEXT, "ASSAULT", "195", "bombed", status=status)) is None


def test_plain_saying_is_exported_only_where_no_act_is() -> None:
    assert [one.cameo for one in exported(record(TEXT, FAILED))] == ["010"]
    assert [one.cameo for one in exported(record(TEXT, BOMBED, FAILED))] == ["195"]


def test_every_plan_becomes_an_intent_or_a_threat() -> None:
    codes = load_code_lists()
    for row in codes.cameo_rows:
        if row.event_type is not None:
            planned = codes.cameo(becomes(row.code))
            assert planned is not None
            assert planned.event_type == ("AGREE" if row.code[:2] <= "08" else "THREATEN"), row.code


GSR = {"id": "g1", "text": TEXT, "eventText": "", "event": "FIGHT", "source": [{"actorText": "Ghana", "code": "GHA"}]}


def test_a_full_record_needs_type_source_and_target(tmp_path: Path) -> None:
    right = {**GSR, "target": [{"actorText": "Togo", "code": "TGO", "sector": "MIL"}], "mode": "aerial"}
    made, _ = scored(tmp_path, [right], record(TEXT, BOMBED))
    assert total(made, "full record") == (1, 1, 1, 1)
    assert (share(made, "mode"), share(made, "target sector")) == ((1, 1), (0, 1))
    made, kept = scored(tmp_path, [{**GSR, "target": ""}], record(TEXT, BOMBED))
    assert (total(made, "full record"), total(made, "type")) == ((0, 1, 0, 1), (1, 1, 1, 1))
    assert [one.wrong for one in kept[0].differences] == ["target country"]


def test_acts_done_together_have_their_actors_in_both_roles(tmp_path: Path) -> None:
    plan = {
        **GSR, "event": "AGREE",
        "source": [{"actorText": "Benin", "code": "BEN"}], "target": [{"actorText": "Niger", "code": "NER"}],
    }  # fmt: skip
    both = {**plan, "source": [*plan["source"], *plan["target"]], "target": None}
    for row in (plan, both):
        made, _ = scored(tmp_path, [row], record(TEXT, VISIT))
        assert total(made, "full record") == (1, 1, 1, 1)


def test_rows_of_one_text_are_one_item_and_what_is_left_is_false(tmp_path: Path) -> None:
    rows = [{**GSR, "target": [{"code": "TGO"}]}, {**GSR, "id": "g2", "event": "DEMAND", "target": []}]
    made, kept = scored(tmp_path, rows, record(TEXT, BOMBED))
    assert made.items == 1
    assert total(made, "full record") == (1, 2, 1, 1)
    assert [one.what for one in kept[0].differences] == ["missed"]
    made, kept = scored(tmp_path, rows[:1], record(TEXT, BOMBED, VISIT))
    assert total(made, "type") == (1, 1, 1, 2)
    assert [one.what for one in kept[0].differences] == ["false"]


def test_codes_are_met_by_root_and_exactly(tmp_path: Path) -> None:
    row = {"id": "c", "text": TEXT, "cameo": "190", "root": "19", "name": "force", "note": ""}
    made, _ = scored(tmp_path, [row], record(TEXT, BOMBED))
    assert [total(made, name) for name in ("root", "exact", "type")] == [(1, 1, 1, 1), (0, 1, 0, 1), (1, 1, 1, 1)]


def test_the_relation_of_a_pair_is_that_of_the_act_between_them(tmp_path: Path) -> None:
    pair = {
        "id": "p", "text": TEXT, "source": "Ghana", "target": "Togo", "root": "ASSAULT", "quad": 4,
        "source_spans": [[0, 5, "Ghana"]], "target_spans": [[13, 17, "Togo"]],
    }  # fmt: skip
    made, _ = scored(tmp_path, [pair], record(TEXT, VISIT, BOMBED))
    assert [total(made, name) for name in ("root", "quad", "binary")] == [(1, 1, 1, 1)] * 3
    made, kept = scored(tmp_path, [pair], record(TEXT, VISIT))
    assert total(made, "root") == (0, 1, 0, 0)
    assert kept[0].differences[0].what == "missed"


def test_judged_codings_count_against_us_where_we_repeat_an_error(tmp_path: Path) -> None:
    rows = [{"aid": "1", "text": TEXT, "cameo": "190", "correct": "1"},
            {"aid": "1", "text": TEXT, "cameo": "1823", "correct": "0"}]  # fmt: skip
    made, _ = scored(tmp_path, rows, record(TEXT, BOMBED))
    assert total(made, "type") == (1, 1, 1, 2)
    assert total(made, "root") == (1, 1, 1, 1)


def test_labels_of_sentences_are_met_by_events_in_them(tmp_path: Path) -> None:
    lines = ["the police beat two men.", "the men slept."]
    text = "\n".join(lines)
    police = who(text, "police", "IND", sectors=("COP",))
    beat = act(text, "ASSAULT", "182", "beat")
    coded = record(text, Event(**{name: getattr(beat, name) for name in beat.__slots__} | {"source_actors": (police,)}))
    labels = (["FORCE", "ANY_ACTION"], ["ARREST"])
    rows = [{"doc_id": 1, "sent_text": line, "sent_labels": told} for line, told in zip(lines, labels, strict=True)]
    made, _ = scored(tmp_path, rows, coded)
    assert total(made, "sentences") == (2, 3, 0, 0)
    assert total(made, "acts of police") == (0, 0, 1, 1)


def test_contents_are_compared_on_letters_and_without_that(tmp_path: Path) -> None:
    start = TEXT.index("that talks")
    told = {"source": [[43, 47]], "cue": [[48, 52]], "content": [[start, len(TEXT)]], "type": "indirect"}
    gold = {"id": "n", "text": TEXT, "published": "2021-03-04", "attributions": [told]}
    made, _ = scored(tmp_path, [gold], record(TEXT, FAILED))
    for name in ("same content", "exact content", "content and speaker"):
        assert total(made, name) == (1, 1, 1, 1)
    characters = len("talkshadfailed")
    assert total(made, "content characters") == (characters,) * 4
    made, _ = scored(tmp_path, [gold], record(TEXT, said(TEXT, "Niger", "said", "failed")))
    assert total(made, "same content") == (0, 1, 0, 1)


def annotated(**rows: list[dict[str, object]]) -> dict[str, object]:
    empty = {name: [] for name in ("events_required", "events_optional", "statements_required", "statements_optional")}
    ends = [i + 1 for i, c in enumerate(TEXT) if c == "."]
    sentences = [[a, b] for a, b in zip([0, *(e + 1 for e in ends[:-1])], ends, strict=True)]
    return {
        "id": "A",
        "published_on": "2021-03-04",
        "outlet": "O",
        "text": TEXT,
        "sentences": sentences,
        **empty,
        **rows,
    }


def gold_event(**fields: object) -> dict[str, object]:
    source = {"span": [0, 5], "text": "Ghana", "country": "GHA", "sector": None, "person": None}
    target = {"span": [13, 17], "text": "Togo", "country": "TGO", "sector": None, "person": None}
    return {
        "event_type": "ASSAULT", "mode": "aerial", "status": "actual", "historical": False, "cameo": "195",
        "date": None, "attribution": None, "trigger": [6, 12], "mentions": [], "source_actors": [source],
        "target_actors": [target], **fields,
    }  # fmt: skip


def test_optional_rows_are_right_to_find_and_not_wrong_to_miss(tmp_path: Path) -> None:
    made, _ = scored(tmp_path, [annotated(events_required=[gold_event()])], record(TEXT, BOMBED, VISIT))
    assert total(made, "events") == (1, 1, 1, 2)
    assert share(made, "status") == (1, 1)
    made, _ = scored(tmp_path, [annotated(events_optional=[gold_event()])], record(TEXT, BOMBED))
    assert total(made, "events") == (0, 0, 1, 1)
    other = gold_event(trigger=[30, 35])  # another sentence
    made, _ = scored(tmp_path, [annotated(events_required=[other])], record(TEXT, BOMBED))
    assert total(made, "events") == (0, 1, 0, 1)


def test_statements_of_articles_need_half_of_the_words(tmp_path: Path) -> None:
    start = TEXT.index("talks")
    speaker = {"span": [43, 47], "text": "Mali", "country": "MLI", "sector": None, "person": None}
    gold = {"speaker": speaker, "content": [[start, start + len("talks had failed")]], "kind": "indirect"}
    made, _ = scored(tmp_path, [annotated(statements_required=[gold])], record(TEXT, FAILED))
    assert total(made, "statements") == (1, 1, 1, 1)
    assert share(made, "speaker") == (1, 1)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2020-02-29", (Day(2020, 2, 29), Day(2020, 2, 29))),
        ("2020-02-29T10:00", (Day(2020, 2, 29), Day(2020, 2, 29))),
        ("2020-02", (Day(2020, 2, 1), Day(2020, 2, 29))),
        ("2020-Q4", (Day(2020, 10, 1), Day(2020, 12, 31))),
        ("2020-W01", (Day(2019, 12, 30), Day(2020, 1, 5))),
        ("2020", (Day(2020, 1, 1), Day(2020, 12, 31))),
        ("199", (Day(1990, 1, 1), Day(1999, 12, 31))),
        ("2020-02-01/2020-02-03", (Day(2020, 2, 1), Day(2020, 2, 3))),
        ("PRESENT_REF", None),
        ("P3D", None),
        ("2020-SU", None),
        ("2020-13", None),
    ],
)
def test_values_of_time_expressions_are_days(value: str, days: tuple[Day, Day] | None) -> None:
    assert interval(value) == days


def test_pages_are_compared_by_runs_of_four_words() -> None:
    tally = main_text("One two three four five.", "one two three four six")
    assert (tally.hits, tally.wanted, tally.found) == (1, 2, 2)
    assert grams("too short").total() == 1
    assert right_day(b'{"datePublished": "2020-01-02T10:00"}', None) is False
    assert right_day(b"<p>no date</p>", None) is None


def own(tmp_path: Path, lines: list[list[str]]) -> Path:
    path = tmp_path / "mine.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
    return path


def test_own_events_in_csv(tmp_path: Path) -> None:
    lines = [
        ["text", "published_on", "event_type", "source", "target", "status", "trigger"],
        [TEXT, "2021-03-04", "ASSAULT", "GHA", "Togo", "actual", "bombed"],
        [TEXT, "2021-03-04", "CONSULT", "Benin; NER", "", "actual", ""],
        ["Nobody met.", "", "", "", "", "", ""],
    ]
    (gold,) = sources.gold_sets([own(tmp_path, lines)])
    made = score(gold, Bench(record(TEXT, BOMBED, VISIT)))
    assert made.form.name == "own_events"
    assert (made.items, total(made, "events"), total(made, "full events")) == (2, (2, 2, 2, 2), (1, 2, 1, 2))
    assert (share(made, "source and target"), share(made, "status")) == ((1, 1), (1, 2))


def test_own_statements_must_stand_in_their_text(tmp_path: Path) -> None:
    row = {"text": TEXT, "speaker": "Mali", "content": "talks had failed", "kind": "indirect"}
    made, _ = scored(tmp_path, [row], record(TEXT, FAILED))
    assert total(made, "statements") == (1, 1, 1, 1)
    assert share(made, "speaker") == (1, 1)
    made, _ = scored(tmp_path, [{**row, "content": "talks will go on"}], record(TEXT, FAILED))
    assert made.unscored == "the content 'talks will go on' does not stand in its text"


def test_verdicts_and_reasons() -> None:
    assert (right_row("Right"), right_row("0"), right_row(" ")) == (True, False, None)
    with pytest.raises(ReadingError):
        right_row("maybe")
    assert wrong_fields("status, date: it was a plan") == ("status", "date")
    assert wrong_fields("nonsense") == ("anything else",)


def test_a_drawing_is_the_same_for_the_same_seed() -> None:
    once = drawn(range(1000), 20, seed=7)
    assert once == drawn(range(1000), 20, seed=7) == sorted(once)
    assert once != drawn(range(1000), 20, seed=8)
    assert drawn(range(3), 20, seed=7) == [0, 1, 2]


def test_files_nobody_can_score_have_a_reason(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"what": 1}\n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("no JSON\n", encoding="utf-8")
    (tmp_path / "d.jsonl").write_text('{"cluster": "1", "topic": "1", "text": "x"}\n', encoding="utf-8")
    reasons = {one.name: score(one, Bench()).unscored for one in sources.gold_sets([tmp_path])}
    assert reasons["a"] == "no format of gold has these fields: what"
    assert reasons["b"] == "there is no row in it"
    assert "no JSON" in reasons["c"]
    assert "incidents" in reasons["d"]
    with pytest.raises(ReadingError, match="no set 'z'"):
        sources.gold_sets([tmp_path], only="z")


def test_every_format_is_scored_or_says_why_not() -> None:
    for form in GOLD.values():
        assert (form.judge is None) == bool(form.unscored), form.name
        assert all(function.__doc__ for function in form.metrics.values()), form.name


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def _bench(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "Bench", lambda parser: Bench(record(TEXT, BOMBED, VISIT, FAILED)))


def texts_of(half: Half, number: int) -> list[str]:
    return [text for text in (f"Text {i} tells of nobody." for i in range(200)) if half_of(text) == half][:number]


@pytest.mark.usefixtures("_bench")
def test_eval_prints_and_writes_only_the_read_half(tmp_path: Path) -> None:
    lines = [["text", "event_type"], *([text, "AID"] for half in HALVES for text in texts_of(half, 2))]
    path, board, out = own(tmp_path, lines), tmp_path / "scores.md", tmp_path / "out"
    found = run("eval", path, "--output", out, "--scores", board, "--limit", 50)
    assert found.exit_code == 0, found.output
    assert "4 items: 2 read, 2 held" in found.stdout
    misses = (out / "misses.tsv").read_text(encoding="utf-8").splitlines()
    assert len(misses) == 3
    assert all(line.split("\t")[2:4] == ["read", "missed"] for line in misses[1:])
    assert (out / "misses.html").read_text(encoding="utf-8").count("<td class") == 2
    assert "## mine" in board.read_text(encoding="utf-8")
    run("eval", path, "--output", out, "--all")
    assert len((out / "misses.tsv").read_text(encoding="utf-8").splitlines()) == 5


@pytest.mark.usefixtures("_bench")
def test_eval_prints_json(tmp_path: Path) -> None:
    found = run("eval", own(tmp_path, [["text", "event_type"], [TEXT, "ASSAULT"]]), "--format", "json")
    (made,) = json.loads(found.stdout)
    assert made["format"] == "own_events"
    assert {line["metric"] for line in made["figures"]} == {"events", "full events"}


@pytest.mark.usefixtures("_bench")
@pytest.mark.parametrize("what", ["events", "statements"])
def test_a_sample_is_filled_and_scored(tmp_path: Path, what: str) -> None:
    records, path = tmp_path / "records.jsonl", tmp_path / "sheet.tsv"
    coded = record(TEXT, BOMBED, VISIT, FAILED)
    records.write_text(codec.encode(coded) + "\n", encoding="utf-8")
    assert run("sample", records, "--n", 5, "--seed", 3, "--what", what, "--output", path).exit_code == 0
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    assert len(rows) == {"events": 2, "statements": 1}[what]
    assert {row["verdict"] for row in rows} == {""}
    rows[0].update(verdict="wrong", reason="speaker: another one")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    found = run("eval", path)
    assert found.exit_code == 0
    assert "0.00 of 1" in found.stdout
    assert "speaker → another one" in found.stdout


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    assert run("eval", tmp_path / "none").exit_code == cli.USAGE
    assert run("sample", tmp_path / "none").exit_code == cli.USAGE
    assert run("sample", tmp_path / "none", "--what", "actors").exit_code == cli.USAGE
