"""YAML read strictly: a mapping, no key twice, every entry with its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from communique.errors import Fault, KnowledgeError

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there: eight times as fast


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The value of one key with the key's line; `items`: the line of each item where the value is a list."""

    line: int
    value: Any
    items: tuple[int, ...] = ()


def read_entries(path: Path) -> dict[str, Entry]:
    """The entries of a file that is one mapping; raises `KnowledgeError` where it is none."""
    loader = LOADER(path.read_text(encoding="utf-8"))
    try:
        return _entries(path, loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _refused(path, mark.line + 1 if mark else 1, error.problem or "no YAML") from error
    except ValueError as error:  # a date that is none
        raise _refused(path, 1, str(error)) from error
    finally:
        loader.dispose()


def read_mapping(path: Path) -> dict[str, Any]:
    """Key → value of a file that is one mapping; raises `KnowledgeError` where it is none."""
    return {key: entry.value for key, entry in read_entries(path).items()}


def _entries(path: Path, loader: Any) -> dict[str, Entry]:
    node = loader.get_single_node()
    if not isinstance(node, yaml.MappingNode):
        raise _refused(path, 1, "write a mapping: KEY: VALUE")
    found: dict[str, Entry] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in found:
            raise _refused(path, line, f"{key.value!r} is there twice")
        several = value.value if isinstance(value, yaml.SequenceNode) else ()
        items = tuple(item.start_mark.line + 1 for item in several)
        found[key.value] = Entry(line=line, value=loader.construct_object(value, deep=True), items=items)
    return found


def _refused(path: Path, line: int, message: str) -> KnowledgeError:
    return KnowledgeError((Fault(path=str(path), line=line, message=message),))
