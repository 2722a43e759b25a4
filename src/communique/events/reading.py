"""From a trigger to a draft: which row fires at a token, and who and what stand in its slots."""

from collections.abc import Iterator
from dataclasses import replace

from communique.events.addressees import done_by_addressee, on_condition, told_by_content
from communique.events.draft import Draft
from communique.events.filling import fill, measured, thing
from communique.events.modes import meet, settle_mode
from communique.events.needs import NO_ACT, is_aimed, is_complete, is_worded
from communique.events.particles import has_particle, misread_objects
from communique.events.scene import Scene
from communique.events.sides import each_side
from communique.events.slots import Site, is_one_of, words_at
from communique.events.targets import VERB_TARGET, each_other, targets_of
from communique.knowledge.event_types import CompositionRow, LightVerbRow, Trigger, TriggerRow
from communique.model import Argument
from communique.sentence import ROOT, SUBJECTS, children, kept_objects, patients, preposition

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
VERB_SOURCE = ("subj",)
MUTUAL_VERB_TARGET = ("with", "obj", "to")
MEANS_SOURCE = ("subj.adj", "subj.poss")
NOUN_SOURCE = ("subj", "poss", "adj", "by", "between", "from")
NOUN_TARGET = ("theme", "against", "on", "to", "of", "with", "obj")
MUTUAL_NOUN_SOURCE = ("subj", "poss", "adj", "between", "among", "of", "by")
MUTUAL_NOUN_TARGET = ("with", "to")
VERB_CONTENT = ("xcomp", "ccomp")
NOUN_CONTENT = ("acl", "ccomp")
CARRYING = {"obj": "obj", "nsubj:pass": "obj", "nsubj": "subj"}  # relation of a noun → column noun_in of its light verb
DEPTH = 4  # how far below its slot the content of a speech act is looked for ("promised to make efforts to end …")
NESTING = 8  # words that tell the speech acts above a content ("urged Mali to stop threatening to refuse to …")
Above = frozenset[int]
Candidates = dict[tuple[str | None, str | None], tuple[int, ...]]  # (where a noun stands, particle) → nouns there
NAMING_KIND = ("compound", "amod", "nmod", "nmod:poss", "acl", "case")  # "a hunger strike", "on strike"
BELOW = ("xcomp", "ccomp", "obj", "acl", "nmod")


def may_tell(scene: Scene, token: int) -> bool:
    """True where a row begins with the word: most words need no closer look."""
    word = scene.sentence.tokens[token]
    return (POS.get(word.upos), word.lemma) in scene.knowledge.triggers


def drafts_at(scene: Scene, token: int, above: Above = frozenset()) -> Iterator[Draft]:
    """The readings of a token, one for each row that stands there with its particle and noun, most specific first.

    `above`: the triggers and carriers of the speech acts whose content the token may be, so that none holds itself.
    """
    pos = POS.get(scene.sentence.tokens[token].upos)
    if pos is None:
        return
    candidates: Candidates = {}
    for trigger in scene.knowledge.triggers.get((pos, scene.sentence.tokens[token].lemma), ()):
        found = _site(scene, token, pos, trigger, candidates)
        if found is not None:
            yield _draft(scene, trigger, *found, above)


def read(scene: Scene, token: int, above: Above = frozenset()) -> Draft | None:
    """The act told at a token in the content of another, or as a mention: its actors may be missing.

    What a row says is no act is none as content either ("vowed to strike a balance" is no threat). Of several rows the
    first, unless only a later one has whom it asks for ("offered to speak with Chad" is not to speak against anybody).
    """
    worded: list[Draft] = []
    for draft in drafts_at(scene, token, above):
        if draft.trigger.row.status == NO_ACT and is_complete(scene, draft):
            return next(iter(worded), None)
        if is_worded(scene, draft):
            worded.append(draft)
            others = draft.targets or (draft.reciprocal and draft.sources)
            if is_aimed(scene, draft) and (others or len(worded) == 1):
                return draft
    return next(iter(worded), None)


def _site(
    scene: Scene, token: int, pos: str, trigger: Trigger, candidates: Candidates
) -> tuple[Site, LightVerbRow | None] | None:
    """Where the trigger stands at this token, with its light verb; None where its particle or noun is missing.

    `candidates` keeps the nouns at this token from row to row: common verbs have dozens of rows.
    """
    sentence, row = scene.sentence, trigger.row
    if row.particle and not has_particle(scene, token, trigger):
        return None
    if pos == "noun":
        if trigger.nouns and not _modified_by(scene, token, trigger.nouns):
            return None
        light = _light_verb(scene, token)
        if light is None:
            return Site(token=token, carrier=None), None
        return Site(token=token, carrier=light[0], carrier_role=light[1].subject), light[1]
    if not trigger.nouns:
        word = sentence.tokens[token]
        return Site(token=token, carrier=word.head if word.dep == "aux" else token), None
    place = trigger.noun_preposition, row.particle
    if place not in candidates:
        candidates[place] = _nouns_at(scene, token, *place)
    noun = next((i for i in candidates[place] if is_one_of(sentence.tokens[i], trigger.nouns)), None)
    return None if noun is None else (Site(token=token, carrier=token, noun=noun), None)


