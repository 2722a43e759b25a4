"""The words of a sentence that might tell an act, by the parser that articles are read with."""

from functools import cache

from communique.knowledge.relations import TELLERS, Ends
from communique.linguistics.parser import Parser, load_parser
from communique.reading.facts import Facts, article


@cache
def _parser() -> Parser:
    return load_parser(None)


@cache
def words_of(text: str) -> tuple[Ends, ...]:
    """The characters of each verb, noun and adjective."""
    parse = _parser()(article(text, Facts()))
    return tuple((t.start, t.end) for s in parse.sentences for t in s.tokens if t.upos in TELLERS)
