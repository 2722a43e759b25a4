"""From slots to words, from words to arguments: where the actors of an act stand around its trigger."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.events.scene import Scene
from communique.model import Sentence, Token
from communique.sentence import (
    OBJECTS,
    ROOT,
    SUBJECTS,
    agents,
    ancestors,
    by_preposition,
    children,
    first_conjunct,
    is_passive,
    patients,
    preposition,
    recipients,
    relative_head,
    subjunctives,
    with_conjuncts,
)

CLAUSE_STEPS = {
    "xcomp": ("xcomp",),
    "ccomp": ("ccomp",),
    "acl": ("acl",),
    "advcl": ("advcl",),
    "relcl": ("acl:relcl",),
    "appos": ("appos",),
}
ROLE_OF_SUBJECT = {"subj": "source", "theme": "target"}
OWNING = ("demonym", "country", "organisation", "person", "office")
VAGUE = ("plural", "description", "pronoun")  # forms that mean somebody named elsewhere
NAMES = ("demonym", "country", "organisation", "person", "name")  # forms that may name a doer before a noun
SPEAKER = "speaker"  # the slot of who says the words in which the act stands
UNDER_PREPOSITION = ("obl", "nmod", "obl:agent", "advcl", "acl", "xcomp", "ccomp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where an act stands: its trigger, the verb that carries it (the trigger itself for a verb), its noun."""

    token: int
    carrier: int | None  # the verb whose clause tells the act; None for a noun standing alone
    noun: int | None = None  # the noun of a verb + noun trigger
    carrier_role: str = "source"  # what the carrier's subject is to the act

    @property
    def anchors(self) -> tuple[int, ...]:
        """The tokens under which phrases of the act may stand."""
        return tuple(dict.fromkeys(t for t in (self.noun, self.token, self.carrier) if t is not None))


def words_at(scene: Scene, site: Site, slot: str) -> tuple[int, ...]:
    """The tokens a slot leads to, each head with its conjuncts, in reading order."""
    first, *steps = slot.split(".")
    found = _first_step(scene, site, first)
    for step in steps:
        found = tuple(t for i in found for t in _step(scene, i, step))
    return with_conjuncts(scene.sentence, found)


def _first_step(scene: Scene, site: Site, step: str) -> tuple[int, ...]:
    if step in ROLE_OF_SUBJECT:
        carried = site.carrier is not None and site.carrier_role == ROLE_OF_SUBJECT[step]
        if site.carrier is None and step == "theme":
            return _under(scene, site.token)
        if site.carrier is None:
            return _on(scene, site.token)
        return doers(scene, site.carrier) if site.carrier is not None and carried else ()
    if step == "clause":
        return _clause_above(scene, site)
    if step == "noun":
        return () if site.noun is None else (site.noun,)
    if step == "iobj" and site.carrier is not None:
        return recipients(scene.sentence, site.carrier)  # also of a noun's verb ("gave Chad its promise")
    if step in ("obj", "iobj", "owner"):
        return _step(scene, site.token, step) if site.carrier == site.token else ()
    found: list[int] = []
    for anchor in site.anchors:
        found += [t for t in _step(scene, anchor, step) if t not in found and t not in site.anchors]
    return tuple(found)


def _under(scene: Scene, noun: int) -> tuple[int, ...]:
    """Who undergoes what they are under ("villages under attack from …", "held Chadians under siege")."""
    sentence, token = scene.sentence, scene.sentence.tokens[noun]
    if preposition(sentence, noun) not in scene.knowledge.words["undergoing"]:
        return ()
    if children(sentence, noun, ("cop",)):
        return tuple(t.index for t in children(sentence, noun, SUBJECTS))  # "Chad is under attack"
    if token.head == ROOT:
        return ()
    if token.dep == "nmod":
        return (token.head,)
    spots = (*patients(sentence, token.head), *agents(sentence, token.head)) if token.dep == "obl" else ()
    return tuple(t for t in spots if t < noun)[:1]


