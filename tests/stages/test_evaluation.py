"""The scoreboard on gold rows and records invented here: what counts as met, right, missed and false."""

from datetime import date as Day
from pathlib import Path
from typing import Any

import pytest

from communique.evaluation.figures import Share, Tally, wilson
from communique.evaluation.gold.actor_texts import who_is
from communique.evaluation.gold.html_pages import grams, main_text, right_day
from communique.evaluation.gold.timex import interval
from communique.evaluation.judging import HALVES, half_of
from communique.evaluation.pairing import pairs
from communique.knowledge.code_lists import load_code_lists
from communique.linguistics.conllu import read_conllu
from communique.model import Event, Meant, Named, NamedActor
from communique.views.export import becomes, export_view, exported
from tests.stages.gold_by_hand import BOMBED, FAILED, TEXT, VISIT, act, record, said, scored, share, total, who


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
    assert [one.wrong for one in kept[0].differences if one.metric == "event"] == ["target country"]


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
    assert [one.what for one in kept[0].differences if one.metric == "event"] == ["missed"]
    made, kept = scored(tmp_path, rows[:1], record(TEXT, BOMBED, VISIT))
    assert total(made, "type") == (1, 1, 1, 2)
    assert [one.what for one in kept[0].differences if one.metric == "event"] == ["false"]


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
    page = {
        "raw": b'{"datePublished": "2021-03-05T00:10Z"}',
        "url": "https://e.org/2021/03/04/a",
        "crawl_date": "2021-03-06",
    }
    article = record(TEXT).article
    assert right_day(page, article) is True
    assert right_day({**page, "crawl_date": "2021-03-03"}, article) is False
    assert right_day(page, None) is False
    assert right_day({**page, "raw": b"<p>no date</p>"}, article) is None


FLEET = """
# text = Fijian sailors left Samoa
1 Fijian  fijian ADJ   JJ  _ 2 amod
2 sailors sailor NOUN  NNS _ 3 nsubj
3 left    leave  VERB  VBD _ 0 root
4 Samoa   Samoa  PROPN NNP _ 3 obj
"""


def test_words_of_a_gold_actor_are_the_naming_of_their_head() -> None:
    parse = read_conllu(FLEET)

    def naming(first: int, last: int, **told: Any) -> NamedActor:
        return NamedActor(
            span=parse.words(0, first, last), sentence=0, first=first, last=last, head=last, form="agent",
            name="", rule="", **told,
        )  # fmt: skip

    named = Named(actors=(naming(0, 0, country="TON"), naming(1, 1, country="FJI", sectors=("MIL",))))
    nobody = Meant(referents=(), links=(None, None))
    found = who_is(parse, "Fijian sailors", named, nobody)
    assert found is not None and (found.codes, found.sectors) == ({"FJI"}, {"MIL"})
    assert who_is(parse, "Samoa", named, nobody) is None
    assert who_is(parse, "Tonga", named, nobody) is None
