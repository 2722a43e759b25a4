"""ICEWS's event table as on Dataverse: 20 columns with tabs, a header, one row for each source with each target.

Planned acts become intents or threats, plain saying is 010. What the format cannot hold: docs/formats.md.
"""

from collections.abc import Iterable, Iterator

from communique.knowledge.code_lists import load_code_lists
from communique.model import ActorRef, CodedArticle, Place
from communique.views.cells import plain, tab_line
from communique.views.export import ExportedAct, acts_and_sayings, pairs, row_number
from communique.views.gdelt_places import country_name
from communique.views.sentence_numbers import sentence_number, sentence_starts
from communique.views.setting import Setting

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)


def icews(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header, and a line for each source and target of each exported event and of each plain saying."""
    yield tab_line(COLUMNS)
    for coded in records:
        article, starts = coded.article, sentence_starts(coded.article.text)
        story, publisher = plain(article.article_id, raw=setting.raw), plain(article.outlet, raw=setting.raw)
        for act in acts_and_sayings(coded, setting):
            day = act.day(article)
            sentence = str(sentence_number(starts, act.trigger.start))
            report = (
                story,
                sentence,
                publisher,
                *_place_cells(act.event.place if act.event else None, raw=setting.raw),
            )
            done = _action_cells(act)
            for number, (source, target) in enumerate(pairs(act)):
                who, whom = _actor_cells(source, raw=setting.raw), _actor_cells(target, raw=setting.raw)
                event_id = str(row_number(article, act, number))
                yield tab_line((event_id, day.isoformat() if day else "", *who, *done, *whom, *report))


def _actor_cells(who: ActorRef | None, *, raw: bool) -> tuple[str, str, str]:
    """Name, sectors and country; a bare country has no sectors."""
    if who is None:
        return "", "", ""
    codes = load_code_lists()
    row = codes.org_class(who.org_class) if who.org_class else None
    sectors = [codes.icews_sector(sector) for sector in who.sectors]
    told = dict.fromkeys(name for name in (*sectors, row.icews if row else None) if name)
    return plain(who.name, raw=raw), ",".join(told), country_name(who.country)


def _action_cells(act: ExportedAct) -> tuple[str, str, str]:
    """Event Text, CAMEO Code and Intensity."""
    row = load_code_lists().cameo(act.cameo)
    return (row.name, act.cameo, f"{row.goldstein:g}") if row else ("", act.cameo, "")


def _place_cells(place: Place | None, *, raw: bool) -> tuple[str, ...]:
    """City to Longitude; districts are not told."""
    if place is None:
        return ("",) * 6
    city = place.name if place.precision in ("city", "point") else ""
    province = place.admin1 or (place.name if place.precision == "admin1" else "")
    return (
        plain(city, raw=raw), "", plain(province, raw=raw), country_name(place.country),
        "" if place.lat is None else f"{place.lat:g}", "" if place.lon is None else f"{place.lon:g}",
    )  # fmt: skip
