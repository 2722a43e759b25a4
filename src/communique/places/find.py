"""Parse → which places are named: countries, capitals, the gazetteer's rows, "the town of X", "X province"."""

from dataclasses import dataclass
from functools import lru_cache

from communique.knowledge.name_index import Found, NameIndex, build_index
from communique.knowledge.people_words import PeopleWords, PlaceNounRow
from communique.knowledge.registry import Entry, PlaceRow, Registry
from communique.model import Parse, PlaceMention, PlacePrecision, Sentence

KINDS = ("place", "capital", "country")  # a gazetteer's row knows most; Singapore is a country and its capital


class _ByIdentity:
    """The registry as a key of the cache: the same object, not an equal one."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.registry is self.registry


@lru_cache(maxsize=4)
def _index(tables: _ByIdentity) -> NameIndex[Entry]:
    names = tables.registry.names()
    return build_index((name, entry) for name, entry in names if entry.kind in KINDS or _longer(entry))


def _longer(entry: Entry) -> bool:
    """Names that may hold a place's name without naming it ("Washington Post", "Jordan Bardella")."""
    return entry.kind in ("organisation", "person", "seat")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    first: int
    last: int
    name: str
    country: str | None
    precision: PlacePrecision
    rule: str


def find(parse: Parse, registry: Registry, words: PeopleWords) -> tuple[PlaceMention, ...]:
    """Every place the article names, in reading order; a place inside a longer name is none."""
    index = _index(_ByIdentity(registry))
    mentions: list[PlaceMention] = []
    for sentence in parse.sentences:
        hits = index.find(sentence)
        named = [place for hit in hits if (place := _place(sentence, hit, registry)) is not None]
        taken = {i for hit in hits for i in range(hit.first, hit.last + 1)}
        named.extend(_described(sentence, taken, named, words))
        for place in sorted(named, key=lambda p: p.first):
            mentions.append(_mention(parse, sentence, place))
    return tuple(mentions)


def _mention(parse: Parse, sentence: Sentence, place: _Found) -> PlaceMention:
    tokens = sentence.tokens
    outside = [i for i in range(place.first, place.last + 1) if not place.first <= tokens[i].head <= place.last]
    return PlaceMention(
        span=parse.words(sentence.index, place.first, place.last), sentence=sentence.index, first=place.first,
        last=place.last, head=outside[-1] if outside else place.last, name=place.name, country=place.country,
        precision=place.precision, rule=place.rule,
    )  # fmt: skip


def _place(sentence: Sentence, hit: Found[Entry], registry: Registry) -> _Found | None:
    """The place a match names; None for the longer names that only hold one."""
    entries = sorted((e for e in hit.payloads if e.kind in KINDS), key=lambda e: KINDS.index(e.kind))
    if not entries or _inside_a_name(sentence, hit):
        return None
    entry = entries[0]
    if entry.kind == "place":
        rows = [row for e in entries if e.kind == "place" and (row := registry.place(e.key)) is not None]
        return _gazetteer(hit, rows)
    country = registry.country(entry.key)
    text = " ".join(t.text for t in sentence.tokens[hit.first : hit.last + 1])
    precision: PlacePrecision = "country" if entry.kind == "country" else "city"
    name = country.name if country is not None and entry.kind == "country" else text
    return _Found(first=hit.first, last=hit.last, name=name, country=entry.key, precision=precision, rule=entry.rule)


def _gazetteer(hit: Found[Entry], rows: list[PlaceRow]) -> _Found | None:
    if not rows:
        return None
    row = rows[0]
    countries = {r.country for r in rows}
    return _Found(first=hit.first, last=hit.last, name=row.name, precision=row.precision, rule=row.rule,
                  country=row.country if len(countries) == 1 else None)  # fmt: skip


def _inside_a_name(sentence: Sentence, hit: Found[Entry]) -> bool:
    """ "Jordan Peterson", "Kyiv Independent": the match only describes a proper noun behind it."""
    tokens = sentence.tokens
    after = hit.last + 1
    if after >= len(tokens) or tokens[after].upos != "PROPN" or not tokens[after].text[0].isupper():
        return False
    return tokens[hit.last].dep == "compound" and tokens[hit.last].head >= after


# ---------------------------------------------------------------- places their own words call so
def _described(sentence: Sentence, taken: set[int], known: list[_Found], words: PeopleWords) -> list[_Found]:
    """Unknown names behind "the town of" or before "province", with the country named next to them."""
    found: list[_Found] = []
    for token in sentence.tokens:
        row = words.place_nouns.get(token.lemma)
        if row is None:
            continue
        run = _name_after(sentence, token.index, words) or _name_before(sentence, token.index)
        if run is not None and not taken & set(range(run[0], run[1] + 1)):
            found.append(_described_place(sentence, run, row, _country_behind(sentence, run[1], known, words)))
    return found


def _country_behind(sentence: Sentence, last: int, known: list[_Found], words: PeopleWords) -> str | None:
    """The country of the place right behind: "Aral, Ruritania", "Aral in northern Ruritania"."""
    tokens = sentence.tokens
    i = last + 1
    if i >= len(tokens) or not (tokens[i].text == "," or words.parts.get(tokens[i].text.lower()) == "in"):
        return None
    while i + 1 < len(tokens) and (i == last + 1 or tokens[i].upos == "ADJ"):
        i += 1
    return next((place.country for place in known if place.first == i), None)


def _described_place(sentence: Sentence, run: tuple[int, int], row: PlaceNounRow, country: str | None) -> _Found:
    first, last = run
    text = " ".join(t.text for t in sentence.tokens[first : last + 1])
    name = text.replace(" - ", "-")
    return _Found(first=first, last=last, name=name, country=country, precision=row.precision, rule=row.rule)


def _name_after(sentence: Sentence, noun: int, words: PeopleWords) -> tuple[int, int] | None:
    """The proper name in "town of X"."""
    tokens = sentence.tokens
    if noun + 2 >= len(tokens) or words.parts.get(tokens[noun + 1].text.lower()) != "of":
        return None
    last = noun + 1
    while last + 1 < len(tokens) and _is_name_part(sentence, last + 1):
        last += 1
    return (noun + 2, last) if last > noun + 1 else None


def _name_before(sentence: Sentence, noun: int) -> tuple[int, int] | None:
    """The proper name in "X province"."""
    tokens = sentence.tokens
    first = noun
    while first > 0 and tokens[first - 1].upos == "PROPN" and tokens[first - 1].dep == "compound":
        first -= 1
    return (first, noun - 1) if first < noun and tokens[noun - 1].text[0].isupper() else None


def _is_name_part(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.upos == "PROPN":
        return True
    glued = 0 < index < len(sentence.tokens) - 1 and token.text == "-" and sentence.tokens[index - 1].end == token.start
    return glued and sentence.tokens[index + 1].upos == "PROPN"
