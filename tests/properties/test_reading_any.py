"""Whatever bytes a file holds, reading ends in articles or failures, and never changes the text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import ReadingError
from communique.knowledge.boilerplate import load_marks
from communique.model import Article, Failure
from communique.reading import boilerplate, read
from communique.reading.facts import Facts, article
from communique.reading.page_tree import page_tree

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINES = st.sampled_from(
    [
        "MORE: x",
        "Related",
        "- Lomé fell",
        "Ada Lund is a reporter.",
        "By Ada Lund",
        "KYIV (AP) — It fell.",
        "",
        " ",
        "It fell.",
    ]
)


@MANY
@given(raw=st.binary(max_size=200), suffix=st.sampled_from([".txt", ".md", ".jsonl", ".html"]))
def test_any_bytes_become_articles_or_failures(tmp_path: Path, raw: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(raw)
    for found in read(path):
        assert isinstance(found, Article | Failure)


@MANY
@given(text=st.text(min_size=1, max_size=80))
def test_a_text_is_kept(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    try:
        path.write_bytes(text.encode("utf-8"))
    except UnicodeEncodeError:
        pytest.skip("no text")
    (found,) = read(path)
    if isinstance(found, Article):
        assert found.text == text.removeprefix("\ufeff").replace("\r\n", "\n")


@MANY
@given(lines=st.lists(LINES, min_size=1, max_size=12), end=st.sampled_from(["", "\n", "\n\n"]))
def test_skipped_stretches_are_the_texts_words_in_order(lines: list[str], end: str) -> None:
    text = "\n".join([*lines, "It rained."]) + end
    found = boilerplate.find(article(text, Facts()), load_marks())
    assert all(text[part.span.start : part.span.end] == part.span.quote != "" for part in found)
    ends = [0, *(part.span.end for part in found)]
    assert all(before <= part.span.start for before, part in zip(ends, found, strict=False))


@MANY
@given(body=st.text(min_size=1, max_size=40), title=st.text(min_size=1, max_size=20))
def test_a_title_is_the_first_paragraph(body: str, title: str) -> None:
    if not body.strip() or any("\ud800" <= c <= "\udfff" or c == "\x00" for c in body + title):
        return
    try:
        made = article(body, Facts(title=title))
    except ReadingError as reason:  # mostly control characters
        assert "not a text" in str(reason)
        return
    if made.title_span is not None:
        assert made.text[made.title_span.start : made.title_span.end] == made.title
        assert made.text[: made.title_span.start].strip() == ""


TAGS = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<li>",
            "<ul>",
            "</ul>",
            "<td>",
            "<tr>",
            "<table>",
            "</table>",
            "<br>",
            "<a/href='>'>",
            "</a>",
            "<h1>",
            "<form>",
            '<span/title=">',
            "<option>",
            "<dd>",
            "x",
            "<script>",
            "</script>",
            "<!--<b>-->",
            "<select>",
            "<body>",
            "<title>",
            "</title>",
        ]
    ),
    min_size=1,
    max_size=6,
)


@MANY
@given(pattern=TAGS)
def test_no_page_loses_its_last_words_in_depth(pattern: list[str]) -> None:
    """What stands at the end of a page is in the tree, or the page is refused: the parser drops what lies too deep."""
    try:
        tree = page_tree("<html><body>" + "".join(pattern) * 300 + "--></script></title><p>The last words.</p>")
    except ReadingError:
        return
    assert "The last words." in "".join(tree.itertext()) or "<span/title=" in "".join(pattern)
