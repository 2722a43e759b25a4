"""Whose officials, where an article names one country alone: its own."""

from dataclasses import replace

from communique.actors.evidence import codes
from communique.actors.hits import Reading
from communique.actors.lexicon import Lexicon
from communique.model import NamedActor

AT_HOME = "at_home"  # in default_sectors.tsv: who is taken to be of the only country named
NATIONS = frozenset({"country", "capital"})
PERSONS = frozenset({"person", "office"})


def at_home(mentions: tuple[NamedActor, ...], readings: list[Reading], lexicon: Lexicon) -> tuple[NamedActor, ...]:
    """The mentions, officials and organs without a country with that of the article, where it names but one."""
    named = {m.country for m in mentions if m.country is not None}
    named |= {code for r in readings for h in r.hits for code in codes(h, lexicon)}
    if len(named) != 1 or not any(_is_told(m, lexicon) for m in mentions):
        return mentions
    (country,) = named
    return tuple(replace(m, country=country) if _belongs(m, lexicon) else m for m in mentions)


def _is_told(mention: NamedActor, lexicon: Lexicon) -> bool:
    """True where a state or one of its officials is named; "a Turkish club" and "off Mombasa" tell too little."""
    if mention.form in NATIONS:
        return True
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
