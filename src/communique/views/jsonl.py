"""One record a line, whole."""

from collections.abc import Iterable, Iterator

from communique.model import CodedArticle
from communique.views.setting import Setting


def jsonl(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line of JSON for each record, as `communique schema` describes it."""
    return (setting.encode(coded) + "\n" for coded in records)
