"""News without politics: 1,000 sentences of sport, culture, science, business, written without sight of the rules.

The sentences are fiction; real names in them mean nothing.
"""

from pathlib import Path

from communique.pipeline import Coder
from communique.reading.facts import Facts, article

SENTENCES = Path(__file__).parent / "no_events.tsv"
MOST = 10  # events in 1,000 sentences; measured 8


def test_news_without_politics_makes_hardly_any_events() -> None:
    coder = Coder()
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == 1000
    made = []
    for line in lines:
        sentence = line.split("\t")[1]
        made += [(e.event_type, e.trigger.quote, sentence) for e in coder.code(article(sentence, Facts())).events]
    assert len(made) <= MOST, "\n".join(map(str, made))
