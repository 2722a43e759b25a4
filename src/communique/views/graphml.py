"""Who does what to whom as a graph: one GraphML file, actors as nodes, dyads as weighted directed edges.

A node is an actor of the registry, or a name with its country. An edge from the one to the other sums their exported
events up: how many (`weight`), of which quad class, in how many articles, the mean Goldstein and PLOVER scores, the
first and last day. An act done together is counted in both directions. What the format cannot hold: single events,
acts without a source or target, places, words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from xml.sax.saxutils import escape

from communique.knowledge.code_lists import CodeLists, load_code_lists
from communique.model import ActorRef, CodedArticle
from communique.views.export import ExportedAct, exported_events, pairs
from communique.views.setting import Setting

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no characters of XML 1.0
NODE_KEYS = {"name": "string", "actor_id": "string", "country": "string", "org_class": "string", "sectors": "string"}
EDGE_KEYS = {
    "weight": "long",
    "verbal_cooperation": "long",
    "material_cooperation": "long",
    "verbal_conflict": "long",
    "material_conflict": "long",
    "articles": "long",
    "goldstein": "double",
    "plover_score": "double",
    "first_day": "string",
    "last_day": "string",
}
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
Party = tuple[str, str | None]  # a registry id or a name, and the country


@dataclass(slots=True)
class Dyad:
    """The sums of one direction; it grows with each act."""

    weight: int = 0
    quads: dict[int, int] = field(default_factory=dict)
    articles: int = 0
    article_id: str | None = None  # the last counted
    goldstein: float = 0.0
    score: float = 0.0
    first: Day | None = None
    last: Day | None = None

    def add(self, coded: CodedArticle, act: ExportedAct, codes: CodeLists) -> None:
        """Count one act of an article; all acts of an article come after each other."""
        self.weight += 1
        quad = codes.quad(act.event_type or "")
        if quad is not None:
            self.quads[quad] = self.quads.get(quad, 0) + 1
        self.articles += coded.article.article_id != self.article_id
        self.article_id = coded.article.article_id
        self.goldstein += codes.goldstein(act.cameo) or 0.0
        self.score += codes.score(act.event_type or "", act.mode) or 0.0
        day = act.day(coded.article)
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def values(self) -> dict[str, object]:
        """The attributes of the edge, in the order of `EDGE_KEYS`."""
        numbers = [self.quads.get(quad, 0) for quad in (1, 2, 3, 4)]
        means = [round(total / self.weight, 3) for total in (self.goldstein, self.score)]
        days = [day.isoformat() if day else None for day in (self.first, self.last)]
        return dict(zip(EDGE_KEYS, (self.weight, *numbers, self.articles, *means, *days), strict=True))


def graphml(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """The file; nodes and edges in the order in which they first appear."""
    nodes: dict[Party, dict[str, object]] = {}
    dyads: dict[tuple[int, int], Dyad] = {}
    numbers: dict[Party, int] = {}
    codes = load_code_lists()
    for coded in records:
        ids = {actor.key: actor.actor_id for actor in coded.actors}
        for act in exported_events(coded, all_status=setting.all_status):
            for source, target in pairs(act):
                if source is None or target is None:
                    continue
                ends = [_number(who, ids.get(who.actor), nodes, numbers) for who in (source, target)]
                dyads.setdefault((ends[0], ends[1]), Dyad()).add(coded, act, codes)
    yield HEAD
    yield from _keys()
    yield '  <graph id="dyads" edgedefault="directed">\n'
    for number, told in enumerate(nodes.values()):
        yield f'    <node id="n{number}">{_values(told, "node")}</node>\n'
    for (one, other), dyad in dyads.items():
        yield f'    <edge source="n{one}" target="n{other}">{_values(dyad.values(), "edge")}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _number(
    who: ActorRef, actor_id: str | None, nodes: dict[Party, dict[str, object]], numbers: dict[Party, int]
) -> int:
    """The number of an actor's node, which is made where there is none."""
    party = (actor_id or who.name, who.country)
    if party not in numbers:
        numbers[party] = len(numbers)
        told = (who.name, actor_id, who.country, who.org_class, " ".join(who.sectors) or None)
        nodes[party] = dict(zip(NODE_KEYS, told, strict=True))
    return numbers[party]


def _keys() -> Iterator[str]:
    for whose, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'  <key id="{whose}_{name}" for="{whose}" attr.name="{name}" attr.type="{kind}"/>\n'


def _values(told: dict[str, object], whose: str) -> str:
    known = ((name, value) for name, value in told.items() if value is not None)
    return "".join(f'<data key="{whose}_{name}">{_text(value)}</data>' for name, value in known)


def _text(value: object) -> str:
    """A value as XML holds it: a carriage return by its number, characters that XML forbids left out."""
    return escape(FORBIDDEN.sub("", str(value)), {"\r": "&#13;"})
