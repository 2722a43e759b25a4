"""Who a name may mean on a day: all candidates of the registry, with office, codes, and the rows that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day

from communique.knowledge.name_index import fold
from communique.knowledge.registry import CountryRow, Entry, OrganisationRow, Registry, SpellRow, bounds, holds, nearest

MONTH = re.compile(r"\d{4}-\d{2}")
NOT_THEN = "not on that day: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody whom a name may mean, in one office or life; `why` names the kind of name, `rule` the row."""

    asked: str
    on: Day | None
    actor_id: str
    name: str
    why: str  # person, surname, organisation, country, adjective, people, capital, seat, place
    office: str | None = None
    holds: bool = True  # on that day
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    rule: str
    origin: str


def who(registry: Registry, asked: str, on: Day | None = None) -> tuple[Candidate, ...]:
    """The candidates for a name, however it is written: those in office on that day first; without a day, today's."""
    wanted = fold(asked).casefold()
    entries = dict.fromkeys(entry for name, entry in registry.names() if fold(name).casefold() == wanted)
    found = [one for entry in entries for one in _candidates(registry, asked, entry, on)]
    return tuple(sorted(found, key=lambda one: not one.holds))


def as_of(registry: Registry) -> str:
    """The month in which rows of the registry were last made ("2026-11"), the registry's own date."""
    origins = {row.origin for row in registry.countries} | {row.origin for row in registry.organisations}
    origins |= {row.origin for row in registry.persons} | {row.origin for row in registry.spells}
    return max((month for origin in origins for month in MONTH.findall(origin)), default="")


def _candidates(registry: Registry, asked: str, entry: Entry, on: Day | None) -> Iterator[Candidate]:
    if entry.kind in ("person", "surname"):
        yield from _person(registry, asked, entry, on)
    elif entry.kind == "organisation":
        row = registry.organisation(entry.key, on)
        if row is not None:
            yield _body(asked, entry, row, on)
    elif entry.kind == "place":
        place = registry.place(entry.key)
        if place is not None:
            yield Candidate(asked=asked, on=on, actor_id="", name=place.name, why="place", country=place.country,
                            rule=place.rule, origin=place.origin)  # fmt: skip
    else:
        country = registry.country(entry.key)
        if country is not None:
            yield _country(asked, entry, country, on)


def _person(registry: Registry, asked: str, entry: Entry, on: Day | None) -> Iterator[Candidate]:
    """A person's offices on that day; where there are none, the nearest one as one that is not held."""
    person = registry.person(entry.key)
    if person is None:
        return
    career = registry.career(entry.key)
    held = registry.offices_of(entry.key, on)
    near = nearest(career, on)
    for spell in held or ((near,) if near is not None else ()):
        yield _in_office(registry, asked, entry, person.name, spell, on)


def _in_office(registry: Registry, asked: str, entry: Entry, name: str, spell: SpellRow, on: Day | None) -> Candidate:
    body = registry.organisation(spell.organisation or "", on)
    first, last = bounds(spell)
    return Candidate(
        asked=asked, on=on, actor_id=entry.key, name=name, why=entry.kind, office=spell.office or None,
        holds=holds(spell, on), country=spell.country or (body.country if body else None),
        org_class=body.org_class if body else None, sectors=spell.sectors or (body.sectors if body else ()),
        since=first, until=last, rule=spell.rule, origin=spell.origin,
    )  # fmt: skip


def _body(asked: str, entry: Entry, row: OrganisationRow, on: Day | None) -> Candidate:
    return Candidate(
        asked=asked, on=on, actor_id=row.actor_id, name=row.name, why=entry.kind, holds=holds(row, on),
        country=row.country, org_class=row.org_class, sectors=row.sectors, since=row.since, until=row.until,
        rule=row.rule, origin=row.origin,
    )  # fmt: skip


def _country(asked: str, entry: Entry, row: CountryRow, on: Day | None) -> Candidate:
    return Candidate(asked=asked, on=on, actor_id=f"country:{row.code}", name=row.name, why=entry.kind,
                     country=row.code, rule=row.rule, origin=row.origin)  # fmt: skip


def page(asked: str, on: Day | None, found: tuple[Candidate, ...], registry: Registry) -> Iterator[str]:
    """The candidates as lines to read."""
    day = f"on {on}" if on is not None else "today"
    if not found:
        yield f"{asked}: nobody of that name in the registry ({as_of(registry)})"
        return
    yield f"{asked} {day}: {len(found)} in the registry ({as_of(registry)})"
    for number, one in enumerate(found, start=1):
        codes = " ".join(filter(None, (one.country, one.org_class, *(one.sectors if one.holds else ()))))
        yield f"{number}. {one.name}  {one.actor_id}  {codes}".rstrip()
        if one.office is not None:
            yield f"   {'' if one.holds else NOT_THEN}{one.office}, {one.since or '…'} to {one.until or 'today'}"
        elif one.since or one.until:
            yield f"   {'' if one.holds else NOT_THEN}{one.since or '…'} to {one.until or 'today'}"
        yield f"   by its {one.why}: {one.rule} ({one.origin})"
