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
