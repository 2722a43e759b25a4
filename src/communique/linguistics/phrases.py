"""Prepositional phrases and words that work as one: the nominal becomes the head, the preposition its `case`."""

from communique.linguistics.tree import ROOT, Tree
from communique.linguistics.wordlists import WordLists

NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"})
VERBAL = frozenset({"VERB", "AUX"})
PREPOSITIONAL = frozenset(
    {"prep", "agent", "dative", "pcomp", "prt", "dep", "advmod", "mark", "cc", "neg", "punct", "case"}
)
LINKS = PREPOSITIONAL | {"amod", "quantmod", "npadvmod", "preconj", "predet", "advcl", "acl", "aux", "nmod", "det"}
FIRST_DEP = {"case": "prep", "mark": "mark", "cc": "cc"}  # what the first word of a fixed expression is in CLEAR terms
LONE = ("prep", "agent", "dative")  # labels that want an object and may lack it
OBJECT_LIKE = ("pobj", "pcomp")
BARE_OBJECTS = ("amod", "advmod", "nummod", "npadvmod")  # "in general", "until recently"


def fix_expressions(tree: Tree, lists: WordLists) -> None:
    """Make one unit of each expression in the list whose words hang together: the first word leads."""
    texts = [word.text.lower() for word in tree.words]
    index = 0
    while index < len(texts):
        for words, relation in lists.fixed.get(texts[index], ()):
            end = index + len(words)
            if tuple(texts[index:end]) == words and _fix(tree, index, end, relation):
                index = end - 1
                break
        index += 1


def _fix(tree: Tree, start: int, end: int, relation: str) -> bool:
    """Join the words `[start, end)`; False where they do not hang together or the whole is no function word.

    They hang together where the parser hung them on each other, or all on the same head.
    """
    group = range(start, end)
    tops = [i for i in group if tree.heads[i] not in group]
    if len({tree.heads[i] for i in tops}) != 1 or any(tree.deps[i] not in LINKS for i in tops):
        return False
    below = [k for i in group for k in tree.kids[i] if k not in group]
    if relation == "case" and not any(tree.deps[k] in OBJECT_LIKE for k in below):
        return False
    if relation != "case" and any(tree.deps[k] in OBJECT_LIKE for k in below):
        return False
    top = next((i for i in tops if tree.has(i, OBJECT_LIKE)), tops[0])
    dep = FIRST_DEP.get(relation, tree.deps[top] if tree.deps[top] == "quantmod" else "advmod")
    if tree.deps[top] == "pcomp" or (tree.deps[top] == "agent" and relation == "case"):
        dep = tree.deps[top]
    tree.attach(start, tree.heads[top])
    for kid in below:
        tree.attach(kid, start)
    for word in group:
        if word != start:
            tree.attach(word, start, "fixed")
    tree.deps[start] = dep
    return True


def turn_prepositions(tree: Tree) -> None:
    """Turn every preposition round, innermost first."""
    for index in tree.bottom_up():
        if not tree.kids[index] and tree.deps[index] not in LONE:
            continue
        _join_adverb_objects(tree, index)
        objects = tree.under(index, ("pobj",))
        clauses = tree.under(index, ("pcomp",))
        if objects:
            _promote_object(tree, index, objects)
        elif clauses and tree.upos[clauses[0]] in VERBAL:
            _promote_clause(tree, index, clauses[0])
        elif clauses:
            _promote_object(tree, index, clauses)
        elif tree.deps[index] in LONE and tree.upos[index] not in NOMINALS:
            _without_object(tree, index)


def _join_adverb_objects(tree: Tree, index: int) -> None:
    """Read "in general" and "until recently" as prepositions with an object."""
    if tree.deps[index] not in ("prep", "agent") or tree.has(index, OBJECT_LIKE):
        return
    after = [k for k in tree.under(index, BARE_OBJECTS) if k > index]
    if after:
        tree.deps[after[-1]] = "pobj"


def _promote_object(tree: Tree, index: int, objects: list[int]) -> None:
    """The (first) object takes the preposition's place; further objects hang on the first."""
    first = objects[0]
    for other in objects[1:]:
        tree.attach(other, first, "nmod" if tree.upos[first] in NOMINALS else "obl")
    dep = nominal_relation(tree, index)
    tree.promote(first, dep, "case", keep=("fixed",))
    if tree.upos[index] == "SCONJ":
        tree.upos[index] = "ADP"


def nominal_relation(tree: Tree, index: int) -> str:
    """What a prepositional phrase is to its head, told by the preposition's own relation and the head's kind."""
    dep, head = tree.deps[index], tree.heads[index]
    if dep == "agent":
        return "obl:agent"
    if dep == "pcomp" and head != ROOT and tree.deps[head] in PREPOSITIONAL:
        return "pobj"  # "from behind the lines": an object for the outer preposition
    if dep not in PREPOSITIONAL or head == ROOT:
        return dep
    if dep == "prep" and tree.deps[head] in ("prep", "agent") and not tree.has(head, OBJECT_LIKE):
        return "pobj"
    return "nmod" if tree.upos[head] in NOMINALS else "obl"


def _promote_clause(tree: Tree, index: int, verb: int) -> None:
    """The clause takes the preposition's place, which becomes its `mark` ("without saying")."""
    dep, head = tree.deps[index], tree.heads[index]
    if dep in PREPOSITIONAL and head != ROOT:
        if dep == "pcomp" and tree.deps[head] in PREPOSITIONAL:
            dep = "pcomp"
        else:
            dep = "acl" if tree.upos[head] in NOMINALS else "advcl"
    tree.promote(verb, dep, "mark", keep=("fixed",))
    if tree.upos[index] == "ADP":
        tree.upos[index] = "SCONJ"


def _without_object(tree: Tree, index: int) -> None:
    """A preposition left alone: stranded in a relative clause or a passive it stands for its noun, else an adverb."""
    head = tree.heads[index]
    stranded = head != ROOT and (
        tree.deps[head] in ("relcl", "acl") or tree.has(head, ("auxpass", "aux:pass")) or _asks(tree, head)
    )
    tree.deps[index] = "obl" if stranded and index > head else "advmod"


def _asks(tree: Tree, verb: int) -> bool:
    """True where a wh-word stands before the verb ("what they talked about")."""
    return any(k < verb and tree.words[k].tag in ("WP", "WDT") for k in tree.kids[verb])
