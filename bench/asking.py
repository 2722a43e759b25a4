"""How long a store of a million events takes for a dyad's page, a full-text query and a filtered one.

The rows are synthetic and written straight into the tables; dyads are Zipf-distributed over 200 countries, words over
5,000. Ten events an article, each an incident of its own. Limits: 50 ms for a dyad's page (its months and its newest 50
events), 100 ms for a query.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from communique.store import Store, open_store, sql
from communique.views import Selection

MILLION, PER_ARTICLE, COUNTRIES, WORDS, LENGTH = 1_000_000, 10, 200, 5_000, 15
PAGE, QUERY = 50.0, 100.0  # milliseconds
FIRST, DAYS = date(2010, 1, 1), 5_000
ROUNDS = 5
KINDS = (
    ("CONSULT", "visit", "042"),
    ("ACCUSE", "disapprove", "111"),
    ("ASSAULT", "aerial", "195"),
    ("AID", None, "070"),
)


def code(number: int) -> str:
    """Three letters of a country that does not exist, another for each number."""
    return "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))


def fill(store: Store, events: int) -> None:
    """Nothing; afterwards the store has so many events."""
    draw, database = random.Random(7), store.database
    zipf = list(accumulate(1 / rank for rank in range(1, COUNTRIES + 1)))
    of_words = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    words = [f"word{number}" for number in range(WORDS)]
    codes = [code(number) for number in range(COUNTRIES)]
    with database.transaction():
        for first in range(0, events, PER_ARTICLE):
            key = first // PER_ARTICLE + 1
            day = (FIRST + timedelta(days=draw.randrange(DAYS))).isoformat()
            told = [" ".join(draw.choices(words, cum_weights=of_words, k=LENGTH)) for _ in range(PER_ARTICLE)]
            article = {"article_key": key, "article_id": f"a{key}", "version": 1, "digest": "d", "current": 1,
                       "batch": 1, "text_id": f"t{key}", "text": ". ".join(told), "language": "en",
                       "published_on": day}  # fmt: skip
            put(store, "articles", article)
            put(store, "records", {"record_key": key, "article_key": key, "current": 1, "stored_at": day,
                                   "schema": "s", "code": "0", "knowledge": "0", "parser": "p", "digest": "d",
                                   "coded": b""})  # fmt: skip
            for number, evidence in enumerate(told):
                pair = draw.choices(codes, cum_weights=zipf, k=2)
                event(store, first + number + 1, key, number, day, evidence, pair, draw.choice(KINDS))
        database.execute(
            "INSERT INTO dyad_months SELECT d.source_code, d.target_code, substr(e.day, 1, 7), e.event_type, "
            "coalesce(e.mode, ''), e.cameo, e.status, e.reciprocal, count(*) FROM dyads AS d JOIN events AS e "
            "USING (event_key) GROUP BY 1, 2, 3, 4, 5, 6, 7, 8"
        )
        database.execute(
            "INSERT INTO incidents SELECT event_key, 'i' || event_key, event_type, status, day, last_day, 1, 0, '' "
            "FROM events"
        )
        database.execute(
            "INSERT INTO incident_months SELECT min(d.source_code, d.target_code), max(d.source_code, d.target_code), "
            "substr(e.day, 1, 7), e.status, d.event_key FROM dyads AS d JOIN events AS e USING (event_key)"
        )


def event(
    store: Store, key: int, record: int, number: int, day: str, evidence: str, pair: list[str],
    kind: tuple[str, str | None, str],
) -> None:  # fmt: skip
    """Nothing; one event with its two actors and its dyad."""
    row = {
        "event_key": key, "record_key": record, "position": number, "current": 1, "event_id": f"e{key}",
        "article_id": f"a{record}", "day": day, "last_day": day, "event_type": kind[0], "mode": kind[1],
        "cameo": kind[2], "contexts": "", "status": "actual", "historical": 0, "reciprocal": 0, "trigger_start": 0,
        "trigger_end": 1, "trigger_words": "w", "evidence_start": 0, "evidence_end": len(evidence),
        "evidence": evidence, "mentions": 1, "rule": "r", "decided_by": "rows",
    }  # fmt: skip
    put(store, "events", row)
    for role, country in zip(("source", "target"), pair, strict=True):
        who = {"event_key": key, "role": role, "position": 0, "current": 1, "day": day, "actor": "a1", "name": country,
               "folded": f"land {country.lower()}", "country": country, "sectors": "", "doubtful": 0,
               "words": country}  # fmt: skip
        put(store, "event_actors", who)
    put(store, "dyads", {"source_code": pair[0], "target_code": pair[1], "day": day, "event_key": key, "current": 1})


def put(store: Store, table: str, row: dict[str, object]) -> None:
    store.database.execute(sql.insert(table, tuple(row)), tuple(row.values()))


def questions(store: Store) -> Iterator[tuple[str, float, Callable[[], object]]]:
    """(what is asked, limit in ms, how) for the commonest and a rare dyad, for common and rare words."""
    for name, pair in (("commonest dyad", (code(0), code(1))), ("rare dyad", (code(150), code(170)))):
        wanted = Selection(dyad=pair)
        yield f"months of the {name}", PAGE, partial(store.timeline, *pair)
        yield f"newest 50 of the {name}", PAGE, partial(newest, store, wanted)
    for name, words in (("commonest word", "word0"), ("rare word", "word4321"), ("two words", "word3 word40")):
        yield name, QUERY, partial(found, store, words, Selection())
    for name, chosen in (
        ("rare word, common country", Selection(countries=(code(1),))),
        ("rare word, rare dyad", Selection(dyad=(code(150), code(170)))),
        ("rare word, a year, a type", Selection(since=date(2020, 1, 1), event_types=("ASSAULT",))),
    ):
        yield name, QUERY, partial(found, store, "word4321", chosen)


def newest(store: Store, wanted: Selection) -> int:
    """How many of the newest 50 there are."""
    return len(list(islice(store.events(wanted, newest=True), 50)))


def found(store: Store, words: str, wanted: Selection) -> int:
    """How many of the first 20 finds there are."""
    return len(list(islice(store.find(words, wanted).events(), 20)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=MILLION)
    parser.add_argument("--folder", type=Path, default=None, help="where the store is made, and removed")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        with open_store(Path(folder) / "synthetic.store") as store:
            start = time.perf_counter()
            fill(store, asked.events)
            print(f"{asked.events:,} events written in {time.perf_counter() - start:.0f} s", flush=True)
        with open_store(Path(folder) / "synthetic.store", readonly=True) as store:
            for name, limit, ask in questions(store):
                taken = []
                for _ in range(ROUNDS):
                    start = time.perf_counter()
                    ask()
                    taken.append((time.perf_counter() - start) * 1000)
                above = "" if sorted(taken)[ROUNDS // 2] <= limit else f"   ABOVE {limit:g} ms"
                told = f"{sorted(taken)[ROUNDS // 2]:8.1f} ms (worst of {ROUNDS}: {max(taken):.1f})"
                print(f"{name:30} {told}{above}", flush=True)


if __name__ == "__main__":
    main()
