"""Lines that are not the article's voice, and lines that only look so."""

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from communique.knowledge.boilerplate import compiled, load_marks
from communique.reading.boilerplate import find
from communique.reading.facts import Facts, article

BODY = "Kigali closed the border on Friday.\nThe African Union asked for restraint.\n"


def skipped(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(part.reason, part.span.quote) for part in find(article(text, Facts(title=title)), load_marks())]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("MORE: Why the border matters", "link"),
        ("Read more: Why the border matters", "link"),
        ("RELATED ARTICLES: Why the border matters", "link"),
        ("• See also » Why the border matters", "link"),
        ("Sign up to our newsletter for a daily digest.", "notice"),
        ("Follow Lena Okoro on X: @lokoro", "notice"),
        ("© 2019 Harbour Gazette. All rights reserved.", "notice"),
        ("This article was first published in The Meridian.", "notice"),
        ("Photograph: Omar Haj/AFP/Getty Images", "caption"),
        ("(Photo by Omar Haj)", "caption"),
        ("Lorries wait at the crossing near Gisenyi. [Omar Haj/AFP]", "caption"),
        ("(Reporting by Lena Okoro in Kigali and Paul Brandt; Writing by Ada Lund)", "credit"),
        ("Associated Press writer Lena Okoro in Goma contributed to this report.", "credit"),
        ("By Lena Okoro", "credit"),
        ("Leave a comment", "comment"),
    ],
)
def test_a_line_that_is_boilerplate_wherever_it_stands(line: str, reason: str) -> None:
    assert skipped(f"{BODY}{line}\n{BODY}") == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Lena Okoro is a reporter for Harbour Gazette based in Kigali.",
        "Lena Okoro is Harbour Gazette's Great Lakes correspondent. She has covered three wars.",
        "Lena Okoro and Paul Brandt are fellows at the Lake Institute.",
        "*Lena Okoro is chief diplomatic correspondent of Harbour Gazette.*",
        "Lena Okoro writes about the Great Lakes for Harbour Gazette.",
        "The author is a former ambassador to Uganda.",
    ],
)
def test_a_biography_is_one_only_at_the_end(line: str) -> None:
    assert [reason for reason, _ in skipped(f"{BODY}{line}")] == ["biography"]
    assert [reason for reason, _ in skipped(f"{BODY}{line}\nMORE: Why it matters\n")] == ["biography", "link"]
    assert skipped(f"{line}\n{BODY}") == []


@pytest.mark.parametrize(
    "line",
    [
        "Paul Kagame is a former rebel commander.",
        "Paul Kagame is accused of arming the M23.",
        "More than 30 people died: soldiers, nurses and a priest.",
        "Follow the accord, the envoy told both sides on Tuesday.",
        "Photographs of the raid were shown to reporters: none could be checked.",
        "By Friday evening the army had taken the hill.",
        "Human Rights Watch reports that the army burned two villages.",
        "This story of revenge began when the village was burned.",
        "“Read the treaty,” the minister said: “it is all there.”",
        "The Associated Press reported on Monday (a day before AFP) that talks had begun.",
        "Update the treaty, Kampala demanded.",
    ],
)
def test_real_sentences_stay(line: str) -> None:
    assert skipped(f"{BODY}{line}") == []
    assert skipped(f"{BODY}{line}\n{BODY}") == []


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("KYIV, Ukraine (AP) —", " Troops crossed the river."),
        ("BEIRUT (Reuters) -", " Troops crossed the river."),
        ("ISLAMABAD, March 4 (Reuters) -", " Troops crossed the river."),
        ("Geneva, 5 May 2020 –", " Troops crossed the river."),
        ("ADDIS ABABA —", " Troops crossed the river."),
        ("LAGOS -", " The governor signed a truce with the rebels on Friday after a week of talks in the north."),
    ],
)
def test_a_dateline_is_skipped_alone(dateline: str, rest: str) -> None:
    assert skipped(f"{dateline}{rest}\n{BODY}") == [("dateline", dateline)]
    assert skipped(f"Border closed\nBy Lena Okoro\n{dateline}{rest}\n", "Border closed")[-1] == ("dateline", dateline)


@pytest.mark.parametrize(
    "line",
    ["NATO — which has 31 members — met in Vilnius.", "NATO - Russia talks collapse", "Kyiv (AP) reported losses."],
)
def test_no_dateline(line: str) -> None:
    assert skipped(f"{line}\n{BODY}") == []


def test_a_dateline_far_from_the_beginning_is_none() -> None:
    assert skipped(BODY * 3 + "KYIV, Ukraine (AP) — Troops crossed the river.\n") == []


def test_a_list_under_a_heading_goes_with_it() -> None:
    text = f"{BODY}Related stories\n- Kigali's choice\n• Who are the rebels?\n{BODY}- Kigali denied it.\n"
    assert [quote for _, quote in skipped(text)] == ["Related stories", "- Kigali's choice", "• Who are the rebels?"]


def test_the_title_is_never_boilerplate() -> None:
    assert skipped(f"More: talks\n{BODY}", "More: talks") == []


def test_long_paragraphs_are_never_boilerplate() -> None:
    assert skipped("Video: " + "the army shelled the hill and " * 30 + "left.") == []


def test_a_table_with_a_wrong_row_says_which(tmp_path: Path) -> None:
    table = tmp_path / "boilerplate.tsv"
    header = "where\treason\tpattern\thit\tnear_miss\torigin\n"
    rows = (
        "line\tlink\tMORE: .*\tMORE: x\tMore x\tproject, 2026-11\n"
        "line\tlink\tMORE: .*\tNothing\tMore x\tproject, 2026-11\n"
        "line\tlink\t.*\tMORE: x\tMore x\tproject, 2026-11\n"
        "line\tlink\t(\tMORE: x\tMore x\tproject, 2026-11\n"
        "line\tlink\t<NOBODY>\tMORE: x\tMore x\tproject, 2026-11\n"
        "middle\tlink\tMORE: .*\tMORE: x\tMore x\tproject, 2026-11\n"
        "line\tlink\tMORE: .*\tMORE: x\t\tproject, 2026-11\n"
    )
    table.write_text(header + rows)
    with pytest.raises(KnowledgeError) as raised:
        compiled(table)
    assert [fault.line for fault in raised.value.faults] == [3, 4, 5, 6, 7, 8]
