"""Where a record's parts stand in the text: what the page and the notebook both draw."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from communique.model import CodedArticle, Span, Statement

Part = Literal["actor", "act", "statement", "skipped"]
LAYERS: tuple[Part, ...] = ("skipped", "statement", "actor", "act")  # the later is drawn over the earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters `[start, end)` that are part of a row; `label` is the row's number on the page ("E1", "S2")."""

    start: int
    end: int
    part: Part
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text inside the same marks; `opened` begin at its start, `closed` end at its end."""

    text: str
    inside: tuple[Mark, ...]
    opened: tuple[Mark, ...]
    closed: tuple[Mark, ...]


def voiced(coded: CodedArticle) -> tuple[Statement, ...]:
    """The statements a page shows: all but the outlet's own judgements."""
    return tuple(said for said in coded.statements if said.kind != "own")


def marks(coded: CodedArticle) -> tuple[Mark, ...]:
    """All marks of a record; labels number the events and the shown statements from 1."""
    found = [Mark(start=part.span.start, end=part.span.end, part="skipped") for part in coded.skipped]
    for number, said in enumerate(voiced(coded), start=1):
        found += [Mark(start=s.start, end=s.end, part="statement", label=f"S{number}") for s in said.content]
    found += [Mark(start=span.start, end=span.end, part="actor") for span in _outermost(_actor_spans(coded))]
    triggers: dict[tuple[int, int], list[str]] = {}
    for number, event in enumerate(coded.events, start=1):
        told = {(span.start, span.end) for span in (event.trigger, *(mention.trigger for mention in event.mentions))}
        for place in told:
            triggers.setdefault(place, []).append(f"E{number}")
    found += [Mark(start=s, end=e, part="act", label=" ".join(labels)) for (s, e), labels in sorted(triggers.items())]
    return tuple(found)


def _actor_spans(coded: CodedArticle) -> Iterator[Span]:
    return (mention.span for actor in coded.actors for mention in actor.mentions)


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie in no other, in reading order."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield span


def pieces(text: str, found: Iterable[Mark]) -> Iterator[Piece]:
    """The text cut where marks begin and end; inner marks open last and close first."""
    ordered = sorted(found, key=lambda mark: (mark.start, -mark.end, LAYERS.index(mark.part)))
    cuts = sorted({0, len(text), *(mark.start for mark in ordered), *(mark.end for mark in ordered)})
    waiting = iter([*ordered, None])
    coming = next(waiting)
    inside: list[Mark] = []
    for start, end in pairwise(cuts):
        opened = []
        while coming is not None and coming.start <= start:
            opened.append(coming)
            coming = next(waiting)
        inside += opened
        closed = tuple(mark for mark in reversed(inside) if mark.end <= end)
        yield Piece(text=text[start:end], inside=tuple(inside), opened=tuple(opened), closed=closed)
        inside = [mark for mark in inside if mark.end > end]
