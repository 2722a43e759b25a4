"""The formats of gold, one module each; `GOLD` is the one table of them, told by the fields of their rows."""

from communique.evaluation.gold import (
    accent,
    actor_resolution,
    annotated,
    cameo_manual,
    clusters,
    coref,
    gap,
    geo,
    happenings,
    html_pages,
    indiapolice,
    own,
    plover_gsr,
    plv,
    polnear,
    sheet,
    timex,
)
from communique.evaluation.gold.form import GoldForm

NO_RELATIONS = "standing relations between actors (fighting, allied) are states, not acts: no room reads them"
NOT_FOR_SCORES = "constructions with invented countries and old codes, for reading, not for scores"

_FORMS = (
    html_pages.FORM,
    annotated.FORM,
    plover_gsr.FORM,
    plv.FORM,
    accent.FORM,
    GoldForm(name="petrarch_unittest", keys=frozenset({"events_petr2_codes"}), unscored=NOT_FOR_SCORES),
    cameo_manual.FORM,
    indiapolice.FORM,
    polnear.FORM,
    actor_resolution.FORM,
    timex.FORM,
    geo.FORM,
    gap.FORM,
    coref.FORM,
    GoldForm(name="re3d", keys=frozenset({"entities", "relations"}), unscored=NO_RELATIONS),
    clusters.FORM,
    happenings.FORM,
    sheet.FORM,
    own.EVENTS,
    own.STATEMENTS,
)
GOLD: dict[str, GoldForm] = {form.name: form for form in _FORMS}  # the first whose fields are there reads a file
