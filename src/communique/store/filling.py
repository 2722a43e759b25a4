"""Articles → a store: what is stored already is passed over, the rest is coded by one process or several."""

from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from communique.model import Article, CodedArticle, Failure, MadeBy
from communique.store.kept import Outcome
from communique.store.store import Store
from communique.workers import lost, spread

if TYPE_CHECKING:
    from communique.pipeline import Coder

Job = tuple[Article | Failure, MadeBy | None]  # with what made the record of it that is stored
Answer = CodedArticle | Failure | None  # None: stored already, made by what would make it again


def fill(
    store: Store, articles: Iterable[Article | Failure], coder: "Coder", *, workers: int = 1, again: bool = False
) -> Generator[tuple[Outcome, Article | Failure | CodedArticle], None, None]:
    """What became of each article, as they are done, with the record or failure where there is a new one.

    Each is one transaction. With `again` those are coded too that are stored; their record changes where the coding
    does.
    """
    for (article, _), answer in _answered(coder, _jobs(store, articles, again=again), workers):
        if answer is None and isinstance(article, Article):
            yield store.seen(article), article
        elif answer is not None:
            yield store.add(answer, article=article if isinstance(article, Article) else None), answer


def _answered(coder: "Coder", jobs: Iterator[Job], workers: int) -> Iterator[tuple[Job, Answer]]:
    if workers == 1:
        return ((job, coder.outcome_unless(job)) for job in jobs)
    return spread(coder.outcome_unless, jobs, workers, lost=lambda job, how: lost(job[0], how), ordered=False)


def _jobs(store: Store, articles: Iterable[Article | Failure], *, again: bool) -> Iterator[Job]:
    for article in articles:
        known = None if again or isinstance(article, Failure) else store.made_by(article)
        yield article, known
