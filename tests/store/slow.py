"""Coders without a parser, and the command `communique` with them: `python -m tests.store.slow add …`."""

import os
import signal
import time
from collections.abc import Iterable, Iterator

from communique.errors import LinguisticsError
from communique.model import Article, CodedArticle, Failure, MadeBy
from tests.store.made import coded

PAUSE = "COMMUNIQUE_TEST_PAUSE"  # seconds that each article takes


class SlowCoder:
    """Codes as `made.coded` does; words in the text make it fail, die or be wrongly installed."""

    def __init__(self, parser: str | None = None, actors: str | None = None) -> None:
        self.made = MadeBy(code="0", knowledge=parser or "1", parser="none", actors_file=actors)

    def outcome(self, article: Article | Failure) -> CodedArticle | Failure:
        time.sleep(float(os.environ.get(PAUSE, "0")))
        if isinstance(article, Failure):
            return article
        if "DIE" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "UNSET" in article.text:
            raise LinguisticsError("no parser")
        if "FAIL" in article.text:
            return Failure(article_id=article.article_id, stage="coding", reason="told to")
        return coded(article, self.made)

    def outcome_unless(self, asked: tuple[Article | Failure, MadeBy | None]) -> CodedArticle | Failure | None:
        return None if asked[1] == self.made else self.outcome(asked[0])

    def code_all(self, articles: Iterable[Article | Failure]) -> Iterator[CodedArticle | Failure]:
        return map(self.outcome, articles)


def main() -> None:
    from communique import cli, pipeline

    pipeline.Coder = SlowCoder  # type: ignore[assignment, misc]
    cli.main()


if __name__ == "__main__":
    main()
