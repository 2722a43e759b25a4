"""Links made groups: the same for any order, and no chain across what cannot be one."""

import random
from itertools import pairwise

from communique.store.components import CERTAIN, LARGEST, Link, grouped


def link(one: str, other: str, points: float = 5.0) -> Link:
    return Link(one=min(one, other), other=max(one, other), points=points, why=("by hand",))


def groups(
    names: str, *links: Link, traits: dict[str, str] | None = None, articles: dict[str, str] | None = None,
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[str, ...]:  # fmt: skip
    """The groups of one-letter reports; reports whose traits are both told and different contradict each other."""
    known = {name: (traits or {}).get(name, "") for name in names}
    homes = {name: (articles or {}).get(name, name) for name in names}
    found = grouped(homes, known, links, lambda a, b: "" not in (known[a], known[b]) and known[a] != known[b], apart)
    return tuple("".join(group) for group in found)


def test_links_connect() -> None:
    assert groups("abcd", link("a", "b"), link("b", "c")) == ("abc", "d")


def test_a_vague_report_does_not_tie_two_days_together() -> None:
    chain = (link("a", "b", 6.0), link("b", "c", 5.0))
    assert groups("abc", *chain, traits={"a": "Monday", "c": "Tuesday"}) == ("ab", "c")


def test_two_acts_of_one_article_stay_two() -> None:
    assert groups("abc", link("a", "c", 6.0), link("b", "c", 5.0), articles={"a": "one", "b": "one"}) == ("ac", "b")


def test_what_a_reviewer_parts_stays_apart_and_what_he_joins_is_joined() -> None:
    assert groups("ab", link("a", "b"), apart=frozenset({("a", "b")})) == ("a", "b")
    assert groups("ab", link("a", "b", CERTAIN), traits={"a": "Monday", "b": "Tuesday"}) == ("ab",)


def test_order_changes_nothing() -> None:
    chance = random.Random(5)
    names = "abcdefghij"
    links = [link(*chance.sample(names, 2), points=chance.choice((4.0, 5.0, 6.0))) for _ in range(20)]
    traits = {name: chance.choice(("", "Monday", "Tuesday")) for name in names}
    wanted = groups(names, *links, traits=traits)
    for _ in range(20):
        chance.shuffle(links)
        assert groups("".join(chance.sample(names, len(names))), *links, traits=traits) == wanted


def test_a_chain_of_too_many_is_split() -> None:
    names = [f"r{number:04}" for number in range(LARGEST + 100)]
    links = [link(one, other) for one, other in pairwise(names)]
    homes, traits = {name: name for name in names}, dict.fromkeys(names, "")
    found = grouped(homes, traits, links, lambda _one, _other: False)
    assert max(map(len, found)) <= LARGEST
    assert found == grouped(homes, traits, links[::-1], lambda _one, _other: False)
