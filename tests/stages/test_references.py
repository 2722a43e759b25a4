"""Who "he", "the pair", "both sides" are, on parses written by hand."""

from communique.knowledge.reference_words import load_reference_words
from communique.model import Meant, Named, Parse, Said, Speech
from communique.references import resolve
from tests.stages.by_hand import NOTHING_SAID, actor, named, parse_of

MET = """
Orban orban PROPN NNP Number=Sing 2 nsubj
met meet VERB VBD Tense=Past 0 root
Fico fico PROPN NNP Number=Sing 2 obj
. . PUNCT . _ 2 punct
"""
HE_LEFT = """
He he PRON PRP Gender=Masc|Number=Sing|Person=3 2 nsubj
left leave VERB VBD Tense=Past 0 root
. . PUNCT . _ 2 punct
"""
PAIR_SPOKE = """
The the DET DT _ 2 det
pair pair NOUN NN Number=Sing 3 nsubj
spoke speak VERB VBD Tense=Past 0 root
. . PUNCT . _ 3 punct
"""
INVADED = """
Iraq iraq PROPN NNP Number=Sing 2 nsubj
invaded invade VERB VBD Tense=Past 0 root
Kuwait kuwait PROPN NNP Number=Sing 2 obj
. . PUNCT . _ 2 punct
"""
EGYPT_TALKED = """
Egypt egypt PROPN NNP Number=Sing 2 nsubj
spoke speak VERB VBD Tense=Past 0 root
with with ADP IN _ 5 case
both both DET DT _ 5 det
sides side NOUN NNS Number=Plur 2 obl
. . PUNCT . _ 2 punct
"""
IT_IS = """
It it PRON PRP Gender=Neut|Number=Sing|Person=3 3 nsubj
is be AUX VBZ Tense=Pres 3 cop
time time NOUN NN Number=Sing 0 root
to to PART TO _ 5 mark
leave leave VERB VB VerbForm=Inf 3 acl
. . PUNCT . _ 3 punct
"""


def meant_by(parse: Parse, found: Named, said: Said = NOTHING_SAID) -> tuple[Meant, list[list[str]]]:
    meant = resolve(parse, found, said, load_reference_words(), {"IRQ": "Iraq", "KWT": "Kuwait"}.get)
    names = [[meant.referents[r].name for r in link.referents] if link else [] for link in meant.links]
    return meant, names


def person(parse: Parse, words: str, country: str, **fields: object) -> object:
    return actor(parse, words, form="person", country=country, gender="m", **fields)


def test_a_pronoun_goes_back_to_the_subject_before_the_object() -> None:
    parse = parse_of(MET, HE_LEFT)
    found = named(person(parse, "Orban", "HUN"), person(parse, "Fico", "SVK"), actor(parse, "He", form="pronoun"))
    assert meant_by(parse, found)[1] == [["Orban"], ["Fico"], ["Orban"]]


def test_a_pronoun_of_the_other_gender_is_left() -> None:
    parse = parse_of(MET, HE_LEFT)
    women = (actor(parse, w, form="person", country="HUN", gender="f") for w in ("Orban", "Fico"))
    found = named(*women, actor(parse, "He", form="pronoun", gender="m"))
    assert meant_by(parse, found)[1][2] == []


def test_the_pair_are_the_two_who_met() -> None:
    parse = parse_of(MET, PAIR_SPOKE)
    found = named(person(parse, "Orban", "HUN"), person(parse, "Fico", "SVK"), actor(parse, "pair", form="plural"))
    meant, names = meant_by(parse, found)
    assert names[2] == ["Orban", "Fico"]
    assert meant.links[2] is not None and meant.links[2].antecedent == found.actors[1].span


def test_the_pair_without_two_persons_is_left() -> None:
    parse = parse_of(INVADED, PAIR_SPOKE)
    found = named(
        actor(parse, "Iraq", country="IRQ"), actor(parse, "Kuwait", country="KWT"), actor(parse, "pair", form="plural")
    )
    assert meant_by(parse, found)[1][2] == []


def test_both_sides_leave_out_whoever_talks_with_them() -> None:
    parse = parse_of(INVADED, EGYPT_TALKED)
    found = named(
        actor(parse, "Iraq", country="IRQ"),
        actor(parse, "Kuwait", country="KWT"),
        actor(parse, "Egypt", country="EGY"),
        actor(parse, "both sides", form="plural"),
    )
    assert meant_by(parse, found)[1][3] == ["Iraq", "Kuwait"]


def test_it_before_a_noun_with_a_clause_is_nobody() -> None:
    parse = parse_of(INVADED, IT_IS)
    found = named(actor(parse, "Iraq", country="IRQ"), actor(parse, "It", form="pronoun"))
    assert meant_by(parse, found)[1][1] == []


def test_a_surname_is_the_full_name_of_the_same_article() -> None:
    parse = parse_of(MET, MET.replace("Orban", "Viktor").replace("Fico", "Janos"))
    found = named(
        actor(parse, "Orban", form="person", name="Orban"),
        actor(parse, "Viktor", form="person", name="Viktor Orban", country="HUN", actor_id="person:viktor-orban"),
    )
    assert meant_by(parse, found)[1] == [["Viktor Orban"], ["Viktor Orban"]]


def test_we_inside_a_quotation_is_its_speaker() -> None:
    we_left = HE_LEFT.replace("He he", "We we").replace("Gender=Masc|Number=Sing|Person=3", "Number=Plur|Person=1")
    parse = parse_of(MET, we_left)
    found = named(person(parse, "Orban", "HUN"), actor(parse, "We", form="pronoun"))
    end = parse.sentences[1].end
    spoken = Speech(
        sentence=1, content=(parse.span(parse.sentences[1].start, end),), kind="direct", speaker=0, rule="test"
    )
    assert meant_by(parse, found, Said(speeches=(spoken,)))[1][1] == ["Orban"]
    assert meant_by(parse, found)[1][1] == []


def test_a_country_its_capital_and_its_people_are_one() -> None:
    parse = parse_of(INVADED, INVADED.replace("Iraq iraq", "Baghdad baghdad"))
    found = named(actor(parse, "Iraq", country="IRQ"), actor(parse, "Baghdad", form="capital", country="IRQ"))
    meant, names = meant_by(parse, found)
    assert names == [["Iraq"], ["Iraq"]]
    assert [r.name for r in meant.referents] == ["Iraq"]
