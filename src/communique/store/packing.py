"""Reports, pages and incidents as JSON in the store's cells, and back."""

import functools
from collections.abc import Hashable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Kept = TypeVar("Kept")


@functools.cache
def _adapter(kind: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter  # slow to import

    made: TypeAdapter[Any] = TypeAdapter(kind)
    return made


def packed(value: Any, *, without: Any = None) -> str:
    """A value as JSON; what has its default value is left out, and what `without` names."""
    text: bytes = _adapter(cast(Hashable, type(value))).dump_json(value, exclude_defaults=True, exclude=without)
    return text.decode("utf-8")


def unpacked(kind: type[Kept], text: str) -> Kept:
    """The value that a cell holds."""
    value: Kept = _adapter(cast(Hashable, kind)).validate_json(text)
    return value


def block_number(name: str) -> int:
    """A number for the name of a block: 63 bits; two names of one number would only be compared in vain."""
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest()) >> 1
