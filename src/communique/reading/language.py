"""Whether a text is in the language it is to be coded in, by the share of its commonest words."""

import re
from collections.abc import Set

from communique.knowledge.function_words import load_function_words
from communique.model import Article, Failure

WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000  # characters; a text changes its language rarely, and then coding the English part is right
SHORT = 50  # words; fewer pass: headlines and captions hold hardly a function word
LEAST = 0.08  # of the words; docs/decisions/0003-html.md: English news 0.1 and more, other languages 0.04 and less
OTHER_SCRIPT = 0.5  # of the letters: a text that is mostly Arabic, Chinese or Cyrillic is not English however short
FEW_LETTERS = 40
LATIN_END = "\u024f"  # the last letter of the extended Latin blocks


def share_of(text: str, common: Set[str]) -> tuple[float, int]:
    """The share of common words among the words of a text's beginning, and how many words that beginning has."""
    words = WORD.findall(text[:SAMPLE].lower())
    return (sum(word in common for word in words) / len(words) if words else 0.0), len(words)


def is_other(text: str, common: Set[str]) -> bool:
    """True where a text is surely not in the language of these common words; short texts never are, but for script."""
    letters = [character for character in text[:SAMPLE] if character.isalpha()]
    foreign = sum(character > LATIN_END for character in letters)
    if len(letters) >= FEW_LETTERS and foreign > OTHER_SCRIPT * len(letters):
        return True
    share, words = share_of(text, common)
    return words >= SHORT and share < LEAST


def readable(found: Article | Failure) -> Article | Failure:
    """The article itself, or the failure that it is not in the language it would be coded in."""
    if isinstance(found, Failure) or not is_other(found.text, load_function_words(found.language)):
        return found
    said = f"not in English, as far as its words tell (language {found.language!r} is coded)"
    return Failure(article_id=found.article_id, stage="reading", reason=said)
