"""Several tellings of one act made one event (record.md, section 5)."""

import re
from dataclasses import dataclass, field

from communique.model import Act, ActContent, Argument, Count, Date, Meant, Named, Size, Status


@dataclass(slots=True, kw_only=True)
class Joined:
    """The tellings of one act; `acts[0]` is the first in the text that names its actors."""

    acts: list[Act]
    dates: list[Date | None] = field(default_factory=list)

    @property
    def first(self) -> Act:
        return self.acts[0]

    @property
    def date(self) -> Date | None:
        """The first date that words or a known event give, else the first of any kind; a noun without actors dates its
        act only beside it, further on its date may be that of another act."""
        told = [d for a, d in zip(self.acts, self.dates, strict=True) if d is not None and self._is_near(a)]
        sure = [d for d in told if d.basis in ("words", "known_event")]
        return next(iter(sure or told), None)

    def _is_near(self, act: Act) -> bool:
        return _has_actors(act) or act.sentence - self.first.sentence <= BESIDE

    @property
    def status(self) -> Status:
        """That of the first telling; `actual` where a later one tells that what was planned was done."""
        done = self.first.status == "planned" and any(a.status == "actual" and _has_actors(a) for a in self.acts)
        return "actual" if done else self.first.status

    @property
    def sources(self) -> tuple[Argument, ...]:
        """Those of the first telling that names any ("was shelled again … the Turkish shelling")."""
        return next((a.sources for a in self.acts if a.sources), ())

    @property
    def targets(self) -> tuple[Argument, ...]:
        """Those of the first telling that names any ("the offensive against Afrin killed dozens"); none of an act that
        all do together."""
        return () if self.first.reciprocal else next((a.targets for a in self.acts if a.targets), ())

    @property
    def mode(self) -> str | None:
        return next((a.mode for a in self.acts if a.mode is not None), None)

    @property
    def size(self) -> Size | None:
        """Of each part the count told in the outlet's own voice, else by others; of several the highest: the lower
        ones are earlier or of a part. A closed count goes before an open one."""
        sizes = [(a.speech is None, a.size) for a in self.acts if a.size is not None]
        if not sizes:
            return None
        told = {part: [(own, c) for own, s in sizes if (c := getattr(s, part)) is not None] for part in PARTS}
        return Size(**{part: max(counts, key=_trust)[1] for part, counts in told.items() if counts})


PARTS = ("dead", "injured", "arrested", "present")


def _trust(count: tuple[bool, Count]) -> tuple[bool, int, bool]:
    own_voice, number = count
    return own_voice, number.low, number.high is not None


def join(
    acts: tuple[Act, ...], dates: tuple[Date | None, ...], named: Named, meant: Meant, verbal: frozenset[str]
) -> list[Joined]:
    """The events of an article as groups of tellings, in the order of their first telling.

    `verbal` are the types whose acts are done by what is said: two such tellings are one act only where they say the
    same.
    """
    events: list[Joined] = []
    by_type: dict[str, list[Joined]] = {}
    for act, date in zip(acts, dates, strict=True):
        known = by_type.setdefault(act.event_type, [])
        same = (
            _told_before(act, date, known, named, meant, verbal)
            if _has_actors(act)
            else _goes_back_to(act, date, known, named, meant)
        )
        if same is not None:
            same.acts.append(act)
            same.dates.append(date)
        elif _has_actors(act):
            made = Joined(acts=[act], dates=[date])
            events.append(made)
            known.append(made)
    return events


def _has_actors(act: Act) -> bool:
    return bool(act.sources or act.targets)


LONG_WORD = 4  # letters: shorter words are mostly articles and prepositions
STEM = 4  # letters by which a noun and its verb are known as one word ("attacked", "the attack")
REACH = 4  # sentences from the last telling: further on "the attack" may be another
BESIDE = 1  # sentences: here a noun of another word goes back to the act, too ("shelled the town … the violence")
ONCE = frozenset({"resign"})  # modes of acts that the same actor does once: planned and done are one
NEAR = 12  # events of one type looked back at: keeps the joining linear


def _goes_back_to(act: Act, date: Date | None, known: list[Joined], named: Named, meant: Meant) -> Joined | None:
    """The event that a definite noun without actors means: of the same mode, told last, of all whom the noun names."""
    fitting = [e for e in known[-NEAR:] if _same_mode(e, act) and e.first.sentence <= act.sentence]
    fitting = [e for e in fitting if e.first.status in ("actual", "planned") and not _contradict(e.date, date)]
    fitting = [e for e in fitting if act.sentence - e.acts[-1].sentence <= (REACH if _same_word(e, act) else BESIDE)]
    fitting = [e for e in fitting if all(_takes_part(a, e, named, meant) for a in act.about)]
    if not fitting:
        return None
    return max(
        fitting, key=lambda e: (e.mode is not None and e.mode == act.mode, not e.first.series, e.acts[-1].sentence)
    )


def _same_word(event: Joined, act: Act) -> bool:
    """True where a word of the trigger begins like one of the event's triggers ("visited", "the visit")."""
    return bool(_stems(act.trigger.quote) & {stem for a in event.acts for stem in _stems(a.trigger.quote)})


def _stems(quote: str) -> set[str]:
    return {word[:STEM] for word in _content_words(quote)}


