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


MASC, FEM, NEUT = (f"Gender={g}|Number=Sing|Person=3" for g in ("Masc", "Fem", "Neut"))
PRAISED_HIS_MAN = f"""
Tebboune tebboune PROPN NNP Number=Sing 2 nsubj
praised praise VERB VBD Tense=Past 0 root
his his PRON PRP$ {MASC}|Poss=Yes 4 nmod:poss
envoy envoy NOUN NN Number=Sing 2 obj
. . PUNCT . _ 2 punct
"""
DEFENDED_HIMSELF = f"""
Fico fico PROPN NNP Number=Sing 2 nsubj
defended defend VERB VBD Tense=Past 0 root
himself himself PRON PRP {MASC}|Reflex=Yes 2 obj
. . PUNCT . _ 2 punct
"""
CRITICISED_HIM = DEFENDED_HIMSELF.replace("himself himself", "him him").replace("|Reflex=Yes", "")
WHEN_HE_CAME = f"""
As as SCONJ IN _ 3 mark
he he PRON PRP {MASC} 3 nsubj
came come VERB VBD Tense=Past 6 advcl
, , PUNCT , _ 6 punct
Fico fico PROPN NNP Number=Sing 6 nsubj
spoke speak VERB VBD Tense=Past 0 root
. . PUNCT . _ 6 punct
"""
GROUP_LEFT = """
The the DET DT Definite=Def 2 det
{noun} {noun} NOUN NN Number=Sing 3 nsubj
left leave VERB VBD Tense=Past 0 root
. . PUNCT . _ 3 punct
"""
IN_THE_COUNTRY = """
Iraq iraq PROPN NNP Number=Sing 2 nsubj
fought fight VERB VBD Tense=Past 0 root
across across ADP IN _ 5 case
the the DET DT Definite=Def 5 det
country country NOUN NN Number=Sing 2 obl
. . PUNCT . _ 2 punct
"""
MILITIA_LEFT = """
Boko boko PROPN NNP Number=Sing 6 nsubj
, , PUNCT , _ 4 punct
a a DET DT Definite=Ind 4 det
militia militia NOUN NN Number=Sing 1 appos
, , PUNCT , _ 1 punct
left leave VERB VBD Tense=Past 0 root
. . PUNCT . _ 6 punct
"""


def test_his_is_the_subject_of_its_own_clause() -> None:
    parse = parse_of(MET, PRAISED_HIS_MAN)
    found = named(
        person(parse, "Orban", "HUN"), person(parse, "Fico", "SVK"), person(parse, "Tebboune", "DZA"),
        actor(parse, "his", form="pronoun", gender="m"),
    )  # fmt: skip
    assert meant_by(parse, found)[1][3] == ["Tebboune"]


def test_himself_is_the_subject_and_him_is_not() -> None:
    for second, meant in ((DEFENDED_HIMSELF, "Fico"), (CRITICISED_HIM, "Orban")):
        parse = parse_of(HE_LEFT.replace("He he PRON PRP", "Orban orban PROPN NNP"), second)
        word = "himself" if meant == "Fico" else "him"
        found = named(
            person(parse, "Orban", "HUN"), person(parse, "Fico", "SVK"), actor(parse, word, form="pronoun", gender="m")
        )
        assert meant_by(parse, found)[1][2] == [meant]


def test_a_pronoun_in_a_clause_put_first_is_the_subject_to_come() -> None:
    parse = parse_of(WHEN_HE_CAME)
    found = named(actor(parse, "he", form="pronoun", gender="m"), person(parse, "Fico", "SVK"))
    meant, names = meant_by(parse, found)
    assert names[0] == ["Fico"]
    assert meant.links[0] is not None and meant.links[0].rule == "references:to come"


def test_a_first_name_tells_the_gender_of_somebody_nobody_registered() -> None:
    parse = parse_of(MET.replace("Orban", "Margaret").replace("Fico", "Howard"), HE_LEFT.replace("He he", "She she"))
    found = named(
        actor(parse, "Margaret", form="name"), actor(parse, "Howard", form="name"),
        actor(parse, "She", form="pronoun", gender="f"),
    )  # fmt: skip
    assert meant_by(parse, found)[1][2] == ["Margaret"]


