"""One article's whole way, on one page; many articles one after the other, failures kept beside their ids."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from communique import actors, events, places, record, references, statements, times
from communique.actors.given import give
from communique.errors import CommuniqueError
from communique.events.between import between
from communique.knowledge.known import Known, load_known, with_own_actors
from communique.knowledge.relations import RelationModel, load_relations
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, CodedArticle, Event, Failure, Happened, MadeBy, Named, Parse, TimeMention
from communique.reading import boilerplate
from communique.version import __version__
from communique.views.places import NamedPlace

Ends = tuple[int, int]  # of a span: first character, and the one behind the last


def code_article(article: Article, parser: Parser, known: Known) -> CodedArticle:
    """The record of one article."""
    parse = parser(article, boilerplate.find(article, known.marks))
    named = find_mentions(parse, known)
    said = statements.find(parse, named, known.speech)
    meant = references.resolve(parse, named, said, known.references, known.country_name)
    happened = events.code(parse, named, said, meant, known.events)
    return record.assemble(parse, named, said, meant, happened, known.codes, _made_by(parse.parser, known))


def relate_pairs(
    article: Article,
    pairs: Iterable[tuple[Ends, Ends]],
    parser: Parser,
    known: Known,
    relations: RelationModel | None = None,
) -> Iterator[Event | None]:
    """For each pair of spans of characters, what the actor at the first does to the one at the second; None where the
    text tells nothing of it. The text is parsed once. With `relations` the learned reader has a say."""
    parse = parser(article)
    found = find_mentions(parse, known)
    for source, target in pairs:
        given, (one, other) = give(parse, found.actors, (source, target))
        if one is None or other is None:
            yield None
            continue
        named = replace(found, actors=given)
        said = statements.find(parse, named, known.speech)
        meant = references.resolve(parse, named, said, known.references, known.country_name)
        act = between(parse, named, said, meant, known.events, one, other, relations)
        happened = Happened(acts=() if act is None else (act,))
        coded = record.assemble(parse, named, said, meant, happened, known.codes, _made_by(parse.parser, known))
        yield next(iter(coded.events), None)


def named_places(article: Article, parser: Parser, known: Known) -> tuple[NamedPlace, ...]:
    """Every place the article names, in reading order, and whether it is somebody who acts or speaks by that name."""
    parse = parser(article, boilerplate.find(article, known.marks))
    named = find_mentions(parse, known)
    said = statements.find(parse, named, known.speech)
    meant = references.resolve(parse, named, said, known.references, known.country_name)
    happened = events.code(parse, named, said, meant, known.events)
    doers = {a.named for act in happened.acts for a in act.sources} | {speech.speaker for speech in said.speeches}
    acting = {named.actors[i].span for i in doers if i is not None}
    return tuple(
        NamedPlace(article_id=article.article_id, mention=place, acts=place.span in acting) for place in named.places
    )


def _made_by(parser: str, known: Known) -> MadeBy:
    return MadeBy(code=__version__, knowledge=known.version, parser=parser, actors_file=known.actors_file)


def find_mentions(parse: Parse, known: Known) -> Named:
    """What is named in an article: actors, places and times, each on its own; a person's name is no place."""
    who = actors.find(parse, known.registry, known.people)
    dated = times.dated_events(parse, known.calendar)
    return Named(
        actors=who,
        places=places.find(parse, known.registry, known.people, known.places, known.gazetteer, who),
        times=times.find(parse, known.calendar, dated),
        dated=dated,
    )


