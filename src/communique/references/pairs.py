"""Which two "the pair", "both sides", "the two leaders" are: two actors that the text has put together before."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from communique.model import Link, Referent, Sentence
from communique.references.anchors import OPEN
from communique.references.context import Context
from communique.sentence import ROOT, children, clause_verb

REACH = 8  # sentences: a pair named further back is hardly meant
Pair = tuple[int, int]  # namings, in reading order
TOGETHER = ("obl", "obj", "iobj", "obl:agent")  # what joins a subject to make a pair
PLACES = ("capital", "country")  # forms
AROUND_NOUN = ("nmod", "nmod:poss", "amod", "compound")


def pairs(context: Context) -> list[Pair]:
    """Every two namings that stand together: coordinated, subject and object of a verb, or around one noun."""
    named = context.named.actors
    known = (i for i, actor in enumerate(named) if actor.form not in OPEN)
    return [pair for index in known for pair in pairs_with(context, index) if named[pair[1]].form not in OPEN]


def pairs_with(context: Context, index: int) -> list[Pair]:
    """The pairs a naming makes with namings behind it."""
    return [(index, other) for other in _partners(context, index)]


def pairs_of_pronoun(context: Context, index: int) -> list[Pair]:
    """The pairs that a pronoun makes once it is known whom it means ("he received Sarkozy")."""
    sentence = context.named.actors[index].sentence
    found = pairs_with(context, index)
    for other in range(index - 1, -1, -1):
        if context.named.actors[other].sentence != sentence:
            break
        found += [pair for pair in pairs_with(context, other) if pair[1] == index]
    return found


def _partners(context: Context, index: int) -> Iterator[int]:
    """The namings after this one that stand together with it and are known by now."""
    actor = context.named.actors[index]
    sentence = context.sentence(actor)
    token = sentence.tokens[actor.head]
    for other in context.at(actor.sentence, actor.head):  # "the Chinese and Russian presidents"
        if other > index:
            yield other
    joined = children(sentence, actor.head, ("conj",))
    linked = (
        [t.index for t in joined] if len(joined) == 1 and token.dep not in ("conj", "appos") else []
    )  # not two of three
    if token.dep in ("nsubj", "nsubj:pass") and token.head != ROOT:
        joined = children(sentence, token.head, TOGETHER)
        linked += [t.index for t in joined]  # "met Fico", "spoke with Fico"
        linked += [n for t in joined for n in _below(sentence, t.index)]  # "after three days of talks with Fico"
    elif token.dep in AROUND_NOUN and token.head != ROOT and sentence.tokens[token.head].upos == "NOUN":
        linked += [t.index for t in children(sentence, token.head, AROUND_NOUN) if t.index > actor.head]
    for head in linked:
        for other in context.at(actor.sentence, head):
            if other > index and context.named.actors[other].form != "plural" and not _is_where(context, other):
                yield other


def _is_where(context: Context, index: int) -> bool:
    """True for "Lima" in "an offer made in Lima": where a clause happens, not with whom."""
    actor = context.named.actors[index]
    if actor.form not in PLACES or context.token(actor).dep != "obl":
        return False
    return any(
        place.span.start <= actor.span.start < place.span.end for place in context.places.get(actor.sentence, [])
    )


def _below(sentence: Sentence, noun: int) -> list[int]:
    """The nominal modifiers below a noun, and theirs."""
    found = [t.index for t in children(sentence, noun, ("nmod",))]
    for index in found:
        found.extend(t.index for t in children(sentence, index, ("nmod",)))
    return found


def resolve_plural(
    context: Context, index: int, known: list[Pair], kind: str, country_referent: Callable[[str], int]
) -> Link | None:
    """The two whom a plural description means; `kind` is "persons", "countries" or "sides"."""
    first = context.first_of(max(context.named.actors[index].sentence - REACH, 0))
    start = bisect_left(known, (first, first))
    before = sorted((p for p in known[start : bisect_left(known, (index, index))] if p[1] < index), key=lambda p: p[1])
    if kind == "persons":
        before = [p for p in before if all(_is_somebody(context, i) for i in p)]
    meant = [(p, _meant(context, p, kind, country_referent)) for p in reversed(before)]
    usable = [(p, two) for p, two in meant if len(two) == 2]
    focus = _focus(context, index)
    codes = {context.referents[r].country for r in focus} - {None}

    def holds_focus(two: tuple[int, ...]) -> bool:
        return bool(set(two) & focus) or any(context.referents[r].country in codes for r in two)

    own_subject = _is_own_subject(context, index)
    outside = kind == "sides" and bool(focus) and not own_subject
    if kind == "sides" and own_subject:
        usable.sort(key=lambda u: u[0][1] not in context.coordinated(u[0][0]))  # "A and B … . Both sides agreed"
        focus = set()
    fitting = [u for u in usable if holds_focus(u[1]) != outside] if focus else usable
    chosen = next(iter(fitting), None) or (None if outside else next(iter(usable), None))
    if chosen is None:
        return None
    pair, two = chosen
    return Link(referents=two, rule="references:pair", antecedent=context.named.actors[pair[1]].span)


def _is_somebody(context: Context, index: int) -> bool:
    """True for one person by name, office or pronoun, not for "a guard"."""
    persons = all(context.referents[r].person for r in context.referents_of(index))
    return persons and context.named.actors[index].form != "agent"


def _meant(context: Context, pair: Pair, kind: str, country_referent: Callable[[str], int]) -> tuple[int, ...]:
    found: list[int] = []
    for index in pair:
        for referent in context.referents_of(index):
            if kind == "countries":
                code = context.referents[referent].country
                if code is None:
                    return ()
                referent = country_referent(code)
            elif kind == "sides" and not _political(context.referents[referent]):
                return ()
            if referent not in found:
                found.append(referent)
    return tuple(found)


def _political(referent: Referent) -> bool:
    return bool(referent.country or referent.org_class)


def _focus(context: Context, index: int) -> set[int]:
    """Who the talk is of: the clause's subject, else the speaker of the statement around."""
    actor = context.named.actors[index]
    subjects = [] if _is_own_subject(context, index) else context.clause_subjects(actor)
    found = {r for i in subjects for r in context.referents_of(i)}
    if found:
        return found
    speech = context.around[index]
    return set(context.referents_of(speech.speaker)) if speech is not None else set()


def _is_own_subject(context: Context, index: int) -> bool:
    actor = context.named.actors[index]
    verb = clause_verb(context.sentence(actor), actor.head)
    return verb is not None and context.is_subject(index)
