"""The rule by which two reports mean one happening, on reports written by hand."""

from typing import Any

import pytest

from communique.store.likeness import likeness
from communique.store.reports import Days, Numbers, Party, Report
from communique.store.words import cosine, stem, stems
from tests.incidents.by_hand import (
    ARMY,
    LAVROV,
    MONDAY,
    ODESA,
    RAID,
    REBELS,
    RUSSIA,
    SHOIGU,
    TUESDAY,
    UKRAINE,
    WEDNESDAY,
    on,
    told,
)

UNLIKE: dict[str, Any] = {
    "words": stems("shells hit a bus stop"),
    "opening": stems("shells hit a bus stop near the river"),
}
NOBODY = Party(name="troops", sectors=("MIL",), perhaps=("RUS",))


def is_one(one: Report, other: Report) -> bool:
    """Whether the rule links two reports; asked both ways round."""
    found, back = likeness(one, other), likeness(other, one)
    assert (found and found.points) == (back and back.points)
    return found is not None and found.is_enough


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"numbers": Numbers(dead=9)},
        {"sources": (ARMY,)},
        {"spot": None},
        {"days": on(MONDAY, WEDNESDAY, firm=False)},
        {"sources": (NOBODY,)},
        {"targets": ()},
        {"event_type": "COERCE", "mode": None},
        {"status": "negated"},
        {"mode": "heavy-weapons", **UNLIKE},
    ],
    ids=["same", "another toll", "its army", "no town", "days from publication", "nameless troops", "no target",
         "another type", "denied", "other words, same day, town and actors"],
)  # fmt: skip
def test_reports_of_one_happening(changes: dict[str, Any]) -> None:
    assert is_one(RAID, told(2, **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"days": on(WEDNESDAY)},
        {"spot": ODESA},
        {"sources": (REBELS,), "spot": None},
        {"sources": (UKRAINE,), "targets": (RUSSIA,)},
        {"event_type": "CONSULT", "mode": None},
        {"status": "planned", "days": on(MONDAY, WEDNESDAY, firm=False)},
        {"spot": None, "days": on(TUESDAY), **UNLIKE},
        {"days": None, "spot": None, "targets": (), **UNLIKE},
    ],
    ids=["two days later", "another town", "rebels, not the army", "the other way round", "talks", "only planned",
         "the next day in other words", "nothing but who"],
)  # fmt: skip
def test_reports_of_two(changes: dict[str, Any]) -> None:
    assert not is_one(told(1, sources=(ARMY,)), told(2, **({"sources": (ARMY,)} | changes)))


def test_two_ministers_do_two_acts_and_a_minister_acts_for_his_state() -> None:
    one = told(1, sources=(LAVROV,))
    assert not is_one(one, told(2, sources=(SHOIGU,), spot=None))
    assert is_one(one, told(2, sources=(RUSSIA,)))


def test_who_did_it_may_be_in_dispute_where_target_and_town_agree() -> None:
    found = likeness(RAID, told(2, sources=(UKRAINE,)))
    assert found is not None
    assert "other source actors" in found.why
    assert likeness(RAID, told(2, sources=(UKRAINE,), spot=None)) is None


def test_a_meeting_needs_two_that_are_the_same() -> None:
    iran, oman = Party(actor_id="country:IRN", name="Iran", country="IRN"), Party(name="Oman", country="OMN")
    talks = {"event_type": "CONSULT", "mode": None, "reciprocal": True, "targets": ()}
    assert is_one(told(1, sources=(RUSSIA, iran), **talks), told(2, sources=(iran, LAVROV), **talks))
    assert not is_one(told(1, sources=(RUSSIA, iran), **talks), told(2, sources=(iran, oman), **talks))


def test_outlet_and_publication_count_nothing() -> None:
    other = told(2)
    elsewhere = told(2, outlet="Harbour Post", published_on=WEDNESDAY)
    assert likeness(RAID, other) == likeness(RAID, elsewhere)


def test_days_overlap_within_their_precision() -> None:
    week: Days = on(MONDAY, WEDNESDAY, firm=False)
    assert "days that agree" in (likeness(RAID, told(2, days=week)) or likeness(RAID, RAID)).why  # type: ignore[union-attr]


def test_stems_are_shared_by_forms_of_a_word() -> None:
    assert {stem(word) for word in ("bomb", "bombs", "bombed", "bombing")} == {"bomb"}
    assert stem("protest") == stem("protesters")
    assert stems("The minister said on Tuesday that 18 missiles fell") == ("18", "missil", "fel")


def test_cosine_of_few_words_is_never_high() -> None:
    assert cosine(("market",), ("market",)) < 0.5
    assert cosine((), ("market",)) == 0
