"""What the user asks of every file: facts that nothing else tells, and which columns of a table hold what."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from communique.errors import ReadingError
from communique.reading.facts import Facts

TEXT = "text"
FIELDS = (TEXT, *(f.name for f in fields(Facts)))  # what a column can hold
FORM = "write --columns text=COLUMN,published_on=COLUMN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The user's own word on all files of a run."""

    facts: Facts = field(default_factory=Facts)
    columns: Mapping[str, str] = field(default_factory=dict)  # field of an article → name of the column it stands in


def columns_from(written: str | Mapping[str, str] | None) -> Mapping[str, str]:
    """The columns of "text=body,published_on=date" or of such a mapping; raises `ReadingError` for other fields."""
    if written is None:
        return {}
    pairs = (
        [_pair(part) for part in written.split(",") if part.strip()] if isinstance(written, str) else written.items()
    )
    columns: dict[str, str] = {}
    for name, column in pairs:
        if name not in FIELDS:
            raise ReadingError(f"columns: an article has no field {name!r}; it has {', '.join(FIELDS)}")
        if name in columns:
            raise ReadingError(f"columns: {name} is named twice")
        columns[name] = column
    return columns


def _pair(part: str) -> tuple[str, str]:
    name, mark, column = (one.strip() for one in part.partition("="))
    if not (name and mark and column):
        raise ReadingError(f"columns: {part.strip()!r} is no FIELD=COLUMN; {FORM}")
    return name, column
