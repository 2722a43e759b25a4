"""Joining tellings and dating acts, on acts written by hand."""

from dataclasses import replace
from datetime import date as Day

import pytest

from communique.model import Act, Argument, Date, Link, Meant, Named, Referent, Said, Speech
from communique.record.dating import act_dates, is_historical, statement_date
from communique.record.joining import Joined, join
from tests.stages.by_hand import actor, named, parse_of, time

MONDAY = Day(2021, 3, 1)
TEXT = parse_of(
    """
Iran iran PROPN NNP Number=Sing 2 nsubj
met meet VERB VBD Tense=Past 0 root
Iraq iraq PROPN NNP Number=Sing 2 obj
on on ADP IN _ 5 case
Friday friday PROPN NNP Number=Sing 2 obl
. . PUNCT . _ 2 punct
""",
    """
Iran iran PROPN NNP Number=Sing 2 nsubj
said say VERB VBD Tense=Past 0 root
Iraq iraq PROPN NNP Number=Sing 4 nsubj
called call VERB VBD Tense=Past 2 ccomp
. . PUNCT . _ 2 punct
""",
    published_on=MONDAY,
)
WHO = named(
    actor(TEXT, "Iran", country="IRN"),
    actor(TEXT, "Iraq", country="IRQ"),
    times=(time(TEXT, "Friday", Day(2021, 2, 26)),),
)
IRAN, IRAQ, MINISTER, REBELS, OTHERS = 0, 1, 2, 3, 4
VERBAL = frozenset({"AGREE", "REJECT"})
MEANT = Meant(
    referents=(
        Referent(name="Iran", country="IRN"),
        Referent(name="Iraq", country="IRQ"),
        Referent(name="Zarif", country="IRN", sectors=("GOV",), person=True),
        Referent(name="rebels", country="IRN", sectors=("REB",)),
        Referent(name="Oman", country="OMN"),
    ),
    links=(None, None),
)


def dated(
    who: Named, *acts: Act, told: tuple[Date | None, ...] = (), speeches: tuple[Speech, ...] = ()
) -> tuple[Date | None, ...]:
    """The dates of acts in `TEXT`, with the dates of its statements."""
    return act_dates(TEXT, who, Said(speeches=speeches), MEANT, acts, told)


def by(*referents: int) -> tuple[Argument, ...]:
    return tuple(Argument(referent=r, named=0) for r in referents)


def act(**fields: object) -> Act:
    given = {
        "sentence": 0,
        "token": 1,
        "trigger": TEXT.words(0, 1, 1),
        "evidence": TEXT.words(0, 0, 5),
        "event_type": "CONSULT",
        "cameo": "040",
        "status": "actual",
        "reciprocal": True,
        "sources": by(IRAN, IRAQ),
        "rule": "test",
        **fields,
    }
    return Act(**given)


def joined(first: Act, *others: Act, dates: tuple[Date | None, ...] | None = None) -> list[Joined]:
    """The events made of tellings, the others told by the second sentence's verb."""
    acts = (first, *(replace(other, trigger=TEXT.words(1, 1, 1)) for other in others))
    return join(acts, dates or (None,) * len(acts), WHO, MEANT, VERBAL)


def day(number: int, basis: str = "words") -> Date:
    return Date(start=Day(2021, 2, number), end=Day(2021, 2, number), precision="day", basis=basis)


