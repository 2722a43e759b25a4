"""Cells of tables: commas or tabs between them, and nothing in them that a spreadsheet would run.

A spreadsheet takes a cell that begins with one of `FORMULA` for a formula, and a hostile text can hold one. Such a cell
gets an apostrophe in front; so does one that has apostrophes before such a character, so that `released` can always
tell what stood there.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

FORMULA = "=+-@\t\r\n＝＋－＠"  # begins a formula in a spreadsheet; the wide signs in East Asian ones
GUARD = "'"
GUARDED = re.compile(f"{GUARD}*[{re.escape(FORMULA)}]")
SPECIAL = re.compile('[",\r\n]')
BROKEN = re.compile('["\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]')
QUOTE = '"'
CONTROL = {code: None for code in (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)) if code != 0x85}


def guarded(text: str) -> str:
    """A text that no spreadsheet runs."""
    return GUARD + text if GUARDED.match(text) else text


def released(cell: str) -> str:
    """What stood in a cell before `guarded`."""
    return cell[1:] if cell.startswith(GUARD) and GUARDED.match(cell) else cell


def told(value: Any, *, raw: bool = False) -> str:
    """A value in a cell: "" for None, yes or no, numbers as they are, texts guarded unless `raw`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return guarded(text) if isinstance(value, str) and not raw else text


def csv_line(values: Iterable[Any], *, raw: bool = False) -> str:
    """A line with commas (RFC 4180, but with a line feed): the texts exactly, those with line ends between quotation
    marks."""
    return ",".join(_quoted(told(value, raw=raw)) for value in values) + "\n"


def tsv_line(values: Iterable[Any], *, raw: bool = False) -> str:
    """A line with tabs: white space in texts becomes single spaces; quotation marks as csv readers expect."""
    cells = (" ".join(told(flat(value), raw=raw).split()) for value in values)
    return "\t".join(_quoted(cell) if QUOTE in cell else cell for cell in cells) + "\n"


def plain(text: str | None, *, raw: bool = False) -> str:
    """A text for the fixed formats, whose readers know no quotation marks: single spaces, no control characters, the
    ASCII quotation mark as an apostrophe."""
    if text is None:
        return ""
    flat = " ".join(text.translate(CONTROL).split()).replace(QUOTE, GUARD)
    return flat if raw else guarded(flat)


def tab_line(cells: Sequence[str]) -> str:
    """A line of such a format; should a code or id hold what parts cells or lines, it is written as `plain` does."""
    line = "\t".join(cells)
    if line.count("\t") != len(cells) - 1 or BROKEN.search(line):
        line = "\t".join(plain(cell, raw=True) for cell in cells)
    return line + "\n"


def flat(value: Any) -> Any:
    """A value; of a text its words with single spaces between."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _quoted(cell: str) -> str:
    return f'"{cell.replace(QUOTE, QUOTE * 2)}"' if SPECIAL.search(cell) else cell
