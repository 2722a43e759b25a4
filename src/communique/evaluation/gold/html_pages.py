"""Real news pages with their main text."""

import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.errors import ReadingError
from communique.evaluation.bench import Bench
from communique.evaluation.figures import Tally
from communique.evaluation.gold.form import GoldForm
from communique.evaluation.gold.rows import Row
from communique.evaluation.judging import NOTHING, Difference, Judged, Judging
from communique.model import Article, Failure
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.formats import READERS

TRUTH = "ground_truth.json"
PAGES = "html"
PACKED = ".gz"
N = 4  # words in a gram
POOR = 0.9  # pages below this F1 are written out
SHOWN = 300  # characters of each side
ADDRESS = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")
PUBLISHED = re.compile(rb'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')


def pages(path: Path) -> Iterator[Row]:
    """The pages of a folder with their bytes and what is known of them."""
    truth = json.loads((path / TRUTH).read_text(encoding="utf-8"))
    for name, told in sorted(truth.items()):
        raw = (path / PAGES / name).read_bytes()
        yield {"id": name, "raw": gzip.decompress(raw) if name.endswith(PACKED) else raw, **told}


def grams(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in lower case, letters and digits only, counted."""
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return Counter(tuple(words[i : i + N]) for i in range(max(1, len(words) - N + 1)))


def main_text(expected: str, found: str) -> Tally:
    """Runs of four words shared by the page's main text and ours (title apart); the figure is the mean over pages of
    F1 of each page.
    """
    theirs, ours = grams(expected), grams(found)
    shared = (theirs & ours).total()
    return Tally(hits=shared, wanted=theirs.total(), right=shared, found=ours.total())


def right_day(row: Row, found: Article | None) -> bool | None:
    """Our publication date is a day that the page itself calls `datePublished`, or the day in its address where that
    is not after the crawl (time zones differ); None for pages that call no day `datePublished`.
    """
    told = {match.decode() for match in PUBLISHED.findall(row["raw"])}
    if not told:
        return None
    address = ADDRESS.search(str(row.get("url", "")))
    if address:
        day = "-".join(address.groups())
        if day <= str(row.get("crawl_date", "")):
            told.add(day)
    return found is not None and str(found.published_on) in told


def judge(rows: Iterable[Row], bench: Bench) -> Iterator[Judged]:
    """One item a page, read but not coded."""
    for row in rows:
        judging = Judging(str(row["id"]))
        found = _read(row["raw"])
        tally = main_text("\n".join(row["body"]), _body(found) if found else "")
        judging.tally("4-grams, all pages", tally)
        for name, value in (("F1", tally.f1), ("precision", tally.precision), ("recall", tally.recall)):
            judging.field(f"4-gram {name}, mean of pages", value or 0.0)
        day = right_day(row, found)
        if day is not None:
            judging.field("publication date", day)
        wrong = [name for name, bad in (("text", (tally.f1 or 0) < POOR), ("date", day is False)) if bad]
        if wrong:
            _differ(judging, row, found, wrong)
        yield judging.done()


def _differ(judging: Judging, row: Row, found: Article | None, wrong: list[str]) -> None:
    expected = "\n".join(row["body"])
    ours = _body(found) if found else NOTHING
    day = found.published_on if found else NOTHING
    judging.differ(
        Difference(
            what="wrong" if found else "missed", metric="page", text=str(row.get("url", row["id"])),
            expected=f"{len(expected)} characters: {expected[:SHOWN]} … {expected[-SHOWN:]}",
            found=f"{len(ours)} characters, {day}: {ours[:SHOWN]} … {ours[-SHOWN:]}",
            wrong=", ".join(wrong),
        )
    )  # fmt: skip


def _read(raw: bytes) -> Article | None:
    try:
        found = next(READERS[".html"](io.BytesIO(raw), Facts(), Asked()), None)
    except ReadingError:
        return None
    return None if isinstance(found, Failure) else found


def _body(article: Article) -> str:
    """The text without its title."""
    return article.text[article.title_span.end :] if article.title_span else article.text


FORM = GoldForm(
    name="html_fundus",
    judge=judge,
    read=pages,
    metrics={"4-grams": main_text, "publication date": right_day},
    note="Publication days are those of the pages' own metadata or address; the gold has none.",
)
