"""What happened: every telling of every act in an article (record.md, section 1)."""

from collections.abc import Iterator
from dataclasses import replace

from communique.events.about import contexts_of
from communique.events.draft import Draft
from communique.events.needs import NO_ACT, ONLY_CONTENT, SPOKEN, is_complete, may_recall
from communique.events.nominal import is_definite
from communique.events.performed import performed
from communique.events.reading import drafts_at, may_tell
from communique.events.scene import Scene, scenes
from communique.events.size import with_sizes
from communique.events.status import status_of
from communique.events.when import backgrounded, time_of
from communique.events.where import place_of
from communique.knowledge.event_types import EventKnowledge
from communique.model import Act, ActContent, Argument, Happened, Meant, Named, Parse, Said, Span
from communique.sentence import ROOT, auxiliaries, children, first_conjunct, phrase

TRIGGER_LENGTH = 7  # tokens: a verb and its noun further apart than this are not quoted as one trigger
NOT_IN_THING = ("punct", "cc", "conj", "appos", "acl", "acl:relcl", "case", "parataxis", "advcl", "mark")


def code(parse: Parse, named: Named, said: Said, meant: Meant, knowledge: EventKnowledge) -> Happened:
    """Every telling of an act in the article, in the order of the text; tellings are not yet joined."""
    told = ((scene, acts_in(scene)) for scene in scenes(parse, named, said, meant, knowledge))
    return Happened(acts=tuple(with_sizes(told)))


def acts_in(scene: Scene) -> list[Act]:
    """The acts of one sentence: read from the root down, so that what governs uses up what it governs."""
    found: list[Act] = []
    taken: set[int] = set()
    for index in _top_down(scene):
        if index in taken or not may_tell(scene, index):
            continue
        first = draft = None
        for draft in drafts_at(scene, index):
            first = first or (draft if may_recall(scene, draft) else None)
            if is_complete(scene, draft):
                break
        else:
            found += _incomplete(scene, first)
            continue
        taken.update(used_up(scene, draft))
        act = act_of(scene, draft)
        if act is not None:
            found.append(_result(scene, act, found))
    return sorted(found, key=lambda act: act.trigger.start)


def _result(scene: Scene, act: Act, found: list[Act]) -> Act:
    """ "attacked the village, killing twelve": the participle tells the same act again, so it may only join it."""
    token = scene.sentence.tokens[first_conjunct(scene.sentence, act.token)]
    above = next((a for a in found if a.token == token.head and a.token < token.index), None)
    if token.dep != "advcl" or token.xpos != "VBG" or above is None or above.event_type != act.event_type:
        return act
    return replace(act, sources=(), targets=(), mode=above.mode) if act.sources == above.sources else act


def _top_down(scene: Scene) -> list[int]:
    order = [t.index for t in scene.sentence.tokens if t.head == ROOT]
    for index in order:
        order.extend(scene.sentence.children[index])
    return order


def used_up(scene: Scene, draft: Draft) -> Iterator[int]:
    """The tokens at which no further act is read: light verbs and their nouns, and the content of speech acts.

    A noun that is the thing done something to stays free: in "rejected China's proposal" the proposal is an act, too.
    """
    site = draft.site
    yield site.token
    if site.carrier is not None:
        yield site.carrier
        yield from (t.index for t in auxiliaries(scene.sentence, site.carrier))
    if site.noun is not None and (site.noun != draft.object or _is_undone(scene, draft)):
        yield site.noun
    for content in (draft.content, *draft.also):
        if content is None:
            yield from draft.content_tokens
        elif not _is_presupposed(scene, draft, content):
            yield from draft.content_tokens
            yield from used_up(scene, content)


def _is_undone(scene: Scene, draft: Draft) -> bool:
    """True for "suspended aid": none is given; a visit that is cancelled is told of as one that does not come about."""
    if draft.event_type.casefold() not in scene.knowledge.words["undoing_type"]:
        return False
    return scene.sentence.tokens[draft.site.token].lemma not in scene.knowledge.light_verbs


def _is_presupposed(scene: Scene, draft: Draft, content: Draft) -> bool:
    """True for "condemned the Russian invasion of Ukraine": who condemns a definite act tells that it happened."""
    if draft.trigger.row.act not in scene.knowledge.words["presupposing_act"] or content.site.carrier is not None:
        return False
    return is_definite(scene.sentence, content.site.token, scene.knowledge.words["definite"])


