"""Checks K31x: how speech acts compose with their content, and the codes that two types share."""

from communique.knowledge.checking import Check, Finding, Findings, Material, repeated, unknown
from communique.knowledge.checks_of_events import (
    coded,
    composition_of,
    is_type,
    rows_of,
    rule_of,
    shared_codes_of,
    triggers_of,
    wrong_code,
)
from communique.knowledge.event_types import CompositionRow, ModeRow


def k310_composition(material: Material) -> Findings:
    """A row of composition.tsv occurs once; its types, modes and codes fit together, those of the content, too."""
    rows = composition_of(material)
    yield from repeated(
        ((row.act, row.content_type, row.content_mode, row.content_cameo, row.negated), rule_of(row)) for row in rows
    )
    for row in rows:
        yield from unknown("type", (row.event_type, row.content_type), is_type(material), rule_of(row))
        yield from coded(material, row.event_type, row.mode, row.cameo, rule_of(row))
        yield from _content(material, row)


def _content(material: Material, row: CompositionRow) -> Findings:
    """Findings on the content that a row of composition.tsv asks for."""
    if row.content_type is None:
        if row.content_mode or row.content_cameo or row.negated:
            yield Finding(rule_of(row), "a content without its type")
        return
    yield from coded(material, row.content_type, row.content_mode, None, rule_of(row))
    if row.content_cameo is None:
        return
    below = [code.code for code in material.codes.cameo_rows if code.code.startswith(row.content_cameo)]
    if all(wrong_code(material, row.content_type, code) for code in below):
        yield Finding(rule_of(row), f"no code of {row.content_type} begins with {row.content_cameo}")


def k311_shared_codes(material: Material) -> Findings:
    """A row of shared_codes.tsv is there once, names a code of another type, and some row of its type uses it."""
    used = {(name, row.cameo) for name, row in triggers_of(material)}
    used |= {(name, row.cameo) for name, row in rows_of(material, "modes.tsv", ModeRow)}
    rows = shared_codes_of(material)
    yield from repeated(((row.event_type, row.cameo), rule_of(row)) for row in rows)
    for row in rows:
        code = material.codes.cameo(row.cameo)
        if code is None or code.event_type == row.event_type or (row.event_type, row.cameo) not in used:
            yield Finding(rule_of(row), f"{row.event_type} {row.cameo}")


CHECKS: tuple[Check, ...] = (
    k310_composition,
    k311_shared_codes,
)
