"""The registry as a table that users can read, and change into a file of their own (docs/actors.md)."""

from collections.abc import Iterator
from datetime import date as Day

from communique.knowledge.registry import OrganisationRow, Registry, SpellRow, bounds, holds

COLUMNS = (
    "name", "kind", "aliases", "surname", "country", "org_class", "sectors", "office", "since", "until", "gender",
    "origin",
)  # fmt: skip
LIST_COLUMNS = ("actor_id", *COLUMNS)
KINDS = ("person", "body")


def rows(registry: Registry, *, kind: str | None = None, country: str | None = None, on: Day | None = None) -> Iterator[
    dict[str, str]
]:  # fmt: skip
    """Persons with each of their offices and bodies with each of their lives, as cells; `on`: those of that day."""
    if kind in (None, "person"):
        for person in registry.persons:
            for spell in registry.career(person.actor_id):
                cells = _of_spell(registry, spell)
                if (on is None or holds(spell, on)) and country in (None, cells["country"]):
                    yield {"actor_id": person.actor_id, "name": person.name, "kind": "person",
                           "aliases": "|".join(person.aliases), "surname": person.surname,
                           "gender": person.gender or "", **cells}  # fmt: skip
    if kind in (None, "body"):
        for body in registry.organisations:
            if (on is None or holds(body, on)) and country in (None, body.country):
                yield _of_body(body)


def lines(cells: Iterator[dict[str, str]], columns: tuple[str, ...]) -> Iterator[str]:
    """A header and a line for each row."""
    yield "\t".join(columns)
    for row in cells:
        yield "\t".join(row.get(name, "") for name in columns)


def _of_spell(registry: Registry, spell: SpellRow) -> dict[str, str]:
    body = registry.organisation(spell.organisation or "")
    first, last = bounds(spell)
    return {
        "country": spell.country or (body.country if body else None) or "",
        "sectors": "|".join(spell.sectors or (body.sectors if body else ())),
        "office": spell.office if body is None else f"{spell.office} of {body.name}",
        "since": str(first or ""), "until": str(last or ""), "origin": spell.origin,
    }  # fmt: skip


def _of_body(body: OrganisationRow) -> dict[str, str]:
    return {
        "actor_id": body.actor_id, "name": body.name, "kind": "body", "aliases": "|".join(body.aliases),
        "country": body.country or "", "org_class": body.org_class or "", "sectors": "|".join(body.sectors),
        "since": str(body.since or ""), "until": str(body.until or ""), "origin": body.origin,
    }  # fmt: skip
