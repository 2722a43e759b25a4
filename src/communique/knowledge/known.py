"""Everything known before reading, in one value: what the pipeline hands to the rooms."""

from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from communique.knowledge.boilerplate import Mark, load_marks
from communique.knowledge.calendar import Calendar, load_calendar
from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.knowledge.event_types import EventKnowledge, load_events
from communique.knowledge.gazetteer import Gazetteer, load_gazetteer
from communique.knowledge.loading import uncollected
from communique.knowledge.own_actors import fingerprint, load_own_actors
from communique.knowledge.people_words import PeopleWords, load_people_words
from communique.knowledge.place_words import PlaceWords, load_place_words
from communique.knowledge.reference_words import ReferenceWords, load_reference_words
from communique.knowledge.registry import Registry, load_registry
from communique.knowledge.speech import SpeechKnowledge, load_speech
from communique.knowledge.tables import ROOT

SUFFIXES = frozenset({".tsv", ".yaml", ".bin"})  # the learned reader has a version of its own
READ_AT_ONCE = 1 << 18  # bytes; the gazetteer has 13 million


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The knowledge of one language, each part for its room."""

    registry: Registry
    people: PeopleWords
    places: PlaceWords
    gazetteer: Gazetteer
    calendar: Calendar
    speech: SpeechKnowledge
    references: ReferenceWords
    events: EventKnowledge
    codes: CodeLists
    marks: tuple[Mark, ...]
    version: str
    actors_file: str | None = None  # a user's own actors, by name and hash

    def country_name(self, code: str) -> str | None:
        """The registry's name of a country, None for a code it does not know."""
        row = self.registry.country(code)
        return None if row is None else row.name


@cache
@uncollected()
def load_known(language: str = "en") -> Known:
    """All tables of a language, read once; raises `KnowledgeError` where one is wrong."""
    return Known(
        registry=load_registry(),
        people=load_people_words(language),
        places=load_place_words(language),
        gazetteer=load_gazetteer(),
        calendar=load_calendar(language),
        speech=load_speech(language),
        references=load_reference_words(language),
        events=load_events(language=language),
        codes=load_code_lists(),
        marks=load_marks(language),
        version=version(),
    )


def with_own_actors(known: Known, path: Path) -> Known:
    """What is known with a user's own actors; raises `KnowledgeError` where their file is wrong."""
    return replace(known, registry=load_own_actors(path, known.registry), actors_file=fingerprint(path))


@cache
def version() -> str:
    """The hash of all knowledge files: the same rows, the same version."""
    digest = sha256()
    for path in sorted(path for path in ROOT.rglob("*.*") if path.suffix in SUFFIXES):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        with path.open("rb") as file:
            while part := file.read(READ_AT_ONCE):
                digest.update(part)
    return digest.hexdigest()[:12]
