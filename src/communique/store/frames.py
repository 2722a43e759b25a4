"""Records → data frames of polars, with the typed columns of the Parquet tables."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from communique.errors import MissingExtraError
from communique.model import CodedArticle
from communique.record.codec import decode_own, encode
from communique.views.selected import selected
from communique.views.selection import Selection
from communique.views.setting import Setting
from communique.views.typed import EVENT_FIELDS, STATEMENT_FIELDS, Fields, event_values, statement_values

if TYPE_CHECKING:
    import polars


def events_frame(lines: Iterable[str], selection: Selection) -> "polars.DataFrame":
    """The wanted events of records given as lines of JSON."""
    return _frame(EVENT_FIELDS, event_values(_wanted(lines, selection)))


def statements_frame(lines: Iterable[str], selection: Selection) -> "polars.DataFrame":
    """The wanted statements of records given as lines of JSON."""
    setting = Setting(encode=encode, selection=selection)
    return _frame(STATEMENT_FIELDS, statement_values(_wanted(lines, selection), setting))


def _wanted(lines: Iterable[str], selection: Selection) -> Iterator[CodedArticle]:
    return selected(map(decode_own, lines), selection)


def _frame(fields: Fields, rows: Iterable[list[Any]]) -> "polars.DataFrame":
    try:
        import polars
    except ModuleNotFoundError:
        raise MissingExtraError("A data frame", "frames") from None
    kinds: dict[str, Any] = {
        "text": polars.String, "texts": polars.List(polars.String), "day": polars.Date, "whole": polars.Int64,
        "real": polars.Float64, "flag": polars.Boolean,
    }  # fmt: skip
    schema = {name: kinds[column.kind] for name, column in fields.items()}
    return polars.DataFrame(list(rows), schema=schema, orient="row")
