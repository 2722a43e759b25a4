"""What the events room looks at: one sentence with everything named, said and meant in it, indexed by token."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.knowledge.event_types import EventKnowledge
from communique.model import Argument, Meant, Named, NamedActor, Parse, Referent, Said, Sentence, Span, Speech, Token
from communique.sentence import ancestors

NAMING = ("NOUN", "PROPN")
NEGATED = "negated"  # a status


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One sentence and what the other rooms found in it; maps go from a token's index to indices of the article."""

    parse: Parse
    sentence: Sentence
    named: Named
    said: Said
    meant: Meant
    knowledge: EventKnowledge
    actors: dict[int, tuple[int, ...]]  # head token → Named.actors
    places: dict[int, int]  # any token of the expression → Named.places
    times: dict[int, int]  # any token of the expression → Named.times
    dated: dict[int, int]  # head token → Named.dated
    speeches: tuple[int, ...]  # those with content in this sentence
    cues: dict[int, int]  # cue token → Said.speeches

    def arguments(self, token: int) -> tuple[Argument, ...]:
        """Who is named at a token; several where one phrase names several ("both sides")."""
        found = []
        for index in self.actors.get(token) or self._around(token):
            link = self.meant.links[index]
            if link is not None:
                found += [Argument(named=index, referent=referent) for referent in link.referents]
        return tuple(found)

    def antecedents(self, token: int) -> tuple[int, ...]:
        """The heads of the other namings, in this sentence, of whom a pronoun means ("farmers" for "they")."""
        if self.sentence.tokens[token].upos != "PRON":
            return ()
        meant = {a.referent for a in self.arguments(token)}
        return tuple(
            head
            for head, several in self.actors.items()
            if head != token and any((link := self.meant.links[i]) and meant & {*link.referents} for i in several)
        )

    def _around(self, token: int) -> tuple[int, ...]:
        """The person or office whose words hold a noun that names nobody itself ("Council" in its president)."""
        if self.sentence.tokens[token].upos not in NAMING:
            return ()
        holding = (i for several in self.actors.values() for i in several)
        return tuple(
            dict.fromkeys(
                i
                for i in holding
                if self.named.actors[i].form in ("person", "office")
                and self.named.actors[i].first <= token <= self.named.actors[i].last
            )
        )

    def place_argument(self, token: int) -> tuple[Argument, ...]:
        """The place named at a token, as an argument."""
        place = self.places.get(token)
        return () if place is None else (Argument(place=place),)

    def referent(self, argument: Argument) -> Referent | None:
        """Who the argument means; None for a place."""
        return None if argument.referent is None else self.meant.referents[argument.referent]

    def is_measured(self, token: Token) -> bool:
        """True for "talks" in "three days of talks"."""
        measures = self.knowledge.words["measure"]
        return token.dep == "nmod" and self.sentence.tokens[token.head].lemma in measures

    def denies(self, token: Token) -> bool:
        """True for a word that negates what it modifies: "not", "never", "no"."""
        row = self.knowledge.status.get(("modifier", token.lemma))
        return "Polarity=Neg" in token.feats or (row is not None and row.status == NEGATED)

    def form(self, argument: Argument) -> str | None:
        """The form of the naming at an argument; None for a place."""
        return None if argument.named is None else self.named.actors[argument.named].form

    def country(self, argument: Argument) -> str | None:
        """The country of an argument, ISO 3166-1 alpha-3."""
        if argument.place is not None:
            return self.named.places[argument.place].country
        who = self.referent(argument)
        return who.country if who else None

    def words(self, first: int, last: int) -> Span:
        """The span of tokens `first` to `last` (inclusive)."""
        return self.parse.words(self.sentence.index, first, last)

    def speech_of(self, token: int) -> int | None:
        """The innermost statement whose content holds the token."""
        start = self.sentence.tokens[token].start
        holding = (i for i in self.speeches if any(c.start <= start < c.end for c in self.said.speeches[i].content))
        return min(holding, key=lambda i: _length(self.said.speeches[i]), default=None)

    def speakers(self, token: int) -> tuple[Argument, ...]:
        """Who says the innermost words that hold the token; nobody where it is the outlet or not told."""
        index = self.speech_of(token)
        speaker = None if index is None else self.said.speeches[index].speaker
        link = None if speaker is None else self.meant.links[speaker]
        return () if link is None else tuple(Argument(named=speaker, referent=r) for r in link.referents)


def _length(speech: Speech) -> int:
    return sum(span.end - span.start for span in speech.content)


def scenes(parse: Parse, named: Named, said: Said, meant: Meant, knowledge: EventKnowledge) -> Iterator[Scene]:
    """One scene a sentence, in reading order."""
    actors: dict[int, dict[int, tuple[int, ...]]] = {}
    for i, actor in enumerate(named.actors):
        heads = actors.setdefault(actor.sentence, {})
        for token in _heads(parse.sentences[actor.sentence], actor):
            heads[token] = (*heads.get(token, ()), i)
    places: dict[int, dict[int, int]] = {}
    for i, place in enumerate(named.places):
        if place.inside:
            continue  # the city of a council is not where something happens
        places.setdefault(place.sentence, {}).update(dict.fromkeys(range(place.first, place.last + 1), i))
    times: dict[int, dict[int, int]] = {}
    for i, time in enumerate(named.times):
        times.setdefault(time.sentence, {}).update(dict.fromkeys(range(time.first, time.last + 1), i))
    dated: dict[int, dict[int, int]] = {}
    for i, known in enumerate(named.dated):
        dated.setdefault(known.sentence, {})[known.head] = i
    cues: dict[int, dict[int, int]] = {}
    for i, speech in enumerate(said.speeches):
        if speech.cue_token is not None:
            cues.setdefault(speech.sentence, {})[speech.cue_token] = i
    holding = _speeches_by_sentence(parse, said)
    for sentence in parse.sentences:
        yield Scene(
            parse=parse,
            sentence=sentence,
            named=named,
            said=said,
            meant=meant,
            knowledge=knowledge,
            actors=actors.get(sentence.index, {}),
            places=places.get(sentence.index, {}),
            times=times.get(sentence.index, {}),
            dated=dated.get(sentence.index, {}),
            speeches=tuple(holding.get(sentence.index, ())),
            cues=cues.get(sentence.index, {}),
        )


def _heads(sentence: Sentence, actor: NamedActor) -> Iterator[int]:
    """The head of a naming, and what stands above it inside its own words ("Qatar's emir" over "Tamim")."""
    yield actor.head
    for above in ancestors(sentence, actor.head):
        if not actor.first <= above.index <= actor.last:
            return
        yield above.index


def _speeches_by_sentence(parse: Parse, said: Said) -> dict[int, list[int]]:
    """Which statements have content in which sentence; statements stand close to their sentence, so this is linear."""
    found: dict[int, list[int]] = {}
    starts = [(sentence.start, sentence.end, sentence.index) for sentence in parse.sentences]
    for i, speech in enumerate(said.speeches):
        for span in speech.content:
            for index in _touching(starts, span):
                if i not in found.setdefault(index, []):
                    found[index].append(i)
    return found


def _touching(starts: list[tuple[int, int, int]], span: Span) -> Iterator[int]:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        if starts[middle][1] <= span.start:
            low = middle + 1
        else:
            high = middle
    while low < len(starts) and starts[low][0] < span.end:
        yield starts[low][2]
        low += 1
