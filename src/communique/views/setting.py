"""What a view is given besides the records."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from communique.model import CodedArticle

WIDTH = 100  # columns of a page that is not shown in a terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How wide a page is, whether it may have colours, and how a record becomes a line of JSON.

    `all_status`: formats without a status also hold what is possible, tied to a condition or denied.
    """

    encode: Callable[[CodedArticle], str]
    width: int = WIDTH
    colour: bool = False
    all_status: bool = False


View = Callable[[Iterable[CodedArticle], Setting], Iterator[str]]
