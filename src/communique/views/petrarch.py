"""PETRARCH2's own table, without a header: one row for each source with each target.

Columns: date (YYYYMMDD), source code, target code, CAMEO code, issues, sentence ids, sources, source text, target text,
event text. What the format cannot hold: spans, status (planned acts become intents or threats), attribution, dates of
events (the date is that of the report), places, sizes; contexts stand in the column of issues.
"""

from collections.abc import Iterable, Iterator

from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.knowledge.country_codes import load_country_codes
from communique.model import ActorRef, CodedArticle
from communique.views.cells import plain, tab_line
from communique.views.export import ExportedAct, acts_and_sayings, pairs, states
from communique.views.setting import Setting

NOBODY = "---"
STATE = "GOV"  # a bare country stands for its government
LONGEST = 15  # characters of an actor code that readers of this format expect


def petrarch(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line for each source and target of each exported event, and for each plain saying."""
    codes = load_code_lists()
    for coded in records:
        governments = states(coded)
        for act in acts_and_sayings(coded, setting):
            for source, target in pairs(act):
                yield _line(coded, act, (source, target), codes, governments, raw=setting.raw)


def actor_code(who: ActorRef | None, codes: CodeLists, governments: frozenset[str]) -> str:
    """CAMEO's code of an actor: country or class, then roles ("CHNGOV", "IGOUNO", "---REB"); "---" for nobody known.

    `governments`: the keys of those who are a country by its name.
    """
    if who is None:
        return NOBODY
    state = who.country is not None and who.actor in governments and not who.sectors
    return coded_as(who.country, who.org_class, (STATE,) if state else who.sectors, codes)


def coded_as(country: str | None, org_class: str | None, sectors: tuple[str, ...], codes: CodeLists) -> str:
    """CAMEO's code of whoever has this country or class, and these sectors."""
    roles = dict.fromkeys(role for sector in sectors if (role := codes.cameo_role(sector)) is not None)
    place = cameo_country(country) or (codes.cameo_class(org_class) if org_class else None)
    return ((place or NOBODY) + "".join(roles))[:LONGEST]


def cameo_country(country: str | None) -> str | None:
    """CAMEO's code of a country; the registry's own where the table does not have it."""
    row = load_country_codes().of(country) if country else None
    return row.cameo if row else country


def _line(
    coded: CodedArticle,
    act: ExportedAct,
    pair: tuple[ActorRef | None, ActorRef | None],
    codes: CodeLists,
    governments: frozenset[str],
    *,
    raw: bool,
) -> str:
    article, (source, target) = coded.article, pair
    contexts = () if act.event is None else act.event.contexts
    texts = (
        f"{article.article_id}_{act.evidence.start}",
        article.url or article.outlet,
        None if source is None else source.span.quote,
        None if target is None else target.span.quote,
        act.trigger.quote,
    )
    return tab_line(
        (
            article.published_on.strftime("%Y%m%d") if article.published_on else "",
            actor_code(source, codes, governments),
            actor_code(target, codes, governments),
            act.cameo,
            ";".join(f"{context},1" for context in contexts),
            *(plain(text, raw=raw) for text in texts),
        )
    )
