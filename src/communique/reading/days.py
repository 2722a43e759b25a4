"""Days as tables, feeds and web servers write them."""

import re
from datetime import date as Day
from email.utils import parsedate_to_datetime

from communique.errors import ReadingError
from communique.reading.facts import SHOWN, day

COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6})?(?:T.*)?")  # 20230426, 20230426103000
FORMS = "write it as 2023-04-26"


def day_told(value: object) -> Day | None:
    """The day of "2023-04-26T10:00:00Z", "20230426" or "Wed, 26 Apr 2023 10:00:00 GMT", as its writer counts days.

    None for nothing; raises `ReadingError` for the rest, "04/05/2023" too, which is two days.
    """
    if value is None or isinstance(value, Day):
        return None if value is None else day(value)
    written = str(value).strip()
    if not written:
        return None
    compact = COMPACT.fullmatch(written)
    try:
        return day("-".join(compact.groups()) if compact else written)
    except ReadingError:
        return _mail_day(written)


def _mail_day(written: str) -> Day:
    """The day of a date as RFC 5322 writes it; feeds and servers do."""
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ReadingError(f"{written[:SHOWN]!r} is no date; {FORMS}") from None
