"""How long to wait: between two rounds, after a fault, when a server names a time."""

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from communique.errors import ReadingError

UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
WRITTEN = re.compile(r"(\d{1,6})([smhd]?)")
SHORTEST_EVERY = 60.0  # seconds; feeds change by the minute at most
DAY = 86_400.0
LONGEST = 7 * DAY  # that a server may ask us to wait
FIRST_DELAY = 60.0  # seconds after the first fault; doubled with each that follows
MOST_ATTEMPTS = 8  # of a page: with the delays doubled, over two hours


def every_from(written: str) -> float:
    """The seconds of "15m", "1h", "900"; raises `ReadingError` for what is no span, or less than a minute."""
    found = WRITTEN.fullmatch(written.strip().lower())
    if not found or (seconds := float(found[1]) * UNITS[found[2] or "s"]) < SHORTEST_EVERY:
        raise ReadingError(f"every: {written!r} is no span of a minute or more; write it as 15m, 1h or 900")
    return seconds


def back_off(failures: int, shortest: float = FIRST_DELAY) -> float:
    """The seconds to wait after so many faults in a row (from 1), at most a day."""
    return float(min(DAY, shortest * 2.0 ** min(failures - 1, 30)))


def retry_after(headers: Mapping[str, str], now: float) -> float:
    """The seconds a server asks to be left alone, 0 where it asks for none; `now` in seconds since 1970."""
    told = headers.get("retry-after", "").strip()
    try:
        seconds = float(told) if told.isdigit() else parsedate_to_datetime(told).timestamp() - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), LONGEST)
