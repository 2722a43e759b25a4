"""Known names, roles and unknown proper names in one sentence, each token in at most one of them."""

from dataclasses import dataclass, field, replace
from typing import Literal

from communique.actors.lexicon import Lexicon, Payload, RoleForm
from communique.knowledge.name_index import HYPHENS, Found
from communique.knowledge.people_words import HonorificRow, PeopleRow, RoleRow, StatusRow
from communique.knowledge.registry import Entry
from communique.model import Sentence, Token
from communique.sentence import SUBJECTS, preposition

HitKind = Literal[
    "country", "organisation", "capital", "seat", "person", "place", "adjective", "people", "surname",
    "role", "honorific", "status", "ethnic", "name", "void",
]  # fmt: skip
ENTRY_ORDER = ("country", "organisation", "capital", "seat", "person", "place", "adjective", "people", "surname")
HEADS = frozenset({"role", "person", "surname", "name", "organisation"})
ARGUMENTS = SUBJECTS | {"obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss"}
DESCRIBING = frozenset({"amod", "compound"})
VERBAL = frozenset({"VERB", "AUX", "ADV", "ADP", "PRON"})
STANCES = ("stance", "ethnic")  # parts of phrase_words.tsv
PROPER = "PROPN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Tokens `first`..`last` as a name or role; `keys` are codes or ids, several where the tables do not decide."""

    first: int
    last: int
    kind: HitKind
    keys: tuple[str, ...] = ()
    rule: str = ""
    role: RoleRow | None = None
    plural: bool = False
    honorific: HonorificRow | None = None
    status: StatusRow | None = None
    sectors: tuple[str, ...] = ()  # of a name nobody has registered, by its last noun ("Kandor College")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence with its hits; `at[token]` is the hit that covers a token."""

    sentence: Sentence
    hits: tuple[Hit, ...]
    at: dict[int, Hit] = field(repr=False)


def chosen(sentence: Sentence, found: Found[Payload]) -> Hit | None:
    """What a match is: a role before a surname ("King"), else the strongest kind of entry."""
    capital = sentence.tokens[found.first].text[0].isupper()
    entries = [p for p in found.payloads if isinstance(p, Entry) and (capital or not p.caseless)]
    people = next((p for p in found.payloads if isinstance(p, PeopleRow)), None)
    if people is not None and not entries and _is_ethnic(sentence, found):
        where = (people.country,) if people.country else ()
        return Hit(first=found.first, last=found.last, kind="ethnic", keys=where, rule=people.rule)
    changes = any(isinstance(p, StatusRow) for p in found.payloads) and _modifies(sentence, found.last)
    for payload in found.payloads:
        if isinstance(payload, RoleForm) and (capital or not payload.capital) and not changes:
            if entries and entries[0].kind != "surname":
                break
            return Hit(first=found.first, last=found.last, kind="role", role=payload.role, plural=payload.plural,
                       rule=payload.role.rule)  # fmt: skip
        if isinstance(payload, HonorificRow) and capital:
            return Hit(first=found.first, last=found.last, kind="honorific", honorific=payload, rule=payload.rule)
        if isinstance(payload, StatusRow):
            return Hit(first=found.first, last=found.last, kind="status", status=payload, rule=payload.rule)
    if not entries:
        return None
    kind = min((e.kind for e in entries), key=ENTRY_ORDER.index)
    kinds = {e.kind for e in entries}
    if kinds >= {"adjective", "people"}:
        kind = "adjective" if _modifies(sentence, found.last) else "people"
    same = [e for e in entries if e.kind == kind]
    keys = tuple(dict.fromkeys(e.key for e in same))
    return Hit(first=found.first, last=found.last, kind=kind, keys=keys, rule=same[0].rule)


def _is_ethnic(sentence: Sentence, found: Found[Payload]) -> bool:
    """True for an adjective of a people: "Kurdish", and "Karen" before a common noun ("Karen Smith" is a name)."""
    if not any(isinstance(p, RoleForm) for p in found.payloads):
        return True
    following = sentence.tokens[found.last + 1] if found.last + 1 < len(sentence.tokens) else None
    return following is not None and following.upos in ("NOUN", "ADJ") and _modifies(sentence, found.last)


def _modifies(sentence: Sentence, index: int) -> bool:
    """True where the token describes a noun after it or stands in a chain of adjectives that does."""
    token = sentence.tokens[index]
    if token.xpos == "NNPS":
        return False
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if following is not None and following.upos in ("NOUN", "PROPN", "ADJ", "NUM") and following.head >= index:
        return True
    while token.dep == "conj" and token.head != -1:
        token = sentence.tokens[token.head]
    return token.dep in ("amod", "compound") or (token.upos == "ADJ" and token.dep not in ("nsubj", "obj", "obl"))


