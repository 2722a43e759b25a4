"""What one given actor does to another: the act of a sentence that best joins the two."""

from collections.abc import Iterator
from dataclasses import replace

from communique.events.code import act_of, acts_in, used_up
from communique.events.reader import given, related
from communique.events.reading import CARRYING, may_tell, read
from communique.events.scene import Scene, scenes
from communique.knowledge.event_types import EventKnowledge
from communique.knowledge.relations import TELLERS, RelationModel
from communique.model import Act, Argument, Meant, Named, Parse, Said
from communique.sentence import ROOT, agents, ancestors

Rank = tuple[int, ...]


def between(
    parse: Parse,
    named: Named,
    said: Said,
    meant: Meant,
    knowledge: EventKnowledge,
    source: int,
    target: int,
    relations: RelationModel | None = None,
) -> Act | None:
    """The act of `Named.actors[source]` towards `Named.actors[target]`; None where the text tells none.

    First the acts that the article is coded with, then triggers that lack what they need to count by themselves:
    that the two are actors is given. Of several, the one that names both in these roles, then the one whose trigger
    stands on the way through the tree from one to the other, then the one nearest to the source. With `relations` the
    learned reader has a say in what the act is, and tells one where the rows know none.
    """
    sentence = named.actors[source].sentence
    if named.actors[target].sentence != sentence:
        return None
    scene = next(s for s in scenes(parse, named, said, meant, knowledge) if s.sentence.index == sentence)
    way = _way(scene, named.actors[source].head, named.actors[target].head)
    ranked = [
        (rank, -act.token, act)
        for act in _candidates(scene)
        if (rank := _rank(scene, act, source, target, way)) is not None
    ]
    best = max(ranked, key=lambda r: r[:2])[2] if ranked else None
    if relations is not None:
        best = related(scene, best, source, target, _teller(scene, way, source), relations)
    return None if best is None else _joined(meant, best, source, target)


def _teller(scene: Scene, way: frozenset[int], source: int) -> int | None:
    """The word that may tell what one does to the other: the first verb on the way through the tree from one to the
    other, else the first noun there, else what the source hangs on."""
    tokens = scene.sentence.tokens
    for upos in TELLERS:
        found = sorted(i for i in way if tokens[i].upos == upos)
        if found:
            return found[0]
    above = ancestors(scene.sentence, scene.named.actors[source].head)
    return next((t.index for t in above if t.upos in TELLERS), None)


def _candidates(scene: Scene) -> Iterator[Act]:
    coded = acts_in(scene)
    yield from coded
    told = {act.token for act in coded} | set(_contents(scene))
    for token in scene.sentence.tokens:
        draft = None if token.index in told else read(scene, token.index)
        act = None if draft is None else act_of(scene, draft)
        if act is not None:
            yield act


def _contents(scene: Scene) -> Iterator[int]:
    """The words that tell the content of a speech act: "threatened to close the border" closes nothing."""
    for token in scene.sentence.tokens:
        draft = read(scene, token.index) if may_tell(scene, token.index) else None
        if draft is not None and (draft.trigger.row.act or draft.trigger.noun_preposition == "xcomp"):
            yield from (i for i in used_up(scene, draft) if i not in (draft.site.token, draft.site.carrier))


def _rank(scene: Scene, act: Act, source: int, target: int, way: frozenset[int]) -> Rank | None:
    """How well an act joins the two, None where it has nothing to do with them or runs the other way."""
    meant = scene.meant
    does, undergoes = _is_in(meant, act.sources, source), _is_in(meant, act.targets, target)
    if act.reciprocal:
        undergoes = _is_in(meant, act.sources, target)
    elif (_is_in(meant, act.targets, source) or _is_in(meant, act.sources, target)) and not (does and undergoes):
        return None
    tellers = {act.token, *_carriers(scene, act.token)}
    near = bool(way & tellers)
    if not (does or undergoes or near) or (not act.reciprocal and _does(scene, target, tellers)):
        return None
    return (does + undergoes, near, does, not act.nominal)


def _does(scene: Scene, naming: int, tellers: set[int]) -> bool:
    """True where the naming is who does what one of these words tells."""
    head = scene.named.actors[naming].head
    return any(head in agents(scene.sentence, t) for t in tellers if scene.sentence.tokens[t].upos == "VERB")


def _carriers(scene: Scene, token: int) -> Iterator[int]:
    """The verb that a noun is the object or subject of: the way from one actor to the other leads through it ("gave its
    support to"); not the verb of "agreed at a meeting", "said after the attack"."""
    head = scene.sentence.tokens[token].head
    noun = scene.sentence.tokens[token]
    if noun.upos == "NOUN" and head != ROOT and (noun.dep in CARRYING or scene.sentence.tokens[head].upos != "VERB"):
        yield head


def _is_in(meant: Meant, arguments: tuple[Argument, ...], naming: int) -> bool:
    """True where one of the arguments is the naming, or another naming of the same actor ("it")."""
    link = meant.links[naming]
    who = () if link is None else link.referents
    return any(a.named == naming or a.referent in who for a in arguments)


def _way(scene: Scene, start: int, end: int) -> frozenset[int]:
    """The tokens on the way through the tree from one token to another, both left out."""
    up = [t.index for t in ancestors(scene.sentence, start)]
    down = [t.index for t in ancestors(scene.sentence, end)]
    shared = next((i for i in up if i in down), None)
    if end in up:
        return frozenset(up[: up.index(end)])
    if start in down:
        return frozenset(down[: down.index(start)])
    if shared is None:
        return frozenset()
    return frozenset((*up[: up.index(shared) + 1], *down[: down.index(shared)]))


def _joined(meant: Meant, act: Act, source: int, target: int) -> Act:
    """The act with the two given actors in its roles."""
    one, other = (_argument(meant, act, naming) for naming in (source, target))
    if act.reciprocal:
        return replace(act, sources=(one, other), targets=())
    return replace(act, sources=(one,), targets=(other,))


def _argument(meant: Meant, act: Act, naming: int) -> Argument:
    told = next((a for a in (*act.sources, *act.targets) if a.named == naming), None)
    return told or given(meant, naming)
