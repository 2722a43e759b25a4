"""GDELT 2.0's event table: 61 columns with tabs between, no header, one row for each source with each target.

Planned acts become intents or threats, plain saying is 010. What the format cannot hold, and what stays empty because
the record does not tell it: docs/formats.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, Article, CodedArticle
from communique.views.cells import plain, tab_line
from communique.views.export import ROOT_LENGTH, ExportedAct, acts_and_sayings, pairs, row_number, states
from communique.views.gdelt_places import NO_PLACE, place_cells
from communique.views.petrarch import NOBODY, STATE, cameo_country, coded_as
from communique.views.setting import Setting
from communique.views.standing import Standing

ACTOR_COLUMNS = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
PLACE_COLUMNS = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{name}" for number in (1, 2) for name in ACTOR_COLUMNS),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in PLACE_COLUMNS),
    *("DATEADDED", "SOURCEURL"),
)
BASE_LENGTH = 3  # digits of a code's second level
TYPES = 3  # columns for an actor's roles
MIDNIGHT = "000000"  # the record knows the day of a report alone
DAYS_A_MONTH, DAYS_A_YEAR, LAST_FRACTION = 30, 365, 0.9999  # how GDELT makes a year of months
TONE = "0"  # not measured; its readers refuse a row without one
NO_ACTOR = ("",) * len(ACTOR_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What all rows of one article share."""

    article: Article
    governments: frozenset[str]
    lead: int  # where the first paragraph below the title ends
    added: str
    url: str
    raw: bool
    standing: Standing


def gdelt(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line for each source and target of each exported event and of each plain saying."""
    for coded in records:
        about = reported(coded, setting)
        for act in acts_and_sayings(coded, setting):
            yield from _lines(act, about)


def reported(coded: CodedArticle, setting: Setting) -> Reported:
    """What the rows of this article share."""
    article = coded.article
    first = article.title_span.end if article.title_span else 0
    body = first + len(article.text[first:]) - len(article.text[first:].lstrip())
    end = article.text.find("\n", body)
    return Reported(
        article=article, governments=states(coded), lead=len(article.text) if end < 0 else end,
        added=added(article), url=citation(article), raw=setting.raw, standing=setting.standing,
    )  # fmt: skip


def added(article: Article) -> str:
    """The beginning of the day of publication as YYYYMMDDHHMMSS; "" where it is not known."""
    return article.published_on.strftime("%Y%m%d") + MIDNIGHT if article.published_on else ""


def citation(article: Article) -> str:
    """The address of an article, else its id."""
    return plain(article.url or article.article_id)


def _lines(act: ExportedAct, about: Reported) -> Iterator[str]:
    day = _day_cells(act.day(about.article))
    done = _action_cells(act, about)
    place = place_cells(act.event.place if act.event else None, raw=about.raw)
    for number, (source, target) in enumerate(pairs(act)):
        yield tab_line(
            (
                str(row_number(about.article, act, number)), *day,
                *actor_cells(source, about.governments, raw=about.raw),
                *actor_cells(target, about.governments, raw=about.raw),
                *done, *NO_PLACE, *NO_PLACE, *place, about.added, about.url,
            )
        )  # fmt: skip


@lru_cache(maxsize=4096)
def _day_cells(day: Day | None) -> tuple[str, ...]:
    """SQLDATE, MonthYear, Year, FractionDate."""
    if day is None:
        return ("",) * 4
    written = f"{day.year:04}{day.month:02}{day.day:02}"
    passed = min(((day.month - 1) * DAYS_A_MONTH + day.day) / DAYS_A_YEAR, LAST_FRACTION)
    return written, written[:6], written[:4], f"{day.year + passed:.4f}"


def actor_cells(who: ActorRef | None, governments: frozenset[str], *, raw: bool) -> tuple[str, ...]:
    """The ten columns of an actor; all empty where none is known."""
    if who is None:
        return NO_ACTOR
    state = who.country is not None and who.actor in governments and not who.sectors
    return _cells_of(who.name, who.country, who.org_class, (STATE,) if state else who.sectors, raw)


@lru_cache(maxsize=20_000)
def _cells_of(
    name: str, country: str | None, org_class: str | None, sectors: tuple[str, ...], raw: bool
) -> tuple[str, ...]:
    codes = load_code_lists()
    row = codes.org_class(org_class) if org_class else None
    roles = dict.fromkeys(role for sector in sectors if (role := codes.cameo_role(sector)) is not None)
    types = [*((row.gdelt_type,) if row else ()), *roles][:TYPES]
    code = coded_as(country, org_class, sectors, codes)
    return (
        code.removeprefix(NOBODY),
        plain(name.upper(), raw=raw),
        cameo_country(country) or "",
        (row.gdelt_group if row else None) or "",
        "",
        (row.gdelt_religion if row else None) or "",
        "",
        *types,
        *("",) * (TYPES - len(types)),
    )


def _action_cells(act: ExportedAct, about: Reported) -> tuple[str, ...]:
    """IsRootEvent to AvgTone."""
    mentions = max(len(act.event.mentions), 1) if act.event else 1
    incident = about.standing.get((act.row_id, about.article.article_id))
    articles, outlets = (incident.articles, max(incident.outlets, 1)) if incident else (1, 1)
    return (
        "1" if act.trigger.start < about.lead else "0", *_code_cells(act.cameo), str(max(mentions, articles)),
        str(outlets), str(articles), TONE,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _code_cells(cameo: str) -> tuple[str, ...]:
    """EventCode to GoldsteinScale."""
    codes = load_code_lists()
    goldstein, quad = codes.goldstein(cameo), codes.gdelt_quad(cameo)
    return (
        cameo, cameo[:BASE_LENGTH], cameo[:ROOT_LENGTH], "" if quad is None else str(quad),
        "" if goldstein is None else str(goldstein),
    )  # fmt: skip
