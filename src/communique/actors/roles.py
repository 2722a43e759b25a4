"""Phrases headed by a role: offices in place of persons, groups, descriptions that need an antecedent."""

from communique.actors.evidence import Evidence, Setting
from communique.actors.hits import Reading
from communique.actors.offices import holder
from communique.actors.phrases import Phrase, is_modifier, top_token
from communique.knowledge.people_words import LEADER, RoleRow
from communique.knowledge.registry import SpellRow
from communique.model import Form, NamedActor, Parse, Token
from communique.sentence import SUBJECTS

PREDICATE = frozenset({"xcomp"})
BY = frozenset({"obl:agent"})
SMALL = frozenset({"DET", "NUM", "PRON", "CCONJ"})


def role_mentions(
    parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, setting: Setting
) -> tuple[NamedActor, ...]:
    """The mentions a role makes: one, one for each coordinated country, or none."""
    role = phrase.hit.role
    assert role is not None
    form = _form(reading, phrase, said, setting)
    if form is None:
        return ()
    if form == "office":
        countries: tuple[str | None, ...] = said.countries or (None,)
        return tuple(_office(parse, reading, phrase, said, setting, country) for country in countries)
    if form in ("plural", "description"):
        return (_unresolved(parse, reading, phrase, said, form, role, setting),)
    return tuple(_agent(parse, reading, phrase, said, setting, role, country) for country in said.countries or (None,))


def _form(reading: Reading, phrase: Phrase, said: Evidence, setting: Setting) -> Form | None:
    """What kind of mention the role makes here; None: it names nobody."""
    role, plural = phrase.hit.role, phrase.hit.plural
    assert role is not None
    parts = _parts_before(reading, phrase, setting)
    definite = bool(parts & {"definite", "both"})
    known = bool(said.countries or said.organisation or said.owned)
    if plural and said.of_several:
        return "plural"
    if plural and not known and ("both" in parts or {"definite", "count"} <= parts):
        return "plural"
    if role.kind == "party":
        singular = role.antecedent and not plural
        return "plural" if (singular or plural) and (definite or "count" in parts) and not said.countries else None
    if role.kind == "country":
        pronoun = said.owner is not None and reading.sentence.tokens[said.owner].upos == "PRON"
        return "description" if pronoun and not plural else _country_noun_form(said, plural, definite)
    if is_modifier(reading, phrase.hit) and not _owns(reading, phrase, said):
        return None
    if role.kind == "craft" and not _acts(reading, phrase, said):
        return None
    if role.kind == "office":
        return _office_form(reading, phrase, said, known, definite)
    if definite and role.antecedent and not known:
        return None if _is_other_thing(reading, phrase) else "description"
    return None if not known and _is_stuff(reading, phrase) else "agent"


def _acts(reading: Reading, phrase: Phrase, said: Evidence) -> bool:
    """True for craft that do something or are somebody's: not in "sold fighter jets"."""
    token = reading.sentence.tokens[phrase.hit.last]
    return bool(said.countries or said.organisation or said.owner is not None) or token.dep in SUBJECTS | BY


def _is_other_thing(reading: Reading, phrase: Phrase) -> bool:
    """ "the power network", "the news group": a noun before a word that says no sector makes it another thing."""
    role, before = phrase.hit.role, reading.sentence.tokens[phrase.first : phrase.hit.first]
    if role is None or role.sectors or role.kind != "group":
        return False
    return any(t.upos == "NOUN" and t.dep == "compound" and t.index not in reading.at for t in before)


def _is_stuff(reading: Reading, phrase: Phrase) -> bool:
    """True for a bare singular that is not the subject: "use of force", "taken to hospital"."""
    role, token = phrase.hit.role, reading.sentence.tokens[phrase.hit.last]
    if role is None or phrase.hit.plural or not role.plural or not role.antecedent or phrase.first < phrase.hit.first:
        return False
    bare = _determiner(reading, phrase) is None and not is_modifier(reading, phrase.hit)
    return bare and token.dep in ("obj", "obl", "nmod")


def _owns(reading: Reading, phrase: Phrase, said: Evidence) -> bool:
    """True for a noun that describes another as its owner ("rebel positions", "US army base"); not for "criminal
    charges" or "a military clash"."""
    role = phrase.hit.role
    if role is None or role.kind == "office" or not role.sectors:
        return False
    noun = reading.sentence.tokens[phrase.hit.last].upos != "ADJ"
    return noun and (bool(said.countries) or role.local)


