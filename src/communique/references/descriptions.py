"""Who "the ministry", "the president", "the group", "the country" are: the best of those named before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from communique.model import Link, NamedActor, Referent, Span
from communique.references.anchors import NATIONAL, PERSON_TABLES
from communique.references.context import Context
from communique.references.phrases import describing, is_counted, is_definite, is_proper, takes_up
from communique.references.weighing import best_of, evidence, points
from communique.sentence import ancestors, children, clause_verb, subject_heads

REACH = 6  # sentences: a noun takes up somebody from further back than a pronoun does
FLOOR = -1.0  # points: with less, "the country" was another in most cases read
SAME_NOUN = 1.5  # points for the very noun ("the ministry" behind "the defence ministry")
SPEAKER = 2.0  # points for the speaker's own country within his words
IN_PASSING = {"demonym": -0.5, "capital": -1.0}  # points: "Turkish" officials, "Washington" that acts
ABOVE = -1.5  # points for the subject of a clause around the noun: it would rather be "it" or "he" there
OWN = 2.0  # points for the office holder of the subject's own country ("a Chadian senator criticised the president")
OFTEN = 0.4  # points for each doubling of the times that somebody is named
SETTING = -1.5  # points for a country that does something, where the noun tells where something lies or happens
TOPIC = 1.0  # points for the country an article names most
HUMAN = frozenset({"known person", "same gender", "pronoun"})  # evidence that tells nothing of a noun

PLACED = HUMAN | {"quoted", "talked about", "outside the words"}  # and that tells nothing of where something lies


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom a noun may take up, by which words, and what speaks for it."""

    meant: tuple[int, ...]
    points: float
    words: Span


def description(context: Context, index: int, country_referent: Callable[[str], int]) -> Link | None:
    """The link of a definite noun; None where nobody fits, or two fit as well."""
    actor = context.named.actors[index]
    if is_proper(context, actor) or is_counted(context, actor) or not is_definite(context, actor):
        return somebody(context, actor)
    if _is_said_of(context, actor):
        return somebody(context, actor)
    sort = context.words.sort(context.token(actor).lemma)
    if sort == "country" and actor.office is None:
        found = list(_countries(context, index, country_referent))
    else:
        found = list(_bodies(context, index))
    best = best_of(found)
    if best is None or (sort == "country" and actor.office is None and not _is_sure(context, index, best)):
        return somebody(context, actor)
    return Link(referents=best.meant, rule="references:description", antecedent=best.words)


def _is_sure(context: Context, index: int, best: Candidate) -> bool:
    """True for a country with enough points; in the words of somebody whose country is not known "the government" may
    be his own, and only the country that the article names most is sure enough."""
    if best.points < FLOOR:
        return False
    at_home = not context.quoted[index] or any(_of_speaker(context, index))
    return at_home or all(context.referents[r].country == context.topic for r in best.meant)


def _is_said_of(context: Context, actor: NamedActor) -> bool:
    """True for "the president of the institute", for what is said of somebody ("Peru is the country that …") and for
    "their country", where nobody knows whose."""
    if context.token(actor).dep == "xcomp":
        return True  # "remains the nation that …"
    told_of = ("cop", "nmod:poss", "nmod") if actor.office is not None else ("cop", "nmod:poss")
    return bool(children(context.sentence(actor), actor.head, told_of))


def somebody(context: Context, actor: NamedActor) -> Link | None:
    """Somebody nobody named before, whom the noun describes ("the rebels", "the governor", "the court"): of no country
    that is told."""
    predicate = context.token(actor).dep == "xcomp" or children(context.sentence(actor), actor.head, ("cop",))
    if predicate or not (actor.sectors or actor.office):
        return None
    person = actor.office is not None or actor.rule.startswith(PERSON_TABLES)
    context.referents.append(
        Referent(
            name=actor.name, sectors=actor.sectors, office=None if actor.plural else actor.office,
            person=person and not actor.plural, gender=actor.gender, plural=actor.plural,
        )
    )  # fmt: skip
    return Link(referents=(len(context.referents) - 1,), rule=actor.rule)


def _points(context: Context, index: int, other: int, without: frozenset[str] = HUMAN) -> float:
    naming = context.named.actors[other]
    told = points(k for k in evidence(context, index, naming.sentence, naming.head, other) if k not in without)
    return told + sum(OFTEN * log2(1 + context.times_named[r]) for r in context.referents_of(other)[:1])


