"""Republished and near-identical articles: found by MinHash of their word triples, told by the triples themselves.

MinHash (Broder 1997) of a band of which both have the same values makes two articles candidates; whether one is a copy
of the other is decided by their triples, so a chance collision makes no copy.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from communique.store.components import connected, ordered
from communique.store.words import WORD

TRIPLE = 3  # words in a row
ROWS, BANDS = 5, 24  # 120 values: of texts that share 0.6 of their triples 86 % are found, 0.7: 98.8 %, 0.8: all
SEED = 1
COPY = 0.6  # share of all triples that both have: agency text with another lead or an end cut off
SHORTEST = 20  # triples: of shorter texts a few equal words say nothing


def triples(text: str) -> frozenset[str]:
    """All word triples of a text, lower case, without punctuation."""
    words = [word.lower() for word in WORD.findall(text)]
    return frozenset(" ".join(words[i : i + TRIPLE]) for i in range(len(words) - TRIPLE + 1))


def bands(text: str) -> tuple[int, ...]:
    """The numbers by which candidates are found: two texts with an equal one are compared. 63 bits, one a band; none of
    a text too short to be told from others."""
    from rensa import RMinHash  # compiled code: only where copies are looked for

    found = triples(text)
    if len(found) < SHORTEST:
        return ()
    sketch = RMinHash(num_perm=ROWS * BANDS, seed=SEED)
    sketch.update(sorted(found))
    values = sketch.digest()
    return tuple(_band(number, values[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS))


def _band(number: int, values: Iterable[int]) -> int:
    told = ",".join(map(str, (number, *values))).encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest()) >> 1


def is_copy(one: str, other: str) -> bool:
    """True where two texts share most of their triples."""
    these, those = triples(one), triples(other)
    together = len(these | those)
    return together > 0 and len(these & those) >= COPY * together


def copied(texts: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The ids of articles that are copies of each other, each group sorted; articles without a copy are not named."""
    pairs = [pair for pair in sorted(set(_candidates(texts))) if is_copy(texts[pair[0]], texts[pair[1]])]
    return tuple(group for group in connected(texts, pairs) if len(group) > 1)


def _candidates(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known: dict[int, list[str]] = {}
    for name in sorted(texts):
        for band in bands(texts[name]):
            same = known.setdefault(band, [])
            yield from (ordered(name, other) for other in same)
            same.append(name)
