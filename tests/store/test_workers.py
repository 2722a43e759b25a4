"""Several processes give the same answers in the same order; none is lost where one dies, and all stop in time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import communique
from communique.errors import Fault, KnowledgeError, LinguisticsError, WorkerError
from communique.model import Article, CodedArticle, Failure
from communique.workers import code_all, lost, spread
from tests.store.made import an_article, coded
from tests.store.slow import PAUSE, SlowCoder

PROJECT = Path(__file__).resolve().parents[2]
BROKEN = Failure(article_id="x", stage="reading", reason="broken")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def some(number: int, **others: str) -> list[Article]:
    return [an_article(others.get(f"at{i}", f"Ghana asked Togo to wait {i} days."), id=str(i)) for i in range(number)]


def test_several_workers_answer_in_order() -> None:
    articles = [*some(20, at3="FAIL", at7="long " * 50_000), BROKEN]
    alone = list(SlowCoder().code_all(articles))
    assert list(code_all(SlowCoder(), articles, 2)) == alone  # type: ignore[arg-type]


@POSIX
def test_an_article_that_kills_its_worker_is_a_failure() -> None:
    answers = list(code_all(SlowCoder(), some(6, at2="DIE"), 2))  # type: ignore[arg-type]
    assert [one.article_id for one in answers if isinstance(one, Failure)] == ["2"]
    assert "status -9" in next(one.reason for one in answers if isinstance(one, Failure))
    assert sum(isinstance(one, CodedArticle) for one in answers) == 5


@POSIX
def test_workers_that_only_die_are_given_up() -> None:
    with pytest.raises(WorkerError, match="__main__"):
        list(spread(SlowCoder().outcome, some(6, **{f"at{i}": "DIE" for i in range(6)}), 1, lost=lost, ordered=True))  # type: ignore[arg-type]


def test_a_program_that_is_not_set_up_stops_the_run() -> None:
    with pytest.raises(LinguisticsError, match="no parser"):
        list(code_all(SlowCoder(), some(5, at2="UNSET"), 2))  # type: ignore[arg-type]


def test_faults_of_knowledge_cross_to_another_process() -> None:
    import pickle

    fault = KnowledgeError((Fault(path="a", line=1, message="b"),))
    assert pickle.loads(pickle.dumps(fault)).faults == fault.faults


def test_articles_are_read_no_faster_than_they_are_coded() -> None:
    taken = 0

    def counted() -> Iterator[Article]:
        nonlocal taken
        for article in some(200):
            taken += 1
            yield article

    answers = spread(SlowCoder().outcome, counted(), 1, lost=lambda article, how: BROKEN, ordered=True)
    for _ in range(3):
        next(answers)
    assert taken <= 5
    answers.close()  # type: ignore[attr-defined]


def command(folder: Path, *more: str, pause: float) -> subprocess.Popen[str]:
    """`communique add FOLDER` by two slow workers, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.slow", "add", str(folder), "--store", str(folder / "a.store"), *more],
        cwd=PROJECT,
        env={**os.environ, PAUSE: str(pause)},
        start_new_session=True,
        preexec_fn=_heeds_interrupts,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _heeds_interrupts() -> None:
    """Nothing; what runs behind a shell's "&" is started with interrupts ignored, and the tests may run there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def stored(folder: Path) -> int:
    try:
        with communique.open_store(folder / "a.store", readonly=True) as store:
            return store.counts()["articles"]
    except communique.errors.StoreError:
        return 0


@POSIX
@pytest.mark.parametrize(
    ("sent", "status", "ending"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "interrupted"), (signal.SIGKILL, -9, None)],
)
def test_a_signal_stops_all_and_loses_what_is_in_flight(
    tmp_path: Path, sent: signal.Signals, status: int, ending: str | None
) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(f"Ghana asked Togo to wait {number} days.", encoding="utf-8")
    running = command(tmp_path, "--workers", "2", pause=0.5)
    try:
        while stored(tmp_path) < 3 and running.poll() is None:
            time.sleep(0.05)
        os.killpg(running.pid, sent) if sent is signal.SIGINT else running.send_signal(sent)
        told, faults = running.communicate()  # until nobody has its output open: workers have it, too
    finally:
        running.kill()
        running.wait()
    assert (running.returncode, faults) == (status, "")
    with communique.open_store(tmp_path / "a.store") as store:
        assert ending is None or f": {store.counts()['articles']} added" in told
        assert 3 <= store.counts()["articles"] < 60
        assert list(store.check()) == []
        assert [run["ending"] for run in store.runs()] == [ending]
    again = command(tmp_path, "--workers", "2", pause=0)
    assert again.communicate()[1] == ""
    assert stored(tmp_path) == 60


def test_records_of_several_workers_are_kept_like_those_of_one(tmp_path: Path) -> None:
    articles = [*some(12, at3="FAIL"), BROKEN]
    with communique.open_store(tmp_path / "a.store") as store, store.run(["x"]):
        outcomes = communique.store.fill(store, articles, SlowCoder(), workers=2)  # type: ignore[arg-type]
        assert sorted(outcome for outcome, _ in outcomes) == ["added"] * 11 + ["failed"] * 2
        wanted = [coded(one) for one in articles if isinstance(one, Article) and one.text != "FAIL"]
        assert list(store.records()) == sorted(wanted, key=lambda one: one.article.article_id)
