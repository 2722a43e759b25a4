"""The examples beside each event type, through the real parser: hits as they say, near misses not at all.

`python -m communique.evaluation.examples TYPE` prints the same differences while a type is worked on.
"""

from functools import cache

import pytest

from communique.evaluation.examples import Finding, check, read_examples, silent_rows
from communique.knowledge.event_types import type_folders
from communique.pipeline import Coder

FOLDERS = {folder.name: folder for folder in type_folders()}


@cache
def coder() -> Coder:
    """One parser for all types."""
    return Coder()


@cache
def findings(event_type: str) -> tuple[Finding, ...]:
    """All examples of a type, coded once for both tests."""
    return tuple(check(example, coder()) for example in read_examples(FOLDERS[event_type]))


@pytest.mark.parametrize("event_type", FOLDERS)
def test_hits_are_coded_and_near_misses_are_not(event_type: str) -> None:
    wrong = [f"{f.example.text}\n    {what}" for f in findings(event_type) for what in f.differences]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("event_type", FOLDERS)
def test_no_trigger_is_silent(event_type: str) -> None:
    """A row that no right hit of any type fires is not known to work."""
    right = (f for name in FOLDERS for f in findings(name) if f.example.events and not f.differences)
    silent = list(silent_rows(FOLDERS[event_type], (rule for f in right for rule in f.rules)))
    assert not silent, "\n".join(silent)
