"""Phrases headed by a name: persons with or without titles, organisations, names nobody has registered."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.actors.appositions import COMMA
from communique.actors.evidence import SPATIAL, Evidence, Setting, organisation_row
from communique.actors.hits import PROPER, Hit, Reading
from communique.actors.offices import by_surname, common_standing, home, spell_of
from communique.actors.phrases import Phrase, top_token
from communique.actors.roles import office_name, role_sectors
from communique.knowledge.name_index import fold
from communique.knowledge.people_words import RoleRow
from communique.knowledge.registry import Registry, SpellRow
from communique.model import Form, NamedActor, Parse, Span
from communique.sentence import SUBJECTS

OUT_OF_OFFICE = "out_of_office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a mention stands: the part of a `NamedActor` that every form shares."""

    span: Span
    sentence: int
    first: int
    last: int
    head: int


def name_mention(parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, setting: Setting) -> NamedActor | None:
    """The mention a name makes with the words before it; None for an ordinary word that only looks like a surname."""
    hit = phrase.hit
    place = _place(parse, reading, phrase.first, said.last)
    title = _title_before(phrase)
    if hit.kind == "organisation":
        return _organisation(place, reading, hit, said, setting)
    actor_id = _who(hit, said, setting)
    if actor_id is not None:
        return _registered(place, actor_id, hit, said, title, setting)
    if title is None and said.honorific is None:
        if hit.kind == "surname" and reading.sentence.tokens[hit.last].upos != PROPER:
            return None
        if hit.kind in ("name", "surname") and _is_town(reading, hit):
            return None
        bare = _place(parse, reading, hit.first, hit.last)
        return _nameless(bare, reading, hit, said, setting)
    if title is not None and title.kind not in ("office", "person"):
        words = _words(parse, reading, hit)
        return _mention(place, form="agent", name=words, said=said, sectors=role_sectors(title, said), rule=title.rule)
    return _unregistered(place, _words(parse, reading, hit), said, title, setting)


def _is_town(reading: Reading, hit: Hit) -> bool:
    """ "Springfield, Illinois": a name explained by the place behind its comma is no person's."""
    tokens, after = reading.sentence.tokens, hit.last + 2
    where = reading.at.get(after)
    if where is None or where.kind not in SPATIAL or tokens[hit.last + 1].text != COMMA:
        return False
    closed = where.last + 1 == len(tokens) or tokens[where.last + 1].upos == "PUNCT"
    return closed and tokens[where.last].dep not in SUBJECTS | {"conj"}


def _place(parse: Parse, reading: Reading, first: int, last: int) -> Place:
    index = reading.sentence.index
    span = parse.words(index, first, last)
    return Place(span=span, sentence=index, first=first, last=last, head=top_token(reading, first, last))


def _words(parse: Parse, reading: Reading, hit: Hit) -> str:
    return parse.words(reading.sentence.index, hit.first, hit.last).quote


def _title_before(phrase: Phrase) -> RoleRow | None:
    """The role that stands directly before the name."""
    near = [h for h in phrase.inside if h.kind not in ("void", "honorific", "status")]
    return near[-1].role if near and near[-1].kind == "role" else None


def _who(hit: Hit, said: Evidence, setting: Setting) -> str | None:
    """The registered person a name means, or None."""
    if hit.kind == "surname":
        roles = tuple(role for role in said.roles if role.kind == "office")
        return by_surname(hit.keys, setting.company, setting.lexicon, roles)
    if hit.kind != "person":
        return None
    if len(hit.keys) == 1:
        return hit.keys[0]
    return by_surname(hit.keys, replace(setting.company, persons=frozenset()), setting.lexicon)


def _mention(
    place: Place,
    *,
    form: Form,
    name: str,
    said: Evidence,
    sectors: tuple[str, ...],
    rule: str,
    office: str | None = None,
) -> NamedActor:
    body = said.organisation
    return NamedActor(
        span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head,
        form=form, name=name, country=next(iter(said.countries), None),
        org_class=body.org_class if body is not None else None, sectors=sectors, office=office, rule=rule,
    )  # fmt: skip


def _registered(
    place: Place, actor_id: str, hit: Hit, said: Evidence, title: RoleRow | None, setting: Setting
) -> NamedActor:
    """A registered person in the office of the day; words such as "former" count more than the table."""
    person = setting.lexicon.registry.person(actor_id)
    on = setting.company.on
    spell = None if _has_left(said) else spell_of(actor_id, said.roles, on, setting.lexicon)
    country, org_class, sectors, office = _standing(actor_id, spell, said, title, setting)
    return NamedActor(
        span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head, form="person",
        actor_id=actor_id, name=person.name if person is not None else place.span.quote, country=country,
        org_class=org_class, sectors=sectors, office=office, gender=person.gender if person is not None else None,
        rule=hit.rule if hit.kind == "person" else "actors:surname",
    )  # fmt: skip


def _has_left(said: Evidence) -> bool:
    return said.status is not None and bool(said.status.sectors)


