"""Articles and records for the tests: short texts in which every word "asked" is an event and a statement."""

import re
from datetime import date

from communique.model import Actor, ActorMention, ActorRef, Article, CodedArticle, Date, Event, MadeBy, Span, Statement
from communique.reading.facts import Facts, article
from communique.record.identity import event_id, statement_id

MADE_BY = MadeBy(code="0", knowledge="1", parser="none")
CLAUSE = re.compile(r"(?P<doer>\w+) (?P<act>asked) (?P<other>\w+) (?P<words>[^.]+)\.")


def an_article(text: str, **facts: object) -> Article:
    return article(text, Facts(**facts))  # type: ignore[arg-type]


def coded(made: Article, made_by: MadeBy = MADE_BY) -> CodedArticle:
    """A record of the article with an event, a statement and two actors for each "A asked B …."."""
    actors, events, statements = [], [], []
    for number, clause in enumerate(CLAUSE.finditer(made.text)):
        doer, act, other, words, whole = (span(made, *clause.span(part)) for part in (1, 2, 3, 4, 0))
        pair = [ref(2 * number + 1, doer), ref(2 * number + 2, other)]
        actors += [whole_actor(who) for who in pair]
        name = event_id(made.text_id, act)
        day = Date(start=made.published_on, end=made.published_on, precision="day", basis="publication")
        events.append(
            Event(
                event_id=name, event_type="REQUEST", mode="meet", cameo="026", status="actual",
                source_actors=(pair[0],), target_actors=(pair[1],), trigger=act, evidence=whole, rule="made.py:1",
                date=day if made.published_on else None,
            )
        )  # fmt: skip
        statements.append(
            Statement(
                statement_id=statement_id(made.text_id, act, (words,)), speaker=pair[0], addressees=(pair[1],), cue=act,
                content=(words,), kind="indirect", act=name, about=(pair[1].actor,), rule="made.py:2",
            )
        )  # fmt: skip
    return CodedArticle(
        article=made, actors=tuple(actors), events=tuple(events), statements=tuple(statements), made_by=made_by
    )


def span(made: Article, start: int, end: int) -> Span:
    return Span(start=start, end=end, quote=made.text[start:end])


def ref(number: int, words: Span) -> ActorRef:
    return ActorRef(actor=f"a{number}", span=words, name=words.quote, country=words.quote[:3].upper())


def whole_actor(who: ActorRef) -> Actor:
    mention = ActorMention(span=who.span, rule="made.py:3")
    return Actor(
        key=who.actor, actor_id=f"country:{who.country}", name=who.name, country=who.country, mentions=(mention,)
    )


def record(text: str, made_by: MadeBy = MADE_BY, **facts: object) -> CodedArticle:
    return coded(an_article(text, **facts), made_by)


FIRST = date(2021, 3, 4)
ASKED = "Ghana asked Togo to open the bridge. Togo asked Benin to wait."
CHANGED = "Ghana asked Togo to open the bridge at once. Benin asked Togo to wait. Mali asked Niger to come."
