"""The same article with other names, offices and dates, and with its paragraphs in another order: nothing is lost."""

import re
from datetime import date as Day
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import CodedArticle, Event
from communique.pipeline import Coder
from communique.reading.facts import Facts, article

SPEC = yaml.safe_load((Path(__file__).parent / "swaps.yaml").read_text(encoding="utf-8"))
ROLES = ("A", "B", "C")
ORDERS = list(permutations(range(len(SPEC["paragraphs"]))))[:: 40320 // 4 + 1]  # four far apart, the first as written


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def filled(text: str, cast: dict[str, Any]) -> str:
    """The text with every {X.field} and {field} of a cast put in."""

    def value(found: re.Match[str]) -> str:
        role, _, field = found[1].partition(".")
        return str(cast[role][field] if field else cast[role])

    return re.sub(r"\{([\w.]+)\}", value, text)


def coded(coder: Coder, cast: dict[str, Any], order: tuple[int, ...]) -> CodedArticle:
    # every paragraph names its leaders in full once, so that it stands on its own: a list of those present comes first
    present = " ".join(filled(f"{{{r}.title}} {{{r}.name}} of {{{r}.land}} was in office.", cast) for r in ROLES)
    text = "\n".join([present, *(filled(SPEC["paragraphs"][i]["text"], cast) for i in order)])
    return coder.code(article(text, Facts(published_on=cast["published_on"], outlet=cast["outlet"])))


def codes(letters: Any, cast: dict[str, Any]) -> set[str]:
    return {cast[letter]["code"] for letter in letters}


def dated(event: Event, name: str | None, cast: dict[str, Any]) -> bool:
    if name == "any":
        return True
    if name == "none":
        return event.date is None
    if event.date is None:
        return False
    wanted: tuple[Day, Day] = (
        (cast["weekday_date"], cast["weekday_date"]) if name == "weekday" else tuple(cast["month_dates"])
    )
    return (event.date.start, event.date.end) == wanted


def fits(event: Event, row: list[Any], cast: dict[str, Any]) -> bool:
    event_type, mode, status, sources, targets, when = row
    return (
        (event.event_type, event.mode, event.status) == (event_type, mode, status)
        and {a.country for a in event.source_actors} == codes(sources, cast)
        and (targets == "any" or {a.country for a in event.target_actors} == codes(targets, cast))
        and dated(event, when, cast)
    )


def missing(found: CodedArticle, cast: dict[str, Any]) -> list[str]:
    """The expected rows that are not there."""
    lost = []
    for paragraph in SPEC["paragraphs"]:
        text = filled(paragraph["text"], cast)
        start = found.article.text.index(text)
        inside = [e for e in found.events if any(start <= m.trigger.start < start + len(text) for m in e.mentions)]
        lost += [f"{row} in {text!r}" for row in paragraph["events"] if not any(fits(e, row, cast) for e in inside)]
        said = [s for s in found.statements if start <= s.content[0].start < start + len(text)]
        for speaker, kind in paragraph.get("statements", []):
            name = filled(speaker, cast)
            one = next((s for s in said if s.kind == kind and s.speaker and s.speaker.name == name), None)
            if one is None:
                lost.append(f"statement of {name!r} in {text!r}")
            else:
                said.remove(one)
    return lost


@pytest.mark.parametrize("order", ORDERS, ids=["".join(map(str, o)) for o in ORDERS])
@pytest.mark.parametrize("cast", SPEC["casts"].values(), ids=SPEC["casts"].keys())
def test_other_names_dates_and_orders_lose_nothing(coder: Coder, cast: dict[str, Any], order: tuple[int, ...]) -> None:
    found = coded(coder, cast, order)
    assert missing(found, cast) == []
