"""Articles that tell an incident though none of their acts was coded as one of its events.

The coder abstains where it is in doubt, so a happening that five outlets tell may have two coded reports. An article
published in those days whose beginning has a sentence that names the same actors, or the town, in like words or with a
word of the incident's type is counted beside the reports, with that sentence. Such an article ties no reports together:
it is looked for once these are joined.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from itertools import takewhile

from communique.knowledge.code_lists import load_code_lists
from communique.knowledge.happenings import load_happenings
from communique.model import CodedArticle
from communique.store.incidents import Incident, Retelling
from communique.store.likeness import CHANCE, OPENINGS, OTHER_TYPES, WORDS, contradiction
from communique.store.parties import has_name, is_named, roots
from communique.store.reports import TELLING, TOWNS, Party, Report, reports_of
from communique.store.words import OPENING, cosine, opening, stems, type_stems

ENOUGH = 3.5  # points of a sentence that tells the incident
MOST_ROOTS = 4  # of an article: who is named less is not whom it tells of
LIKE = 0.1  # cosine of words without which a sentence tells another act of the same actors
IN_SENTENCE, IN_OPENING = 1.0, 0.5  # points of the actors of a role
TOWN_IN_SENTENCE, TOWN_IN_OPENING, TOWN_NOWHERE = 1.5, 0.7, -1.5
ACTUAL = "actual"
SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’)\]]*(?=\s)|(?=\n)|$)")
TYPE_WORD = 1.5  # points of a word that tells acts of the incident's type
SHORTEST = 4  # stems: shorter sentences tell nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of an article's beginning: its characters, its stems, and what was coded in it."""

    start: int
    end: int
    words: tuple[str, ...]
    quote: str
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article as it is searched for incidents that it tells."""

    article_id: str
    outlet: str | None = None
    published_on: Day | None = None
    opening: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()  # of the actors it names most
    passages: tuple[Passage, ...] = ()


def page_of(coded: CodedArticle) -> Page:
    """An article's beginning, sentence by sentence."""
    article = coded.article
    known = {report.event_id: report for report in reports_of(coded)}
    acts = [(m.trigger.start, known[e.event_id]) for e in coded.events if e.event_id in known for m in e.mentions]
    passages = []
    for found in SENTENCE.finditer(article.text[:OPENING]):
        words = stems(found[0])
        if len(words) >= SHORTEST:
            start = found.end() - len(found[0].lstrip())
            inside = dict.fromkeys(report for at, report in acts if start <= at < found.end())
            passages.append(
                Passage(start=start, end=found.end(), words=tuple(sorted(set(words))), quote=found[0].lstrip(),
                        reports=tuple(inside))
            )  # fmt: skip
    return Page(
        article_id=article.article_id, outlet=article.outlet, published_on=article.published_on,
        opening=opening(article.text), roots=_roots_of(coded),
        passages=tuple(passages),
    )  # fmt: skip


def _roots_of(coded: CodedArticle) -> tuple[str, ...]:
    """The countries, or names in the registry, of the actors named most often, sorted."""
    counted: Counter[str] = Counter()
    for actor in coded.actors:
        for root in roots(Party(actor_id=actor.actor_id, name=actor.name, country=actor.country)):
            counted[root] += len(actor.mentions)
    return tuple(sorted(sorted(counted, key=lambda root: (-counted[root], root))[:MOST_ROOTS]))


def page_blocks(page: Page) -> frozenset[tuple[int, str]]:
    """The blocks in which an article is looked for: its day, each of its roots, each two of them."""
    if page.published_on is None:
        return frozenset()
    day, names = page.published_on.toordinal(), page.roots
    pairs = {f"{one}|{other}" for one in names for other in names if one <= other}
    return frozenset((day, name) for name in {*names, *pairs})


def incident_blocks(incident: Incident) -> frozenset[tuple[int, str]]:
    """The blocks whose articles may tell an incident: the days of the news, who and whom, or who alone."""
    sources, targets = _known_roots(incident.source_actors), _known_roots(incident.target_actors)
    if incident.target_actors:
        pairs = {"|".join(sorted((one, other))) for one in sources for other in targets}
    else:
        pairs = {f"{one}|{other}" for one in sources for other in sources if one < other}
    names = pairs or {*sources, *targets}
    return frozenset((day.toordinal(), name) for day in telling_days(incident) for name in names)


def _known_roots(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(root for party in parties for root in roots(party)))


def retold_in(incidents: Iterable[Incident], pages: Iterable[Page]) -> Iterator[Incident]:
    """The incidents with the articles that tell them without a coded event; of one family of types an article tells
    only the one it is most like."""
    every = tuple(incidents)
    standing: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for number, incident in enumerate(every):
        for block in incident_blocks(incident):
            standing[block].append(number)
    found: defaultdict[str, list[Retelling]] = defaultdict(list)
    for page in pages:
        near = {number for block in page_blocks(page) for number in standing.get(block, ())}
        for name, made in told_by(page, [every[number] for number in sorted(near)]):
            found[name].append(made)
    for incident in every:
        yield with_retellings(incident, found[incident.incident_id])


