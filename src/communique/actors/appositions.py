"""Appositions: "the Turkish president, Recep Tayyip Erdoğan," and "Erdoğan, the Turkish president," name one person.

They become one mention, headed where the syntax has its head, with the name's identity and what the role adds.
"""

from dataclasses import replace

from communique.actors.hits import Reading
from communique.model import NamedActor, Parse

ROLES = frozenset({"office", "agent", "description"})
NAMES = frozenset({"person", "name"})
WIDEST_GAP = 2  # a comma, and an article or quotation mark
COMMA = ","


def merge_appositions(parse: Parse, reading: Reading, mentions: tuple[NamedActor, ...]) -> tuple[NamedActor, ...]:
    """The mentions with each role and the name beside it joined; order and all others stay."""
    kept: list[NamedActor] = []
    gone: set[int] = set()
    for i, mention in enumerate(mentions):
        if i in gone:
            continue
        for j in range(i + 1, len(mentions)):
            if mentions[j].first > mention.last + WIDEST_GAP + 1:
                break
            joined = _joined(parse, reading, mention, mentions[j])
            if joined is not None:
                mention = joined
                gone.add(j)
        kept.append(mention)
    return tuple(kept)


def _joined(parse: Parse, reading: Reading, left: NamedActor, right: NamedActor) -> NamedActor | None:
    pair = _pair(left, right)
    if pair is None or right.first <= left.last or not _stand_together(reading, left, right):
        return None
    tokens = reading.sentence.tokens
    if _is_apposition_to(reading, right, left):
        head = left.head
    elif tokens[left.head].dep in ("appos", "nmod", "compound") and right.first <= tokens[left.head].head <= right.last:
        head = right.head
    else:
        return None
    name, role = pair
    if role.plural or _differ(name.actor_id, role.actor_id) or _differ(name.country, role.country):
        return None
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
