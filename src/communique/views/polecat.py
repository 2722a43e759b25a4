"""POLECAT's weekly table: 40 columns with tabs between, a header, one row an event; several actors with semicolons.

Planned acts become intents or threats. What the format cannot hold, and what stays empty because the record does not
tell it: docs/formats.md.
"""

from collections.abc import Iterable, Iterator, Sequence

from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.country_codes import load_country_codes
from communique.model import ActorRef, CodedArticle, Place
from communique.views.cells import plain, tab_line
from communique.views.export import ExportedAct, exported_events, states
from communique.views.gdelt_places import country_name
from communique.views.petrarch import STATE
from communique.views.setting import Setting

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
SEPARATOR, INSTEAD = ";", ","  # a semicolon inside of a value becomes a comma
PERSON, ORGANISATION = "person:", "org:"  # begin the ids of the registry


def polecat(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A header, and a line for each exported event."""
    yield tab_line(COLUMNS)
    for coded in records:
        governments, story = states(coded), _story_cells(coded, raw=setting.raw)
        for act in exported_events(coded, all_status=setting.all_status):
            place = _place_cells(act.event.place if act.event else None, raw=setting.raw)
            who = _actor_cells(act.source_actors, governments, raw=setting.raw)
            whom = _actor_cells(act.target_actors, governments, raw=setting.raw)
            yield tab_line((*_act_cells(coded, act), *who, *whom, *place, *story))


def _act_cells(coded: CodedArticle, act: ExportedAct) -> tuple[str, ...]:
    """Event ID to Contexts."""
    codes, event_type = load_code_lists(), act.event_type or ""
    day, score = act.day(coded.article), codes.score(event_type, act.mode)
    contexts = act.event.contexts if act.event else ()
    return (
        act.row_id, day.isoformat() if day else "", event_type, act.mode or "", "" if score is None else f"{score:g}",
        (codes.quad_name(codes.quad(event_type)) or "").upper(), SEPARATOR.join(contexts),
    )  # fmt: skip


def _actor_cells(actors: Sequence[ActorRef], governments: frozenset[str], *, raw: bool) -> tuple[str, ...]:
    """Name to Wikipedia ID; the last is not told."""
    numbers = [row.cow_number if (row := load_country_codes().of(who.country or "")) else None for who in actors]
    sectors = [who.sectors or ((STATE,) if who.actor in governments else ()) for who in actors]
    return (
        _several((who.name for who in actors), raw=raw),
        _several(who.country or who.org_class for who in actors),
        _several(None if number is None else str(number) for number in numbers),
        sectors[0][0] if sectors and sectors[0] else "",
        _several(dict.fromkeys(sector for those in sectors for sector in those)),
        _several((who.office for who in actors), raw=raw),
        _several((who.span.quote for who in actors), raw=raw),
        "",
    )


def _place_cells(place: Place | None, *, raw: bool) -> tuple[str, ...]:
    """Placename to Feature Type; district and feature type are not told."""
    if place is None:
        return ("",) * 10
    city = place.name if place.precision in ("city", "point") else None
    province = place.admin1 or (place.name if place.precision == "admin1" else None)
    numbers = (place.lat, place.lon)
    return (
        plain(place.name, raw=raw), plain(city, raw=raw), "", plain(province, raw=raw), country_name(place.country),
        *("" if number is None else f"{number:g}" for number in numbers),
        "" if place.geonames_id is None else str(place.geonames_id), plain(place.span.quote, raw=raw), "",
    )  # fmt: skip


def _story_cells(coded: CodedArticle, *, raw: bool) -> tuple[str, ...]:
    """Source to Version; people and organisations are those that the registry knows."""
    article = coded.article
    people = (actor.name for actor in coded.actors if (actor.actor_id or "").startswith(PERSON))
    organisations = (actor.name for actor in coded.actors if (actor.actor_id or "").startswith(ORGANISATION))
    places = dict.fromkeys(event.place.name for event in coded.events if event.place)
    return (
        plain(article.outlet, raw=raw), article.published_on.isoformat() if article.published_on else "",
        _several(people, raw=raw), _several(organisations, raw=raw), _several(places, raw=raw),
        plain(article.language), f"communique {plain(coded.made_by.code)}",
    )  # fmt: skip


def _several(values: Iterable[str | None], *, raw: bool = True) -> str:
    """Values with semicolons between, an unknown one empty; "" where none is known."""
    found = [plain(value, raw=True).replace(SEPARATOR, INSTEAD) for value in values]
    return plain(SEPARATOR.join(found), raw=raw) if any(found) else ""
