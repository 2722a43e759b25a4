"""What the words of a phrase say of somebody: country, organisation, sectors, former or acting, whose."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from communique.actors.hits import Hit, Reading, glued
from communique.actors.lexicon import Lexicon
from communique.actors.offices import Company, by_surname, home
from communique.actors.phrases import Phrase, Tail, chained, more_countries, tail
from communique.knowledge.people_words import HonorificRow, PeopleWords, RoleRow, StatusRow
from communique.knowledge.registry import OrganisationRow
from communique.model import NamedActor
from communique.sentence import ancestors

POSSESSIVE = frozenset({"PRP$"})
RELATIVE = "WP$"  # "the Kremlin, whose spokesman"
SPATIAL = ("country", "capital", "place", "seat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the words about a head say; `countries` are several only where coordinated. `last` ends the phrase."""

    countries: tuple[str, ...] = ()
    organisation: OrganisationRow | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    status: StatusRow | None = None
    honorific: HonorificRow | None = None
    destination: str | None = None  # "ambassador to China", "UN envoy for Yemen", "the UN's Yemen envoy"
    owned: bool = False  # by a possessor, an of-phrase or a capitalised modifier: needs no antecedent
    of_unknown: bool = False  # by a possessor, an of-phrase or a name of which no country and no known body is told
    of_several: bool = False  # "the leaders of the two states"
    lapsed: bool = False  # of somebody who has left office ("Obama's adviser" years later): nobody of today
    many: bool = False  # "a group of protesters"
    owner_first: int | None = None  # where the possessor's own mention begins
    owner: int | None = None  # the possessor's last token
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a phrase is read with: the tables, the article's other names, and what stands before it in the sentence."""

    lexicon: Lexicon
    company: Company
    before: tuple[NamedActor, ...] = ()
    known: Mapping[str, NamedActor] = field(default_factory=dict)  # persons introduced in full, by the last word


def gather(reading: Reading, phrase: Phrase, setting: Setting) -> Evidence:
    """The evidence in and around a phrase; words before the head count more than words behind it."""
    hits = tuple(h for h in phrase.inside if h.kind != "void")
    roles = tuple(h.role for h in hits if h.role is not None)
    if phrase.hit.role is not None:
        roles = (*roles, phrase.hit.role)
    countries = _countries_before(reading, hits, setting)
    body = next((o for h in hits if (o := _organisation(h, setting)) is not None), None)
    owner = possessor(reading, phrase.first)
    said = _of_hit_or_mention(reading, owner, setting) if owner is not None else None
    behind = _behind(reading, phrase, setting, bool(countries or body) or owner is not None)
    about = _topic(reading, phrase, hits, body or (said.organisation if said is not None else None), setting)
    if about is not None:
        countries = _countries_before(reading, tuple(h for h in hits if h is not about), setting)
    if phrase.hit.role is not None and phrase.hit.role.foreign:
        countries, body, said, behind = _of_others(countries, owner), None, _place_of(said), _place_of(behind)
    sectors = tuple(s for role in _describing(phrase, hits) for s in role.sectors)
    for other in (said, behind, _of_role_before(reading, phrase, setting)):
        if other is not None:
            countries = countries or other.countries
            body = body or other.organisation
            sectors = sectors or other.sectors
    countries = countries or _of_body(body) or _of_peoples(phrase, hits)
    return Evidence(
        countries=tuple(dict.fromkeys(countries)),
        organisation=body,
        sectors=sectors or (body.sectors if body is not None else ()),
        roles=roles,
        status=next((h.status for h in hits if h.status is not None), None),
        honorific=next((h.honorific for h in hits if h.honorific is not None), None),
        destination=(behind.destination if behind is not None else None) or _called(about, setting),
        owned=owner is not None or (behind is not None and behind.owned) or _is_described(reading, phrase),
        of_unknown=not (countries or body) and _is_of_unknown(reading, hits, owner, behind),
        many=behind is not None and behind.many,
        of_several=behind is not None and behind.of_several,
        lapsed=(said is not None and said.lapsed) or _have_left(hits, setting),
        owner=owner,
        owner_first=said.owner_first if said is not None else None,
        last=max(phrase.hit.last, behind.last if behind is not None else 0),
    )


def _topic(
    reading: Reading, phrase: Phrase, hits: tuple[Hit, ...], body: OrganisationRow | None, setting: Setting
) -> Hit | None:
    """The country that somebody works on: its name before the envoy of a body of several states ("UN Yemen envoy")
    or before an expert; an adjective still tells his own ("the UN's Dutch envoy")."""
    if not (_studies(phrase, setting) or (body is not None and body.org_class is not None)):
        return None
    return next((h for h in hits if h.kind == "country" and not _is_short(reading, h)), None)


