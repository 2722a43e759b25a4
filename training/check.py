"""Checks the corpus: its format, sentences that are nearly the same, and frames that are filled too often.

With paths behind it, also that no sentence is nearly one of other texts (JSONL or plain lines), for example of a set
that the reader is to be measured on.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.corpus import LabelledSentence, load_corpus

RUN = 4  # words
ALIKE = 0.5  # share of two sentences' runs of words that are the same: above it they are nearly one
A_FRAME = 3  # sentences at most that differ in nothing but their actors and capitalised words
ACTOR = "§"
Runs = frozenset[tuple[str, ...]]


def main() -> None:
    corpus = load_corpus()
    faults = [*same_frames(corpus), *near_pairs(corpus)]
    for path in sys.argv[1:]:
        faults += near_texts(corpus, texts_of(Path(path)), path)
    print("\n".join(faults))
    acts = Counter(act.event_type for s in corpus for act in s.acts)
    statuses = Counter(act.status for s in corpus for act in s.acts)
    print(
        f"{len(corpus)} sentences, {sum(acts.values())} acts, {sum(not s.acts for s in corpus)} sentences without one"
    )
    print("types: " + ", ".join(f"{name} {count}" for name, count in acts.most_common()))
    print("statuses: " + ", ".join(f"{name} {count}" for name, count in statuses.most_common()))
    if faults:
        raise SystemExit(f"{len(faults)} faults")


def masked(sentence: LabelledSentence) -> str:
    """The sentence with a sign in place of each actor."""
    text, end = "", 0
    for first, last in sentence.actors:
        text += sentence.text[end:first] + ACTOR
        end = last
    return text + sentence.text[end:]


def same_frames(corpus: Iterable[LabelledSentence]) -> Iterator[str]:
    """Frames that more than `A_FRAME` sentences fill."""
    frames: dict[str, list[str]] = defaultdict(list)
    for sentence in corpus:
        frame = re.sub(r"\b[A-Z]\w+|\d+", "#", masked(sentence))
        frames[frame].append(sentence.where)
    yield from (f"one frame in {', '.join(where)}" for where in frames.values() if len(where) > A_FRAME)


def near_pairs(corpus: Iterable[LabelledSentence]) -> Iterator[str]:
    """Pairs of sentences that are nearly the same."""
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    seen: list[tuple[str, Runs]] = []
    for sentence in corpus:
        mine = runs(sentence.text)
        for number in _likely(mine, held):
            if alike(mine, seen[number][1]):
                yield f"{sentence.where} is nearly {seen[number][0]}"
        for run in mine:
            held[run].append(len(seen))
        seen.append((sentence.where, mine))


def near_texts(corpus: Iterable[LabelledSentence], texts: Iterable[str], name: str) -> Iterator[str]:
    """Sentences that are nearly one of other people's."""
    others = [runs(text) for text in texts]
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        for run in other:
            held[run].append(number)
    for sentence in corpus:
        mine = runs(sentence.text)
        if any(alike(mine, others[number]) for number in _likely(mine, held)):
            yield f"{sentence.where} is nearly a sentence of {name}"


def _likely(mine: Runs, held: dict[tuple[str, ...], list[int]]) -> Iterator[int]:
    shared = Counter(number for run in mine for number in held.get(run, ()))
    yield from (number for number, count in shared.items() if count > len(mine) * ALIKE / 2)


def runs(text: str) -> Runs:
    """All runs of words of a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


def alike(one: Runs, other: Runs) -> bool:
    """True where the two share most of their runs, or one holds nearly all of the other's."""
    shared = len(one & other)
    return (
        shared >= ALIKE * min(len(one), len(other)) if min(len(one), len(other)) > RUN else shared == len(one | other)
    )


def texts_of(path: Path) -> Iterator[str]:
    """The sentences of a file: all strings of JSONL, or lines."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if path.suffix == ".jsonl" and line.strip():
            for told in _strings(json.loads(line)):
                yield from re.split(r"(?<=[.!?])\s+", told)
        elif line.strip():
            yield line


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


if __name__ == "__main__":
    main()
