"""Every error that leaves communique, as one tree.

    CommuniqueError
    ├── KnowledgeError        data files of the project (or of the user) are wrong; all faults are listed together
    ├── ReadingError          a file or a line cannot become an Article
    ├── LinguisticsError      no parser of that name, or one of the wrong version
    ├── RecordError           JSON that is no CodedArticle
    ├── StoreError            a file that is no store, cannot be read or written, or is of another version
    ├── WorkerError           worker processes that end as soon as they are started
    └── MissingExtraError     a library that only some formats need is not installed

A wrong article is not an error but a value (`model.Failure`): it never stops a run.
"""

from dataclasses import dataclass


class CommuniqueError(Exception):
    """The root: catch this to catch everything communique raises on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a knowledge file: where, what, and what would be right."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class KnowledgeError(CommuniqueError):
    """Knowledge files hold faults; `faults` lists every one of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    def __reduce__(self) -> tuple[type["KnowledgeError"], tuple[tuple[Fault, ...]]]:
        return KnowledgeError, (self.faults,)  # a worker process sends it to the one that started it


class ReadingError(CommuniqueError):
    """Bytes that cannot become an article; the message names the file, the place and what to do."""


class LinguisticsError(CommuniqueError):
    """A parser that is not installed or not of a version we know; the message names the command that helps."""


class RecordError(CommuniqueError):
    """JSON that is not a CodedArticle of this schema."""


class StoreError(CommuniqueError):
    """A store that cannot be opened, read or written; the message names the file and what to do."""


class WorkerError(CommuniqueError):
    """Worker processes that cannot work; the message says how to find out why."""


class MissingExtraError(CommuniqueError):
    """A library that only some formats need is not installed; the message is the command that installs it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs a library: pip install "communique[{extra}]"')
