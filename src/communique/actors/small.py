"""Mentions of one word or two: countries, nationalities, capitals, pronouns; and measures before a group."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from communique.actors.evidence import SPATIAL, Setting, codes
from communique.actors.hits import Hit, Reading
from communique.actors.lexicon import Lexicon
from communique.actors.phrases import tail, top_token
from communique.model import Form, NamedActor, Parse
from communique.sentence import children, first_conjunct, preposition

PERSONAL = frozenset({"PRP", "PRP$"})
LOCATIVE = frozenset({"obl", "nmod"})
DOERS = ("nsubj", "nsubj:pass", "obl:agent", "conj")
MEASURED = frozenset({"agent", "demonym", "organisation", "description"})


def simple_mention(parse: Parse, reading: Reading, hit: Hit, setting: Setting) -> NamedActor | None:
    """The mention a country, nationality or capital makes outside any larger phrase."""
    if hit.kind == "country":
        return _national(parse, reading, hit, "country", setting)
    if hit.kind == "people" and _are_persons(reading, hit, setting.lexicon):
        mention = _national(parse, reading, hit, "agent", setting)
        return replace(mention, sectors=setting.lexicon.words.default_sectors.get("crowd", ()))
    if hit.kind in ("adjective", "people"):
        return _national(parse, reading, hit, "demonym", setting)
    if hit.kind in ("capital", "seat"):
        sectors = setting.lexicon.words.default_sectors.get(hit.kind, ())
        mention = _national(parse, reading, hit, "capital", setting)
        return replace(mention, actor_id=None, name=mention.span.quote, sectors=sectors)
    return None


def _national(parse: Parse, reading: Reading, hit: Hit, form: Form, setting: Setting) -> NamedActor:
    country = setting.lexicon.registry.country(hit.keys[0])
    span = parse.words(reading.sentence.index, hit.first, hit.last)
    people = hit.kind == "people"
    return NamedActor(
        span=span, sentence=reading.sentence.index, first=hit.first, last=hit.last,
        head=top_token(reading, hit.first, hit.last), form=form,
        actor_id=None if people else f"country:{hit.keys[0]}",
        name=span.quote if people or country is None else country.name, country=hit.keys[0],
        plural=people and _are_many(reading, hit, setting.lexicon),
        as_place=hit.kind in SPATIAL and _is_where(reading, hit, setting.lexicon), rule=hit.rule,
    )  # fmt: skip


def _is_where(reading: Reading, hit: Hit, lexicon: Lexicon) -> bool:
    """ "in Turkey", "across Iraq and Syria": something happens there, nobody of that name acts."""
    token = reading.sentence.tokens[first_conjunct(reading.sentence, top_token(reading, hit.first, hit.last))]
    word = preposition(reading.sentence, token.index)
    return token.dep in LOCATIVE and word is not None and lexicon.words.parts.get(word) in ("in", "at")


def _are_many(reading: Reading, hit: Hit, lexicon: Lexicon) -> bool:
    """ "Ukrainians", "the Chinese"; not "a Russian"."""
    token = reading.sentence.tokens[hit.last]
    if token.text.endswith("s") or token.xpos in ("NNS", "NNPS"):
        return True
    before = reading.sentence.tokens[hit.first - 1].text.lower() if hit.first > 0 else ""
    return lexicon.words.parts.get(before) == "definite"


def _are_persons(reading: Reading, hit: Hit, lexicon: Lexicon) -> bool:
    """ "two Kenyans", "thousands of Kenyans", "a Kenyan" are persons; "the Kenyans" and bare "Kenyans" may be the
    state, too."""
    tokens = reading.sentence.tokens
    before = tokens[hit.first - 1] if hit.first else None
    if before is None:
        return False
    counted = before.dep == "nummod" and before.head == hit.last
    single = before.dep == "det" and "Definite=Ind" in before.feats and not tokens[hit.last].xpos.endswith("S")
    return counted or single or _measure_before(reading, hit.first, lexicon) is not None


def pronouns(parse: Parse, reading: Reading, lexicon: Lexicon) -> Iterator[NamedActor]:
    """Personal and possessive pronouns; an "it" that stands for nothing is none."""
    for token in reading.sentence.tokens:
        if token.xpos not in PERSONAL or token.dep == "expl" or token.index in reading.at:
            continue
        row = lexicon.words.pronouns.get(token.text.lower())
        if row is not None:
            yield NamedActor(
                span=parse.words(reading.sentence.index, token.index, token.index), sentence=reading.sentence.index,
                first=token.index, last=token.index, head=token.index, form="pronoun", name=token.text,
                plural=row.plural, gender=row.gender, rule=row.rule,
            )  # fmt: skip


def crowds(parse: Parse, reading: Reading, lexicon: Lexicon) -> Iterator[NamedActor]:
    """People told by their number alone, where they do something ("Tens of thousands marched")."""
    sentence = reading.sentence
    for token in sentence.tokens:
        row = lexicon.words.partitives.get(token.text.lower())
        if row is None or not row.bare or token.dep not in DOERS or token.index in reading.at:
            continue
        below = children(sentence, token.index, ("nmod",))
        numbers = [t for t in below if _is_bare(t.text, lexicon)]
        if len(numbers) == len(below):
            last = max([token.index, *(t.index for t in numbers)])
            span = parse.words(sentence.index, token.index, last)
            yield NamedActor(
                span=span, sentence=sentence.index, first=token.index, last=last, head=token.index, form="agent",
                name=span.quote, sectors=lexicon.words.default_sectors.get("crowd", ()), plural=True, rule=row.rule,
            )  # fmt: skip


def ethnic_groups(parse: Parse, reading: Reading, lexicon: Lexicon) -> Iterator[NamedActor]:
    """ "ethnic Albanians": people whose country the word does not tell, where they live may."""
    tokens = reading.sentence.tokens
    for token, people in pairwise(tokens):
        if lexicon.words.parts.get(token.text.lower()) != "ethnic" or people.xpos not in ("NNS", "NNPS"):
            continue
        first = token.index - 1 if token.index and tokens[token.index - 1].dep == "nummod" else token.index
        span = parse.words(reading.sentence.index, first, people.index)
        yield NamedActor(
            span=span, sentence=reading.sentence.index, first=first, last=people.index,
            head=top_token(reading, token.index, people.index), form="agent", name=span.quote,
            country=_where_they_live(reading, people.index, lexicon),
            sectors=lexicon.words.default_sectors.get("crowd", ()), plural=True, rule="actors:ethnic group",
        )  # fmt: skip


def _where_they_live(reading: Reading, last: int, lexicon: Lexicon) -> str | None:
    """ "ethnic Albanians in south Serbia": the country named behind them."""
    found = tail(reading, last, lexicon.words)
    if found is None or found.part not in ("in", "of"):
        return None
    return next((code for hit in found.hits for code in codes(hit, lexicon)), None)


def _is_bare(text: str, lexicon: Lexicon) -> bool:
    row = lexicon.words.partitives.get(text.lower())
    return row is not None and row.bare


def measured(parse: Parse, reading: Reading, mention: NamedActor, lexicon: Lexicon) -> NamedActor:
    """The mention with the measure before it ("scores of Russian mercenaries"), headed as the syntax has it."""
    if mention.form not in MEASURED or _is_possessor(reading, mention):
        return mention
    first, plural = mention.first, mention.plural
    while (measure := _measure_before(reading, first, lexicon)) is not None:
        first = measure
        plural = lexicon.words.partitives[reading.sentence.tokens[first].text.lower()].plural
    if first == mention.first:
        return mention
    form: Form = "agent" if mention.form == "demonym" else mention.form
    return replace(
        mention, first=first, span=parse.words(mention.sentence, first, mention.last), form=form, plural=plural,
        actor_id=None if form == "agent" else mention.actor_id, head=top_token(reading, first, mention.last),
    )  # fmt: skip


def _is_possessor(reading: Reading, mention: NamedActor) -> bool:
    """ "one of the president's aides" measures the aides."""
    tokens = reading.sentence.tokens
    return mention.last + 1 < len(tokens) and tokens[mention.last + 1].xpos == "POS"


def _measure_before(reading: Reading, first: int, lexicon: Lexicon) -> int | None:
    """The measure that governs the phrase beginning at `first` through "of", or None."""
    tokens = reading.sentence.tokens
    i = first - 1
    if i > 0 and tokens[i].upos == "DET":
        i -= 1
    if i < 1 or lexicon.words.parts.get(tokens[i].text) != "of":
        return None
    return i - 1 if tokens[i - 1].text.lower() in lexicon.words.partitives else None
