"""The learned reader of relations: shown a sentence with its actors marked, it says what the one does to the other.

The model (`knowledge/learned/relations.onnx`) is trained by `make train` on sentences written for this project
(training/README.md) from the weights of all-MiniLM-L6-v2 (Apache-2.0), and run by onnxruntime. It is loaded when it is
first asked. A question marks the doer, whom it is done to and, where it is known, the word that tells the act; each of
the three may be missing; all questions about a sentence are put in one pass. The answer is a probability for each
PLOVER type, and for none, and one for each status.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from communique.knowledge.tables import ROOT
from communique.tree import Status

MODEL = ROOT / "learned" / "relations.onnx"
VOCABULARY = ROOT / "learned" / "relations.vocab.txt"
NONE = "none"
TYPES = (
    NONE, "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("actual", "planned", "possible", "hypothetical", "negated")
TELLERS = ("VERB", "NOUN", "ADJ")  # parts of speech of the words that may tell an act, the likeliest first
PARTS = ("doer", "undergoer", "teller")  # what is marked, in this order
# Words of the vocabulary that no text uses ("[unused0]" …): the opening and the closing mark of each part.
MARKS = ((1, 2), (3, 4), (5, 6))
UNKNOWN, CLS, SEP = 100, 101, 102
CONTINUED = "##"  # begins a piece that does not begin a word
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
LONGEST_WORD = 100  # characters
LONGEST = 160  # pieces of words: longer sentences of news (under 1 %) are read to here
AT_ONCE = 12  # questions about a sentence that are put in one pass; more go into another

Ends = tuple[int, int]  # characters of a text, half-open


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sentence and the characters of who does, who undergoes, and the word that tells it; None where not told."""

    text: str
    doer: Ends | None = None
    undergoer: Ends | None = None
    teller: Ends | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Probabilities: of each type and of none (sum 1), of each status (sum 1)."""

    types: dict[str, float]
    statuses: dict[str, float]

    @property
    def best(self) -> str:
        """The likeliest type, or none."""
        return max(self.types, key=self.types.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A sentence with its questions as the model reads it.

    Behind the pieces of the sentence stand the marks of each question. A mark has the position of the piece it opens
    or closes; it sees the sentence and the marks of its own question, and the sentence sees no marks: so one pass
    answers many questions about a sentence, each as if it were the only one (PURE, Zhong and Chen 2021).
    """

    pieces: tuple[int, ...]
    positions: tuple[int, ...]
    groups: tuple[int, ...]  # 0 for the sentence, 1 and up for the questions
    openings: tuple[tuple[int, int, int], ...]  # for each question where its opening marks stand; 0: not marked


class Pieces:
    """Cuts words into the pieces of the model's vocabulary, as BERT does (WordPiece): each word, in lower case and
    without accents, into the longest pieces from its beginning on; signs ("€") are words. A library for it brings
    twelve others along."""

    def __init__(self, vocabulary: Path = VOCABULARY) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(lines) if piece}

    def cut(self, text: str) -> list[tuple[int, Ends]]:
        """The numbers of the pieces, each with the characters of its word."""
        return [
            (number, (word.start(), word.end()))
            for word in WORD.finditer(text)
            for number in self._pieces_of(_plain(word[0]))
        ]

    def _pieces_of(self, word: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(word):
            begin = CONTINUED if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if begin + word[start:e] in self._numbers), None)
            if end is None or len(word) > LONGEST_WORD:
                return [UNKNOWN]
            found.append(self._numbers[begin + word[start:end]])
            start = end
        return found

    def encode(self, text: str, questions: Sequence[Question]) -> Encoded:
        """The pieces of a sentence and the marks of its questions."""
        cut = self.cut(text)[: LONGEST - 2]
        ends = [end for _, end in cut]
        pieces = [CLS, *(number for number, _ in cut), SEP]
        positions, groups = list(range(len(pieces))), [0] * len(pieces)
        openings = []
        for group, question in enumerate(questions, start=1):
            opened = [0, 0, 0]
            for number, (part, marks) in enumerate(zip(PARTS, MARKS, strict=True)):
                told = _covered(ends, getattr(question, part))
                if told is not None:
                    opened[number] = len(pieces)
                    pieces += marks
                    positions += told
                    groups += (group, group)
            openings.append((opened[0], opened[1], opened[2]))
        return Encoded(pieces=tuple(pieces), positions=tuple(positions), groups=tuple(groups), openings=tuple(openings))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")


def _covered(ends: Sequence[Ends], part: Ends | None) -> tuple[int, int] | None:
    """The positions of the first and the last piece of a part; CLS stands at 0."""
    if part is None:
        return None
    inside = [i for i, (start, end) in enumerate(ends, start=1) if start < part[1] and part[0] < end]
    return (inside[0], inside[-1]) if inside else None


@dataclass(slots=True)
class RelationModel:
    """The model with its vocabulary; loaded at the first question."""

    model: Path = MODEL
    vocabulary: Path = VOCABULARY
    _session: Any = field(default=None, repr=False)
    _pieces: Pieces | None = field(default=None, repr=False)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer a question, in their order."""
        if not questions:
            return []
        session, pieces = self._loaded()
        answers: dict[int, Answer] = {}
        for told in _passes(questions):
            encoded = pieces.encode(questions[told[0]].text, [questions[i] for i in told])
            answers.update(zip(told, _run(session, encoded), strict=True))
        return [answers[i] for i in range(len(questions))]

    def _loaded(self) -> tuple[Any, Pieces]:
        if self._session is None or self._pieces is None:
            import onnxruntime

            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.enable_cpu_mem_arena = False  # sentences differ in length: an arena only grows
            self._session = onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])
            self._pieces = Pieces(self.vocabulary)
        return self._session, self._pieces


def _passes(questions: Sequence[Question]) -> Iterator[list[int]]:
    """The questions that are put together: those about one sentence, at most `AT_ONCE`."""
    by_text: dict[str, list[int]] = {}
    for number, question in enumerate(questions):
        by_text.setdefault(question.text, []).append(number)
    for told in by_text.values():
        yield from (told[i : i + AT_ONCE] for i in range(0, len(told), AT_ONCE))


def arrays(batch: Sequence[Encoded]) -> dict[str, Any]:
    """The model's inputs, padded: pieces, positions, groups (batch × length; group -1 is padding), openings
    (batch × questions × 3)."""
    import numpy

    length = max(len(one.pieces) for one in batch)
    several = max(len(one.openings) for one in batch)
    made = {name: numpy.zeros((len(batch), length), dtype=numpy.int64) for name in ("pieces", "positions")}
    made["groups"] = numpy.full((len(batch), length), -1, dtype=numpy.int64)
    made["openings"] = numpy.zeros((len(batch), several, len(PARTS)), dtype=numpy.int64)
    for row, one in enumerate(batch):
        for name in ("pieces", "positions", "groups"):
            made[name][row, : len(one.pieces)] = getattr(one, name)
        made["openings"][row, : len(one.openings)] = one.openings
    return made


def _run(session: Any, encoded: Encoded) -> Iterator[Answer]:
    """The answers of one pass. Sentences go one by one: eight-bit sums are scaled by all that is put in together, and
    no answer may hang on the neighbours of its sentence."""
    types, statuses = session.run(None, arrays([encoded]))
    for number in range(len(encoded.openings)):
        yield Answer(
            types=dict(zip(TYPES, map(float, types[0, number]), strict=True)),
            statuses=dict(zip(STATUSES, map(float, statuses[0, number]), strict=True)),
        )


@cache
def load_relations() -> RelationModel:
    """The model that is shipped."""
    return RelationModel()