def _on(scene: Scene, noun: int) -> tuple[int, ...]:
    """Who is at what they are on ("prisoners on hunger strike", "dockers on strike")."""
    sentence, token = scene.sentence, scene.sentence.tokens[noun]
    if token.dep != "nmod" or token.head == ROOT or children(sentence, noun, ("det", "nmod:poss")):
        return ()
    undertaking = preposition(sentence, noun) in scene.knowledge.words["undertaking"]
    return (token.head,) if undertaking and scene.arguments(token.head) else ()


def _clause_above(scene: Scene, site: Site) -> tuple[int, ...]:
    """Who does what the clause around a noun says ("said after a meeting with May": whoever said it)."""
    sentence = scene.sentence
    noun = sentence.tokens[first_conjunct(sentence, site.token)]
    while scene.is_measured(noun):
        noun = sentence.tokens[noun.head]  # "after three days of talks"
    if site.carrier is not None or noun.head == ROOT:
        return ()
    above = sentence.tokens[noun.head]
    if noun.dep == "nmod" and preposition(sentence, noun.index) in scene.knowledge.words["clausal_preposition"]:
        return agents(sentence, above.head) if above.dep in ("obj", "obl") else ()  # "lifted the ban at Chad's request"
    return agents(sentence, noun.head) if noun.dep == "obl" else ()


def _step(scene: Scene, index: int, step: str) -> tuple[int, ...]:
    sentence = scene.sentence
    if step == "subj":
        return doers(scene, index)
    if step == "obj":
        return tuple(antecedent(scene, t, index) for t in undergoers(scene, index))
    if step == "iobj":
        return recipients(sentence, index)
    if step == "owner":
        return tuple(o for p in undergoers(scene, index) for o in owners(scene, p))
    if step == "poss":
        return tuple(_whose(sentence, t) for t in children(sentence, index, ("nmod:poss",)))
    if step == "adj":
        return tuple(t.index for t in children(sentence, index, ("amod", "compound", "nmod")) if t.index < index)
    if step == "subjunctive":
        return subjunctives(sentence, index)
    if step in CLAUSE_STEPS:
        below = children(sentence, index, CLAUSE_STEPS[step])
        return tuple(t.index for t in below) or (_that_clause(scene, index) if step == "ccomp" else ())
    found = tuple(under_preposition(sentence, index, step))
    return found or _behind_another(scene, index, step)


def _whose(sentence: Sentence, possessor: Token) -> int:
    """The possessor; for "whose" what the relative clause hangs on."""
    if possessor.xpos != "WP$":
        return possessor.index
    clause = next((t for t in ancestors(sentence, possessor.index) if t.dep == "acl:relcl"), None)
    return possessor.index if clause is None else clause.head


def _that_clause(scene: Scene, noun: int) -> tuple[int, ...]:
    """What a noun says in a clause that the parser took for a relative one ("the charge that Chad had shelled …")."""
    for clause in children(scene.sentence, noun, ("acl:relcl", "acl")):
        if any(t.xpos == "IN" and t.dep == "mark" for t in children(scene.sentence, clause.index, ("mark",))):
            if scene.sentence.tokens[noun].upos == "NOUN" and agents(scene.sentence, clause.index) != (noun,):
                return (clause.index,)
    return ()


def _behind_another(scene: Scene, noun: int, word: str) -> tuple[int, ...]:
    """ "an attack by Norway on Peru": the second phrase, hung by the parser on the actor in the first."""
    if word not in scene.knowledge.words["chained"] or scene.sentence.tokens[noun].upos != "NOUN":
        return ()
    below = (t.index for t in children(scene.sentence, noun, ("nmod",)) if scene.arguments(t.index))
    return tuple(t for i in below for t in under_preposition(scene.sentence, i, word))


