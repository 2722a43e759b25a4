"""Clauses: predicates with a copula, complements, raised objects, recipients."""

from communique.linguistics.phrases import NOMINALS, VERBAL
from communique.linguistics.tree import ROOT, Tree
from communique.linguistics.wordlists import WordLists

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
PREDICATIVES = ("attr", "acomp", "oprd")
COMPLEMENTS = ("ccomp", "xcomp")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERB_TAGS = frozenset({"VB", "VBD", "VBZ", "VBP"})
AUXILIARIES = ("aux", "aux:pass", "cop")


def turn_copulas(tree: Tree, lists: WordLists) -> None:
    """Make each predicate with a copula the head of its clause; set existential subjects and extraposed clauses."""
    for index in tree.bottom_up():
        if not lists.plays(tree.lemmas[index], "copula") or tree.upos[index] not in VERBAL:
            continue
        if tree.deps[index] in ("aux", "aux:pass"):
            continue
        if tree.has(index, ("expl",)):
            _existential(tree, index)
            continue
        predicate = _predicate(tree, index)
        if predicate is None:
            tree.upos[index] = "VERB"
            continue
        tree.promote(predicate, tree.deps[index], "cop", keep=("fixed",))
        tree.upos[index] = "AUX"
        _extrapose(tree, predicate, lists)


def _existential(tree: Tree, index: int) -> None:
    """ "There is a plan": the plan is the subject, and there is no copula."""
    tree.upos[index] = "VERB"
    if not tree.has(index, SUBJECTS):
        for kid in tree.under(index, PREDICATIVES)[:1]:
            tree.deps[kid] = "nsubj"


def _predicate(tree: Tree, index: int) -> int | None:
    """What is said of the subject, if it is no clause: a nominal, an adjective, a prepositional phrase, an adverb."""
    named = tree.under(index, PREDICATIVES)
    if named:
        after = [k for k in named if k > index] or named
        return None if _is_clause(tree, after[0]) else after[0]
    if tree.has(index, COMPLEMENTS) or not tree.has(index, SUBJECTS):
        return None
    oblique = [k for k in tree.under(index, ("obl",)) if k > index and tree.has(k, ("case",))]
    adverbs = [k for k in tree.under(index, ("advmod",)) if _says_where(tree, index, k)]
    return next(iter(adverbs + oblique), None)


def _is_clause(tree: Tree, index: int) -> bool:
    """True for a complement with a verb of its own and a subject or a mark ("is what they want", "is to talk")."""
    verbal = tree.words[index].tag in VERB_TAGS
    return (verbal and tree.has(index, (*SUBJECTS, "mark", "aux", "obj"))) or tree.has(index, ("cop",))


def _says_where(tree: Tree, index: int, adverb: int) -> bool:
    """An adverb right after the copula with nothing behind it but the end ("is here"), or a wh-word before it."""
    if tree.words[adverb].tag == "WRB":
        return adverb < index
    if adverb != index + 1 or "Polarity=Neg" in tree.feats[adverb] or tree.words[adverb].text.endswith("ly"):
        return False
    return not any(k > adverb and tree.deps[k] in ("obl", "advcl") for k in tree.kids[index])


def _extrapose(tree: Tree, predicate: int, lists: WordLists) -> None:
    """ "It is clear that he lied": "it" is an expletive, the clause is the subject."""
    it = [k for k in tree.under(predicate, ("nsubj",)) if lists.plays(tree.lemmas[k], "expletive")]
    clauses = [k for k in tree.under(predicate, COMPLEMENTS) if k > predicate]
    judged = tree.words[predicate].tag[:2] in ("JJ", "NN")
    if judged and len(it) == 1 and clauses and _is_extraposed(tree, clauses[0], lists):
        tree.deps[it[0]] = "expl"
        tree.deps[clauses[0]] = "csubj"


def _is_extraposed(tree: Tree, clause: int, lists: WordLists) -> bool:
    """True where the clause is marked by "that", or hung on the copula and not on the adjective ("ready to strike")."""
    that = any(lists.plays(tree.lemmas[m], "complementiser") for m in tree.under(clause, ("mark",)))
    hung_on = tree.given.heads[clause]
    return (that and tree.deps[clause] == "ccomp") or lists.plays(tree.lemmas[hung_on], "copula")


