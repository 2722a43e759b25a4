"""Killed at any moment, without a chance to tidy up: what is stored is whole, and the same run again completes it."""

import multiprocessing
import random
import sys
import time
import warnings
from pathlib import Path

import pytest

import communique
from communique.model import Article
from communique.record.codec import encode
from communique.store import fill
from tests.store.made import an_article, coded
from tests.store.slow import SlowCoder

ROUNDS = 20
ARTICLES = [
    *(an_article(f"Ghana asked Togo to wait {n} days. Benin asked Mali to come." * 6, id=str(n)) for n in range(9)),
    *(an_article(f"Togo asked Ghana to wait {n} days.", url="https://example.org/a") for n in range(3)),
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no fork")


def add_all(path: Path, articles: list[Article]) -> None:
    with communique.open_store(path) as store, store.run(["all"]):
        for _ in fill(store, articles, SlowCoder()):  # type: ignore[arg-type]
            pass


def exported(path: Path) -> list[str]:
    with communique.open_store(path, readonly=True) as store:
        return [encode(one) for one in store.records()]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], float]:
    """What an undisturbed run gives, and the seconds it takes."""
    path = tmp_path_factory.mktemp("whole") / "a.store"
    start = time.monotonic()
    add_all(path, ARTICLES)
    return exported(path), time.monotonic() - start


def killed(path: Path, articles: list[Article], after: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads: none of ours holds a lock
        adding = multiprocessing.get_context("fork").Process(target=add_all, args=(path, articles))
        adding.start()
    time.sleep(after)
    adding.kill()
    adding.join()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_killed_run_leaves_whole_articles_and_can_be_repeated(
    tmp_path: Path, whole: tuple[list[str], float], seed: int
) -> None:
    chance, path, (wanted, seconds) = random.Random(seed), tmp_path / "a.store", whole
    killed(path, chance.sample(ARTICLES, len(ARTICLES)), chance.uniform(0, seconds))
    if path.exists() and path.stat().st_size:
        with communique.open_store(path) as store:
            assert list(store.check()) == []
            known = {encode(coded(one)) for one in ARTICLES}
            assert {encode(one) for one in store.records()} <= known
    add_all(path, chance.sample(ARTICLES, len(ARTICLES)))
    assert exported(path) == wanted
    with communique.open_store(path) as store:
        assert list(store.check()) == []
        assert store.counts()["codings"] == len(ARTICLES)
