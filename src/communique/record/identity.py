"""Ids of rows: short, stable, made of places in the text, never of coded values.

Mending a rule changes what a row says, not what it is called.
"""

from collections.abc import Iterable
from hashlib import sha256

from communique.model import Span

LENGTH = 16  # hex digits; rows are few beside texts, and each id holds its text's


def _hash(*parts: str) -> str:
    return sha256("|".join(parts).encode("utf-8")).hexdigest()[:LENGTH]


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def statement_id(text_id: str, cue: Span | None, content: Iterable[Span]) -> str:
    """A statement's name: its text, its cue and its content."""
    return f"s_{_hash(text_id, _place(cue) if cue else '', *map(_place, content))}"


def event_id(text_id: str, trigger: Span, ordinal: int = 0) -> str:
    """An event's name: its text, its first trigger there, and a number where one trigger makes several events."""
    return f"e_{_hash(text_id, _place(trigger), str(ordinal))}"
