"""Joining per added article in a large store against a small one: `python bench/incidents.py [EVENTS]`.

Synthetic reports, as many a day in both stores, dyads after Zipf's law; the same articles are then added to each and
joined. Prints milliseconds of processor time an article and their ratio, which may be 1.5 at most
(docs/decisions/0021-incidents.md).
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta
from pathlib import Path

from communique.model import Actor, ActorMention, ActorRef, CodedArticle, Date, Event, MadeBy, Span
from communique.reading.facts import Facts, article
from communique.record.identity import event_id
from communique.store import Store, open_store
from communique.store import incident_sql as sql
from communique.store.blocks import kept_under
from communique.store.kept_blocks import PAGES, REPORTS, stand
from communique.store.packing import packed
from communique.store.reports import Days, Party, Report
from communique.store.retold import Page, page_blocks

SMALL, LARGE = 10_000, 1_000_000  # events
A_DAY = 100  # events
EVENTS = 4  # an article
ADDED = 100  # articles
DAYS = 5  # that they are published on
CODES = tuple(f"C{number:02}" for number in range(60))  # countries
TYPES = ("ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "AID", "COERCE")
WORDS = tuple(f"word{number}" for number in range(4000))
FIRST = Day(1995, 1, 1)
CHUNK = 20_000  # reports a transaction
SEED = 11


def main() -> None:
    """Measure and print."""
    large = int(sys.argv[1]) if len(sys.argv) > 1 else LARGE
    with tempfile.TemporaryDirectory() as folder:
        times = [measured(Path(folder), events) for events in (SMALL, large)]
    print(f"ratio {times[1] / times[0]:.2f}")


def measured(folder: Path, events: int) -> float:
    """Milliseconds an added article in a store of so many events."""
    with open_store(folder / f"{events}.db") as store:
        fill(store, events)
        last = FIRST + timedelta(days=events // A_DAY - 1)
        chance = random.Random(SEED)
        for number in range(ADDED):
            store.add(an_article(chance, number, last - timedelta(days=number // 4 % DAYS)))
        start = time.process_time()
        shown = sum(1 for _ in store.incidents(least=2))
        spent = (time.process_time() - start) / ADDED * 1000
    print(f"{events:>9} events: {spent:.1f} ms an article, {shown} incidents of two or more")
    return spent


def fill(store: Store, events: int) -> None:
    """Put the reports straight into the tables of the joining; the records behind them are empty."""
    chance = random.Random(SEED)
    database = store.database
    for start in range(0, events, CHUNK):
        with database.transaction():
            for number in range(start, min(start + CHUNK, events), EVENTS):
                _put(store, chance, number)


def _put(store: Store, chance: random.Random, number: int) -> None:
    database, name = store.database, f"old-{number}"
    published = FIRST + timedelta(days=number // A_DAY)
    key = database.insert(
        "INSERT INTO articles (article_id, version, digest, current, batch, text_id, text, language) "
        "VALUES (?, 1, '', 1, 0, ?, '', 'en')", (name, name),
    )  # fmt: skip
    record = database.insert(
        "INSERT INTO records (article_key, current, stored_at, schema, code, knowledge, parser, digest, coded) "
        "VALUES (?, 1, '', '', '', '', '', '', x'')", (key,),
    )  # fmt: skip
    lead = tuple(chance.sample(WORDS, 60))
    page = Page(article_id=name, published_on=published, opening=lead, roots=dyad(chance))
    database.execute(sql.ADD_PAGE, (record, name, published.isoformat(), packed(page)))
    database.execute(sql.MARK_PAGE, (0, record))
    stand(database, PAGES, page_blocks(page), record)
    for event in range(EVENTS):
        report = a_report(chance, f"e_{number}_{event}", name, published, lead)
        values = (record, report.key, report.event_id, name, packed(report))
        report_key = database.insert(sql.ADD_REPORT, values)
        database.execute(sql.MARK_REPORT, (0, report.key))
        stand(database, REPORTS, kept_under(report), report_key)


def dyad(chance: random.Random) -> tuple[str, str]:
    """Two countries, the first ones far more often."""
    one, other = (CODES[min(int(chance.paretovariate(0.7)) - 1, len(CODES) - 1)] for _ in range(2))
    return (one, other) if one != other else (one, CODES[(CODES.index(one) + 1) % len(CODES)])


def a_report(chance: random.Random, name: str, article_id: str, published: Day, lead: tuple[str, ...]) -> Report:
    """One act between two countries, on the day before."""
    one, other = dyad(chance)
    return Report(
        event_id=name, article_id=article_id, text_id=article_id, published_on=published,
        event_type=chance.choice(TYPES), cameo="190", status="actual",
        sources=(Party(actor_id=f"country:{one}", name=one, country=one),),
        targets=(Party(actor_id=f"country:{other}", name=other, country=other),),
        days=Days(first=published - timedelta(days=1), last=published - timedelta(days=1), firm=True),
        words=tuple(chance.sample(WORDS, 12)), opening=lead,
    )  # fmt: skip


def an_article(chance: random.Random, number: int, published: Day) -> CodedArticle:
    """A record with `EVENTS` events in sentences of made-up words; every fourth article tells the acts of another."""
    own = random.Random(number // 4) if number % 4 == 0 else chance
    sentences = [(*dyad(own), own.choice(TYPES), own.sample(WORDS, 12)) for _ in range(EVENTS)]
    text = (
        " ".join(f"{one} met {other} {' '.join(words)}." for one, other, _, words in sentences) + f" Number {number}."
    )
    made = article(text, Facts(id=f"new-{number}", published_on=published, outlet=f"outlet {number % 7}"))
    actors: dict[str, Actor] = {}
    events = tuple(_events(made.text, made.text_id, published, sentences, actors))
    return CodedArticle(
        article=made, actors=tuple(actors.values()), events=events,
        made_by=MadeBy(code="0", knowledge="0", parser="none"),
    )  # fmt: skip


def _events(
    text: str, text_id: str, published: Day, sentences: list[tuple[str, str, str, list[str]]], actors: dict[str, Actor]
) -> Iterator[Event]:
    start = 0
    before = published - timedelta(days=1)
    for one, other, event_type, _ in sentences:
        end = text.index(".", start) + 1
        act = text.index("met", start)
        refs = [_ref(text, code, text.index(code, start), actors) for code in (one, other)]
        trigger = Span(start=act, end=act + 3, quote="met")
        yield Event(
            event_id=event_id(text_id, trigger), event_type=event_type, cameo="190", status="actual",
            source_actors=(refs[0],), target_actors=(refs[1],), trigger=trigger,
            evidence=Span(start=start, end=end, quote=text[start:end]), rule="bench:1",
            date=Date(start=before, end=before, precision="day", basis="words"),
        )  # fmt: skip
        start = end + 1


def _ref(text: str, code: str, start: int, actors: dict[str, Actor]) -> ActorRef:
    span = Span(start=start, end=start + len(code), quote=text[start : start + len(code)])
    mention = ActorMention(span=span, rule="bench:1")
    actor = Actor(key=code, actor_id=f"country:{code}", name=code, country=code, mentions=(mention,))
    actors.setdefault(code, actor)
    return ActorRef(actor=code, span=span, name=code, country=code)


if __name__ == "__main__":
    main()
