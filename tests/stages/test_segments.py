"""Which stretches of a text are handed to the parser."""

import pytest

from communique.linguistics.segments import pieces
from communique.model import Skipped, Span


def skipped(text: str, *stretches: str) -> tuple[Skipped, ...]:
    starts = [(text.index(words), words) for words in stretches]
    return tuple(Skipped(span=Span(start=at, end=at + len(words), quote=words), reason="x") for at, words in starts)


@pytest.mark.parametrize(
    ("text", "stretches", "parsed"),
    [
        ("Ghana spoke.\n\nTogo left.", (), ["Ghana spoke.", "Togo left."]),
        ("Ghana spoke.\n  MORE: Maps \nTogo left.", ("MORE: Maps",), ["Ghana spoke.", "Togo left."]),
        ("ACCRA (AP) — Ghana spoke.\nTogo left.", ("ACCRA (AP) —",), [" Ghana spoke.", "Togo left."]),
        ("MORE: Maps", ("MORE: Maps",), []),
    ],
)
def test_skipped_stretches_are_not_parsed(text: str, stretches: tuple[str, ...], parsed: list[str]) -> None:
    found = pieces(text, skipped(text, *stretches))
    assert [piece.text for piece in found] == parsed
    assert all(text[piece.start :].startswith(piece.text) for piece in found)
