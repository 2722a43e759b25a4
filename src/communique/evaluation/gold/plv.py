"""Sentences with two given actors and the relation between them (15 roots, four quads)."""

from collections.abc import Iterable, Iterator

from communique.evaluation.bench import Bench
from communique.evaluation.export import ExportedAct, exported
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.plover_gsr import our_words
from communique.evaluation.gold.rows import Row, meant
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.evaluation.pairing import overlap
from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef

SET = "plv"
COOPERATION = (1, 2)  # quads


def nearest(row: Row, acts: tuple[ExportedAct, ...]) -> ExportedAct | None:
    """Our act between the two given spans, told without looking at the gold relation: the one whose source actor
    overlaps the given source and whose target actor overlaps the given target (either way round where the act is
    reciprocal), else the one with one of both; the earliest of several. None where no act has either.
    """
    ranked = [(-_closeness(row, act), index) for index, act in enumerate(acts)]
    best = min(ranked, default=(0, 0))
    return acts[best[1]] if best[0] < 0 else None


def root_of(act: ExportedAct) -> str:
    """The root of an act in the words of the set: CONCEDE and RETREAT are one there."""
    return meant(SET, "root", act.event_type or NOTHING)[0]


def same_root(row: Row, act: ExportedAct | None) -> bool:
    """The root of our act nearest to the pair is the given one; no act is a wrong one."""
    return act is not None and root_of(act) == str(row["root"])


def same_quad(row: Row, quad: int | None) -> bool:
    """The quad of our act nearest to the pair is the given one; yielding is quad 2 in this set."""
    return quad == int(row["quad"])


def same_side(row: Row, quad: int | None) -> bool:
    """Cooperation or conflict: the side of our act's quad is the given one."""
    return quad is not None and (quad in COOPERATION) == (row["quad"] in COOPERATION)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a pair."""
    quads: dict[str, int] = {}
    for number, row in enumerate(rows):
        judging = Judging(str(row.get("id", number)))
        act = nearest(row, tuple(a for a in exported(bench.code(row["text"])) if a.event_type))
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


def _closeness(row: Row, act: ExportedAct) -> int:
    straight = _at(row["source_spans"], act.source_actors) + _at(row["target_spans"], act.target_actors)
    if not act.reciprocal:
        return straight
    return _at(row["source_spans"], act.source_actors) + _at(row["target_spans"], act.source_actors)


def _at(spans: list[list[int]], actors: tuple[ActorRef, ...]) -> int:
    return int(any(overlap((s[0], s[1]), (who.span.start, who.span.end)) for s in spans for who in actors))


FORM = GoldForm(
    name=SET,
    keys=frozenset({"source_spans", "target_spans", "root", "quad"}),
    judge=judge,
    metrics={"choice of the act": nearest, "root": same_root, "quad": same_quad, "binary": same_side},
    note="`relate` does not exist yet: the sentence is coded as it stands and the act nearest to the given pair is "
    "taken; the peers were made to choose a relation for every pair.",
)
