"""The learned reader beside the rows: what it is asked, and what its answers change; the model is told its answers."""

from collections.abc import Sequence

import pytest

import communique
from communique.events.reader import TRUST
from communique.knowledge.known import load_known
from communique.knowledge.relations import (
    NONE,
    STATUSES,
    TYPES,
    UNKNOWN,
    VOCABULARY,
    Answer,
    Pieces,
    Question,
    RelationModel,
    load_relations,
)
from communique.linguistics.parser import Parser, load_parser
from communique.model import Event
from communique.pipeline import relate_pairs
from communique.reading.facts import Facts, article

REJECTED = ("Egypt rejected Ethiopia's proposal for the dam.", (0, 5), (15, 23))
UNHEARD = ("Norway lavished Peru with frigates.", (0, 6), (16, 20))  # no row knows the verb


class Told(RelationModel):
    """Gives each question the same answer and keeps what it was asked."""

    def __init__(self, best: str, sure: float) -> None:
        super().__init__()
        rest = (1 - sure) / (len(TYPES) - 1)
        self.answer = Answer(
            types={name: sure if name == best else rest for name in TYPES},
            statuses=dict.fromkeys(STATUSES, 1 / len(STATUSES)),
        )
        self.asked: list[Question] = []

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        self.asked += questions
        return [self.answer for _ in questions]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(None)


Case = tuple[str, tuple[int, int], tuple[int, int]]


def related(parser: Parser, case: Case, model: RelationModel | None) -> Event | None:
    text, source, target = case
    return next(relate_pairs(article(text, Facts()), [(source, target)], parser, load_known(), model))


def test_a_pair_is_asked_without_the_word_and_with_it(parser: Parser) -> None:
    model = Told("REJECT", 0.9)
    event = related(parser, REJECTED, model)
    assert event is not None
    assert (event.event_type, event.decided_by) == ("REJECT", "both")
    parts = [(question.doer, question.undergoer, question.teller) for question in model.asked]
    told = [[REJECTED[0][slice(*part)] for part in asked if part is not None] for asked in parts]
    assert told == [["Egypt", "Ethiopia"], ["Egypt", "Ethiopia", "rejected"]]


def test_an_act_of_the_rows_stays_where_the_model_sees_none(parser: Parser) -> None:
    event = related(parser, REJECTED, Told(NONE, 0.99))
    assert event is not None
    assert (event.event_type, event.decided_by) == ("REJECT", "rows")


def test_another_type_counts_where_the_model_is_much_surer_of_it(parser: Parser) -> None:
    event = related(parser, REJECTED, Told("ACCUSE", TRUST + 0.1))
    assert event is not None
    assert (event.event_type, event.cameo, event.mode, event.decided_by) == ("ACCUSE", "111", None, "reader")
    event = related(parser, REJECTED, Told("ACCUSE", TRUST - 0.1))
    assert event is not None and event.event_type == "REJECT"


def test_the_model_tells_an_act_where_no_row_knows_one(parser: Parser) -> None:
    assert related(parser, UNHEARD, None) is None
    assert related(parser, UNHEARD, Told(NONE, 0.6)) is None
    event = related(parser, UNHEARD, Told("AID", 0.6))
    assert event is not None
    assert (event.event_type, event.status, event.decided_by, event.rule) == (
        "AID",
        "actual",
        "reader",
        "reader:relations",
    )
    assert ([a.country for a in event.source_actors], [a.country for a in event.target_actors]) == (["NOR"], ["PER"])
    assert event.trigger.quote == "lavished"


def test_the_reader_can_be_switched_off() -> None:
    assert communique.relate(*UNHEARD, learned=False) is None
    event = communique.relate(*REJECTED, learned=False)
    assert event is not None and event.decided_by == "rows"


NAVY = "Norwegian frigates shelled the port of Callao on Tuesday, Peru's navy said."
QUESTIONS = [
    Question(text=REJECTED[0], doer=(0, 5), undergoer=(15, 23), teller=(6, 14)),
    Question(text=NAVY, doer=(0, 18), undergoer=(27, 45)),
    Question(text=NAVY, doer=(58, 69), undergoer=(0, 18)),
    Question(text="Norway shares no border with Peru.", doer=(0, 6), undergoer=(29, 33)),
]


def test_the_shipped_model_answers_in_probabilities() -> None:
    model = load_relations()
    answers = model.ask(QUESTIONS)
    for answer in answers:
        assert sum(answer.types.values()) == pytest.approx(1, abs=1e-4)
        assert sum(answer.statuses.values()) == pytest.approx(1, abs=1e-4)
    assert [answer.best for answer in answers] == ["REJECT", "ASSAULT", NONE, NONE]
    assert model.ask([]) == []
    assert model.ask(QUESTIONS) == answers


def test_an_answer_does_not_hang_on_other_sentences() -> None:
    model = load_relations()
    assert model.ask([QUESTIONS[0], QUESTIONS[3]])[1] == model.ask([QUESTIONS[3]])[0]


def test_a_text_without_words_or_far_too_long_is_answered() -> None:
    long = "Norway " + "and its many old friends " * 100 + "thanked Peru."
    asked = [Question(text="…", doer=(0, 1)), Question(text=long, doer=(0, 6), undergoer=(2500, 2512))]
    assert len(load_relations().ask(asked)) == 2


def test_words_are_cut_into_the_longest_pieces_from_their_beginning() -> None:
    pieces = Pieces()
    names = VOCABULARY.read_text(encoding="utf-8").split("\n")
    text = "Çavuşoğlu's troops re-entered Kryvyi Rih."
    cut = pieces.cut(text)
    words = [names[number] for number, _ in cut]
    assert "".join(word.removeprefix("##") for word in words) == "cavusoglu'stroopsre-enteredkryvyirih."
    assert text[slice(*cut[0][1])] == "Çavuşoğlu"
    assert words[-1] == "."
    assert pieces.cut("x" * 200) == [(UNKNOWN, (0, 200))]
    assert pieces.cut(" \n") == []