class Coder:
    """Codes articles; parser and knowledge are loaded at the first article, once, and not pickled."""

    def __init__(self, parser: str | None = None, actors: str | Path | None = None, *, learned: bool = True) -> None:
        self.parser_name = parser
        self.learned = learned  # given pairs are related with the learned reader; False: by the rows alone
        self.actors = None if actors is None else str(actors)  # a file of the user's own actors (docs/actors.md)
        self._parser: Parser | None = None
        self._own: dict[str, Known] = {}

    def __repr__(self) -> str:
        return f"Coder(parser={self.parser_name!r}, actors={self.actors!r}, learned={self.learned!r})"

    def __getstate__(self) -> tuple[str | None, str | None, bool]:
        return self.parser_name, self.actors, self.learned

    def __setstate__(self, state: tuple[str | None, str | None, bool]) -> None:
        self.parser_name, self.actors, self.learned = state
        self._parser, self._own = None, {}

    def _known(self, language: str) -> Known:
        """What is known, with the user's own actors; their file is read once."""
        if self.actors is None:
            return load_known(language)
        if language not in self._own:
            self._own[language] = with_own_actors(load_known(language), Path(self.actors))
        return self._own[language]

    def code(self, article: Article) -> CodedArticle:
        """The record of one article; raises `LinguisticsError` or `KnowledgeError` where the program is not set up."""
        return code_article(article, self._loaded(), self._known(article.language))

    def relate(self, article: Article, pairs: Iterable[tuple[Ends, Ends]]) -> Iterator[Event | None]:
        """For each pair of spans (source, target), what the one does to the other; None where nothing is told."""
        relations = load_relations() if self.learned else None
        return relate_pairs(article, pairs, self._loaded(), self._known(article.language), relations)

    def related(self, article: Article, pairs: Iterable[tuple[Ends, Ends]]) -> tuple[Event | None, ...] | Failure:
        """The answers of `relate`, or why the article has none."""
        return _attempt(lambda one: tuple(self.relate(one, pairs)), article)

    def _loaded(self) -> Parser:
        if self._parser is None:
            self._parser = load_parser(self.parser_name)
        return self._parser

    def outcome(self, article: Article | Failure) -> CodedArticle | Failure:
        """The record of an article, or why there is none; what could not be read is passed through."""
        return article if isinstance(article, Failure) else _attempt(self.code, article)

    def outcome_unless(self, asked: tuple[Article | Failure, MadeBy | None]) -> CodedArticle | Failure | None:
        """The outcome of an article; None where what made its stored record is what would make it again."""
        article, stored = asked
        if isinstance(article, Article) and stored is not None and stored == self.made_by(article.language):
            return None
        return self.outcome(article)

    def made_by(self, language: str) -> MadeBy:
        """What would make the record of an article in this language."""
        return _made_by(self._loaded().label, self._known(language))

    def code_all(self, articles: Iterable[Article | Failure]) -> Iterator[CodedArticle | Failure]:
        """One record or failure for each article, in their order; what could not be read is passed through."""
        return map(self.outcome, articles)

    def times(self, article: Article) -> tuple[Article, tuple[TimeMention, ...]]:
        """The article and its time expressions."""
        known = load_known(article.language)
        return article, times.find(self._loaded()(article, boilerplate.find(article, known.marks)), known.calendar)

    def times_all(
        self, articles: Iterable[Article | Failure]
    ) -> Iterator[tuple[Article, tuple[TimeMention, ...]] | Failure]:
        """Each article with its time expressions, or a failure, in their order."""
        for article in articles:
            yield article if isinstance(article, Failure) else _attempt(self.times, article)

    def places(self, article: Article) -> tuple[NamedPlace, ...]:
        """The places one article names."""
        return named_places(article, self._loaded(), load_known(article.language))

    def places_all(self, articles: Iterable[Article | Failure]) -> Iterator[tuple[NamedPlace, ...] | Failure]:
        """The places of each article, in their order, or its failure."""
        for article in articles:
            yield article if isinstance(article, Failure) else _attempt(self.places, article)


Made = TypeVar("Made")


def _attempt(make: Callable[[Article], Made], article: Article) -> Made | Failure:
    """What is made of an article, or why nothing is."""
    try:
        return make(article)
    except CommuniqueError:
        raise  # the program is not set up: no article could be coded
    except Exception as reason:  # noqa: BLE001 - whatever one article does, the rest is coded
        said = f"{type(reason).__name__}: {reason}; please report it with the text"
        return Failure(article_id=article.article_id, stage="coding", reason=said)
