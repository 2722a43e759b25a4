"""Interviews and transcripts: paragraphs that open with a speaker's label ("LAVROV: …", "Q: …")."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from communique.statements.quotations import Quotation

LABEL = re.compile(r"[“\"'‘]?(?P<name>[^\W\d_][^:\n]{0,50}?)\s?:\s+(?=\S)")
MOST_WORDS = 6  # a name with its title; longer beginnings are clauses
SHORT = 3  # letters of the small words inside a name ("al", "von", "de la")
FEWEST = 2  # times a label returns: a single "Result: …" opens no interview
MOST_BETWEEN = 6  # paragraphs without a label that still go on with a turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says until the next label: where the label stands, and the paragraphs."""

    label: tuple[int, int]
    start: int  # of the words behind the label
    paragraphs: tuple[int, ...]


def find_turns(text: str, paragraphs: Mapping[int, tuple[int, int]], short_labels: Iterable[str]) -> list[Turn]:
    """The turns of a transcript in reading order; nothing where no label returns.

    A label is a name in capitals or with capital letters, or one of `short_labels` ("Q", "A").
    """
    short = {label.casefold() for label in short_labels}
    labelled = {n: m for n, bounds in paragraphs.items() if (m := _label(text, bounds, short)) is not None}
    names = Counter(m["name"].casefold() for m in labelled.values())
    if max(names.values(), default=0) < FEWEST:
        return []
    found: list[Turn] = []
    between: list[int] = []
    for number in sorted(paragraphs):
        label = labelled.get(number)
        if label is None:
            between.append(number)
            continue
        if found and len(between) <= MOST_BETWEEN:
            found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, *between))
        found.append(Turn(label=label.span("name"), start=label.end(), paragraphs=(number,)))
        between = []
    return found


def _label(text: str, bounds: tuple[int, int], short: set[str]) -> re.Match[str] | None:
    match = LABEL.match(text, *bounds)
    if match is None:
        return None
    words = match["name"].partition(" (")[0].split()
    if match["name"].casefold() in short:
        return match
    if len(words) > MOST_WORDS or len(match["name"]) <= SHORT - 1:
        return None
    named = all(word[0].isupper() or not word[0].isalpha() or len(word) <= SHORT for word in words)
    return match if named and words[-1][0].isupper() else None


def with_turns(
    quotations: list[Quotation], turns: list[Turn], paragraphs: Mapping[int, tuple[int, int]]
) -> list[Quotation]:
    """The quotations, and in place of those in a turn each of its paragraphs as one without marks."""
    if not turns:
        return quotations
    made = [
        Quotation(
            start=turn.start if number == turn.paragraphs[0] else paragraphs[number][0],
            end=paragraphs[number][1],
            paragraph=number,
            runs_on=number != turn.paragraphs[-1],
            opening=0,
            closing=0,
        )
        for turn in turns
        for number in turn.paragraphs
    ]
    taken = {number for turn in turns for number in turn.paragraphs}
    kept = [q for q in quotations if q.paragraph not in taken]
    kept = [replace(q, runs_on=False, closing=0) if q.runs_on and _before_turn(q, turns) else q for q in kept]
    return sorted([*kept, *made], key=lambda q: q.start)


def _before_turn(q: Quotation, turns: list[Turn]) -> bool:
    """True for a quotation that runs on into a turn, which it cannot."""
    return q.end <= turns[0].label[0]