def _of_body(body: OrganisationRow | None) -> tuple[str, ...]:
    return (body.country,) if body is not None and body.country else ()


def _studies(phrase: Phrase, setting: Setting) -> bool:
    """True for those who study or report on countries: "an Iran expert" is not Iranian."""
    role = phrase.hit.role
    studying = setting.lexicon.words.default_sectors.get("studies", ())
    return role is not None and role.kind == "person" and bool(set(role.sectors) & set(studying))


def _is_short(reading: Reading, hit: Hit) -> bool:
    """ "US", "UK": names that serve as adjectives, too ("a UK expert")."""
    return all(t.text.isupper() for t in reading.sentence.tokens[hit.first : hit.last + 1])


def _of_role_before(reading: Reading, phrase: Phrase, setting: Setting) -> Evidence | None:
    """ "Taliban commander and spokesman Omar Jan": what the first of two coordinated roles tells of the second."""
    tokens, last = reading.sentence.tokens, phrase.first - 2
    role = next((h.role for h in phrase.inside if h.role is not None), None)
    if last < 0 or role is None or phrase.hit.role is not None or tokens[last + 1].upos != "CCONJ":
        return None
    before = next((actor for actor in reversed(setting.before) if actor.last == last), None)
    if before is None or before.plural or before.form not in ("agent", "office"):
        return None
    countries = (before.country,) if before.country else ()
    return Evidence(countries=countries, sectors=before.sectors if role.inherits else (), last=phrase.hit.last)


def _have_left(hits: tuple[Hit, ...], setting: Setting) -> bool:
    """True where the person among the hits before a role holds no office on the day ("the Obama adviser")."""
    return any(_has_left_office(hit, setting) for hit in hits if hit.kind in ("person", "surname"))


def _has_left_office(hit: Hit, setting: Setting) -> bool:
    on, registry = setting.company.on, setting.lexicon.registry
    who = by_surname(hit.keys, setting.company, setting.lexicon)
    asked = (who,) if who is not None else hit.keys
    return on is not None and bool(asked) and not any(registry.offices_of(key, on) for key in asked)


def _is_of_unknown(reading: Reading, hits: tuple[Hit, ...], owner: int | None, behind: Evidence | None) -> bool:
    """True with a possessor that is no pronoun, something behind "of" or "for", or an unknown name before the head."""
    noun = owner is not None and reading.sentence.tokens[owner].upos != "PRON"
    named = any(h.kind == "name" for h in hits)
    return noun or named or (behind is not None and behind.owned and behind.destination is None)


def _countries_before(reading: Reading, hits: tuple[Hit, ...], setting: Setting) -> tuple[str, ...]:
    """The countries that words before the head tell: nationalities and places, else persons ("Obama's envoy")."""
    abroad = any(_part(reading, i, setting) == "abroad" for h in hits for i in range(h.last, h.last + 4))
    here = tuple(h for h in chained(reading, hits) if not (abroad and _is_seat(reading, h, setting)))
    told = tuple(code for h in here for code in codes(h, setting.lexicon))
    return told or _countries_of_persons(hits, setting)


def _is_seat(reading: Reading, hit: Hit, setting: Setting) -> bool:
    """ "a Lima-based western diplomat": where somebody works, not whose he is."""
    tokens, after = reading.sentence.tokens, hit.last + 2
    return after < len(tokens) and glued(reading.sentence, hit.last + 1) and _part(reading, after, setting) == "based"


def _part(reading: Reading, index: int, setting: Setting) -> str | None:
    tokens = reading.sentence.tokens
    return setting.lexicon.words.parts.get(tokens[index].text.lower()) if index < len(tokens) else None


def _of_others(countries: tuple[str, ...], owner: int | None) -> tuple[str, ...]:
    """ "US allies" are of many countries, "its Turkish allies" and "his Turkish counterpart" are Turkish."""
    return countries if owner is not None else ()


def _place_of(said: Evidence | None) -> Evidence | None:
    """Where a possessor stands, without what it says of the country."""
    if said is None:
        return None
    return replace(said, countries=(), organisation=None, sectors=(), owner_first=None)


