"""Each page is refused or read within 3 seconds and 500 MB; what is refused says why."""

import resource
import time
from io import BytesIO

import pytest

from communique.errors import ReadingError
from communique.reading.asked import Asked
from communique.reading.facts import Facts
from communique.reading.html import read_html
from tests.broken.pages import READ, REFUSED, SENTENCE

SECONDS = 3
KILOBYTES = 300_000  # besides the 200,000 of the program itself


@pytest.fixture(autouse=True, scope="module")
def _warm() -> None:
    """What the reader imports at its first page is not the page's time."""
    list(read_html(BytesIO(READ["XML"]().encode()), Facts(), Asked()))


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_article_is_refused(name: str) -> None:
    raw = REFUSED[name]().encode()
    start = time.process_time()
    with pytest.raises(ReadingError) as refusal:
        list(read_html(BytesIO(raw), Facts(), Asked()))
    assert time.process_time() - start < SECONDS
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", READ)
def test_an_article_is_found_beside_anything(name: str) -> None:
    raw = READ[name]().encode()
    before, start = _peak(), time.process_time()
    (found,) = read_html(BytesIO(raw), Facts(), Asked())
    assert time.process_time() - start < SECONDS
    assert _peak() - before < KILOBYTES
    assert SENTENCE.strip() in found.text


def _peak() -> int:
    """The most memory this process has held so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
