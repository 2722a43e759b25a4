"""Checks K4xx: the words of a language.

Here are the tables a language has and what makes their rows one of a kind. A table that is not named here is one that
no loader reads; that each of them is read, too, `tests/house/test_knowledge_checks.py` sees to.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import get_args

from communique.knowledge.boilerplate import compiled
from communique.knowledge.calendar import Calendar, load_calendar
from communique.knowledge.calendar_rows import DatedEventRow, DatedNounRow, PatternRow
from communique.knowledge.checking import Check, Finding, Findings, Material, repeated, unknown
from communique.knowledge.event_types import LightVerbRow, StatusRow
from communique.knowledge.people_words import (
    ROLE_FILES,
    InstitutionRow,
    LeaderRow,
    PeopleRow,
    RoleRow,
    load_people_words,
)
from communique.knowledge.place_words import load_place_words
from communique.knowledge.reference_words import GivenNameRow, HomelandRow, HumanNounRow, ReferenceRow
from communique.knowledge.slot_words import wrong_path
from communique.knowledge.speech import CueRow, MarkRow, load_speech
from communique.knowledge.tables import RULE, Row, lines_of, read_tsv
from communique.model import Status

LANGUAGE = "en"
FOLDER = f"languages/{LANGUAGE}"
ONE_LEMMA, ONE_PHRASE = ("lemma",), ("words",)
KEYS: dict[str, tuple[str, ...]] = {
    "act_status.tsv": ("lemma", "where"),
    "act_words.tsv": ("lemma", "use"),
    "adverb_cues.tsv": ONE_LEMMA,
    "agents.tsv": ONE_PHRASE,
    "boilerplate.tsv": ("where", "pattern"),
    "compound_words.tsv": ONE_PHRASE,
    "context_words.tsv": ONE_LEMMA,
    "cue_nouns.tsv": ("lemma", "thought"),
    "cues.tsv": ("lemma", "particle"),
    "dated_frames.tsv": ONE_LEMMA,
    "dated_modifiers.tsv": ONE_LEMMA,
    "dated_nouns.tsv": ("lemma", "part"),
    "default_sectors.tsv": ONE_PHRASE,
    "document_nouns.tsv": ONE_LEMMA,
    "endings.tsv": ("ending",),
    "fixed_prepositions.tsv": ("words", "relation"),
    "function_words.tsv": ("word",),
    "given_names.tsv": ("name",),
    "gloss_nouns.tsv": ONE_LEMMA,
    "grammar_words.tsv": ("lemma", "role"),
    "homeland_words.tsv": ("part", "lemma"),
    "honorifics.tsv": ONE_PHRASE,
    "human_nouns.tsv": ONE_LEMMA,
    "institution_nouns.tsv": ONE_PHRASE,
    "leaders.tsv": ("country",),
    "light_verbs.tsv": ("lemma", "noun_in"),
    "months.tsv": ("name",),
    "name_particles.tsv": ONE_PHRASE,
    "news_words.tsv": ("word",),
    "not_cues.tsv": ONE_LEMMA,
    "not_names.tsv": ONE_PHRASE,
    "number_words.tsv": ONE_PHRASE,
    "occasion_prepositions.tsv": ONE_LEMMA,
    "occasions.tsv": ONE_LEMMA,
    "ordinals.tsv": ONE_PHRASE,
    "own_cues.tsv": ONE_LEMMA,
    "partitives.tsv": ONE_PHRASE,
    "peoples.tsv": ONE_PHRASE,
    "person_nouns.tsv": ONE_PHRASE,
    "phrase_words.tsv": ONE_PHRASE,
    "place_abbreviations.tsv": ("province",),
    "place_homonyms.tsv": ONE_PHRASE,
    "place_nouns.tsv": ONE_PHRASE,
    "place_spellings.tsv": ONE_PHRASE,
    "place_words.tsv": ("words", "part"),
    "prepositional_cues.tsv": ONE_PHRASE,
    "pronouns.tsv": ONE_PHRASE,
    "quotation_marks.tsv": ("opening", "closing"),
    "reference_words.tsv": ONE_LEMMA,
    "size_words.tsv": ("words", "kind"),
    "speech_words.tsv": ("lemma", "role"),
    "status_words.tsv": ONE_PHRASE,
    "tense_words.tsv": ONE_LEMMA,
    "thought_cues.tsv": ("lemma", "particle"),
    "time_bounds.tsv": ("words", "bound"),
    "time_nouns.tsv": ONE_LEMMA,
    "time_patterns.tsv": ("pattern",),
    "time_units.tsv": ("word",),
    "time_words.tsv": ("words", "kind"),
    "titles.tsv": ONE_PHRASE,
    "toll_words.tsv": ("lemma", "pos", "slot", "above"),
    "weekdays.tsv": ("name",),
    "word_classes.tsv": ("word_class",),
}
CUES = ("cues.tsv", "thought_cues.tsv")
PAIRS = (None, "persons", "countries", "sides")
GENDERS = (None, "m", "f")
SORTS = (None, "country", "group", "outsider", "disposition")
NOUN_PLACES = ("obj", "subj")
SUBJECT_ROLES = ("source", "target", "none")
WHERES = ("aux", "above", "above_clause", "above_infinitive", "above_noun", "gerund", "mark", "modifier")
LONGEST_MARK = 2  # signs
NO_ACT, REPORTED_FUTURE, TRYING = "desire", "would", "trying"
STATUSES = (*get_args(Status), NO_ACT)
EXTENTS = ("day", "span", "open")
PARTS = ("noun", "verb")
MONTHS, DAYS = range(1, 13), range(1, 8)
# what times/words.py reads from figures; all other kinds come from tables
FIGURES = frozenset(
    {"NUMBER", "DAY", "DAYS", "ORDINAL", "YEAR", "YEARS", "PARTYEAR", "PARTDECADE", "QUARTER", "HALFYEAR"}
)
FIGURES |= {"DECADE", "SHORTDECADE", "ISO", "SLASHED", "DOTTED", "CLOCK", "POINTED"}


def _home(material: Material) -> Path:
    return material.folder / FOLDER


def _rows(material: Material, name: str, row_class: type[Row]) -> Iterator[tuple[str, Row]]:
    """(rule, row) of one table of the language."""
    for row in read_tsv(_home(material) / name, row_class):
        yield f"languages/{getattr(row, RULE)}", row


def _calendar(material: Material) -> Calendar:
    return load_calendar(LANGUAGE, material.folder)


def k401_files(material: Material) -> Findings:
    """A language has the tables that the loaders read, and no other file."""
    there = {path.name for path in _home(material).iterdir()}
    yield from (Finding(f"{FOLDER}/{name}:1", "no loader reads it") for name in sorted(there - KEYS.keys()))
    yield from (Finding(f"{FOLDER}/{name}:1", "it is missing") for name in sorted(KEYS.keys() - there))


def k402_keys(material: Material) -> Findings:
    """What a table is looked up by stands in it once."""
    for name, key in KEYS.items():
        if (_home(material) / name).exists():
            yield from repeated(_keyed(_home(material) / name, key))


def _keyed(path: Path, key: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    lines = lines_of(path)
    _, header = next(lines, (1, []))
    places = [header.index(column) for column in key if column in header]
    for line, cells in lines:
        yield tuple(cells[place] for place in places if place < len(cells)), f"{FOLDER}/{path.name}:{line}"


def k403_loaders(material: Material) -> Findings:
    """The loaders of speech, people, time and boilerplate accept their tables."""
    load_speech(LANGUAGE, material.folder / "languages")
    load_people_words(LANGUAGE, material.folder)
    load_place_words(LANGUAGE, material.folder)
    _calendar(material)
    compiled(_home(material) / "boilerplate.tsv")
    yield from ()


def k404_references(material: Material) -> Findings:
    """Nouns go back to a pair or a known sort; groups alone have kinds, verbs prepositions; gender is m, f or empty."""
    for rule, row in _rows(material, "reference_words.tsv", ReferenceRow):
        if row.pair not in PAIRS or row.sort not in SORTS or (row.pair is None and row.sort is None):
            yield Finding(rule, f"pair {row.pair}, sort {row.sort}")
        elif row.kinds and row.sort != "group":
            yield Finding(rule, f"kinds {row.kinds}, sort {row.sort}")
    for rule, name in _rows(material, "given_names.tsv", GivenNameRow):
        if name.gender not in GENDERS:
            yield Finding(rule, f"gender {name.gender}")
    for rule, noun in _rows(material, "human_nouns.tsv", HumanNounRow):
        if noun.gender not in GENDERS:
            yield Finding(rule, f"gender {noun.gender}")
    for rule, word in _rows(material, "homeland_words.tsv", HomelandRow):
        if bool(word.prepositions) != (word.part == "verb"):
            yield Finding(rule, f"part {word.part}, prepositions {word.prepositions}")


def k405_quotation_marks(material: Material) -> Findings:
    """A quotation mark is one sign, or the same sign twice."""
    for rule, row in _rows(material, "quotation_marks.tsv", MarkRow):
        if any(len(mark) > LONGEST_MARK or len(set(mark)) != 1 for mark in (row.opening, row.closing)):
            yield Finding(rule, f"{row.opening} {row.closing}")


def k406_cues(material: Material) -> Findings:
    """A cue governs something, no frame twice, and a verb of saying is no verb of thought in the same frame."""
    rows = list(chain.from_iterable(_rows(material, name, CueRow) for name in CUES))
    yield from (Finding(rule, f"{row.lemma} has no frame") for rule, row in rows if not row.frames)
    yield from repeated(((row.lemma, row.particle, frame), rule) for rule, row in rows for frame in row.frames)


def k407_roles(material: Material) -> Findings:
    """A word has one role; its sectors are in the code list, its gender is m, f or empty; a leader's country exists."""
    rows = list(chain.from_iterable(_rows(material, name, RoleRow) for name in ROLE_FILES))
    yield from repeated((row.words, rule) for rule, row in rows)
    for rule, row in rows:
        yield from unknown("sector", row.sectors, material.codes.is_sector, rule)
        yield from unknown("gender", (row.gender,), GENDERS.__contains__, rule)
        yield from unknown("class", (row.org_class,), material.codes.is_org_class, rule)
    for rule, noun in _rows(material, "institution_nouns.tsv", InstitutionRow):
        yield from unknown("sector", noun.sectors, material.codes.is_sector, rule)
    for rule, people in _rows(material, "peoples.tsv", PeopleRow):
        yield from unknown("sector", people.sectors, material.codes.is_sector, rule)
        yield from unknown("country", (people.country,), lambda key: material.registry.country(key) is not None, rule)
    for rule, leader in _rows(material, "leaders.tsv", LeaderRow):
        yield from unknown("country", (leader.country,), lambda key: material.registry.country(key) is not None, rule)


