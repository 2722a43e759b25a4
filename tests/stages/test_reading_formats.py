"""Tables, feeds, web archives and packed files → Articles, with the facts that each format tells."""

import gzip
import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from communique.errors import ReadingError
from communique.model import Article, Failure
from communique.reading import read
from communique.reading.identity import address_of, canonical_url
from tests.broken.archives import answer, member, parquet, tarred, warc, zipped

SENTENCE = "Nairobi recalled its envoy on Monday."
LONGER = f"{SENTENCE} The ministry said that the step was a protest against the shelling of a border town last week."
BODY = f"<body><article><p>{LONGER}</p><p>{LONGER}</p></article></body>"
PAGE = f"<html><head><title>Envoy recalled</title></head>{BODY}</html>"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def articles(path: Path, **asked: str) -> list[Article]:
    found = list(read(path, **asked))  # type: ignore[arg-type]
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def failures(path: Path, **asked: str) -> list[Failure]:
    return [one for one in read(path, **asked) if isinstance(one, Failure)]  # type: ignore[arg-type]


# tables


def test_a_table_with_usual_names_needs_no_mapping(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.csv",
        f'\ufeffid,Headline,Body,Pub_Date,Source,Link\r\n7,"Envoy, recalled","{SENTENCE}\r\nIt gave no ""reason"".",'
        "2023-04-26T10:00:00Z,The Meridian,https://m.example/a?utm_source=x\r\n",
    )
    (one,) = articles(path)
    assert one.text == f'Envoy, recalled\n{SENTENCE}\nIt gave no "reason".'
    assert (one.title, one.published_on, one.outlet) == ("Envoy, recalled", date(2023, 4, 26), "The Meridian")
    assert one.article_id == "https://m.example/a"


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    path = written(tmp_path, "a.tsv", f"date\tmain\tbody\tnumber\n20230426\t{SENTENCE}\tshort\tx-1\n")
    (one,) = articles(path, columns="text=main, id=number")
    assert (one.text, one.article_id, one.published_on) == (SENTENCE, "x-1", date(2023, 4, 26))


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, mark: str) -> None:
    (one,) = articles(written(tmp_path, "a.csv", f"text{mark}outlet{mark}n\n{SENTENCE}{mark}The Meridian{mark}1,5\n"))
    assert (one.text, one.outlet) == (SENTENCE, "The Meridian")


def test_without_a_text_the_columns_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "code,words\n1,x\n")
    (one,) = failures(path)
    assert "'code', 'words'" in one.reason and "--columns text=COLUMN" in one.reason
    (one,) = failures(path, columns="text=story")
    assert one.reason.startswith("no column 'story' for text; the columns are 'code', 'words'")


@pytest.mark.parametrize("columns", ["txt=body", "text", "text=a,text=b", "=body"])
def test_a_wrong_mapping_is_told_before_anything_is_read(tmp_path: Path, columns: str) -> None:
    with pytest.raises(ReadingError, match="columns: "):
        read(written(tmp_path, "a.csv", "text\n"), columns=columns)


def test_broken_rows_lose_no_others(tmp_path: Path) -> None:
    rows = [
        f"{SENTENCE},2023-04-26",
        "one,two,three",
        ",2023-04-26",
        f"{SENTENCE},04/05/2023",
        '"x"y,',
        "",
        f"{SENTENCE},",
    ]
    path = written(tmp_path, "a.csv", "\n".join(["text,date", *rows, '"never ends,']))
    found = list(read(path))
    assert [one.published_on for one in found if isinstance(one, Article)] == [date(2023, 4, 26), None]
    told = {one.article_id.rpartition(":")[2]: one.reason for one in found if isinstance(one, Failure)}
    assert list(told) == ["3", "4", "5", "6", "9"]
    assert [word in told[line] for line, word in (("3", "3 cells"), ("4", "empty"), ("5", "no date"))] == [True] * 3


