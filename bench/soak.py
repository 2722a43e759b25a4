"""Long runs: `make soak`, or `python bench/soak.py [insert|workers|stops|watch|memory|kills] [--articles FILE]`.

kills    `communique add` with two workers, killed at random moments 100 times: every article once, with all its rows.
memory   5,000 articles coded by one process: how much it grows after the first 500.
workers  the same articles coded by one and by two workers.
insert   records stored without coding, articles a second.
stops    `communique add` with two workers ended by SIGTERM at random moments: the longest time until nobody is left.
watch    100 rounds of three feeds with faults at a site on this machine: every article exactly once.
"""

import argparse
import gc
import itertools
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import communique
from communique.model import Article, CodedArticle
from communique.record.codec import encode
from communique.workers import code_all

PROJECT = Path(__file__).resolve().parent.parent
NEWS = PROJECT.parent / "shared" / "articles" / "guardian_syria_2017_2019.jsonl"
EXAMPLES = PROJECT / "examples"
KILLS, KILLED_ARTICLES = 100, 40  # rounds; articles of a sentence each
GROWN_AFTER, CODED = 500, 5_000  # articles
WATCHED = 100  # rounds
COMPARED, RECORDS = 60, 1_000
GROWTH, FASTER, INSERTED, STOPPED = 1.05, 1.7, 200, 5.0  # promised: of memory, of two workers, records/s, seconds
STOPS = 10  # rounds
ADD = "from communique.cli import main; main()"


def articles(path: Path, number: int) -> Iterator[Article]:
    """So many articles of the file, over and over, each with an id of its own."""
    found = [one for one in communique.read(path) if isinstance(one, Article)]
    for place, one in enumerate(itertools.islice(itertools.cycle(found), number)):
        yield replace(one, article_id=f"{one.article_id}#{place}")


def stops(path: Path) -> bool:
    """Whether a run that is told to end does so in time, workers and all."""
    longest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(STOPS):
            running = _add(path, Path(folder, f"{seed}.store"), stdout=subprocess.PIPE)
            time.sleep(random.Random(seed).uniform(1, 20))
            running.terminate()
            start = time.perf_counter()
            running.communicate()  # until nobody has its output open: workers have it, too
            longest = max(longest, time.perf_counter() - start)
    print(f"stops: {longest:.1f} s after SIGTERM at most (at most {STOPPED:g})")
    return longest <= STOPPED


def kills(path: Path) -> bool:
    """Whether no round left a fault, lost an article or kept one twice."""
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.jsonl")
        lines = (
            json.dumps({"text": f"Ghana urged Togo to reopen border post {n}.", "id": n})
            for n in range(KILLED_ARTICLES)
        )
        news.write_text("\n".join(lines), encoding="utf-8")
        start = time.perf_counter()
        _add(news, whole := Path(folder, "whole.store")).wait()
        longest, wanted, broken = time.perf_counter() - start, _exported(whole), 0
        for seed in range(KILLS):
            moment = random.Random(seed).uniform(0, longest)
            broken += not _is_whole_after_a_kill(news, Path(folder, f"{seed}.store"), wanted, moment)
            print(f"\rround {seed + 1} of {KILLS}, {broken} broken", end="", flush=True)
    print(f"\nkills: {broken} of {KILLS} rounds left a fault")
    return not broken


def _is_whole_after_a_kill(news: Path, store: Path, wanted: list[str], moment: float) -> bool:
    running = _add(news, store)
    time.sleep(moment)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    if store.exists() and store.stat().st_size and not _is_clean(store):
        return False
    _add(news, store).wait()
    return _is_clean(store) and _exported(store) == wanted


def _add(news: Path, store: Path, stdout: int | None = None) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", ADD, "add", str(news), "--store", str(store), "--workers", "2", "--quiet"]
    return subprocess.Popen(command, start_new_session=True, stdout=stdout)


def _is_clean(path: Path) -> bool:
    with communique.open_store(path) as store:
        return not list(store.check())


def _exported(path: Path) -> list[str]:
    with communique.open_store(path, readonly=True) as store:
        return [encode(one) for one in store.records()]


def memory(path: Path) -> bool:
    """Whether a process that codes on and on keeps its size."""
    coder, early = communique.Coder(), 0.0
    for place, _ in enumerate(coder.code_all(articles(path, CODED)), 1):
        if place == GROWN_AFTER:
            early = _resident()
        if place % GROWN_AFTER == 0:
            print(f"\r{place} articles, {_resident():.0f} MB", end="", flush=True)
    grown = _resident() / early
    print(f"\nmemory: {early:.0f} MB after {GROWN_AFTER} articles, {grown:.3f} of it after {CODED} (at most {GROWTH})")
    return grown <= GROWTH


def _resident() -> float:
    """Megabytes that this process has in memory; the most it ever had where the system does not tell."""
    gc.collect()
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def workers(path: Path) -> bool:
    """Whether two workers are so much faster than one, start and loading apart."""
    one, two = (_speed(path, number) for number in (1, 2))
    print(
        f"workers: {one:.2f} articles/s by one, {two:.2f} by two: {two / one:.2f} × (at least {FASTER}, two free cores)"
    )
    return two / one >= FASTER


def _speed(path: Path, number: int) -> float:
    """Articles a second after every worker has answered."""
    answers = code_all(communique.Coder(), articles(path, COMPARED + 4 * number), number)
    for _ in range(4 * number):
        next(answers)
    start = time.perf_counter()
    return sum(1 for _ in answers) / (time.perf_counter() - start)


def insert(path: Path) -> bool:
    """Whether records are stored so fast."""
    coder = communique.Coder()
    coded = [one for one in coder.code_all(articles(path, 100)) if isinstance(one, CodedArticle)]
    many = [
        replace(one, article=replace(one.article, article_id=f"{one.article.article_id}/{place}"))
        for place, one in enumerate(itertools.islice(itertools.cycle(coded), RECORDS))
    ]
    with tempfile.TemporaryDirectory() as folder, communique.open_store(Path(folder, "a.store")) as store:
        start, used = time.perf_counter(), time.process_time()
        for one in many:
            store.add(one)
        wall, processor = time.perf_counter() - start, time.process_time() - used
    rate = len(many) / processor
    print(f"insert: {rate:.0f} articles/s of processor time, {len(many) / wall:.0f} by the clock (at least {INSERTED})")
    return rate >= INSERTED


def watch(_: Path) -> bool:
    """Whether no article was lost, kept twice or stale, and the site was spared as it asked."""
    run = subprocess.run([sys.executable, "-m", "tests.watched", str(WATCHED)], cwd=PROJECT, check=False)
    return run.returncode == 0


LONG_RUNS: dict[str, Callable[[Path], bool]] = {
    "insert": insert, "workers": workers, "stops": stops, "watch": watch, "memory": memory, "kills": kills,
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="*", choices=[*LONG_RUNS, []], help="all where none is named")
    parser.add_argument("--articles", type=Path, default=NEWS if NEWS.exists() else EXAMPLES)
    asked = parser.parse_args()
    kept = [LONG_RUNS[name](asked.articles) for name in asked.runs or LONG_RUNS]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
