"""CoNLL-U in and out: parses written by hand for tests, and trees to look at."""

from collections.abc import Iterator

from communique.errors import LinguisticsError
from communique.linguistics.sentences import make_sentence
from communique.linguistics.tree import ROOT
from communique.model import Article, Parse, Sentence, Token

TEXT = "# text = "
NEW_PARAGRAPH = "# newpar"
COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL")  # DEPS and MISC may follow, unread
EMPTY = "_"


def read_conllu(text: str, article_id: str = "conllu") -> Parse:
    """A parse of the sentences in a CoNLL-U text; the article's text is made of their `# text = …` lines.

    Each sentence is a paragraph of its own, unless one of them is marked `# newpar`: then paragraphs begin there.
    Columns are divided by tabs or by runs of spaces. Raises `LinguisticsError` where a word is not in its text.
    """
    blocks = [block.splitlines() for block in text.strip().split("\n\n") if block.strip()]
    marked = any(line.startswith(NEW_PARAGRAPH) for block in blocks for line in block)
    whole, sentences, paragraph = "", [], -1
    for number, block in enumerate(blocks):
        begins = not marked or number == 0 or any(line.startswith(NEW_PARAGRAPH) for line in block)
        paragraph += begins
        whole += ("\n" if begins else " ") if whole else ""
        words = _text_of(block)
        sentences.append(make_sentence(number, paragraph, tuple(_tokens(block, words, len(whole)))))
        whole += words
    article = Article(article_id=article_id, text_id=article_id, text=whole)
    return Parse(article=article, sentences=tuple(sentences), parser="hand")


def _text_of(block: list[str]) -> str:
    found = [line.strip()[len(TEXT) :] for line in block if line.strip().startswith(TEXT)]
    return found[0] if found else " ".join(line.split()[1] for line in block if not line.strip().startswith("#"))


def _tokens(block: list[str], words: str, offset: int) -> Iterator[Token]:
    """The tokens of one sentence, each found in the sentence's text behind the one before."""
    at = 0
    rows = [line.split("\t") if "\t" in line else line.split() for line in block if not line.strip().startswith("#")]
    for index, row in enumerate(rows):
        if len(row) < len(COLUMNS):
            raise LinguisticsError(f"{' '.join(row)!r} has {len(row)} columns; {' '.join(COLUMNS)} are needed")
        _, form, lemma, upos, xpos, feats, head, dep = row[: len(COLUMNS)]
        at = words.find(form, at)
        if at < 0:
            raise LinguisticsError(f"{form!r} is not in the rest of {words!r}")
        yield Token(
            index=index,
            text=form,
            lemma=(form if lemma == EMPTY and form != EMPTY else lemma).lower(),
            upos=upos,
            xpos="" if xpos == EMPTY else xpos,
            feats="" if feats == EMPTY else feats,
            head=ROOT if head == "0" else int(head) - 1,
            dep=dep,
            start=offset + at,
            end=offset + at + len(form),
        )
        at += len(form)


def write_conllu(sentence: Sentence) -> str:
    """The sentence as CoNLL-U lines, without its text."""
    return "\n".join(
        "\t".join(
            (
                str(token.index + 1),
                token.text,
                token.lemma,
                token.upos,
                token.xpos or EMPTY,
                token.feats or EMPTY,
                str(token.head + 1),
                token.dep,
                EMPTY,
                EMPTY,
            )
        )
        for token in sentence.tokens
    )
