"""The documentation that shows code runs: its output is what stands there."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = ["the-way-of-an-article.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_shows_what_the_code_does(page: str) -> None:
    outcome = doctest.testfile(str(DOCS / page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert outcome.attempted > 0
    assert outcome.failed == 0
