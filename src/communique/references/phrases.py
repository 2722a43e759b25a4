"""The words of a naming: is it definite, which words describe it, do they suit what was said before?"""

from communique.model import NamedActor, Token
from communique.references.context import Context
from communique.sentence import children

DEFINITE = ("Definite=Def", "PronType=Dem")
TELLING = ("det", "amod", "nmod", "nmod:poss", "acl", "acl:relcl", "cop")
DESCRIBING = frozenset({"amod", "compound", "nummod", "nmod:poss"})


def is_definite(context: Context, actor: NamedActor) -> bool:
    """True with "the", "this", "those" before the noun or a possessor: it takes up somebody known."""
    return has_article(context, actor) or bool(_owners(context, actor))


def has_article(context: Context, actor: NamedActor) -> bool:
    """True with "the", "this", "those", not with a possessor: "their families" are others than "the families"."""
    before = context.sentence(actor).tokens[max(actor.first - 1, 0) : actor.head]
    return not _owners(context, actor) and any(mark in t.feats for t in before for mark in DEFINITE)


def is_indefinite(context: Context, actor: NamedActor) -> bool:
    """True for somebody told of for the first time ("a spokesman", "one diplomat"): nothing before goes on to him."""
    if actor.form not in ("agent", "office"):
        return False
    before = context.sentence(actor).tokens[max(actor.first - 1, 0) : actor.head]
    counted = any(t.dep == "nummod" for t in children(context.sentence(actor), actor.head))
    return counted or any("Definite=Ind" in t.feats for t in before)


def _owners(context: Context, actor: NamedActor) -> tuple[Token, ...]:
    return children(context.sentence(actor), actor.head, ("nmod:poss",))


def is_proper(context: Context, actor: NamedActor) -> bool:
    """True for a noun written as a name inside a sentence ("the State of the Union", "the Kurds")."""
    token = context.token(actor)
    return token.text[0].isupper() and token.index > 0


def describing(context: Context, actor: NamedActor) -> frozenset[str]:
    """The words that describe a noun, in lower case: adjectives, nouns before it, numbers."""
    sentence = context.sentence(actor)
    found = [t for t in children(sentence, actor.head, DESCRIBING) if t.index < actor.head]
    found += [k for t in found for k in children(sentence, t.index, ("amod", "compound"))]
    return frozenset(t.text.lower() for t in found if t.upos != "PRON" and t.text.lower() != actor.name.lower())


def is_counted(context: Context, actor: NamedActor) -> bool:
    """True for a noun with a number ("190 schools"): so many are told anew."""
    below = children(context.sentence(actor), actor.head)
    return any(t.upos == "NUM" or t.dep == "nummod" for t in below)


def is_bare(context: Context, actor: NamedActor) -> bool:
    """True for a plural that nothing determines or describes ("troops"; not "troops from Chad", "all troops")."""
    below = children(context.sentence(actor), actor.head, TELLING)
    return actor.plural and actor.first == actor.head and not below


def takes_up(context: Context, actor: NamedActor, other: NamedActor, *, bare: bool = False) -> bool:
    """True where a naming with the same noun may be meant: nothing in the later words tells it apart.

    "the forces" may be "Sudanese forces"; "the coalition forces", "40 forces" and, unless `bare` allows them, plain
    "forces" need not.
    """
    if context.token(actor).lemma != context.token(other).lemma or actor.plural != other.plural:
        return False
    if is_counted(context, actor) or not (bare or has_article(context, actor)):
        return False
    return describing(context, actor) <= describing(context, other)


def is_named_after(context: Context, actor: NamedActor) -> bool:
    """True with a people's name or another capital before the noun ("her Kurdish commanders"): not the owner's."""
    sentence = context.sentence(actor)
    below = children(sentence, actor.head, ("amod", "compound"))
    return any(t.text[0].isupper() and t.index > 0 for t in below if t.index < actor.head)