def k408_light_verbs(material: Material) -> Findings:
    """A light verb has its noun as obj, subj or under a preposition, its subject does, undergoes or is nobody."""
    for rule, row in _rows(material, "light_verbs.tsv", LightVerbRow):
        if row.noun_in not in NOUN_PLACES and (wrong_path(row.noun_in) or "." in row.noun_in):
            yield Finding(rule, f"noun_in {row.noun_in!r}")
        yield from unknown("subject", (row.subject,), SUBJECT_ROLES.__contains__, rule)
        yield from unknown("status", (row.status,), STATUSES.__contains__, rule)


def k409_statuses(material: Material) -> Findings:
    """A status word has a place and a status of the record, or desire; would only as a modal."""
    for rule, row in _rows(material, "act_status.tsv", StatusRow):
        yield from unknown("place", (row.where,), WHERES.__contains__, rule)
        if row.status not in (*STATUSES, TRYING) and (row.status, row.where) != (REPORTED_FUTURE, "aux"):
            yield Finding(rule, f"status {row.status!r} of {row.where}")


def k410_time_kinds(material: Material) -> Findings:
    """An element in capitals of a time pattern is a kind of word that a table or a figure gives."""
    kinds = {phrase.reading.kind for several in _calendar(material).phrases.values() for phrase in several} | FIGURES
    for rule, row in _rows(material, "time_patterns.tsv", PatternRow):
        options = [option for part in row.pattern.split() for option in part.strip("^?").split("/")]
        yield from unknown("kind", (o for o in options if o.isupper()), kinds.__contains__, rule)


