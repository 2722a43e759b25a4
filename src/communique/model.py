"""The words we think in: the tree of the record, and what the rooms hand each other.

The record's own classes stand in `tree.py` and are named here too, so that a room has one place to import from.
"""

from dataclasses import dataclass, field
from datetime import date as Day
from typing import Literal

from communique.tree import (
    SCHEMA as SCHEMA,
)
from communique.tree import (
    Actor as Actor,
)
from communique.tree import (
    ActorMention as ActorMention,
)
from communique.tree import (
    ActorRef as ActorRef,
)
from communique.tree import (
    Article as Article,
)
from communique.tree import (
    CodedArticle as CodedArticle,
)
from communique.tree import (
    Count as Count,
)
from communique.tree import (
    Date as Date,
)
from communique.tree import (
    DateBasis as DateBasis,
)
from communique.tree import (
    DatePrecision as DatePrecision,
)
from communique.tree import (
    DecidedBy as DecidedBy,
)
from communique.tree import (
    EmbeddedAct as EmbeddedAct,
)
from communique.tree import (
    Event as Event,
)
from communique.tree import (
    Failure as Failure,
)
from communique.tree import (
    Kind as Kind,
)
from communique.tree import (
    MadeBy as MadeBy,
)
from communique.tree import (
    Mention as Mention,
)
from communique.tree import (
    Place as Place,
)
from communique.tree import (
    PlacePrecision as PlacePrecision,
)
from communique.tree import (
    Size as Size,
)
from communique.tree import (
    Skipped as Skipped,
)
from communique.tree import (
    Span as Span,
)
from communique.tree import (
    Statement as Statement,
)
from communique.tree import (
    Status as Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word in Universal Dependencies v2 terms; `head` is an index in the sentence, -1 for the root."""

    index: int
    text: str
    lemma: str  # lower case
    upos: str
    xpos: str  # Penn tag
    feats: str  # CoNLL-U: "Number=Sing|Tense=Past"
    head: int
    dep: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One parsed sentence; `children[i]` are the dependents of token i in reading order."""

    index: int
    paragraph: int  # lines of the text, counted from 0
    start: int
    end: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """An article's sentences; skipped stretches have none."""

    article: Article
    sentences: tuple[Sentence, ...]
    skipped: tuple[Skipped, ...] = ()
    parser: str = ""  # name and version, for `MadeBy`

    def span(self, start: int, end: int) -> Span:
        """The span of characters `[start, end)` with its quote."""
        return Span(start=start, end=end, quote=self.article.text[start:end])

    def words(self, sentence: int, first: int, last: int) -> Span:
        """The span from token `first` to token `last` (inclusive) of one sentence."""
        tokens = self.sentences[sentence].tokens
        return self.span(tokens[first].start, tokens[last].end)


Form = Literal[
    "person",  # a person's name, known or introduced by a title ("President Xi Jinping", "Xi")
    "office",  # an office in place of a person ("the Ukrainian president", "Ukraine's ambassador to China")
    "country",  # a country by its name ("China")
    "demonym",  # an adjective or noun of nationality ("Russian" in "Russian invasion", "the Russians")
    "capital",  # a capital or seat of government, which may stand for it ("Kyiv", "the Kremlin")
    "organisation",  # a registered organisation, agency, party, armed group
    "agent",  # a describable group or role ("Russian troops", "protesters", "officials", "state media")
    "name",  # a proper name nobody has registered and nothing describes
    "pronoun",  # he, she, they, it, we, I, you and their possessives
    "plural",  # the pair, both sides, the two leaders, the two countries, the parties
    "description",  # a definite noun that needs an antecedent ("the ministry", "the group", "the country")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """Words that name an actor, read on their own: what the actors room yields.

    Tokens `first`..`last` (inclusive) of sentence `sentence`; `head` is the syntactic head. A country's name is
    named here wherever it stands; whether it acts or is a place is for the clause to say.
    """

    span: Span
    sentence: int
    first: int
    last: int
    head: int
    form: Form
    actor_id: str | None = None
    name: str
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    plural: bool = False
    gender: str | None = None  # "m", "f" or None
    as_place: bool = False  # a country or capital in which something happens ("in Turkey")
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Words that name a place."""

    span: Span
    sentence: int
    first: int
    last: int
    head: int
    name: str
    country: str | None = None
    precision: PlacePrecision
    geonames_id: int | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    inside: bool = False  # inside the name of a body or building ("Odense City Council")
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words that tell a time; `start`/`end` are None where it cannot be resolved (no publication date).

    `basis` is "known_event" for a dated event ("the Russian invasion of Ukraine"), else "words". `timex` is the
    value by TIMEX3 (TimeML): "2023-04-12", "2023-W17", "P3D", "2023-04-12/2023-04-15"; None where nothing is told.
    `deictic`: counted from the moment it is said ("today", "last night").
    """

    span: Span
    sentence: int
    first: int
    last: int
    head: int
    start: Day | None = None
    end: Day | None = None
    precision: DatePrecision
    basis: DateBasis = "words"
    kind: Literal["date", "duration", "set"] = "date"
    timex: str | None = None
    deictic: bool = False
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What is named in an article: actors, places, times, dated events, each in reading order.

    `dated` holds every naming of a dated event on its own, `times` what tells a time: "the war" in "since the war".
    """

    actors: tuple[NamedActor, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    dated: tuple[TimeMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A statement as the statements room finds it; indices point into `Named.actors` and `Said.speeches`."""

    sentence: int  # of the cue, else of the first content
    cue: Span | None = None
    cue_token: int | None = None  # index in `sentence` of the cue's verb, noun or preposition
    content: tuple[Span, ...]
    kind: Kind
    quotes: tuple[Span, ...] = ()
    thought: bool = False
    negated: bool = False
    speaker: int | None = None
    speaker_span: Span | None = None  # the speaker's words, also where no actor is named by them
    addressees: tuple[int, ...] = ()
    within: int | None = None
    occasion: Span | None = None
    contexts: tuple[str, ...] = ()  # told by the words of the content, the commonest first
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said in an article, in the order of the text."""

    speeches: tuple[Speech, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Which referents one `NamedActor` means, by what rule, and going back to which words."""

    referents: tuple[int, ...]
    rule: str
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Somebody meant in the article: all namings of the same actor taken together."""

    actor_id: str | None = None
    name: str
    country: str | None = None
    org_class: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    person: bool = False
    gender: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Who is meant: `links[i]` is for `Named.actors[i]`, None where nothing is sure."""

    referents: tuple[Referent, ...] = ()
    links: tuple[Link | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """Who stands in one role of an act: a naming and whom it means, or a place attacked, seized or left."""

    referent: int | None = None  # index in `Meant.referents`
    named: int | None = None  # index in `Named.actors`
    place: int | None = None  # index in `Named.places`
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActContent:
    """The act inside a speech act, not yet written out as `EmbeddedAct`."""

    event_type: str
    mode: str | None = None
    sources: tuple[Argument, ...] = ()
    targets: tuple[Argument, ...] = ()
    object: Span | None = None
    content: "ActContent | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One telling of an act, as the events room finds it; the record room joins tellings into events."""

    sentence: int
    token: int
    trigger: Span
    evidence: Span
    event_type: str
    mode: str | None = None
    cameo: str
    contexts: tuple[str, ...] = ()
    status: Status
    reciprocal: bool = False
    nominal: bool = False  # told by a noun without a verb that carries it
    definite: bool = False  # "the call", "this visit": may go back to an act told before
    series: bool = False  # "discussions", "raids": several acts told as one, never the same as one of them
    sources: tuple[Argument, ...] = ()
    targets: tuple[Argument, ...] = ()
    about: tuple[Argument, ...] = ()  # whom and where a noun without all its actors names: it may only join those
    object: Span | None = None
    content: ActContent | None = None
    speech: int | None = None  # the innermost of `Said.speeches` whose content holds the trigger
    performs: int | None = None  # the speech whose cue this act is
    time: int | None = None  # index in `Named.times`: the expression that modifies the act
    known: int | None = None  # index in `Named.dated`: the dated event that the act is
    backgrounded: bool = False  # told as lying before the story's day ("initially", "had", "while …")
    place: int | None = None  # index in `Named.places`
    size: Size | None = None
    decided_by: DecidedBy = "rows"
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened in an article: every telling of every act, in the order of the text."""

    acts: tuple[Act, ...] = ()
