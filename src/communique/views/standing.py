"""Incidents in the formats that have a row an event: one report stands for each incident."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from communique.model import CodedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Who else tells what a report tells: articles with a text of their own or a copy of one, and outlets."""

    incident_id: str
    articles: int
    outlets: int


Standing = Mapping[tuple[str, str], Tally]  # by event_id and article_id


def standing_alone(records: Iterable[CodedArticle], standing: Standing) -> Iterator[CodedArticle]:
    """The records with those events alone that stand for an incident; the others are left out."""
    for coded in records:
        name = coded.article.article_id
        events = tuple(event for event in coded.events if (event.event_id, name) in standing)
        if events:
            yield replace(coded, events=events)
