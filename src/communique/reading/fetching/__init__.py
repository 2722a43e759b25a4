"""Web addresses → bytes: checked, polite, within limits."""

from communique.reading.fetching.errors import FetchError, RefusedError, UnreachableError
from communique.reading.fetching.fetch import Fetched, Fetcher
from communique.reading.fetching.robots import Clock, SystemClock

__all__ = ["Clock", "FetchError", "Fetched", "Fetcher", "RefusedError", "SystemClock", "UnreachableError"]