def _modified_by(scene: Scene, token: int, nouns: frozenset[str]) -> bool:
    below = children(scene.sentence, token, NAMING_KIND)
    return any(t.lemma in nouns or t.text.lower() in nouns for t in below)


def _nouns_at(scene: Scene, token: int, place: str | None, particle: str | None) -> tuple[int, ...]:
    """The nouns that a verb + noun trigger may ask for: the objects, or those in the place that the row names."""
    sentence = scene.sentence
    if place is None:
        behind = misread_objects(scene, token, particle)
        found = (*patients(sentence, token), *kept_objects(sentence, token), *behind)
    else:
        found = words_at(scene, Site(token=token, carrier=token), place)
        if place == "subj":
            found = (*found, *(t for i in found for t in scene.antecedents(i)))
    return (*found, *(m for i in found for m in measured(scene, i)))


def _light_verb(scene: Scene, token: int) -> tuple[int, LightVerbRow] | None:
    """The verb that carries a nominal act ("held talks", "talks began", "came under attack") with its row."""
    sentence = scene.sentence
    noun = sentence.tokens[token]
    copula = next(iter(children(sentence, token, ("cop",))), None)
    if copula is not None:  # "teachers are on strike", "Chad is in talks with": the noun is the predicate
        return _row_of_light_verb(scene, token, copula.lemma, preposition(sentence, token))
    head = noun
    while head.head != ROOT and (head.dep == "conj" or scene.is_measured(head)):
        head = sentence.tokens[head.head]
    if head.head == ROOT:
        return None
    verb = sentence.tokens[head.head]
    place = CARRYING.get(head.dep) or (preposition(sentence, head.index) if head.dep == "obl" else None)
    if head.dep == "acl" or place is None:
        return None
    return _row_of_light_verb(scene, verb.index, verb.lemma, place) if verb.upos in ("VERB", "AUX") else None


def _row_of_light_verb(scene: Scene, carrier: int, lemma: str, place: str | None) -> tuple[int, LightVerbRow] | None:
    """The carrier with the row of a light verb that has its noun in this place."""
    rows = scene.knowledge.light_verbs.get(lemma, ())
    return next(((carrier, row) for row in rows if row.noun_in == place), None)


def _slots(given: tuple[str, ...], verb: tuple[str, ...], noun: tuple[str, ...], pos: str) -> tuple[str, ...]:
    return given or (noun if pos == "noun" else verb)


def _draft(scene: Scene, trigger: Trigger, site: Site, light: LightVerbRow | None, above: Above) -> Draft:
    row, pos = trigger.row, trigger.row.pos
    if row.reciprocal:
        sources = each_side(scene, site, fill(scene, site, _slots(row.source, VERB_SOURCE, MUTUAL_NOUN_SOURCE, pos)))
        targets = fill(scene, site, _slots(row.target, MUTUAL_VERB_TARGET, MUTUAL_NOUN_TARGET, pos))
    else:
        sources = fill(scene, site, _slots(row.source, VERB_SOURCE, NOUN_SOURCE, pos), doer=True)
        sources = sources or _doers_of_means(scene, site) or _owners_of_means(scene, trigger, site)
        targets = targets_of(scene, trigger, site, _slots(row.target, VERB_TARGET, NOUN_TARGET, pos), sources)
    taken = {s.referent for s in sources if s.referent is not None}
    draft = Draft(
        trigger=trigger,
        site=site,
        event_type=trigger.event_type.event_type,
        mode=row.mode,
        cameo=row.cameo or trigger.event_type.cameo,
        reciprocal=row.reciprocal or (not targets and each_other(scene, site, row.target or VERB_TARGET, sources)),
        sources=sources,
        targets=tuple(t for t in targets if t.referent is None or t.referent not in taken),
        object=_object(scene, site, row),
        light=light,
    )
    draft = meet(scene, settle_mode(scene, draft))
    if row.act:
        return _compose(scene, draft, above)
    return draft if draft.targets else replace(draft, targets=on_condition(scene, draft))


def _doers_of_means(scene: Scene, site: Site) -> tuple[Argument, ...]:
    """Who launched what did it: "the coalition launched strikes that killed …", "a bombing claimed by the group"."""
    noun = site.noun if site.noun is not None else site.token
    words, tokens = scene.knowledge.words, scene.sentence.tokens
    if tokens[noun].upos not in ("NOUN", "PROPN"):
        return ()
    verbs = [t.index for t in children(scene.sentence, noun, ("acl",)) if t.lemma in words["claiming"]]
    if tokens[noun].dep in ("obj", "nsubj:pass") and tokens[noun].head != site.carrier:
        verbs.append(tokens[noun].head)
    for verb in verbs:
        if tokens[verb].lemma in words["launching"] | words["claiming"]:
            found = fill(scene, Site(token=verb, carrier=verb), ("subj",))
            if found:
                return found
    return ()


