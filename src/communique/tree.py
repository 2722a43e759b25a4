"""The tree of the record (docs/record.md): what communique writes down, one class a node.

Everything is frozen. `None` means "the text does not say"; many means a tuple. Offsets are Unicode code
points of `Article.text`, half-open.
"""

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

SCHEMA = "communique/1"

Status = Literal["actual", "planned", "possible", "hypothetical", "negated"]
Kind = Literal["direct", "indirect", "mixed", "own"]
DatePrecision = Literal["day", "week", "month", "quarter", "year", "decade", "range"]
DateBasis = Literal["words", "narrative", "dateline", "known_event", "publication"]
PlacePrecision = Literal["point", "city", "admin1", "country", "region"]
DecidedBy = Literal["rows", "reader", "both"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `[start, end)` of the article's text; `quote` is exactly what stands there."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as published, kept whole; `text_id` is the hash of the text, `article_id` names the publication."""

    article_id: str
    text_id: str
    text: str
    title: str | None = None
    title_span: Span | None = None
    published_on: Day | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    raw_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One place where the text names an actor; `rule` says how we know, `antecedent` what a pronoun goes back to."""

    span: Span
    rule: str
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who, as known on the article's date; `key` is valid within one article."""

    key: str
    actor_id: str | None = None
    name: str
    country: str | None = None  # ISO 3166-1 alpha-3
    org_class: str | None = None  # UNO EUR IGO NGO ISM MNC
    sectors: tuple[str, ...] = ()  # PLOVER sector codes, most important first
    office: str | None = None
    mentions: tuple[ActorMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor in one role of one row, with what a reader of that row alone needs."""

    actor: str
    span: Span
    name: str
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """An interval of days, both ends inclusive; an open end is None. `basis` says where it was read."""

    start: Day | None = None
    end: Day | None = None
    precision: DatePrecision
    basis: DateBasis
    basis_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where; coordinates are WGS84 degrees."""

    name: str
    span: Span
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many, from `low` to `high` (None: "at least"), and the words that say it."""

    low: int
    high: int | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """People dead, injured, arrested, present in one act."""

    dead: Count | None = None
    injured: Count | None = None
    arrested: Count | None = None
    present: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedAct:
    """The act that is promised, demanded, refused, threatened or charged; never counted as an event."""

    event_type: str
    mode: str | None = None
    source_actors: tuple[ActorRef, ...] = ()
    target_actors: tuple[ActorRef, ...] = ()
    object: Span | None = None
    content: "EmbeddedAct | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One telling of an act in the text, with its own status, attribution and size."""

    trigger: Span
    evidence: Span
    status: Status
    attribution: str | None = None
    size: Size | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody does something, as PLOVER counts it (docs/record.md, section 1)."""

    event_id: str
    event_type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str
    status: Status
    historical: bool = False
    reciprocal: bool = False
    source_actors: tuple[ActorRef, ...] = ()
    target_actors: tuple[ActorRef, ...] = ()
    object: Span | None = None
    content: EmbeddedAct | None = None
    date: Date | None = None
    place: Place | None = None
    size: Size | None = None
    trigger: Span
    evidence: Span
    attribution: str | None = None
    mentions: tuple[Mention, ...] = ()
    rule: str
    decided_by: DecidedBy = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody says something (docs/record.md, section 2)."""

    statement_id: str
    speaker: ActorRef | None = None
    addressees: tuple[ActorRef, ...] = ()
    cue: Span | None = None
    content: tuple[Span, ...]
    kind: Kind
    quotes: tuple[Span, ...] = ()
    thought: bool = False
    negated: bool = False
    act: str | None = None
    within: str | None = None
    occasion: Span | None = None
    date: Date | None = None
    about: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A stretch of text that is not the article's voice, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made a record: versions of code, knowledge, parser; None where a part took no share."""

    code: str
    knowledge: str
    parser: str
    reader: str | None = None
    actors_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """One article and all that was read out of it."""

    schema: str = SCHEMA
    article: Article
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    made_by: MadeBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article that could not be coded: its id, the stage that gave up, and a reason a user can act on."""

    article_id: str
    stage: str
    reason: str
