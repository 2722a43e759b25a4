"""Records in one line, as Python shows them."""

from communique.model import CodedArticle, Event, Statement
from communique.views.wording import content, kind_of_act, number_of, quoted, shortened, when, who_to_whom

QUOTED = 60  # characters


def article(coded: CodedArticle) -> str:
    """ "<CodedArticle 't_…', 2023-04-26: 12 events, 13 statements, 9 actors>"."""
    day = f", {coded.article.published_on}" if coded.article.published_on else ""
    counts = ((len(coded.events), "event"), (len(coded.statements), "statement"), (len(coded.actors), "actor"))
    return f"<CodedArticle {coded.article.article_id!r}{day}: {', '.join(number_of(*count) for count in counts)}>"


def event(coded: Event) -> str:
    """ "<Event CONSULT/phone 041 actual: A (CHN) + B (UKR), 2023-04-26, 'spoke'>"."""
    told = f"{kind_of_act(coded.event_type, coded.mode)} {coded.cameo} {coded.status}: {who_to_whom(coded)}"
    more = (content(coded.content), when(coded.date), repr(shortened(coded.trigger.quote, QUOTED)))
    return f"<Event {', '.join(part for part in (told, *more) if part)}>"


def statement(said: Statement) -> str:
    """ "<Statement mixed, Volodymyr Zelenskyy, 'said': 'the pair had …'>"."""
    speaker = said.speaker.name if said.speaker else "nobody named"
    cue = f", {said.cue.quote!r}" if said.cue else ""
    return f"<Statement {said.kind}, {speaker}{cue}: {shortened(quoted(said.content), QUOTED)!r}>"
