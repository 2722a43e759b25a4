"""Whether actors of two reports are the same, or one stands inside the other ("Xi" in "China")."""

import functools
from collections.abc import Collection, Sequence

from communique.knowledge.happenings import ARMED, PEOPLE, STATE
from communique.knowledge.registry import load_registry
from communique.store.reports import Party, sides_of
from communique.store.words import stems

COUNTRY = "country:"  # begins the id of a country in the registry
PERSON = "person:"
SAME, INSIDE, AKIN, LOOSE, OTHER = 1.0, 0.8, 0.6, 0.3, 0.0
"""How near two actors stand: one and the same; one in the other; of one country and side; perhaps; not the same."""

TOGETHER = 2  # actors that two reports of one meeting share where they name so many


def nearness(one: Party, other: Party) -> float:
    """How near two actors stand, from OTHER to SAME; the same whichever is given first."""
    if one.actor_id is not None and one.actor_id == other.actor_id:
        return SAME
    if _differ(one.country, other.country) or _are_two_persons(one, other):
        return OTHER
    if _same_name(one.name, other.name):
        return SAME
    if one.country is None or other.country is None:
        return _without_country(one, other)
    return _of_one_country(one, other)


def agreement(these: Sequence[Party], those: Sequence[Party]) -> float | None:
    """How well the actors of one role agree: the mean nearness of the fewer ones to their nearest; OTHER where none is
    near, None where one report names nobody."""
    if not these or not those:
        return None
    fewer, more = sorted((tuple(these), tuple(those)), key=len)
    if len(these) == len(those):
        return max(_mean(these, those), _mean(those, these))
    return _mean(fewer, more)


def company(these: Sequence[Party], those: Sequence[Party]) -> float | None:
    """How well those agree who do something together: as `agreement`, but OTHER where not all of the fewer, or at least
    two, are among the others, because talks with somebody else are other talks."""
    grade = agreement(these, those)
    if grade is None:
        return None
    fewer, more = sorted((tuple(these), tuple(those)), key=len)
    met = sum(any(nearness(one, other) > OTHER for other in more) for one in fewer)
    return grade if met >= min(len(fewer), TOGETHER) else OTHER


def _mean(fewer: Sequence[Party], more: Sequence[Party]) -> float:
    nearest = [max(nearness(one, other) for other in more) for one in fewer]
    return sum(nearest) / len(nearest)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _are_two_persons(one: Party, other: Party) -> bool:
    """True for two persons of the registry: an act of one minister is not that of another."""
    ids = (one.actor_id, other.actor_id)
    return all(i is not None and i.startswith(PERSON) for i in ids) and ids[0] != ids[1]


def _same_name(one: str, other: str) -> bool:
    """True where all words of the shorter name stand in the longer ("Bagheri Kani", "Ali Bagheri Kani")."""
    these, those = set(one.casefold().split()), set(other.casefold().split())
    named = one[:1].isupper() and other[:1].isupper()
    return these == those or named and (these <= those or those <= these)


def is_state(party: Party) -> bool:
    """True for a country by its name."""
    return party.actor_id is not None and party.actor_id.startswith(COUNTRY)


def _without_country(one: Party, other: Party) -> float:
    """Of somebody whose country is not told, the side is known ("the protesters", "the police"), and of which countries
    the article speaks."""
    if _differ(one.org_class, other.org_class) or not _may_be_one_side(sides_of(one), sides_of(other)):
        return OTHER
    if not set(roots(one)) & set(roots(other)) and roots(one) and roots(other):
        return OTHER
    return AKIN if sides_of(one) & sides_of(other) else LOOSE


def roots(party: Party) -> tuple[str, ...]:
    """The countries or the name in the registry under which an actor is looked for; none of somebody of whom nothing is
    known."""
    if party.country is not None:
        return (party.country,)
    return (party.actor_id,) if party.actor_id is not None else party.perhaps


def _may_be_one_side(these: frozenset[str], those: frozenset[str]) -> bool:
    """True but for the state against others, and the armed against the people; a party may have fighters."""
    if not these or not those or these & those:
        return True
    both = these | those
    return STATE not in both and not {ARMED, PEOPLE} <= both


def _of_one_country(one: Party, other: Party) -> float:
    these, those = sides_of(one), sides_of(other)
    if is_state(one) or is_state(other):
        side = those if is_state(one) else these
        if STATE in side or is_state(one) and is_state(other):
            return INSIDE
        return LOOSE if ARMED in side else AKIN
    if these & those:
        return INSIDE if set(one.sectors) & set(other.sectors) else AKIN
    if these and those:
        return LOOSE if _may_be_one_side(these, those) else OTHER
    return AKIN


def has_name(party: Party) -> bool:
    """True where a text can name the actor otherwise than by what it is ("protesters")."""
    return party.country is not None or party.name[:1].isupper()


def is_named(party: Party, words: Collection[str]) -> bool:
    """True where stems of a text hold a word of the actor's name, or a name of its country, people, capital or seat."""
    proper = stems(" ".join(word for word in party.name.split() if word[:1].isupper()))
    if any(stem in words for stem in proper):
        return True
    return party.country is not None and any(name <= set(words) for name in _country_names().get(party.country, ()))


@functools.cache
def _country_names() -> dict[str, tuple[frozenset[str], ...]]:
    """The names of each country as sets of stems."""
    found = {}
    for row in load_registry().countries:
        names = (row.name, *row.aliases, *row.adjectives, *row.people, *row.capital, *row.seats)
        found[row.code] = tuple(name for name in (frozenset(stems(one)) for one in names) if name)
    return found
