"""Runs: what was asked for, when, and how it ended; a run that repeats an unended one is its continuation."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from communique.store import sql
from communique.store.database import Database
from communique.store.kept import OUTCOMES, Outcome
from communique.version import __version__

Ending = Literal["finished", "interrupted"]


@dataclass(slots=True, kw_only=True)
class Run:
    """A run that goes on: its key, its batch, and what came of its articles so far."""

    key: int
    batch: int
    inputs: str
    counts: Counter[Outcome] = field(default_factory=Counter)


def now() -> str:
    """The time by the clock, for people to read; nothing is decided by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def start(database: Database, inputs: Iterable[str]) -> Run:
    """A new run; it has the batch of the last run with the same inputs where that one did not finish."""
    asked = json.dumps(sorted(inputs), ensure_ascii=True)
    with database.transaction():
        batch = database.value(sql.UNENDED_BATCH, (asked, asked)) or next_batch(database)
        key = database.insert(sql.START_RUN, (asked, batch, __version__, now()))
    return Run(key=key, batch=batch, inputs=asked)


def next_batch(database: Database) -> int:
    """The number after the last batch."""
    return int(database.value(sql.LAST_BATCH)) + 1


def end(database: Database, run: Run, ending: Ending) -> None:
    """Nothing; a finished run clears the failures that an earlier one with its inputs left and it did not meet."""
    with database.transaction():
        counts = (run.counts[outcome] for outcome in OUTCOMES)
        database.execute(sql.END_RUN, (ending, now(), *counts, run.key))
        if ending == "finished":
            database.execute(sql.OUTDATED_FAILURES, (run.inputs, run.key))
