"""Who "the president" and other offices told alone are, on parses written by hand."""

from tests.stages.by_hand import actor, named, parse_of
from tests.stages.test_references import MET, meant_by, person


def test_the_president_whom_a_lawmaker_criticises_is_his_own() -> None:
    criticised = """
    Lawmakers lawmaker NOUN NNS Number=Plur 2 nsubj
    criticised criticise VERB VBD Tense=Past 0 root
    the the DET DT Definite=Def|PronType=Art 4 det
    president president NOUN NN Number=Sing 2 obj
    . . PUNCT . _ 2 punct
    """
    parse = parse_of(MET.replace("Orban", "Ruto").replace("Fico", "Biden"), criticised)
    for country, whom in (("KEN", "Ruto"), ("USA", "Biden")):
        found = named(
            person(parse, "Ruto", "KEN", actor_id="person:1", office="President"),
            person(parse, "Biden", "USA", actor_id="person:2", office="President"),
            actor(parse, "Lawmakers", form="agent", country=country, sectors=("LEG",), plural=True),
            actor(parse, "president", form="description", office="President"),
        )
        assert meant_by(parse, found)[1][-1] == [whom]


SUED = """
The the DET DT Definite=Def|PronType=Art 2 det
governor governor NOUN NN Number=Sing 3 nsubj
sued sue VERB VBD Tense=Past 0 root
the the DET DT Definite=Def|PronType=Art 5 det
court court NOUN NN Number=Sing 3 obj
. . PUNCT . _ 3 punct
"""
LEFT = SUED.replace("sued sue", "left leave")


def test_an_office_and_a_body_nobody_named_before_are_somebody_of_no_country() -> None:
    parse = parse_of(SUED, LEFT)
    found = named(
        actor(parse, "governor", form="description", office="Governor", sectors=("GOV",)),
        actor(parse, "court", form="description", sectors=("JUD",)),
        actor(parse, "governor", occurrence=2, form="description", office="Governor", sectors=("GOV",)),
        actor(parse, "court", occurrence=2, form="description", sectors=("JUD",)),
    )
    meant, names = meant_by(parse, found)
    assert names == [["governor"], ["court"], ["governor"], ["court"]]
    assert [who.country for who in meant.referents] == [None, None]  # told twice, they are the same two
    assert meant.referents[0].person
    assert not meant.referents[1].person


def test_a_noun_that_says_no_sector_is_nobody_alone() -> None:
    parse = parse_of(SUED.replace("court court", "group group"))
    found = named(
        actor(parse, "governor", form="description", office="Governor", sectors=("GOV",)),
        actor(parse, "group", form="description"),
    )
    assert meant_by(parse, found)[1] == [["governor"], []]


def test_what_is_said_of_somebody_is_nobody_else() -> None:
    parse = parse_of("""
    She she PRON PRP Gender=Fem|Number=Sing|Person=3 4 nsubj
    is be AUX VBZ Tense=Pres 4 cop
    the the DET DT Definite=Def|PronType=Art 4 det
    governor governor NOUN NN Number=Sing 0 root
    . . PUNCT . _ 4 punct
    """)
    found = named(actor(parse, "governor", form="description", office="Governor", sectors=("GOV",)))
    assert meant_by(parse, found)[1] == [[]]