SAME = [
    ("told twice", act(), act(sentence=1)),
    ("the minister for his state", act(), act(sources=by(IRAQ, MINISTER))),
    ("a definite noun without actors", act(), act(sources=(), nominal=True, definite=True, reciprocal=True)),
    ("a mode told later", act(), act(mode="phone")),
]
FORCE = {"event_type": "ASSAULT", "reciprocal": False, "sources": by(IRAN), "targets": by(IRAQ)}
OFFICE = {"event_type": "RETREAT", "mode": "resign", "reciprocal": False, "sources": by(MINISTER)}
NOUN = {"sources": (), "nominal": True, "definite": True}
SAME += [
    ("announced and done once for all", act(**OFFICE, status="planned"), act(**OFFICE)),
    ("a noun that names one of them", act(), act(**NOUN, about=by(IRAQ))),
    ("a noun that names the state of the minister", act(sources=by(MINISTER, IRAQ)), act(**NOUN, about=by(IRAN))),
]
DIFFERENT = [
    ("another type", act(), act(event_type="ASSAULT", reciprocal=False, targets=by(IRAQ), sources=by(IRAN))),
    ("another mode", act(mode="visit"), act(mode="phone")),
    ("several told as one", act(), act(series=True)),
    ("rebels are not their state", act(), act(sources=by(REBELS, IRAQ))),
    ("planned and done", act(), act(status="planned")),
]


@pytest.mark.parametrize(("why", "first", "other"), SAME, ids=[s[0] for s in SAME])
def test_one_act_is_one_event(why: str, first: Act, other: Act) -> None:
    assert [len(event.acts) for event in joined(first, other)] == [2], why


@pytest.mark.parametrize(("why", "first", "other"), DIFFERENT, ids=[d[0] for d in DIFFERENT])
def test_two_acts_are_two_events(why: str, first: Act, other: Act) -> None:
    assert len(joined(first, other)) == 2, why


def test_a_noun_goes_back_only_to_acts_of_all_whom_it_names() -> None:
    events = joined(act(sources=by(IRAQ, MINISTER)), act(**NOUN, about=by(OTHERS)))
    assert [len(event.acts) for event in events] == [1]


def test_a_noun_of_another_word_goes_back_no_further_than_the_sentence_before() -> None:
    assert len(joined(act(), act(**NOUN, sentence=1))[0].acts) == 2
    assert len(joined(act(), act(**NOUN, sentence=2))[0].acts) == 1


def test_verbs_of_other_words_are_one_act_only_where_both_or_neither_have_a_day() -> None:
    assert len(joined(act(**FORCE), act(**FORCE), dates=(day(3), None))) == 2
    assert len(joined(act(**FORCE), act(**FORCE))) == 1


def test_what_was_announced_and_then_done_is_done() -> None:
    assert joined(act(**OFFICE, status="planned"), act(**OFFICE))[0].status == "actual"


def test_a_verb_and_the_noun_it_carries_are_one_act() -> None:
    both = (act(), act(targets=by(IRAQ), trigger=TEXT.words(0, 1, 2)))
    assert len(join(both, (None, None), WHO, MEANT, VERBAL)) == 1


def test_days_without_a_day_in_common_are_two_acts() -> None:
    assert len(joined(act(), act(), dates=(day(3), day(5)))) == 2
    assert len(joined(act(), act(), dates=(day(3), day(3)))) == 1
    assert len(joined(act(), act(), dates=(day(3), day(5, "publication")))) == 1


def test_the_date_that_words_give_is_the_event_s() -> None:
    event = joined(act(), act(), dates=(day(1, "publication"), day(5)))[0]
    assert event.date == day(5)


def test_a_noun_without_actors_before_any_act_is_left() -> None:
    assert joined(act(sources=(), nominal=True, definite=True)) == []


def test_an_act_takes_its_own_words_before_the_day_of_publication() -> None:
    told = act(time=0)
    assert [d and d.basis for d in dated(WHO, told)] == ["words"]
    assert [d and d.basis for d in dated(WHO, act())] == ["publication"]


SAID = Speech(
    sentence=1, cue=TEXT.words(1, 1, 1), cue_token=1, content=(TEXT.words(1, 2, 3),), kind="indirect", rule="t"
)
UNDATED = {"planned": {"status": "planned"}, "nominal": {"nominal": True}, "background": {"backgrounded": True}}


