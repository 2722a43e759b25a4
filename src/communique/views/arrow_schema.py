"""The record as Arrow's types: made from the classes of the tree, so that they cannot part.

`EmbeddedAct` holds itself; Arrow's types have an end. At level `LEVELS` its content is a text: JSON.
"""

import dataclasses
import types
import typing
from datetime import date as Day
from functools import cache
from typing import Any

from communique import tree
from communique.errors import MissingExtraError
from communique.model import SCHEMA, CodedArticle, EmbeddedAct

LEVELS = 3  # acts inside acts that have columns; the deepest of a thousand real articles had two
METADATA = {b"communique.schema": SCHEMA.encode()}


def arrow() -> Any:
    """The module `pyarrow`; raises `MissingExtraError` where it is not installed."""
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise MissingExtraError("Parquet", "parquet") from None
    return pyarrow


@cache
def record_schema() -> Any:
    """The schema of a file of records."""
    return arrow().schema(_fields(CodedArticle, LEVELS, dates=True), metadata=METADATA)


@cache
def json_schema() -> Any:
    """The same, with days as the texts they are in JSON."""
    return arrow().schema(_fields(CodedArticle, LEVELS, dates=False))


def _fields(kind: type, levels: int, *, dates: bool) -> list[Any]:
    hints = typing.get_type_hints(kind, vars(tree))
    return [
        arrow().field(field.name, _type(hints[field.name], levels, dates=dates)) for field in dataclasses.fields(kind)
    ]


def _type(hint: Any, levels: int, *, dates: bool) -> Any:
    pa = arrow()
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if hint in simple:
        return simple[hint]
    if hint is Day:
        return pa.date32() if dates else pa.string()
    if typing.get_origin(hint) is typing.Literal:
        return pa.string()
    if typing.get_origin(hint) is tuple:
        return pa.list_(_type(typing.get_args(hint)[0], levels, dates=dates))
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _type(next(part for part in typing.get_args(hint) if part is not type(None)), levels, dates=dates)
    if hint is EmbeddedAct:
        return pa.struct(_fields(hint, levels - 1, dates=dates)) if levels else pa.string()
    return pa.struct(_fields(hint, levels, dates=dates))
