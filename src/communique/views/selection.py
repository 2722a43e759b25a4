"""Which events and statements are wanted: one value that exports, the store's queries and the pages all read.

Every filter is a tuple of which one must fit; an empty one, and None, let everything pass. Names fit where the words
asked for stand in them as whole words, whatever their case and accents: "xi" fits Xi Jinping, not Xinjiang.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from typing import Literal

from communique.model import ActorRef, Article, Date, Event, Place, Statement, Status

Counted = Literal["reports", "incidents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The filters, all of which must fit (None or empty: any).

    A country is an ISO 3166-1 alpha-3 code or, as in the records, a class of organisations (UNO, EUR …). A party of a
    dyad is such a code or a name. `matches` does not look at `counted`: that is for those who know incidents.
    """

    actors: tuple[str, ...] = ()  # names of a source or target actor
    countries: tuple[str, ...] = ()  # of a source or target actor
    dyad: tuple[str, str] | None = None  # the one towards the other, either way unless `directed`, or both together
    directed: bool = False
    event_types: tuple[str, ...] = ()  # "CONSULT", or with its mode "CONSULT/phone"
    contexts: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()  # how the code begins: "19" for all of root 19
    statuses: tuple[Status, ...] = ()
    since: Day | None = None  # the act's days, else the day of publication, reach into [since, until]
    until: Day | None = None
    places: tuple[str, ...] = ()  # names of the place or its first division, or its country's code
    outlets: tuple[str, ...] = ()
    counted: Counted = "reports"  # rows: every report, or one for each incident

    def matches(self, article: Article, event: Event) -> bool:
        """True for an event that fits every filter."""
        doers, suffered = event.source_actors, event.target_actors
        return (
            self._is_by_type(event)
            and (not self.statuses or event.status in self.statuses)
            and (not self.contexts or not set(self.contexts).isdisjoint(event.contexts))
            and self._is_of((*doers, *suffered))
            and self._is_between(doers, suffered, together=event.reciprocal)
            and (not self.places or (event.place is not None and self._is_at(event.place)))
            and self._is_published(article)
            and self._is_in_time(article, event.date)
        )

    def matches_statement(self, article: Article, said: Statement) -> bool:
        """True for a statement that fits: its speaker and addressees are the actors; it has no type, status or place,
        so filters of these let none pass."""
        if self.event_types or self.cameo or self.statuses or self.places:
            return False
        speakers = () if said.speaker is None else (said.speaker,)
        return (
            (not self.contexts or not set(self.contexts).isdisjoint(said.contexts))
            and self._is_of((*speakers, *said.addressees))
            and self._is_between(speakers, said.addressees, together=False)
            and self._is_published(article)
            and self._is_in_time(article, said.date)
        )

    def _is_by_type(self, event: Event) -> bool:
        kinds = (event.event_type, f"{event.event_type}/{event.mode}")
        return (not self.event_types or any(kind in self.event_types for kind in kinds)) and (
            not self.cameo or event.cameo.startswith(self.cameo)
        )

    def _is_of(self, actors: tuple[ActorRef, ...]) -> bool:
        return (not self.actors or any(names(who.name, self.actors) for who in actors)) and (
            not self.countries
            or any(who.country in self.countries or who.org_class in self.countries for who in actors)
        )

    def _is_between(self, doers: tuple[ActorRef, ...], suffered: tuple[ActorRef, ...], *, together: bool) -> bool:
        if self.dyad is None:
            return True
        one, other = self.dyad
        ways = [(doers, suffered)] if self.directed else [(doers, suffered), (suffered, doers)]
        if together:
            return any(is_party(a, one) and is_party(b, other) for a in doers for b in doers if a is not b)
        return any(_has(first, one) and _has(second, other) for first, second in ways)

    def _is_at(self, place: Place) -> bool:
        return place.country in self.places or any(
            names(name, self.places) for name in (place.name, place.admin1) if name
        )

    def _is_published(self, article: Article) -> bool:
        return not self.outlets or (article.outlet is not None and names(article.outlet, self.outlets))

    def _is_in_time(self, article: Article, date: Date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        first, last = days(article, date)
        if first is None and last is None:
            return False
        return (self.since is None or last is None or last >= self.since) and (
            self.until is None or first is None or first <= self.until
        )


def days(article: Article, date: Date | None) -> tuple[Day | None, Day | None]:
    """First and last day of a row: its own, an open end as None; else the day of publication, where known."""
    if date is not None and (date.start is not None or date.end is not None):
        return date.start, date.end
    return article.published_on, article.published_on


def is_party(who: ActorRef, asked: str) -> bool:
    """True where a code or a name asked for is this actor's."""
    return asked in (who.country, who.org_class) or names(who.name, (asked,))


def names(name: str, asked: Iterable[str]) -> bool:
    """True where the words of one of those asked for stand in the name, as whole words in this order."""
    there = f" {folded(name)} "
    return any(f" {folded(words)} " in there for words in asked)


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """A name for comparing: small letters without accents, its words with one space between."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def _has(actors: tuple[ActorRef, ...], asked: str) -> bool:
    return any(is_party(who, asked) for who in actors)
