"""What of a record is wanted: its events for every format, its statements for those that hold statements."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.model import CodedArticle, Statement
from communique.views.selection import Selection

EVERYTHING = Selection()


def selected(records: Iterable[CodedArticle], selection: Selection) -> Iterator[CodedArticle]:
    """The records with the wanted events alone, and all statements; those without a wanted row are left out."""
    if asks_nothing(selection):
        yield from records
        return
    for coded in records:
        events = tuple(event for event in coded.events if selection.matches(coded.article, event))
        if events or any(selection.matches_statement(coded.article, said) for said in coded.statements):
            yield replace(coded, events=events)


def asks_nothing(selection: Selection) -> bool:
    """True where every row of every record is wanted."""
    return replace(selection, counted=EVERYTHING.counted) == EVERYTHING


def whole(coded: CodedArticle, selection: Selection) -> CodedArticle:
    """A record as formats of whole records hold it: the wanted statements, and those its events are attributed to or
    that stand around them."""
    if asks_nothing(selection):
        return coded
    by_id = {said.statement_id: said for said in coded.statements}
    kept = {said.statement_id for said in coded.statements if selection.matches_statement(coded.article, said)}
    needed = [*kept, *(event.attribution for event in coded.events)]
    needed += [mention.attribution for event in coded.events for mention in event.mentions]
    for statement_id in needed:
        kept.update(_around(statement_id, by_id))
    return replace(coded, statements=tuple(said for said in coded.statements if said.statement_id in kept))


def _around(statement_id: str | None, by_id: dict[str, Statement]) -> set[str]:
    """The ids of a statement and of those it stands in."""
    found: set[str] = set()
    while statement_id is not None and statement_id in by_id and statement_id not in found:
        found.add(statement_id)
        statement_id = by_id[statement_id].within
    return found
