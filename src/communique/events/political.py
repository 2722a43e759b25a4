"""Is this politics? An act counts where political actors take part (record.md, section 1).

States, their organs and officials, international organisations, parties and armed groups are political by themselves.
Civilians, workers, journalists are where they act on those ("accused the government"), in the types that say `civil`.
Companies, teams, patients and the weather are not; nor is an act whose doer is told but is nobody we know.
"""

from collections.abc import Iterable
from typing import Protocol

from communique.events.scene import Scene
from communique.events.slots import Site, doers
from communique.knowledge.event_types import EventType
from communique.model import Argument
from communique.sentence import is_passive, patients

STATES = frozenset({"country", "capital", "demonym"})
SENT = ("demonym", "organisation", "office")  # forms that may name envoys
PLURAL = ("NNS", "NNPS")  # Penn tags
PRIVATE_CLASS = "MNC"
# persons are registered for an office they hold or held; who is given by a user counts as he says
REGISTERED = ("country:", "person:", "given:")


class Readable(Protocol):
    """What this module asks of a draft."""

    @property
    def site(self) -> Site: ...
    @property
    def sources(self) -> tuple[Argument, ...]: ...
    @property
    def targets(self) -> tuple[Argument, ...]: ...
    @property
    def mode(self) -> str | None: ...
    @property
    def reciprocal(self) -> bool: ...


def is_political(scene: Scene, kind: EventType, draft: Readable) -> bool:
    """True where the act's actors make it one of politics."""
    if not draft.sources:
        return _clear_without_doer(scene, kind, draft)
    if not draft.targets and not (kind.alone or kind.local) and not any(_is_placed(scene, a) for a in draft.sources):
        return False  # "officials had not agreed on a winner": of what country nobody knows
    if any(by_itself(scene, a) for a in draft.sources) or draft.mode in kind.warlike_modes:
        return True
    if not kind.civil:
        return False
    if kind.alone and any(_is_civil(scene, a) and not _is_one_told_alone(scene, a) for a in draft.sources):
        return True
    if kind.alone and any(_are_traders(scene, a) for a in draft.sources):
        return True
    if kind.physical and draft.reciprocal and all(_is_people(scene, a) for a in draft.sources):
        return True  # "clashes between farmers and herders"
    return any(by_itself(scene, a) for a in draft.targets)


def _clear_without_doer(scene: Scene, kind: EventType, draft: Readable) -> bool:
    """A passive or a noun without a doer: the target must be political, or the means those of war.

    A doer who is told but names nobody ("a stray dog", "the monsoon", an unresolved "he") makes no act; a weapon may.
    """
    site = draft.site
    if site.carrier is not None and site.carrier_role == "source":
        told_doers = doers(scene, site.carrier)
        if not told_doers and not is_passive(scene.sentence, site.carrier):
            return False  # "the decision to invade": nobody is told who does it
        undergone = (*patients(scene.sentence, site.carrier), *_heads(scene, draft.targets))
        told = [t for t in told_doers if t not in site.anchors and t not in undergone]
        means = scene.knowledge.words["means"]
        if any(scene.sentence.tokens[t].lemma not in means for t in told):
            return False
    if any(by_itself(scene, a) or _is_exposed(scene, a) for a in draft.targets):
        return True
    warlike = draft.mode in kind.warlike_modes or (kind.physical and _by_war(scene, site))
    return any(a.place is not None or (warlike and _is_civil(scene, a)) for a in draft.targets)


def _heads(scene: Scene, arguments: Iterable[Argument]) -> tuple[int, ...]:
    """The words that name these arguments: who "died in an attack" undergoes it, though the subject."""
    return tuple(scene.named.actors[a.named].head for a in arguments if a.named is not None)


def _by_war(scene: Scene, site: Site) -> bool:
    """True where the noun of the trigger is violence between armed sides or against many ("killed in clashes")."""
    return site.noun is not None and scene.sentence.tokens[site.noun].lemma in scene.knowledge.words["warlike"]


def _are_traders(scene: Scene, argument: Argument) -> bool:
    """Shopkeepers, traders, landlords: they close their shops and march; a company does not."""
    who = scene.referent(argument)
    trading = who is not None and _any_of(who.sectors, scene.knowledge.words["trading_sector"])
    return who is not None and trading and who.plural and who.org_class is None


def _is_people(scene: Scene, argument: Argument) -> bool:
    """Groups of a society that fight each other: farmers and herders, Hindus and Muslims."""
    who = scene.referent(argument)
    return who is not None and who.plural and _is_civil(scene, argument)


