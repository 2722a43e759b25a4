"""Speed, start and memory, measured in one run: `make bench`, or `python bench/bench.py --articles FILE`.

Each measurement has a process of its own. Words a second are of processor time, so that other programs disturb the
ratios little; starts are by the clock. The bare pipelines parse the same lines in the same batches as ours; a word
is what stands between white space.
"""

import argparse
import itertools
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from communique.model import Article
from communique.reading import read

PROJECT = Path(__file__).resolve().parent.parent
NEWS = PROJECT.parent / "shared" / "articles" / "guardian_syria_2017_2019.jsonl"
EXAMPLES = PROJECT / "examples"
ARTICLES = 100  # measured; examples are repeated until there are as many
WARM_UP = "The minister met his counterpart on Monday and said that the talks would go on."
STARTS = 3  # of which the quickest counts: the first may read from disk
SECOND_RUN, HELP, MEMORY = 3.0, 0.4, 500  # seconds, seconds, MB: what we promise


def articles(path: Path) -> list[Article]:
    """The articles that are measured, all of the file or the examples over and over."""
    found = [one for one in read(path) if isinstance(one, Article)]
    return list(itertools.islice(itertools.cycle(found), ARTICLES))


def lines(texts: list[Article]) -> Iterator[str]:
    return (line for article in texts for line in article.text.split("\n") if line.strip())


def whole(texts: list[Article]) -> float:
    """Seconds the whole way takes."""
    from communique import Coder

    coder = Coder()
    list(coder.code_all([_warm_up()]))
    return _seconds(lambda: sum(1 for _ in coder.code_all(texts)))


def bare(texts: list[Article], exclude: tuple[str, ...]) -> float:
    """Seconds spaCy alone takes, without the components `exclude`."""
    import spacy

    from communique.linguistics.parser import BATCH, load_parser

    nlp = spacy.load(load_parser().name, exclude=list(exclude))
    list(nlp.pipe([WARM_UP]))
    return _seconds(lambda: sum(1 for _ in nlp.pipe(lines(texts), batch_size=BATCH)))


def _warm_up() -> Article:
    from communique.reading.facts import Facts, article

    return article(WARM_UP, Facts())


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    start = clock()
    work()
    return clock() - start


def measure(name: str, path: Path) -> dict[str, float]:
    """One measurement: words a second, and the highest memory of this process in MB."""
    from communique.linguistics.parser import NOT_NEEDED

    texts = articles(path)
    words = sum(len(article.text.split()) for article in texts)
    seconds = whole(texts) if name == "whole" else bare(texts, NOT_NEEDED if name == "ours" else ())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1024
    return {"words": words, "speed": words / seconds, "peak": peak}


def in_its_own_process(name: str, path: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--articles", str(path), "--measure", name]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def start(*arguments: str) -> float:
    """Seconds the program takes from its start to its end."""
    command = [sys.executable, "-c", "from communique.cli import main; main()", *arguments]
    once = partial(subprocess.run, command, check=True, capture_output=True)
    return min(_seconds(once, time.perf_counter) for _ in range(STARTS))


def verdict(value: float, limit: float) -> str:
    return "" if value <= limit else f"   ABOVE {limit:g}"


def report(path: Path) -> None:
    """All figures, printed."""
    found = {name: in_its_own_process(name, path) for name in ("whole", "all", "ours")}
    speed = {name: figures["speed"] for name, figures in found.items()}
    first = min(EXAMPLES.glob("*.txt"))
    cold, shown = start("code", str(first)), start("--help")
    peak = found["whole"]["peak"]
    print(f"{ARTICLES} articles, {found['whole']['words']:,.0f} words, from {path}")
    print(f"whole pipeline                      {speed['whole']:8,.0f} words/s")
    for name, told in (("all", "all components      "), ("ours", "the components we use")):
        share = speed["whole"] / speed[name]
        print(f"spaCy alone, {told:23}{speed[name]:8,.0f} words/s   the whole has {share:.2f} of it")
    print(f"cold start to the first record      {cold:8.2f} s{verdict(cold, SECOND_RUN)}")
    print(f"communique --help                   {shown:8.2f} s{verdict(shown, HELP)}")
    print(f"peak memory                         {peak:8.0f} MB{verdict(peak, MEMORY)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=NEWS if NEWS.exists() else EXAMPLES)
    parser.add_argument("--measure", choices=("whole", "all", "ours"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.articles)))
    else:
        report(asked.articles)


if __name__ == "__main__":
    main()
