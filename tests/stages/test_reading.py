"""Files of every format → Articles; what cannot be read is a failure with a reason."""

import io
import json
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading import read
from communique.reading.facts import MAX_BYTES, MAX_CHARACTERS, Facts, article
from communique.reading.identity import canonical_url, text_id

SENTENCE = "Nairobi recalled its envoy on Monday."


def one(path: Path, **asked: str) -> Article:
    (found,) = read(path, **asked)
    assert isinstance(found, Article), found
    return found


def failure(path: Path) -> Failure:
    (found,) = read(path)
    assert isinstance(found, Failure), found
    assert found.stage == "reading"
    return found


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_a_text_is_kept_whole_but_for_mark_and_line_ends(tmp_path: Path) -> None:
    raw = "\ufeff  Títle\r\n\r\nBody “x”\u2028 \n".encode()
    found = one(written(tmp_path, "a.txt", raw), published_on="2023-04-26", outlet="The Meridian")
    assert found.text == "  Títle\n\nBody “x”\u2028 \n"
    assert (found.published_on, found.outlet, found.title) == (date(2023, 4, 26), "The Meridian", None)
    assert found.raw_sha256 == sha256(raw).hexdigest()
    assert found.article_id == f"the-meridian:2023-04-26:{found.text_id}"


def test_the_same_text_has_the_same_id_whatever_the_file(tmp_path: Path) -> None:
    first = one(written(tmp_path, "a.txt", SENTENCE + "\r\n"))
    second = one(written(tmp_path, "b.txt", "\ufeff" + SENTENCE + "\n"), outlet="X")
    assert first.text_id == second.text_id == text_id(SENTENCE + "\n")
    assert first.article_id != second.article_id


