"""Which of the names are places: towns are called like people, months and common words."""

from collections.abc import Iterable, Sequence

from communique.knowledge.gazetteer import Spot, key
from communique.knowledge.place_words import PlaceWords
from communique.places.naming import RANK, Evidence, Naming

KNOWN_ALONE = 100_000  # people: a city of that size needs no word around that says it is one
KNOWN_WEAK = 5_000  # people: so does a town behind "from", "to", "at"
LONGEST_PERSON = 3  # words of a person's name
SURE: tuple[Evidence, ...] = ("container", "noun")


def admitted(
    namings: Sequence[Naming], words: PlaceWords, surnames: frozenset[str], common: frozenset[str],
    provinces: frozenset[str],
) -> list[bool]:  # fmt: skip
    """One answer a naming. `surnames`: of persons the article names; `common`: words it also writes small."""
    best: dict[str, Evidence] = {}
    for naming in namings:
        name = key(naming.text)
        best[name] = min(best.get(name, "none"), naming.evidence, key=RANK.__getitem__)
    return [_is_place(naming, best[key(naming.text)], words, surnames, common, provinces) for naming in namings]


def _is_place(
    naming: Naming, best: Evidence, words: PlaceWords, surnames: frozenset[str], common: frozenset[str],
    provinces: frozenset[str],
) -> bool:  # fmt: skip
    if naming.known in ("country", "described"):
        return True
    if naming.text.lower() in words.parts["direction"]:
        return naming.evidence == "container"  # "the North" of a divided country; "Centre, Cameroon" is a province
    if naming.known != "gazetteer":
        return naming.text not in surnames or naming.evidence not in ("none", "weak")
    if naming.evidence in SURE and not (naming.inside and key(naming.text) in words.homonyms):
        return True
    if naming.text in surnames:
        return naming.evidence == "strong" and _is_in(naming.spots, provinces)
    if key(naming.text) in words.homonyms or naming.text.lower() in common:
        return (
            naming.evidence != "none"
            and not naming.inside
            and (best in SURE or (best == "strong" and _is_in(naming.spots, provinces)))
        )
    own = max((s.population for s in naming.spots if not s.alias), default=0)
    if best in ("container", "noun", "strong"):
        return True
    return own >= (KNOWN_WEAK if best == "weak" else KNOWN_ALONE)


def _is_in(spots: Iterable[Spot], provinces: frozenset[str]) -> bool:
    return any(s.province in provinces and not s.alias for s in spots)


def surnames_of(persons: Iterable[str], unknown: Iterable[str], words: PlaceWords) -> frozenset[str]:
    """The first and last words of persons' names ("Ada Lovell": Ada, Lovell), the last of unknown short names."""
    ends = {word for name in persons if len(parts := name.split()) > 1 for word in (parts[-2], parts[-1])}
    body = words.parts["institution"] | words.parts["inside_name"] | words.parts["direction"]
    for name in unknown:
        parts = name.split()
        if 1 < len(parts) <= LONGEST_PERSON and not any(part.lower() in body for part in parts):
            ends.add(parts[-1])
    return frozenset(ends)
