"""To whom a speech act goes where only its content says it, and who shall do what is asked or charged."""

from dataclasses import replace

from communique.events.draft import MENACE, Draft
from communique.events.filling import fill, others
from communique.events.scene import Scene
from communique.events.slots import Site, owners, under_preposition
from communique.model import Argument
from communique.sentence import children, is_passive, with_conjuncts

UNSURE = ("agent", "name", "description", "pronoun", "plural")  # forms that are too weak to stand in for a target
CONDITIONED = ("subj", "subj.poss", "subj.adj", "subj.by")  # "if Chad strikes", "if a strike by Chad threatens …"
BELOW = ("obj",)
REFUSED = ("iobj", "obj", "to", "with", "owner", "from", "for")  # "refused to hand the lists to Chad"
DEPTH = 4  # infinitives below the content ("vowed to continue to try to defend")


def told_by_content(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """The targets of a speech act that names none beside its verb."""
    if draft.content is None:
        found = _whose_conduct(scene, draft) or _asked(scene, draft) or _below_content(scene, draft)
        found = found or _where_words_lead(scene, draft)
    else:
        found = _from_content(scene, draft, draft.content)
    return found or on_condition(scene, draft)


def done_by_addressee(scene: Scene, draft: Draft, content: Draft) -> Draft:
    """ "called on Chad to leave", "charged Chad with shelling": who is asked or charged shall do or did it."""
    acts = scene.knowledge.words["directive_act"] | scene.knowledge.words["charging_act"]
    if draft.trigger.row.act not in acts or not draft.targets or content.reciprocal:
        return content
    own = {a.referent for a in draft.sources}
    if not content.sources or any(a.referent not in own for a in content.sources):
        return content
    return replace(content, sources=draft.targets)


def _whose_conduct(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """ "deplored the conduct of the army", "criticised the handling of the strike by Chad": whose conduct it is."""
    words = scene.knowledge.words
    if draft.trigger.row.act not in words["charging_act"] or draft.object is None:
        return ()
    if scene.sentence.tokens[draft.object].lemma not in words["conduct"]:
        return ()
    return others((a for owner in owners(scene, draft.object) for a in scene.arguments(owner)), draft.sources)


def _asked(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """Who shall do what no row knows ("called for Chad to take back …", "a call for Chad to …")."""
    if draft.trigger.row.act not in scene.knowledge.words["directive_act"]:
        return ()
    own = {a.referent for a in draft.sources}
    named: list[Argument] = []
    for head in draft.content_tokens:
        clause = scene.sentence.tokens[head]
        nominal = clause.upos in ("NOUN", "PROPN") and _has_infinitive(scene, draft.site.token, head)
        spots = (head,) if nominal else _own_doers(scene, head)
        named += [a for t in with_conjuncts(scene.sentence, spots) for a in scene.arguments(t)]
    return tuple(a for a in named if a.referent not in own)


def _own_doers(scene: Scene, head: int) -> tuple[int, ...]:
    """The subject of a clause of its own; the by-phrase of a noun ("calls for an intervention by Chad")."""
    if scene.sentence.tokens[head].upos in ("NOUN", "PROPN"):
        return tuple(under_preposition(scene.sentence, head, "by"))
    if is_passive(scene.sentence, head):
        return ()  # "called for them to be given …": nobody is told who shall do it
    return tuple(t.index for t in children(scene.sentence, head, ("nsubj",)))


def _has_infinitive(scene: Scene, noun: int, named: int) -> bool:
    """True where an infinitive hangs on the noun, or stands right behind who is named ("his call for Peru to …")."""
    behind = scene.sentence.tokens[named + 1 : named + 2]
    clauses = children(scene.sentence, noun, ("acl",))
    marks = (t for c in clauses for t in children(scene.sentence, c.index, ("mark",)))
    return any(t.xpos == "TO" for t in (*behind, *marks))


def on_condition(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """Whom a threat is meant for who are told only in its condition ("unless Chad withdraws", "if Chad goes ahead")."""
    if draft.trigger.row.act not in scene.knowledge.words["menacing_act"] and draft.event_type != MENACE:
        return ()
    own = {scene.country(a) for a in draft.sources} - {None}
    below = children(scene.sentence, draft.site.token, ("xcomp", "ccomp"))
    for verb in (draft.site.token, *draft.content_tokens, *(t.index for t in below)):
        for clause in children(scene.sentence, verb, ("advcl",)):
            marks = children(scene.sentence, clause.index, ("mark",))
            if any(m.lemma in scene.knowledge.words["condition"] for m in marks):
                found = fill(scene, Site(token=clause.index, carrier=clause.index), CONDITIONED)
                return others((a for a in found if scene.country(a) not in own), draft.sources)
    return ()


def _below_content(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """Whom an infinitive no row knows is done to ("vowed to continue to defend Poland")."""
    heads = draft.content_tokens
    refuses = draft.trigger.row.act in scene.knowledge.words["refusing_act"]
    for _ in range(DEPTH):
        for head in heads:
            if scene.sentence.tokens[head].upos == "VERB":
                found = fill(scene, Site(token=head, carrier=head), REFUSED if refuses else BELOW)
                states = others((a for a in found if scene.form(a) not in UNSURE), draft.sources)
                if states:
                    return states
        heads = tuple(t.index for h in heads for t in children(scene.sentence, h, ("xcomp",)))
    return ()


def _from_content(scene: Scene, draft: Draft, content: Draft) -> tuple[Argument, ...]:
    """To whom a speech act goes where only its content says it: who shall do it, else to whom it shall be done."""
    countries = {scene.country(a) for a in draft.sources} - {None}
    acts = scene.knowledge.words["directive_act"] | scene.knowledge.words["charging_act"]
    charge = draft.trigger.row.act in acts  # who suffered is not who is charged, nor who is asked
    asked = content.trigger.row.act in scene.knowledge.words["directive_act"]  # "insisted on its demand that Chad …"
    for group in (content.sources,) if charge and not asked else (content.sources, content.targets):
        if abroad := others((a for a in group if scene.country(a) not in countries), draft.sources):
            return abroad
    return () if charge else _where_content_is(scene, draft, content)


def _where_content_is(scene: Scene, draft: Draft, content: Draft) -> tuple[Argument, ...]:
    """The land in which force is threatened ("to resume attacks in Israel"), where it is not the speaker's own."""
    if draft.trigger.row.act not in scene.knowledge.words["menacing_act"]:
        return ()
    return _lying_abroad(scene, draft, content.site)


def _where_words_lead(scene: Scene, draft: Draft) -> tuple[Argument, ...]:
    """The same for an infinitive no row knows ("threatened to resume bombings in Israel")."""
    if draft.trigger.row.act not in scene.knowledge.words["menacing_act"]:
        return ()
    for head in draft.content_tokens:
        things = [t.index for t in children(scene.sentence, head, ("obj",))]
        for site in (Site(token=head, carrier=head), *(Site(token=t, carrier=None) for t in things)):
            if found := _lying_abroad(scene, draft, site):
                return found
    return ()


def _lying_abroad(scene: Scene, draft: Draft, site: Site) -> tuple[Argument, ...]:
    own = {scene.country(a) for a in draft.sources}
    found = fill(scene, site, sorted(scene.knowledge.words["place_preposition"]), places=True)
    return tuple(a for a in found if scene.country(a) not in own)
