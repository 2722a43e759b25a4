"""Many articles by several processes: each has loaded its coder once and works on one article at a time.

Nothing is shared. An article goes to a worker only when that one is idle, so that no queue grows, whatever stops us
loses no more than the articles in flight, and an article that kills its worker is known: it becomes a failure, and
another worker takes the place.
"""

import contextlib
import gc
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from communique.errors import CommuniqueError, WorkerError
from communique.model import Article, CodedArticle, Failure

if TYPE_CHECKING:
    from communique.pipeline import Coder

Job = TypeVar("Job")
Answer = TypeVar("Answer")

AHEAD = 8  # answers a worker that may wait for an earlier one where order is kept: long articles take ten times longer
PATIENCE = 2.0  # seconds that a worker has to end before it is killed; we promise to stop within five
HOPELESS = 3  # workers that may die one after the other without an answer


@dataclass(slots=True, eq=False)
class _Worker(Generic[Job]):
    process: BaseProcess
    connection: Connection
    job: tuple[int, Job] | None = None


@dataclass(frozen=True, slots=True)
class _Death:
    """In place of an answer: how the worker ended."""

    how: str


@dataclass(slots=True)
class _Staff(Generic[Job, Answer]):
    """The workers of one call: started when there is work for them, stopped together."""

    work: Callable[[Job], Answer]
    most: int
    workers: list[_Worker[Job]] = field(default_factory=list)
    dead: int = 0  # one after the other, without an answer between

    def idle(self) -> _Worker[Job] | None:
        """A worker without work, started if there may be another one."""
        free = next((worker for worker in self.workers if worker.job is None), None)
        if free is None and len(self.workers) < self.most:
            free = _started(self.work)
            self.workers.append(free)
        return free

    def give(self, worker: _Worker[Job], number: int, job: Job) -> None:
        """Nothing; the worker begins."""
        worker.job = number, job
        with contextlib.suppress(OSError):  # it is dead: `answers` will see that
            worker.connection.send(job)

    def answers(self) -> Iterator[tuple[int, Job, Answer | _Death]]:
        """The answers that have come, after waiting for one; a death for a worker that died."""
        busy = {worker.connection: worker for worker in self.workers if worker.job is not None}
        for connection in wait(list(busy)) if busy else ():
            worker = busy[connection]  # type: ignore[index]
            assert worker.job is not None
            (number, job), worker.job = worker.job, None
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                yield number, job, _Death(self._buried(worker))
                continue
            self.dead = 0
            if isinstance(answer, CommuniqueError):
                raise answer
            yield number, job, answer[0]

    def _buried(self, worker: _Worker[Job]) -> str:
        _end(worker.process)
        self.workers.remove(worker)
        self.dead += 1
        ended = f"the worker process ended with status {worker.process.exitcode}"
        if self.dead >= HOPELESS:
            raise WorkerError(
                f"{ended}, as {self.dead - 1} before it without an answer. Run with one worker to see why; a script "
                'that asks for several needs `if __name__ == "__main__":` around what it runs'
            )
        return ended

    def dismiss(self, *, at_once: bool) -> None:
        """Nothing; no worker is left, after seconds at most."""
        for worker in self.workers:
            worker.connection.close()  # an idle worker ends by itself when it sees that
            if at_once:
                worker.process.terminate()
        for worker in self.workers:
            _end(worker.process)


def _end(process: BaseProcess) -> None:
    """Nothing; the process has ended by itself, or it was killed."""
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def spread(
    work: Callable[[Job], Answer],
    jobs: Iterable[Job],
    number: int,
    *,
    lost: Callable[[Job, str], Answer],
    ordered: bool,
) -> Iterator[tuple[Job, Answer]]:
    """Each job with its answer, worked out by `number` processes; in order of the jobs, or as they come.

    `work` is pickled once for each worker; it loads what it needs at its first job. `lost` gives the answer to a job
    whose worker died. Raises `WorkerError` where workers die as soon as they are started, and whatever
    `CommuniqueError` a worker raises.
    """
    staff = _Staff(work, number)
    waiting: dict[int, tuple[Job, Answer]] = {}
    coming, told, ended = enumerate(jobs), 0, False
    try:
        while not ended or any(worker.job for worker in staff.workers):
            while not ended and len(waiting) < AHEAD * number and (worker := staff.idle()):
                following = next(coming, None)
                if following is None:
                    ended = True
                else:
                    staff.give(worker, *following)
            for place, job, answer in staff.answers():
                waiting[place] = job, (lost(job, answer.how) if isinstance(answer, _Death) else answer)
            while waiting and (not ordered or told in waiting):
                yield waiting.pop(told if ordered else next(iter(waiting)))
                told += 1
    except BaseException:
        staff.dismiss(at_once=True)
        raise
    staff.dismiss(at_once=False)


def code_all(coder: "Coder", articles: Iterable[Article | Failure], number: int) -> Iterator[CodedArticle | Failure]:
    """One record or failure for each article, in their order, coded by `number` processes."""
    if number == 1:
        yield from coder.code_all(articles)
        return
    for _, answer in spread(coder.outcome, articles, number, lost=lost, ordered=True):
        yield answer


def lost(article: Article | Failure, how: str) -> Failure:
    """The failure of an article whose worker died."""
    said = f"{how}, as when memory runs out; the article may be too long for this machine"
    return Failure(article_id=article.article_id, stage="coding", reason=said)


def _started(work: Callable[[Any], Any]) -> _Worker[Any]:
    """A new worker; it does not hear the Ctrl-C of the terminal, which is for us to hear."""
    context = get_context("spawn")  # the same on all systems, and safe beside threads
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work, gc.get_threshold()), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextlib.contextmanager
def _deaf() -> Iterator[None]:
    """What is started inside ignores Ctrl-C."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, heard)


def _serve(connection: Connection, work: Callable[[Any], Any], collected_after: tuple[int, int, int]) -> None:
    """Nothing; answers jobs until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*collected_after)
    with contextlib.suppress(EOFError, OSError):  # nobody asks or listens any more
        while True:
            try:
                answer = (work(connection.recv()),)
            except CommuniqueError as reason:  # the program is not set up: no article could be coded
                connection.send(reason)
                continue
            connection.send(answer)
