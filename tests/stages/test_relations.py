"""What one given actor does to another: a text, two spans, and the act or None."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

import communique
from communique import cli, pipeline
from communique.cli import console
from communique.model import Article

CASES = yaml.safe_load(Path(__file__).with_name("relations.yaml").read_text(encoding="utf-8"))


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['source']} → {case['target']}: {case['event_type']}")
def test_a_pair_and_its_act(case: dict[str, Any]) -> None:
    text = case["text"]
    source, target = span(text, case["source"]), span(text, case["target"])
    event = communique.relate(text, source, target, published_on="2021-05-07", learned=False)
    assert (event and event.event_type) == case["event_type"]
    if event is None:
        return
    assert event.status == case["status"]
    told = (*event.source_actors, *event.target_actors)
    assert [(who.span.start, who.span.end) for who in told] == [source, target]
    assert all(text[who.span.start : who.span.end] == who.span.quote for who in told)


def test_what_is_known_of_a_given_actor_stays() -> None:
    text = "Peru's foreign minister called on Chilean lawmakers to drop the bill."
    event = communique.relate(text, span(text, "Peru's foreign minister"), span(text, "Chilean lawmakers"))
    assert event is not None and event.event_type == "REQUEST"
    assert [who.country for who in (*event.source_actors, *event.target_actors)] == ["PER", "CHL"]


@pytest.mark.parametrize("wrong", [(0, 0), (-1, 3), (3, 99)])
def test_a_span_outside_of_the_text_is_an_error(wrong: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no characters"):
        communique.relate("Ostavia spoke.", (0, 7), wrong)


def test_characters_must_not_move() -> None:
    with pytest.raises(ValueError, match="carriage return"):
        communique.relate("Ostavia\r\nspoke.", (0, 7), (9, 14))


def test_the_command_answers_each_pair_and_tells_what_it_cannot_read(tmp_path: Path) -> None:
    text = "Ostavia gave its full backing to the Kessari militia."
    pair = [span(text, "Ostavia"), span(text, "the Kessari militia")]
    lines = [
        {"text": text, "id": "a", "pairs": [pair, pair[::-1]]},
        {"text": text, "pairs": [[[0, 7], [8, 99]]]},
        {"text": text},
        {"text": text, "pairs": [[[0, 7]]]},
        {"text": text, "pairs": [[[0, 7], "all"]]},
        {"text": text.replace(" ", "\r\n"), "pairs": [pair]},
    ]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run = CliRunner().invoke(cli.app, ["relate", str(path)])
    assert run.exit_code == console.SOME_FAILED
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(one["id"], one["event"] and one["event"]["event_type"]) for one in found] == [
        ("a", "SUPPORT"),
        ("a", None),
    ]
    assert [found[0]["source"], found[0]["target"]] == [list(span) for span in pair]
    assert [line.partition(": ")[0] for line in run.stderr.splitlines()] == [f"{path}:{n}" for n in range(2, 7)]


@pytest.mark.parametrize("command", ["relate", "places", "dates", "quotes"])
def test_no_command_writes_over_what_it_reads(command: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Ostavia spoke."}', encoding="utf-8")
    run = CliRunner().invoke(cli.app, [command, str(path), "-o", str(path)])
    assert run.exit_code == console.USAGE
    assert path.read_text(encoding="utf-8") == '{"text": "Ostavia spoke."}'


def test_one_text_that_cannot_be_coded_stops_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = pipeline.relate_pairs

    def dying(article: Article, *others: Any) -> Any:
        if "Togo" in article.text:
            raise ValueError("broken")
        return whole(article, *others)

    monkeypatch.setattr(pipeline, "relate_pairs", dying)
    path = tmp_path / "pairs.jsonl"
    line = {"text": "Togo praised Mali.", "id": "t", "pairs": [[[0, 4], [13, 17]]]}
    path.write_text("\n".join(json.dumps(one) for one in (line, {**line, "text": "Chad praised Mali.", "id": "c"})))
    run = CliRunner().invoke(cli.app, ["relate", str(path)])
    assert run.exit_code == console.SOME_FAILED
    assert [json.loads(one)["id"] for one in run.stdout.splitlines()] == ["c"]
    assert run.stderr.startswith("t: coding: ValueError: broken")
