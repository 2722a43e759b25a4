"""What the actors room looks words up in: the registry's names and the language's roles in one index."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from communique.knowledge.name_index import NameIndex, build_index
from communique.knowledge.people_words import HonorificRow, PeopleRow, PeopleWords, RoleRow, StatusRow
from communique.knowledge.registry import Entry, Registry, SpellRow


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleForm:
    """A role as it is written, in the singular or the plural."""

    role: RoleRow
    plural: bool
    capital: bool  # counts only with a capital letter ("Gen.")


Payload = Entry | RoleForm | PeopleRow | HonorificRow | StatusRow


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The index with the tables behind it; `by_organisation` holds the offices of each organisation."""

    registry: Registry
    words: PeopleWords
    index: NameIndex[Payload]
    by_organisation: dict[str, tuple[SpellRow, ...]]
    by_rule: dict[str, RoleRow]  # roles by the row that says so


def build_lexicon(registry: Registry, words: PeopleWords) -> Lexicon:
    """The lexicon of these tables; made once for many articles."""
    spells: dict[str, list[SpellRow]] = {}
    for spell in registry.spells:
        if spell.organisation is not None:
            spells.setdefault(spell.organisation, []).append(spell)
    names = tuple(_registered(registry))
    return Lexicon(
        registry=registry,
        words=words,
        index=build_index(
            chain((pair for pair in names if not _is_caseless(pair)), _peoples(words)),
            chain(filter(_is_caseless, names), _role_names(words)),
        ),
        by_organisation={key: tuple(rows) for key, rows in spells.items()},
        by_rule={role.rule: role for role in words.roles},
    )


def _is_caseless(pair: tuple[str, Payload]) -> bool:
    return isinstance(pair[1], Entry) and pair[1].caseless


def _registered(registry: Registry) -> Iterator[tuple[str, Payload]]:
    """The registry's names, those of organisations also as house styles write them: "UN security council",
    "Free Syrian army", "Senate ethics committee"."""
    for name, entry in registry.names():
        yield name, entry
        if entry.kind == "organisation":
            first, *rest = name.split()
            if len(first) > 1 and first.isupper() and rest:
                yield " ".join((first, *map(str.lower, rest))), entry
            if len(rest) > 1:
                yield " ".join((first, *rest[:-1], rest[-1].lower())), entry
            if len(rest) > 1 and not first.isupper():
                yield " ".join((first, *map(str.lower, rest))), entry


def _peoples(words: PeopleWords) -> Iterator[tuple[str, Payload]]:
    """Peoples as written: nouns are roles, adjectives describe ("Kurdish fighters")."""
    for people in words.peoples:
        role = people.role
        yield people.words, RoleForm(role=role, plural=people.plural == people.words, capital=True)
        yield people.plural, RoleForm(role=role, plural=True, capital=True)
        yield from ((adjective, people) for adjective in people.adjectives)


def _role_names(words: PeopleWords) -> Iterator[tuple[str, Payload]]:
    for role in words.roles:
        capital = role.words[0].isupper()
        yield role.words, RoleForm(role=role, plural=role.plural == role.words, capital=capital)
        if role.plural and role.plural != role.words:
            yield role.plural, RoleForm(role=role, plural=True, capital=capital)
    for name, honorific in words.honorifics.items():
        yield name, honorific
    for name, status in words.status_words.items():
        yield name, status
