"""A commercial coder's codings judged by a person: where it was right we should find the act, where wrong, not."""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.plover_gsr import our_words
from communique.evaluation.gold.rows import Row, together
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.knowledge.code_lists import load_code_lists
from communique.views.export import ExportedAct, exported

RIGHT = "1"


def agrees_in_type(row: Row, act: ExportedAct) -> bool:
    """Our act has the PLOVER type of the judged code: recall over codings judged right; precision is the share
    judged right among the codings that we give, too.
    """
    known = load_code_lists().cameo(row["cameo"])
    return known is not None and act.event_type == known.event_type


def agrees_in_root(row: Row, act: ExportedAct) -> bool:
    """Our act has the CAMEO root of the judged code; recall and precision as for the type."""
    return act.root == str(row["cameo"])[:2]


METRICS = {"type": agrees_in_type, "root": agrees_in_root}


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a text, with all its codings."""
    for number, codings in enumerate(together(rows, "text")):
        judging = Judging(str(codings[0].get("aid", number)))
        acts = exported(bench.code(codings[0]["text"]))
        for row in codings:
            _judge(judging, row, acts)
        yield judging.done()


def _judge(judging: Judging, row: Row, acts: tuple[ExportedAct, ...]) -> None:
    right = str(row["correct"]) == RIGHT
    for name, agrees in METRICS.items():
        given = any(agrees(row, act) for act in acts)
        if right:
            judging.wanted(name, row["cameo"][:2], given)
        if given:
            judging.found(name, row["cameo"][:2], right)
    given = any(agrees_in_type(row, act) for act in acts)
    known = load_code_lists().cameo(row["cameo"])
    if given == right:
        return
    name = f"{row['cameo']} {known.name if known else ''}"
    ours = "; ".join(map(our_words, acts)) or NOTHING
    rule = acts[0].event.rule if acts and acts[0].event else ""
    judging.differ(
        Difference(what="missed" if right else "false", metric="coding", text=row["text"],
                   expected=name if right else f"not {name}", found=ours, rule=rule)
    )  # fmt: skip
    if right:
        judging.confuse(row["cameo"][:2], acts[0].root if acts else NOTHING)


FORM = GoldForm(
    name="accent_judged",
    keys=frozenset({"cameo", "correct", "text"}),
    judge=judge,
    metrics=METRICS,
    note="The coder itself is right in 85.5 % of its codings: precision above that means that its errors are avoided.",
)
