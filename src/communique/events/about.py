"""What an act is about: the PLOVER contexts that its own words tell."""

from collections.abc import Iterator

from communique.events.draft import Draft
from communique.events.scene import Scene
from communique.sentence import SUBJECTS

MOST = 2  # contexts told by words, beside those of the code: further ones belong to what the clause mentions
ELSEWHERE = SUBJECTS | {"conj", "parataxis", "advcl", "acl:relcl", "punct"}  # who acts, and other acts


def contexts_of(scene: Scene, draft: Draft) -> tuple[str, ...]:
    """The contexts in the words of an act, what is nearest to the trigger first; not those of whoever does it."""
    site = draft.site
    starts = dict.fromkeys((site.token, *site.anchors, *draft.content_tokens))
    told = (scene.knowledge.contexts.get(scene.sentence.tokens[i].lemma) for i in _around(scene, tuple(starts)))
    return tuple(dict.fromkeys(context for context in told if context is not None))[:MOST]


def _around(scene: Scene, starts: tuple[int, ...]) -> Iterator[int]:
    """The tokens, then all below them in the same clause, nearest first."""
    order = dict.fromkeys(starts)
    for index in starts:
        yield index
    for index in (waiting := list(order)):
        for child in scene.sentence.children[index]:
            if scene.sentence.tokens[child].dep not in ELSEWHERE and child not in order:
                order[child] = None
                waiting.append(child)
                yield child
