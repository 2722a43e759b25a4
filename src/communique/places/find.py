"""Parse → which places are named, and where they lie."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.knowledge.gazetteer import Gazetteer, Spot
from communique.knowledge.people_words import PeopleWords, PlaceNounRow
from communique.knowledge.place_words import PlaceWords
from communique.knowledge.registry import Registry
from communique.model import NamedActor, Parse, PlaceMention, Sentence, Token
from communique.places import around
from communique.places.admit import admitted, surnames_of
from communique.places.names import NATIONAL, PRECISION, Finder
from communique.places.naming import Naming
from communique.places.resolve import resolve
from communique.places.spots import Atlas

DATELINE = "dateline"  # a reason of boilerplate.tsv
PARTS = re.compile(r"\s*[,/()]\s*|\s+[-–—]+\s*")


def find(
    parse: Parse, registry: Registry, people: PeopleWords, words: PlaceWords, gazetteer: Gazetteer,
    actors: Sequence[NamedActor] = (),
) -> tuple[PlaceMention, ...]:  # fmt: skip
    """Every place the article names, in reading order; a place inside a longer name is none."""
    finder = Finder(registry=registry, people=people, atlas=Atlas(gazetteer=gazetteer, words=words))
    namings: list[Naming] = []
    nations: list[str] = []
    persons = _persons(parse, actors, words)
    for sentence in parse.sentences:
        found, told = _in_sentence(sentence, finder, persons.get(sentence.index, frozenset()))
        nations += told
        namings += [_moved(naming, len(namings)) for naming in found]
    nations += _datelines(parse, finder)
    kept = _admitted(parse, namings, words, actors)
    meant = resolve(kept, nations)
    held = (None if n.container is None else meant[n.container] for n in kept)
    return tuple(_mention(parse, naming, spot, holder) for naming, spot, holder in zip(kept, meant, held, strict=True))


def _in_sentence(sentence: Sentence, finder: Finder, held: frozenset[int]) -> tuple[list[Naming], list[str]]:
    hits = finder.index.find(sentence)
    nations = {i: e.key for h in hits for e in h.payloads if e.kind in NATIONAL for i in range(h.first, h.last + 1)}
    found = finder.namings(sentence, hits, held)
    taken = {i for n in found for i in range(n.first, n.last + 1)} | {
        i for h in hits for i in range(h.first, h.last + 1) if not any(e.kind in NATIONAL for e in h.payloads)
    }
    found += _described(sentence, taken, finder)
    return around.read(sentence, sorted(found, key=lambda n: n.first), finder.atlas.words, nations), list(
        nations.values()
    )


def _datelines(parse: Parse, finder: Finder) -> Iterator[str]:
    """The countries of the places in datelines, which are no sentences."""
    for skipped in parse.skipped:
        if skipped.reason == DATELINE:
            for part in PARTS.split(skipped.span.quote):
                spots = finder.atlas.named(part)
                if spots and spots[0].country is not None:
                    yield spots[0].country


def _moved(naming: Naming, by: int) -> Naming:
    """The naming with indices of the article's list instead of its sentence's."""
    container = None if naming.container is None else naming.container + by
    return replace(naming, container=container, beside=None if naming.beside is None else naming.beside + by)


def _persons(parse: Parse, actors: Sequence[NamedActor], words: PlaceWords) -> dict[int, frozenset[int]]:
    """Sentence → the tokens of persons' names: the name itself, and the proper nouns at the end of what names them."""
    found: dict[int, set[int]] = {}
    for actor in actors:
        if actor.form != "person" or actor.first == actor.last:
            continue  # a bare surname may be a town, too: its words decide
        tokens = parse.sentences[actor.sentence].tokens
        name = frozenset(actor.name.split())
        held = {i for i in range(actor.first, actor.last + 1) if tokens[i].text in name}
        found.setdefault(actor.sentence, set()).update(held | _name_at_end(tokens, actor, words))
    return {sentence: frozenset(held) for sentence, held in found.items()}


def _name_at_end(tokens: Sequence[Token], actor: NamedActor, words: PlaceWords) -> set[int]:
    """The proper nouns at the end of what names a person; none behind a preposition ("Crown Prince of Dubai")."""
    behind = words.parts["title"] | words.parts["institution"]
    i = actor.last
    while i >= actor.first and tokens[i].text.lower() not in behind and _is_of_name(tokens[i]):
        i -= 1
    linked = i > actor.first and tokens[i].upos == "ADP"
    return set() if linked else set(range(i + 1, actor.last + 1))


