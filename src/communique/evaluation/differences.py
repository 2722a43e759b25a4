"""What to read: misses, false ones and wrong fields side by side with the text, as TSV and as a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TextIO

from communique.evaluation.judging import HALVES, Difference, Half, Judged

TSV = "misses.tsv"
PAGE = "misses.html"
COLUMNS = ("set", "item", "half", "what", "metric", "wrong", "expected", "found", "rule", "text")
STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2em;max-width:90em}table{border-collapse:collapse;width:100%}"
    "td,th{border-top:1px solid #ccc;padding:.4em .6em;text-align:left;vertical-align:top}td{width:30%}"
    "td:first-child{width:8%;white-space:nowrap}.missed{color:#a15c00}.false{color:#b00020}.wrong{color:#0b57d0}"
    "small{color:#555}"
)
HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Misses and false ones</title>'
    f"<style>{STYLE}</style></head><body>\n<h1>Misses and false ones</h1>\n"
    "<p>missed: in the gold, not found; false: found, not in the gold; wrong: found, with the fields named.</p>\n"
)
TABLE = "<table><tr><th></th><th>text</th><th>gold</th><th>ours</th></tr>\n"


class Differences:
    """Writes what differs to two open streams as it comes; only the read half, unless `everything`."""

    def __init__(self, tsv: TextIO, page: TextIO, *, everything: bool = False) -> None:
        self._tsv, self._page, self._everything = tsv, page, everything
        self._set = ""
        tsv.write("\t".join(COLUMNS) + "\n")
        page.write(HEAD)

    def keep(self, name: str, half: Half, judged: Judged) -> None:
        """The differences of one item."""
        if half != HALVES[0] and not self._everything:
            return
        for difference in judged.differences:
            if name != self._set:
                self._page.write(f"{'</table>' if self._set else ''}<h2>{escape(name)}</h2>\n{TABLE}")
                self._set = name
            self._tsv.write("\t".join(_cells(name, half, judged.item, difference)) + "\n")
            self._page.write(_row(judged.item, difference))

    def end(self) -> None:
        """The end of the page."""
        self._page.write(f"{'</table>' if self._set else ''}</body></html>\n")


@contextmanager
def written_differences(folder: Path, *, everything: bool = False) -> Iterator[Differences]:
    """`misses.tsv` and `misses.html` in the folder, which is made where it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TSV).open("w", encoding="utf-8") as tsv, (folder / PAGE).open("w", encoding="utf-8") as page:
        differences = Differences(tsv, page, everything=everything)
        yield differences
        differences.end()


def _cells(name: str, half: Half, item: str, one: Difference) -> Iterator[str]:
    cells = (name, item, half, one.what, one.metric, one.wrong, one.expected, one.found, one.rule, one.text)
    return (" ".join(cell.split()) for cell in cells)


def _row(item: str, one: Difference) -> str:
    wrong = f"<br><small>{escape(one.wrong)}</small>" if one.wrong else ""
    rule = f"<br><small>{escape(one.rule)}</small>" if one.rule else ""
    return (
        f'<tr><td class="{one.what}">{one.what} {escape(one.metric)}{wrong}<br><small>{escape(item[:40])}</small></td>'
        f"<td>{escape(one.text)}</td><td>{escape(one.expected)}</td><td>{escape(one.found)}{rule}</td></tr>\n"
    )