def _standing(
    actor_id: str, spell: SpellRow | None, said: Evidence, title: RoleRow | None, setting: Setting
) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    """Country, class, sectors and office: from the office held, else from the words, else out of office."""
    if spell is not None:
        body = setting.lexicon.registry.organisation(spell.organisation or "", setting.company.on)
        sectors = spell.sectors or (body.sectors if body else ())
        country = spell.country or (body.country if body else None)
        return country, body.org_class if body else None, sectors, spell.office or None
    country = home(actor_id, setting.company.on, setting.lexicon) or next(iter(said.countries), None)
    if title is not None:
        office = office_name(title, country, said, setting) if title.kind == "office" else None
        return country, None, role_sectors(title, said), office
    on = setting.company.on
    if on is None and not _has_left(said):
        org_class, sectors = common_standing(actor_id, setting.lexicon)
        return country, org_class, sectors, None
    ends = [spell.until for spell in setting.lexicon.registry.career(actor_id)]
    left = on is not None and any(end is not None and end < on for end in ends)
    return country, None, setting.lexicon.words.default_sectors.get(OUT_OF_OFFICE, ()) if left else (), None


def _unregistered(place: Place, name: str, said: Evidence, title: RoleRow | None, setting: Setting) -> NamedActor:
    """A person nobody has registered: country, sectors and office as the title says."""
    earlier = _remembered(name, setting)
    country = next(iter(said.countries), None)
    sectors = role_sectors(title, said) if title is not None else ()
    office = office_name(title, country, said, setting) if title is not None and title.kind == "office" else None
    rule = title.rule if title is not None else said.honorific.rule if said.honorific is not None else ""
    gender = (said.honorific.gender if said.honorific is not None else None) or (title.gender if title else None)
    mention = _mention(place, form="person", name=name, said=said, sectors=sectors, rule=rule, office=office)
    if earlier is not None:
        return replace(
            mention, name=earlier.name, country=country or earlier.country, sectors=sectors or earlier.sectors,
            office=office or earlier.office, gender=gender or earlier.gender, actor_id=earlier.actor_id,
        )  # fmt: skip
    return replace(mention, gender=gender)


def _nameless(place: Place, reading: Reading, hit: Hit, said: Evidence, setting: Setting) -> NamedActor:
    """A name without a title: the person of that surname introduced before, else a name as it stands."""
    name = place.span.quote
    earlier = _remembered(name, setting)
    if earlier is not None:
        return replace(
            earlier, span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head,
            rule="actors:surname",
        )  # fmt: skip
    country = hit.keys[0] if hit.kind == "name" and hit.keys else None
    form: Form = "person" if hit.kind == "person" or (hit.kind == "surname" and _is_expected(hit, setting)) else "name"
    return NamedActor(
        span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head,
        form=form, name=name, country=country, sectors=hit.sectors,
        rule=hit.rule if hit.kind == "name" else "actors:surname",
    )  # fmt: skip


def _is_expected(hit: Hit, setting: Setting) -> bool:
    """True where a person of this surname would be at home in the article, though which one stays open."""
    return any(home(key, setting.company.on, setting.lexicon) in setting.company.bodies for key in hit.keys)


def memory(mentions: Iterable[NamedActor], registry: Registry) -> dict[str, NamedActor]:
    """Persons named in full whose surname the tables do not tell, under the first and the last word: family names
    stand at either end."""
    full = [m for m in mentions if m.form == "person" and _is_new(m, registry) and len(_parts(m.name)) > 1]
    return {_parts(m.name)[0]: m for m in full} | {_parts(m.name)[-1]: m for m in full}


def _is_new(mention: NamedActor, registry: Registry) -> bool:
    """True for persons who are not registered, or as minor ones."""
    person = registry.person(mention.actor_id) if mention.actor_id is not None else None
    return mention.actor_id is None or (person is not None and person.minor)


def _remembered(name: str, setting: Setting) -> NamedActor | None:
    """The person introduced before whose name this is, in full or shorter."""
    words = _parts(name)
    earlier = setting.known.get(words[-1]) or setting.known.get(words[0]) if words else None
    if earlier is None:
        return None
    full = _parts(earlier.name)
    return earlier if words in (full[: len(words)], full[-len(words) :]) else None


def _parts(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()


def _organisation(place: Place, reading: Reading, hit: Hit, said: Evidence, setting: Setting) -> NamedActor:
    row = organisation_row(hit, setting)
    if row is None:
        return NamedActor(
            span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head, form="name",
            name=place.span.quote, country=next(iter(said.countries), None), rule=hit.rule,
        )  # fmt: skip
    return NamedActor(
        span=place.span, sentence=place.sentence, first=place.first, last=place.last, head=place.head,
        form="organisation", actor_id=row.actor_id, name=row.name,
        country=row.country or (None if row.org_class else next(iter(said.countries), None)),
        org_class=row.org_class, sectors=row.sectors, rule=row.rule,
    )  # fmt: skip
