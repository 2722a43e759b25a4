"""What a view is given besides the records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from communique.model import CodedArticle
from communique.views.selection import Selection
from communique.views.standing import Standing

WIDTH = 100  # columns of a page that is not shown in a terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How wide a page is, whether it may have colours, and how a record becomes a line of JSON.

    `all_status`: formats without a status also hold what is possible, tied to a condition or denied. `raw`: texts are
    written as they are, also those that a spreadsheet would run. `selection`: which statements are wanted; the events
    of the records given to a view are those that are. `standing`: where rows are incidents, who tells each.
    """

    encode: Callable[[CodedArticle], str]
    width: int = WIDTH
    colour: bool = False
    all_status: bool = False
    raw: bool = False
    selection: Selection = field(default_factory=Selection)
    standing: Standing = field(default_factory=dict)


Chunk = str | bytes
View = Callable[[Iterable[CodedArticle], Setting], Iterator[Chunk]]