def test_a_pronoun_is_left_where_a_thing_is_as_likely() -> None:
    it_left = HE_LEFT.replace("He he", "It it").replace("Gender=Masc", "Gender=Neut")
    found_by_thing = []
    for noun, form in (("report", None), ("Iraq", "country")):
        parse = parse_of(INVADED, GROUP_LEFT.format(noun=noun), it_left)
        actors = [actor(parse, "Iraq", country="IRQ"), actor(parse, "Kuwait", country="KWT")]
        if form is not None:
            actors.append(actor(parse, noun, occurrence=2, country="IRQ"))
        found = named(*actors, actor(parse, "It", form="pronoun"))
        found_by_thing.append(meant_by(parse, found)[1][-1])
    assert found_by_thing == [[], ["Iraq"]]


def test_the_group_is_an_organisation_of_that_kind() -> None:
    for noun, sectors, meant in (("group", ("REB",), ["Boko"]), ("bloc", ("REB",), []), ("newspaper", ("REB",), [])):
        parse = parse_of(MET.replace("Orban", "Boko"), GROUP_LEFT.format(noun=noun))
        found = named(
            actor(parse, "Boko", form="organisation", actor_id="org:boko", sectors=sectors),
            actor(parse, noun, form="description"),
        )
        assert meant_by(parse, found)[1][1] == meant


def test_the_country_is_not_the_subject_of_its_own_clause() -> None:
    parse = parse_of(INVADED, IN_THE_COUNTRY)
    found = named(
        actor(parse, "Iraq", country="IRQ"), actor(parse, "Kuwait", country="KWT"),
        actor(parse, "Iraq", occurrence=2, country="IRQ"), actor(parse, "country", form="description"),
    )  # fmt: skip
    assert meant_by(parse, found)[1][3] == ["Kuwait"]


def test_a_militia_beside_a_name_is_the_named_one() -> None:
    parse = parse_of(MILITIA_LEFT)
    found = named(
        actor(parse, "Boko", form="organisation", actor_id="org:boko", country="NGA"),
        actor(parse, "militia", form="agent"),
    )
    meant, names = meant_by(parse, found)
    assert names == [["Boko"], ["Boko"]]
    assert meant.links[1] is not None and meant.links[1].rule == "references:apposition"


def test_forces_of_another_description_are_other_forces() -> None:
    sent = "{word} {low} ADJ JJ Degree=Pos 2 amod\nforces force NOUN NNS Number=Plur 3 nsubj\n{rest}"
    rest = "left leave VERB VBD Tense=Past 0 root\n. . PUNCT . _ 3 punct"
    the = "The the DET DT Definite=Def 2 det\nforces force NOUN NNS Number=Plur 3 nsubj\n" + rest
    kinds = (sent.format(word="Kurdish", low="kurdish", rest=rest), the)
    first = sent.format(word="Turkish", low="turkish", rest=rest)
    found_countries = []
    for second, words in zip(kinds, ("Kurdish forces", "forces"), strict=True):
        parse = parse_of(first, second)
        given = actor(parse, "Turkish forces", form="agent", country="TUR", plural=True, name="forces")
        occurrence = 1 if words.startswith("K") else 2
        later = actor(parse, words, occurrence=occurrence, form="agent", plural=True)
        meant, _ = meant_by(parse, named(given, later))
        link = meant.links[1]
        assert link is not None
        found_countries.append(meant.referents[link.referents[0]].country)
    assert found_countries == [None, "TUR"]


def test_its_allies_are_of_no_country_told() -> None:
    for noun, country in (("allies", None), ("troops", "IRQ")):
        owned = PRAISED_HIS_MAN.replace("Tebboune tebboune", "Iraq iraq").replace("his his", "its its")
        owned = owned.replace("Gender=Masc", "Gender=Neut")
        owned = owned.replace("envoy envoy NOUN NN Number=Sing", f"{noun} {noun.rstrip('s')} NOUN NNS Number=Plur")
        parse = parse_of(owned.replace("allie ", "ally "))
        found = named(
            actor(parse, "Iraq", country="IRQ"), actor(parse, "its", form="pronoun"),
            actor(parse, noun, form="agent", plural=True),
        )  # fmt: skip
        meant, names = meant_by(parse, found)
        assert names[1] == ["Iraq"]
        link = meant.links[2]
        assert link is not None
        assert meant.referents[link.referents[0]].country == country