def _country_noun_form(said: Evidence, plural: bool, definite: bool) -> Form | None:
    """ "the country", "his country" go back to one named before; "Arab states" are a group; others name nobody."""
    if said.countries and said.owner is None:
        return "agent"
    if not plural:
        return "description" if definite and said.owner is None else None
    return "agent" if said.owned and said.owner is None else None


def _office_form(reading: Reading, phrase: Phrase, said: Evidence, known: bool, definite: bool) -> Form | None:
    token = reading.sentence.tokens[phrase.hit.last]
    article = _determiner(reading, phrase)
    if token.dep in PREDICATE and article is None and said.owner is None:
        return None  # "became president of Ukraine"
    if known:
        return "office"
    if definite:
        return "description"
    return "agent" if article is not None or phrase.hit.plural else None


def _determiner(reading: Reading, phrase: Phrase) -> Token | None:
    if phrase.first == 0:
        return None
    token = reading.sentence.tokens[phrase.first - 1]
    return token if token.upos in ("DET", "PRON") and token.dep in ("det", "det:predet", "nmod:poss") else None


def _is_indefinite(reading: Reading, phrase: Phrase) -> bool:
    article = _determiner(reading, phrase)
    return article is not None and "Definite=Ind" in article.feats


def _parts_before(reading: Reading, phrase: Phrase, setting: Setting) -> set[str]:
    """Which of "the", "both", "two" stand before the head."""
    tokens = reading.sentence.tokens
    start = max(0, phrase.first - 2)
    near = [t for t in tokens[start : phrase.hit.first] if t.upos in SMALL and t.xpos != "PRP$"]
    kept = [t for t in near if t.index >= phrase.first or t.dep in ("det", "det:predet", "nummod", "cc:preconj")]
    return {part for t in kept if (part := setting.lexicon.words.parts.get(t.text.lower())) is not None}


# ---------------------------------------------------------------- offices
def office_name(role: RoleRow, country: str | None, said: Evidence, setting: Setting) -> str:
    """The office as the words give it, in title case: "former President", "Ambassador to China"."""
    labels = [label for label in role.offices if label != LEADER]
    name = labels[0] if labels else _title(role.words)
    if said.destination is not None:
        name = f"{name} to {said.destination}"
    return f"{said.status.prefix} {name}" if said.status is not None else name


def _title(words: str) -> str:
    return " ".join(word if word in ("of", "the", "to") else word[:1].upper() + word[1:] for word in words.split())


def role_sectors(role: RoleRow, said: Evidence) -> tuple[str, ...]:
    """The sectors of a role; some roles take them from the words about them ("Houthi spokesman")."""
    if said.status is not None and said.status.sectors and role.kind == "office":
        return said.status.sectors
    if role.inherits and role.kind in ("person", "office") and said.of_unknown and LEADER not in role.offices:
        return said.sectors  # "the choir's director", "spokesman for the Ludlow Trust": of no government we know of
    return (said.sectors if role.inherits else ()) or role.sectors


def find_holder(role: RoleRow, country: str | None, said: Evidence, setting: Setting) -> SpellRow | None:
    """Who holds the office the phrase names; None for a former one, a deputy, the head of something else, or one
    under somebody who has left office himself."""
    if said.status is not None or said.lapsed:
        return None
    if said.destination is not None:
        body = said.organisation.actor_id if said.organisation is not None else None
        return _posted(role, country, body, said.destination, setting)
    if said.organisation is not None:
        found = holder(role, None, said.organisation.actor_id, setting.company.on, setting.lexicon)
        if found is not None:
            return found
    if role.inherits and said.sectors and said.sectors[0] not in role.sectors:
        return None  # "rebel leader"
    return holder(role, country, None, setting.company.on, setting.lexicon)


def _posted(role: RoleRow, country: str | None, body: str | None, where: str, setting: Setting) -> SpellRow | None:
    """The only holder of an office named after where it is held or what it is about ("Ambassador to the United
    Nations", "Special Envoy for Yemen")."""
    labels = (f"{label} {word}{where}" for label in role.offices for word in ("to ", "to the ", "for "))
    for label in labels:
        spells = setting.lexicon.registry.holders(label, country, body, setting.company.on)
        if len(spells) == 1:
            return spells[0]
    return None


