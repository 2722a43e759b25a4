"""A piece of HTML, as feeds carry it → its text, a paragraph a line."""

import re

from communique.errors import ReadingError
from communique.reading.page_limits import check_page
from communique.reading.page_tree import CONTROL, NEVER_TEXT, SILENT

BREAKING = frozenset(  # elements that end a line
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "h1", "h2", "h3", "h4", "h5", "h6"}
    | {"hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
MARKUP = re.compile(r"<[a-zA-Z/!]|&#?\w+;")


def fragment_text(written: str) -> str:
    """The text of a piece of HTML without figures' captions, menus and scripts; raises `ReadingError` for what is too
    deep or too large. What holds no markup is a text already."""
    if not MARKUP.search(written):
        return written.strip()
    from lxml import etree, html

    check_page(written)
    try:
        tree = html.fragment_fromstring(CONTROL.sub("", written.replace("\x00", "")), create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        raise ReadingError("its HTML cannot be read") from None
    for element in list(tree.iter(etree.Comment, *NEVER_TEXT, *SILENT)):
        element.drop_tree()
    pieces: list[str] = []
    for step, element in etree.iterwalk(tree, events=("start", "end")):
        pieces.append("\n" if element.tag in BREAKING else "")
        pieces.append(((element.text if step == "start" else element.tail) or "").replace("\n", " "))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