def _takes_part(argument: Argument, event: Joined, named: Named, meant: Meant) -> bool:
    """True where an actor of the event, or its place or country, is who or what the argument names."""
    actors = (*event.first.sources, *event.first.targets)
    if any(_same(argument, actor, named, meant) for actor in actors):
        return True
    places = {a.place for a in event.acts if a.place is not None} | {a.place for a in actors if a.place is not None}
    if argument.place is not None and named.places[argument.place].name in {named.places[p].name for p in places}:
        return True
    country = _country(argument, named, meant)
    return country is not None and country in {_country(a, named, meant) for a in actors}


def _country(argument: Argument, named: Named, meant: Meant) -> str | None:
    if argument.place is not None:
        return named.places[argument.place].country
    return meant.referents[argument.referent or 0].country


def _told_before(
    act: Act, date: Date | None, known: list[Joined], named: Named, meant: Meant, verbal: frozenset[str]
) -> Joined | None:
    for event in reversed(known[-NEAR:]):
        if _same_act(event, act, date, named, meant, verbal):
            return event
    return None


def _same_act(event: Joined, act: Act, date: Date | None, named: Named, meant: Meant, verbal: frozenset[str]) -> bool:
    first = event.first
    if any(_overlap(told, act) for told in event.acts):
        return True  # a verb and the noun it carries, each read for itself
    if first.series != act.series or not _same_mode(event, act) or not _same_status(first, act):
        return False
    if _contradict(event.date, date) or not _of_one_time(event, act, date):
        return False
    if act.event_type in verbal and not _says_the_same(first, act):
        return False
    if act.reciprocal or first.reciprocal:
        return act.reciprocal == first.reciprocal and _same_actors(first.sources, act.sources, named, meant)
    return _agree(first.sources, act.sources, act, named, meant) and _agree(
        first.targets, act.targets, act, named, meant
    )


def _overlap(one: Act, other: Act) -> bool:
    return one.trigger.start < other.trigger.end and other.trigger.start < one.trigger.end


def _same_mode(event: Joined, act: Act) -> bool:
    return event.mode is None or act.mode is None or event.mode == act.mode


def _same_status(first: Act, act: Act) -> bool:
    if first.status == act.status or (act.nominal and act.definite and first.status != "negated"):
        return True
    return act.mode in ONCE and {first.status, act.status} == {"planned", "actual"}


def _of_one_time(event: Joined, act: Act, date: Date | None) -> bool:
    """False for two verbs of different words of which only one has a date of its own: "invaded in 2016", "shelled"."""
    if act.nominal or act.reciprocal or event.first.nominal or _same_word(event, act):
        return True
    return _is_told(event.date) == _is_told(date)


def _is_told(date: Date | None) -> bool:
    return date is not None and date.basis in ("words", "known_event")


def _contradict(one: Date | None, other: Date | None) -> bool:
    """True where two dates that the words give have no day in common."""
    if not _is_told(one) or not _is_told(other):
        return False
    assert one is not None and other is not None
    too_late = one.start is not None and other.end is not None and one.start > other.end
    too_early = one.end is not None and other.start is not None and one.end < other.start
    return too_late or too_early


def _says_the_same(first: Act, act: Act) -> bool:
    if act.nominal and act.content is None and act.definite:
        return True
    if act.reciprocal and first.reciprocal and (act.content is None or first.content is None):
        return True  # one deal, told as signed and as what was agreed
    if first.object is not None and act.object is not None:
        return bool(_content_words(first.object.quote) & _content_words(act.object.quote))
    return first.cameo == act.cameo and _summary(first.content) == _summary(act.content)


def _content_words(quote: str) -> set[str]:
    """The longer words of a phrase, small: "Egypt's dam proposal" and "a proposal by Egypt" share one."""
    return {word for word in re.split(r"\W+", quote.casefold()) if len(word) >= LONG_WORD}


def _summary(content: ActContent | None) -> tuple[str | None, str | None]:
    return (None, None) if content is None else (content.event_type, content.mode)


def _agree(first: tuple[Argument, ...], other: tuple[Argument, ...], act: Act, named: Named, meant: Meant) -> bool:
    """Same actors; a noun may leave out those told before."""
    if not first or not other:
        return first == other or act.nominal
    return _same_actors(first, other, named, meant)


def _same_actors(first: tuple[Argument, ...], other: tuple[Argument, ...], named: Named, meant: Meant) -> bool:
    return all(any(_same(a, b, named, meant) for b in other) for a in first) and all(
        any(_same(a, b, named, meant) for a in first) for b in other
    )


def _same(one: Argument, other: Argument, named: Named, meant: Meant) -> bool:
    """The same actor; a state and its official doing it, too."""
    if one.place is not None or other.place is not None:
        return one.place is not None and other.place is not None and _place(one, named) == _place(other, named)
    if one.referent == other.referent:
        return True
    a, b = meant.referents[one.referent or 0], meant.referents[other.referent or 0]
    if a.country is None or a.country != b.country:
        return False
    return STATE in (a.sectors[:1] or (STATE,)) and STATE in (b.sectors[:1] or (STATE,)) and not (a.person and b.person)


STATE = "GOV"  # the sector of a state's officials; a bare country has none


def _place(argument: Argument, named: Named) -> str:
    return named.places[argument.place or 0].name
