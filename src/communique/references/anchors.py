"""Namings that say by themselves who is meant: the referents of an article, and a link for each such naming."""

from collections.abc import Callable
from dataclasses import replace

from communique.knowledge.reference_words import ReferenceWords
from communique.model import Link, Named, NamedActor, Referent

NATIONAL = frozenset({"country", "demonym", "capital"})
PERSONS = frozenset({"person", "office"})
PERSON_TABLES = ("en/person_nouns.tsv", "en/titles.tsv")
OPEN = frozenset({"pronoun", "plural", "description"})  # forms that need an antecedent

SEVERAL = 3  # words of a body's name; "Carter" is not the Carter Center

Key = tuple[str, ...]


def anchored(
    named: Named, words: ReferenceWords, country_name: Callable[[str], str | None]
) -> tuple[list[Referent], list[Link | None], dict[Key, int]]:
    """The referents of all namings that need no antecedent, the links, and the referents by key.

    `country_name` gives the registry's name of a country, None where it has none.
    """
    referents: list[Referent] = []
    by_key: dict[Key, int] = {}
    links: list[Link | None] = []
    keys = _keys(named)
    for actor, key in zip(named.actors, keys, strict=True):
        if key is None:
            links.append(None)
            continue
        if key not in by_key:
            by_key[key] = len(referents)
            referents.append(_referent(actor, words, country_name))
        else:
            index = by_key[key]
            referents[index] = _enriched(referents[index], actor, words)
        links.append(Link(referents=(by_key[key],), rule=actor.rule))
    return referents, links, by_key


def country_key(code: str) -> Key:
    """The key of a country's own referent."""
    return ("country", code)


def _keys(named: Named) -> list[Key | None]:
    full = _by_part(named)
    offices = _by_office(named)
    bodies = _by_word(named)
    return [_key(actor, full, offices, bodies) for actor in named.actors]


def _key(
    actor: NamedActor, full: dict[str, set[Key]], offices: dict[Key, set[Key]], bodies: dict[str, set[Key]]
) -> Key | None:
    if actor.form in OPEN:
        return None
    if actor.form in NATIONAL and actor.country:
        return country_key(actor.country)
    if actor.actor_id:
        return ("id", actor.actor_id)
    own = _own_key(actor)
    if actor.form in ("person", "name"):
        longer = full.get(actor.name.casefold(), set()) - {own}
        if actor.form == "name":
            longer = longer or bodies.get(actor.name.casefold(), set())
        return next(iter(longer)) if len(longer) == 1 else own
    if actor.form == "office" and not actor.plural:
        holders = offices.get(_office_key(actor), set())
        return next(iter(holders)) if len(holders) == 1 else own
    return own


def _own_key(actor: NamedActor) -> Key:
    if actor.form == "office":
        return _office_key(actor)
    if actor.form in ("person", "name"):
        return ("name", actor.name.casefold())
    return (actor.form, actor.name.casefold(), actor.country or "")


def _office_key(actor: NamedActor) -> Key:
    """The office and whose it is; where that is not known, the words ("the choir's director", "the club's")."""
    whose = actor.country or actor.org_class or actor.name.casefold()
    return ("office", (actor.office or actor.name).casefold(), whose)


def _by_part(named: Named) -> dict[str, set[Key]]:
    """Shorter names → the keys of the full names in this article they may stand for: first words and all endings.

    Family names may stand in front ("Xi"), have several words ("de Mistura") or lose an article ("al-Hariri").
    """
    found: dict[str, set[Key]] = {}
    for actor in named.actors:
        if actor.form in ("person", "name") and " " in actor.name:
            key = ("id", actor.actor_id) if actor.actor_id else _own_key(actor)
            words = actor.name.casefold().split()
            parts = {words[0], *(" ".join(words[i:]) for i in range(1, len(words))), words[-1].rpartition("-")[2]}
            for part in parts:
                found.setdefault(part, set()).add(key)
    return found


def _by_word(named: Named) -> dict[str, set[Key]]:
    """Single words → the keys of the registered bodies of this article with such a word among three or more: "the
    Observatory" behind "the Coastal Observatory for Human Rights"."""
    found: dict[str, set[Key]] = {}
    for actor in named.actors:
        words = actor.span.quote.split()
        if actor.form == "organisation" and actor.actor_id is not None and len(words) >= SEVERAL:
            for word in words:
                if word[0].isupper():
                    found.setdefault(word.casefold(), set()).add(("id", actor.actor_id))
    return found


def _by_office(named: Named) -> dict[Key, set[Key]]:
    """Offices with their country → the keys of the persons of this article who hold them.

    A shorter title means the same office ("the Saudi minister" for the Saudi foreign minister).
    """
    found: dict[Key, set[Key]] = {}
    for actor in named.actors:
        if actor.form == "person" and actor.office and " " in actor.name:
            key = ("id", actor.actor_id) if actor.actor_id else _own_key(actor)
            kind, office, whose = _office_key(actor)
            words = office.split()
            for start in range(len(words)):
                found.setdefault((kind, " ".join(words[start:]), whose), set()).add(key)
    return found


def _referent(actor: NamedActor, words: ReferenceWords, country_name: Callable[[str], str | None]) -> Referent:
    national = actor.form in NATIONAL and actor.country is not None
    name = (country_name(actor.country or "") if national else None) or actor.name
    return Referent(
        actor_id=f"country:{actor.country}" if national else actor.actor_id,
        name=name,
        country=actor.country,
        org_class=actor.org_class,
        sectors=() if national else actor.sectors,
        office=actor.office,
        person=is_person(actor) or _bears_given_name(actor, words),
        gender=actor.gender or _gender(actor, words),
        plural=actor.plural and not national,
    )


def is_person(actor: NamedActor) -> bool:
    """True for one human being: by name, by office, or by a noun for persons ("a spokesman", "his adviser")."""
    human = actor.form in PERSONS or (actor.form == "agent" and actor.rule.startswith(PERSON_TABLES))
    return human and not actor.plural


def _bears_given_name(actor: NamedActor, words: ReferenceWords) -> bool:
    """True for a proper name that begins with a first name: nobody has registered or described its bearer."""
    return actor.form == "name" and words.given_name(actor.name) is not None


def _gender(actor: NamedActor, words: ReferenceWords) -> str | None:
    """The gender that a first name tells, where the name is not that of a registered person."""
    if actor.form not in ("person", "name") or actor.actor_id is not None:
        return None
    row = words.given_name(actor.name)
    return None if row is None else row.gender


def _enriched(referent: Referent, actor: NamedActor, words: ReferenceWords) -> Referent:
    """What a later naming adds to what is known of somebody; nothing is overwritten."""
    if actor.form in NATIONAL:
        return referent
    longer = actor.form in ("person", "name") and len(actor.name) > len(referent.name) and not referent.actor_id
    return replace(
        referent,
        name=actor.name if longer else referent.name,
        country=referent.country or actor.country,
        org_class=referent.org_class or actor.org_class,
        sectors=referent.sectors or actor.sectors,
        office=referent.office or actor.office,
        person=referent.person or actor.form == "person" or _bears_given_name(actor, words),
        gender=referent.gender or actor.gender or _gender(actor, words),
    )
