"""PETRARCH2's own table, without a header: one row for each source with each target.

Columns: date (YYYYMMDD), source code, target code, CAMEO code, issues, sentence ids, sources, source text, target text,
event text. What the format cannot hold: spans, status (planned acts become intents or threats), attribution, dates of
events (the date is that of the report), places, sizes; contexts stand in the column of issues.
"""

from collections.abc import Iterable, Iterator

from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.model import ActorRef, CodedArticle
from communique.views.export import ExportedAct, exported_events, is_saying, said_as, states
from communique.views.setting import Setting
from communique.views.tables import cell

NOBODY = "---"
STATE = "GOV"  # a bare country stands for its government
LONGEST = 15  # characters of an actor code that readers of this format expect


def petrarch(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line for each source and target of each exported event, and for each plain saying."""
    codes = load_code_lists()
    for coded in records:
        governments = states(coded)
        acts = exported_events(coded, all_status=setting.all_status)
        performed = {event.event_id for event in coded.events}
        plain = (said_as(said) for said in coded.statements if is_saying(said) and said.act not in performed)
        for act in (*acts, *plain):
            for source, target in _pairs(act):
                yield _line(coded, act, source, target, codes, governments)


def _pairs(act: ExportedAct) -> Iterator[tuple[ActorRef | None, ActorRef | None]]:
    """Who to whom, one to one; an act done together is done by each to each other."""
    if act.reciprocal and len(act.source_actors) > 1:
        yield from ((a, b) for a in act.source_actors for b in act.source_actors if a is not b)
        return
    yield from ((a, b) for a in act.source_actors or (None,) for b in act.target_actors or (None,))


def actor_code(who: ActorRef | None, codes: CodeLists, governments: frozenset[str]) -> str:
    """CAMEO's code of an actor: country or class, then roles ("CHNGOV", "IGOUNO", "---REB"); "---" for nobody known.

    `governments`: the keys of those who are a country by its name.
    """
    if who is None:
        return NOBODY
    roles = [role for sector in who.sectors if (role := codes.cameo_role(sector)) is not None]
    if who.country is not None and who.actor in governments and not who.sectors:
        roles = [STATE]
    place = who.country or (codes.cameo_class(who.org_class) if who.org_class else None)
    return ((place or NOBODY) + "".join(dict.fromkeys(roles)))[:LONGEST]


def _line(
    coded: CodedArticle,
    act: ExportedAct,
    source: ActorRef | None,
    target: ActorRef | None,
    codes: CodeLists,
    governments: frozenset[str],
) -> str:
    article = coded.article
    contexts = () if act.event is None else act.event.contexts
    values = (
        article.published_on.strftime("%Y%m%d") if article.published_on else "",
        actor_code(source, codes, governments),
        actor_code(target, codes, governments),
        act.cameo,
        ";".join(f"{context},1" for context in contexts),
        f"{article.article_id}_{act.evidence.start}",
        article.url or article.outlet,
        None if source is None else source.span.quote,
        None if target is None else target.span.quote,
        act.trigger.quote,
    )
    return "\t".join(map(cell, values)) + "\n"
