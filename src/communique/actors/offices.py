"""Who holds an office, what office a person holds, who a surname means: questions to the registry on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Day

from communique.actors.lexicon import Lexicon
from communique.knowledge.people_words import LEADER, RoleRow
from communique.knowledge.registry import SpellRow, bounds, holds


def office_labels(role: RoleRow, country: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The registry's names of the office a role means in that country, the nearest first."""
    if LEADER not in role.offices:
        return role.offices
    leaders = lexicon.words.leaders
    row = leaders.get(country) or leaders.get(None)
    return row.offices if row is not None else ()


def holder(
    role: RoleRow, country: str | None, organisation: str | None, on: Day | None, lexicon: Lexicon
) -> SpellRow | None:
    """The only holder of the office on that day; None where nobody or more than one is registered."""
    if country is None and organisation is None:
        return None
    for label in office_labels(role, country, lexicon):
        spells = lexicon.registry.holders(label, country, organisation, on)
        if spells:
            return spells[0] if len({spell.actor_id for spell in spells}) == 1 else None
    if organisation is not None and role.inherits:
        spells = tuple(spell for spell in lexicon.by_organisation.get(organisation, ()) if holds(spell, on))
        return spells[0] if len(spells) == 1 else None
    return None


def spell_of(actor_id: str, roles: Sequence[RoleRow], on: Day | None, lexicon: Lexicon) -> SpellRow | None:
    """The office a person holds on that day: the one the words name, else the one that leads the country."""
    spells = lexicon.registry.offices_of(actor_id, on)
    named = [s for role in roles for s in spells if s.office in office_labels(role, s.country, lexicon)]
    return named[0] if named else min(spells, key=lambda spell: _rank(spell, lexicon), default=None)


def _rank(spell: SpellRow, lexicon: Lexicon) -> int:
    """How near an office is to leading its country; 0 leads."""
    row = lexicon.words.leaders.get(spell.country) or lexicon.words.leaders.get(None)
    offices = row.offices if row is not None else ()
    return offices.index(spell.office) if spell.office in offices else len(offices)


def home(actor_id: str, on: Day | None, lexicon: Lexicon) -> str | None:
    """The country of a person's offices, where they all were of one."""
    spells = lexicon.registry.offices_of(actor_id, on) or lexicon.registry.career(actor_id)
    countries = {spell.country for spell in spells if spell.country is not None}
    return countries.pop() if len(countries) == 1 else None


def common_standing(actor_id: str, lexicon: Lexicon) -> tuple[str | None, tuple[str, ...]]:
    """Class and sectors that all offices of a person share, for texts without a date: whether they were in office
    then is not known, what they stood for is."""
    career = lexicon.registry.career(actor_id)
    classes, sectors = set(), set()
    for spell in career:
        body = lexicon.registry.organisation(spell.organisation or "")
        classes.add(body.org_class if body is not None else None)
        sectors.add(spell.sectors or (body.sectors if body is not None else ()))
    return classes.pop() if len(classes) == 1 else None, sectors.pop() if len(sectors) == 1 else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who else an article names: persons in full, countries and organisations; the evidence for bare surnames."""

    persons: frozenset[str]
    bodies: frozenset[str]  # country codes and organisations' ids
    on: Day | None


def by_surname(
    candidates: Iterable[str], company: Company, lexicon: Lexicon, roles: Sequence[RoleRow] = ()
) -> str | None:
    """Whom a surname means: somebody named in full in the article, else the only holder of an office on that day
    whose country is named too (with a title: of the office it names, wherever); never the most famous."""
    named = [c for c in candidates if c in company.persons]
    if named:
        return named[0] if len(named) == 1 else None
    serving: set[str] = set()
    for candidate in candidates:
        for spell in _spells(candidate, company.on, lexicon):
            titled = any(spell.office in office_labels(role, spell.country, lexicon) for role in roles)
            if titled or spell.country in company.bodies or spell.organisation in company.bodies:
                serving.add(candidate)
    if len(serving) > 1 and roles:
        serving = {c for c in serving if spell_matches(c, roles, company, lexicon)}
    if not serving and roles:
        serving = {c for c in candidates if _ever_held(c, roles, company.on, lexicon)}
    return serving.pop() if len(serving) == 1 else None


def _spells(candidate: str, on: Day | None, lexicon: Lexicon) -> tuple[SpellRow, ...]:
    """The offices of the day; of an article without a date all offices of a life."""
    return lexicon.registry.career(candidate) if on is None else lexicon.registry.offices_of(candidate, on)


def _ever_held(candidate: str, roles: Sequence[RoleRow], on: Day | None, lexicon: Lexicon) -> bool:
    """ "President Obama" of somebody who has left office: the title is kept."""
    return any(
        (on is None or (first := bounds(spell)[0]) is None or first <= on)
        and any(spell.office in office_labels(role, spell.country, lexicon) for role in roles)
        for spell in lexicon.registry.career(candidate)
    )


def spell_matches(candidate: str, roles: Sequence[RoleRow], company: Company, lexicon: Lexicon) -> bool:
    """True where the person holds, on that day, an office one of the roles names."""
    return any(
        spell.office in office_labels(role, spell.country, lexicon)
        for role in roles
        for spell in _spells(candidate, company.on, lexicon)
    )
