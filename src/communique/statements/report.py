"""What the searches of this room hand each other: one act of saying, still in characters and tokens."""

from dataclasses import dataclass

from communique.statements.page import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A cue with what it reports. `speakers` are tokens of sentence `speaker_sentence`; `cue` counts tokens inclusively."""

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
    quotations: tuple[int, ...] = ()  # those that are the content, for direct speech
    rule: str
