"""How many persons words name: "at least 20 people", "dozens of soldiers", "between 20 and 30", "no one"."""

from collections.abc import Collection, Iterator

from communique.events.numerals import Number, is_number, read_number
from communique.events.scene import Scene
from communique.model import Token
from communique.sentence import by_preposition, children

COUNTING = ("nummod", "amod", "det", "compound", "advmod")  # relations under which parsers hang a number on its noun
NAMING_PERSONS = ("person", "office", "demonym")


def count_at(scene: Scene, token: int) -> Number | None:
    """How many persons a nominal names; None where it names no persons or does not say how many."""
    words, word = scene.knowledge.sizes, scene.sentence.tokens[token]
    if _is_nobody(scene, word):
        return Number(low=0, high=0, first=_determiner(scene, token), last=token)
    if is_number(word, words) and not _is_people(scene, word):
        return _bare(scene, token)
    if word.lemma in words.sets["group"]:
        return _of_number(scene, token)
    if not is_person(scene, token):
        return None
    number = number_on(scene, token)
    return number or _single(scene, word)


def counted(scene: Scene, tokens: Collection[int]) -> Number | None:
    """The persons named by coordinated nominals, added up; persons without a number leave the sum open."""
    found, is_open = [], False
    for token in tokens:
        number = count_at(scene, token)
        if number is not None:
            found.append(number)
        else:
            is_open = is_open or is_person(scene, token)
    if not found:
        return None
    if len(found) > 1 and all(is_number(scene.sentence.tokens[t], scene.knowledge.sizes) for t in tokens):
        return _either(found)
    highs = [number.high for number in found]
    return Number(
        low=sum(number.low for number in found),
        high=None if is_open or None in highs else sum(high or 0 for high in highs),
        first=min(number.first for number in found),
        last=max(number.last for number in found),
        known=all(number.known for number in found),
    )


def _either(found: list[Number]) -> Number:
    """ "hundreds, possibly thousands, of people": one number, from the lowest to the highest that is said."""
    highs = [number.high for number in found if number.high is not None]
    first, last = min(number.first for number in found), max(number.last for number in found)
    return Number(low=min(n.low for n in found), high=max(highs, default=None), first=first, last=last)


def number_on(scene: Scene, noun: int) -> Number | None:
    """The number that stands before a noun, whatever the noun is, with the noun."""
    words = scene.knowledge.sizes
    seeds = [t for t in children(scene.sentence, noun, COUNTING) if t.index < noun and is_number(t, words)]
    for seed in reversed(seeds):
        number = read_number(scene.sentence, seed.index, words)
        if number is not None and number.last < noun:
            return Number(low=number.low, high=number.high, first=number.first, last=noun)
    return None


def is_person(scene: Scene, token: int) -> bool:
    """True where the words mean human beings: a role, a people, somebody's name."""
    word = scene.sentence.tokens[token]
    if word.lemma in scene.knowledge.sizes.sets["group"]:
        return False
    return _is_people(scene, word) or bool(set(_forms(scene, token)) & set(NAMING_PERSONS))


def _is_people(scene: Scene, word: Token) -> bool:
    people = scene.knowledge.sizes.people
    return word.text.lower() in people or (word.lemma in people and word.upos != "ADJ")


def _forms(scene: Scene, token: int) -> Iterator[str]:
    """How those are named whose words have their head here."""
    return (scene.named.actors[i].form for i in scene.actors.get(token, ()) if scene.named.actors[i].head == token)


def _is_nobody(scene: Scene, word: Token) -> bool:
    if word.lemma in scene.knowledge.sizes.sets["none"]:
        return True
    return _is_denied(scene, word.index) and (is_number(word, scene.knowledge.sizes) or is_person(scene, word.index))


def _is_denied(scene: Scene, noun: int) -> bool:
    return any(t.lemma in scene.knowledge.words["no"] for t in children(scene.sentence, noun, ("det",)))


def none_of(scene: Scene, noun: int) -> Number | None:
    """Zero, where a noun of whatever kind is denied ("no casualties")."""
    return Number(low=0, high=0, first=_determiner(scene, noun), last=noun) if _is_denied(scene, noun) else None


def _determiner(scene: Scene, token: int) -> int:
    return min((t.index for t in children(scene.sentence, token, ("det",))), default=token)


def _bare(scene: Scene, token: int) -> Number | None:
    """A number in place of its noun ("killed 12", "dozens of soldiers", "two of them")."""
    number = read_number(scene.sentence, token, scene.knowledge.sizes)
    below = by_preposition(scene.sentence, token, scene.knowledge.sizes.sets["of"], ("nmod", "obl"))
    if number is None or not below:
        return number
    whole = below[0]
    if whole.index <= number.last:
        return number
    if not (is_person(scene, whole.index) or whole.upos == "PRON"):
        return None
    return Number(low=number.low, high=number.high, first=number.first, last=whole.index)


def _of_number(scene: Scene, group: int) -> Number | None:
    """A group by the number of its heads ("a family of five", "a crowd of 3,000 students")."""
    for member in by_preposition(scene.sentence, group, scene.knowledge.sizes.sets["of"], ("nmod",)):
        number = count_at(scene, member.index)
        if number is not None and (number.low, number.high) != (1, 1):
            return Number(low=number.low, high=number.high, first=_determiner(scene, group), last=number.last)
    return None


def _single(scene: Scene, word: Token) -> Number | None:
    """One person: a name, or a singular noun with a determiner or possessor ("a man", "their leader")."""
    if "Number=Sing" not in word.feats:
        return None
    below = children(scene.sentence, word.index, ("det", "nmod:poss"))
    single = [t.index for t in below if t.dep == "nmod:poss" or t.lemma in scene.knowledge.sizes.sets["single"]]
    named = [scene.named.actors[i] for i in scene.actors.get(word.index, ()) if scene.named.actors[i].form == "person"]
    if not single and not named:
        return None
    first = min((*single, *(a.first for a in named)))
    known = not any(t.lemma in scene.knowledge.sizes.sets["article"] for t in below)
    return Number(low=1, high=1, first=min(first, word.index), last=word.index, known=known)
