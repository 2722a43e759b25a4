"""A dyad's months: how many incidents and reports, which way, of which quad class, with which mean scores."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from communique.knowledge.code_lists import load_code_lists
from communique.model import Status
from communique.store import incident_sql
from communique.store.database import Database
from communique.store.kept_incidents import is_joined

MONTHS = (
    "SELECT month, event_type, mode, cameo, status, together, events FROM dyad_months "
    "WHERE source_code = ? AND target_code = ? AND events > 0"
)
QUADS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What two did in a month. `reports` counts events as articles report them; `incidents` happenings, each once in
    the month in which most of its reports stand, None where reports wait to be joined. Scores are means over the
    reports: Goldstein as ICEWS publishes it, PLOVER's."""

    month: str  # YYYY-MM; "" for events without a day
    reports: int
    incidents: int | None = None
    one_to_other: int = 0
    other_to_one: int = 0
    together: int = 0
    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0
    goldstein: float | None = None
    plover_score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many events of one kind in one direction."""

    month: str
    event_type: str
    mode: str | None
    cameo: str
    way: str  # a field of Month
    events: int


def timeline(database: Database, one: str, other: str, statuses: Iterable[Status] = ("actual",)) -> tuple[Month, ...]:
    """The months in which something is told, in order; an act done together counts once."""
    wanted = frozenset(statuses)
    happened = _incidents(database, one, other, wanted)
    months: dict[str, list[Counted]] = {month: [] for month in happened or ()}
    for way, source, target in (("one_to_other", one, other), ("other_to_one", other, one)):
        for month, event_type, mode, cameo, status, together, events in database.rows(MONTHS, (source, target)):
            if status not in wanted or (way == "other_to_one" and (together or one == other)):
                continue
            counted = Counted(
                month=month, event_type=event_type, mode=mode or None, cameo=cameo,
                way="together" if together else way, events=events,
            )  # fmt: skip
            months.setdefault(month, []).append(counted)
    return tuple(
        _month(month, months[month], None if happened is None else happened[month]) for month in sorted(months)
    )


def _incidents(database: Database, one: str, other: str, wanted: frozenset[Status]) -> Counter[str] | None:
    """How many incidents of these statuses each month has; None where reports wait to be joined."""
    if not is_joined(database):
        return None
    happened: Counter[str] = Counter()
    for month, status, incidents in database.rows(incident_sql.MONTHS, tuple(sorted((one, other)))):
        if status in wanted:
            happened[month] += incidents
    return happened


def _month(month: str, counted: list[Counted], incidents: int | None) -> Month:
    codes = load_code_lists()
    reports = sum(one.events for one in counted)
    ways = {way: sum(one.events for one in counted if one.way == way) for way in {one.way for one in counted}}
    quads = [sum(one.events for one in counted if codes.quad(one.event_type) == quad) for quad in QUADS]
    goldstein = [(codes.goldstein(one.cameo), one.events) for one in counted]
    scores = [(codes.score(one.event_type, one.mode), one.events) for one in counted]
    return Month(
        month=month, reports=reports, incidents=incidents, **ways,
        verbal_cooperation=quads[0], material_cooperation=quads[1],
        verbal_conflict=quads[2], material_conflict=quads[3],
        goldstein=_mean(goldstein), plover_score=_mean(scores),
    )  # fmt: skip


def _mean(scored: list[tuple[float | None, int]]) -> float | None:
    """The mean of scores that occur so often; those nobody knows do not count."""
    known = [(score, times) for score, times in scored if score is not None]
    times = sum(times for _, times in known)
    return round(sum(score * number for score, number in known) / times, 3) if times else None
