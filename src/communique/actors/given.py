"""Actors that a researcher names by their characters: they count as named, whatever the registry knows."""

from collections.abc import Iterable
from dataclasses import replace

from communique.model import NamedActor, Parse, Sentence

GIVEN = "given:"  # begins the `actor_id` of an actor somebody gave
RULE = "given"
KEPT = ("country", "capital", "person", "office")  # what these may do and undergo depends on what they are


def give(
    parse: Parse, actors: Iterable[NamedActor], spans: Iterable[tuple[int, int]]
) -> tuple[tuple[NamedActor, ...], tuple[int | None, ...]]:
    """The namings with one for each given span of characters, and the index of each among them.

    A given naming takes the place of those it overlaps and keeps what they tell (country, sectors, office). A span
    that holds no word of the parse has the index None.
    """
    found = list(actors)
    made: list[NamedActor | None] = []
    for number, (start, end) in enumerate(spans):
        naming = _naming(parse, found, start, end, f"{GIVEN}{number}")
        made.append(naming)
        if naming is not None:
            found = [a for a in found if a in made or not _overlap(a, start, end)] + [naming]
    found.sort(key=lambda a: (a.sentence, a.first, -a.last))
    return tuple(found), tuple(None if naming is None else found.index(naming) for naming in made)


def _naming(parse: Parse, actors: list[NamedActor], start: int, end: int, actor_id: str) -> NamedActor | None:
    for sentence in parse.sentences:
        inside = [t.index for t in sentence.tokens if t.start < end and start < t.end and t.upos != "PUNCT"]
        if inside:
            return _named(parse, sentence, inside, [a for a in actors if _overlap(a, start, end)], actor_id)
    return None


def _named(parse: Parse, sentence: Sentence, inside: list[int], known: list[NamedActor], actor_id: str) -> NamedActor:
    first, last, head = inside[0], inside[-1], _head(sentence, inside)
    span = parse.words(sentence.index, first, last)
    made = NamedActor(
        span=span,
        sentence=sentence.index,
        first=first,
        last=last,
        head=head,
        form="organisation",
        actor_id=actor_id,
        name=span.quote,
        rule=RULE,
    )
    before = (a for a in known if a.first <= head and a.form != "pronoun")  # "a Peruvian court's ruling": Peru's
    told = next((a for a in known if a.head == head), None) or next(before, None)
    if told is None:
        return made
    return replace(
        made,
        form=told.form if told.form in KEPT else made.form,
        country=told.country,
        org_class=told.org_class,
        sectors=told.sectors,
        office=told.office,
        plural=told.plural,
        gender=told.gender,
    )


def _head(sentence: Sentence, inside: list[int]) -> int:
    """The word on which the others hang: the first whose head stands outside."""
    within = set(inside)
    return next((i for i in inside if sentence.tokens[i].head not in within), inside[0])


def _overlap(actor: NamedActor, start: int, end: int) -> bool:
    return actor.span.start < end and start < actor.span.end
