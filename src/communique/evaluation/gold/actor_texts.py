"""Actors given as words of a sentence: which of our namings means them, and whether it is right.

This measures the naming alone, whatever act was coded: the words are found in their sentence, the naming that shares
most of them is taken, and what the references make of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.model import Meant, Named, NamedActor, Parse, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What we say of the words: countries or classes, and sectors, of all that they mean."""

    codes: frozenset[str]
    sectors: frozenset[str]
    name: str
    rule: str


def who_is(parse: Parse, words: str, named: Named, meant: Meant) -> Who | None:
    """What the naming in these words comes to, that of their head before others; else the place they name."""
    start = parse.article.text.find(words)
    if start < 0 or not words:
        return None
    stretch = parse.span(start, start + len(words))
    near = [i for i in range(len(named.actors)) if _shared(named.actors[i].span, stretch) > 0]
    best = max(near, key=lambda i: _rank(parse, named.actors[i], stretch), default=None)
    if best is None:
        place = max(named.places, key=lambda p: _shared(p.span, stretch), default=None)
        if place is None or not _shared(place.span, stretch):
            return None
        return Who(codes=_codes([(place.country, None)]), sectors=frozenset(), name=place.name, rule=place.rule)
    naming, link = named.actors[best], meant.links[best]
    referents = [meant.referents[i] for i in link.referents] if link is not None else []
    same = [n for n in named.actors if n.span == naming.span and n.form == naming.form]
    whose = [(n.country, n.org_class) for n in referents] + [(n.country, n.org_class) for n in same]
    sectors = [*(s for n in referents for s in n.sectors), *naming.sectors]
    return Who(codes=_codes(whose), sectors=frozenset(sectors), name=naming.name, rule=naming.rule)


def _rank(parse: Parse, naming: NamedActor, stretch: Span) -> tuple[bool, float, int]:
    """Whether the naming holds the head of the words, then how much of both is shared; of equal ones the first."""
    tokens = parse.sentences[naming.sentence].tokens
    inside = [t.index for t in tokens if stretch.start <= t.start and t.end <= stretch.end]
    heads = [i for i in inside if tokens[i].head not in inside]
    return any(naming.first <= i <= naming.last for i in heads), _shared(naming.span, stretch), -naming.span.start


def _codes(whose: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    return frozenset(code for country, org_class in whose if (code := country or org_class))


def _shared(span: Span, stretch: Span) -> float:
    """How much of both is shared, from 0 to 1."""
    common = min(span.end, stretch.end) - max(span.start, stretch.start)
    both = max(span.end, stretch.end) - min(span.start, stretch.start)
    return max(0, common) / both