def _is_placed(scene: Scene, argument: Argument) -> bool:
    """True for an actor with a country, a class, an entry in the registry or a name of its own."""
    who = scene.referent(argument)
    named = scene.form(argument) not in ("agent", "description", "office")
    return who is None or named or bool(who.country or who.org_class or who.actor_id)


def _is_one_told_alone(scene: Scene, argument: Argument) -> bool:
    """ "the baker": one person or body by a noun alone; "the bakers" are people who do something together."""
    who = scene.referent(argument)
    told = scene.form(argument) == "description" and not _is_placed(scene, argument)
    return told and who is not None and not who.plural


def by_itself(scene: Scene, argument: Argument) -> bool:
    """True for states, their organs and officials, international organisations, parties and armed groups."""
    if scene.form(argument) in STATES:
        return True
    who = scene.referent(argument)
    if who is None:
        return False
    if who.org_class is not None and who.org_class != PRIVATE_CLASS:
        return True
    if who.actor_id is not None and who.actor_id.startswith(REGISTERED):
        return True
    told = who.sectors if _is_placed(scene, argument) else who.sectors[:1]  # "the lawyer" is a civilian first
    return _any_of(told, scene.knowledge.words["political_sector"])


def _is_civil(scene: Scene, argument: Argument) -> bool:
    """Civilians, workers, journalists …; also "thousands of Iraqis", of whom only the country is told."""
    who = scene.referent(argument)
    if who is None:
        return False
    crowd = not who.sectors and who.plural and who.country is not None
    return crowd or _any_of(who.sectors, scene.knowledge.words["civil_sector"])


def _is_exposed(scene: Scene, argument: Argument) -> bool:
    """Those to whom such things are done for what they are: journalists, clerics, students, workers."""
    who = scene.referent(argument)
    exposed = who is not None and _any_of(who.sectors, scene.knowledge.words["exposed_sector"])
    return exposed and not _is_one_told_alone(scene, argument)


def _any_of(sectors: Iterable[str], wanted: frozenset[str]) -> bool:
    return any(sector.casefold() in wanted for sector in sectors)


def goes_abroad(scene: Scene, draft: Readable) -> bool:
    """True where somebody in office goes to a country not his own: what makes a journey a visit."""
    officials = [
        a
        for a in draft.sources
        if scene.form(a) in ("person", "office")
        and (who := scene.referent(a)) is not None
        and {s.casefold() for s in who.sectors} & scene.knowledge.words["official_sector"]
    ]
    homes = {scene.country(a) for a in officials} - {None}
    there = {scene.country(a) for a in draft.targets} - {None}
    return bool(homes and there and not homes & there)


def are_foreign(scene: Scene, draft: Readable) -> bool:
    """True where a people, embassy or official not the doer's own is named: "expelled the Russians", said of envoys."""
    homes = {scene.country(a) for a in draft.sources} - {None}
    told = {scene.country(a) for a in draft.targets if scene.form(a) in SENT} - {None}
    return bool(homes and told and not homes & told)


def are_aliens(scene: Scene, draft: Readable) -> bool:
    """True where those it is done to are of another country than the doer, or of an international organisation."""
    homes = {scene.country(a) for a in draft.sources} - {None}
    known = [who for a in draft.targets if (who := scene.referent(a)) is not None]
    return any((who.country or who.org_class) is not None and who.country not in homes for who in known)


def is_body(scene: Scene, draft: Readable) -> bool:
    """True where a state does it to an organisation of states ("Eritrea left the African Union")."""
    classes = scene.knowledge.words["body_class"]
    found = [who for a in draft.targets if (who := scene.referent(a)) is not None and who.org_class is not None]
    bodies = any(str(who.org_class).casefold() in classes for who in found)
    return bodies and any(by_itself(scene, a) and scene.country(a) is not None for a in draft.sources)


def are_civil(scene: Scene, draft: Readable) -> bool:
    """True where workers, students, a people or others who hold no power do it: their strike is no air strike."""
    return bool(draft.sources) and all(_is_civil(scene, a) or _in_the_street(scene, a) for a in draft.sources)


def _in_the_street(scene: Scene, argument: Argument) -> bool:
    """True for "Iraqis", said of people in the street."""
    named = None if argument.named is None else scene.named.actors[argument.named]
    return named is not None and named.form == "demonym" and scene.sentence.tokens[named.head].xpos in PLURAL