@pytest.mark.parametrize("fields", UNDATED.values(), ids=UNDATED.keys())
def test_only_acts_told_as_done_take_the_day_of_publication(fields: dict[str, object]) -> None:
    assert dated(WHO, act(**fields)) == (None,)


def test_inside_a_statement_the_day_is_the_statement_s() -> None:
    reported = act(speech=0)
    monday = Date(start=MONDAY, end=MONDAY, precision="day", basis="words")
    assert dated(WHO, reported, told=(None,), speeches=(SAID,)) == (None,)
    assert dated(WHO, reported, told=(monday,), speeches=(SAID,))[0] is not None


def test_today_in_a_quotation_counts_from_the_day_it_was_said() -> None:
    today = replace(WHO.times[0], start=MONDAY, end=MONDAY, deictic=True)
    friday = replace(day(26), basis="words")
    quoted = replace(SAID, kind="direct", content=(TEXT.words(0, 0, 5),))
    who = replace(WHO, times=(today,))
    assert dated(who, act(time=0, speech=0), told=(friday,), speeches=(quoted,))[0] == replace(
        friday, basis_span=today.span
    )
    paraphrased = replace(quoted, kind="indirect")
    found = dated(who, act(time=0, speech=0), told=(friday,), speeches=(paraphrased,))[0]
    assert found is not None and found.start == MONDAY


def test_a_time_that_cannot_be_told_is_not_replaced_by_publication() -> None:
    unresolved = replace(WHO.times[0], start=None, end=None)
    assert dated(replace(WHO, times=(unresolved,)), act(time=0)) == (None,)


def test_behind_another_day_the_day_of_publication_no_longer_holds() -> None:
    later = act(sentence=1, token=3, sources=by(REBELS))
    assert dated(WHO, act(time=0), later)[1] is None
    without = replace(WHO, times=())
    found = dated(without, act(), later)[1]
    assert found is not None and found.basis == "publication"


def test_an_article_that_opens_without_news_has_no_day_of_publication() -> None:
    assert dated(replace(WHO, times=()), act(sources=())) == (None,)


def test_what_somebody_does_right_after_speaking_has_that_day() -> None:
    spoken = replace(SAID, speaker=0, sentence=0)
    linked = replace(MEANT, links=(Link(referents=(IRAN,), rule="test"), None))
    after = act(sentence=1, token=3, sources=by(IRAN))
    text = replace(
        TEXT, sentences=(TEXT.sentences[0], replace(TEXT.sentences[1], paragraph=TEXT.sentences[0].paragraph))
    )
    found = act_dates(text, WHO, Said(speeches=(spoken,)), linked, (after,), (day(26),))
    assert found[0] == day(26, "narrative")


def test_an_act_that_is_a_dated_event_has_its_first_day() -> None:
    war = time(TEXT, "met", Day(1980, 9, 22), Day(1988, 8, 20), basis="known_event")
    known = replace(WHO, dated=(war,))
    found = dated(known, act(known=0, nominal=True))[0]
    assert found is not None
    assert (found.start, found.end, found.basis) == (Day(1980, 9, 22), Day(1980, 9, 22), "known_event")
    assert is_historical(found, TEXT)


def test_a_statement_takes_the_words_at_its_cue_and_none_of_its_content() -> None:
    speech = Speech(
        sentence=0, cue=TEXT.words(0, 1, 1), cue_token=1, content=(TEXT.words(0, 2, 2),), kind="indirect", rule="test"
    )
    found = statement_date(TEXT, WHO, speech, {0: [0]})
    assert found is not None
    assert found.start == Day(2021, 2, 26)
    inside = replace(speech, content=(TEXT.words(0, 2, 4),))
    assert statement_date(TEXT, WHO, inside, {0: [0]}) is None


def test_named_is_left_alone() -> None:
    before = Named(actors=WHO.actors, times=WHO.times)
    joined(act(), act())
    assert before == WHO
