"""Reports of many articles joined into incidents, without a store: blocks, links, groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from communique.model import CodedArticle
from communique.store.blocks import kept_under, looked_up
from communique.store.components import CERTAIN, REVIEWED, Link, Pair, grouped, ordered
from communique.store.copies import copied
from communique.store.incidents import Incident, incident
from communique.store.likeness import contradiction, likeness
from communique.store.reports import Report, reports_of
from communique.store.retold import page_of, retold_in
from communique.store.words import cosine

SAME_TELLING = "the same telling in a copy"
BY_REVIEW = "joined by a reviewer"
ALIKE = 0.8  # cosine of the words by which tellings in copies are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What persons decided of pairs of reports, by the keys of the reports."""

    joined: frozenset[Pair] = frozenset()
    parted: frozenset[Pair] = frozenset()


NOTHING_DECIDED = Decided()


def joined_incidents(records: Iterable[CodedArticle], decided: Decided = NOTHING_DECIDED) -> tuple[Incident, ...]:
    """The incidents of these records, whatever their order; of an article given twice the version published last."""
    articles: dict[str, CodedArticle] = {}
    for coded in records:
        known = articles.get(coded.article.article_id)
        if known is None or _version(known) < _version(coded):
            articles[coded.article.article_id] = coded
    reports = {report.key: report for name in sorted(articles) for report in reports_of(articles[name])}
    copies = copied({name: coded.article.text for name, coded in articles.items()})
    links = links_among(reports)
    pages = [page_of(articles[name]) for name in sorted(articles)]
    found = retold_in(incidents_of(reports, links, copies, decided), pages)
    return tuple(sorted(found, key=lambda one: (one.date.first if one.date else Day.max, one.incident_id)))


def _version(coded: CodedArticle) -> tuple[str, str]:
    return str(coded.article.published_on or ""), coded.article.text_id


def links_among(reports: Mapping[str, Report]) -> list[Link]:
    """The links of all reports that share a block and are alike enough."""
    standing: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for key, report in reports.items():
        for block in kept_under(report):
            standing[block].append(key)
    found = []
    for key, report in reports.items():
        others = {other for block in looked_up(report) for other in standing.get(block, ())}
        found += [link for other in sorted(others) if key < other and (link := linked(report, reports[other]))]
    return found


def linked(one: Report, other: Report) -> Link | None:
    """The link between two reports of different articles; None where they are not alike enough."""
    if one.article_id == other.article_id:
        return None
    found = likeness(one, other)
    if found is None or not found.is_enough:
        return None
    first, second = ordered(one.key, other.key)
    return Link(one=first, other=second, points=found.points, why=found.why)


def incidents_of(
    reports: Mapping[str, Report], links: Iterable[Link], copies: Iterable[tuple[str, ...]], decided: Decided
) -> Iterator[Incident]:
    """The incidents of these reports by their links, those told first first."""
    copies = tuple(copies)
    every = [*links, *_copy_links(reports, copies), *_decided_links(reports, decided)]
    groups = grouped(
        {key: report.article_id for key, report in reports.items()},
        {key: _traits(report) for key, report in reports.items()},
        every,
        lambda one, other: contradiction(reports[one], reports[other]) is not None,
        decided.parted,
    )
    copy_of = _copy_of(reports, copies)
    home = {key: number for number, group in enumerate(groups) for key in group}
    inside: defaultdict[int, list[Link]] = defaultdict(list)
    for link in every:
        if home[link.one] == home[link.other]:
            inside[home[link.one]].append(link)
    taken: Counter[str] = Counter()
    for number, group in enumerate(groups):
        why = sorted(inside[number], key=lambda link: (-link.points, link.one, link.other))
        made = incident([reports[key] for key in group], why, copy_of)
        taken[made.incident_id] += 1
        times = taken[made.incident_id]  # one text in two articles that a reviewer parted has the same events
        yield made if times == 1 else replace(made, incident_id=f"{made.incident_id}-{times}")


def _traits(report: Report) -> tuple[object, ...]:
    """What `contradiction` looks at."""
    return report.event_type, report.days, report.spot, report.reciprocal, report.sources, report.targets


def _decided_links(reports: Mapping[str, Report], decided: Decided) -> Iterator[Link]:
    for one, other in sorted(decided.joined):
        if one in reports and other in reports:
            yield Link(one=one, other=other, points=REVIEWED, why=(BY_REVIEW,))


def _copy_links(reports: Mapping[str, Report], copies: Iterable[tuple[str, ...]]) -> Iterator[Link]:
    """Each telling in a copy with the first of the same words: a chain of copies needs no link between any two."""
    group_of = {name: number for number, group in enumerate(copies) for name in group}
    seen: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for key in sorted(reports):
        report = reports[key]
        if report.article_id not in group_of:
            continue
        known = seen[group_of[report.article_id], report.event_type]
        same = next((other for other in known if _same_telling(report, reports[other])), None)
        if same is None:
            known.append(key)
        else:
            yield Link(one=same, other=key, points=CERTAIN, why=(SAME_TELLING,))


def _same_telling(one: Report, other: Report) -> bool:
    """True for the same event of a text published twice, or the same trigger in a sentence that was hardly changed."""
    if one.article_id == other.article_id:
        return False
    return one.event_id == other.event_id or (one.trigger == other.trigger and cosine(one.words, other.words) >= ALIKE)


def _copy_of(reports: Mapping[str, Report], copies: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each article that is a copy, the article of its group that was published first."""
    published = {report.article_id: str(report.published_on or "9999") for report in reports.values()}
    found: dict[str, str] = {}
    for group in copies:
        told = sorted((published[name], name) for name in group if name in published)
        found.update({name: told[0][1] for _, name in told[1:]})
    return found
