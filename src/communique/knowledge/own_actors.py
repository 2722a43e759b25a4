"""Users' own actors: a table of theirs, or a dictionary in the format of TABARI and PETRARCH, beside the registry.

The table is TSV with a header (docs/actors.md): one row a name or, for somebody with several offices or lives, one row
each with the same name. Own rows go before the registry's: a name of theirs means theirs alone.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Literal

from communique.errors import Fault, KnowledgeError, ReadingError
from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.knowledge.registry import OWN, OrganisationRow, PersonRow, Registry, SpellRow
from communique.knowledge.tables import read_tsv

TABLE = ".tsv"
LOG = logging.getLogger("communique")
GENDERS = (None, "m", "f")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A person or a body, in one office or life; see docs/actors.md."""

    name: str
    kind: Literal["person", "body"]
    aliases: tuple[str, ...] = ()
    surname: str | None = None
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    since: Day | None = None
    until: Day | None = None
    gender: str | None = None
    caseless: bool = False  # from a dictionary in capitals: found however it is written
    origin: str = ""
    rule: str = ""

    @property
    def actor_id(self) -> str:
        """ "own:" and the name in small letters, the same in every row of the actor."""
        return OWN + "-".join("".join(c if c.isalnum() else " " for c in self.name.casefold()).split())


def load_own_actors(path: Path, registry: Registry) -> Registry:
    """The registry with the actors of a file before its own.

    Raises `KnowledgeError` with every fault and its line. Faulty lines of a dictionary are passed over and told.
    """
    rows, faults = own_rows(path, registry)
    if path.suffix == TABLE and faults:
        raise KnowledgeError(faults)
    if not rows:
        raise KnowledgeError(faults or (Fault(path=str(path), line=1, message="no actor in it"),))
    for fault in faults:
        LOG.warning("%s (passed over)", fault)
    return with_own(registry, rows)


def own_rows(path: Path, registry: Registry) -> tuple[tuple[OwnRow, ...], tuple[Fault, ...]]:
    """The rows of a users' file and what is wrong in it: TSV by its name, else a dictionary of TABARI or PETRARCH."""
    from communique.knowledge.tabari import read_tabari

    if not path.is_file():
        raise ReadingError(f"{path}: no such file of actors")
    if path.suffix == TABLE:
        try:
            rows = read_tsv(path, OwnRow)
        except KnowledgeError as wrong:
            return (), wrong.faults
        return rows, tuple(_faults(path, rows, registry, load_code_lists()))
    return read_tabari(path, registry)


def fingerprint(path: Path) -> str:
    """What a record says of the file: its name and the beginning of its hash."""
    return f"{path.name} {sha256(path.read_bytes()).hexdigest()[:12]}"


def _faults(path: Path, rows: Iterable[OwnRow], registry: Registry, codes: CodeLists) -> Iterable[Fault]:
    """What is wrong with rows that can be read, in the order of the file."""
    kinds: dict[str, OwnRow] = {}
    names: dict[str, OwnRow] = {}
    for row in rows:
        line = int(row.rule.rpartition(":")[2])
        said = list(_wrong_values(row, registry, codes))
        first = kinds.setdefault(row.actor_id, row)
        if first.kind != row.kind:
            said.append(f"{row.name} is a {first.kind} in line {first.rule.rpartition(':')[2]}")
        for name in (row.name, *row.aliases):
            other = names.setdefault(name, row)
            if other.actor_id != row.actor_id:
                said.append(f"{name!r} already names {other.name} in line {other.rule.rpartition(':')[2]}")
        yield from (Fault(path=str(path), line=line, message=message) for message in said)


def _wrong_values(row: OwnRow, registry: Registry, codes: CodeLists) -> Iterable[str]:
    if row.country is not None and registry.country(row.country) is None:
        yield f"country = {row.country!r}: no such code; write ISO 3166-1 alpha-3, as UKR"
    if row.org_class is not None and not codes.is_org_class(row.org_class):
        yield f"org_class = {row.org_class!r}: write one of {' '.join(one.org_class for one in codes.org_classes)}"
    for sector in row.sectors:
        if not codes.is_sector(sector):
            yield f"sectors = {sector!r}: write PLOVER's, as {' '.join(one.sector for one in codes.sectors)}"
    if row.gender not in GENDERS:
        yield f"gender = {row.gender!r}: write m or f, or nothing"
    if row.since is not None and row.until is not None and row.until < row.since:
        yield f"until = {row.until}: before since = {row.since}"
    if row.kind == "body" and (row.office or row.surname or row.gender):
        yield "a body has no office, surname or gender"
    if row.kind == "person" and row.org_class:
        yield "a person has no org_class"


def with_own(registry: Registry, rows: Iterable[OwnRow]) -> Registry:
    """The registry with own rows before its own; names that they use name nobody else."""
    grouped = [list(same) for _, same in groupby(sorted(rows, key=_order), key=lambda row: row.actor_id)]
    bodies = [_body(row) for same in grouped if same[0].kind == "body" for row in same]
    people = [same for same in grouped if same[0].kind == "person"]
    return Registry(
        countries=registry.countries,
        organisations=(*bodies, *registry.organisations),
        persons=(*(_person(same) for same in people), *registry.persons),
        spells=(*(_spell(row) for same in people for row in same), *registry.spells),
        places=registry.places,
        own=frozenset(name for same in grouped for row in same for name in (row.name, *row.aliases)),
        caseless=frozenset(row.actor_id for same in grouped for row in same if row.caseless),
    )


def _order(row: OwnRow) -> tuple[str, Day]:
    return (row.actor_id, row.since or Day.min)


def _body(row: OwnRow) -> OrganisationRow:
    return OrganisationRow(
        actor_id=row.actor_id, name=row.name, aliases=row.aliases, country=row.country, org_class=row.org_class,
        sectors=row.sectors, since=row.since, until=row.until, origin=row.origin, rule=row.rule,
    )  # fmt: skip


def _person(rows: list[OwnRow]) -> PersonRow:
    """One person of several rows: the first that tells a surname or gender; without one, the last word of the name."""
    first = rows[0]
    aliases = dict.fromkeys(alias for row in rows for alias in row.aliases)
    return PersonRow(
        actor_id=first.actor_id, name=first.name, aliases=tuple(aliases),
        surname=next((row.surname for row in rows if row.surname), None) or first.name.split()[-1],
        gender=next((row.gender for row in rows if row.gender), None), origin=first.origin, rule=first.rule,
    )  # fmt: skip


def _spell(row: OwnRow) -> SpellRow:
    return SpellRow(
        actor_id=row.actor_id, office=row.office or "", country=row.country, sectors=row.sectors, since=row.since,
        until=row.until, shared=True, origin=row.origin, rule=row.rule,
    )  # fmt: skip