def _bodies(context: Context, index: int) -> Iterator[Candidate]:
    """Organisations and groups of the sort the noun names, holders of the office, and namings with the same noun."""
    actor = context.named.actors[index]
    above = {r for i in _above(context, index) for r in context.referents_of(i)}
    homes = {context.referents[r].country for r in above} - {None}
    for other in context.before(index, REACH):
        meant = context.referents_of(other)
        if len(meant) != 1:
            continue
        extra = _likeness(context, other, context.referents[meant[0]], actor)
        if extra is not None:
            told = _points(context, index, other) + extra + (ABOVE if meant[0] in above else 0.0)
            told += OWN if actor.office is not None and context.referents[meant[0]].country in homes else 0.0
            yield Candidate(meant=meant, points=told, words=context.named.actors[other].span)


def _likeness(context: Context, other: int, who: Referent, actor: NamedActor) -> float | None:
    """How well somebody suits the noun, in points; None where he does not."""
    naming = context.named.actors[other]
    if actor.office is not None:
        holds = who.person and who.office is not None and actor.office.casefold() in who.office.casefold()
        return 0.0 if holds and not actor.plural else None
    if naming.form in ("agent", "organisation", "description") and takes_up(context, actor, naming):
        return SAME_NOUN
    kinds = context.words.kinds(context.token(actor).lemma)
    if not kinds or naming.form != "organisation" or who.person or actor.plural:
        return None
    told_apart = describing(context, actor) and actor.sectors and who.sectors  # "the aid group", "the terror group"
    if told_apart and not set(actor.sectors) & set(who.sectors):
        return None
    return 0.0 if {who.org_class, *who.sectors} & kinds else None


def _above(context: Context, index: int) -> list[int]:
    """The namings that are subject of a clause around the noun."""
    actor = context.named.actors[index]
    sentence = context.sentence(actor)
    path = (context.token(actor), *ancestors(sentence, actor.head))
    above = [t.index for below, t in pairwise(path) if below.dep != "conj"]  # not what is only coordinated
    subjects = [s for verb in above for s in subject_heads(sentence, verb)]
    return [i for s in dict.fromkeys(subjects) for i in context.heads.get((actor.sentence, s), []) if i != index]


def _countries(context: Context, index: int, country_referent: Callable[[str], int]) -> Iterator[Candidate]:
    """The countries named before, by their own name, by a place in them, in passing by their adjective."""
    actor = context.named.actors[index]
    barred = _other_countries(context, index)
    topic = context.topic
    spoken = _of_speaker(context, index)
    for other in context.before(index, REACH):
        naming = context.named.actors[other]
        same = naming.form == "agent" and takes_up(
            context, actor, naming
        )  # "the government" behind "Chad's government"
        if not (same or naming.form in NATIONAL) or naming.country in barred or naming.country is None:
            continue
        told = _points(context, index, other, PLACED) + (SAME_NOUN if same else IN_PASSING.get(naming.form, 0.0))
        told += TOPIC if naming.country == topic else 0.0
        told += SPEAKER if naming.country in spoken else 0.0
        told += SETTING if context.is_subject(other) and not context.is_subject(index) else 0.0
        yield Candidate(meant=(country_referent(naming.country),), points=told, words=naming.span)
    for place in context.places_before(actor, REACH):
        if place.country is not None and place.country not in barred:
            told = points(["sentence"] * (actor.sentence - place.sentence))
            told += TOPIC if place.country == topic else 0.0
            yield Candidate(meant=(country_referent(place.country),), points=told, words=place.span)


def _of_speaker(context: Context, index: int) -> set[str | None]:
    """The country of whoever says the noun within quotation marks."""
    speech = context.quotation(index) if context.quoted[index] else None
    return {context.referents[r].country for r in context.referents_of(speech.speaker)} if speech is not None else set()


def _other_countries(context: Context, index: int) -> set[str]:
    """Countries that the noun cannot mean: subjects of the clauses around it, and those named later in its own."""
    actor = context.named.actors[index]
    above = (context.named.actors[i] for i in _above(context, index))
    found = {naming.country for naming in above if naming.form in NATIONAL and not naming.plural}
    sentence = context.sentence(actor)
    verb = clause_verb(sentence, actor.head)
    for other in range(index + 1, len(context.named.actors)):
        later = context.named.actors[other]
        if later.sentence != actor.sentence:
            break
        if clause_verb(sentence, later.head) == verb:
            found.add(later.country)
    return {code for code in found if code is not None}