def told_by(page: Page, incidents: Iterable[Incident]) -> Iterator[tuple[str, Retelling]]:
    """The ids of those of the incidents that an article tells without a coded event, and how."""
    best: dict[str, tuple[float, str, Retelling]] = {}
    for incident in incidents:
        if any(told.report.article_id == page.article_id for told in incident.told):
            continue
        made = retelling(page, incident)
        family = load_happenings().family(incident.event_type)
        if made is not None:
            here = (made.points, incident.incident_id, made)
            best[family] = max(best.get(family, here), here, key=lambda one: one[:2])
    yield from ((name, made) for _, name, made in best.values())


def with_retellings(incident: Incident, retold: Iterable[Retelling]) -> Incident:
    """The incident with these retellings, in order of publication."""
    found = sorted(retold, key=lambda one: (one.published_on or Day.max, one.article_id))
    outlets = {*incident.outlets, *(one.outlet for one in found if one.outlet is not None)}
    return replace(incident, retold=tuple(found), outlets=tuple(sorted(outlets)))


def telling_days(incident: Incident) -> tuple[Day, ...]:
    """The days on which articles told it as news: from its first day to some days after the last; none where no day is
    known, or it did not happen."""
    if incident.date is None or incident.status != ACTUAL:
        return ()
    length = (incident.date.last - incident.date.first).days + TELLING + 1
    return tuple(incident.date.first + timedelta(days=number) for number in range(length))


def retelling(page: Page, incident: Incident) -> Retelling | None:
    """How an article tells an incident, by its best sentence; None where it does not."""
    reports = [told.report for told in incident.told]
    likeness = max(cosine(page.opening, report.opening) for report in reports)
    if likeness <= CHANCE:
        return None
    passages = takewhile(lambda one: not _tells_another(one, reports), page.passages)
    made = [_passage_tells(passage, page, incident, reports, likeness) for passage in passages]
    best = max((one for one in made if one is not None), key=lambda one: (one.points, -one.start), default=None)
    return best if best is not None and best.points >= ENOUGH else None


def _passage_tells(
    passage: Passage, page: Page, incident: Incident, reports: list[Report], likeness: float
) -> Retelling | None:
    words = max(cosine(passage.words, report.words) for report in reports)
    in_words = bool(type_stems(incident.event_type) & set(passage.words))
    town = _town(incident, passage, page)
    actors = _actors(incident, passage, page, in_town=town == TOWN_IN_SENTENCE)
    if actors is None or not (in_words and words >= LIKE if _is_verbal(incident) else in_words or words >= LIKE):
        return None
    points = WORDS * words + OPENINGS * (likeness - CHANCE) + actors + town + TYPE_WORD * in_words
    return Retelling(
        article_id=page.article_id, outlet=page.outlet, published_on=page.published_on,
        start=passage.start, end=passage.end, quote=passage.quote, points=round(points, 6),
        why=(f"words {words:.2f}", f"articles {likeness:.2f}"),
    )  # fmt: skip


def _tells_another(passage: Passage, reports: list[Report]) -> bool:
    """True where an act of the same family was coded in the sentence that cannot be the one of the reports: the article
    goes on telling of that act."""
    return any(contradiction(told, report) not in (None, OTHER_TYPES) for told in passage.reports for report in reports)


def _is_verbal(incident: Incident) -> bool:
    """True for what is done by words; the same actors say much, so like words and a word of the type are needed."""
    return incident.event_type in load_code_lists().verbal


def _actors(incident: Incident, passage: Passage, page: Page, *, in_town: bool) -> float | None:
    """Points of the actors that the sentence and the beginning name; None where neither the town nor any of them stands
    in the sentence, or those of a role, or one of two who do it together, stand nowhere. Who did it may be left open
    where the town is named."""
    roles = [role for role in _roles(incident) if any(has_name(party) for party in role)]
    here = [any(is_named(party, passage.words) for party in role) for role in roles]
    there = [any(is_named(party, page.opening) for party in role) for role in roles]
    if not (in_town or any(here) and all(there)):
        return None
    return sum(IN_SENTENCE if near else IN_OPENING * far for near, far in zip(here, there, strict=True))


def _roles(incident: Incident) -> tuple[tuple[Party, ...], ...]:
    """Who must be named: somebody of each role; of an act done together each who does it."""
    if not incident.target_actors:
        return tuple((party,) for party in incident.source_actors)
    return tuple(role for role in (incident.source_actors, incident.target_actors) if role)


def _town(incident: Incident, passage: Passage, page: Page) -> float:
    if incident.place is None or incident.place.precision not in TOWNS:
        return 0.0
    name = set(stems(incident.place.name))
    if name <= set(passage.words):
        return TOWN_IN_SENTENCE
    return TOWN_IN_OPENING if name <= set(page.opening) else TOWN_NOWHERE