def k411_months_and_days(material: Material) -> Findings:
    """There are twelve months and seven days of the week, each number once."""
    for name, numbers in (("months.tsv", MONTHS), ("weekdays.tsv", DAYS)):
        cells = [(line, cells[1]) for line, cells in list(lines_of(_home(material) / name))[1:]]
        yield from repeated((number, f"{FOLDER}/{name}:{line}") for line, number in cells)
        for line, number in cells:
            yield from unknown("number", (number,), set(map(str, numbers)).__contains__, f"{FOLDER}/{name}:{line}")
        if len(cells) != len(numbers):
            yield Finding(f"{FOLDER}/{name}:1", f"{len(cells)} of {len(numbers)}")


def k412_dated_events(material: Material) -> Findings:
    """A dated event occurs once, its type and countries are known; a name or noun means it, and a noun some."""
    events = read_tsv(material.folder / "dated_events.tsv", DatedEventRow)
    given = {row.rule: f"dated_events.tsv:{row.rule.rpartition(':')[2]}" for row in events}
    nouns = list(_rows(material, "dated_nouns.tsv", DatedNounRow))
    meant = {name for _, noun in nouns for name in noun.classes}
    yield from repeated((row.event, given[row.rule]) for row in events)
    for row in events:
        rule = given[row.rule]
        countries = (*row.country_sources, *row.country_targets)
        yield from unknown("country", countries, lambda key: material.registry.country(key) is not None, rule)
        yield from unknown("type", (row.event_type,), lambda key: material.codes.plover(key) is not None, rule)
        if not row.names and meant.isdisjoint(row.classes):
            yield Finding(rule, f"no name, and no noun means {row.classes}")
    happened = {name for row in events for name in row.classes}
    for rule, noun in nouns:
        yield from unknown("part", (noun.part,), PARTS.__contains__, rule)
        yield from unknown("extent", (noun.extent,), EXTENTS.__contains__, rule)
        yield from unknown("event of the class", noun.classes, happened.__contains__, rule)


CHECKS: tuple[Check, ...] = (
    k401_files,
    k402_keys,
    k403_loaders,
    k404_references,
    k405_quotation_marks,
    k406_cues,
    k407_roles,
    k408_light_verbs,
    k409_statuses,
    k410_time_kinds,
    k411_months_and_days,
    k412_dated_events,
)
