"""What the searches of this room hand each other: one act of saying, still in characters and tokens."""

from dataclasses import dataclass

from communique.statements.page import OUTSIDE, Page, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A cue with what it reports; `speakers` are tokens of sentence `speaker_sentence`, `cue` is inclusive."""

    sentence: int
    cue: tuple[int, int] | None = None
    cue_token: int | None = None
    content: tuple[Region, ...]
    speaker_sentence: int = -1
    speakers: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    thought: bool = False
    negated: bool = False
    own: bool = False
    is_phrase: bool = False  # the cue is a preposition
    object_only: bool = False  # the content is no clause, only an object with a quotation in it
    quotations: tuple[int, ...] = ()  # those that are the content, for direct speech
    rule: str


def key_of(report: Report) -> tuple[int, int]:
    """Sentence and token of the cue; token -1 where there is none."""
    return report.sentence, report.cue_token if report.cue_token is not None else -1


def by_paragraph(page: Page, reports: list[Report]) -> dict[int, list[Report]]:
    """The reports of each paragraph, by their sentence."""
    found: dict[int, list[Report]] = {}
    for report in reports:
        found.setdefault(page.parse.sentences[report.sentence].paragraph, []).append(report)
    return found


def cue_is_inside(page: Page, report: Report) -> bool:
    """True where the cue stands within quotation marks."""
    if report.cue_token is None:
        return False
    return page.quotation_at(page.parse.sentences[report.sentence].tokens[report.cue_token].start) != OUTSIDE
