"""One article's whole way, on one page; many articles one after the other, failures kept beside their ids."""

from collections.abc import Iterable, Iterator

from communique import actors, events, places, record, references, statements, times
from communique.errors import CommuniqueError
from communique.knowledge.known import Known, load_known
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, CodedArticle, Failure, MadeBy, Named, Parse
from communique.reading import boilerplate
from communique.version import __version__


def code_article(article: Article, parser: Parser, known: Known) -> CodedArticle:
    """The record of one article."""
    parse = parser(article, boilerplate.find(article, known.marks))
    named = find_mentions(parse, known)
    said = statements.find(parse, named, known.speech)
    meant = references.resolve(parse, named, said, known.references, known.country_name)
    happened = events.code(parse, named, said, meant, known.events)
    made_by = MadeBy(code=__version__, knowledge=known.version, parser=parse.parser)
    return record.assemble(parse, named, said, meant, happened, known.codes, made_by)


def find_mentions(parse: Parse, known: Known) -> Named:
    """What is named in an article: actors, places and times, each found on its own."""
    return Named(
        actors=actors.find(parse, known.registry, known.people),
        places=places.find(parse, known.registry, known.people),
        times=times.find(parse, known.calendar),
        dated=times.dated_events(parse, known.calendar),
    )


class Coder:
    """Codes articles; parser and knowledge are loaded at the first article, once, and not pickled."""

    def __init__(self, parser: str | None = None) -> None:
        self.parser_name = parser
        self._parser: Parser | None = None

    def __repr__(self) -> str:
        return f"Coder(parser={self.parser_name!r})"

    def __getstate__(self) -> dict[str, str | None]:
        return {"parser_name": self.parser_name}

    def __setstate__(self, state: dict[str, str | None]) -> None:
        self.parser_name = state["parser_name"]
        self._parser = None

    def code(self, article: Article) -> CodedArticle:
        """The record of one article; raises `LinguisticsError` or `KnowledgeError` where the program is not set up."""
        if self._parser is None:
            self._parser = load_parser(self.parser_name)
        return code_article(article, self._parser, load_known(article.language))

    def code_all(self, articles: Iterable[Article | Failure]) -> Iterator[CodedArticle | Failure]:
        """One record or failure for each article, in their order; what could not be read is passed through."""
        for article in articles:
            yield article if isinstance(article, Failure) else self._attempt(article)

    def _attempt(self, article: Article) -> CodedArticle | Failure:
        try:
            return self.code(article)
        except CommuniqueError:
            raise  # the program is not set up: no article could be coded
        except Exception as reason:  # noqa: BLE001 - whatever one article does, the rest is coded
            said = f"{type(reason).__name__}: {reason}; please report it with the text"
            return Failure(article_id=article.article_id, stage="coding", reason=said)
