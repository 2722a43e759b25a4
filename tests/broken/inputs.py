"""Broken inputs, each by file name: its bytes and words of the reason it fails for. Made for these tests."""

import json
from pathlib import Path

import yaml

from tests.broken.pages import REFUSED

SAID = "The foreign ministry of Togo recalled its ambassador from Accra on Monday. "
LANGUAGES = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text(encoding="utf-8"))
GOOD = {
    "a-good.txt": f"{SAID * 2}\nGhana rejected the accusation.\n".encode(),
    "m-good.html": f"<html><body><p>{SAID * 2}</p><p>Ghana rejected the accusation.</p></body></html>".encode(),
    "z-good.jsonl": json.dumps({"text": SAID + "Ghana rejected the accusation.", "id": "good"}).encode() + b"\n",
}
TEXTS: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \t\r\n \n", "empty"),
    "only-mark.txt": (b"\xef\xbb\xbf", "empty"),
    "no-break-spaces.txt": ("\u00a0\u2003\n".encode(), "empty"),
    "zip.txt": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "zero bytes"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "zero bytes"),
    "program.txt": (b"\x7fELF\x02\x01\x01\x00", "zero bytes"),
    "packed.txt": (b"\x1f\x8b\x08\x08\xc3\xaf\xff", "not UTF-8"),
    "document.txt": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "a PDF"),
    "rich.txt": (b"{\\rtf1\\ansi Togo recalled its ambassador.}", "rich text"),
    "page.txt": (b"<!DOCTYPE html><html><body><p>Togo spoke.</p></body></html>", "name it .html"),
    "feed.txt": (b'<?xml version="1.0"?><rss></rss>', "XML"),
    "control.txt": (b"\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10 x", "control characters"),
    "western.txt": ("Der Präsident sprach über Zölle.".encode("cp1252"), "not UTF-8"),
    "greek.txt": ("Ο υπουργός μίλησε".encode("iso8859-7"), "not UTF-8"),
    "wide.txt": ("Togo spoke.".encode("utf-16"), "UTF-8"),
    "wide-without-mark.txt": ("Togo spoke.".encode("utf-16-le"), "zero bytes"),
    "very-wide.txt": ("Togo spoke.".encode("utf-32"), "UTF-8"),
    "shift-jis.txt": ("外務省は大使を召還した".encode("shift-jis"), "not UTF-8"),
    "cut.txt": ("Togo’s".encode()[:5] + b" ambassador", "not UTF-8"),
    "bytes.txt": (b"a " * 5_000_001, "bytes"),
    "long.txt": (b"Togo spoke. " * 90_000, "characters"),
    "front-matter.md": (b"---\noutlet: [x\n---\nTogo spoke.\n", "no YAML"),
    "front-list.md": (b"---\n- x\n---\nTogo spoke.\n", "name: value"),
    "front-date.md": (b"---\npublished_on: soon\n---\nTogo spoke.\n", "no date"),
    "front-false-date.md": (b"---\npublished_on: 2023-02-30\n---\nTogo spoke.\n", "no YAML"),
    "front-number.md": (b"---\noutlet: 7\n---\nTogo spoke.\n", "must be a string"),
    "front-bomb.md": (
        b"---\na: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 121))
        + b"outlet: *y\n---\nTogo spoke.\n",
        "must be a string",
    ),
    "front-deep.md": (b"---\na: " + b"[" * 9_000 + b"\n---\nTogo spoke.\n", "no YAML"),
    "front-long.md": (b"---\n" + b"a: b\n" * 5_000 + b"---\nTogo spoke.\n", "characters"),
    "only-front.md": (b"---\noutlet: The Meridian\n---\n", "empty"),
    "beside.txt": (SAID.encode(), "beside.article.yaml is no YAML"),
    "beside-bytes.txt": (SAID.encode(), "beside-bytes.article.yaml is not UTF-8"),
    "folder.html/inside.txt": (b"", "empty"),
    "name with\ttab.txt": (b"", "empty"),
}  # fmt: skip
BESIDE = {"beside.article.yaml": b"outlet: [x\n", "beside-bytes.article.yaml": b"outlet: \xff\n"}
PAGES: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "empty"),
    "blank.html": (b"  \n ", "empty"),
    "binary.html": (b"<html>\x00\x01\x02</html>", "zero bytes"),
    "picture.html": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "zero bytes"),
    "noise.html": (bytes(range(1, 256)) * 40, "no characters"),
    "unknown.html": (b"<meta charset=klingon><p>\xff\xfe Togo", "nobody knows"),
    "compression.html": (b"<meta charset=zlib><p>\xff\xfe Togo", "nobody knows"),
    "wrong.html": (b"<meta charset=ascii-8><p>" + "Präsident".encode("cp1252"), "nobody knows"),
    "bytes.html": (b"<p>a</p>" * 400_000, "bytes"),
    "comment.html": (b"<!-- nothing but this -->", "no article text"),
    "text.html": (b"Togo spoke.", "no article text"),
    **{f"{name.replace(' ', '-')}.html": (make().encode(), "") for name, make in REFUSED.items()},
}
LINES: list[tuple[bytes, str]] = [
    (b"{", "no JSON"),
    (b'{"text": "Togo', "no JSON"),
    (b"text: Togo spoke.", "no JSON"),
    (b'{"text": "Togo spoke."} {"text": "Mali spoke."}', "no JSON"),
    (b"[1, 2]", "not an object"),
    (b'"Togo spoke."', "not an object"),
    (b"null", "not an object"),
    (b"NaN", "not an object"),
    (b"{}", "no field 'text'"),
    (b'{"body": "Togo spoke."}', "its fields are body"),
    (b'{"text": null}', "no field 'text'"),
    (b'{"text": ["Togo", "spoke"]}', "no field 'text'"),
    (b'{"text": ""}', "empty"),
    (b'{"text": "\\u0000\\u0001"}', "zero characters"),
    (b'{"text": "\\ud83d"}', "surrogates"),
    (b'{"text": "Togo spoke.", "url": "https://x.example/\\ud83d"}', "surrogates"),
    (b'{"text": "Togo spoke.", "published_on": "yesterday"}', "no date"),
    (b'{"text": "Togo spoke.", "published_on": 20230426}', "write it as"),
    (b'{"text": "Togo spoke.", "published_on": "2023-02-30"}', "no date"),
    (b'{"text": "Togo spoke.", "outlet": {"name": "The Meridian"}}', "must be a string"),
    (b'{"text": "Togo spoke.", "id": 1.5}', "must be a string"),
    (b'{"text": "Togo spoke.", "n": ' + b"9" * 5_000 + b"}", "no JSON"),
    (b"[" * 200_000, "nested too deep"),
    (b'{"text": "Togo \xff spoke."}', "not UTF-8"),
    (b'{"text": "Togo spoke.\x00"}', "zero bytes"),
    (b'{"text": "' + b"Togo spoke. " * 90_000 + b'"}', "characters"),
    (b'{"text": "' + b"x" * 10_000_001 + b'"}', "bytes"),
    *((json.dumps({"text": text}).encode(), "not in English") for text in LANGUAGES.values()),
]
