"""Parses and namings written by hand, so that a rule is tested without a model."""

from dataclasses import replace
from datetime import date as Day

from communique.linguistics.conllu import read_conllu
from communique.model import Named, NamedActor, Parse, PlaceMention, Said, TimeMention


def parse_of(*sentences: str, published_on: Day | None = None) -> Parse:
    """Sentences as columns `form lemma upos xpos feats head dep`, a token a line; the text is the forms joined."""
    blocks = []
    for sentence in sentences:
        rows = [line.split() for line in sentence.strip().split("\n")]
        words = " ".join(row[0] for row in rows)
        lines = [
            "\t".join((str(number), form, lemma, upos, xpos, feats, head, dep))
            for number, (form, lemma, upos, xpos, feats, head, dep) in enumerate(rows, start=1)
        ]
        blocks.append(f"# text = {words}\n" + "\n".join(lines))
    parse = read_conllu("\n\n".join(blocks) + "\n")
    return replace(parse, article=replace(parse.article, published_on=published_on))


def _where(parse: Parse, words: str, occurrence: int) -> tuple[int, int, int]:
    start = -1
    for _ in range(occurrence):
        start = parse.article.text.index(words, start + 1)
    for sentence in parse.sentences:
        inside = [t.index for t in sentence.tokens if start <= t.start and t.end <= start + len(words)]
        if inside:
            return sentence.index, inside[0], inside[-1]
    raise ValueError(f"{words!r} is no run of tokens")


def actor(parse: Parse, words: str, *, occurrence: int = 1, head: str | None = None, **fields: object) -> NamedActor:
    """The naming at these words; the head is the last token unless `head` names another."""
    sentence, first, last = _where(parse, words, occurrence)
    tokens = parse.sentences[sentence].tokens
    at = next((t.index for t in tokens[first : last + 1] if t.text == head), last)
    given = {"form": "country", "name": words, "rule": "test", **fields}
    return NamedActor(
        span=parse.words(sentence, first, last), sentence=sentence, first=first, last=last, head=at, **given
    )


def time(parse: Parse, words: str, start: Day | None, end: Day | None = None, *, basis: str = "words") -> TimeMention:
    """A time expression at these words."""
    sentence, first, last = _where(parse, words, 1)
    return TimeMention(
        span=parse.words(sentence, first, last),
        sentence=sentence,
        first=first,
        last=last,
        head=last,
        start=start,
        end=end or start,
        precision="day",
        basis=basis,
        rule="test",
    )


def place(parse: Parse, words: str, country: str | None) -> PlaceMention:
    """A place named at these words."""
    sentence, first, last = _where(parse, words, 1)
    return PlaceMention(
        span=parse.words(sentence, first, last),
        sentence=sentence,
        first=first,
        last=last,
        head=last,
        name=words,
        country=country,
        precision="city",
        rule="test",
    )


def named(*actors: NamedActor, times: tuple[TimeMention, ...] = (), places: tuple[PlaceMention, ...] = ()) -> Named:
    """The namings in reading order."""
    return Named(actors=tuple(sorted(actors, key=lambda a: a.span.start)), times=times, places=places)


NOTHING_SAID = Said()
