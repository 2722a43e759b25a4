"""Checks K2xx: the code lists."""

import re

from communique.knowledge.checking import Check, Finding, Findings, Material, repeated, unknown
from communique.knowledge.happenings import FAMILIES, SIDES, FamilyRow, SideRow
from communique.knowledge.tables import read_tsv

CODE_FORM = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")  # twenty roots, and two digits below
ROOT_DIGITS = 2
GOLDSTEIN_LIMIT = 10.0  # the scale runs from -10 to 10
QUADS = range(1, 5)


def k201_cameo_codes(material: Material) -> Findings:
    """A CAMEO code is a root from 01 to 20 with up to two digits more, occurs once, and the code above it exists."""
    rows = material.codes.cameo_rows
    yield from repeated((row.code, row.rule) for row in rows)
    for row in rows:
        above = row.code[:-1] if len(row.code) > ROOT_DIGITS else row.code
        if not CODE_FORM.fullmatch(row.code) or not material.codes.is_cameo(above):
            yield Finding(row.rule, row.code)


def k202_cameo_types(material: Material) -> Findings:
    """A CAMEO code's type, mode and contexts are PLOVER's, and its intensity lies between -10 and 10."""
    codes = material.codes
    for row in codes.cameo_rows:
        yield from unknown("type", (row.event_type,), lambda key: codes.plover(key) is not None, row.rule)
        yield from unknown("context", row.contexts, codes.is_context, row.rule)
        event_type = row.event_type or ""
        if row.mode is not None and not codes.has_mode(event_type, row.mode):
            yield Finding(row.rule, f"{event_type} has no mode {row.mode!r}; it has {codes.modes(event_type)}")
        if abs(row.goldstein) > GOLDSTEIN_LIMIT:
            yield Finding(row.rule, f"intensity {row.goldstein}")


def k203_types(material: Material) -> Findings:
    """A PLOVER type occurs once and has a quad class from 1 to 4; a mode occurs once in a type that exists."""
    codes = material.codes
    yield from repeated((row.event_type, row.rule) for row in codes.types)
    yield from (Finding(row.rule, f"quad class {row.quad}") for row in codes.types if row.quad not in QUADS)
    yield from repeated(((row.event_type, row.mode), row.rule) for row in codes.mode_rows)
    for row in codes.mode_rows:
        yield from unknown("type", (row.event_type,), lambda key: codes.plover(key) is not None, row.rule)


def k204_short_lists(material: Material) -> Findings:
    """A context, a sector, a class of organisations occurs once."""
    codes = material.codes
    yield from repeated((row.context, row.rule) for row in codes.contexts)
    yield from repeated((row.sector, row.rule) for row in codes.sectors)
    yield from repeated((row.org_class, row.rule) for row in codes.org_classes)


def k205_families(material: Material) -> Findings:
    """Every PLOVER type stands in one family of types, every sector on one side of its country, or on none."""
    families = read_tsv(material.folder / FAMILIES, FamilyRow)
    yield from repeated((row.event_type, row.rule) for row in families)
    for row in families:
        yield from unknown("type", (row.event_type,), lambda key: material.codes.plover(key) is not None, row.rule)
    placed = {row.event_type for row in families}
    for known in material.codes.types:
        if known.event_type not in placed:
            yield Finding(known.rule, f"{known.event_type} has no family in {FAMILIES}")
    sides = read_tsv(material.folder / SIDES, SideRow)
    yield from repeated((row.sector, row.rule) for row in sides)
    for side in sides:
        yield from unknown("sector", (side.sector,), material.codes.is_sector, side.rule)


def k206_roots(material: Material) -> Findings:
    """Every root of CAMEO occurs once in codes/cameo_roots.tsv, with a quad class from 1 to 4."""
    codes = material.codes
    yield from repeated((row.root, row.rule) for row in codes.roots)
    yield from (Finding(row.rule, f"quad class {row.gdelt_quad}") for row in codes.roots if row.gdelt_quad not in QUADS)
    listed = {row.root for row in codes.roots}
    above = {row.code[:ROOT_DIGITS]: row.rule for row in codes.cameo_rows}
    yield from (Finding(rule, f"root {root} is missing") for root, rule in above.items() if root not in listed)


CHECKS: tuple[Check, ...] = (
    k201_cameo_codes,
    k202_cameo_types,
    k203_types,
    k204_short_lists,
    k205_families,
    k206_roots,
)