def test_facts_beside_a_text_go_before_the_options(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", SENTENCE)
    written(tmp_path, "a.article.yaml", "published_on: 2001-05-06\nauthor: Lena Okoro\nshelf: 3\n")
    found = one(path, published_on="2023-04-26", outlet="The Meridian")
    assert (found.published_on, found.author, found.outlet) == (date(2001, 5, 6), "Lena Okoro", "The Meridian")


def test_a_markdown_heading_is_the_title(tmp_path: Path) -> None:
    found = one(written(tmp_path, "a.md", f"---\noutlet: Harbour Gazette\n---\n\n# Envoy recalled #\n\n{SENTENCE}\n"))
    assert found.title == "Envoy recalled"
    assert found.title_span is not None
    assert found.text[found.title_span.start : found.title_span.end] == "Envoy recalled"
    assert found.outlet == "Harbour Gazette"
    assert found.text.startswith("\n# Envoy")


def test_markdown_without_heading_has_no_title(tmp_path: Path) -> None:
    assert one(written(tmp_path, "a.md", f"{SENTENCE}\n\n# Later\n")).title is None
    assert one(written(tmp_path, "b.md", "## Lesser\n")).title is None


PAGE = f"""<!doctype html><html><head><title>Envoy recalled | Harbour Gazette</title>
<meta property="og:title" content="Envoy recalled"><meta property="og:site_name" content="Harbour Gazette">
<meta property="article:published_time" content="2019-03-02T08:00:00Z"><meta name="author" content="Lena Okoro">
<link rel="canonical" href="https://harbour.example/envoy?utm_source=x&amp;p=1#top"></head>
<body><nav><a href="/">Home</a> <a href="/a">Archive</a></nav><article><h1>Envoy recalled</h1>
<p>{SENTENCE} The ministry said the step was a protest against the shelling of a border town last week.</p>
<p>“We will not wait for ever,” the minister told reporters, and named no date for the envoy’s return.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_a_page_tells_its_text_and_facts(tmp_path: Path) -> None:
    found = one(written(tmp_path, "a.html", PAGE))
    assert found.text.startswith("Envoy recalled\n" + SENTENCE)
    assert "Archive" not in found.text
    assert found.title_span is not None and found.title_span.start == 0
    assert (found.published_on, found.outlet, found.author) == (date(2019, 3, 2), "Harbour Gazette", "Lena Okoro")
    assert found.article_id == "https://harbour.example/envoy?p=1"
    assert found.raw_sha256 == sha256(PAGE.encode()).hexdigest()


def test_an_option_goes_before_what_a_page_says(tmp_path: Path) -> None:
    assert one(written(tmp_path, "a.htm", PAGE), published_on="2019-03-03").published_on == date(2019, 3, 3)


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><nav>Home</nav></html>"])
def test_a_page_without_article_is_a_failure(tmp_path: Path, page: str) -> None:
    assert "no article text" in failure(written(tmp_path, "a.html", page)).reason


def test_json_lines_make_an_article_each(tmp_path: Path) -> None:
    rows = [
        {"text": SENTENCE, "id": 7, "published_on": "2020-01-02T10:00:00Z", "outlet": "The Meridian", "section": 3},
        {"text": SENTENCE, "url": "HTTPS://Example.org/A?utm_medium=mail#x", "title": "Envoy recalled"},
    ]
    path = written(tmp_path, "a.jsonl", "\ufeff" + "\r\n\n".join(json.dumps(row) for row in rows))
    first, second = read(path, published_on="2021-01-01")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.article_id, first.published_on, first.outlet) == ("7", date(2020, 1, 2), "The Meridian")
    assert (second.article_id, second.published_on) == ("https://example.org/A", date(2021, 1, 1))
    assert second.text == f"Envoy recalled\n{SENTENCE}"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x"', "no JSON"),
        ("[1]", "not an object"),
        ('{"body": "x"}', "its fields are body"),
        ('{"text": "x", "published_on": "26 April"}', "2023-04-26"),
        ('{"text": "x", "outlet": ["a"]}', "must be a string"),
        ('{"text": " "}', "empty"),
        ('{"text": "\\ud800"}', "surrogates"),
        ('{"text": "a\\u0000b"}', "zero characters"),
    ],
)
def test_a_broken_line_is_a_failure_of_its_own(tmp_path: Path, line: str, reason: str) -> None:
    path = written(tmp_path, "a.jsonl", f'{{"text": "a"}}\n\n{line}\n{{"text": "b"}}\n')
    first, broken, last = read(path)
    assert isinstance(first, Article) and isinstance(last, Article)
    assert isinstance(broken, Failure)
    assert broken.article_id == f"{path}:3"
    assert reason in broken.reason


def test_a_line_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    long_line = b'{"text": "' + b"a" * (MAX_BYTES + 100) + b'"}\n'
    broken, last = read(written(tmp_path, "a.jsonl", long_line + b'{"text": "b"}\n'))
    assert isinstance(broken, Failure) and broken.article_id.endswith(":1")
    assert isinstance(last, Article) and last.text == "b"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"PK\x03\x04\x00\x00", "zero bytes"),
        ("für".encode("cp1252"), "not UTF-8"),
        (b"a" * (MAX_BYTES + 1), "bytes"),
        (b"a" * (MAX_CHARACTERS + 1), "characters"),
    ],
)
def test_what_is_no_text_is_a_failure(tmp_path: Path, content: bytes, reason: str) -> None:
    path = written(tmp_path, "a.txt", content)
    found = failure(path)
    assert found.article_id == str(path)
    assert reason in found.reason


def test_a_folder_is_read_in_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/c.txt", "a.txt", ".hidden.txt", ".git/x.txt", "notes.pdf"):
        written(tmp_path, name, name)
    assert [found.text for found in read(tmp_path) if isinstance(found, Article)] == ["a.txt", "b/c.txt"]


def test_paths_are_looked_at_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadingError, match=r"cannot read \.pdf"):
        read(written(tmp_path, "a.pdf", "x"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadingError, match="no articles"):
        read(tmp_path / "empty")
    with pytest.raises(ReadingError, match="no date"):
        read(written(tmp_path, "a.txt", "x"), published_on="yesterday")


@pytest.mark.parametrize(
    ("content", "text"),
    [(SENTENCE, SENTENCE), ('{"text": "b"}', "b"), ("\ufeff \n{" + '"text": "b"}', "b"), (PAGE, None)],
)
def test_standard_input_is_told_apart_by_its_beginning(
    monkeypatch: pytest.MonkeyPatch, content: str, text: str | None
) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(content.encode())))
    monkeypatch.setattr(sys, "stdin", stream)
    (found,) = read("-")
    assert isinstance(found, Article), found
    assert found.text == text or (text is None and found.title == "Envoy recalled")


def test_a_title_stands_once() -> None:
    found = article(f"\n Envoy recalled\n{SENTENCE}", Facts(title="Envoy recalled"))
    assert found.title_span is not None and found.title_span.start == 2
    assert found.text.count("Envoy recalled") == 1
    begun = article("Envoy recalled, and more", Facts(title="Envoy recalled"))
    assert begun.text == "Envoy recalled, and more" or begun.text.startswith("Envoy recalled\n")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://A.Example/Path?b=2&utm_id=4&a=#part", "http://a.example/Path?b=2&a="),
        ("https://[broken", "https://[broken"),
        ("news/7", "news/7"),
    ],
)
def test_canonical_urls(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
