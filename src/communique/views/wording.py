"""Parts of a record in a few words, as all views show them."""

from collections.abc import Iterable
from dataclasses import fields

from communique.model import ActorRef, CodedArticle, Count, Date, EmbeddedAct, Event, Size, Span, Statement

ELLIPSIS = "…"
DAY_LENGTH = {"year": 4, "month": 7}  # characters of an ISO date that such a precision supports


def shortened(words: str, length: int) -> str:
    """The words in one line of at most `length` characters."""
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + ELLIPSIS


def kind_of_act(event_type: str, mode: str | None) -> str:
    """ "CONSULT/phone", or the type alone."""
    return f"{event_type}/{mode}" if mode else event_type


def actor(who: ActorRef) -> str:
    """ "Xi Jinping (CHN GOV)"; a question mark where the text doubts the doer."""
    codes = " ".join(code for code in (who.country or who.org_class, *who.sectors) if code)
    name = f"{who.name}?" if who.doubtful else who.name
    return f"{name} ({codes})" if codes else name


def names(actors: Iterable[ActorRef]) -> str:
    """The names alone, with semicolons between."""
    return "; ".join(who.name for who in actors)


def who_to_whom(event: Event) -> str:
    """Source and target actors with an arrow; those who act together with a plus sign."""
    between = " + " if event.reciprocal else ", "
    doers = between.join(map(actor, event.source_actors)) or "?"
    suffered = ", ".join(map(actor, event.target_actors))
    return f"{doers} → {suffered}" if suffered else doers


def content(act: EmbeddedAct | None) -> str:
    """The act inside a speech act: "AID/military (NATO → Ukraine)"; "" where there is none."""
    if act is None:
        return ""
    doers, suffered = names(act.source_actors), names(act.target_actors)
    who = f"{doers} → {suffered}" if suffered else doers
    inner = content(act.content)
    told = kind_of_act(act.event_type, act.mode) + (f" ({who})" if who else "")
    return f"{told}: {inner}" if inner else told


def when(date: Date | None) -> str:
    """A date as precise as it is known: "2023-04-26", "2023-03", "2022-02-24 –"; "" where there is none."""
    if date is None:
        return ""
    length = DAY_LENGTH.get(date.precision, 10)
    start = date.start.isoformat()[:length] if date.start else ""
    end = date.end.isoformat()[:length] if date.end else ""
    return start if start == end else f"{start} – {end}".strip()


def count(number: Count | None) -> str:
    """ "12", "10-12", or "12+" where only the least is known; "" where nothing is."""
    if number is None:
        return ""
    if number.high is None:
        return f"{number.low}+"
    return str(number.low) if number.high == number.low else f"{number.low}-{number.high}"


def toll(size: Size | None) -> str:
    """ "12 dead, 30+ injured"; "" where nothing is told."""
    if size is None:
        return ""
    told = ((count(getattr(size, field.name)), field.name) for field in fields(size))
    return ", ".join(f"{number} {what}" for number, what in told if number)


def quoted(spans: Iterable[Span]) -> str:
    """The words of several spans in one line, with an ellipsis where something between them is left out."""
    return f" {ELLIPSIS} ".join(" ".join(span.quote.split()) for span in spans)


def speaker(statement: Statement | None) -> str:
    """The speaker's name; "" where none was found or there is no statement."""
    return statement.speaker.name if statement and statement.speaker else ""


def saying(coded: CodedArticle, statement_id: str | None) -> Statement | None:
    """The statement of that id."""
    return next((said for said in coded.statements if said.statement_id == statement_id), None)


def number_of(things: int, name: str) -> str:
    """ "1 event", "2 events"."""
    return f"{things} {name}" if things == 1 else f"{things} {name}s"