def _of_peoples(phrase: Phrase, hits: tuple[Hit, ...]) -> tuple[str, ...]:
    """The country of a people that lives in one ("Tibetan monks", "the Chechens")."""
    told = [key for hit in hits if hit.kind == "ethnic" for key in hit.keys]
    own = phrase.hit.role.country if phrase.hit.role is not None else None
    return tuple(told[:1]) or ((own,) if own else ())


def _describing(phrase: Phrase, hits: tuple[Hit, ...]) -> tuple[RoleRow, ...]:
    """The roles that describe the head: all before it, without the title of the name they lead to."""
    titled = phrase.hit.role is None and bool(hits) and hits[-1].last + 1 == phrase.hit.first
    return tuple(h.role for h in (hits[:-1] if titled else hits) if h.role is not None)


def _is_described(reading: Reading, phrase: Phrase) -> bool:
    """True where a capitalised word before the head tells which one it is ("Kurdish fighters")."""
    tokens = reading.sentence.tokens
    before = range(phrase.first, phrase.hit.first)
    return any(tokens[i].text[0].isupper() and (i > 0 or i in reading.at) for i in before) or any(
        reading.at[i].kind == "role" for i in before if i in reading.at and not _is_country_noun(phrase)
    )


def _is_country_noun(phrase: Phrase) -> bool:
    return phrase.hit.role is not None and phrase.hit.role.kind == "country"


def codes(hit: Hit, lexicon: Lexicon) -> tuple[str, ...]:
    """The country a hit speaks of: its own, or that of a place."""
    if hit.kind == "place":
        countries = {row.country for key in hit.keys if (row := lexicon.registry.place(key)) is not None}
        country = countries.pop() if len(countries) == 1 else None
        return (country,) if country else ()
    if hit.kind in ("country", "adjective", "people", "capital", "seat"):
        return hit.keys[:1]
    return ()


def organisation_row(hit: Hit, setting: Setting) -> OrganisationRow | None:
    """The organisation a hit names, as it was on the article's day; None where the name has several owners."""
    if hit.kind != "organisation":
        return None
    if len(hit.keys) > 1:
        rows = [setting.lexicon.registry.organisation(k, setting.company.on) for k in hit.keys]
        near = [r for r in rows if r is not None and r.country in setting.company.bodies]
        return near[0] if len(near) == 1 else None
    return setting.lexicon.registry.organisation(hit.keys[0], setting.company.on)


_organisation = organisation_row


def possessor(reading: Reading, first: int) -> int | None:
    """The last token of the possessor before a phrase ("Ukraine's ambassador": Ukraine), or a possessive pronoun."""
    tokens = reading.sentence.tokens
    if first >= 2 and tokens[first - 1].xpos == "POS":
        return first - 2
    if first >= 1 and tokens[first - 1].xpos in POSSESSIVE:
        return first - 1
    if first >= 1 and tokens[first - 1].xpos == RELATIVE:
        clauses = (t for t in ancestors(reading.sentence, first - 1) if t.dep == "acl:relcl")
        return next((t.head for t in clauses), None)
    return None


def _of_hit_or_mention(reading: Reading, index: int, setting: Setting) -> Evidence | None:
    """What a possessor says: a mention already read before it, else the hit itself."""
    for actor in reversed(setting.before):
        if actor.first <= index <= actor.last:
            is_body = actor.form == "organisation" and actor.actor_id is not None
            body = setting.lexicon.registry.organisation(actor.actor_id or "", setting.company.on) if is_body else None
            countries = (actor.country,) if actor.country else ()
            lapsed = actor.form == "person" and actor.actor_id is not None and actor.office is None
            return Evidence(
                countries=countries, organisation=body, sectors=actor.sectors, lapsed=lapsed,
                owner_first=actor.first, last=index,
            )  # fmt: skip
    hit = reading.at.get(index)
    return _of_hits((hit,), setting, index) if hit is not None else None


def _of_hits(hits: tuple[Hit, ...], setting: Setting, last: int) -> Evidence:
    """What hits in another phrase say: the first country or organisation among them, and a role's sectors."""
    countries = tuple(code for h in hits for code in codes(h, setting.lexicon))[:1]
    body = next((o for h in hits if (o := organisation_row(h, setting)) is not None), None)
    sectors = tuple(s for h in hits[-1:] if h.role is not None for s in h.role.sectors)
    countries = countries or _countries_of_persons(hits, setting) or _of_body(body)
    countries = countries or tuple(key for h in hits if h.kind == "ethnic" for key in h.keys)
    return Evidence(countries=countries, organisation=body, sectors=sectors, owned=True, last=last)


