"""A sheet of rows drawn by `communique sample`, read and filled by a person."""

from collections.abc import Iterable, Iterator

from communique.errors import ReadingError
from communique.evaluation.bench import Bench
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.own import tables_or_lines
from communique.evaluation.gold.rows import Row
from communique.evaluation.judging import Difference, Judged, Judging

RIGHT = frozenset({"right", "r", "yes", "1", "true", "ok"})
WRONG = frozenset({"wrong", "w", "no", "0", "false"})
ELSE = "anything else"  # a reason that names no field


def right_row(verdict: str) -> bool | None:
    """The reader says that every field of the row is right; rows without a verdict are not counted (None)."""
    word = verdict.strip().lower()
    if not word:
        return None
    if word not in RIGHT | WRONG:
        raise ReadingError(f"the verdict {verdict!r} is neither right nor wrong")
    return word in RIGHT


def wrong_fields(reason: str) -> tuple[str, ...]:
    """The fields that a reason names before its colon, separated by commas ("status, date: it was a plan")."""
    names, colon, _ = reason.partition(":")
    return tuple(name.strip() for name in names.split(",") if name.strip()) if colon else (ELSE,)


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a row with a verdict."""
    for row in rows:
        right = right_row(row["verdict"] or "")
        if right is None:
            continue
        judging = Judging(str(row["row"]))
        judging.field("right in every field", right)
        group = row.get("event_type") or row.get("kind")
        if group:
            judging.field(f"right in every field: {group}", right)
        if not right:
            reason = row.get("reason") or ""
            for name in wrong_fields(reason):
                judging.confuse(name, reason.partition(":")[2].strip() or reason.strip())
            judging.differ(
                Difference(what="wrong", metric="row", text=row.get("evidence") or "", expected=reason,
                           found=row.get("quote") or "", rule=row.get("rule") or "")
            )  # fmt: skip
        yield judging.done()


FORM = GoldForm(
    name="sheet",
    keys=frozenset({"row", "verdict", "reason"}),
    judge=judge,
    read=tables_or_lines,
    metrics={"right in every field": right_row, "wrong by field": wrong_fields},
    confused="wrong by field, with the reason",
    halved=False,
)
