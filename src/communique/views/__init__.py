"""Records → what people use: one module a format, one table `VIEWS`, which every --format reads."""

from communique.views.jsonl import jsonl
from communique.views.petrarch import petrarch
from communique.views.plover import plover
from communique.views.setting import Setting, View
from communique.views.tables import events, statements
from communique.views.text import text

VIEWS: dict[str, View] = {
    "jsonl": jsonl,
    "events": events,
    "statements": statements,
    "petrarch": petrarch,
    "plover": plover,
    "text": text,
}

__all__ = ["VIEWS", "Setting", "View"]
