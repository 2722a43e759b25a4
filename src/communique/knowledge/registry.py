"""Who is who: countries, organisations, persons and their offices with dates, as rows with an origin."""

from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """A state or territory; `code` is ISO 3166-1 alpha-3 (Kosovo: XKX)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()  # other names, older spellings, without the article
    adjectives: tuple[str, ...] = ()  # "Chinese"
    people: tuple[str, ...] = ()  # nouns, singular and plural: "Ukrainian", "Ukrainians"; "Briton", "Britons"
    capital: tuple[str, ...] = ()  # with spellings: "Kyiv", "Kiev"
    seats: tuple[str, ...] = ()  # what stands for the government: "Kremlin", "White House", "Downing Street"
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An international organisation, agency, party, armed group or other registered body."""

    actor_id: str  # "org:un", "org:hezbollah"
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    org_class: str | None = None  # UNO EUR IGO NGO ISM MNC
    sectors: tuple[str, ...] = ()
    since: Day | None = None
    until: Day | None = None
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person who holds or held a registered office; `surname` is what later mentions use ("Xi", "bin Salman")."""

    actor_id: str  # "person:xi-jinping"
    name: str  # "Xi Jinping", in the order and spelling of English-language news
    surname: str
    aliases: tuple[str, ...] = ()  # other full spellings: "Volodymyr Zelensky"
    gender: str | None = None  # m, f
    origin: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellRow:
    """One person in one office from `since` to `until` (inclusive; empty: open), for `country` or `organisation`."""

    actor_id: str
    office: str  # "President", "Prime Minister", "Foreign Minister", "King", "Secretary-General"
    country: str | None = None
    organisation: str | None = None  # an OrganisationRow.actor_id
    sectors: tuple[str, ...] = ()  # GOV, MIL, LEG …
    since: Day | None = None
    until: Day | None = None
    origin: str
    rule: str = ""
