"""A record as flat rows, one function a table of `schema.sql`; keys are added by whoever writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from hashlib import sha256
from itertools import permutations, product
from typing import Any, Literal

from communique.model import Actor, ActorRef, Article, CodedArticle, Count, Event, Span, Statement
from communique.views.selection import days, folded

LARGEST = 2**63 - 1  # of a database's whole numbers; a count beyond it stays in the record alone
GAP = " … "  # between the pieces of a statement's words

Row = dict[str, Any]
Role = Literal["source", "target", "addressee", "about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRows:
    """The rows of one event."""

    event: Row
    actors: tuple[Row, ...]
    dyads: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRows:
    """The rows of one statement."""

    statement: Row
    actors: tuple[Row, ...]


def digest(article: Article) -> str:
    """The name of a version: a hash of the text and all that is known of it, but not of the page it came from."""
    title = article.title_span and (article.title_span.start, article.title_span.end)
    facts = (article.article_id, article.text_id, article.title, title, _iso(article.published_on), article.outlet,
             article.author, article.url, article.language, article.text)  # fmt: skip
    return sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()


def article_row(article: Article) -> Row:
    """The columns of `articles` that an article tells."""
    return {
        "article_id": article.article_id, "digest": digest(article), "text_id": article.text_id,
        "title": article.title, "text": article.text, "published_on": _iso(article.published_on),
        "outlet": article.outlet, "author": article.author, "url": article.url, "language": article.language,
        "raw_sha256": article.raw_sha256,
    }  # fmt: skip


def actor_row(position: int, actor: Actor) -> Row:
    """The columns of `actors`."""
    return {
        "position": position, "actor": actor.key, "actor_id": actor.actor_id, "name": actor.name,
        "country": actor.country, "org_class": actor.org_class, "sectors": "+".join(actor.sectors),
        "office": actor.office, "mentions": len(actor.mentions),
    }  # fmt: skip


def event_rows(coded: CodedArticle) -> Iterator[EventRows]:
    """The rows of each event, in order."""
    ids = {actor.key: actor.actor_id for actor in coded.actors}
    for position, event in enumerate(coded.events):
        row = _event(coded.article, event, position)
        roles: tuple[tuple[Role, tuple[ActorRef, ...]], ...] = (
            ("source", event.source_actors), ("target", event.target_actors),
        )  # fmt: skip
        actors = tuple(
            _event_actor(role, place, who, ids.get(who.actor), row["day"])
            for role, found in roles
            for place, who in enumerate(found)
        )
        dyads = ({"source_code": one, "target_code": other, "day": row["day"]} for one, other in _dyads(event))
        yield EventRows(event=row, actors=actors, dyads=tuple(dyads))


def _event(article: Article, event: Event, position: int) -> Row:
    first, last = _days(article, event)
    return {
        **_published(article), "day": first, "last_day": last, "position": position, "event_id": event.event_id,
        "event_type": event.event_type, "mode": event.mode, "cameo": event.cameo,
        "contexts": "+".join(event.contexts), "status": event.status, "historical": int(event.historical),
        "reciprocal": int(event.reciprocal), **_date(event), **_place(event), **_size(event),
        "object": _words(event.object), "trigger_start": event.trigger.start, "trigger_end": event.trigger.end,
        "trigger_words": event.trigger.quote, "evidence_start": event.evidence.start,
        "evidence_end": event.evidence.end, "evidence": event.evidence.quote, "attribution": event.attribution,
        "mentions": len(event.mentions), "rule": event.rule, "decided_by": event.decided_by,
    }  # fmt: skip


def _published(article: Article) -> Row:
    return {
        "article_id": article.article_id, "outlet": article.outlet, "published_on": _iso(article.published_on),
    }  # fmt: skip


def _days(article: Article, row: Event | Statement) -> tuple[str | None, str | None]:
    """The first and the last day of a row; an open end has the other's, so that it can be sorted."""
    first, last = days(article, row.date)
    return _iso(first or last), _iso(last or first)


