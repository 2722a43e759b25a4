"""From words to arguments: who is named where a slot leads."""

from collections.abc import Iterable

from communique.events.scene import Scene
from communique.events.slots import NAMES, OWNING, SPEAKER, VAGUE, Site, owners, words_at
from communique.model import Argument
from communique.sentence import children, first_conjunct, with_conjuncts


def _apposed(scene: Scene, token: int) -> tuple[Argument, ...]:
    """Who is named in apposition ("his rival, Erdoğan", "the three powers – Chad, Niger and Mali")."""
    for child in children(scene.sentence, token, ("appos",)):
        found = tuple(a for t in with_conjuncts(scene.sentence, (child.index,)) for a in scene.arguments(t))
        if found:
            return found
    return ()


def _is_vague(scene: Scene, found: tuple[Argument, ...]) -> bool:
    return all(scene.form(a) in VAGUE for a in found)


def arguments_at(scene: Scene, token: int, *, places: bool = False, physical: bool = False) -> tuple[Argument, ...]:
    """Who is named at a token or in apposition to it; with `places`, also a place attacked, seized or left.

    `physical`: a capital is the place, not its government.
    """
    found = scene.arguments(token)
    if _is_vague(scene, found):
        found = _apposed(scene, token) or found  # what stands beside it says who is meant
    if places and (not found or (physical and _is_capital(scene, found))):
        return scene.place_argument(token) or found
    return found


def _is_capital(scene: Scene, found: tuple[Argument, ...]) -> bool:
    return len(found) == 1 and scene.form(found[0]) == "capital"


def fill(
    scene: Scene,
    site: Site,
    slots: Iterable[str],
    *,
    places: bool = False,
    physical: bool = False,
    doer: bool = False,
    besides: Iterable[Argument] = (),
) -> tuple[Argument, ...]:
    """The arguments of the first slot that names somebody; parts joined by "+" are taken together.

    Before a noun only names count: a capital there is where it is ("the Vienna talks"), a role what it is about. A slot
    that names nobody but those in `besides` is passed over ("lifted its ban on Peru": whose ban it is tells no target).
    """
    own = {a.referent for a in besides if a.referent is not None}
    for slot in slots:
        found: list[Argument] = []
        for part in slot.split("+"):
            if doer and part.startswith("subj.") and not _subject_is_means(scene, site):
                continue
            if part == SPEAKER:
                found += [a for a in scene.speakers(site.token) if a not in found]
                continue
            for token in words_at(scene, site, part):
                named = arguments_at(scene, token, places=places, physical=physical)
                if not named:
                    named = tuple(a for t in measured(scene, token) for a in scene.arguments(t))
                if places and not named and part in scene.knowledge.words["aiming"]:
                    named = owning(scene, token)
                for argument in named:
                    if argument not in found and (part != "adj" or _is_name(scene, argument)):
                        found.append(argument)
        if any(a.referent is None or a.referent not in own for a in found):
            return tuple(found)
    return ()


def measured(scene: Scene, token: int) -> tuple[int, ...]:
    """What a measure measures ("25,000 tons of food aid", "$3m in aid", "thousands of his citizens")."""
    word = scene.sentence.tokens[token]
    if word.lemma not in scene.knowledge.words["measure"] and word.upos not in ("NUM", "SYM"):
        return ()
    return tuple(t.index for t in children(scene.sentence, token, ("nmod",)))


def owning(scene: Scene, token: int) -> tuple[Argument, ...]:
    """Whose the thing is that an act is aimed at ("restrictions on German goods": Germany); by name only."""
    found = (a for owner in owners(scene, token) for a in scene.arguments(owner))
    return tuple(a for a in found if scene.form(a) in OWNING)


def others(found: Iterable[Argument], own: Iterable[Argument]) -> tuple[Argument, ...]:
    """Those found who are nobody of `own`."""
    known = {a.referent for a in own}
    return tuple(a for a in found if a.referent not in known)


def _subject_is_means(scene: Scene, site: Site) -> bool:
    """ "Turkish shelling killed two", "a UN resolution urged …": Turkey, the UN did; "the Polish driver killed":
    Poland did not."""
    tokens = scene.sentence.tokens
    means = scene.knowledge.words["means"] | scene.knowledge.words["document"]
    return any(t == site.noun or tokens[t].lemma in means for t in words_at(scene, site, "subj"))


def _is_name(scene: Scene, argument: Argument) -> bool:
    if argument.named is None:
        return False
    actor = scene.named.actors[argument.named]
    return actor.form in NAMES or (actor.form == "agent" and actor.country is not None)


def thing(scene: Scene, site: Site, slots: Iterable[str]) -> int | None:
    """The head of the first thing in these slots that is nobody: what the act is done to or about."""
    for slot in slots:
        for token in words_at(scene, site, slot):
            first = first_conjunct(scene.sentence, token)
            if first != token and scene.arguments(first):
                continue  # "accused the party and its wings": somebody, and what goes with them
            if not scene.arguments(token) and scene.sentence.tokens[token].upos in ("NOUN", "PROPN", "NUM"):
                return token
    return None
