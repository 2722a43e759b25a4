"""The value of a number in words or figures, with the words that bound it: "at least two dozen", "20 to 30"."""

import re
from dataclasses import dataclass

from communique.knowledge.numbers import SizeKnowledge
from communique.model import Sentence, Token

DIGITS = re.compile(r"\d[\d,]*(\.\d+)?")
LONGEST = 10  # tokens: no number in words is longer
SCALE = 1000  # from here on a multiplier closes a part of the number ("two thousand | three hundred")
TEN = 10
HYPHEN = "-"
PERCENT = "%"
ABOUT, HALF = "about", "half"  # bounds that leave the number as told, that halve it


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """From `low` to `high` (None: open), told by the tokens `first` to `last`."""

    low: int
    high: int | None
    first: int
    last: int
    known: bool = False  # one person, by name or by a definite noun: who, not how many


def is_number(token: Token, words: SizeKnowledge) -> bool:
    """True for figures and for the words a number is made of."""
    text = token.text.lower()
    known = text in words.values or text in words.multipliers or text in words.ranges
    return known or DIGITS.fullmatch(text) is not None


def read_number(sentence: Sentence, seed: int, words: SizeKnowledge) -> Number | None:
    """The whole number that token `seed` is part of, with the words that bound it."""
    first, last = _stretch(sentence, seed, words)
    texts = [t.text.lower() for t in sentence.tokens[first : last + 1]]
    ends = _ends(texts, words)
    if ends is None or _is_measure(sentence, last):
        return None
    start, bounds = _before(sentence, first, words)
    end, behind = _after(sentence, last, words)
    if HALF in bounds:
        ends = (ends[0] // 2, ends[1] // 2)
    low, high = _bounded(ends, next((b for b in (*bounds, *behind) if b not in (ABOUT, HALF)), ABOUT))
    return Number(low=low, high=high, first=start, last=end)


def _is_measure(sentence: Sentence, last: int) -> bool:
    """A number hyphened to a noun of measure or followed by a percentage ("12-year-old", "12%")."""
    following = [t.text for t in sentence.tokens[last + 1 : last + 3]]
    return following[:1] == [PERCENT] or (len(following) > 1 and following[0] == HYPHEN and following[1].isalpha())


def _stretch(sentence: Sentence, seed: int, words: SizeKnowledge) -> tuple[int, int]:
    first = last = seed
    tokens = sentence.tokens
    while (step := _step(tokens, first, -1, words)) and seed - first < LONGEST:
        first -= step
    while (step := _step(tokens, last, 1, words)) and last - seed < LONGEST:
        last += step
    return first, last


def _step(tokens: tuple[Token, ...], at: int, way: int, words: SizeKnowledge) -> int:
    """How many tokens on, in the direction `way`, the number still goes: 1, 2 over a joint, or 0."""
    near, far = at + way, at + 2 * way
    if 0 <= near < len(tokens) and is_number(tokens[near], words):
        return 1
    if not (0 <= far < len(tokens) and is_number(tokens[far], words)):
        return 0
    joint, left = tokens[near].text.lower(), tokens[min(at, far)]
    if joint in words.sets["joint"]:
        return 2
    if joint in words.sets["of"]:
        return 2 if left.text.lower() in words.ranges and tokens[max(at, far)].text.lower() in words.multipliers else 0
    return 2 if joint in words.sets["tie"] and _tied(tokens, near, words) else 0


def _tied(tokens: tuple[Token, ...], tie: int, words: SizeKnowledge) -> bool:
    """True where "and" stands inside one number or between the ends of "between 20 and 30"."""
    if tokens[tie - 1].text.lower() in words.multipliers and tokens[tie + 1].text.lower() in words.values:
        first = tokens[max(tie - 2, 0)]
        return is_number(first, words) or first.text.lower() in words.sets["article"]
    return _opener(tokens, tie, words) is not None


def _opener(tokens: tuple[Token, ...], tie: int, words: SizeKnowledge) -> int | None:
    """Where "between" opens the range that "and" at `tie` joins."""
    at = tie - 1
    while at >= 0 and is_number(tokens[at], words):
        at -= 1
    return at if at >= 0 and tokens[at].text.lower() in words.sets["pair"] else None


Range = tuple[int, int]


def _ends(texts: list[str], words: SizeKnowledge) -> Range | None:
    """The lowest and highest value that the words of a number allow."""
    for i in range(1, len(texts) - 1):
        if texts[i] in words.sets["joint"] and not _is_hyphened(texts, i, words):
            return _joined(texts[:i], texts[i + 1 :], words)
        if texts[i] in words.sets["tie"] and texts[i - 1] not in words.multipliers:
            return _joined(texts[:i], texts[i + 1 :], words)
    return _value(texts, words)


def _is_hyphened(texts: list[str], at: int, words: SizeKnowledge) -> bool:
    """ "twenty-five" is one number, "20-25" are two."""
    tens, unit = words.values.get(texts[at - 1], 0), words.values.get(texts[at + 1], 0)
    return texts[at] == HYPHEN and tens >= 2 * TEN and tens % TEN == 0 and 0 < unit < TEN


def _joined(left: list[str], right: list[str], words: SizeKnowledge) -> Range | None:
    """Both ends of a range; "2 to 3 million" gives its first end the multiplier of the second."""
    low, high = _ends(left, words), _ends(right, words)
    if low is None or high is None:
        return None
    if right[-1] in words.multipliers and left[-1] not in words.multipliers and low[0] < SCALE <= high[0]:
        low = _value([*left, right[-1]], words) or low
    return (low[0], high[1]) if low[0] <= high[1] else None


def _value(texts: list[str], words: SizeKnowledge) -> Range | None:
    """The value of a number without joints: parts are added, multipliers multiply what stands before them."""
    low = high = 0.0
    part: tuple[float, float] | None = None
    for text in texts:
        if text in words.ranges and part is None:
            part = words.ranges[text]
        elif text in words.multipliers:
            part = _times(part, words.multipliers[text])
            if words.multipliers[text] >= SCALE:
                low, high, part = low + part[0], high + part[1], None
        elif text != HYPHEN and text not in words.sets["tie"] | words.sets["of"]:
            figure = words.values[text] if text in words.values else _figure(text)
            if figure is None:
                return None
            part = (figure, figure) if part is None else (part[0] + figure, part[1] + figure)
    part = part or (0, 0)
    return round(low + part[0]), round(high + part[1])


def _times(part: tuple[float, float] | None, by: int) -> tuple[float, float]:
    """ "several hundred" goes up to just before the next hundred."""
    low, high = part or (1, 1)
    return low * by, high * by if low == high else (high + 1) * by - 1


def _figure(text: str) -> float | None:
    return float(text.replace(",", "")) if DIGITS.fullmatch(text) else None


def _bounded(ends: Range, bound: str) -> tuple[int, int | None]:
    low, high = ends
    if bound == "least":
        return low, None
    if bound == "over":
        return (low + 1 if low == high else low), None
    if bound in ("most", "under"):
        return min(1, high), max(high - (bound == "under"), 0)
    return low, high


def _before(sentence: Sentence, first: int, words: SizeKnowledge) -> tuple[int, list[str]]:
    """Where the words that bound a number begin, and their bounds, nearest first."""
    bounds: list[str] = []
    texts = [t.text.lower() for t in sentence.tokens]
    if first and texts[first - 1] in words.sets["article"] | words.sets["pair"]:
        first -= 1
    while found := _longest(words.before, [tuple(texts[at:first]) for at in range(max(first - LONGEST, 0), first)]):
        bounds.append(words.before[found])
        first -= len(found)
    return first, bounds


def _after(sentence: Sentence, last: int, words: SizeKnowledge) -> tuple[int, list[str]]:
    texts = [t.text.lower() for t in sentence.tokens[last + 1 : last + 1 + LONGEST]]
    found = _longest(words.after, [tuple(texts[:size]) for size in range(len(texts), 0, -1)])
    return (last + len(found), [words.after[found]]) if found else (last, [])


def _longest(phrases: dict[tuple[str, ...], str], standing: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The first of the phrases standing beside a number, longest first, that the table knows; () where none is."""
    return next((phrase for phrase in standing if phrase in phrases), ())