def doers(scene: Scene, verb: int) -> tuple[int, ...]:
    """Who does what a verb says, in the sentence's own words: see `agents`; of a gerund under a preposition that goes
    with an object, the object ("accused Chad of shelling", "kept Chad from shelling": Chad)."""
    controlled = _controllers(scene, verb) or _causers(scene, verb)
    if controlled:
        return controlled
    found = _past_a_thing(scene, verb, tuple(antecedent(scene, t, verb) for t in agents(scene.sentence, verb)))
    return _makers(scene, found) or found


def _makers(scene: Scene, found: tuple[int, ...]) -> tuple[int, ...]:
    """Who made the paper that does it ("signed a decree banning …", "Chad's letter accused …", "a law passed by …")."""
    sentence, words = scene.sentence, scene.knowledge.words
    if len(found) != 1 or sentence.tokens[found[0]].lemma not in words["paper"] or scene.arguments(found[0]):
        return ()
    paper = sentence.tokens[found[0]]
    spots = list(owners(scene, paper.index))
    for clause in children(sentence, paper.index, ("acl", "acl:relcl")):
        spots += agents(sentence, clause.index) if clause.lemma in words["enacting"] else ()
    if (
        paper.dep in OBJECTS | SUBJECTS
        and paper.head != ROOT
        and sentence.tokens[paper.head].lemma in words["enacting"]
    ):
        spots += agents(sentence, paper.head)
    return tuple(t for t in dict.fromkeys(spots) if t != paper.index and scene.arguments(t))


def undergoers(scene: Scene, verb: int) -> tuple[int, ...]:
    """To whom a verb is done: see `patients`; also the noun of a relative clause without a pronoun ("a move Chad
    condemned"), if it is no time or manner."""
    sentence, token = scene.sentence, scene.sentence.tokens[verb]
    found = patients(sentence, verb)
    if (
        found
        or token.dep != "acl:relcl"
        or sentence.tokens[token.head].lemma in scene.knowledge.words["adverbial_noun"]
    ):
        return found
    gap = children(sentence, verb, SUBJECTS)
    own = any(t.xpos not in ("WDT", "WP") and t.dep == "nsubj" for t in gap)
    return with_conjuncts(sentence, (token.head,)) if own else ()


def _past_a_thing(scene: Scene, verb: int, found: tuple[int, ...]) -> tuple[int, ...]:
    """Who does an infinitive behind an object that is nobody ("pledged $3bn to buy tanks": who pledged)."""
    token = scene.sentence.tokens[first_conjunct(scene.sentence, verb)]
    if token.dep != "xcomp" or token.head == ROOT or any(scene.arguments(t) for t in found):
        return found
    if not set(found) & set(patients(scene.sentence, token.head)) or is_passive(scene.sentence, token.head):
        return found
    above = agents(scene.sentence, token.head)
    return above if any(scene.arguments(t) for t in above) else found


def _doers_of_deed(scene: Scene, noun: Token) -> tuple[int, ...]:
    """Whose the deed is that a gerund fills ("made a point of thanking", "Chad's practice of jailing")."""
    if noun.lemma not in scene.knowledge.words["doing"]:
        return ()
    owner = children(scene.sentence, noun.index, ("nmod:poss",))
    if owner or noun.head == ROOT or noun.dep != "obj":
        return tuple(t.index for t in owner)
    return agents(scene.sentence, noun.head)


def _causers(scene: Scene, verb: int) -> tuple[int, ...]:
    """Who had it done ("had the envoy arrested")."""
    token = scene.sentence.tokens[first_conjunct(scene.sentence, verb)]
    if token.dep != "xcomp" or token.xpos != "VBN" or not is_passive(scene.sentence, token.index):
        return ()
    above = scene.sentence.tokens[token.head]
    return agents(scene.sentence, above.index) if above.lemma in scene.knowledge.words["causative"] else ()


