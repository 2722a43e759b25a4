"""A `CodedArticle` as one line of JSON and back, and the JSON Schema of that line."""

import functools
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from communique.errors import RecordError
from communique.model import SCHEMA, CodedArticle, Event, Span

if TYPE_CHECKING:
    import msgspec
    from pydantic import TypeAdapter, ValidationError

SHOWN_FAULTS = 5  # of a broken record; the rest are counted


@functools.cache
def _adapter() -> "TypeAdapter[CodedArticle]":
    from pydantic import TypeAdapter  # slow to import: only where JSON is read or written

    return TypeAdapter(CodedArticle)


def encode(coded: CodedArticle) -> str:
    """One line of JSON, keys in the order of the fields, None and empty lists kept."""
    return _adapter().dump_json(coded).decode("utf-8")


def encode_relation(article_id: str, source: tuple[int, int], target: tuple[int, int], event: Event | None) -> str:
    """One line of JSON: what was asked, and the event; null where there is none."""
    line = {"id": article_id, "source": source, "target": target, "event": _events().dump_python(event, mode="json")}
    return json.dumps(line, ensure_ascii=False)


@functools.cache
def _events() -> "TypeAdapter[Event | None]":
    from pydantic import TypeAdapter

    return TypeAdapter(Event | None)


def decode(line: str | bytes) -> CodedArticle:
    """The record a line holds; unknown fields are passed over, every quote is compared with the text."""
    from pydantic import ValidationError

    try:
        coded = _adapter().validate_json(line, strict=True)
    except ValidationError as error:
        raise RecordError(_said(error)) from None
    if coded.schema != SCHEMA:
        raise RecordError(f"schema is {coded.schema!r}; this version reads {SCHEMA!r}")
    for path, span in spans(coded):
        if coded.article.text[span.start : span.end] != span.quote:
            there = coded.article.text[span.start : span.end]
            raise RecordError(f"{path}: the quote is {span.quote!r}, the text has {there!r} at {span.start}-{span.end}")
    return coded


def decode_own(line: str | bytes) -> CodedArticle:
    """The record of a line that this program wrote: as `decode`, but quotes are not compared with the text.

    Four times as fast; a line that is no record is refused with the words of `decode`.
    """
    import msgspec

    try:
        coded: CodedArticle = _own_decoder().decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return decode(line)
    return coded if coded.schema == SCHEMA else decode(line)


@functools.cache
def _own_decoder() -> "msgspec.json.Decoder[CodedArticle]":
    import msgspec

    return msgspec.json.Decoder(CodedArticle)


def _said(error: "ValidationError") -> str:
    """What is wrong with a record, a line a fault: where, and what would be right."""
    faults = error.errors(include_url=False, include_input=False)
    lines = [f"{'.'.join(map(str, fault['loc'])) or 'the line'}: {fault['msg']}" for fault in faults[:SHOWN_FAULTS]]
    if len(faults) > SHOWN_FAULTS:
        lines.append(f"and {len(faults) - SHOWN_FAULTS} more")
    return "no CodedArticle: " + "; ".join(lines)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of `--format jsonl`."""
    from pydantic.json_schema import GenerateJsonSchema

    found = _adapter().json_schema(mode="serialization")
    return {"$schema": GenerateJsonSchema.schema_dialect, **found}


def spans(value: Any, path: str = "") -> Iterator[tuple[str, Span]]:
    """Every span inside a record with the path to it ("events.2.trigger")."""
    if isinstance(value, Span):
        yield path, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from spans(part, f"{path}.{number}" if path else str(number))
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
