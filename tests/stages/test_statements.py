"""Statements: texts of ours and what is said in them; rules on parses written by hand; quotation marks on their own."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.actors.find import find as find_actors
from communique.errors import KnowledgeError
from communique.knowledge.people_words import load_people_words
from communique.knowledge.registry import load_registry
from communique.knowledge.speech import load_speech
from communique.knowledge.tables import ROOT
from communique.linguistics.parser import Parser, load_parser
from communique.model import Article, Named, Parse, Said, Speech
from communique.statements.find import find
from communique.statements.quotations import find_quotations
from communique.statements.turns import find_turns
from tests.stages.by_hand import actor, parse_of

CASES = yaml.safe_load(Path(__file__).with_name("statements.yaml").read_text(encoding="utf-8"))


@cache
def parser() -> Parser:
    return load_parser()


def parsed(text: str) -> Parse:
    return parser()(Article(article_id="test", text_id="test", text=text))


def said_in(text: str) -> tuple[Parse, Named, Said]:
    parse = parsed(text)
    named = Named(actors=find_actors(parse, load_registry(), load_people_words()))
    return parse, named, find(parse, named, load_speech())


def told(named: Named, speech: Speech, asked: dict[str, Any]) -> dict[str, Any]:
    """What was found, in the words of the test file, for the fields the case asks about."""
    words = [span.quote for span in speech.content]
    wanted = asked["words"] if isinstance(asked["words"], list) else [asked["words"]]
    shown = [w if _fits(w, q) else q for w, q in zip(wanted, words, strict=False)] + words[len(wanted) :]
    found = {
        "speaker": speech.speaker_span.quote if speech.speaker_span else None,
        "kind": speech.kind,
        "words": shown if isinstance(asked["words"], list) else shown[0] if len(shown) == 1 else shown,
        "cue": speech.cue.quote if speech.cue else None,
        "thought": speech.thought,
        "negated": speech.negated,
        "quotes": [q.quote for q in speech.quotes],
        "to": [named.actors[i].span.quote for i in speech.addressees],
        "occasion": speech.occasion.quote if speech.occasion else None,
        "within": speech.within,
    }
    usual = {"thought": False, "negated": False}
    return {key: found[key] for key in found if key in asked or (key in usual and found[key] != usual[key])}


def _fits(wanted: str, quote: str) -> bool:
    start, _, end = wanted.partition(" … ")
    return quote == wanted if not end else quote.startswith(start) and quote.endswith(end)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_what_is_said(case: dict[str, Any]) -> None:
    _, named, said = said_in(case["text"])
    asked = case["said"]
    found = [
        told(named, speech, asked[i] if i < len(asked) else {"words": "", "speaker": "", "cue": ""})
        for i, speech in enumerate(said.speeches)
    ]
    assert found == asked


# ---------------------------------------------------------------- rules on parses written by hand
URGED = """
The     the    DET   DT  _ 2 det
council council NOUN NN  _ 3 nsubj
urged   urge   VERB  VBD _ 0 root
Ankara  Ankara PROPN NNP _ 3 obj
to      to     PART  TO  _ 6 mark
wait    wait   VERB  VB  _ 3 xcomp
"""
URGED_HUNG_ON_OBJECT = URGED.replace("VB  _ 3 xcomp", "VB  _ 4 acl")
ASKED_WHETHER = """
He      he      PRON  PRP _ 2 nsubj
asked   ask     VERB  VBD _ 0 root
whether whether SCONJ IN  _ 5 mark
they    they    PRON  PRP _ 5 nsubj
fled    flee    VERB  VBD _ 2 ccomp
"""
SAID_AT_A_RALLY = """
He    he    PRON  PRP _ 2 nsubj
said  say   VERB  VBD _ 0 root
at    at    ADP   IN  _ 5 case
a     a     DET   DT  _ 5 det
rally rally NOUN  NN  _ 2 obl
that  that  SCONJ IN  _ 9 mark
he    he    PRON  PRP _ 9 nsubj
had   have  AUX   VBD _ 9 aux
won   win   VERB  VBN _ 5 acl
"""


def by_hand(columns: str, *actors: str) -> tuple[Parse, Named]:
    parse = parse_of(columns)
    return parse, Named(actors=tuple(actor(parse, words) for words in actors))


@pytest.mark.parametrize("columns", [URGED, URGED_HUNG_ON_OBJECT], ids=["xcomp", "acl of the object"])
def test_an_infinitive_belongs_to_the_cue_wherever_the_parser_hung_it(columns: str) -> None:
    parse, named = by_hand(columns, "Ankara")
    (speech,) = find(parse, named, load_speech()).speeches
    assert [span.quote for span in speech.content] == ["to wait"]
    assert speech.speaker_span is not None and speech.speaker_span.quote == "The council"


def test_the_one_urged_is_spoken_to() -> None:
    parse, named = by_hand(URGED, "Ankara")
    (speech,) = find(parse, named, load_speech()).speeches
    assert speech.addressees == (0,)


def test_a_reported_question_is_no_statement() -> None:
    parse, named = by_hand(ASKED_WHETHER)
    assert find(parse, named, load_speech()).speeches == ()


def test_a_clause_hung_on_the_phrase_before_it_is_the_cues() -> None:
    parse, named = by_hand(SAID_AT_A_RALLY)
    (speech,) = find(parse, named, load_speech()).speeches
    assert [span.quote for span in speech.content] == ["he had won"]
    assert speech.occasion is not None and speech.occasion.quote == "at a rally"


# ---------------------------------------------------------------- quotation marks
@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One.” Two “three” four.", ["One.", "three"]),
        ("\"One.\" Two 'three' four.", ["One.", "three"]),
        ("‘One, don’t,’ said the leaders’ aide.", ["One, don’t,"]),
        ("The leaders’ talks ended in the ’90s.", []),
        ("“He told us ‘go’ and left.”", ["He told us ‘go’ and left."]),
        ("“An odd mark spoils nothing.\nThe next “paragraph” stands.", ["paragraph"]),
        ("“The first paragraph\n“and the second.”", ["The first paragraph", "and the second."]),
        ('A 5" gun and a 6" gun.', []),
        ("»“«", []),
        ("''One,'' he said. ''It's two.''", ["One,", "It's two."]),
        ("``One,'' he said.", ["One,"]),
        ("”One,” he said.", ["One,"]),
        ("„Eins“ und ‚zwei‘.", ["Eins", "zwei"]),
        ('“One," he said, “Two.”', ["One,", "Two."]),
        ("“One, he said, “Two,” she said.", ["Two,"]),
        ("“One. “Two.” Three.", ["One. “Two."]),
        ("“He said “no” to me.”", ["He said “no” to me."]),
        ("In the ‘80s the owners’ sons left.", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quoted: list[str]) -> None:
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    paragraphs = {i: (start, start + len(line)) for i, (start, line) in enumerate(zip(starts, lines, strict=True))}
    found = find_quotations(text, paragraphs, load_speech().marks)
    assert [text[q.start : q.end] for q in found] == quoted


def test_a_page_of_odd_marks_is_read_in_time() -> None:
    text = "“" * 20_000 + " ''" * 20_000
    assert find_quotations(text, {0: (0, len(text))}, load_speech().marks) is not None


# ---------------------------------------------------------------- transcripts
@pytest.mark.parametrize(
    ("lines", "turns"),
    [
        (["Q: Why?", "A: Because.", "Q: So?"], [["Why?"], ["Because."], ["So?"]]),
        (["ANN LEE: Why?", "No reason.", "ANN LEE: So?"], [["Why?", "No reason."], ["So?"]]),
        (["Ann Lee (host): Why?", "Ann Lee (host): So?"], [["Why?"], ["So?"]]),
        (["Result: passed.", "Next: the budget."], []),
        (["We asked the sailors this: why?", "We asked the sailors this: when?"], []),
        (["12:30: rain.", "12:30: sun."], []),
    ],
)
def test_a_label_that_returns_opens_a_turn(lines: list[str], turns: list[list[str]]) -> None:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    bounds = {i: (start, start + len(line)) for i, (start, line) in enumerate(zip(starts, lines, strict=True))}
    found = find_turns(text, bounds, ("Q", "A"))
    words = [[text[max(t.start, bounds[n][0]) : bounds[n][1]] for n in t.paragraphs] for t in found]
    assert words == turns


# ---------------------------------------------------------------- contexts
def test_the_words_of_a_content_tell_its_contexts() -> None:
    _, _, said = said_in("Sall said the refugees had crossed the border because of the drought. The tax rose.")
    assert said.speeches[0].contexts == ("asylum", "territory", "disasters")
    assert said_in("Sall said that the day was long.")[2].speeches[0].contexts == ()


def test_a_context_that_plover_lacks_stops_the_program(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "languages" / "en", tmp_path / "en")
    table = tmp_path / "en" / "context_words.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "kite\tplay\tproject, 2026-11\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="no such context"):
        load_speech(folder=tmp_path)


# ---------------------------------------------------------------- the knowledge
def test_cues_are_many_and_each_knows_its_origin() -> None:
    cues = load_speech()
    rows = [row for rows in cues.verbs.values() for row in rows]
    assert len(rows) >= 250 and len(cues.nouns) >= 60
    assert all(row.origin and row.rule for row in rows)


def test_an_unknown_frame_stops_the_program(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "languages" / "en", tmp_path / "en")
    table = tmp_path / "en" / "cues.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "mumble\t\tsaying\t\tproject, 2026-11\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="unknown frame 'saying'"):
        load_speech(folder=tmp_path)


# ---------------------------------------------------------------- what holds everywhere
@pytest.mark.parametrize("case", CASES[::7], ids=[case["text"][:50] for case in CASES[::7]])
def test_spans_hold_their_quotes_and_statements_follow_the_text(case: dict[str, Any]) -> None:
    parse, _, said = said_in(case["text"])
    for i, speech in enumerate(said.speeches):
        for span in (*speech.content, *speech.quotes):
            assert parse.article.text[span.start : span.end] == span.quote
        assert speech.within is None or speech.within != i


def test_names_verbs_and_order_may_change() -> None:
    plain = "Lavrov told Blinken that Russia would wait. “We have time,” he said."
    changed = "“We have time,” the emir assured reporters. Qatar would wait, Shoukry informed Sisi."
    assert [s.kind for s in said_in(plain)[2].speeches] == ["indirect", "direct"]
    assert [s.kind for s in said_in(changed)[2].speeches] == ["direct", "indirect"]


@pytest.mark.parametrize("text", ["", "“", '"', "“”", "said", "He said", 'He said "', "“A.”\n\n“B."])
def test_scraps_of_text_harm_nothing(text: str) -> None:
    said_in(text)
