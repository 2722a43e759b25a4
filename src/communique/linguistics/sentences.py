"""Tokens → Sentence."""

from collections.abc import Sequence

from communique.linguistics.tree import ROOT
from communique.model import Sentence, Token


def make_sentence(index: int, paragraph: int, tokens: Sequence[Token]) -> Sentence:
    """A sentence with the dependents of each token counted out."""
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != ROOT:
            below[token.head].append(token.index)
    return Sentence(
        index=index,
        paragraph=paragraph,
        start=tokens[0].start,
        end=tokens[-1].end,
        tokens=tuple(tokens),
        children=tuple(tuple(b) for b in below),
    )
