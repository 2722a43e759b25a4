"""One happening as all its reports tell it: what most of them say, and where they disagree."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Day

from communique.store.components import Link
from communique.store.parties import OTHER, nearness
from communique.store.reports import Days, Party, Report, Spot

EVENT, INCIDENT = "e_", "i_"  # how ids of events and of incidents begin
PARTS = ("dead", "injured", "arrested", "present")
HALF = 0.5  # of the reports that name anybody in a role: so many must name an actor of the incident
PRECISE = ("point", "city", "admin1", "region", "country")  # of places, the most exact first


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A number as reports tell it: from the lowest to the highest, and in the latest report with one."""

    low: int
    high: int
    latest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """People dead, injured, arrested, present; None where no report tells it."""

    dead: Extent | None = None
    injured: Extent | None = None
    arrested: Extent | None = None
    present: Extent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of several things that reports say of a field, and who says it."""

    value: str
    event_ids: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field of which reports say different things, the commonest first."""

    field: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report of an incident; `copy_of` is the article whose text it repeats."""

    report: Report
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """An article that tells an incident without a coded event: the sentence, and what speaks for it."""

    article_id: str
    outlet: str | None = None
    published_on: Day | None = None
    start: int
    end: int
    quote: str
    points: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A happening with its reports. `reports` counts articles with a text of their own, `copies` those that repeat one;
    users count incidents."""

    incident_id: str
    name: str | None = None  # that a reviewer gave it
    notes: tuple[str, ...] = ()  # of reviewers
    event_type: str
    mode: str | None = None
    cameo: str
    status: str
    source_actors: tuple[Party, ...] = ()
    target_actors: tuple[Party, ...] = ()
    date: Days | None = None
    place: Spot | None = None
    size: Sizes = Sizes()
    reports: int
    copies: int = 0
    outlets: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    told: tuple[Told, ...] = ()
    retold: tuple[Retelling, ...] = ()  # articles that tell it without a coded event
    links: tuple[Link, ...] = ()


def incident(reports: Sequence[Report], links: Iterable[Link], copy_of: Mapping[str, str]) -> Incident:
    """The incident of these reports; `copy_of` names for each article that is a copy the one it repeats.

    Copies have no voice of their own where the best value is chosen; the reports stand in order of publication.
    """
    told = sorted(reports, key=_first_published)
    own = [report for report in told if report.article_id not in copy_of] or told
    first = told[0]
    named = _most(own, lambda one: one.event_type)
    typed = [one for one in own if one.event_type == named]
    return Incident(
        incident_id=incident_id(first.event_id), event_type=named or first.event_type,
        mode=_most(typed, lambda one: one.mode), cameo=_cameo(typed),
        status=_most(own, lambda one: one.status) or first.status,
        source_actors=_actors([one.sources for one in typed]), target_actors=_actors([one.targets for one in typed]),
        date=_date(own), place=_place(own), size=_sizes(own),
        reports=len({one.article_id for one in own}), copies=len({one.article_id for one in told} & copy_of.keys()),
        outlets=tuple(sorted({one.outlet for one in told if one.outlet is not None})),
        disagreements=tuple(_disagreements(own)),
        told=tuple(Told(report=one, copy_of=copy_of.get(one.article_id)) for one in told), links=tuple(links),
    )  # fmt: skip


def incident_id(event_id: str) -> str:
    """An incident's name: that of its first published event. Every event of an incident gives a name that leads there,
    so what an incident was called before it grew stays valid."""
    return INCIDENT + event_id.removeprefix(EVENT)


def event_of(incident_id: str) -> str:
    """The event that an incident's name was made of; an event's own id is given back."""
    return EVENT + incident_id.removeprefix(INCIDENT).removeprefix(EVENT)


def _first_published(report: Report) -> tuple[Day, str, str]:
    return report.published_on or Day.max, report.event_id, report.article_id


def _most(reports: Sequence[Report], value: Callable[[Report], str | None]) -> str | None:
    """What most reports say, of those that say anything; of equally many the first in order of spelling."""
    counted = Counter(said for report in reports if (said := value(report)) is not None)
    return min(counted, key=lambda said: (-counted[said], said), default=None)


def _cameo(reports: Sequence[Report]) -> str:
    """The code of most reports; of equally many the most exact."""
    counted = Counter(report.cameo for report in reports)
    return min(counted, key=lambda code: (-counted[code], -len(code.rstrip("0")), code))


