"""Articles of happenings and of their look-alikes: which two come into one incident?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from communique.evaluation.bench import Bench
from communique.evaluation.gold.clusters import named, tellers
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.model import CodedArticle
from communique.store.incidents import Incident
from communique.store.joining import joined_incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A gold row with our record of it, and the ids of our events that stand where the row's main event is told."""

    row: Row
    coded: CodedArticle
    main: tuple[int, int]
    at_main: frozenset[str]

    @property
    def name(self) -> str:
        """The article's id."""
        return str(self.row["id"])


def same_main(one: Telling, other: Telling, incident: Incident) -> bool:
    """Two articles are joined where one incident holds an event of each whose evidence overlaps the gold's sentence of
    the main event. Precision: of the joined pairs those of one happening; recall: of these pairs those joined.
    """
    return _is_event_of(one, incident) and _is_event_of(other, incident)


def same_main_or_retold(one: Telling, other: Telling, incident: Incident) -> bool:
    """As before, but an article may also tell the incident without a coded event, by a sentence that overlaps the
    gold's.
    """
    return all(_is_event_of(telling, incident) or _is_retold_by(telling, incident) for telling in (one, other))


def same_type(one: Telling, other: Telling, incident: Incident) -> bool:
    """Two articles are joined where one incident holds an event of each of the type of the main event. A look-alike
    that mentions the earlier happening may rightly be joined with it here.
    """
    types = {one.row["event_type"], other.row["event_type"]}
    names = {told.report.article_id for told in incident.told if told.report.event_type in types}
    return {one.name, other.name} <= names


METRICS = {"strict": same_main, "strict, or retold": same_main_or_retold, "lenient": same_type}


def _is_event_of(telling: Telling, incident: Incident) -> bool:
    return any(
        told.report.article_id == telling.name and told.report.event_id in telling.at_main for told in incident.told
    )


def _is_retold_by(telling: Telling, incident: Incident) -> bool:
    start, end = telling.main
    return any(
        retold.article_id == telling.name and retold.start < end and start < retold.end for retold in incident.retold
    )


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a pair of articles; all are coded before the first is judged."""
    tellings = [_telling(row, bench) for row in rows]
    incidents = joined_incidents(telling.coded for telling in tellings)
    found: dict[str, list[Incident]] = {}
    for incident in incidents:
        for name in tellers(incident):
            found.setdefault(name, []).append(incident)
    for one, other in combinations(tellings, 2):
        shared = [incident for incident in found.get(one.name, ()) if incident in found.get(other.name, ())]
        yield _judged(one, other, shared)


def _judged(one: Telling, other: Telling, shared: list[Incident]) -> Judged:
    judging = Judging(f"{one.name} {other.name}")
    same = one.row["happening"] == other.row["happening"]
    for metric, joins in METRICS.items():
        joining = [incident for incident in shared if joins(one, other, incident)]
        if same:
            judging.wanted(metric, "", bool(joining))
        if joining:
            judging.found(metric, "", same)
        if _look_alikes(one.row, other.row):
            judging.field(f"look-alikes apart, {metric}", not joining)
        if bool(joining) != same:
            judging.differ(_difference(one, other, metric, joining))
    return judging.done()


def _look_alikes(one: Row, other: Row) -> bool:
    return bool(one["happening"] == other.get("like") or other["happening"] == one.get("like"))


def _difference(one: Telling, other: Telling, metric: str, joining: list[Incident]) -> Difference:
    why = "; ".join(", ".join(link.why) for incident in joining for link in incident.links) or NOTHING
    return Difference(
        what="false" if joining else "missed", metric=metric, text=f"{one.name} {other.name}",
        expected=f"{one.row['happening']} {other.row['happening']}", found=why,
    )  # fmt: skip


def _telling(row: Row, bench: Bench) -> Telling:
    coded = named(
        bench.code(row["text"], published_on=row["published_on"], outlet=row.get("outlet"), title=row.get("title")),
        str(row["id"]),
    )
    start = coded.article.text.find(row["main"])
    end = start + len(row["main"])
    at_main = frozenset(
        event.event_id
        for event in coded.events
        for mention in event.mentions
        if mention.evidence.start < end and start < mention.evidence.end
    )
    return Telling(row=row, coded=coded, main=(start, end), at_main=at_main)


FORM = GoldForm(
    name="happenings",
    keys=frozenset({"happening", "main", "text"}),
    judge=judge,
    metrics=METRICS,
    halved=False,
)