def _office(
    parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, setting: Setting, country: str | None
) -> NamedActor:
    role = phrase.hit.role
    assert role is not None
    vague = (phrase.hit.plural and len(said.countries) < 2) or _is_indefinite(reading, phrase)
    spell = None if vague else find_holder(role, country, said, setting)
    person = setting.lexicon.registry.person(spell.actor_id) if spell is not None else None
    span = parse.words(reading.sentence.index, start := _start(reading, phrase, said), said.last)
    plural = phrase.hit.plural and len(said.countries) < 2
    return NamedActor(
        span=span, sentence=reading.sentence.index, first=start, last=said.last,
        head=top_token(reading, phrase.first, phrase.hit.last), form="office",
        actor_id=spell.actor_id if spell is not None else None,
        name=person.name if person is not None else span.quote,
        country=country, org_class=_class_of(said, setting),
        sectors=(spell.sectors if spell is not None else ()) or role_sectors(role, said),
        office=spell.office if spell is not None else office_name(role, country, said, setting),
        plural=plural, gender=(person.gender if person is not None else None) or role.gender, rule=role.rule,
    )  # fmt: skip


def _class_of(said: Evidence, setting: Setting) -> str | None:
    """The class of the organisation somebody serves ("EU lawmakers"), not of one that only holds people ("Isis
    hostages"); else that of the role ("aid agencies")."""
    role = said.roles[-1]
    people = setting.lexicon.words.default_sectors.get("crowd", ())
    serves = role.inherits or role.kind == "office" or not set(people) & set(role.sectors)
    return said.organisation.org_class if said.organisation is not None and serves else role.org_class


def _start(reading: Reading, phrase: Phrase, said: Evidence) -> int:
    """Where the span begins: a possessor that is one known name belongs to it ("Ukraine's ambassador")."""
    if said.owner is None or said.owner < phrase.first - 2:
        return phrase.first
    hit = reading.at.get(said.owner)
    first = hit.first if hit is not None and hit.last == said.owner else phrase.first
    return first if said.owner_first is None else said.owner_first


# ---------------------------------------------------------------- groups
def _agent(
    parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, setting: Setting, role: RoleRow,
    country: str | None,
) -> NamedActor:  # fmt: skip
    start = _start(reading, phrase, said)
    span = parse.words(reading.sentence.index, start, said.last)
    return NamedActor(
        span=span, sentence=reading.sentence.index, first=start, last=said.last,
        head=top_token(reading, phrase.first, phrase.hit.last), form="agent", name=span.quote, country=country,
        org_class=_class_of(said, setting), sectors=role_sectors(role, said), plural=phrase.hit.plural or said.many,
        gender=role.gender, rule=role.rule,
    )  # fmt: skip


def _unresolved(
    parse: Parse, reading: Reading, phrase: Phrase, said: Evidence, form: Form, role: RoleRow, setting: Setting
) -> NamedActor:
    first = _with_both(reading, phrase, setting) if form == "plural" else phrase.first
    last = said.last if said.of_several else phrase.hit.last
    span = parse.words(reading.sentence.index, first, last)
    office = next(iter(office_labels_of(role)), None)
    prefix = f"{said.status.prefix} " if said.status is not None else ""
    return NamedActor(
        span=span, sentence=reading.sentence.index, first=first, last=last,
        head=top_token(reading, phrase.first, phrase.hit.last), form=form, name=span.quote,
        sectors=role_sectors(role, said), office=f"{prefix}{office}" if office else None,
        plural=phrase.hit.plural or form == "plural", gender=role.gender, rule=role.rule,
    )  # fmt: skip


def _with_both(reading: Reading, phrase: Phrase, setting: Setting) -> int:
    """ "both sides" begins with "both", "the two leaders" with "two"."""
    before = phrase.first - 1
    if before < 0:
        return phrase.first
    part = setting.lexicon.words.parts.get(reading.sentence.tokens[before].text.lower())
    return before if part == "both" else phrase.first


def office_labels_of(role: RoleRow) -> tuple[str, ...]:
    """The registry's names of the office, without the one that depends on the country."""
    return tuple(label for label in role.offices if label != LEADER)
