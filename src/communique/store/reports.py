"""What one article says of one happening, apart from its text: all that the rule of likeness compares."""

from collections import Counter
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta

from communique.knowledge.happenings import load_happenings
from communique.model import ActorRef, CodedArticle, Event, Place, Size
from communique.store.words import opening, stems

FIRM = frozenset({"words", "narrative", "dateline", "known_event"})  # bases of a date that the text itself gives
FIRM_DAYS = 2  # days: a longer stretch ("last week") names no day
LONGEST = 31  # days: what is told of a longer stretch is joined to nothing
TELLING = 4  # days: news tells what happened on the day of publication or shortly before
TOWNS = frozenset({"point", "city"})  # precisions of a place by which two places can be told apart
SETTING = 2  # countries: of those whose country is not told, one of these is theirs in most articles
COMPARED = {"words", "opening", "trigger"}  # fields of a report that only the rule of likeness looks at
JOINED = ("actual", "planned", "negated")  # possible and hypothetical acts are no happenings


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor of a report: who, without where the text names him."""

    actor_id: str | None = None
    name: str
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()  # without a country of its own: the countries that the article speaks of most


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When, both ends inclusive; `firm` where the text tells the day, else it is guessed from the publication."""

    first: Day
    last: Day
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where, apart from the text."""

    name: str
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """People dead, injured, arrested, present, as told: the low end; None where nothing is told."""

    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event as one article tells it."""

    event_id: str
    article_id: str
    text_id: str
    outlet: str | None = None
    published_on: Day | None = None
    event_type: str
    mode: str | None = None
    cameo: str
    status: str
    reciprocal: bool = False
    sources: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    doubtful: bool = False  # the text doubts who did it
    days: Days | None = None
    precision: str | None = None  # of the date the text gives
    spot: Spot | None = None
    numbers: Numbers = Numbers()
    told_by: str | None = None  # whom the outlet gives for it; None: it says so itself
    trigger: tuple[str, ...] = ()  # stems of the words that tell the act
    words: tuple[str, ...] = ()  # stems of the sentences that tell it, sorted, without the actors' names
    opening: tuple[str, ...] = ()  # stems of the article's beginning, sorted
    evidence: str = ""

    @property
    def key(self) -> str:
        """The report's name among all: articles with the same text share their events' ids."""
        return f"{self.event_id} {self.article_id}"


def reports_of(coded: CodedArticle) -> tuple[Report, ...]:
    """The events of an article that may be told elsewhere, too, in the order of the text."""
    lead = opening(coded.article.text)
    cast = Cast(ids={actor.key: actor.actor_id for actor in coded.actors}, countries=countries_of(coded))
    speakers = {said.statement_id: said.speaker.name for said in coded.statements if said.speaker is not None}
    return tuple(
        _report(coded, event, lead, cast, speakers)
        for event in coded.events
        if event.status in JOINED and (event.source_actors or event.target_actors)
    )


def _report(coded: CodedArticle, event: Event, lead: tuple[str, ...], cast: "Cast", speakers: dict[str, str]) -> Report:
    article = coded.article
    told = dict.fromkeys(mention.evidence.quote for mention in event.mentions) or {event.evidence.quote: None}
    names = " ".join(f"{ref.name} {ref.span.quote}" for ref in (*event.source_actors, *event.target_actors))
    return Report(
        event_id=event.event_id, article_id=article.article_id, text_id=article.text_id, outlet=article.outlet,
        published_on=article.published_on, event_type=event.event_type, mode=event.mode, cameo=event.cameo,
        status=event.status, reciprocal=event.reciprocal,
        sources=tuple(_party(ref, cast) for ref in event.source_actors),
        targets=tuple(_party(ref, cast) for ref in event.target_actors),
        doubtful=any(ref.doubtful for ref in event.source_actors),
        days=days_of(event, article.published_on),
        precision=None if event.date is None or event.date.basis not in FIRM else event.date.precision,
        spot=_spot(event.place), numbers=_numbers(event.size),
        told_by=None if event.attribution is None else speakers.get(event.attribution),
        trigger=tuple(sorted(set(stems(" ".join(mention.trigger.quote for mention in event.mentions))))),
        words=tuple(sorted(set(stems(" ".join(told))) - set(stems(names)))),
        opening=lead, evidence=" ".join(event.evidence.quote.split()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors of an article: the registry's names by key, and the countries that are spoken of most."""

    ids: dict[str, str | None]
    countries: tuple[str, ...]


def countries_of(coded: CodedArticle) -> tuple[str, ...]:
    """The countries whose actors and places the article names most often, at most `SETTING`."""
    counted: Counter[str] = Counter()
    for actor in coded.actors:
        if actor.country is not None:
            counted[actor.country] += len(actor.mentions)
    counted.update(event.place.country for event in coded.events if event.place and event.place.country)
    return tuple(sorted(counted, key=lambda country: (-counted[country], country))[:SETTING])


def _party(ref: ActorRef, cast: Cast) -> Party:
    return Party(
        actor_id=cast.ids.get(ref.actor), name=ref.name, country=ref.country, org_class=ref.org_class,
        sectors=ref.sectors, perhaps=() if ref.country or ref.org_class else cast.countries,
    )  # fmt: skip


def days_of(event: Event, published_on: Day | None) -> Days | None:
    """The days on which it may have happened: those the text gives, else those before the publication; None where
    neither is known or the text places it in a stretch too long to tell acts apart."""
    date = event.date
    if date is not None and date.basis in FIRM:
        if date.start is None or date.end is None or (date.end - date.start).days >= LONGEST:
            return None
        return Days(first=date.start, last=date.end, firm=(date.end - date.start).days < FIRM_DAYS)
    if published_on is None or event.historical:
        return None
    return Days(first=published_on - timedelta(days=TELLING), last=published_on, firm=False)


def _spot(place: Place | None) -> Spot | None:
    if place is None:
        return None
    return Spot(
        name=place.name, geonames_id=place.geonames_id, country=place.country, admin1=place.admin1,
        lat=place.lat, lon=place.lon, precision=place.precision,
    )  # fmt: skip


def _numbers(size: Size | None) -> Numbers:
    if size is None:
        return Numbers()
    dead, injured, arrested, present = (
        None if count is None else count.low for count in (size.dead, size.injured, size.arrested, size.present)
    )
    return Numbers(dead=dead, injured=injured, arrested=arrested, present=present)


def sides_of(party: Party) -> frozenset[str]:
    """On which sides of its country an actor stands; none where nothing is told of it."""
    sides = load_happenings().sides
    return frozenset(sides[sector] for sector in party.sectors if sector in sides)
