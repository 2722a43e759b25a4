"""Pages made to break a reader, each refused or read within time and memory."""

from collections.abc import Callable

SENTENCE = "The minister met the envoy on Monday and said that the talks would go on for some days. "
ARTICLE = f"<p>{SENTENCE * 3}</p>" * 3
LENGTH = 2_900_000  # characters; a page may have 3 million bytes
FEWER_TAGS = 11_000  # just below the most that are read
ODD = '{"@type": ["NewsArticle", 3], "author": [[7], {"name": 1}], "publisher": "", "datePublished": {"a": 1}}'


def filled(piece: str, length: int = LENGTH) -> str:
    """A piece again and again."""
    return piece * (length // len(piece))


def page(inside: str, head: str = "") -> str:
    """A page with an article behind something else."""
    return f"<html><head>{head}</head><body>{inside}<article>{ARTICLE}</article></body></html>"


def many(piece: str) -> str:
    """A page with as many tags as are still read."""
    return page(piece * (FEWER_TAGS // (piece.count("<") - piece.count("</"))))


def _entities() -> str:
    names = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(20))
    return f'<!DOCTYPE html [<!ENTITY e0 "ha">{names}]>' + page("<p>&e20;</p>")


REFUSED: dict[str, Callable[[], str]] = {
    "nested divs": lambda: page(filled("<div>")),
    "closed nested divs": lambda: page("<div>" * 300 + "x" + "</div>" * 300),
    "unclosed bold": lambda: page(filled("<b>x")),
    "nested tables": lambda: page(filled("<table><tr><td>")),
    "deep lists": lambda: page("<ul><li>" * 200),
    "attributes of one tag": lambda: page(f"<p {' '.join(f'a{i}=1' for i in range(200_000))}>x</p>"),
    "attributes of many tags": lambda: page(filled(f"<p {' '.join(f'a{i}=1' for i in range(400))}>x</p>")),
    "a million tags": lambda: page(filled("<i></i>")),
    "line breaks": lambda: page(filled("<br>")),
    "tags behind an empty comment": lambda: page("<!-->" + filled("<p>a</p>")),
    "tags behind a stray quotation mark": lambda: page('<p =">' + filled("<p>a</p>", 1_000_000) + '">'),
    "less-than signs": lambda: page(filled("<")),
    "one long word": lambda: page(f"<p>{filled('x')}</p>"),
    "character references": lambda: page(f"<p>{filled('&amp;')}</p>"),
    "no article": lambda: "<html><body><nav>Home</nav></body></html>",
    "an empty body": lambda: "<html><head><title>x</title></head><body></body></html>",
    "only scripts": lambda: "<html><body><script>var x = 1;</script></body></html>",
    "only a cookie notice": lambda: "<html><body><div class='cookie-banner'><p>We use cookies.</p></div></body></html>",
}
READ: dict[str, Callable[[], str]] = {
    "240 levels": lambda: page("<div>" * 240 + "x" + "</div>" * 240),
    "a huge comment": lambda: page(f"<!-- {filled('<p>x</p>')} -->"),
    "a huge script": lambda: page(f"<script>{filled('<div>')}</script>"),
    "nested JSON": lambda: page("", f'<script type="application/ld+json">{filled("[", 900_000)}</script>'),
    "broken JSON": lambda: page("", '<script type="application/ld+json">{"@type": "NewsArticle", </script>'),
    "odd JSON": lambda: page(
        "", '<script type="application/ld+json">{"@type": 3, "author": [[7], {"name": 1}]}</script>'
    ),
    "entities": _entities,
    "same attributes": lambda: page(f"<p {'a=1 ' * 200}>x</p>"),
    "list items": lambda: many("<li>One two three"),
    "headings": lambda: many("<h1>Ab</h1>"),
    "tables": lambda: many("<table><tr><td>a</td></tr></table>"),
    "dates": lambda: many("<p>2019-03-04 12.10.2020 May 4, 2021</p>"),
    "related parts": lambda: many("<div class='related'>a</div>"),
    "XML": lambda: '<?xml version="1.0" encoding="utf-8"?>' + page(""),
}
