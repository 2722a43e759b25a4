"""Which sentence of a text a character stands in, for formats that tell places by sentences.

The record holds no sentences: they are counted here by their ends, so an abbreviation before a capital letter counts
as one too many. Sentences of one text keep their order, and what stands in one sentence has one number.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])|\n+")


def sentence_starts(text: str) -> tuple[int, ...]:
    """Where the second and each later sentence begins."""
    return tuple(match.end() for match in END.finditer(text.rstrip()))


def sentence_number(starts: Sequence[int], offset: int) -> int:
    """The number of the sentence a character stands in, from 1."""
    return bisect_right(starts, offset) + 1