def mark_expletives(tree: Tree, lists: WordLists) -> None:
    """ "It was reported that …": "it" is an expletive. The clause stays `ccomp`, as in the active."""
    for verb in range(len(tree)):
        subjects = tree.under(verb, ("nsubj:pass",))
        if len(subjects) != 1 or not lists.plays(tree.lemmas[subjects[0]], "expletive"):
            continue
        clauses = [k for k in tree.under(verb, ("ccomp",)) if k > verb]
        if clauses and any(lists.plays(tree.lemmas[m], "complementiser") for m in tree.under(clauses[0], ("mark",))):
            tree.deps[subjects[0]] = "expl"


def is_finite(tree: Tree, verb: int) -> bool:
    """True where the clause has a finite verb: its own, an auxiliary or a copula."""
    verbs = [verb, *tree.under(verb, AUXILIARIES)]
    return any(tree.words[i].tag in FINITE for i in verbs)


def raise_subjects(tree: Tree, lists: WordLists) -> None:
    """ "made Iran leave", "wants Iran to leave": the lower subject is the upper object, the clause an `xcomp`."""
    for clause in range(len(tree)):
        head = tree.heads[clause]
        if tree.deps[clause] != "ccomp" or head == ROOT or tree.upos[head] not in VERBAL or tree.has(head, ("obj",)):
            continue
        subjects = [k for k in tree.under(clause, ("nsubj", "nsubj:pass")) if head < k < clause]
        if len(subjects) != 1 or is_finite(tree, clause) or not _is_bare(tree, clause, subjects[0], lists):
            continue
        tree.attach(subjects[0], head, "obj")
        tree.deps[clause] = "xcomp"


def _is_bare(tree: Tree, clause: int, subject: int, lists: WordLists) -> bool:
    """No mark but "to"; a passive subject needs the "to" ("demanded Iran be punished" stays a clause)."""
    marks = tree.under(clause, ("mark",))
    to = [m for m in marks if lists.plays(tree.lemmas[m], "particle")]
    return len(to) == len(marks) and (tree.deps[subject] == "nsubj" or bool(to))


def set_recipients(tree: Tree, lists: WordLists) -> None:
    """The first of two objects side by side, and the object of telling beside a clause, is the recipient."""
    for verb in range(len(tree)):
        if tree.upos[verb] != "VERB":
            continue
        objects = tree.under(verb, ("obj",))
        if not objects or tree.has(verb, ("iobj",)):
            continue
        after = [k for k in objects if k > verb]
        tells = lists.plays(tree.lemmas[verb], "telling") and tree.has(verb, ("ccomp",))
        if (len(after) > 1 and tree.edges(after[0])[1] + 1 == tree.edges(after[1])[0]) or (after and tells):
            tree.deps[after[0]] = "iobj"


def name_remaining(tree: Tree, lists: WordLists) -> None:
    """Give the labels that depend on their surroundings their UD names."""
    for index, dep in enumerate(tree.deps):
        head = tree.heads[index]
        nominal = head != ROOT and tree.upos[head] in NOMINALS and not tree.has(head, ("cop",))
        if dep == "relcl":
            tree.deps[index] = "acl:relcl" if head != ROOT and tree.upos[head] in NOMINALS else "advcl"
        elif dep == "npadvmod":
            tree.deps[index] = _bare_nominal(tree, index, nominal, lists)
        elif dep in PREDICATIVES:
            tree.deps[index] = "xcomp"
        elif dep in ("pobj", "pcomp"):
            tree.deps[index] = "nmod" if nominal else "obl"
        elif dep == "prep":
            tree.deps[index] = "advmod"
        elif dep in ("dative", "agent"):
            tree.deps[index] = "iobj" if tree.upos[index] in NOMINALS else "advmod"


def _bare_nominal(tree: Tree, index: int, under_nominal: bool, lists: WordLists) -> str:
    """`obl` or `nmod`, of time or of measure."""
    if tree.upos[index] not in NOMINALS:
        return "advmod"
    head = tree.heads[index]
    kind = "tmod" if tree.lemmas[index] in lists.time_nouns else "npmod"
    if head != ROOT and tree.upos[head] in ("ADV", "ADJ") and not tree.has(head, ("cop",)):
        kind = "npmod"
    return ("nmod:" if under_nominal else "obl:") + kind
