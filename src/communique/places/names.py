"""Sentence → the words in it that may name a place, and what they may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from communique.knowledge.gazetteer import Spot
from communique.knowledge.loading import uncollected
from communique.knowledge.name_index import Found, NameIndex, build_index
from communique.knowledge.people_words import PeopleWords
from communique.knowledge.place_words import PlaceWords
from communique.knowledge.registry import Entry, Registry
from communique.model import PlacePrecision, Sentence
from communique.places.naming import Naming
from communique.places.spots import Atlas

KINDS = ("place", "capital", "country")  # a gazetteer's row knows most; Singapore is a country and its capital
LONGER = ("organisation", "person", "seat")  # may hold a place's name without naming it ("Washington Post")
NATIONAL = ("adjective", "people")
LONGEST = 6  # words of a name
LONGEST_ABBREVIATION = 4  # letters in capitals: "UN", "NATO" are no towns
PRECISION: dict[str, PlacePrecision] = {"city": "city", "admin1": "admin1", "admin2": "region", "country": "country"}


class _ByIdentity:
    """The registry as a key of the cache: the same object, not an equal one."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.registry is self.registry


@lru_cache(maxsize=4)
@uncollected()
def _index(tables: _ByIdentity) -> NameIndex[Entry]:
    names = tables.registry.names()
    return build_index((name, entry) for name, entry in names if entry.kind in (*KINDS, *LONGER, *NATIONAL))