SEEMED = """
Ndiaye ndiaye PROPN NNP Number=Sing 2 nsubj
seemed seem VERB VBD Tense=Past 0 root
a a DET DT Definite=Ind 4 det
candidate candidate NOUN NN Number=Sing 2 xcomp
. . PUNCT . _ 2 punct
"""
IT_WAS_ASKED = """
It it PRON PRP Gender=Neut|Number=Sing|Person=3 3 nsubj:pass
was be AUX VBD Tense=Past 3 aux:pass
asked ask VERB VBN Tense=Past 0 root
whether whether SCONJ IN _ 5 mark
left leave VERB VBD Tense=Past 3 ccomp
. . PUNCT . _ 3 punct
"""
HAD_A_SAY = """
guard guard NOUN NN Number=Sing 2 nsubj
praised praise VERB VBD Tense=Past 0 root
their their PRON PRP$ Number=Plur|Person=3 4 nmod:poss
men man NOUN NNS Number=Plur 2 obj
. . PUNCT . _ 2 punct
"""


def test_who_somebody_is_takes_no_pronoun_from_him() -> None:
    parse = parse_of(SEEMED, HE_LEFT)
    found = named(
        actor(parse, "Ndiaye", form="name"), actor(parse, "candidate", form="agent", rule="en/person_nouns.tsv:1"),
        actor(parse, "He", form="pronoun", gender="m"),
    )  # fmt: skip
    assert meant_by(parse, found)[1][2] == ["Ndiaye"]


def test_a_name_that_he_took_up_is_no_it() -> None:
    it_left = HE_LEFT.replace("He he", "It it").replace("Gender=Masc", "Gender=Neut")
    parse = parse_of(MET.replace("Orban", "Ndiaye"), HE_LEFT, it_left)
    found = named(
        actor(parse, "Ndiaye", form="name"), actor(parse, "He", form="pronoun", gender="m"),
        actor(parse, "It", form="pronoun"),
    )  # fmt: skip
    meant, names = meant_by(parse, found)
    assert names == [["Ndiaye"], ["Ndiaye"], []]
    assert meant.referents[0].person


def test_it_before_a_passive_with_a_clause_is_nobody() -> None:
    parse = parse_of(INVADED, IT_WAS_ASKED)
    found = named(actor(parse, "Iraq", country="IRQ"), actor(parse, "It", form="pronoun"))
    assert meant_by(parse, found)[1][1] == []


def test_their_is_no_single_person() -> None:
    for rule, meant in (("en/person_nouns.tsv:1", []), ("en/agents.tsv:1", ["guard"])):
        parse = parse_of(HAD_A_SAY)
        found = named(
            actor(parse, "guard", form="agent", rule=rule), actor(parse, "their", form="pronoun", plural=True)
        )
        assert meant_by(parse, found)[1][1] == meant


def test_offices_of_unknown_owners_are_as_many_as_their_words() -> None:
    parse = parse_of(MET, MET)
    found = named(
        actor(parse, "Orban", form="office", office="Director"), actor(parse, "Fico", form="office", office="Director"),
        actor(parse, "Orban", occurrence=2, form="office", office="Director"),
    )  # fmt: skip
    assert [link.referents for link in meant_by(parse, found)[0].links if link] == [(0,), (1,), (0,)]


FARMER_SAID = """
The the DET DT Definite=Def 2 det
government government NOUN NN Number=Sing 3 nsubj
left leave VERB VBD Tense=Past 0 root
, , PUNCT , _ 6 punct
Ndiaye ndiaye PROPN NNP Number=Sing 6 nsubj
said say VERB VBD Tense=Past 3 parataxis
"""


def test_the_government_of_an_unknown_speaker_is_that_of_the_country_named_most() -> None:
    for before, meant in (((INVADED,), ["government"]), ((INVADED, MET.replace("Orban", "Kuwait")), ["Kuwait"])):
        parse = parse_of(*before, FARMER_SAID)
        countries = [actor(parse, "Iraq", country="IRQ"), actor(parse, "Kuwait", country="KWT")]
        if len(before) > 1:
            countries.append(actor(parse, "Kuwait", occurrence=2, country="KWT"))
        government = actor(parse, "government", form="description", sectors=("GOV",))
        speaker = actor(parse, "Ndiaye", form="name")
        found = named(*countries, government, speaker)
        sentence = len(before)
        content = parse.span(parse.sentences[sentence].start, speaker.span.start)
        spoken = Speech(sentence=sentence, content=(content,), kind="direct", speaker=len(countries) + 1, rule="test")
        assert meant_by(parse, found, Said(speeches=(spoken,)))[1][len(countries)] == meant
