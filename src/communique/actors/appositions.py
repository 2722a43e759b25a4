"""Appositions: "the Turkish president, Recep Tayyip Erdoğan," and "Erdoğan, the Turkish president," name one person.

They become one mention, headed where the syntax has its head, with the name's identity and what the role adds.
"""

from dataclasses import replace

from communique.actors.hits import Reading
from communique.knowledge.name_index import fold
from communique.model import NamedActor, Parse
from communique.sentence import ancestors

ROLES = frozenset({"office", "agent", "description"})
NAMES = frozenset({"person", "name"})
WIDEST_GAP = 2  # a comma, and an article or quotation mark
LONGEST_TAIL = 10  # tokens: "the envoy for the northern provinces and the coast, Jane Roe"
NATIONAL = frozenset({"country", "capital", "demonym"})
COMMA = ","


def merge_appositions(parse: Parse, reading: Reading, mentions: tuple[NamedActor, ...]) -> tuple[NamedActor, ...]:
    """The mentions with each role and the name beside it joined; order and all others stay."""
    kept: list[NamedActor] = []
    gone: set[int] = set()
    for i, mention in enumerate(mentions):
        if i in gone:
            continue
        for j in range(i + 1, len(mentions)):
            if mentions[j].first > mention.last + LONGEST_TAIL + WIDEST_GAP + 1:
                break
            joined = _joined(parse, reading, mention, mentions[j], mentions)
            if joined is not None:
                mention = joined
                gone.add(j)
        kept.append(mention)
    return tuple(kept)


def _joined(
    parse: Parse, reading: Reading, left: NamedActor, right: NamedActor, mentions: tuple[NamedActor, ...]
) -> NamedActor | None:
    pair = _pair(left, right)
    if pair is None or right.first <= left.last:
        return None
    tokens = reading.sentence.tokens
    if not _stand_together(reading, left, right):
        if not _stand_apart(reading, left, right, mentions):
            return None
        head = left.head
    elif _is_apposition_to(reading, right, left):
        head = left.head
    elif tokens[left.head].dep in ("appos", "nmod", "compound") and right.first <= tokens[left.head].head <= right.last:
        head = right.head
    else:
        return None
    name, role = pair
    if role.plural or _differ(name.country, role.country):
        return None
    if _differ(name.actor_id, role.actor_id):
        if fold(name.span.quote).split()[-1] in fold(role.name).split():  # "Prince Salman, the crown prince"
            name = replace(name, actor_id=None, name=role.name, office=None, sectors=())
        else:
            role = replace(role, actor_id=None, office=None, sectors=(), gender=None)  # of another day, or a deputy's
    if name.actor_id is None and role.actor_id is not None and not _is_shorter(name.name, role.name):
        role = replace(
            role, actor_id=None, office=None, gender=None
        )  # "its deputy director, Jane Roe": not the director we know
    first, last = left.first, right.last
    return replace(_filled(name, role), span=parse.words(left.sentence, first, last), first=first, last=last, head=head)


def _is_apposition_to(reading: Reading, right: NamedActor, left: NamedActor) -> bool:
    """True where the right one hangs on the left one, or on the coordination the left one closes ("May and Juncker,
    the president": parsers give it to May)."""
    tokens = reading.sentence.tokens
    apposition, before = tokens[right.head], tokens[left.head]
    if apposition.dep != "appos":
        return False
    return left.first <= apposition.head <= left.last or (before.dep == "conj" and before.head == apposition.head)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _pair(left: NamedActor, right: NamedActor) -> tuple[NamedActor, NamedActor] | None:
    """The name and the role of two mentions, if they are one of each."""
    if left.form in NAMES and right.form in ROLES:
        return left, right
    if right.form in NAMES and left.form in ROLES:
        return right, left
    return None


def _stand_together(reading: Reading, left: NamedActor, right: NamedActor) -> bool:
    between = reading.sentence.tokens[left.last + 1 : right.first]
    return (
        0 < len(between) <= WIDEST_GAP and between[0].text == COMMA and all(t.upos in ("PUNCT", "DET") for t in between)
    )


def _is_shorter(name: str, full: str) -> bool:
    """True where a name ends as the full one does: one person, perhaps with other first names."""
    return fold(name).split()[-1:] == fold(full).split()[-1:]


def _stand_apart(reading: Reading, left: NamedActor, right: NamedActor, mentions: tuple[NamedActor, ...]) -> bool:
    """ "the envoy for the north, Jane Roe", "Jane Roe, a Red River League (RRL) envoy": between the two stand only a
    comma and words without a verb that belong to one of them, and the right one is an apposition to the left one (to a
    country in between, parsers say: no person is one)."""
    tokens = reading.sentence.tokens
    apposition, between = tokens[right.head], tokens[left.last + 1 : right.first]
    if apposition.dep != "appos" or not between:
        return False
    if not left.first <= apposition.head <= left.last:
        place = any(m.form in NATIONAL and m.first <= apposition.head <= m.last for m in mentions)
        if not place or right.form not in NAMES or not _hangs_on(reading, apposition.head, left.head):
            return False
    if sum(t.text == COMMA for t in between) != 1 or any(t.upos in ("VERB", "AUX") for t in between):
        return False
    ends = between[-1].text == COMMA and left.form in ROLES
    begins = between[0].text == COMMA and right.form in ROLES
    owner = left.head if ends else right.head
    return (ends or begins) and all(_hangs_on(reading, t.index, owner) for t in between if t.text != COMMA)


def _hangs_on(reading: Reading, index: int, owner: int) -> bool:
    return any(above.index == owner for above in ancestors(reading.sentence, index))


def _filled(name: NamedActor, role: NamedActor) -> NamedActor:
    """The named person with what the role adds where the name alone says less."""
    if name.actor_id is not None and name.office is not None:
        return name
    person = role.office is not None or role.form == "office" or role.gender is not None or name.form == "person"
    return replace(
        name, form="person" if person or not role.org_class else name.form, actor_id=name.actor_id or role.actor_id,
        name=name.name if role.actor_id is None or name.actor_id else role.name,
        country=role.country or name.country, org_class=role.org_class or name.org_class,
        sectors=role.sectors or name.sectors, office=role.office or name.office, gender=name.gender or role.gender,
    )  # fmt: skip
