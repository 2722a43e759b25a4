"""Sentences with two given actors and the relation between them (15 roots, four quads)."""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.plover_gsr import our_words
from communique.evaluation.gold.rows import Row, meant
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.knowledge.code_lists import load_code_lists
from communique.views.export import ExportedAct, export_view, exported_as

SET = "plv"
COOPERATION = (1, 2)  # quads


def related(row: Row, bench: Bench) -> ExportedAct | None:
    """What `communique.relate` says of the two given actors (the first span of each), as exporters write it; an act
    that is possible, denied or tied to a condition is written like an actual one: the set has no status.
    """
    if not (row["source_spans"] and row["target_spans"]):
        return None
    source, target = row["source_spans"][0], row["target_spans"][0]
    event = bench.relate(row["text"], (source[0], source[1]), (target[0], target[1]))
    return None if event is None else export_view(event) or exported_as(event)


def root_of(act: ExportedAct) -> str:
    """The root of an act in the words of the set: CONCEDE and RETREAT are one there."""
    return meant(SET, "root", act.event_type or NOTHING)[0]


def same_root(row: Row, act: ExportedAct | None) -> bool:
    """The root of our act is the given one; no act is a wrong one."""
    return act is not None and root_of(act) == str(row["root"])


def same_quad(row: Row, quad: int | None) -> bool:
    """The quad of our act is the given one; yielding is quad 2 in this set."""
    return quad == int(row["quad"])


def same_side(row: Row, quad: int | None) -> bool:
    """Cooperation or conflict: the side of our act's quad is the given one."""
    return quad is not None and (quad in COOPERATION) == (row["quad"] in COOPERATION)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a pair."""
    quads: dict[str, int] = {}
    for number, row in enumerate(rows):
        judging = Judging(str(row.get("id", number)))
        act = related(row, bench)
        quad = _quad(act, quads)
        found = root_of(act) if act else None
        _count(judging, "root", row["root"], found)
        _count(judging, "quad", str(row["quad"]), None if quad is None else str(quad))
        side = None if quad is None else _side(quad)
        _count(judging, "binary", _side(row["quad"]), side)
        judging.confuse(row["root"], found or NOTHING)
        if found != row["root"]:
            judging.differ(
                Difference(
                    what="missed" if act is None else "wrong", metric="relation", text=row["text"],
                    expected=f"{row['root']} {row['source']} → {row['target']}",
                    found=our_words(act) if act else NOTHING, wrong="root",
                    rule=act.event.rule if act and act.event else "",
                )
            )  # fmt: skip
        yield judging.done()


def _count(judging: Judging, metric: str, wanted: str, found: str | None) -> None:
    judging.wanted(metric, wanted, found == wanted)
    if found is not None:
        judging.found(metric, found, found == wanted)


def _side(quad: int) -> str:
    return "cooperation" if quad in COOPERATION else "conflict"


def _quad(act: ExportedAct | None, quads: dict[str, int]) -> int | None:
    """The quad of an act; of a root that joins several types, the last of them in the code list."""
    if act is None or act.event_type is None:
        return None
    if not quads:
        quads.update({meant(SET, "root", row.event_type)[0]: row.quad for row in load_code_lists().types})
    return quads.get(root_of(act))


FORM = GoldForm(
    name=SET,
    keys=frozenset({"source_spans", "target_spans", "root", "quad"}),
    judge=judge,
    metrics={"choice of the act": related, "root": same_root, "quad": same_quad, "binary": same_side},
    note="A pair of which one actor stands nowhere in the text is asked of nobody and counts as missed.",
)
