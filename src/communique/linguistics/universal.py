"""From spaCy's English labels (CLEAR style) to Universal Dependencies v2, relations and heads.

Pure: words in, tokens out. The result is a tree whatever labels come in. One deviation from UD: parts of a name and
titles are `compound` with the last word as head ("President Xi Jinping": head "Jinping"), for which words are a flat
name cannot be told without knowing names.
"""

from communique.linguistics.clauses import mark_expletives, name_remaining, raise_subjects, set_recipients, turn_copulas
from communique.linguistics.coordination import flatten, set_off
from communique.linguistics.phrases import NOMINALS, fix_expressions, turn_prepositions
from communique.linguistics.repairs import repair
from communique.linguistics.tree import ROOT, Analysis, Tree
from communique.linguistics.wordlists import WordLists
from communique.model import Token

RENAMED = {
    "ROOT": "root",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "quantmod": "advmod",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "": "dep",
}
FUNCTION_WORDS = frozenset(
    {"case", "mark", "aux", "aux:pass", "cop", "cc", "det", "punct", "cc:preconj", "compound:prt"}
)
UPOS_OF_TAG = {"WRB": "ADV", "WP$": "PRON"}  # spaCy: SCONJ, DET
STAY_BELOW = {
    "case": ("fixed", "conj", "cc"),
    "mark": ("fixed", "conj", "cc"),
    "det": ("advmod", "fixed", "conj", "cc"),
}


def to_universal(analysis: Analysis, lists: WordLists) -> tuple[Token, ...]:
    """One sentence, with English CLEAR labels, as UD v2 tokens."""
    tree = Tree(analysis)
    repair(tree, lists)
    _name_premodifiers(tree)
    fix_expressions(tree, lists)
    turn_prepositions(tree)
    _rename(tree)
    turn_copulas(tree, lists)
    mark_expletives(tree, lists)
    flatten(tree)
    set_off(tree)
    raise_subjects(tree, lists)
    name_remaining(tree, lists)
    set_recipients(tree, lists)
    _free_function_words(tree)
    _settle_kinds(tree)
    return _tokens(tree)


def _name_premodifiers(tree: Tree) -> None:
    """CLEAR's `nmod` is a noun before its noun, which UD calls `compound`; done before new `nmod` come up."""
    for index, dep in enumerate(tree.deps):
        if dep == "nmod" and index < tree.heads[index] and tree.upos[index] in NOMINALS:
            tree.deps[index] = "compound"


def _rename(tree: Tree) -> None:
    """Labels that mean the same in both schemes, whatever stands around them."""
    for index, dep in enumerate(tree.deps):
        tag = tree.words[index].tag
        if dep == "neg":
            tree.feats[index] = _with_feature(tree.feats[index], "Polarity=Neg")
            tree.deps[index] = "det" if tag == "DT" else "advmod"
        elif dep == "aux" and tag == "TO":
            tree.deps[index] = "mark"
        else:
            tree.deps[index] = RENAMED.get(dep, dep)


def _with_feature(feats: str, feature: str) -> str:
    found = set(feats.split("|")) if feats else set()
    return "|".join(sorted(found | {feature}))


def _free_function_words(tree: Tree) -> None:
    """Move what hangs on a function word up to the word it serves."""
    for index in tree.bottom_up():
        dep = tree.deps[index]
        if dep not in FUNCTION_WORDS or tree.heads[index] == ROOT:
            continue
        for kid in list(tree.kids[index]):
            if tree.deps[kid] not in STAY_BELOW.get(dep, ("fixed",)):
                tree.attach(kid, tree.heads[index])


def _settle_kinds(tree: Tree) -> None:
    """Participles that work as prepositions are ADP with their form as lemma ("according"); wh-words as UD has them."""
    for index, dep in enumerate(tree.deps):
        if dep == "case" and tree.upos[index] == "VERB":
            tree.upos[index], tree.lemmas[index] = "ADP", tree.words[index].text.lower()
        elif dep == "cc:preconj":
            tree.upos[index] = "CCONJ"
        tree.upos[index] = UPOS_OF_TAG.get(tree.words[index].tag, tree.upos[index])


def _tokens(tree: Tree) -> tuple[Token, ...]:
    pairs = zip(tree.heads, tree.deps, strict=True)
    deps = ["root" if head == ROOT else "dep" if dep == "root" else dep for head, dep in pairs]
    return tuple(
        Token(
            index=index,
            text=word.text,
            lemma=tree.lemmas[index],
            upos=tree.upos[index],
            xpos=word.tag,
            feats=tree.feats[index],
            head=tree.heads[index],
            dep=deps[index],
            start=word.start,
            end=word.end,
        )
        for index, word in enumerate(tree.words)
    )
