"""An event as formats without a status hold it (docs/record.md section 1, rule 2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import cache
from hashlib import sha256
from pathlib import Path

from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.knowledge.tables import ROOT, read_tsv
from communique.model import ActorRef, Article, CodedArticle, Event, Span, Statement
from communique.views.selection import days
from communique.views.setting import Setting

PLANNED = "codes/planned.tsv"
ACTUAL = "actual"
INTENDED = "planned"
ROOT_LENGTH = 2
NUMBER_BITS = 53  # R and JavaScript hold whole numbers exactly up to there
COUNTRY = "country:"  # begins the id of a country in the registry


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """The code that a planned act of a code, or of one that begins so, becomes."""

    cameo: str
    becomes: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedAct:
    """What a format without a status says of an event, or of plain saying: one of `event` and `said` is None."""

    event_type: str | None
    mode: str | None
    cameo: str
    source_actors: tuple[ActorRef, ...]
    target_actors: tuple[ActorRef, ...]
    reciprocal: bool
    trigger: Span
    evidence: Span
    event: Event | None = None
    said: Statement | None = None

    @property
    def row_id(self) -> str:
        """The id of the event or statement it was made of."""
        return self.event.event_id if self.event else self.said.statement_id if self.said else ""

    def day(self, article: Article) -> Day | None:
        """The first day of an act that is told as done, else the day of publication: then a plan or word is told."""
        if self.event is None or self.event.status != ACTUAL:
            return article.published_on
        first, last = days(article, self.event.date)
        return first or last

    @property
    def root(self) -> str:
        """The CAMEO root: the first two digits."""
        return self.cameo[:ROOT_LENGTH]


def export_view(event: Event) -> ExportedAct | None:
    """An actual event as it is, a planned one as intent or threat; None for any other status."""
    if event.status == ACTUAL:
        return exported_as(event)
    if event.status != INTENDED:
        return None
    cameo = becomes(event.cameo)
    row = load_code_lists().cameo(cameo)
    event_type = row.event_type if row and row.event_type else event.event_type
    return exported_as(event, event_type, row.mode if row else None, cameo)


def becomes(cameo: str) -> str:
    """The code a planned act of this code becomes; itself where it tells an intent or a threat already."""
    for length in range(len(cameo), 0, -1):
        if (found := _planned().get(cameo[:length])) is not None:
            return found
    return cameo


def planned_codes() -> frozenset[str]:
    """The codes that planned acts become."""
    return frozenset(_planned().values())


def exported(coded: CodedArticle) -> tuple[ExportedAct, ...]:
    """What such a format holds of an article: its acts; plain saying only where no act is told."""
    return exported_events(coded) or sayings(coded)


def exported_events(coded: CodedArticle, *, all_status: bool = False) -> tuple[ExportedAct, ...]:
    """The acts of an article as such a format holds them; with `all_status` also those that are possible, tied to a
    condition or denied, with the code of the act itself."""
    found = ((event, export_view(event)) for event in coded.events)
    return tuple(act or exported_as(event) for event, act in found if act is not None or all_status)


def acts_and_sayings(coded: CodedArticle, setting: Setting) -> Iterator[ExportedAct]:
    """What formats with a row for plain saying hold: the acts, and, where reports are counted, each wanted statement
    that no event stands for."""
    yield from exported_events(coded, all_status=setting.all_status)
    for said in coded.statements if setting.selection.counted == "reports" else ():
        if said.act is None and is_saying(said) and setting.selection.matches_statement(coded.article, said):
            yield said_as(said)


def pairs(act: ExportedAct) -> Iterator[tuple[ActorRef | None, ActorRef | None]]:
    """Who to whom, one to one; an act done together is done by each to each other."""
    if act.reciprocal and len(act.source_actors) > 1:
        yield from ((a, b) for a in act.source_actors for b in act.source_actors if a is not b)
        return
    yield from ((a, b) for a in act.source_actors or (None,) for b in act.target_actors or (None,))


def row_number(article: Article, act: ExportedAct, pair: int) -> int:
    """A number for the n-th pair of an act, as formats with numbers for ids want it: the same in every export.

    Two of a million rows have the same number with a chance of 1 in 18,000, of ten million with 1 in 180.
    """
    told = f"{article.article_id}|{act.row_id}|{pair}"
    return int.from_bytes(sha256(told.encode("utf-8", "replace")).digest()[:8]) >> (64 - NUMBER_BITS)


def sayings(coded: CodedArticle) -> tuple[ExportedAct, ...]:
    """The first statement with a speaker, as the plain saying that formats keep as an event."""
    return next(((said_as(said),) for said in coded.statements if is_saying(said)), ())


def is_saying(said: Statement) -> bool:
    """True for a statement that somebody makes aloud."""
    aloud = not said.thought and not said.negated
    return aloud and said.speaker is not None and said.cue is not None and bool(said.content)


def said_as(said: Statement) -> ExportedAct:
    """A statement as the plain saying that formats keep as an event; it must be one (`is_saying`)."""
    assert said.speaker is not None and said.cue is not None
    return ExportedAct(
        event_type=None, mode=None, cameo=code_of_saying(load_code_lists()), source_actors=(said.speaker,),
        target_actors=said.addressees, reciprocal=False, trigger=said.cue, evidence=said.content[0], said=said,
    )  # fmt: skip


def code_of_saying(codes: CodeLists) -> str:
    """The general code of the root that is saying and no event."""
    return next(row.code for row in codes.cameo_rows if row.event_type is None and len(row.code) > ROOT_LENGTH)


def exported_as(
    event: Event, event_type: str | None = None, mode: str | None = None, cameo: str | None = None
) -> ExportedAct:
    """The event with this type, mode and code; without a type, with its own."""
    own = event_type is None
    return ExportedAct(
        event_type=event_type or event.event_type, mode=event.mode if own else mode, cameo=cameo or event.cameo,
        source_actors=event.source_actors, target_actors=event.target_actors,
        reciprocal=event.reciprocal, trigger=event.trigger, evidence=event.evidence, event=event,
    )  # fmt: skip


def states(coded: CodedArticle) -> frozenset[str]:
    """The keys of the actors that are a country by its name, which formats write as its government; towns are not."""
    return frozenset(a.key for a in coded.actors if a.actor_id == f"{COUNTRY}{a.country}")


@cache
def _planned(folder: Path = ROOT) -> dict[str, str]:
    return {row.cameo: row.becomes for row in read_tsv(folder / PLANNED, PlannedRow)}
