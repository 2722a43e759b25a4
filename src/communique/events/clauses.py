"""How a clause hangs in its sentence: as a remark, or as a main clause the parser hung below another."""

from communique.model import Sentence, Token
from communique.sentence import SUBJECTS, children


def is_loose(sentence: Sentence, token: Token, head: Token) -> bool:
    """A main clause that the parser hung below a later verb ("X accused Y, a charge that Y denies")."""
    if token.dep != "ccomp" or token.index > head.index:
        return False
    below = {t.dep for t in children(sentence, token.index)}
    return "mark" not in below and bool(below & SUBJECTS)


def is_aside(sentence: Sentence, verb: int) -> bool:
    """True for ", blaming Peru" behind "will not come": who speaks so does it now, whatever he will do."""
    token = sentence.tokens[verb]
    return token.dep == "advcl" and token.xpos == "VBG" and verb > 0 and sentence.tokens[verb - 1].text == ","