def _countries_of_persons(hits: tuple[Hit, ...], setting: Setting) -> tuple[str, ...]:
    """The country of the first person among the hits ("the Obama administration")."""
    for hit in hits:
        if hit.kind in ("surname", "person"):
            person = by_surname(hit.keys, setting.company, setting.lexicon)
            asked = (person,) if person else hit.keys
            countries = {home(key, setting.company.on, setting.lexicon) for key in asked}
            country = countries.pop() if len(countries) == 1 else None
            if country is not None:
                return (country,)  # whichever Bush: "the Bush administration" is American
    return ()


def _behind(reading: Reading, phrase: Phrase, setting: Setting, known: bool) -> Evidence | None:
    """What stands behind the head under a preposition that counts for this role."""
    role = phrase.hit.role
    words = setting.lexicon.words
    found = tail(reading, phrase.hit.last, words)
    if role is None:
        return _home_behind(phrase, found, setting)
    if found is None:
        return None
    if found.part == "to" and role.kind == "office" and found.hits[0].kind in ("country", "organisation"):
        return _to_destination(found, setting)
    if found.part == "for" and role.kind == "office" and not role.inherits and found.hits[0].kind == "country":
        return _to_destination(found, setting)
    if found.part == "of":
        more, last = more_countries(reading, found.last, words) if phrase.hit.plural else ((), found.last)
        inner = _further(reading, _of_hits(found.hits, setting, last), setting)
        last = inner.last
        countries = (*inner.countries, *(code for h in more for code in codes(h, setting.lexicon)))
        many = found.hits[-1].plural
        several = many and not countries and inner.organisation is None and _counted(reading, phrase, found, words)
        return replace(inner, countries=countries, many=many, of_several=several, last=last)
    if role.inherits and (found.part == "for" or (found.part == "at" and not known)):
        return _of_hits(found.hits, setting, found.last)
    if found.part == "loyal" and not known:
        loyal = _of_hits(found.hits, setting, phrase.hit.last)
        return replace(loyal, sectors=())
    if found.part == "from" and not role.inherits and found.hits[-1].kind == "organisation":
        return None  # "people from the last Isis enclave"
    of_people = any(hit.kind == "ethnic" and not hit.keys for hit in phrase.inside)  # "Kurdish forces in Iraq"
    if known or (found.part != "based" and not role.local and not of_people):
        return None  # "soldiers from Tigray" may be withdrawn from there
    near = tuple(h for h in found.hits if h.kind in SPATIAL or h.kind == "organisation")
    inner = _of_hits(near, setting, phrase.hit.last)
    return Evidence(countries=inner.countries, organisation=inner.organisation, last=phrase.hit.last) if near else None


def _counted(reading: Reading, phrase: Phrase, found: Tail, words: PeopleWords) -> bool:
    """True where the phrase behind says "both" or "the two"."""
    tokens = reading.sentence.tokens[phrase.hit.last + 1 : found.last + 1]
    return any(words.parts.get(t.text.lower()) in ("both", "count") for t in tokens)


def _further(reading: Reading, inner: Evidence, setting: Setting) -> Evidence:
    """ "chief of the general staff of the Russian army": a second "of" where the first tells no country."""
    found = None if inner.countries else tail(reading, inner.last, setting.lexicon.words)
    if found is None or found.part != "of":
        return inner
    outer = _of_hits(found.hits, setting, found.last)
    return replace(outer, sectors=inner.sectors or outer.sectors, organisation=inner.organisation or outer.organisation)


def _home_behind(phrase: Phrase, found: Tail | None, setting: Setting) -> Evidence | None:
    """ "King Hassan of Morocco": the country behind a person's name."""
    personal = phrase.hit.kind in ("person", "surname") or any(h.kind == "role" for h in phrase.inside)
    if found is None or found.part != "of" or not personal or found.hits[0].kind != "country" or len(found.hits) > 1:
        return None
    return _of_hits(found.hits, setting, found.last)


def _to_destination(found: Tail, setting: Setting) -> Evidence:
    """ "ambassador to China": the office is named after where it is held, its owner is not."""
    return Evidence(destination=_called(found.hits[0], setting), owned=True, last=found.hits[0].last)


def _called(hit: Hit | None, setting: Setting) -> str | None:
    """The registry's name of the country or organisation a hit names."""
    if hit is None:
        return None
    country = setting.lexicon.registry.country(hit.keys[0]) if hit.kind == "country" else None
    body = organisation_row(hit, setting)
    return country.name if country is not None else body.name if body is not None else None
