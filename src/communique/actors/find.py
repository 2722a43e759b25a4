"""Parse → who is named: every expression that names an actor, read on its own, in reading order."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from communique.actors.appositions import merge_appositions
from communique.actors.evidence import Evidence, Setting, codes, gather
from communique.actors.hits import Hit, Reading
from communique.actors.home import at_home
from communique.actors.lexicon import Lexicon, build_lexicon
from communique.actors.names import memory, name_mention
from communique.actors.offices import Company, by_surname
from communique.actors.phrases import Phrase, phrases
from communique.actors.reading import read_sentence
from communique.actors.roles import role_mentions
from communique.actors.small import crowds, ethnic_groups, measured, pronouns, simple_mention
from communique.knowledge.loading import uncollected
from communique.knowledge.people_words import PeopleWords
from communique.knowledge.registry import Registry
from communique.model import NamedActor, Parse


class _ByIdentity:
    """Tables as a key of the cache: the same objects, not equal ones (hashing all rows would cost milliseconds)."""

    def __init__(self, registry: Registry, words: PeopleWords) -> None:
        self.registry, self.words = registry, words

    def __hash__(self) -> int:
        return hash((id(self.registry), id(self.words)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.registry is self.registry and other.words is self.words


@lru_cache(maxsize=4)
@uncollected()
def _lexicon(tables: _ByIdentity) -> Lexicon:
    return build_lexicon(tables.registry, tables.words)


def find(parse: Parse, registry: Registry, words: PeopleWords) -> tuple[NamedActor, ...]:
    """Everybody the article names, in reading order, as known on its day."""
    lexicon = _lexicon(_ByIdentity(registry, words))
    readings = [read_sentence(sentence, lexicon) for sentence in parse.sentences]
    company = _company(parse, readings, lexicon)
    known: dict[str, NamedActor] = {}
    found: list[NamedActor] = []
    for reading in readings:
        mentions = _mentions(parse, reading, Setting(lexicon=lexicon, company=company, known=known))
        found.extend(mentions)
        known.update(memory(mentions, registry))
    return at_home(tuple(found), readings, lexicon)


def _mentions(parse: Parse, reading: Reading, setting: Setting) -> tuple[NamedActor, ...]:
    """The mentions of one sentence."""
    built: list[NamedActor] = []
    taken: set[int] = set()
    for phrase in phrases(reading, setting.lexicon.words):
        if phrase.hit.first in taken:
            continue
        here = replace(setting, before=tuple(built))
        said = gather(reading, phrase, here)
        mentions = _of_phrase(parse, reading, phrase, said, here)
        built.extend(measured(parse, reading, mention, setting.lexicon) for mention in mentions)
        if mentions:
            taken.update(_consumed(phrase, said))
    for hit in reading.hits:
        if hit.first not in taken:
            mention = simple_mention(parse, reading, hit, setting)
            if mention is not None:
                built.append(measured(parse, reading, mention, setting.lexicon))
    built.extend(pronouns(parse, reading, setting.lexicon))
    covered = {t for m in built for t in range(m.first, m.last + 1)}
    people = (*crowds(parse, reading, setting.lexicon), *ethnic_groups(parse, reading, setting.lexicon))
    built.extend(m for m in people if m.head not in covered)
    return merge_appositions(parse, reading, tuple(sorted(built, key=lambda m: (m.first, -m.last))))


def _of_phrase(
    parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, setting: Setting
) -> tuple[NamedActor, ...]:
    if phrase.hit.kind == "role":
        return role_mentions(parse, reading, phrase, said, setting)
    mention = name_mention(parse, reading, phrase, said, setting)
    return (mention,) if mention is not None else ()


def _consumed(phrase: Phrase, said: Evidence) -> Iterator[int]:
    """The tokens that name nobody beside the phrase; where an ambassador is sent keeps its own mention."""
    last = phrase.hit.last if said.destination is not None else said.last
    yield from range(phrase.first, last + 1)


def _company(parse: Parse, readings: list[Reading], lexicon: Lexicon) -> Company:
    """Whom the article names beside a surname: persons in full or by title and surname, countries, organisations."""
    bodies: set[str] = set()
    persons: set[str] = set()
    for reading in readings:
        for hit in reading.hits:
            if hit.kind in ("country", "adjective", "people", "capital", "seat"):
                bodies.update(codes(hit, lexicon))
            elif hit.kind == "organisation":
                bodies.update(hit.keys)
            elif hit.kind == "person" and len(hit.keys) == 1:
                persons.add(hit.keys[0])
    alone = Company(persons=frozenset(persons), bodies=frozenset(bodies), on=parse.article.published_on)
    titled = {who for reading in readings for who in _titled(reading, alone, lexicon)}
    return replace(alone, persons=frozenset(persons | titled))


def _titled(reading: Reading, company: Company, lexicon: Lexicon) -> Iterator[str]:
    """Persons known from a title with a surname ("President Xi")."""
    for role, name in zip(reading.hits, reading.hits[1:], strict=False):
        if name.kind == "surname" and _is_title(role) and role.last + 1 == name.first and role.role is not None:
            who = by_surname(name.keys, company, lexicon, (role.role,))
            if who is not None:
                yield who


def _is_title(hit: Hit) -> bool:
    return hit.role is not None and hit.role.kind == "office"
