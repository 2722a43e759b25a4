"""One record a line, whole."""

from collections.abc import Iterable, Iterator

from communique.model import CodedArticle
from communique.views.selected import whole
from communique.views.setting import Setting


def jsonl(records: Iterable[CodedArticle], setting: Setting) -> Iterator[str]:
    """A line of JSON for each record, as `communique schema` describes it."""
    return (setting.encode(whole(coded, setting.selection)) + "\n" for coded in records)