def act_of(scene: Scene, draft: Draft) -> Act | None:
    """The draft as an act with its status, time and place; None where the text only wishes for it."""
    status = None if draft.trigger.row.status == NO_ACT else status_of(scene, draft)  # "never works with the coach"
    if status is None:
        return None
    spoken = performed(scene, draft, status)
    if spoken is not None:
        draft, status = spoken, "actual"
    site = draft.site
    return Act(
        sentence=scene.sentence.index,
        token=site.token,
        trigger=_trigger(scene, draft),
        evidence=_evidence(scene),
        event_type=draft.event_type,
        mode=draft.mode,
        cameo=draft.cameo,
        contexts=contexts_of(scene, draft),
        status=status,
        reciprocal=draft.reciprocal,
        nominal=site.carrier is None,
        definite=is_definite(scene.sentence, site.token, scene.knowledge.words["definite"]),
        series=_is_series(scene, site.token),
        sources=draft.sources,
        targets=draft.targets,
        object=None if draft.object is None else _thing(scene, draft.object),
        content=_content(scene, draft.content),
        speech=scene.speech_of(site.token),
        performs=next((scene.cues[t] for t in site.anchors if t in scene.cues), None),
        time=time_of(scene, site, draft.object, light=draft.light is not None),
        known=scene.dated.get(site.token),
        backgrounded=backgrounded(scene, site),
        place=_place(scene, draft, threatened=spoken is not None),
        rule=draft.trigger.row.rule,
    )


def _place(scene: Scene, draft: Draft, *, threatened: bool) -> int | None:
    """Where the act is; force that is only threatened happens nowhere."""
    physical = draft.trigger.event_type.physical and not threatened
    return place_of(scene, draft.site, draft.mode, draft.sources, draft.targets, draft.object, physical)


def _incomplete(scene: Scene, draft: Draft | None) -> list[Act]:
    """What a trigger without all it needs may still tell: a refusal, a demand, or an act named elsewhere."""
    if draft is None or draft.trigger.row.act:
        return []
    if _is_spoken(scene, draft):
        act = act_of(scene, draft)
        return [] if act is None else [act]
    if not _is_bare_mention(scene, draft):
        return []
    act = act_of(scene, draft)  # with some of its actors it may join, never stand alone
    return [] if act is None else [replace(act, sources=(), targets=(), about=_named_with(scene, draft.site.token))]


def _named_with(scene: Scene, noun: int) -> tuple[Argument, ...]:
    """Everybody and every place that a noun names beside itself ("the battle for Raqqa", "France's second strike")."""
    found: list[Argument] = []
    for token in children(scene.sentence, noun, ("nmod", "nmod:poss", "amod", "compound", "obl")):
        found += scene.arguments(token.index) or scene.place_argument(token.index)
    return tuple(found)


def _is_spoken(scene: Scene, draft: Draft) -> bool:
    """True where the words perform a refusal or demand ("said it would not attend the talks")."""
    if draft.site.carrier is None or not draft.sources or SPOKEN in draft.trigger.row.needs:
        return False  # what its row needs of such words, they need
    status = status_of(scene, draft)
    return status is not None and performed(scene, draft, status) is not None


def _is_bare_mention(scene: Scene, draft: Draft) -> bool:
    """True for a definite noun without all its actors ("the call", "this visit"): it may go back to an act."""
    token = draft.site.token
    if scene.sentence.tokens[token].upos != "NOUN" or (draft.sources and draft.targets):
        return False
    if draft.trigger.row.status == ONLY_CONTENT:
        return False
    return is_definite(scene.sentence, token, scene.knowledge.words["definite"])


def _is_series(scene: Scene, token: int) -> bool:
    """True for a plural noun ("discussions"), but not where the plural means one occasion ("talks")."""
    noun = scene.sentence.tokens[token]
    plural = noun.upos == "NOUN" and "Number=Plur" in noun.feats
    return plural and noun.lemma not in scene.knowledge.words["one_occasion"]


def _trigger(scene: Scene, draft: Draft) -> Span:
    """The words of the trigger: the verb with its particle and, where near, its noun."""
    site, sentence = draft.site, scene.sentence
    parts = [site.token]
    if site.noun is not None and draft.trigger.noun_preposition != "subj":
        parts.append(site.noun)
    if site.carrier is not None and draft.light is not None:
        parts.append(site.carrier)
    if draft.trigger.row.particle:
        parts += [i for i in sentence.children[site.token] if sentence.tokens[i].lemma == draft.trigger.row.particle]
    if max(parts) - min(parts) > TRIGGER_LENGTH:
        return scene.words(site.token, site.token)
    return scene.words(min(parts), max(parts))


def _evidence(scene: Scene) -> Span:
    return scene.parse.span(scene.sentence.start, scene.sentence.end)


def _thing(scene: Scene, token: int) -> Span:
    return scene.words(*phrase(scene.sentence, token, NOT_IN_THING))


def _content(scene: Scene, draft: Draft | None) -> ActContent | None:
    if draft is None:
        return None
    return ActContent(
        event_type=draft.event_type,
        mode=draft.mode,
        sources=draft.sources,
        targets=draft.targets,
        object=None if draft.object is None else _thing(scene, draft.object),
        content=_content(scene, draft.content),
    )
