"""Time expressions and dated events: Parse → TimeMentions."""

from communique.times.dated import dated_events
from communique.times.find import find

__all__ = ["dated_events", "find"]
