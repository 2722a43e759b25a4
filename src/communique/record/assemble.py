"""All that the rooms found, written as one record: actors, statements, events, each row pointing at its words."""

from communique.knowledge.code_lists import CodeLists
from communique.model import (
    Act,
    ActContent,
    ActorRef,
    CodedArticle,
    Date,
    EmbeddedAct,
    Event,
    Happened,
    MadeBy,
    Meant,
    Mention,
    Named,
    Parse,
    Place,
    PlaceMention,
    Said,
    Span,
    Speech,
    Statement,
)
from communique.record.cast import Cast, make_cast
from communique.record.dating import act_dates, is_historical, statement_date
from communique.record.identity import event_id, statement_id
from communique.record.joining import Joined, join


def assemble(
    parse: Parse, named: Named, said: Said, meant: Meant, happened: Happened, codes: CodeLists, made_by: MadeBy
) -> CodedArticle:
    """The record of one article (record.md, section 0)."""
    cast = make_cast(named, said, meant, happened)
    times = _by_sentence(named)
    said_on = tuple(statement_date(parse, named, speech, times) for speech in said.speeches)
    statement_ids = tuple(statement_id(parse.article.text_id, speech.cue, speech.content) for speech in said.speeches)
    dates = act_dates(parse, named, said, meant, happened.acts, said_on)
    joined = join(happened.acts, dates, named, meant, codes.verbal)
    events = _events(parse, named, cast, joined, statement_ids, codes)
    performed = {a.performs: e for g, e in zip(joined, events, strict=True) for a in g.acts if a.performs is not None}
    statements = tuple(
        _statement(cast, said, i, said_on[i], statement_ids, performed.get(i)) for i in range(len(said.speeches))
    )
    return CodedArticle(
        article=parse.article,
        actors=cast.actors,
        events=events,
        statements=statements,
        skipped=parse.skipped,
        made_by=made_by,
    )


def _by_sentence(named: Named) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for i, time in enumerate(named.times):
        found.setdefault(time.sentence, []).append(i)
    return found


def _events(
    parse: Parse, named: Named, cast: Cast, joined: list[Joined], statement_ids: tuple[str, ...], codes: CodeLists
) -> tuple[Event, ...]:
    used: dict[Span, int] = {}
    found = []
    for group in joined:
        first_trigger = min((a.trigger for a in group.acts), key=lambda s: s.start)
        ordinal = used.get(first_trigger, 0)
        used[first_trigger] = ordinal + 1
        name = event_id(parse.article.text_id, first_trigger, ordinal)
        found.append(_event(parse, named, cast, group, name, statement_ids, codes))
    return tuple(found)


def _event(
    parse: Parse, named: Named, cast: Cast, group: Joined, name: str, statement_ids: tuple[str, ...], codes: CodeLists
) -> Event:
    first = group.first
    cameo = _cameo(group)
    row = codes.cameo(cameo)
    place = next((a.place for a in group.acts if a.place is not None and (a.sources or a.targets)), None)
    own_voice = any(a.speech is None for a in group.acts if a.sources or a.targets)
    return Event(
        event_id=name,
        event_type=first.event_type,
        mode=group.mode,
        contexts=tuple(dict.fromkeys((*first.contexts, *(row.contexts if row is not None else ())))),
        cameo=cameo,
        status=group.status,
        historical=is_historical(group.date, parse),
        reciprocal=first.reciprocal,
        source_actors=cast.refs(group.sources),
        target_actors=cast.refs(group.targets),
        object=first.object,
        content=_content(cast, first.content),
        date=group.date,
        place=None if place is None else _place(named.places[place]),
        size=group.size,
        trigger=first.trigger,
        evidence=first.evidence,
        attribution=None if own_voice or first.speech is None else statement_ids[first.speech],
        mentions=tuple(_mention(act, statement_ids) for act in group.acts),
        rule=first.rule,
        decided_by=first.decided_by,
    )


def _cameo(group: Joined) -> str:
    """The code of the first telling that has the event's mode."""
    fitting = [a.cameo for a in group.acts if a.mode == group.mode] or [group.first.cameo]
    return fitting[0]


def _mention(act: Act, statement_ids: tuple[str, ...]) -> Mention:
    return Mention(
        trigger=act.trigger,
        evidence=act.evidence,
        status=act.status,
        attribution=None if act.speech is None else statement_ids[act.speech],
        size=act.size,
        rule=act.rule,
    )


def _content(cast: Cast, content: ActContent | None) -> EmbeddedAct | None:
    if content is None:
        return None
    return EmbeddedAct(
        event_type=content.event_type,
        mode=content.mode,
        source_actors=cast.refs(content.sources),
        target_actors=cast.refs(content.targets),
        object=content.object,
        content=_content(cast, content.content),
    )


def _place(mention: PlaceMention) -> Place:
    return Place(
        name=mention.name, span=mention.span, geonames_id=mention.geonames_id, country=mention.country,
        admin1=mention.admin1, lat=mention.lat, lon=mention.lon, precision=mention.precision,
    )  # fmt: skip


def _statement(
    cast: Cast, said: Said, index: int, date: Date | None, statement_ids: tuple[str, ...], act: Event | None
) -> Statement:
    speech: Speech = said.speeches[index]
    addressees: list[ActorRef] = []
    for naming in speech.addressees:
        addressees += cast.naming_refs(naming)
    return Statement(
        statement_id=statement_ids[index],
        speaker=cast.speaker(index),
        addressees=tuple(addressees),
        cue=speech.cue,
        content=speech.content,
        kind=speech.kind,
        quotes=speech.quotes,
        thought=speech.thought,
        negated=speech.negated,
        act=None if act is None else act.event_id,
        within=None if speech.within is None else statement_ids[speech.within],
        occasion=speech.occasion,
        date=date,
        about=cast.within(speech.content),
        contexts=tuple(dict.fromkeys((*(act.contexts if act is not None else ()), *speech.contexts))),
        rule=speech.rule,
    )
