"""Actors given as words of a sentence: which of our namings means them, and whether it is right.

This measures the naming alone, whatever act was coded: the words are found in their sentence, the naming that shares
most of them is taken, and what the references make of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.model import Meant, Named, NamedActor, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What we say of the words: countries or classes, and sectors, of all that they mean."""

    codes: frozenset[str]
    sectors: frozenset[str]
    name: str
    rule: str


def who_is(text: str, words: str, named: Named, meant: Meant) -> Who | None:
    """What the naming in these words comes to; None where no naming shares a letter with them."""
    start = text.find(words)
    if start < 0 or not words:
        return None
    stretch = Span(start=start, end=start + len(words), quote=words)
    best = max(range(len(named.actors)), key=lambda i: _shared(named.actors[i], stretch), default=None)
    if best is None or _shared(named.actors[best], stretch)[0] <= 0:
        return None
    naming, link = named.actors[best], meant.links[best]
    referents = [meant.referents[i] for i in link.referents] if link is not None else []
    same = [n for n in named.actors if n.span == naming.span and n.form == naming.form]
    whose = [(n.country, n.org_class) for n in (*referents, *same)]
    sectors = [s for n in (*referents, naming) for s in n.sectors]
    return Who(codes=_codes(whose), sectors=frozenset(sectors), name=naming.name, rule=naming.rule)


def _codes(whose: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    return frozenset(code for country, org_class in whose if (code := country or org_class))


def _shared(naming: NamedActor, stretch: Span) -> tuple[float, int]:
    """How much of both is shared, from 0 to 1; of equal ones the first."""
    common = min(naming.span.end, stretch.end) - max(naming.span.start, stretch.start)
    both = max(naming.span.end, stretch.end) - min(naming.span.start, stretch.start)
    return (max(0, common) / both, -naming.span.start)
