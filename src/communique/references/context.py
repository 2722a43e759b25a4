"""Where a naming stands: its role in the clause, the statement around it, and what was named before it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from communique.knowledge.reference_words import ReferenceWords
from communique.model import Link, Named, NamedActor, Parse, PlaceMention, Referent, Said, Sentence, Speech, Token
from communique.sentence import ROOT, ancestors, children, clause_verb, subject_heads

REACH = 3  # sentences: a pronoun looks this far back; further ones were right in under half of the cases read
GAP = 2  # characters: quotation marks and a space between two parts of one quotation
MOST = 80  # namings looked through; a long quotation may lie between
SUBJECT = ("nsubj", "nsubj:pass")


@dataclass(slots=True, kw_only=True)
class Context:
    """The article as the references room works through it; `links` and `referents` grow while it does."""

    parse: Parse
    words: ReferenceWords
    named: Named
    said: Said
    referents: list[Referent]
    links: list[Link | None]
    around: list[Speech | None] = field(default_factory=list)  # the innermost statement around each naming
    speakers: frozenset[int] = frozenset()  # the namings that stand as speakers
    heads: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # (sentence, head token) → namings
    inside: dict[tuple[int, int], list[int]] = field(default_factory=dict)  # (sentence, other token) → namings
    quoted: list[bool] = field(default_factory=list)  # of each naming: inside quotation marks?
    narrated: list[int] = field(default_factory=list)  # of each sentence: how many before it are not wholly quoted
    places: dict[int, list[PlaceMention]] = field(default_factory=dict)  # by sentence
    covered: frozenset[tuple[int, int]] = frozenset()  # (sentence, token) inside a naming
    topic: str | None = None  # the country the article names most
    times_named: Counter[int] = field(default_factory=Counter)  # referent → namings that need no antecedent

    def sentence(self, actor: NamedActor) -> Sentence:
        return self.parse.sentences[actor.sentence]

    def token(self, actor: NamedActor) -> Token:
        return self.parse.sentences[actor.sentence].tokens[actor.head]

    def before(self, index: int, reach: int = REACH) -> list[int]:
        """The namings before naming `index`, nearest first, not further back than `reach` sentences."""
        first = max(index - MOST, 0)
        for i in range(index - 1, first - 1, -1):
            if self.distance(index, self.named.actors[i].sentence) > reach:
                first = i + 1
                break
        return list(range(index - 1, first - 1, -1))

    def first_of(self, sentence: int) -> int:
        """The first naming that stands in a sentence or behind it."""
        return bisect_left(self.named.actors, sentence, key=lambda actor: actor.sentence)

    def places_before(self, actor: NamedActor, reach: int) -> list[PlaceMention]:
        """The places before a naming, nearest first, not further back than `reach` sentences."""
        return [
            place
            for sentence in range(actor.sentence, max(actor.sentence - reach, 0) - 1, -1)
            for place in reversed(self.places.get(sentence, []))
            if place.span.end <= actor.span.start
        ]

    def at(self, sentence: int, token: int) -> list[int]:
        """The namings headed by a token, else those that stand in apposition inside the same words."""
        return self.heads.get((sentence, token)) or self.inside.get((sentence, token), [])

    def coordinated(self, index: int) -> tuple[int, ...]:
        """A naming with those coordinated to it ("A and B", asked at A), itself first."""
        actor = self.named.actors[index]
        heads = (t.index for t in children(self.sentence(actor), actor.head, ("conj",)))
        return (index, *(i for head in heads for i in self.at(actor.sentence, head) if i > index))

    def is_joint(self, index: int) -> bool:
        """True where others are coordinated to a naming."""
        return len(self.coordinated(index)) > 1

    def clause_subjects(self, actor: NamedActor) -> list[int]:
        """The namings that are the subject of the clause in which a naming stands, itself left out."""
        sentence = self.sentence(actor)
        verb = clause_verb(sentence, actor.head)
        if verb is None:
            return []
        found = [i for h in subject_heads(sentence, verb) for i in self.at(actor.sentence, h)]
        return [i for i in found if not _covers(self.named.actors[i], actor)]

    def subjects_of(self, actor: NamedActor) -> tuple[int, ...]:
        """The subjects of the clause in which a naming stands, as tokens."""
        sentence = self.sentence(actor)
        verb = clause_verb(sentence, actor.head)
        return () if verb is None else subject_heads(sentence, verb)

    def subjects_above(self, actor: NamedActor) -> tuple[int, ...]:
        """The subjects of the nearest clause above that in which a naming stands, as tokens before it."""
        sentence = self.sentence(actor)
        verb = clause_verb(sentence, actor.head)
        while verb is not None and sentence.tokens[verb].head != ROOT:
            own = subject_heads(sentence, verb)
            verb = clause_verb(sentence, sentence.tokens[verb].head)
            found = () if verb is None else subject_heads(sentence, verb)
            if found and found != own:
                return tuple(t for t in found if t < actor.head)
        return ()

    def governor_token(self, actor: NamedActor) -> Token | None:
        """The word a naming depends on, None at the root."""
        token = self.token(actor)
        return None if token.head == ROOT else self.sentence(actor).tokens[token.head]

    def distance(self, index: int, sentence: int) -> int:
        """How many sentences lie between a naming and a sentence; for one outside of quotation marks those that are
        wholly quoted do not count."""
        here = self.named.actors[index].sentence
        if self.quoted[index]:
            return abs(here - sentence)
        return abs(self.narrated[here] - self.narrated[sentence])

    def governor(self, actor: NamedActor) -> int:
        """The word a naming depends on, through coordination and apposition."""
        tokens = self.sentence(actor).tokens
        token = tokens[actor.head]
        while token.dep in ("conj", "appos") and token.head != ROOT:
            token = tokens[token.head]
        return token.head

    def is_subject(self, index: int) -> bool:
        actor = self.named.actors[index]
        return self.token(actor).dep in SUBJECT

    def quotation(self, index: int) -> Speech | None:
        """The innermost statement in quotation marks around a naming, else the innermost statement."""
        position = self.named.actors[index].span.start
        speech = innermost = self.around[index]
        while speech is not None:
            if speech.kind == "direct" or any(q.start <= position < q.end for q in speech.quotes):
                return speech
            speech = None if speech.within is None else self.said.speeches[speech.within]
        return innermost

    def referents_of(self, index: int | None) -> tuple[int, ...]:
        """Whom a naming means as far as is known now."""
        link = None if index is None else self.links[index]
        return () if link is None else link.referents


def _covers(outer: NamedActor, inner: NamedActor) -> bool:
    """True where a naming stands inside another or before it ("its" in "its army")."""
    return outer.sentence == inner.sentence and outer.first - 1 <= inner.first and inner.last <= outer.last


def context(
    parse: Parse,
    named: Named,
    said: Said,
    words: ReferenceWords,
    referents: list[Referent],
    links: list[Link | None],
) -> Context:
    """The context of an article at the start of the work."""
    made = Context(parse=parse, words=words, named=named, said=said, referents=referents, links=links)
    made.around = _around(named, said)
    made.times_named = Counter(r for link in links if link is not None for r in link.referents)
    made.topic = _topic(made)
    made.quoted, made.narrated = _quoted(parse, named, said)
    for place in named.places:
        made.places.setdefault(place.sentence, []).append(place)
    made.covered = frozenset((a.sentence, t) for a in named.actors for t in range(a.first, a.last + 1))
    made.speakers = frozenset(s.speaker for s in said.speeches if s.speaker is not None)
    for i, actor in enumerate(named.actors):
        made.heads.setdefault((actor.sentence, actor.head), []).append(i)
        for above in ancestors(parse.sentences[actor.sentence], actor.head):
            if not actor.first <= above.index <= actor.last:
                break
            made.inside.setdefault((actor.sentence, above.index), []).append(i)
    return made


def _quoted(parse: Parse, named: Named, said: Said) -> tuple[list[bool], list[int]]:
    """Which namings stand inside quotation marks, and for each sentence how many up to it do not wholly."""
    spans = [span for s in said.speeches for span in (s.content if s.kind == "direct" else s.quotes)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start <= merged[-1][1] + GAP:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    starts = [start for start, _ in merged]

    def holds(start: int, end: int) -> bool:
        i = bisect_right(starts, start) - 1
        return i >= 0 and end <= merged[i][1] + GAP

    narrated, count = [], 0
    for sentence in parse.sentences:
        count += not holds(sentence.start + GAP, sentence.end - GAP)
        narrated.append(count)
    return [holds(actor.span.start, actor.span.end) for actor in named.actors], narrated


def _topic(context: Context) -> str | None:
    """The country that the article names more often than any other; None where two are level."""
    counted: Counter[str] = Counter()
    for referent, times in context.times_named.items():
        who = context.referents[referent]
        if who.country is not None and who.actor_id == f"country:{who.country}":
            counted[who.country] += times
    first = counted.most_common(2)
    return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None


def _around(named: Named, said: Said) -> list[Speech | None]:
    """For each naming the innermost statement whose content holds it: one sweep over the text."""
    spans = sorted(((c.start, -c.end, i) for i, s in enumerate(said.speeches) for c in s.content), reverse=True)
    found: list[Speech | None] = [None] * len(named.actors)
    opened: list[tuple[int, int]] = []  # (end, speech), outermost first
    for index in sorted(range(len(named.actors)), key=lambda i: named.actors[i].span.start):
        position = named.actors[index].span.start
        while spans and spans[-1][0] <= position:
            _, end, speech = spans.pop()
            opened.append((-end, speech))
        opened = [(end, speech) for end, speech in opened if end > position]
        found[index] = said.speeches[opened[-1][1]] if opened else None
    return found
