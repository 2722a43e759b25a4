"""Reports written by hand: a raid on a town, told once more with what a test changes."""

from dataclasses import replace
from datetime import date as Day
from typing import Any

from communique.store.reports import Days, Numbers, Party, Report, Spot
from communique.store.words import stems

MONDAY, TUESDAY, WEDNESDAY = Day(2021, 3, 1), Day(2021, 3, 2), Day(2021, 3, 3)
RUSSIA = Party(actor_id="country:RUS", name="Russia", country="RUS")
UKRAINE = Party(actor_id="country:UKR", name="Ukraine", country="UKR")
LAVROV = Party(actor_id="person:lavrov", name="Sergey Lavrov", country="RUS", sectors=("GOV",))
SHOIGU = Party(actor_id="person:shoigu", name="Sergey Shoigu", country="RUS", sectors=("GOV", "MIL"))
ARMY = Party(name="Russian army", country="RUS", sectors=("MIL",))
REBELS = Party(name="rebels", country="RUS", sectors=("REB",))
KHARKIV = Spot(name="Kharkiv", geonames_id=706483, country="UKR", lat=49.98, lon=36.25, precision="city")
ODESA = Spot(name="Odesa", geonames_id=698740, country="UKR", lat=46.48, lon=30.74, precision="city")


def on(first: Day, last: Day | None = None, *, firm: bool = True) -> Days:
    """A day, or a stretch of days."""
    return Days(first=first, last=last or first, firm=firm)


RAID = Report(
    event_id="e_1", article_id="a1", text_id="t1", outlet="The Meridian", published_on=TUESDAY, event_type="ASSAULT",
    mode="aerial", cameo="195", status="actual", sources=(RUSSIA,), targets=(UKRAINE,), days=on(MONDAY), spot=KHARKIV,
    numbers=Numbers(dead=6), words=stems("bombs fell on a crowded market"),
    opening=stems("bombs fell on a crowded market in Kharkiv rescuers searched the ruins"),
)  # fmt: skip


def told(number: int, **changes: Any) -> Report:
    """The raid as article `number` tells it, with other values where given."""
    return replace(RAID, event_id=f"e_{number}", article_id=f"a{number}", text_id=f"t{number}", **changes)