def _controllers(scene: Scene, verb: int) -> tuple[int, ...]:
    sentence = scene.sentence
    token = sentence.tokens[first_conjunct(sentence, verb)]
    if (
        token.dep == "acl"
        and token.xpos == "VBG"
        and sentence.tokens[token.head].lemma in scene.knowledge.words["doing"]
    ):
        return _doers_of_deed(scene, sentence.tokens[token.head])
    if token.dep != "advcl" or token.xpos != "VBG" or is_passive(sentence, verb):
        return ()
    below = children(sentence, token.index, ("mark", *SUBJECTS))
    leading = scene.knowledge.words["object_control"]
    if any(t.dep != "mark" for t in below) or not any(t.xpos == "IN" and t.lemma in leading for t in below):
        return ()
    return tuple(t for t in patients(sentence, token.head) if scene.arguments(t))


def antecedent(scene: Scene, noun: int, verb: int) -> int:
    """What a relative clause is about: a person for "who", also where the parser hung the clause on a thing below the
    person ("a soldier with a Danish mother's passport, who was killed")."""
    sentence, token = scene.sentence, scene.sentence.tokens[noun]
    if sentence.tokens[verb].dep != "acl:relcl" or sentence.tokens[verb].head != noun or scene.arguments(noun):
        return noun
    if not any(t.xpos == "WP" for t in children(sentence, verb, SUBJECTS | OBJECTS)):
        return noun
    while token.dep in ("nmod", "obl") and token.head != ROOT:
        above = sentence.tokens[token.head]
        spots = patients(sentence, above.index) if token.dep == "obl" else (above.index,)
        named = [t for t in spots if t < noun and scene.arguments(t)]
        if named:
            return named[-1]
        token = above
    return noun


def under_preposition(sentence: Sentence, index: int, word: str) -> Iterator[int]:
    """The nominal or gerund clause under a preposition below a token ("of" in "accused of bombing")."""
    for token in children(sentence, index, UNDER_PREPOSITION):
        marks = children(sentence, token.index, ("mark",))
        if preposition(sentence, token.index) == word or any(m.lemma == word and m.xpos == "IN" for m in marks):
            yield relative_head(sentence, index, token.index)


def owners(scene: Scene, noun: int) -> tuple[int, ...]:
    """Whose a thing is: possessor, adjective of nationality, the of-, by-, from-phrase, who wrote or proposed it."""
    before = (*_step(scene, noun, "poss"), *_step(scene, noun, "adj"))
    words = scene.knowledge.words
    whose = words["owner"] - words["theme"] if _names_owner(scene, before) else words["owner"]
    behind = (t.index for t in by_preposition(scene.sentence, noun, whose, ("nmod",)))
    found = (*before, *behind, *_authors(scene, noun))
    return found if any(scene.arguments(t) for t in found) else (*found, *parties(scene, noun))


def _names_owner(scene: Scene, before: Iterable[int]) -> bool:
    """True for "Norway's criticism of Peru": behind "of" stands what it is about."""
    return any(scene.form(a) in OWNING for t in before for a in scene.arguments(t))


def parties(scene: Scene, noun: int) -> Iterator[int]:
    """With whom a deal is that is nobody's else ("rejected an agreement signed with Chad")."""
    words = scene.knowledge.words
    if scene.sentence.tokens[noun].lemma in words["shared_thing"]:
        spots = (noun, *(t.index for t in children(scene.sentence, noun, ("acl",))))
        for spot in spots:
            yield from (t.index for t in by_preposition(scene.sentence, spot, words["party"], ("nmod", "obl")))


def _authors(scene: Scene, noun: int) -> Iterator[int]:
    """Who made the thing ("a plan drafted by Chad", "a plan that Chad proposed")."""
    for clause in children(scene.sentence, noun, ("acl", "acl:relcl")):
        if clause.lemma in scene.knowledge.words["authoring"]:
            yield from (t for t in agents(scene.sentence, clause.index) if t != noun)


def is_one_of(word: Token, nouns: frozenset[str]) -> bool:
    """True for one of the nouns, also where a capital at the sentence's head was read as a name ("Missiles hit …")."""
    plural_name = word.upos == "PROPN" and word.lemma.endswith("s")
    return word.lemma in nouns or (plural_name and word.lemma[:-1] in nouns)
