"""What a page says for machines, what of it is its article, and what is not."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from communique.errors import KnowledgeError, ReadingError
from communique.knowledge.page_parts import PagePartRow, load_page_parts, plain
from communique.knowledge.patterns import wrong
from communique.model import Article
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.html import read_html
from communique.reading.page_limits import MAX_DEPTH, check_page
from communique.reading.page_tree import page_text

FIRST = "Nairobi recalled its envoy to Lomé on Monday after a week of quarrels over the shelling of a border town."
SECOND = "“We will not wait for ever,” the minister told reporters, and named no date for the return of the envoy."
LAST = "Lomé regretted the step on Tuesday and asked the African Union to send observers to both sides of the border."


def page(body: str = "", *, head: str = "", described: Any = None) -> Article:
    """What is read of a page with three paragraphs, something behind them, and a head."""
    script = f'<script type="application/ld+json">{json.dumps(described)}</script>' if described else ""
    return read(
        f"<html><head><title>Envoy recalled</title>{head}{script}</head><body><article><h1>Envoy recalled</h1>"
        f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>{body}</article></body></html>"
    )


def read(written: str | bytes) -> Article:
    raw = written if isinstance(written, bytes) else written.encode()
    (found,) = read_html(BytesIO(raw), Facts(), Asked())
    return found


def test_the_text_is_title_and_paragraphs() -> None:
    found = page()
    assert found.text == f"Envoy recalled\n{FIRST}\n{SECOND}\n{LAST}"
    assert found.title_span is not None and found.title_span.quote == "Envoy recalled"
    assert (found.published_on, found.outlet, found.author, found.url) == (None, None, None, None)


def test_a_title_printed_with_other_quotation_marks_stands_once() -> None:
    found = read(
        "<html><head><meta property='og:title' content=\"Togo's envoy leaves\"></head><body><article>"
        f"<h1>Togo’s envoy leaves</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    )
    assert found.text.count("envoy leaves") == 1
    assert found.title == found.text.split("\n")[0]


@pytest.mark.parametrize(
    "part",
    [
        "<div class='author-bio'><p>Lena Okoro is a reporter for The Meridian. She fought for Togo in 2019.</p></div>",
        "<div class='authorBio__text'><p>Lena Okoro met the president of Ghana in May.</p></div>",
        "<p>Lena Okoro is a correspondent for The Meridian in Accra.</p>",
        "<section class='related-stories'><h2>Related</h2><p>Ghana attacked a village, nobody said why.</p></section>",
        "<div id='more-from-us'><p>Mali arrested twelve soldiers on Friday after a failed coup.</p></div>",
        "<div data-testid='newsletter-signup'><p>Sign up to read how Chad rejected the offer of talks.</p></div>",
        "<figure><img src='a.jpg'><figcaption>Soldiers march through Accra. Omar Haj/AFP</figcaption></figure>",
        "<aside><p>Benin threatened to close the border on Friday, and Niger asked for talks.</p></aside>",
        "<nav><a href='/x'>Togo bombs its neighbour, again</a></nav>",
        "<div class='show-comments'><p>I think that Togo attacked first, said a reader of this page.</p></div>",
        "<p>Read more: Ghana attacks Togo</p>",
    ],
)
def test_what_is_not_the_article_is_left_out(part: str) -> None:
    assert page(part).text == page().text


def test_a_part_that_holds_the_article_stays_whatever_its_name() -> None:
    found = read(
        f"<html><body><div class='related promo'><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></div></body></html>"
    )
    assert FIRST in found.text and LAST in found.text


def test_names_are_compared_in_one_spelling() -> None:
    assert plain("authorBio__text") == plain("author-bio_text") == "author-bio-text"
    assert load_page_parts().fullmatch(plain("ArticleRelatedLinks"))
    assert not load_page_parts().fullmatch(plain("articleBody"))


@pytest.mark.parametrize(
    ("pattern", "said"), [("(", "unterminated"), ("b", "its hit"), ("a|b", "its near miss")], ids=str
)
def test_a_wrong_row_of_parts_is_told(pattern: str, said: str) -> None:
    row = PagePartRow(reason="link", pattern=pattern, hit="a", near_miss="b", origin="project, 2026-11")
    assert said in (wrong(row) or "")
    assert issubclass(KnowledgeError, Exception)


DESCRIBED = {
    "@type": "NewsArticle",
    "headline": "Envoy recalled",
    "datePublished": "2019-03-02T23:10:00-05:00",
    "dateModified": "2020-01-01",
    "author": [{"@type": "Person", "name": "Lena Okoro"}, {"name": "Omar Haj"}, {"name": "https://x.example"}],
    "publisher": {"@id": "#us"},
}


def test_what_a_page_says_for_machines_goes_first() -> None:
    graph = {
        "@graph": [
            {"@type": "WebPage", "datePublished": "2001-01-01"},
            DESCRIBED,
            {"@id": "#us", "name": "The Meridian"},
        ]
    }
    found = page(described=graph, head="<meta property='article:published_time' content='2019-03-04'>")
    assert found.published_on == date(2019, 3, 2)
    assert (found.outlet, found.author) == ("The Meridian", "Lena Okoro; Omar Haj")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("<meta property='og:site_name' content='Harbour Gazette'>", "Harbour Gazette"),
        ("<meta property='og:site_name' content='harbour.example'>", "The Meridian"),
        ("<meta name='application-name' content='Harbour Gazette'>", "Harbour Gazette"),
        ("", "The Meridian"),
    ],
)
def test_the_outlet_is_a_name_before_an_address(head: str, outlet: str) -> None:
    assert page(head=head, described=DESCRIBED | {"publisher": {"name": "The Meridian"}}).outlet == outlet


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta property='article:published_time' content='2019-03-04T01:00Z'>", date(2019, 3, 4)),
        ("<meta name='date' content='4 March 2019'>", date(2019, 3, 4)),
        (
            "<meta property='article:modified_time' content='2021-01-01'>"
            "<meta itemprop='datePublished' content='2019-03-04'>",
            date(2019, 3, 4),
        ),
        ("<meta property='article:published_time' content='0001-01-01'>", None),
        ("", None),
    ],
)
def test_the_first_publication_counts(head: str, day: date | None) -> None:
    assert page(head=head).published_on == day


def test_a_day_told_in_the_text_is_no_publication() -> None:
    assert (
        page("<p>The two states signed a treaty on 4 March 1998, and on 5 May 2003 a second one.</p>").published_on
        is None
    )


def test_only_an_absolute_address_counts() -> None:
    assert page(head="<link rel='canonical' href='/envoy'>").url is None
    assert (
        page(head="<link rel='canonical' href='https://x.example/envoy?utm_source=a'>").article_id
        == "https://x.example/envoy"
    )


def test_the_publishers_body_ends_the_article() -> None:
    tail = "<p>Ghana attacked a village in the north on Friday, and nobody in the capital said why.</p>"
    assert "Ghana" in page(tail).text
    assert "Ghana" not in page(tail, described=DESCRIBED | {"articleBody": f"{FIRST} {SECOND} {LAST}"}).text


def test_the_publishers_body_stands_in_for_a_page_without_text() -> None:
    described = json.dumps(DESCRIBED | {"articleBody": f"{FIRST}\n{SECOND}"})
    found = read(
        f'<html><head><script type="application/ld+json">{described}</script></head><body><p>Log in</p></body></html>'
    )
    assert found.text == f"Envoy recalled\n{FIRST}\n{SECOND}"


def test_a_standfirst_that_the_page_prints_is_text() -> None:
    said = "A quarrel over one border town ends the quiet between two old neighbours"
    head = f"<meta property='og:description' content='{said}'>"
    found = read(
        f"<html><head>{head}</head><body><header><p>{said}</p></header><article><p>{FIRST}</p><p>{SECOND}</p>"
        "</article></body></html>"
    )
    assert found.text.count(said) == 1
    assert said not in page(head=head).text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", ""),
        ("utf-16", ""),
        ("windows-1252", ""),
        ("windows-1252", "<meta charset=windows-1252>"),
        ("iso8859-2", "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-2'>"),
        ("koi8-r", '<?xml version="1.0" encoding="koi8-r"?>'),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, mark: str) -> None:
    name = {"koi8-r": "Лукашенко"}.get(encoding, "Präsident Müller")
    assert name in page_text(f"{mark}<p>{name}</p>".encode(encoding))


def test_a_stray_byte_spoils_no_page_and_many_do() -> None:
    assert page_text(b"<meta charset=utf-8><p>" + b"word " * 500 + b"\xff</p>")
    with pytest.raises(ReadingError, match="no characters"):
        page_text(b"<meta charset=utf-8><p>" + b"word \xff" * 500 + b"</p>")


@pytest.mark.parametrize(
    "written",
    [
        "<p>a" * 400,
        "<ul>" + "<li>a" * 400 + "</ul>",
        "<table>" + "<tr><td>a<td>b" * 400 + "</table>",
        "<br>" * 400 + "<img src=x>" * 400,
        "<!-- " + "<div>" * 400 + "-->",
        "<script>" + "<div>" * 400 + "</script>",
        "<p title='" + "<div>" * 400 + "'>x",
        "<div>" * MAX_DEPTH,
        "</div>" * 400,
    ],
)
def test_what_is_not_nested_is_not_counted(written: str) -> None:
    check_page(written)


@pytest.mark.parametrize(
    "written", ["<div>" * (MAX_DEPTH + 1), "<DIV>" * 400, "<b>" * 400, "<ul><li>" * 200, "<x-y>" * 400]
)
def test_what_is_nested_is_counted(written: str) -> None:
    with pytest.raises(ReadingError, match="levels"):
        check_page(written)


def test_paragraphs_stay_whatever_a_site_calls_them() -> None:
    paragraphs = "".join(f"<div class='story-promo-text'><p>{said}</p></div>" for said in (FIRST, SECOND, LAST))
    found = read(f"<html><body><article>{paragraphs}</article></body></html>")
    assert FIRST in found.text and LAST in found.text


def test_a_body_that_is_only_the_beginning_ends_nothing() -> None:
    found = page(described=DESCRIBED | {"articleBody": FIRST})
    assert found.text == page().text
