"""Whom an act is done to: the slots of its row, and what else of the sentence says it where they are empty."""

from collections.abc import Iterable, Iterator

from communique.events.aims import against_whom, other_party, received, told_by_purpose
from communique.events.filling import fill, others
from communique.events.scene import Scene
from communique.events.sites import struck_places
from communique.events.slots import Site, doers, under_preposition, words_at
from communique.knowledge.event_types import Trigger
from communique.model import Argument
from communique.sentence import ROOT, children, noun_phrase, preposition

VERB_TARGET = ("obj", "owner")
TWO = 2
OUTSIDE = ("appos", "parataxis", "conj", "dep", "obl:npmod")  # how a noun that sums a clause up hangs in it
CAUSES = ("advcl", "obl")  # what moved somebody to give way: a clause or a phrase of time and cause


def targets_of(
    scene: Scene, trigger: Trigger, site: Site, slots: tuple[str, ...], sources: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    """The targets of the act at `site`, from the row's slots, else from where acts of its type name them too."""
    kind, words = trigger.event_type.event_type.casefold(), scene.knowledge.words
    targets = fill(scene, site, slots, places=True, physical=trigger.event_type.physical, besides=sources)
    targets = targets or received(scene, site, slots, sources)
    if not targets and kind in words["voicing_type"]:
        targets = against_whom(scene, site)
    targets = targets or told_by_purpose(scene, trigger, site)
    if not targets and kind in words["striking_type"]:
        targets = struck_places(scene, site, slots)
    if not targets and kind in words["judging_type"]:
        targets = _who_did(scene, site, slots, sources)
    if not targets and kind in words["yielding_type"]:
        targets = _who_moved(scene, site, sources)
    return targets or other_party(scene, site, slots)


def each_other(scene: Scene, site: Site, slots: Iterable[str], sources: tuple[Argument, ...]) -> bool:
    """True for "accused each other", "expelled one another's envoys": what several do, they do to themselves."""
    if len({a.referent for a in sources}) < TWO:
        return False
    words, tokens = scene.knowledge.words, scene.sentence.tokens
    found = (t for slot in slots for part in slot.split("+") for t in words_at(scene, site, part))
    return any(
        tokens[t].lemma in words["reciprocal_pronoun"] and t > 0 and tokens[t - 1].lemma in words["reciprocal_first"]
        for t in found
    )


def _who_did(scene: Scene, site: Site, slots: Iterable[str], sources: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Whose deed is judged: "Chad shut the port, a move Mali condemned", "… and Mali called it a provocation"."""
    for slot in dict.fromkeys(("obj", *slots)):
        if "." in slot:
            continue
        for token in words_at(scene, site, slot):
            verb = _clause_of_deed(scene, token, site)
            if verb is None:
                continue
            if found := others(fill(scene, Site(token=verb, carrier=verb), ("subj",)), sources):
                return found
    return ()


def _clause_of_deed(scene: Scene, token: int, site: Site) -> int | None:
    """The verb of the clause that a word sums up: "a move" beside it, "it" or "the move" in a clause after it."""
    sentence, words = scene.sentence, scene.knowledge.words
    noun = sentence.tokens[token]
    if noun.lemma in words["deed"] and noun.head != ROOT and noun.head < token and _stands_outside(scene, token):
        return _verb_above(scene, noun.head)
    definite = any(t.lemma in words["definite"] for t in children(sentence, token, ("det",)))
    if not (noun.lemma in words["deed_pronoun"] or (definite and noun.lemma in words["deed"])):
        return None
    if site.carrier is None:
        return None
    verb = sentence.tokens[site.carrier]
    while verb.dep in ("conj", "parataxis", "advcl", "ccomp") and verb.head != ROOT:
        above = sentence.tokens[verb.head]
        if above.index < token and above.upos == "VERB" and doers(scene, above.index) != doers(scene, site.carrier):
            return above.index
        verb = above
    return None


def _stands_outside(scene: Scene, token: int) -> bool:
    """True for a noun in apposition to a clause, however the parser hung it there: a comma stands before its phrase."""
    if scene.sentence.tokens[token].dep in OUTSIDE:
        return True
    first, _ = noun_phrase(scene.sentence, token)
    return first > 0 and scene.sentence.tokens[first - 1].text == ","


def _verb_above(scene: Scene, index: int) -> int | None:
    tokens = scene.sentence.tokens
    while tokens[index].upos not in ("VERB", "AUX"):
        index = tokens[index].head
        if index == ROOT:
            return None
    return index


def _who_moved(scene: Scene, site: Site, sources: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """To whom somebody gives way who is told only as what moved him: "after students marched", "under pressure from
    Chad", "in exchange for a promise by Mali"."""
    if site.carrier is None:
        return ()
    for clause in _causes(scene, site.carrier):
        if scene.sentence.tokens[clause].upos in ("VERB", "AUX"):
            named = fill(scene, Site(token=clause, carrier=clause), ("subj",))
        else:
            named = tuple(
                a
                for way in ("from", "by")
                for t in under_preposition(scene.sentence, clause, way)
                for a in scene.arguments(t)
            )
            named = named or fill(scene, Site(token=clause, carrier=None), ("poss", "adj"))
        found = others(named, sources)
        if found:
            return found
    return ()


def _causes(scene: Scene, verb: int) -> Iterator[int]:
    words = scene.knowledge.words
    for token in children(scene.sentence, verb, CAUSES):
        marks = [m.lemma for m in children(scene.sentence, token.index, ("mark", "advmod"))]
        if token.dep == "advcl" and any(m in words["moving_mark"] for m in marks):
            yield token.index
        elif token.dep == "obl" and token.lemma in words["moving_noun"]:
            if preposition(scene.sentence, token.index) in words["moving_preposition"]:
                yield token.index