def test_lines_of_json_may_have_other_names(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", f'{{"body": "{SENTENCE}", "text": "x", "when": "2020-01-02"}}')
    (one,) = articles(path, columns="text=body,published_on=when")
    assert (one.text, one.published_on) == (SENTENCE, date(2020, 1, 2))


def test_parquet_rows_are_articles(tmp_path: Path) -> None:
    import datetime

    import pyarrow
    import pyarrow.parquet

    when = datetime.datetime(2019, 3, 2, 8, tzinfo=datetime.UTC)
    table = pyarrow.table({"content": [SENTENCE, None, LONGER], "published": [when] * 3, "authors": [["A", "B"]] * 3})
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    first, broken, last = read(tmp_path / "a.parquet")
    assert isinstance(first, Article) and isinstance(last, Article) and isinstance(broken, Failure)
    assert (first.text, first.published_on, first.author) == (SENTENCE, date(2019, 3, 2), "A; B")
    assert (broken.article_id, last.text) == (f"{tmp_path / 'a.parquet'}:2", LONGER)


def test_a_missing_library_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.parquet", parquet([SENTENCE]))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert 'pip install "communique[parquet]"' in failures(path)[0].reason
    monkeypatch.setitem(sys.modules, "warcio", None)
    assert 'pip install "communique[warc]"' in failures(written(tmp_path, "a.warc", warc(answer(b""))))[0].reason


# feeds

RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Gazette</title><link>https://harbour.example/</link>
<item><title>Envoy &amp; guard recalled</title><link>/a?utm_medium=rss</link><guid isPermaLink="false">n-1</guid>
<pubDate>Wed, 26 Apr 2023 23:30:00 +0200</pubDate><dc:creator>Lena Okoro</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>{SENTENCE}</p><figure><figcaption>A guard</figcaption></figure><p>No&nbsp;reason<br>was
given.</p><script>alert(1)</script><p>Read more: Manila recalls its envoy</p>]]></content:encoded></item>
<item><title>Only a summary</title><description>&lt;b&gt;{SENTENCE}&lt;/b&gt;</description>
<author>a@b.example (Omar Haj)</author></item>
<item><title>Nothing</title><link>https://harbour.example/c</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Gazette</title>
<link rel="self" href="https://harbour.example/feed"/>
<entry><id>tag:1</id><title type="html">Envoy&lt;br&gt; recalled</title><link rel="enclosure" href="x.mp3"/>
<link href="https://harbour.example/a"/><published>2023-04-26T23:30:00Z</published>
<updated>2023-04-27T00:00:00Z</updated>
<author><name>Lena Okoro</name><email>l@b.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p><p>No reason.</p></div></content>
</entry>
</feed>"""


def test_an_entry_of_rss_is_an_article(tmp_path: Path) -> None:
    first, second, third = read(written(tmp_path, "a.rss", RSS))
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Failure)
    assert first.text == f"Envoy & guard recalled\n{SENTENCE}\nNo reason\nwas given."
    assert (first.published_on, first.author, first.outlet) == (date(2023, 4, 26), "Lena Okoro", "Harbour Gazette")
    assert first.article_id == "https://harbour.example/a"
    assert (second.text, second.author) == (f"Only a summary\n{SENTENCE}", "Omar Haj")
    assert third.article_id.endswith("a.rss:3") and "no text" in third.reason


def test_an_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    (one,) = articles(written(tmp_path, "a.xml", ATOM), outlet="The Meridian")
    assert one.text == f"Envoy recalled\n{SENTENCE}\nNo reason."
    assert (one.url, one.published_on, one.outlet) == ("https://harbour.example/a", date(2023, 4, 26), "The Meridian")


def test_a_feed_cut_short_keeps_its_whole_entries(tmp_path: Path) -> None:
    first, last = read(written(tmp_path, "a.rss", RSS[: RSS.index("Only a") + 90]))
    assert isinstance(first, Article) and isinstance(last, Failure)
    assert "does not end" in last.reason


def test_a_feed_with_html_names_and_bare_ampersands_is_read(tmp_path: Path) -> None:
    item = f"<title>AT&T &mdash; S&eacute;n&eacute;gal</title><description>{SENTENCE}</description>"
    made = f"<rss><channel><item>{item}</item></channel></rss>"
    (one,) = articles(written(tmp_path, "a.rss", made))
    assert one.title is not None and "— Sénégal" in one.title


# web archives


def test_pages_of_a_web_archive_are_articles_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    headers, block = answer(PAGE.encode())
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (PAGE[:50].encode(), PAGE[50:].encode(), b""))
    records = [
        ({"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}, b"software: x\r\n"),
        ({**headers, "WARC-Type": "request"}, b"GET /a HTTP/1.1\r\n\r\n"),
        (headers, block),
        ({**headers, "WARC-Type": "revisit"}, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        (headers, block.replace(b"200 OK", b"404 Gone")),
        (headers, block.replace(b"text/html", b"image/png")),
        ({**headers, "WARC-Type": "resource", "Content-Type": "text/plain"}, b"x"),
        answer(chunked, "Transfer-Encoding: chunked", address="http://harbour.example/b"),
        answer(gzip.compress(PAGE.encode()), "Content-Encoding: gzip", address="http://harbour.example/c"),
        answer(PAGE.encode(), "Content-Encoding: gzip", address="http://harbour.example/d"),
    ]
    path = written(tmp_path, "a.warc.gz", b"".join(gzip.compress(warc(one)) for one in records))
    found = articles(path)
    assert [one.article_id[-1] for one in found] == ["a", "b", "c", "d"]
    assert all(one.text.startswith(f"Envoy recalled\n{SENTENCE}") for one in found)
    assert {one.published_on for one in found} == {date(2019, 3, 2)}
    assert articles(path, published_on="2019-03-01")[0].published_on == date(2019, 3, 1)


def test_between_broken_records_the_whole_ones_are_found(tmp_path: Path) -> None:
    good = warc(answer(PAGE.encode()))
    cut = warc(({**answer(b"")[0], "WARC-Truncated": "length"}, answer(PAGE.encode())[1]))
    raw = good + warc(answer(PAGE.encode()), length=-1) + b"noise\n" + good + cut + good
    found = list(read(written(tmp_path, "a.warc", raw)))
    assert sum(isinstance(one, Article) for one in found) == 3
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    for word, reason in zip(("length is", "only the beginning", "belong to none"), reasons, strict=True):
        assert word in reason


def test_a_page_may_not_take_the_name_of_another_site() -> None:
    found_at = "https://www.harbour.example/a"
    assert address_of("https://other.example/b", found_at) == found_at
    assert address_of("https://harbour.example/", found_at) == found_at
    assert address_of("https://harbour.example/envoy", found_at) == "https://harbour.example/envoy"
    assert address_of("https://news.harbour.example/envoy", found_at) == "https://news.harbour.example/envoy"
    assert (address_of(None, found_at), address_of("https://x.example/", None)) == (found_at, "https://x.example/")


def test_tracking_fields_are_no_part_of_an_address() -> None:
    assert (
        canonical_url("https://A.example/x?fbclid=1&p=2&utm_id=3&GCLID=4&cid=5#top") == "https://a.example/x?p=2&cid=5"
    )


# packed files

INSIDE = {
    "news/a.txt": SENTENCE.encode(),
    "news/a.article.yaml": b"published_on: 2001-05-06\n",
    "news/b.csv": f"text\n{SENTENCE}\n{LONGER}\n".encode(),
    "news/c.jsonl.gz": gzip.compress(f'{{"text": "{SENTENCE}"}}\n{{"text": ""}}'.encode()),
    "news/picture.png": b"\x89PNG",
    "__MACOSX/news/._a.txt": b"x",
    "news/.hidden.txt": b"x",
}


@pytest.mark.parametrize("end", [".zip", ".tar", ".tar.gz", ".tgz"])
def test_members_of_an_archive_are_read_by_their_formats(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, f"a{end}", packed(end, INSIDE))
    found = list(read(path))
    assert [one.text for one in found if isinstance(one, Article)] == [SENTENCE, SENTENCE, LONGER, SENTENCE]
    assert isinstance(found[0], Article) and found[0].published_on == date(2001, 5, 6)
    (broken,) = [one for one in found if isinstance(one, Failure)]
    assert (broken.article_id, "empty" in broken.reason) == (f"{path}/news/c.jsonl.gz:2", True)


@pytest.mark.parametrize("end", [".zip", ".tar.gz"])
@pytest.mark.parametrize("inner", [".zip", ".tar.gz"])
def test_an_archive_may_stand_in_an_archive(tmp_path: Path, end: str, inner: str) -> None:
    members = {f"b{inner}": packed(inner, INSIDE), "z.parquet": parquet([LONGER])}
    path = written(tmp_path, f"a{end}", packed(end, members))
    found = [one for one in read(path) if isinstance(one, Article)]
    assert [one.text for one in found] == [SENTENCE, SENTENCE, LONGER, SENTENCE, LONGER]
    assert found[0].published_on == date(2001, 5, 6)


def packed(end: str, members: dict[str, bytes]) -> bytes:
    if end == ".zip":
        return zipped(members)
    made = tarred(*((member(name), raw) for name, raw in members.items()))
    return made if end == ".tar" else gzip.compress(made)


def test_what_comes_before_damage_is_kept(tmp_path: Path) -> None:
    lines = "".join(f'{{"text": "{SENTENCE}", "id": "{n}"}}\n' for n in range(5000)).encode()
    raw = gzip.compress(lines)
    found = list(read(written(tmp_path, "a.jsonl.gz", raw[: len(raw) // 2])))
    assert len(found) > 1000 and isinstance(found[-1], Failure)
    assert "cut short" in found[-1].reason
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", SENTENCE)
        archive.writestr("b.txt", "The envoy said nothing.")
    spoiled = made.getvalue().replace(SENTENCE.encode(), SENTENCE.upper().encode())
    first, second = read(written(tmp_path, "a.zip", spoiled))
    assert isinstance(first, Failure) and isinstance(second, Article)


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (zipped({"a.txt": SENTENCE.encode()}), 1),
        (gzip.compress(f'{{"text": "{SENTENCE}"}}'.encode()), 1),
        (gzip.compress(tarred((member("a.txt"), SENTENCE.encode()))), 1),
        (RSS.encode(), 2),
        (b'<?xml version="1.0"?><!DOCTYPE html>' + PAGE.encode(), 1),
        (warc(answer(PAGE.encode())), 1),
        (parquet([SENTENCE, LONGER]), 2),
    ],
)
def test_standard_input_is_told_by_its_beginning(monkeypatch: pytest.MonkeyPatch, raw: bytes, texts: int) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert sum(isinstance(one, Article) for one in read("-")) == texts