def _actors(named: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """The actors that at least half of the reports name in a role, each as the reports mostly call it. Actors of one
    report are different ones."""
    telling = sorted((parties for parties in named if parties), key=lambda parties: (-len(parties), _spelled(parties)))
    kinds: list[list[Party]] = []
    for parties in telling:
        taken: list[list[Party]] = []
        for party in sorted(parties, key=_known_first):
            free = [kind for kind in kinds if not any(kind is other for other in taken)]
            kind = max(free, key=lambda one: nearness(one[0], party), default=None)
            if kind is None or nearness(kind[0], party) <= OTHER:
                kinds.append(kind := [])
            kind.append(party)
            taken.append(kind)
    return tuple(_usual(kind) for kind in kinds if len(kind) >= HALF * len(telling))


def _spelled(parties: tuple[Party, ...]) -> list[tuple[bool, str, str]]:
    return [_known_first(party) for party in parties]


def _known_first(party: Party) -> tuple[bool, str, str]:
    return party.actor_id is None, party.actor_id or "", party.name


def _usual(kind: Sequence[Party]) -> Party:
    """The actor named most often; of equally many one of the registry, then the longest name."""
    counted = Counter(kind)
    return min(counted, key=lambda one: (-counted[one], one.actor_id is None, -len(one.name), one.name))


def _date(reports: Sequence[Report]) -> Days | None:
    """The day that most reports tell; where none does, the days on which it may have happened by all of them."""
    known = [report.days for report in reports if report.days is not None]
    firm = Counter(days for days in known if days.firm)
    if firm:
        return min(firm, key=lambda days: (-firm[days], (days.last - days.first).days, days.first))
    if not known:
        return None
    first, last = max(days.first for days in known), min(days.last for days in known)
    return Days(first=first, last=last, firm=False) if first <= last else known[0]


def _place(reports: Sequence[Report]) -> Spot | None:
    """The most exact place, of equally exact ones the one told most often."""
    counted = Counter(report.spot for report in reports if report.spot is not None)
    return min(counted, key=lambda spot: (_exactness(spot), -counted[spot], spot.name), default=None)


def _exactness(spot: Spot) -> int:
    return PRECISE.index(spot.precision) if spot.precision in PRECISE else len(PRECISE)


def _sizes(reports: Sequence[Report]) -> Sizes:
    found = {part: [number for one in reports if (number := getattr(one.numbers, part)) is not None] for part in PARTS}
    return Sizes(**{part: Extent(low=min(n), high=max(n), latest=n[-1]) for part, n in found.items() if n})


def _disagreements(reports: Sequence[Report]) -> Iterator[Disagreement]:
    """The fields of which the reports say different things: whether it happened, who did it, when, where, how many."""
    yield from _versions("status", reports, _status)
    yield from _versions("source_actors", reports, _sides(reports))
    yield from _versions("date", reports, _when)
    yield from _versions("place", reports, _where)
    for part in PARTS:
        yield from _versions(part, reports, functools.partial(_number, part))


def _sides(reports: Sequence[Report]) -> Callable[[Report], str | None]:
    """What tells of a report who did it, by countries: who names fewer than another says the same in part."""
    told = {frozenset(party.country for party in report.sources if party.country is not None) for report in reports}
    most = sorted((side for side in told if side and not any(side < other for other in told)), key=sorted)

    def side_of(report: Report) -> str | None:
        own = {party.country for party in report.sources if party.country is not None}
        whole = next((side for side in most if own and own <= side), None)
        return None if whole is None else " + ".join(sorted(whole))

    return side_of


def _status(report: Report) -> str:
    return f"{report.status}, by a doubtful actor" if report.doubtful else report.status


def _when(report: Report) -> str | None:
    if report.days is None or not report.days.firm:
        return None
    first, last = report.days.first.isoformat(), report.days.last.isoformat()
    return first if first == last else f"{first} to {last}"


def _where(report: Report) -> str | None:
    return report.spot.name if report.spot is not None and report.spot.precision in PRECISE[:2] else None


def _number(part: str, report: Report) -> str | None:
    told: int | None = getattr(report.numbers, part)
    return None if told is None else str(told)


def _versions(field: str, reports: Sequence[Report], value: Callable[[Report], str | None]) -> Iterator[Disagreement]:
    said: dict[str, list[Report]] = {}
    for report in reports:
        if (told := value(report)) is not None:
            said.setdefault(told, []).append(report)
    if len(said) < 2:
        return
    ranked = sorted(said.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    yield Disagreement(field=field, versions=tuple(_version(told, by) for told, by in ranked))


def _version(value: str, reports: Sequence[Report]) -> Version:
    return Version(
        value=value, event_ids=tuple(sorted({one.event_id for one in reports})),
        outlets=tuple(sorted({one.outlet for one in reports if one.outlet is not None})),
    )  # fmt: skip