def judged(sentence: Sentence, hit: Hit | None, lexicon: Lexicon) -> Hit | None:
    """The hit, made void where hyphens or word class say that it names nobody here."""
    if hit is None:
        return None
    last = sentence.tokens[hit.last]
    if hit.kind == "role":
        if not _may_be_role(sentence, hit.first, last, lexicon):
            return None
        return replace(hit, kind="void", role=None) if _is_stance(sentence, hit, lexicon) else hit
    if hit.kind == "honorific":
        return hit if last.upos in (PROPER, "NOUN") else None
    if hit.kind == "status":
        return None if last.upos == "VERB" and last.dep not in DESCRIBING else hit  # "had ousted the group"
    if hit.kind == "surname" and (not _may_be_surname(sentence, last, lexicon) or _is_half_a_name(sentence, hit)):
        return None
    if _is_stance(sentence, hit, lexicon) or _is_owned_compound(sentence, hit, lexicon) or _is_language(sentence, hit):
        return replace(hit, kind="void")
    return None if _ends_a_name(sentence, hit, lexicon) else hit


def _ends_a_name(sentence: Sentence, hit: Hit, lexicon: Lexicon) -> bool:
    """ "Real Madrid", "Air Canada": a place behind another capitalised noun of the same name is a part of it."""
    if hit.kind not in ("country", "capital") or hit.first == 0:
        return False
    before = sentence.tokens[hit.first - 1]
    if before.upos != PROPER or before.dep != "compound" or before.head != hit.last or not before.text[0].isupper():
        return False
    return before.text not in lexicon.words.not_names and before.text.lower() not in lexicon.words.parts


def _may_be_role(sentence: Sentence, first: int, last: Token, lexicon: Lexicon) -> bool:
    """False for verbs ("they rebel"), and for the first half of a longer word ("hostage-takers")."""
    if last.upos in VERBAL and (last.upos == "VERB" or not last.text[0].isupper()):
        return False
    if last.upos == "ADJ" and last.text.islower() and last.dep not in ARGUMENTS | DESCRIBING and last.index == first:
        return False  # "very firm"
    after = last.index + 2
    if not glued(sentence, last.index + 1):
        return True
    word = sentence.tokens[after].text
    return not word.islower() or word in lexicon.words.status_words


def _may_be_surname(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """A proper noun; a month's name only where it does not stand as a date ("in May", "May 2017")."""
    if token.text in lexicon.words.not_names:
        before = preposition(sentence, token.index)
        after = sentence.tokens[token.index + 1].text.lower() if token.index + 1 < len(sentence.tokens) else ""
        if lexicon.words.parts.get(after) == "when":
            return False  # "May last year"
        numbered = any(t.upos == "NUM" for t in sentence.tokens[max(0, token.index - 1) : token.index + 2])
        if numbered or (before is not None and lexicon.words.parts.get(before) not in ("for", "to")):
            return False
    if token.upos == PROPER:
        return True
    nominal = token.upos in ("NOUN", "X") or token.dep in SUBJECTS  # taggers take "Trump rebuffed him" for a verb
    return nominal and token.text[0].isupper() and (token.index > 0 or token.dep in ARGUMENTS)


def _is_half_a_name(sentence: Sentence, hit: Hit) -> bool:
    """ "Lee Hoi-chang": the first half of a given name behind a family name is nobody's surname."""
    if hit.first == 0 or not glued(sentence, hit.last + 1):
        return False
    before, half = sentence.tokens[hit.first - 1], sentence.tokens[hit.last + 2]
    return before.upos == PROPER and half.upos == PROPER and half.text.islower()


def _is_stance(sentence: Sentence, hit: Hit, lexicon: Lexicon) -> bool:
    """ "pro-Russian", "anti-government", "ethnic Albanians": not Russia's, not the government, not of Albania."""
    hyphened = glued(sentence, hit.first - 1)
    before = hit.first - 2 if hyphened else hit.first - 1
    if before < 0 or (not hyphened and sentence.tokens[before].upos == "VERB"):
        return False  # "moves to counter Iran"
    return lexicon.words.parts.get(sentence.tokens[before].text.lower()) in STANCES


def _is_owned_compound(sentence: Sentence, hit: Hit, lexicon: Lexicon) -> bool:
    """ "Russian-backed" names Russia's clients; "US-led" names what is the US's own."""
    after = hit.last + 2
    if after >= len(sentence.tokens) or not glued(sentence, hit.last + 1):
        return False
    word = sentence.tokens[after].text
    compound = lexicon.words.compounds.get(word.lower())
    return not compound.owner if compound is not None else word.islower()


def glued(sentence: Sentence, index: int) -> bool:
    """True where token `index` is a hyphen without white space around it."""
    tokens = sentence.tokens
    if not 0 < index < len(tokens) - 1 or tokens[index].text not in HYPHENS:
        return False
    return tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start


def _is_language(sentence: Sentence, hit: Hit) -> bool:
    """ "speaking in Russian": a bare adjective under "in"."""
    token = sentence.tokens[hit.last]
    if hit.kind not in ("adjective", "people") or token.text.endswith("s") or token.dep not in ("obl", "nmod"):
        return False
    has_det = any(sentence.tokens[c].dep == "det" for c in sentence.children[hit.last])
    return not has_det and preposition(sentence, hit.last) in ("in", "into")