def _date(row: Event | Statement) -> Row:
    date = row.date
    return {
        "date_start": _iso(date.start) if date else None,
        "date_end": _iso(date.end) if date else None,
        "date_precision": date.precision if date else None,
        "date_basis": date.basis if date else None,
    }


def _place(event: Event) -> Row:
    place = event.place
    return {
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_admin1": place.admin1 if place else None,
        "place_precision": place.precision if place else None,
        "geonames_id": _whole(place.geonames_id) if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
    }


def _size(event: Event) -> Row:
    size, row = event.size, {}
    for part in ("dead", "injured", "arrested", "present"):
        count: Count | None = getattr(size, part) if size else None
        row[f"{part}_low"] = _whole(count.low) if count else None
        row[f"{part}_high"] = _whole(count.high) if count else None
    return row


def _event_actor(role: Role, position: int, who: ActorRef, actor_id: str | None, day: str | None) -> Row:
    return {
        **_named(role, position, who, actor_id), "day": day, "sectors": "+".join(who.sectors), "office": who.office,
        "doubtful": int(who.doubtful), "words": who.span.quote,
    }  # fmt: skip


def _named(role: Role, position: int, who: ActorRef, actor_id: str | None) -> Row:
    return {
        "role": role, "position": position, "actor": who.actor, "actor_id": actor_id, "name": who.name,
        "folded": folded(who.name), "country": who.country, "org_class": who.org_class,
    }  # fmt: skip


def _dyads(event: Event) -> list[tuple[str, str]]:
    """Each pair of codes of a source and a target actor, or of two that act together, once."""
    together = permutations(event.source_actors, 2) if event.reciprocal else ()
    pairs = (*product(event.source_actors, event.target_actors), *together)
    return sorted({codes for one, other in pairs for codes in product(_codes(one), _codes(other))})


def _codes(who: ActorRef) -> tuple[str, ...]:
    return tuple(code for code in (who.country, who.org_class) if code)


def statement_rows(coded: CodedArticle) -> Iterator[StatementRows]:
    """The rows of each statement, in order."""
    by_key = {actor.key: actor for actor in coded.actors}
    for position, said in enumerate(coded.statements):
        addressees = tuple(
            _named("addressee", place, who, by_key[who.actor].actor_id if who.actor in by_key else None)
            for place, who in enumerate(said.addressees)
        )
        about = tuple(
            _subject(place, by_key[key]) for place, key in enumerate(dict.fromkeys(said.about)) if key in by_key
        )
        speaker = by_key.get(said.speaker.actor) if said.speaker else None
        row = _statement(coded.article, said, position, speaker.actor_id if speaker else None)
        yield StatementRows(statement=row, actors=addressees + about)


def _subject(position: int, actor: Actor) -> Row:
    return {
        "role": "about", "position": position, "actor": actor.key, "actor_id": actor.actor_id, "name": actor.name,
        "folded": folded(actor.name), "country": actor.country, "org_class": actor.org_class,
    }  # fmt: skip


def _statement(article: Article, said: Statement, position: int, speaker_id: str | None) -> Row:
    first, last = _days(article, said)
    who = said.speaker
    return {
        **_published(article), "day": first, "last_day": last, "position": position,
        "statement_id": said.statement_id, "kind": said.kind, "thought": int(said.thought),
        "negated": int(said.negated), "speaker": who.name if who else None, "speaker_id": speaker_id,
        "speaker_folded": folded(who.name) if who else None, "speaker_country": who.country if who else None,
        "speaker_class": who.org_class if who else None, "speaker_sectors": "+".join(who.sectors) if who else None,
        "speaker_office": who.office if who else None, "cue": _words(said.cue),
        "content": GAP.join(span.quote for span in said.content),
        "content_start": min((span.start for span in said.content), default=0),
        "content_end": max((span.end for span in said.content), default=0), "act": said.act, "within": said.within,
        **_date(said), "contexts": "+".join(said.contexts), "rule": said.rule,
    }  # fmt: skip


def _iso(day: Day | None) -> str | None:
    return None if day is None else day.isoformat()


def _words(span: Span | None) -> str | None:
    return None if span is None else span.quote


def _whole(number: int | None) -> int | None:
    return number if number is not None and abs(number) <= LARGEST else None
