"""The pipeline as scorers use it: whole records, or what is named and meant on its own."""

from datetime import date as Day

from communique import references, statements
from communique.errors import CommuniqueError, ReadingError
from communique.knowledge.known import Known, load_known
from communique.knowledge.relations import load_relations
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, CodedArticle, Event, Failure, MadeBy, Meant, Named, Parse
from communique.pipeline import code_article, find_mentions, relate_pairs
from communique.reading.facts import Facts, article

LANGUAGE = "en"


class Bench:
    """Codes texts of gold sets; parser and knowledge are loaded at the first. `failures` keeps what could not be.

    `learned`: given pairs are related with the learned reader; else by the rows alone.
    """

    def __init__(self, parser: str | None = None, *, learned: bool = True) -> None:
        self._name = parser
        self._relations = load_relations() if learned else None
        self._parser: Parser | None = None
        self.failures: list[Failure] = []

    @property
    def known(self) -> Known:
        """What is known before reading."""
        return load_known(LANGUAGE)

    def code(
        self, text: str, *, published_on: str | None = None, outlet: str | None = None, title: str | None = None
    ) -> CodedArticle:
        """The record of a text, its title before it; an empty one, and a failure kept, where it cannot be coded."""
        made = Article(article_id="", text_id="", text=text)
        try:
            made = _article(text, published_on, outlet, title)
            return code_article(made, self._loaded(), self.known)
        except ReadingError as reason:
            self._fail(made, "reading", str(reason))
        except CommuniqueError:
            raise  # the program is not set up: nothing could be scored
        except Exception as reason:  # noqa: BLE001 - a score is not stopped by one text
            self._fail(made, "coding", f"{type(reason).__name__}: {reason}")
        return CodedArticle(article=made, made_by=MadeBy(code="", knowledge="", parser=""))

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> Event | None:
        """What one given actor does to another; None, and a failure kept, where the text cannot be read."""
        made = Article(article_id="", text_id="", text=text)
        try:
            asked = [(source, target)]
            answers = relate_pairs(_article(text, None, None), asked, self._loaded(), self.known, self._relations)
            return next(answers)
        except ReadingError as reason:
            self._fail(made, "reading", str(reason))
        return None

    def named(self, text: str, *, published_on: str | None = None) -> tuple[Parse, Named]:
        """The parse of a text and what is named in it."""
        parse = self._loaded()(_article(text, published_on, None), ())
        return parse, find_mentions(parse, self.known)

    def meant(self, text: str, *, published_on: str | None = None) -> tuple[Parse, Named, Meant]:
        """The parse of a text, what is named in it, and who is meant."""
        parse, named = self.named(text, published_on=published_on)
        known = self.known
        said = statements.find(parse, named, known.speech)
        return parse, named, references.resolve(parse, named, said, known.references, known.country_name)

    def _loaded(self) -> Parser:
        if self._parser is None:
            self._parser = load_parser(self._name)
        return self._parser

    def _fail(self, made: Article, stage: str, reason: str) -> None:
        self.failures.append(Failure(article_id=made.article_id, stage=stage, reason=reason))


def _article(text: str, published_on: str | None, outlet: str | None, title: str | None = None) -> Article:
    """The article of a gold text, whose offsets must stay as they are."""
    day = Day.fromisoformat(published_on[:10]) if published_on else None
    return article(text, Facts(published_on=day, outlet=outlet, title=title))
