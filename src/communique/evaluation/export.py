"""An event as formats without a status hold it (docs/record.md section 1, rule 2)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.knowledge.tables import ROOT, read_tsv
from communique.model import ActorRef, CodedArticle, Event, Span

PLANNED = "codes/planned.tsv"
ACTUAL = "actual"
INTENDED = "planned"
ROOT_LENGTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """The code that a planned act of a code, or of one that begins so, becomes."""

    cameo: str
    becomes: str
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedAct:
    """What a format without a status says of an event; `event` is None for plain saying."""

    event_type: str | None
    mode: str | None
    cameo: str
    source_actors: tuple[ActorRef, ...]
    target_actors: tuple[ActorRef, ...]
    reciprocal: bool
    trigger: Span
    evidence: Span
    event: Event | None = None

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


def exported(coded: CodedArticle) -> tuple[ExportedAct, ...]:
    """What such a format holds of an article: its acts; plain saying only where no act is told."""
    acts = tuple(act for event in coded.events if (act := export_view(event)) is not None)
    return acts or sayings(coded)


def sayings(coded: CodedArticle) -> tuple[ExportedAct, ...]:
    """The first statement with a speaker, as the plain saying that formats keep as an event."""
    code = code_of_saying(load_code_lists())
    for said in coded.statements:
        if said.speaker is not None and said.cue is not None and not said.thought and not said.negated:
            row = ExportedAct(
                event_type=None, mode=None, cameo=code, source_actors=(said.speaker,), target_actors=said.addressees,
                reciprocal=False, trigger=said.cue, evidence=said.content[0],
            )  # fmt: skip
            return (row,)
    return ()


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


@cache
def _planned(folder: Path = ROOT) -> dict[str, str]:
    return {row.cameo: row.becomes for row in read_tsv(folder / PLANNED, PlannedRow)}
