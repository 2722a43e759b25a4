"""What the joining keeps of each record: its reports in their blocks, their links, its page."""

import json

from communique.model import CodedArticle
from communique.store import incident_sql as sql
from communique.store.blocks import kept_under, looked_up
from communique.store.database import Database
from communique.store.joining import linked
from communique.store.kept_blocks import PAGES, REPORTS, leave, owners, stand
from communique.store.kept_copies import forget_copies, keep_copies
from communique.store.kept_groups import drop_incident_of, links_of
from communique.store.packing import packed, unpacked
from communique.store.reports import Report, reports_of
from communique.store.retold import Page, page_blocks, page_of


def keep(database: Database, record_key: int, coded: CodedArticle) -> None:
    """Nothing; afterwards the record's reports stand in their blocks and are linked with all that are like them."""
    article = coded.article
    page = page_of(coded)
    published = article.published_on and article.published_on.isoformat()
    database.execute(sql.ADD_PAGE, (record_key, article.article_id, published, packed(page)))
    stand(database, PAGES, page_blocks(page), record_key)
    keep_copies(database, article.article_id, article.text)
    for report in reports_of(coded):
        _keep_report(database, record_key, report)


def _keep_report(database: Database, record_key: int, report: Report) -> None:
    near = owners(database, REPORTS, looked_up(report))
    others = [unpacked(Report, database.value(sql.REPORT, (key,))) for key in near]
    values = (record_key, report.key, report.event_id, report.article_id, packed(report))
    report_key = database.insert(sql.ADD_REPORT, values)
    stand(database, REPORTS, kept_under(report), report_key)
    links = [link for other in others if (link := linked(report, other)) is not None]
    database.insert_all(sql.ADD_LINK, [(one.one, one.other, one.points, json.dumps(one.why)) for one in links])


def forget(database: Database, record_key: int) -> None:
    """Nothing; afterwards nothing of the record is joined, and whatever it was joined with will be grouped again."""
    kept = database.row(sql.PAGE_OF, (record_key,))
    if kept is None:
        return
    page, article_id = unpacked(Page, kept[0]), kept[1]
    for report_key, packed_report in list(database.rows(sql.REPORTS_OF_RECORD, (record_key,))):
        report = unpacked(Report, packed_report)
        leave(database, REPORTS, kept_under(report), report_key)
        for link in links_of(database, report.key):
            database.execute(sql.MARK_REPORT, (1, link.other if link.one == report.key else link.one))
        drop_incident_of(database, report.key)
        for statement in sql.DROP_LINKS:
            database.execute(statement, (report.key,))
    database.execute(sql.DROP_REPORTS, (record_key,))
    leave(database, PAGES, page_blocks(page), record_key)
    database.execute(sql.DROP_PAGE, (record_key,))
    forget_copies(database, article_id)
