"""The corpus: sentences with their actors and what one does to another (the format is told in training/README.md)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from communique.errors import Fault, KnowledgeError
from communique.knowledge.event_types import load_events
from communique.knowledge.relations import STATUSES, Ends

SENTENCES = Path(__file__).parent / "sentences"
ACTOR = re.compile(r"\[(\d+) ([^\[\]]*)\]")
ROLES = re.compile(r"(-|[\d, ]+?) *([>=]) *(-|[\d, ]+)")
NOBODY = "-"
FIELDS = 4
DEV_SHARE = 10  # one sentence in ten is kept for choosing settings; by its hash, so that it stays where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledAct:
    """Who does what to whom; numbers count the sentence's actors from 0."""

    doers: tuple[int, ...]
    undergoers: tuple[int, ...]
    mutual: bool
    event_type: str
    mode: str | None
    status: str
    trigger: Ends


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence, the characters of its actors, and its acts; of every other ordered pair nothing is told."""

    text: str
    actors: tuple[Ends, ...]
    acts: tuple[LabelledAct, ...]
    where: str  # file and line

    @property
    def held(self) -> bool:
        """True for the sentences that are kept for choosing settings."""
        return sha256(self.text.encode()).digest()[0] * DEV_SHARE // 256 == 0


def load_corpus(folder: Path = SENTENCES) -> tuple[LabelledSentence, ...]:
    """All sentences, file by file; raises `KnowledgeError` with every fault in them."""
    faults: list[Fault] = []
    found = [s for path in sorted(folder.glob("*.txt")) for s in _sentences(path, faults)]
    if faults:
        raise KnowledgeError(tuple(faults))
    return tuple(found)


def _sentences(path: Path, faults: list[Fault]) -> Iterator[LabelledSentence]:
    for block in _blocks(path):
        line = block[0][0]
        try:
            yield _sentence(path, block)
        except ValueError as reason:
            faults.append(Fault(path=path.name, line=line, message=str(reason)))


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("#"):
            continue
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _sentence(path: Path, block: list[tuple[int, str]]) -> LabelledSentence:
    (line, first), *rest = block
    if not first.startswith("s: "):
        raise ValueError("a block begins with 's: '")
    text, actors = _marked(first.removeprefix("s: "))
    acts = tuple(_act(told, text, len(actors)) for _, told in rest)
    return LabelledSentence(text=text, actors=actors, acts=acts, where=f"{path.name}:{line}")


def _marked(told: str) -> tuple[str, tuple[Ends, ...]]:
    """The sentence without its marks, and the actors' characters."""
    text, end, actors = "", 0, []
    for number, mark in enumerate(ACTOR.finditer(told), start=1):
        if int(mark[1]) != number:
            raise ValueError(f"actor {mark[1]} stands where {number} should")
        text += told[end : mark.start()]
        actors.append((len(text), len(text) + len(mark[2])))
        text += mark[2]
        end = mark.end()
    text += told[end:]
    if "[" in text or "]" in text:
        raise ValueError("a square bracket that marks no actor")
    return text, tuple(actors)


def _act(told: str, text: str, actors: int) -> LabelledAct:
    parts = [part.strip() for part in told.removeprefix("e: ").split("|")]
    roles = ROLES.fullmatch(parts[0])
    if not told.startswith("e: ") or len(parts) != FIELDS or roles is None:
        raise ValueError(f"wanted 'e: DOERS > TARGETS | TYPE/mode | status | trigger', found {told!r}")
    event_type, _, mode = parts[1].partition("/")
    kinds = load_events().types
    if event_type not in kinds or (mode and mode not in kinds[event_type].modes):
        raise ValueError(f"no event type or mode {parts[1]!r}")
    if parts[2] not in STATUSES:
        raise ValueError(f"no status {parts[2]!r}")
    start = text.find(parts[3])
    if start < 0 or not parts[3]:
        raise ValueError(f"the trigger {parts[3]!r} does not stand in the sentence")
    return LabelledAct(
        doers=_numbers(roles[1], actors),
        undergoers=_numbers(roles[3], actors),
        mutual=roles[2] == "=",
        event_type=event_type,
        mode=mode or None,
        status=parts[2],
        trigger=(start, start + len(parts[3])),
    )


def _numbers(told: str, actors: int) -> tuple[int, ...]:
    if told.strip() == NOBODY:
        return ()
    numbers = tuple(int(part) - 1 for part in told.split(",") if part.strip())
    if not all(0 <= n < actors for n in numbers):
        raise ValueError(f"no such actor among {told!r}")
    return numbers
