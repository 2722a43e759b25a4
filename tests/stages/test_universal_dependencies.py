"""The rewriting of spaCy's labels to UD v2, on parses written down beside it: no model, but for the last section."""

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import LinguisticsError
from communique.linguistics.conllu import read_conllu, write_conllu
from communique.linguistics.parser import Parser, load_parser
from communique.linguistics.segments import LONGEST_PIECE, pieces, split
from communique.linguistics.tree import ROOT, Analysis, Word
from communique.linguistics.universal import to_universal
from communique.linguistics.wordlists import load_word_lists
from communique.model import Article, Skipped, Span, Token

LISTS = load_word_lists()
BLOCKS = Path(__file__).with_name("ud_sentences.conllu").read_text(encoding="utf-8").strip().split("\n\n")[1:]


def rows_of(block: str) -> list[list[str]]:
    return [line.split() for line in block.splitlines() if not line.startswith("#")]


def analysis_of(rows: list[list[str]]) -> Analysis:
    words = tuple(Word(text=form, lemma=lemma, tag=tag, pos=pos, morph="") for _, form, lemma, pos, tag, *_ in rows)
    return Analysis(words=words, heads=tuple(int(row[5]) - 1 for row in rows), deps=tuple(row[6] for row in rows))


def is_tree(tokens: tuple[Token, ...]) -> bool:
    roots = [t for t in tokens if t.head == ROOT]
    reached = {t.index for t in roots}
    for _ in tokens:
        reached |= {t.index for t in tokens if t.head in reached}
    return len(roots) == 1 and roots[0].dep == "root" and len(reached) == len(tokens)


# ---------------------------------------------------------------- the sentences
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0].removeprefix("# shows = "))
def test_a_sentence_becomes_the_tree_written_beside_it(block: str) -> None:
    rows = rows_of(block)
    tokens = to_universal(analysis_of(rows), LISTS)
    assert [(t.text, t.upos, t.head + 1, t.dep) for t in tokens] == [(r[1], r[7], int(r[8]), r[9]) for r in rows]


def test_there_are_sixty_sentences_and_no_label_of_the_parser_is_left() -> None:
    wanted = {row[9] for block in BLOCKS for row in rows_of(block)}
    assert len(BLOCKS) >= 60
    assert not wanted & {
        "prep",
        "pobj",
        "pcomp",
        "agent",
        "dative",
        "attr",
        "acomp",
        "oprd",
        "relcl",
        "npadvmod",
        "dobj",
    }


def test_never_is_marked_as_a_negation() -> None:
    block = next(b for b in BLOCKS if b.startswith("# shows = never"))
    assert [t.text for t in to_universal(analysis_of(rows_of(block)), LISTS) if "Polarity=Neg" in t.feats] == ["never"]


# ---------------------------------------------------------------- whatever the labels, a tree
LABELS = sorted(
    {row[6] for block in BLOCKS for row in rows_of(block)} | {"meta", "intj", "dep", "nmod", "csubjpass", ""}
)
FORMS = (
    "is",
    "it",
    "to",
    "that",
    "of",
    "according",
    "following",
    "as",
    "well",
    "told",
    "Kyiv",
    "plan",
    ",",
    "both",
    '"',
)
KINDS = (
    ("VERB", "VBD"),
    ("AUX", "VBZ"),
    ("NOUN", "NN"),
    ("ADP", "IN"),
    ("VERB", "VBG"),
    ("PUNCT", ","),
    ("VERB", "VB"),
)


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = [ROOT] * size
    for place, index in enumerate(order[1:], start=1):
        heads[index] = order[draw(st.integers(0, place - 1))]
    words = []
    for _ in range(size):
        form, (pos, tag) = draw(st.sampled_from(FORMS)), draw(st.sampled_from(KINDS))
        words.append(Word(text=form, lemma={"is": "be", "told": "tell"}.get(form, form), tag=tag, pos=pos, morph=""))
    deps = ["ROOT" if head == ROOT else draw(st.sampled_from(LABELS)) for head in heads]
    return Analysis(words=tuple(words), heads=tuple(heads), deps=tuple(deps))


@given(analyses())
@settings(max_examples=300, deadline=None)
def test_any_labels_give_a_tree_of_the_same_words(analysis: Analysis) -> None:
    tokens = to_universal(analysis, LISTS)
    assert [t.text for t in tokens] == [w.text for w in analysis.words]
    assert is_tree(tokens)
    assert not {t.dep for t in tokens} & {
        "pobj",
        "pcomp",
        "prep",
        "dobj",
        "nsubjpass",
        "ROOT",
        "relcl",
        "npadvmod",
        "neg",
    }


@given(analyses(), st.data())
@settings(max_examples=100, deadline=None)
def test_any_bounds_give_trees_that_hold_all_words(analysis: Analysis, data: st.DataObject) -> None:
    starts = sorted({0, *data.draw(st.lists(st.integers(0, len(analysis.words) - 1)))})
    parts = split(analysis, starts)
    assert [w for part in parts for w in part.words] == list(analysis.words)
    assert all(is_tree(to_universal(part, LISTS)) for part in parts)


# ---------------------------------------------------------------- sentences and pieces
def loose(text: str, heads: tuple[int, ...]) -> Analysis:
    words = tuple(Word(text=w, lemma=w, tag="", pos="X", morph="") for w in text.split())
    return Analysis(words=words, heads=heads, deps=tuple("ROOT" if h == ROOT else "dep" for h in heads))


