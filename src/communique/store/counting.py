"""Rows counted as incidents instead of reports: the incidents that fit a selection, the report that stands for each.

An incident fits where one of its reports does. Acts that are only possible or tied to a condition are in no incident.
"""

from collections.abc import Iterable, Iterator, Set

from communique.model import CodedArticle
from communique.store.incidents import Incident, Told
from communique.store.store import Store
from communique.views.selection import Selection
from communique.views.standing import Tally

Name = tuple[str, str]  # event_id, article_id


def fitting_reports(records: Iterable[CodedArticle], selection: Selection) -> frozenset[Name]:
    """The names of the events of these records that fit."""
    return frozenset(
        (event.event_id, coded.article.article_id)
        for coded in records
        for event in coded.events
        if selection.matches(coded.article, event)
    )


def fitting_of_store(store: Store, selection: Selection) -> frozenset[Name]:
    """The names of the events of a store that fit."""
    return frozenset((event.event_id, event.article_id) for event in store.events(selection))


def fitting(incidents: Iterable[Incident], reports: Set[Name]) -> Iterator[Incident]:
    """The incidents of which one of these reports is one, in their order."""
    return (one for one in incidents if any(_name(told) in reports for told in one.told))


def standing(incidents: Iterable[Incident], reports: Set[Name]) -> dict[Name, Tally]:
    """For each incident that fits the report that stands for it: of those that fit the first published, no copy, and of
    the incident's own status where there is such a one."""
    found = {}
    for one in incidents:
        fit = [told for told in one.told if _name(told) in reports]
        if fit:
            first = min(fit, key=lambda told: (told.report.status != one.status, told.copy_of is not None))
            found[_name(first)] = Tally(
                incident_id=one.incident_id, articles=one.reports + one.copies + len(one.retold),
                outlets=len(one.outlets),
            )  # fmt: skip
    return found


def _name(told: Told) -> Name:
    return told.report.event_id, told.report.article_id
