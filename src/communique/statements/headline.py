"""Headlines that quote: "Minister: the talks go on"."""

from communique.model import Form, Sentence
from communique.statements import content
from communique.statements.page import OUTSIDE, Page, chars
from communique.statements.report import Report

LONGEST_NAME = 6  # tokens before the colon: names with their office fit, whole clauses do not
VOICES: frozenset[Form] = frozenset({"person", "office", "organisation", "agent"})  # a country's name is a topic
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_headline(page: Page) -> list[Report]:
    """The statement of a headline, or nothing."""
    sentence = next(iter(page.parse.sentences), None)
    if sentence is None or len(page.paragraphs) < 2:
        return []
    colon = next((t.index for t in sentence.tokens[: LONGEST_NAME + 1] if t.text == ":"), 0)
    speaker = _voice(page, sentence, colon)
    if speaker is None or not any(t.xpos in FINITE for t in sentence.tokens[colon:]):
        return []
    start = chars(sentence, colon + 1, colon + 1)[0]
    region = content.trimmed(page, (start, page.paragraphs[sentence.paragraph][1]))
    if region is None:
        return []
    return [
        Report(
            sentence=sentence.index,
            content=(region,),
            speaker_sentence=sentence.index,
            speakers=(speaker,),
            rule="headline:colon",
        )
    ]


def _voice(page: Page, sentence: Sentence, colon: int) -> int | None:
    """The head of the name before the colon, if it can speak and the colon is followed by words."""
    if colon == 0 or colon + 1 >= len(sentence.tokens):
        return None
    token = sentence.tokens[colon - 1]
    if page.quotation_at(token.start) != OUTSIDE:
        return None
    if token.lemma in page.cues.documents:
        return token.index
    if token.upos == "PROPN" and page.quotation_at(sentence.tokens[colon + 1].start) != OUTSIDE:
        return token.index
    actor = page.actor(sentence.index, token.index)
    if actor is None or page.named.actors[actor].form not in VOICES or page.named.actors[actor].last != token.index:
        return None
    return token.index
