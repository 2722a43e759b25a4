"""What comes out of a store, one frozen class a kind of row."""

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

from communique.model import CodedArticle, Kind, Span, Status

Outcome = Literal["added", "changed", "recoded", "known", "failed"]
OUTCOMES: tuple[Outcome, ...] = ("added", "changed", "recoded", "known", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """One version of an article, without its text; `current` is False where another version superseded it."""

    article_id: str
    version: int
    current: bool
    text_id: str
    title: str | None = None
    published_on: Day | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    raw_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one addition changed: the record that came and its key, and all records whose rows began or ceased to count.

    `coded` may be superseded from the start (an older version of its article that came late): then its key is not in
    `begun`. Keys are `records.record_key`.
    """

    outcome: Outcome
    coded: CodedArticle | None
    record_key: int | None
    begun: tuple[int, ...] = ()
    ceased: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredActor:
    """An actor in one role of one row."""

    name: str
    actor_id: str | None = None
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    doubtful: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """One event as a flat row, with the article it stands in; the whole of it is in `Store.record(article_id)`."""

    event_key: int
    article_id: str
    outlet: str | None
    published_on: Day | None
    day: Day | None
    event_id: str
    event_type: str
    mode: str | None
    cameo: str
    contexts: tuple[str, ...]
    status: Status
    historical: bool
    reciprocal: bool
    source_actors: tuple[StoredActor, ...]
    target_actors: tuple[StoredActor, ...]
    trigger: Span
    evidence: Span
    attribution: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredStatement:
    """One statement as a flat row, with the article it stands in."""

    statement_key: int
    article_id: str
    outlet: str | None
    published_on: Day | None
    day: Day | None
    statement_id: str
    kind: Kind
    thought: bool
    negated: bool
    speaker: StoredActor | None
    cue: str | None
    content: str
    act: str | None
    within: str | None
    contexts: tuple[str, ...]
    rule: str