def _is_of_name(token: Token) -> bool:
    return token.upos == "PROPN" or not token.text[0].isalnum()


def _admitted(parse: Parse, namings: list[Naming], words: PlaceWords, actors: Sequence[NamedActor]) -> list[Naming]:
    """The namings that are places, with containers counted anew."""
    places = {n.text for n in namings if n.last > n.first}
    persons = [a for a in actors if a.form == "person" and a.span.quote not in places and a.name not in places]
    unknown = [a for a in actors if a.form == "name" and a.span.quote not in places]
    bare = frozenset(a.span.quote for a in actors if a.form == "person" and a.first == a.last)
    surnames = bare | surnames_of((a.name for a in persons), (a.span.quote for a in unknown), words)
    common = frozenset(t.text for s in parse.sentences for t in s.tokens if t.text.islower())
    provinces = frozenset(n.spots[0].province or "" for n in namings if n.known == "province") - {""}
    answers = admitted(namings, words, surnames, common, provinces)
    numbers = {old: new for new, old in enumerate(i for i, yes in enumerate(answers) if yes)}
    return [
        replace(n, container=numbers.get(-1 if n.container is None else n.container),
                beside=numbers.get(-1 if n.beside is None else n.beside))
        for n, yes in zip(namings, answers, strict=True) if yes
    ]  # fmt: skip


def _mention(parse: Parse, naming: Naming, spot: Spot | None, holder: Spot | None) -> PlaceMention:
    """The mention; a place that no table has lies at least in what its words say holds it."""
    sentence = parse.sentences[naming.sentence]
    tokens = sentence.tokens
    outside = [i for i in range(naming.first, naming.last + 1) if not naming.first <= tokens[i].head <= naming.last]
    told = spot or holder
    own = spot is not None and naming.known in ("country", "capital", "place") and spot == naming.spots[0]
    precision = naming.precision if own or spot is None else PRECISION[spot.kind]
    return PlaceMention(
        span=parse.words(naming.sentence, naming.first, naming.last), sentence=naming.sentence, first=naming.first,
        last=naming.last, head=outside[-1] if outside else naming.last,
        name=naming.name if own or spot is None else _name(naming, spot),
        country=naming.country if own else told.country if told else naming.country,
        precision=precision or "city", geonames_id=spot.geonames_id if spot else None,
        admin1=told.admin1 if told else None, lat=spot.lat if spot else None, lon=spot.lon if spot else None,
        inside=naming.inside, rule=naming.rule or (f"gazetteer:{spot.geonames_id}" if spot else "gazetteer"),
    )  # fmt: skip


def _name(naming: Naming, spot: Spot) -> str:
    """The gazetteer's name where the text's differs only in accents or is a short form, else the text's."""
    return spot.name if naming.known == "province" else naming.text


# ---------------------------------------------------------------- places their own words call so
def _described(sentence: Sentence, taken: set[int], finder: Finder) -> Iterator[Naming]:
    """Unknown names behind "the town of" or before "province"."""
    words = finder.atlas.words
    for token in sentence.tokens:
        row = words.nouns.get(token.lemma)
        if row is None:
            continue
        run = _name_after(sentence, token.index, words) or _name_before(sentence, token.index)
        if run is not None and not taken & set(range(run[0], run[1] + 1)):
            taken |= set(range(run[0], run[1] + 1))
            yield _described_naming(sentence, run, row, finder)


def _described_naming(sentence: Sentence, run: tuple[int, int], row: PlaceNounRow, finder: Finder) -> Naming:
    first, last = run
    text = " ".join(t.text for t in sentence.tokens[first : last + 1]).replace(" - ", "-")
    whole = f"{text} {row.words}"
    return Naming(sentence=sentence.index, first=first, last=last, text=text, name=text, known="described",
                  precision=row.precision, evidence="noun", rule=row.rule,
                  spots=finder.atlas.named(whole) or finder.atlas.named(text))  # fmt: skip


def _name_after(sentence: Sentence, noun: int, words: PlaceWords) -> tuple[int, int] | None:
    """The proper name in "town of X"."""
    tokens = sentence.tokens
    if noun + 2 >= len(tokens) or tokens[noun + 1].text.lower() not in words.parts["holding"]:
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
