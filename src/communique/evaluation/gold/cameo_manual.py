"""Single sentences with the exact CAMEO code of the act they tell."""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.plover_gsr import our_words
from communique.evaluation.gold.rows import Row
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.knowledge.code_lists import load_code_lists
from communique.views.export import ExportedAct, exported


def same_root(row: Row, act: ExportedAct) -> bool:
    """The first two digits of the code are equal; a text without an act of ours counts as plain saying (010)."""
    return act.root == str(row["cameo"])[:2]


def same_code(row: Row, act: ExportedAct) -> bool:
    """All digits of the code are equal."""
    return act.cameo == str(row["cameo"])


def same_type(row: Row, act: ExportedAct) -> bool:
    """The PLOVER type that the code list gives for the gold code is ours; saying has none."""
    return act.event_type == _type(row["cameo"])


METRICS = {"root": same_root, "exact": same_code, "type": same_type}


def _type(cameo: str) -> str | None:
    row = load_code_lists().cameo(cameo)
    return row.event_type if row else None


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a sentence: its one code is met by any of our acts, each further one of ours is false."""
    for number, row in enumerate(rows):
        judging = Judging(str(row.get("id", number)))
        acts = exported(bench.code(row["text"]))
        for name, right in METRICS.items():
            group = row["cameo"][:2] if name == "root" else ""
            judging.wanted(name, group, any(right(row, act) for act in acts))
            for act in acts:
                judging.found(name, act.root if name == "root" else "", right(row, act))
        _confuse(judging, row, acts)
        yield judging.done()


def _confuse(judging: Judging, row: Row, acts: tuple[ExportedAct, ...]) -> None:
    best = next((act for act in acts if same_code(row, act)), None)
    best = best or next((act for act in acts if same_root(row, act)), acts[0] if acts else None)
    judging.confuse(row["cameo"][:2], best.root if best else NOTHING)
    expected = f"{row['cameo']} {row.get('name', '')}"
    if best is None:
        judging.differ(Difference(what="missed", metric="code", text=row["text"], expected=expected))
    for act in acts:
        if act is not best or not same_code(row, act):
            judging.differ(
                Difference(
                    what="wrong" if act is best else "false", metric="code", text=row["text"],
                    expected=expected if act is best else NOTHING, found=our_words(act),
                    wrong="code" if same_root(row, act) else "root", rule=act.event.rule if act.event else "",
                )
            )  # fmt: skip


FORM = GoldForm(
    name="cameo_manual",
    keys=frozenset({"cameo", "root", "text"}),
    judge=judge,
    metrics=METRICS,
    note="A text has one gold code and no negatives: precision counts every further act of ours as false.",
)
