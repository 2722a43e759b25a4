"""The margin of the page: beside each line of the text, who speaks in the statements that begin there."""

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from communique.views.wording import shortened

MARGIN = 18  # columns for names; the text has the rest
GAP = "  "
SPEAKER = "speaker"  # under this key a style knows whose statement begins
NAME_STYLE = "green"


def spoken_by(name: str, style: str) -> Style:
    """A style for the first mark of a statement, which carries its speaker's name through the wrapping of lines."""
    return Style.parse(style) + Style(meta={SPEAKER: name})


def with_margin(console: Console, text: Text) -> Iterator[Text]:
    """The text in lines that fit the console, each behind its margin; a speaker stands once for what runs on."""
    last = None
    for line in text.wrap(console, console.width - MARGIN - len(GAP)):
        names = [name for name in _speakers(line) if name != last]
        last = names[-1] if names else last
        margin = shortened(", ".join(dict.fromkeys(names)), MARGIN)
        shown = Text(f"{margin:>{MARGIN}}", style=NAME_STYLE if margin else "")
        yield Text.assemble(shown, GAP, line) if line.plain.strip() or margin else Text()


def _speakers(line: Text) -> list[str]:
    spans = sorted((s for s in line.spans if isinstance(s.style, Style)), key=lambda s: s.start)
    return [s.style.meta[SPEAKER] for s in spans if isinstance(s.style, Style) and SPEAKER in s.style.meta]
