"""Whole articles beside the records written by hand for them: floors, and what must not be there.

`floors.yaml` holds, for each article, how many of its `must` rows are found and how many right in every judged field. A
change that raises a figure raises its floor; one that lowers it says so in the CHANGELOG.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.pipeline import Coder
from communique.reading.facts import Facts, article
from tests.golden.comparing import Comparison, Verdict, compare, expected_of

PROJECT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, dict[str, int]] = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
ARTICLES = sorted(
    [*(PROJECT / "examples").glob("*.expected.yaml"), *Path(__file__).parent.glob("siblings/*/*.expected.yaml")]
)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def compared(coder: Coder, path: Path) -> Comparison:
    expected = expected_of(path)
    text = path.with_name(path.name.replace(".expected.yaml", ".txt")).read_text(encoding="utf-8")
    facts = Facts(published_on=expected["published_on"], outlet=expected["outlet"])
    return compare(coder.code(article(text, facts)), expected)


def counted(found: Comparison) -> dict[str, int]:
    def of(verdicts: tuple[Verdict, ...], right: bool) -> int:
        return sum(v.must and v.found and not (right and v.wrong) for v in verdicts)

    return {
        "events_found": of(found.events, False),
        "events_right": of(found.events, True),
        "statements_found": of(found.statements, False),
        "statements_right": of(found.statements, True),
    }


def said(found: Comparison) -> str:
    """What is missing or wrong, for whoever reads a failed test."""
    rows: list[Any] = [v for v in (*found.events, *found.statements) if v.must and (v.wrong or not v.found)]
    return "\n".join(f"{row.row}: {'; '.join(row.wrong) if row.found else 'missing'}" for row in rows)


def test_every_article_has_its_floor() -> None:
    assert {path.name.removesuffix(".expected.yaml") for path in ARTICLES} == set(FLOORS)


@pytest.mark.parametrize("path", ARTICLES, ids=[p.name.removesuffix(".expected.yaml") for p in ARTICLES])
def test_the_record_holds_what_was_written_by_hand(coder: Coder, path: Path) -> None:
    found = compared(coder, path)
    floor = FLOORS[path.name.removesuffix(".expected.yaml")]
    figures = counted(found)
    assert all(figures[name] >= least for name, least in floor.items()), f"{figures} below {floor}\n{said(found)}"
    assert found.forbidden == ()
