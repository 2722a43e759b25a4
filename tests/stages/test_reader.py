"""The learned reader beside the rows: what it is asked, and what its answers change; the model is told its answers."""

from collections.abc import Sequence

import pytest

from communique.events.reader import FOUND, OTHER, UNTRUE
from communique.knowledge.known import load_known
from communique.knowledge.relations import NONE, STATUSES, TYPES, Answer, Question, RelationModel, load_relations
from communique.linguistics.parser import Parser, load_parser
from communique.model import Event
from communique.pipeline import code_article, relate_pairs
from communique.reading.facts import Facts, article

REJECTED = "Egypt rejected Ethiopia's proposal for the dam."
UNKNOWN = "Norway lavished Peru with frigates."  # no row knows the verb


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


def events(parser: Parser, text: str, model: RelationModel | None) -> tuple[Event, ...]:
    return code_article(article(text, Facts()), parser, load_known(), model).events


def test_an_act_of_the_rows_is_asked_with_its_actors_and_its_word(parser: Parser) -> None:
    model = Told("REJECT", 0.9)
    (event,) = events(parser, REJECTED, model)
    assert event.decided_by == "both"
    question = model.asked[0]
    told = [question.text[slice(*part)] for part in (question.doer, question.undergoer, question.teller) if part]
    assert told == ["Egypt", "Ethiopia", "rejected"]


def test_where_the_model_is_sure_of_none_there_is_no_act(parser: Parser) -> None:
    assert events(parser, REJECTED, Told(NONE, UNTRUE + 0.01)) == ()
    (event,) = events(parser, REJECTED, Told(NONE, UNTRUE - 0.01))
    assert (event.event_type, event.decided_by) == ("REJECT", "rows")


def test_where_the_model_is_sure_of_another_type_that_counts(parser: Parser) -> None:
    (event,) = events(parser, REJECTED, Told("ACCUSE", OTHER + 0.01))
    assert (event.event_type, event.cameo, event.mode, event.decided_by) == ("ACCUSE", "111", None, "reader")
    (event,) = events(parser, REJECTED, Told("ACCUSE", OTHER - 0.01))
    assert event.event_type == "REJECT"


def test_a_word_that_no_row_knows_is_asked_and_counts_where_the_model_is_sure(parser: Parser) -> None:
    assert events(parser, UNKNOWN, None) == ()
    (event,) = events(parser, UNKNOWN, Told("AID", FOUND + 0.01))
    assert (event.event_type, event.decided_by, event.rule) == ("AID", "reader", "reader:relations")
    assert ([a.country for a in event.source_actors], [a.country for a in event.target_actors]) == (["NOR"], ["PER"])
    assert event.trigger.quote == "lavished"
    assert events(parser, UNKNOWN, Told("AID", FOUND - 0.01)) == ()


def test_a_given_pair_is_asked_without_a_word(parser: Parser) -> None:
    model = Told("AID", 0.6)
    (event,) = relate_pairs(article(UNKNOWN, Facts()), [((0, 6), (16, 20))], parser, load_known(), model)
    assert event is not None
    assert (event.event_type, event.decided_by) == ("AID", "reader")
    assert [question.teller for question in model.asked] == [None]
    assert list(
        relate_pairs(article(UNKNOWN, Facts()), [((0, 6), (16, 20))], parser, load_known(), Told(NONE, 0.6))
    ) == [None]


def test_no_model_means_the_rows_alone(parser: Parser) -> None:
    (event,) = events(parser, REJECTED, None)
    assert event.decided_by == "rows"


QUESTIONS = [
    Question(text=REJECTED, doer=(0, 5), undergoer=(15, 23), teller=(6, 14)),
    Question(text=REJECTED, doer=(15, 23), undergoer=(0, 5)),
    Question(
        text="Norwegian frigates shelled the port of Callao on Tuesday, Peru's navy said.",
        doer=(0, 9),
        undergoer=(31, 45),
    ),
    Question(text="Norway shares no border with Peru.", doer=(0, 6), undergoer=(29, 33)),
]


def test_the_shipped_model_answers_each_question_as_if_it_were_the_only_one() -> None:
    model = load_relations()
    together = model.ask(QUESTIONS)
    for question, answer in zip(QUESTIONS, together, strict=True):
        assert sum(answer.types.values()) == pytest.approx(1, abs=1e-4)
        assert sum(answer.statuses.values()) == pytest.approx(1, abs=1e-4)
        (alone,) = model.ask([question])
        assert alone.best == answer.best
    assert [answer.best for answer in together] == ["REJECT", NONE, "ASSAULT", NONE]
    assert model.ask([]) == []


def test_a_text_without_words_or_far_too_long_is_answered() -> None:
    model = load_relations()
    long = "Norway " + "and its many old friends " * 100 + "thanked Peru."
    answers = model.ask([Question(text="…", doer=(0, 1)), Question(text=long, doer=(0, 6), undergoer=(2500, 2512))])
    assert len(answers) == 2
