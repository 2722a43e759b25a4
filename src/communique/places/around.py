"""The words around a name: prepositions, place nouns, and the place that holds it or lies beside it."""

from dataclasses import replace

from communique.knowledge.people_words import PlaceNounRow
from communique.knowledge.place_words import PlaceWords
from communique.model import Sentence, Token
from communique.places.naming import RANK, Evidence, Naming

HOLDING = ("country", "province", "place", "capital")
FAR = 6  # words between a name and the place that holds it: "X, a small town in the far north of Y"


def read(sentence: Sentence, namings: list[Naming], words: PlaceWords, nations: dict[int, str]) -> list[Naming]:
    """The names of one sentence with what the words around say; containers are indices in this list.

    `nations`: token → the country of a demonym.
    """
    found: list[Naming] = []
    for i, naming in enumerate(namings):
        container, beside = _holder(sentence, namings, i, words), _neighbour(sentence, namings, i, words)
        noun = _noun(sentence, naming, words)
        evidence = _evidence(sentence, naming, words, found)
        if container is not None:
            evidence = "container"
        elif noun is not None:
            evidence = "noun"
        elif beside is not None:
            evidence = "strong"
        found.append(replace(
            naming, container=container, beside=beside, evidence=min(evidence, naming.evidence, key=RANK.__getitem__),
            country=naming.country or _nation(sentence, naming, words, nations),
            precision=naming.precision if naming.known == "place" or noun is None else noun.precision,
        ))  # fmt: skip
    return found


def before(sentence: Sentence, first: int, words: PlaceWords) -> int:
    """The token before a name, behind "the", directions and what describes it; -1 at the beginning."""
    i = first - 1
    while i >= 0:
        token = sentence.tokens[i]
        skipped = token.upos in ("DET", "ADJ") or token.text.lower() in words.parts["direction"]
        if not skipped and not (token.text == "-" and i > 0):
            break
        i -= 1
    return i


def _evidence(sentence: Sentence, naming: Naming, words: PlaceWords, found: list[Naming]) -> Evidence:
    """The kind of preposition before the name; names in a row share it ("in A, B and C")."""
    if _is_dateline(sentence, naming, words):
        return "strong"
    after = naming.last + 1
    if after < len(sentence.tokens) and sentence.tokens[after].text in words.parts["person"]:
        return "strong"
    i = before(sentence, naming.first, words)
    if i < 0:
        return "none"
    said = sentence.tokens[i].text.lower()
    if said in words.parts["strong"]:
        return "strong"
    if sentence.tokens[i].dep == "cc" or said == ",":
        for last in (i - 1, i - 2):
            for other in found:
                if other.last == last:
                    return other.evidence if other.evidence != "container" else "strong"
    return "weak" if said in words.parts["weak"] else "none"


def _is_dateline(sentence: Sentence, naming: Naming, words: PlaceWords) -> bool:
    """ "HALEM, Arland — …": a name in front of the paragraph's first dash."""
    tokens = sentence.tokens
    if naming.first > 0:
        return False
    return any(t.text in words.parts["mark"] for t in tokens[naming.last + 1 : naming.last + 5]) and (
        tokens[naming.last + 1].text in words.parts["mark"] or tokens[naming.last + 1].text == ","
    )


def _noun(sentence: Sentence, naming: Naming, words: PlaceWords) -> PlaceNounRow | None:
    """The place noun of "the town of X", "X province"."""
    tokens = sentence.tokens
    i = naming.first - 1
    behind = i > 0 and tokens[i].text.lower() in words.parts["holding"]
    if behind and (row := words.nouns.get(tokens[i - 1].lemma)) is not None:
        return row
    after = naming.last + 1
    if after < len(tokens) and tokens[naming.last].dep == "compound":
        return words.nouns.get(tokens[after].lemma)
    return words.nouns.get(tokens[i].lemma) if i >= 0 and tokens[i].dep in ("compound", "appos") else None


def _nation(sentence: Sentence, naming: Naming, words: PlaceWords, nations: dict[int, str]) -> str | None:
    """The country told before the name: "the Arlandic town of X", "Arland's X province"."""
    small = words.parts["holding"] | words.parts["owner"]
    i = naming.first - 1
    while i >= 0 and i >= naming.first - FAR:
        if i in nations:
            return nations[i]
        token = sentence.tokens[i]
        if not (token.upos in ("ADJ", "NOUN", "DET") or token.text.lower() in small):
            return None
        i -= 1
    return None


def _holder(sentence: Sentence, namings: list[Naming], i: int, words: PlaceWords) -> int | None:
    """The place that holds it: "X, Y", "X (Y)", "X in northern Y", "X, in the province of Y", "Y's X"."""
    tokens, naming = sentence.tokens, namings[i]
    if i + 1 < len(namings):
        other = namings[i + 1]
        gap = list(tokens[naming.last + 1 : other.first])
        texts = [t.text.lower() for t in gap]
        if other.known in HOLDING and texts in ([","], ["("]) and _ends(sentence, other):
            return i + 1
        if other.known in HOLDING and texts == [","] and naming.known == "gazetteer" and other.known == "province":
            return i + 1
        if _links(texts, gap, words.parts["inner"]):
            return i + 1
    if i > 0:
        other = namings[i - 1]
        texts = [t.text.lower() for t in tokens[other.last + 1 : naming.first]]
        if other.known in HOLDING and len(texts) == 1 and texts[0] in words.parts["owner"]:
            return i - 1
    return None


def _ends(sentence: Sentence, other: Naming) -> bool:
    """True where the list ends behind the second name: "X, Y," and "X, Y." but not "X, Y and Z"."""
    tokens = sentence.tokens
    after = other.last + 1
    if after >= len(tokens):
        return True
    if tokens[after].text == "," and after + 1 < len(tokens):
        return tokens[after + 1].dep != "cc" and tokens[after + 1].upos != "PROPN"
    return tokens[after].dep != "cc"


def _links(texts: list[str], gap: list[Token], prepositions: frozenset[str]) -> bool:
    """True for ", in", "in northern", "in the province of" between two names."""
    if texts[:1] == [","]:
        texts, gap = texts[1:], gap[1:]
    if not texts or len(texts) > FAR or texts[0] not in prepositions:
        return False
    return all(t.upos in ("ADJ", "DET", "NOUN", "ADP") and t.text not in ",;" for t in gap[1:])


def _neighbour(sentence: Sentence, namings: list[Naming], i: int, words: PlaceWords) -> int | None:
    """The place it lies near: "X, near Y", "X, 30 miles north of Y"."""
    if i + 1 >= len(namings):
        return None
    gap = list(sentence.tokens[namings[i].last + 1 : namings[i + 1].first])
    texts = [t.text.lower() for t in gap]
    if _links(texts, gap, words.parts["beside"]):
        return i + 1
    if not texts or len(texts) > FAR or texts[-1] not in words.parts["holding"]:
        return None
    return i + 1 if any(t in words.parts["direction"] for t in texts) else None