def _owners_of_means(scene: Scene, trigger: Trigger, site: Site) -> tuple[Argument, ...]:
    """Whose the aircraft or ship is that did it ("Peruvian planes bombed the port")."""
    if not trigger.event_type.physical or trigger.row.pos != "verb" or trigger.noun_preposition == "subj":
        return ()
    return fill(scene, site, MEANS_SOURCE, doer=True)


def _object(scene: Scene, site: Site, row: TriggerRow) -> int | None:
    """The thing an act is done to; the noun that carries a speech act ("expressed his readiness") is none."""
    if row.object:
        return thing(scene, site, row.object)
    if row.pos != "verb" or row.reciprocal:
        return None
    found = thing(scene, site, ("obj",))
    return None if found == site.noun and row.act else found


def _compose(scene: Scene, draft: Draft, above: Above) -> Draft:
    """A speech act with its content: type, mode and code from composition.tsv, missing actors from the content."""
    row, site = draft.trigger.row, draft.site
    above = above | {site.token} if site.carrier is None else above | {site.token, site.carrier}
    slots = _slots(row.content, VERB_CONTENT, NOUN_CONTENT, row.pos)
    heads, found = _contents(scene, draft, slots, above)
    found = [done_by_addressee(scene, draft, c) for c in found]
    content = found[0] if found else None
    draft = replace(draft, content=content, content_tokens=heads, also=tuple(found[1:]))
    rule = composition(scene, row.act or "", content, content is not None and _is_negated(scene, heads, content))
    if rule is not None:
        draft = _done_to(replace(draft, event_type=rule.event_type, mode=rule.mode, cameo=rule.cameo), content)
    if draft.targets or draft.reciprocal:
        return draft
    return replace(draft, targets=told_by_content(scene, draft))


def _done_to(draft: Draft, content: Draft | None) -> Draft:
    """ "Chad and Mali agreed to sanction Niger" is done to Niger: what they agreed on is told as an act of its kind."""
    if content is None or not draft.reciprocal or draft.event_type == draft.trigger.event_type.event_type:
        return draft
    doers = {a.referent for a in draft.sources if a.referent is not None}
    return replace(draft, reciprocal=False, targets=tuple(a for a in content.targets if a.referent not in doers))


def _contents(scene: Scene, draft: Draft, slots: tuple[str, ...], above: Above) -> tuple[tuple[int, ...], list[Draft]]:
    """The heads in the first slot that holds an act, with the acts; else the heads of the first slot with words."""
    first: tuple[int, ...] = ()
    for slot in slots:
        heads = tuple(h for h in words_at(scene, draft.site, slot) if not _undergone(scene, h))
        found = [c for c in (find_content(scene, h, above) for h in heads) if c is not None]
        if found:
            return heads, found
        first = first or heads
    return first, []


def _undergone(scene: Scene, token: int) -> bool:
    """ "a demand opposed by Chad": what the demand undergoes is not what it asks for."""
    clause = scene.sentence.tokens[token]
    return clause.dep == "acl" and clause.xpos == "VBN" and not children(scene.sentence, token, (*SUBJECTS, "aux"))


def _is_negated(scene: Scene, heads: tuple[int, ...], content: Draft) -> bool:
    """True for "promised not to attack", "vowed never to recognise"."""
    spots = {content.site.token, *heads, *(() if content.site.carrier is None else (content.site.carrier,))}
    return any(scene.denies(t) for spot in spots for t in children(scene.sentence, spot, ("advmod", "det")))


def composition(scene: Scene, act: str, content: Draft | None, negated: bool = False) -> CompositionRow | None:
    """The row of composition.tsv for a speech act and its content: the one that says most of it."""
    fitting = [
        row
        for row in scene.knowledge.composition.get(act, ())
        if row.content_type is None
        or (
            content is not None
            and row.negated == negated
            and row.content_type == content.event_type
            and row.content_mode in (None, content.mode)
            and content.cameo.startswith(row.content_cameo or "")
        )
    ]
    return max(
        fitting,
        key=lambda r: (r.content_type is not None, len(r.content_cameo or ""), r.content_mode is not None),
        default=None,
    )


def find_content(scene: Scene, token: int, above: Above, depth: int = DEPTH) -> Draft | None:
    """The act at a token or below it, through verbs that only lead to it ("continue to promote talks").

    None where the token tells one of the speech acts `above`, or where these are nested too deep to be read.
    """
    if token in above or len(above) > NESTING:
        return None
    found = read(scene, token, above)
    if found is not None or depth == 0:
        return found
    for child in children(scene.sentence, token, BELOW):
        if child.dep == "acl" and (child.xpos == "VBG" or _undergone(scene, child.index)):
            continue  # "forces fighting in the north" does not say what the forces are asked for
        if child.dep == "xcomp" and any(scene.arguments(t) for t in patients(scene.sentence, token)):
            continue  # "promised to force Chad to pay": what Chad does is not what was promised
        found = find_content(scene, child.index, above, depth - 1)
        if found is not None:
            return found
    return None
