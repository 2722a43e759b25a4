"""Reviews as sheets (TSV): rows to fill, one an event, and rows that were decided; and filled sheets read back."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.errors import RecordError
from communique.model import ActorRef, CodedArticle, Event
from communique.store.reviews import PAIRED, VERDICTS, Anchor, Decision, anchor, corrected, decision, event_at

FILLED = ("verdict", "field", "value", "other", "note", "reviewer", "decided_at")
PLACE = ("event_id", "article_id", "start", "before", "quote", "after")
SHOWN = (
    "incident_id", "outlet", "published_on", "evidence", "event_type", "mode", "cameo", "status", "source_actors",
    "target_actors", "date", "place", "dead", "injured", "arrested", "present",
)  # fmt: skip
COLUMNS = (*FILLED, *PLACE, *SHOWN)
ESCAPED = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))
AND = "+"

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a filled sheet, with its line for messages."""

    line: int
    cells: Cells


def header() -> str:
    """The first line of a sheet."""
    return _line(dict(zip(COLUMNS, COLUMNS, strict=True)))


def event_line(coded: CodedArticle, event: Event, incident_id: str = "") -> str:
    """An event as a line to fill."""
    return _line(_place(anchor(coded, event)) | _shown(coded, event) | {"incident_id": incident_id})


def decision_line(one: Decision, coded: CodedArticle | None) -> str:
    """A decision as a line, with its event as it is coded now where the article is there."""
    event = None if coded is None else event_at(coded, one.at)
    filled = {
        "verdict": one.verdict, "field": one.field or "", "value": one.value or "", "note": one.note or "",
        "other": one.other.event_id if one.other else "", "reviewer": one.reviewer, "decided_at": one.decided_at,
    }  # fmt: skip
    shown = {} if coded is None or event is None else _shown(coded, event)
    return _line(_place(one.at) | shown | filled)


def _line(cells: Cells) -> str:
    return "\t".join(_escaped(cells.get(name, "")) for name in COLUMNS) + "\n"


def _escaped(text: str) -> str:
    for character, written in ESCAPED:
        text = text.replace(character, written)
    return text


def _plain(text: str) -> str:
    parts = text.split("\\\\")
    for character, written in ESCAPED[1:]:
        parts = [part.replace(written, character) for part in parts]
    return "\\".join(parts)


def _place(at: Anchor) -> dict[str, str]:
    return {name: str(getattr(at, name)) for name in PLACE}


def _shown(coded: CodedArticle, event: Event) -> dict[str, str]:
    date, size = event.date, event.size
    counts = {part: getattr(size, part) if size else None for part in ("dead", "injured", "arrested", "present")}
    return {
        "outlet": coded.article.outlet or "", "published_on": str(coded.article.published_on or ""),
        "evidence": " ".join(event.evidence.quote.split()), "event_type": event.event_type, "mode": event.mode or "",
        "cameo": event.cameo, "status": event.status, "source_actors": _names(event.source_actors),
        "target_actors": _names(event.target_actors), "place": event.place.name if event.place else "",
        "date": "" if date is None else "/".join(str(day or "") for day in dict.fromkeys((date.start, date.end))),
        **{part: "" if count is None else str(count.low) for part, count in counts.items()},
    }  # fmt: skip


def _names(refs: Iterable[ActorRef]) -> str:
    return AND.join(ref.name for ref in refs)


def filled_rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a sheet that have a verdict; raises `RecordError` where columns are missing."""
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    columns = next(rows, [])
    if missing := [name for name in ("verdict", *PLACE) if name not in columns]:
        raise RecordError(f"no sheet of reviews: columns missing: {', '.join(missing)}")
    for number, cells in enumerate(rows, start=2):
        row = {name: _plain(cell).strip(" ") if name in FILLED else _plain(cell)
               for name, cell in zip(columns, cells, strict=False)}  # fmt: skip
        if row.get("verdict"):
            yield Row(line=number, cells=row)


def place_of(row: Row) -> Anchor:
    """Where a row's event stands, as the sheet has it."""
    cells = {name: row.cells.get(name, "") for name in PLACE}
    start = int(cells["start"]) if cells["start"].isdecimal() else 0
    return Anchor(
        article_id=cells["article_id"], event_id=cells["event_id"], start=start, quote=cells["quote"],
        before=cells["before"], after=cells["after"],
    )  # fmt: skip


def read_decision(
    row: Row, coded: CodedArticle, other: Anchor | None, *, reviewer: str | None, decided_at: str
) -> Decision:
    """The decision a row holds; raises `RecordError` with what is wrong and what would be right."""
    verdict = next((one for one in VERDICTS if one == row.cells["verdict"].casefold()), None)
    if verdict is None:
        raise RecordError(f"no verdict {row.cells['verdict']!r}; there are {', '.join(VERDICTS)}")
    event = event_at(coded, place_of(row))
    if event is None:
        raise RecordError(f"{coded.article.article_id} has no event there any more ({row.cells['quote']!r})")
    who = row.cells.get("reviewer") or reviewer
    if not who:
        raise RecordError("nobody is named as reviewer; fill the column or give --reviewer NAME")
    if verdict in PAIRED and other is None:
        raise RecordError(f"{verdict} needs the id of another event in the column other")
    field, value = row.cells.get("field") or None, row.cells.get("value") or None
    if verdict == "field":
        corrected(coded, event, field or "", value or "")
    if verdict in ("note", "name") and value is None:
        raise RecordError(f"{verdict} needs its words in the column value")
    return decision(
        verdict, anchor(coded, event), other=other if verdict in PAIRED else None,
        field=field if verdict == "field" else None, value=value, note=row.cells.get("note") or None, reviewer=who,
        decided_at=row.cells.get("decided_at") or decided_at,
    )  # fmt: skip