@pytest.mark.parametrize(
    ("text", "heads", "starts", "expected"),
    [
        ("He left . ” She stayed .", (1, -1, 1, 5, 5, -1, 5), [0, 3], ["He left . ”", "She stayed ."]),
        ("He left . “ She stayed .", (1, -1, 1, 1, 5, -1, 5), [0, 4], ["He left .", "“ She stayed ."]),
        ('" Go . " He went .', (1, -1, 1, 5, 5, -1, 5), [0, 3], ['" Go . "', "He went ."]),
        ("He left . ”", (1, -1, 1, -1), [0, 3], ["He left . ”"]),
        ("“ Why ? ” she asked .", (1, -1, 1, 1, 5, -1, 5), [0, 4], ["“ Why ? ” she asked ."]),
    ],
)
def test_quotation_marks_go_with_their_sentence(
    text: str, heads: tuple[int, ...], starts: list[int], expected: list[str]
) -> None:
    parts = split(loose(text, heads), starts)
    assert [" ".join(w.text for w in part.words) for part in parts] == expected


def test_a_question_in_quotation_marks_is_what_the_speaker_asks() -> None:
    part = split(loose("“ Why ? ” she asked .", (1, -1, 1, 1, 5, -1, 5)), [0, 4])[0]
    assert (part.heads[5], part.heads[1], part.deps[1]) == (ROOT, 5, "ccomp")


def test_lines_are_parsed_one_by_one_and_skipped_or_blank_ones_not_at_all() -> None:
    text = "First.\n\nMORE: links\nLast."
    skipped = Skipped(span=Span(start=8, end=19, quote="MORE: links"), reason="link list")
    assert [(p.paragraph, p.start, p.text) for p in pieces(text, (skipped,))] == [(0, 0, "First."), (3, 20, "Last.")]


def test_a_long_line_is_cut_behind_a_sentence_and_loses_nothing() -> None:
    text = "Envoys met again in Vienna. " * 4000
    found = pieces(text, ())
    assert "".join(p.text for p in found) == text
    assert all(
        len(p.text) <= LONGEST_PIECE and p.text.endswith(". ") and text.startswith(p.text, p.start) for p in found
    )


# ---------------------------------------------------------------- CoNLL-U
CONLLU = """# newpar
# text = Kyiv’s envoy left.
1\tKyiv\tKyiv\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss
2\t’s\t’s\tPART\tPOS\t_\t1\tcase
3\tenvoy\tenvoy\tNOUN\tNN\t_\t4\tnsubj
4\tleft\tleave\tVERB\tVBD\t_\t0\troot
5\t.\t.\tPUNCT\t.\t_\t4\tpunct

# text = He smiled.
1 He he PRON PRP _ 2 nsubj
2 smiled smile VERB VBD _ 0 root
3 . . PUNCT . _ 2 punct"""


def test_a_parse_written_by_hand_has_offsets_paragraphs_and_children() -> None:
    parse = read_conllu(CONLLU)
    assert parse.article.text == "Kyiv’s envoy left. He smiled."
    assert all(parse.article.text[t.start : t.end] == t.text for s in parse.sentences for t in s.tokens)
    assert [s.paragraph for s in parse.sentences] == [0, 0]
    assert parse.sentences[0].children[3] == (2, 4)
    assert read_conllu("# text = He smiled.\n" + write_conllu(parse.sentences[1])).sentences[0].children == (
        (),
        (0, 2),
        (),
    )


def test_a_word_that_is_not_in_its_text_is_told() -> None:
    with pytest.raises(LinguisticsError, match="'gone' is not in the rest of"):
        read_conllu("# text = He smiled.\n1 gone go VERB VBN _ 0 root")


# ---------------------------------------------------------------- with the model
@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def article(text: str) -> Article:
    return Article(article_id="a", text_id="a", text=text)


@pytest.mark.parametrize(
    ("text", "word", "dep", "head"),
    [
        ("According to the ministry, Egypt closed the crossing.", "ministry", "obl", "closed"),
        ("The convoy was attacked by gunmen near the border.", "gunmen", "obl:agent", "attacked"),
        ("The president told reporters that the talks had failed.", "reporters", "iobj", "told"),
        ("Lebanon is ready to negotiate.", "Lebanon", "nsubj", "ready"),
        ("China, India and Russia signed the treaty on Monday.", "Russia", "conj", "China"),
    ],
)
def test_the_installed_parser_gives_ud_trees(parser: Parser, text: str, word: str, dep: str, head: str) -> None:
    tokens = parser(article(text)).sentences[0].tokens
    token = next(t for t in tokens if t.text == word)
    assert (token.dep, tokens[token.head].text) == (dep, head)


def test_offsets_count_code_points_of_the_whole_text(parser: Parser) -> None:
    text = "  Café 🇺🇦 talks.\r\n\n“Peace,” he said.  He left."
    parse = parser(article(text))
    assert all(text[t.start : t.end] == t.text for s in parse.sentences for t in s.tokens)
    assert [s.index for s in parse.sentences] == list(range(len(parse.sentences)))
    assert {s.paragraph for s in parse.sentences} == {0, 2}


def test_a_parser_survives_pickling_and_says_what_it_is(parser: Parser) -> None:
    again = pickle.loads(pickle.dumps(parser))
    assert again.label == parser.label
    assert "3.8" in parser.label and "spaCy" in parser.label
    assert again(article("Kyiv replied.")) == parser(article("Kyiv replied."))


def test_a_parser_that_is_not_installed_is_told_with_the_command_that_helps() -> None:
    with pytest.raises(LinguisticsError, match="pip install"):
        load_parser("no_such_pipeline")


def test_importing_the_room_does_not_import_spacy() -> None:
    code = "import sys, communique.linguistics.parser; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
