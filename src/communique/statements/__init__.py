"""Statements: who says what, in whose words, to whom."""

from communique.statements.find import find

__all__ = ["find"]
