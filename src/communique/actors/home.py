"""Whose officials, where an article names one country alone: its own."""

from dataclasses import replace

from communique.actors.evidence import codes
from communique.actors.hits import Reading
from communique.actors.lexicon import Lexicon
from communique.model import NamedActor
from communique.sentence import OBJECTS, ROOT, SUBJECTS, preposition

AT_HOME = "at_home"  # in default_sectors.tsv: who is taken to be of the only country named
NATIONS = frozenset({"country", "capital"})
WHERE = frozenset({"in", "at", "of", "from"})  # parts of the prepositions that say where, or whose
PERSONS = frozenset({"person", "office"})


def at_home(mentions: tuple[NamedActor, ...], readings: list[Reading], lexicon: Lexicon) -> tuple[NamedActor, ...]:
    """The mentions, officials and organs without a country with that of the article, where it names but one."""
    named = {m.country for m in mentions if m.country is not None}
    named |= {code for r in readings for h in r.hits for code in codes(h, lexicon)}
    if len(named) != 1 or not any(_is_told(m, readings, lexicon) for m in mentions):
        return mentions
    (country,) = named
    nations = [m for m in mentions if m.form in NATIONS]
    return tuple(
        replace(m, country=country) if _belongs(m, lexicon) and not _faces(m, nations, readings) else m
        for m in mentions
    )


def _faces(mention: NamedActor, nations: list[NamedActor], readings: list[Reading]) -> bool:
    """True where the country takes the other side ("police accused Chad", "police said Chad had fired"); not where it
    does something to its own ("Chad freed the lawmaker"). Somebody with a title may stay of the land he speaks of."""
    if mention.form in PERSONS:
        return False
    tokens = readings[mention.sentence].sentence.tokens
    own = tokens[mention.head]
    for other in (tokens[n.head] for n in nations if n.sentence == mention.sentence):
        verb = tokens[other.head] if other.head != ROOT else None
        beside = other.head == own.head and own.dep in SUBJECTS and other.dep in OBJECTS
        told = verb is not None and other.dep in SUBJECTS and verb.dep == "ccomp" and verb.head == own.head
        if beside or (told and own.dep in SUBJECTS):
            return True
    return False


def _is_told(mention: NamedActor, readings: list[Reading], lexicon: Lexicon) -> bool:
    """True where a state or one of its officials is named; "a Turkish club", "off Mombasa" and "a pact with Peru" tell
    too little."""
    if mention.form in NATIONS:
        sentence = readings[mention.sentence].sentence
        word = preposition(sentence, mention.head) if sentence.tokens[mention.head].dep == "nmod" else None
        return word is None or lexicon.words.parts.get(word) in WHERE
    return mention.country is not None and bool(set(mention.sectors) & set(_official(lexicon)))


def _official(lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.words.default_sectors.get(AT_HOME, ())


def _belongs(mention: NamedActor, lexicon: Lexicon) -> bool:
    if mention.country is not None or mention.org_class is not None or mention.actor_id is not None:
        return False
    if not set(mention.sectors) & set(_official(lexicon)):
        return False
    role = lexicon.by_rule.get(mention.rule)
    if mention.form in PERSONS:
        return role is not None
    return mention.form == "agent" and role is not None and role.local and not role.inherits