@dataclass(frozen=True, slots=False, kw_only=True)
class Finder:
    """Finds names; `held` are the tokens of persons and organisations, by sentence."""

    registry: Registry
    people: PeopleWords
    atlas: Atlas

    @cached_property
    def index(self) -> NameIndex[Entry]:
        """The registry's names."""
        return _index(_ByIdentity(self.registry))

    @property
    def titles(self) -> frozenset[str]:
        """Words that leave a name before them a place ("Springfield Mayor …")."""
        return _titles(self.people, self.atlas.words)

    def namings(self, sentence: Sentence, hits: Sequence[Found[Entry]], held: frozenset[int]) -> list[Naming]:
        """The names of a sentence in reading order; `hits` are what the registry has of them."""
        blocked = set(held)
        known: list[Naming] = []
        for hit in hits:
            naming = self._registered(sentence, hit)
            if naming is not None and not held & set(_span(naming)):
                known.append(naming)
            elif not any(e.kind in NATIONAL for e in hit.payloads):
                blocked |= set(range(hit.first, hit.last + 1))
        found = [*known]
        for naming in self._gazetteer(sentence, blocked):
            rivals = [k for k in known if set(_span(k)) & set(_span(naming))]
            if all(_length(k) < _length(naming) for k in rivals):
                found = [k for k in found if k not in rivals] + [naming]
        return sorted(found, key=lambda n: n.first)

    # ------------------------------------------------------------ names of the tables
    def _registered(self, sentence: Sentence, hit: Found[Entry]) -> Naming | None:
        """The place a match names; None for the longer names that only hold one."""
        entries = sorted((e for e in hit.payloads if e.kind in KINDS), key=lambda e: KINDS.index(e.kind))
        inside = self._inside(sentence, hit.first, hit.last)
        if not entries or inside is None:
            return None
        entry = entries[0]
        text = words_of(sentence, hit.first, hit.last)
        made = Naming(
            sentence=sentence.index, first=hit.first, last=hit.last, text=text, name=text, known="place",
            inside=inside, rule=entry.rule,
        )  # fmt: skip
        if entry.kind == "place":
            return self._row(made, [e.key for e in entries if e.kind == "place"])
        country = self.registry.country(entry.key)
        if country is None:
            return None
        if entry.kind == "capital":
            return replace(made, known="capital", country=entry.key, precision="city",
                           spots=self.atlas.city(text, entry.key))  # fmt: skip
        return replace(made, known="country", name=country.name, country=entry.key, precision="country",
                       spots=self.atlas.country(country))  # fmt: skip

    def _row(self, made: Naming, names: list[str]) -> Naming | None:
        rows = [row for name in names if (row := self.registry.place(name)) is not None]
        if not rows:
            return None
        row = rows[0]
        country = row.country if len({r.country for r in rows}) == 1 else None
        return replace(made, name=row.name, country=country, precision=row.precision,
                       spots=self.atlas.row(row, made.text), rule=row.rule)  # fmt: skip

    # ------------------------------------------------------------ names of the gazetteer, and short provinces
    def _gazetteer(self, sentence: Sentence, blocked: set[int]) -> Iterator[Naming]:
        """The longest names from left to right that the gazetteer or the table of short provinces has."""
        i = 0
        while i < len(sentence.tokens):
            naming = None if i in blocked or not self._may_begin(sentence, i) else self._at(sentence, i, blocked)
            inside = None if naming is None else self._inside(sentence, naming.first, naming.last)
            if naming is not None and inside is not None:
                yield replace(naming, inside=inside)
            i = i + 1 if naming is None else naming.last + 1

    def _inside(self, sentence: Sentence, first: int, last: int) -> bool | None:
        """True inside the name of a body or building, None inside any other name ("Jordan Peterson")."""
        tokens = sentence.tokens
        i = last + 1
        owner = i < len(tokens) and tokens[i].text in self.atlas.words.parts["owner"]
        i += owner
        if i >= len(tokens) or tokens[i].upos not in ("PROPN", "NOUN", "ADJ") or not tokens[i].text[0].isupper():
            return False
        held = not owner and tokens[last].dep in ("compound", "flat", "amod", "nmod") and tokens[last].head > last
        after = i
        small, parts = self.atlas.words.parts["inside_name"], self.atlas.words.parts["institution"]
        while i < len(tokens) and (tokens[i].text[0].isupper() or tokens[i].text.lower() in small):
            if tokens[i].text.lower() in parts:
                return True
            i += 1
        return None if held and tokens[after].text.lower() not in self.titles else False

    def _may_begin(self, sentence: Sentence, i: int) -> bool:
        """A name begins with a capital and is no part of a longer name that has begun before."""
        token = sentence.tokens[i]
        if not token.text[0].isupper() or token.text in self.people.not_names:
            return False
        if i == 0 or sentence.tokens[i - 1].upos != "PROPN" or not sentence.tokens[i - 1].text[0].isupper():
            return True
        before = sentence.tokens[i - 1]
        return before.text.lower() in self.atlas.words.parts["direction"] or not before.text[-1].isalnum()

    def _at(self, sentence: Sentence, i: int, blocked: set[int]) -> Naming | None:
        last = i
        ends = []
        while last < len(sentence.tokens) and last < i + LONGEST and last not in blocked:
            token = sentence.tokens[last]
            if token.text[0].isupper():
                ends.append(last)
            elif not (token.text.lower() in self.atlas.words.parts["inside_name"] or token.text in "-’'"):
                break
            last += 1
        for end in reversed(ends):
            naming = self._one(sentence, i, end)
            if naming is not None:
                return naming
        return None

    def _one(self, sentence: Sentence, first: int, last: int) -> Naming | None:
        text = words_of(sentence, first, last)
        province = self.atlas.words.abbreviations.get(text)
        if province is None and first > 0 and sentence.tokens[first - 1].text == ",":
            province = self.atlas.words.postal.get(text)
        if province is not None:
            spot = self.atlas.gazetteer.province(province)
            return None if spot is None else self._made(sentence, first, last, text, (spot,), "province")
        if (first == last and sentence.tokens[first].upos not in ("PROPN", "NOUN", "ADJ", "X")) or len(text) < 3:
            return None
        if text.isupper() and first == last and len(text) <= LONGEST_ABBREVIATION:
            return None
        spots = self.atlas.named(text)
        return self._made(sentence, first, last, text, spots, "gazetteer") if spots else None

    def _made(
        self, sentence: Sentence, first: int, last: int, text: str, spots: tuple[Spot, ...], known: str
    ) -> Naming:
        province = known == "province" or (spots[0].kind == "admin1" and not spots[0].alias)
        return Naming(
            sentence=sentence.index, first=first, last=last, text=text, spots=spots,
            name=spots[0].name if known == "province" else text, known="province" if province else "gazetteer",
            evidence="strong" if known == "province" else "none", rule="",
        )  # fmt: skip


@lru_cache(maxsize=4)
def _titles(people: PeopleWords, words: PlaceWords) -> frozenset[str]:
    offices = frozenset(word.split()[0] for row in people.roles for word in (row.words, row.plural) if word)
    return words.parts["title"] | offices


def words_of(sentence: Sentence, first: int, last: int) -> str:
    """The words of tokens `first` to `last`, with the spaces of the text but never more than one."""
    said = sentence.tokens[first].text
    for before, token in zip(sentence.tokens[first:last], sentence.tokens[first + 1 : last + 1], strict=True):
        said += (" " if token.start > before.end else "") + token.text
    return said


def _span(naming: Naming) -> range:
    return range(naming.first, naming.last + 1)


def _length(naming: Naming) -> int:
    return naming.last - naming.first
