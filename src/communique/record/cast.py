"""The actors of a record: every referent with its mentions, the places that stand as targets, unnamed speakers."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.model import (
    Actor,
    ActorMention,
    ActorRef,
    Argument,
    Happened,
    Meant,
    Named,
    NamedActor,
    Said,
    Span,
)

UNREGISTERED = "name"  # a form: listed only where it takes part in a row
Who = tuple[str, str]  # ("referent", its index) | ("place", its name) | ("speaker", its words)


def referent_who(index: int) -> Who:
    """What stands for a referent among the keys."""
    return ("referent", str(index))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors of one record and how to refer to them from its rows."""

    actors: tuple[Actor, ...]
    named: Named
    said: Said
    meant: Meant
    keys: dict[Who, str]
    starts: tuple[tuple[int, str], ...]  # (first character, key) of every mention, in reading order

    def refs(self, arguments: tuple[Argument, ...]) -> tuple[ActorRef, ...]:
        """The arguments of an act as references, each actor once."""
        found: dict[str, ActorRef] = {}
        for argument in arguments:
            ref = self._ref(argument)
            found.setdefault(ref.actor, ref)
        return tuple(found.values())

    def _ref(self, argument: Argument) -> ActorRef:
        if argument.named is not None and argument.referent is not None:
            return self._naming(self.named.actors[argument.named], argument.referent, argument.doubtful)
        place = self.named.places[argument.place or 0]
        return ActorRef(actor=self.keys[("place", place.name)], span=place.span, name=place.name, country=place.country)

    def _naming(self, naming: NamedActor, referent: int, doubtful: bool = False) -> ActorRef:
        who = self.meant.referents[referent]
        return ActorRef(
            actor=self.keys[referent_who(referent)],
            span=naming.span,
            name=who.name,
            country=who.country,
            org_class=who.org_class,
            sectors=who.sectors or (naming.sectors if naming.country == who.country else ()),
            office=who.office,
            doubtful=doubtful,
        )

    def naming_refs(self, index: int) -> tuple[ActorRef, ...]:
        """Whom one naming means, as references; () where that is not known."""
        link = self.meant.links[index]
        if link is None:
            return ()
        return tuple(self._naming(self.named.actors[index], referent) for referent in link.referents)

    def speaker(self, speech: int) -> ActorRef | None:
        """The speaker of a statement: an actor of the article, else its words."""
        told = self.said.speeches[speech]
        refs = () if told.speaker is None else self.naming_refs(told.speaker)
        if refs:
            return refs[0]
        key = None if told.speaker_span is None else self.keys.get(("speaker", told.speaker_span.quote))
        if key is None or told.speaker_span is None:
            return None
        return ActorRef(actor=key, span=told.speaker_span, name=told.speaker_span.quote)

    def within(self, spans: tuple[Span, ...]) -> tuple[str, ...]:
        """The keys of the actors named inside these spans, in reading order, each once."""
        found: dict[str, None] = {}
        for span in spans:
            low = bisect_left(self.starts, (span.start, ""))
            high = bisect_left(self.starts, (span.end, ""))
            found.update((key, None) for _, key in self.starts[low:high])
        return tuple(found)


def make_cast(named: Named, said: Said, meant: Meant, happened: Happened) -> Cast:
    """The actors in the order of their first mention, keys a1, a2 …"""
    drafts: dict[Who, Actor] = {}
    for who, actor, mention in sorted(_mentions(named, said, meant, happened), key=lambda m: m[2].span.start):
        known = drafts.get(who, actor)
        mentions = known.mentions if mention in known.mentions else (*known.mentions, mention)
        drafts[who] = replace(known, mentions=mentions)
    keys = {who: f"a{number}" for number, who in enumerate(drafts, start=1)}
    actors = tuple(replace(actor, key=keys[who]) for who, actor in drafts.items())
    starts = sorted((mention.span.start, actor.key) for actor in actors for mention in actor.mentions)
    return Cast(actors=actors, named=named, said=said, meant=meant, keys=keys, starts=tuple(starts))


def _mentions(named: Named, said: Said, meant: Meant, happened: Happened) -> Iterator[tuple[Who, Actor, ActorMention]]:
    in_rows = _in_rows(said, meant, happened)
    namings_in_rows = _namings_in_rows(said, happened)
    for index, (naming, link) in enumerate(zip(named.actors, meant.links, strict=True)):
        for referent in link.referents if link is not None else ():
            listed = index in namings_in_rows if naming.as_place else naming.form != UNREGISTERED or referent in in_rows
            if listed:
                mention = ActorMention(
                    span=naming.span,
                    rule=link.rule if link else naming.rule,
                    antecedent=link.antecedent if link else None,
                )
                yield referent_who(referent), _actor(meant, referent), mention
    for argument in _arguments(happened):
        if argument.place is not None:
            place = named.places[argument.place]
            actor = Actor(key="", name=place.name, country=place.country)
            yield ("place", place.name), actor, ActorMention(span=place.span, rule=place.rule)
    for speech in said.speeches:
        words = speech.speaker_span
        if words is not None and (speech.speaker is None or meant.links[speech.speaker] is None):
            yield ("speaker", words.quote), Actor(key="", name=words.quote), ActorMention(span=words, rule=speech.rule)


def _actor(meant: Meant, index: int) -> Actor:
    who = meant.referents[index]
    return Actor(
        key="",
        actor_id=who.actor_id,
        name=who.name,
        country=who.country,
        org_class=who.org_class,
        sectors=who.sectors,
        office=who.office,
    )


def _arguments(happened: Happened) -> Iterator[Argument]:
    for act in happened.acts:
        yield from (*act.sources, *act.targets)
        content = act.content
        while content is not None:
            yield from (*content.sources, *content.targets)
            content = content.content


def _namings_in_rows(said: Said, happened: Happened) -> set[int]:
    """The namings that stand in a row themselves; a country "in" which something happens is listed only there."""
    found = {argument.named for argument in _arguments(happened) if argument.named is not None}
    for speech in said.speeches:
        found.update(naming for naming in (speech.speaker, *speech.addressees) if naming is not None)
    return found


def _in_rows(said: Said, meant: Meant, happened: Happened) -> set[int]:
    """The referents that act, are acted upon, speak or are spoken to."""
    found = {a.referent for a in _arguments(happened) if a.referent is not None}
    for speech in said.speeches:
        for naming in (speech.speaker, *speech.addressees):
            link = None if naming is None else meant.links[naming]
            found.update(link.referents if link is not None else ())
    return found
