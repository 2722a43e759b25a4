"""How long a million events take to Parquet, to GDELT and to the other formats, and how much memory.

The records are those of examples/, coded now, again and again under other names and days: lines of JSON as
`communique code` writes them, some 3 KB an event, read as `communique export` reads them. Each format has a process of
its own. Not part of `make test`: figures depend on the machine.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from communique.cli import COLLECTED_AFTER
from communique.model import CodedArticle
from communique.record.codec import decode_own, encode
from communique.views import VIEWS, Setting
from communique.views.parquet import of_lines

EXAMPLES = Path(__file__).parents[1] / "examples"
MILLION = 1_000_000
LIMITS = {"parquet": 60.0, "gdelt": 120.0}  # seconds for a million events
MEMORY = 1000.0  # MB
NUMBER = "00000000"  # in the id of each article; another in each copy


def templates() -> list[tuple[str, int]]:
    """(line, number of events) of each example, with `NUMBER` in its id."""
    from communique.pipeline import Coder
    from communique.reading import read

    found = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        for coded in Coder().code_all(read(path)):
            assert isinstance(coded, CodedArticle)
            article = replace(coded.article, article_id=f"{path.stem}-{NUMBER}")
            article = replace(article, published_on=article.published_on and article.published_on + timedelta(days=1))
            found.append((encode(replace(coded, article=article)), len(coded.events)))
    return found


def lines(events: int, patterns: list[tuple[str, int]]) -> Iterator[str]:
    """Lines with so many events, each with an id of its own."""
    made = number = 0
    while made < events:
        line, told = patterns[number % len(patterns)]
        yield line.replace(NUMBER, f"{number:08}", 1)
        made += told
        number += 1


def measure(name: str, events: int, patterns: list[tuple[str, int]]) -> dict[str, float]:
    """Seconds, megabytes written and highest memory in MB for one format."""
    start, busy, size = time.perf_counter(), time.process_time(), 0
    gc.set_threshold(COLLECTED_AFTER)  # as the program does
    made = lines(events, patterns)
    if name == "parquet":
        chunks: Iterator[str | bytes] = of_lines(made)
    else:
        chunks = VIEWS[name]((decode_own(line) for line in made), Setting(encode=encode))
    for chunk in chunks:
        size += len(chunk)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1024
    return {"seconds": seconds, "busy": busy, "size": size / 1e6, "peak": peak}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=MILLION)
    parser.add_argument("--formats", nargs="*", default=list(LIMITS))
    parser.add_argument("--measure", choices=VIEWS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.events, json.load(sys.stdin))))
        return
    patterns = json.dumps(templates())
    for name in asked.formats:
        command = [sys.executable, __file__, "--events", str(asked.events), "--measure", name]
        found = json.loads(subprocess.run(command, input=patterns, check=True, capture_output=True, text=True).stdout)
        limit = LIMITS.get(name, float("inf")) * asked.events / MILLION
        above = f"   ABOVE {limit:g} s" if found["seconds"] > limit else ""
        above += f"   ABOVE {MEMORY:g} MB" if found["peak"] > MEMORY else ""
        told = f"{found['seconds']:8.1f} s ({found['busy']:.1f} of processors) {found['size']:8.0f} MB written"
        told += f", peak memory {found['peak']:6.0f} MB"
        print(f"{name:18} {asked.events:>10,} events {told}{above}", flush=True)


if __name__ == "__main__":
    main()
