"""Articles with their place names, linked to a gazetteer."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row, around, country_code
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import overlap, pairs
from communique.model import PlaceMention


def found_name(gold: Mapping[str, Any], ours: PlaceMention) -> float | None:
    """A place mention of ours shares a character with a place name that the gold links to a gazetteer; one to one.
    Ours that overlap a name which the gold does not link are left out of precision.
    """
    one, other = (gold["start"], gold["end"]), (ours.span.start, ours.span.end)
    return min(one[1], other[1]) - max(one[0], other[0]) if overlap(one, other) else None


def right_country(country: str, ours: PlaceMention | None) -> bool:
    """The place was found and its country is that of the gold (told by name, looked up in the country table)."""
    return ours is not None and ours.country == country


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item an article."""
    for row in rows:
        judging = Judging(str(row["id"]))
        _, named = bench.named(row["text"])
        gold = [one for one in row["toponyms"] if one.get("geonameid")]
        other = [(one["start"], one["end"]) for one in row["toponyms"] if not one.get("geonameid")]
        ours = [
            one for one in named.places if not any(overlap((one.span.start, one.span.end), place) for place in other)
        ]
        paired = pairs(gold, ours, found_name)
        met = dict(paired)
        for index, one in enumerate(gold):
            _judge(judging, row["text"], one, ours[met[index]] if index in met else None)
        right = {o for _, o in paired}
        for index, mention in enumerate(ours):
            judging.found("name found", "", index in right)
            if index not in right:
                told = around(row["text"], mention.span.start, mention.span.end)
                found = f"{mention.name} ({mention.country})"
                judging.differ(Difference(what="false", metric="place", text=told, found=found, rule=mention.rule))
        yield judging.done()


def _judge(judging: Judging, text: str, gold: Mapping[str, Any], ours: PlaceMention | None) -> None:
    judging.wanted("name found", "", ours is not None)
    country = country_code(gold["country"]) if gold.get("country") else None
    if country is not None:
        judging.field("country right, of all", right_country(country, ours))
        if ours is not None:
            judging.field("country right, of found", right_country(country, ours))
    if ours is None or (country is not None and not right_country(country, ours)):
        judging.differ(
            Difference(
                what="wrong" if ours else "missed", metric="place", text=around(text, gold["start"], gold["end"]),
                expected=f"{text[gold['start'] : gold['end']]} ({country or gold.get('country') or '*'})",
                found=f"{ours.name} ({ours.country})" if ours else NOTHING, rule=ours.rule if ours else "",
            )
        )  # fmt: skip


FORM = GoldForm(
    name="geo",
    keys=frozenset({"toponyms", "text"}),
    judge=judge,
    metrics={"name found": found_name, "country right": right_country},
    note="There is no gazetteer yet: nothing has coordinates, so distances cannot be scored.",
)
