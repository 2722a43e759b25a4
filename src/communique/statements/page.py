"""The article as the statements room looks at it: sentences, quotations, and who is named where."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from communique.knowledge.speech import SpeechKnowledge
from communique.model import Named, Parse, Sentence, Token
from communique.sentence import children, subtree
from communique.statements.quotations import Quotation, find_quotations
from communique.statements.turns import Turn, find_turns, with_turns

Region = tuple[int, int]  # characters of the article's text, half-open
OUTSIDE = -1


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every question of this room needs; made once an article."""

    parse: Parse
    named: Named
    cues: SpeechKnowledge

    @property
    def text(self) -> str:
        """The article's text."""
        return self.parse.article.text

    @cached_property
    def paragraphs(self) -> dict[int, Region]:
        """Start and end of each paragraph that has sentences, quotation marks at its edges included."""
        found: dict[int, Region] = {}
        for sentence in self.parse.sentences:
            start, end = found.get(sentence.paragraph, (sentence.start, sentence.end))
            found[sentence.paragraph] = (min(start, sentence.start), max(end, sentence.end))
        return {number: self._whole_line(start, end) for number, (start, end) in found.items()}

    @cached_property
    def _numbers(self) -> list[int]:
        return sorted(self.paragraphs)

    def paragraph_above(self, number: int) -> int | None:
        """The number of the paragraph before this one that has sentences."""
        i = bisect_left(self._numbers, number) - 1
        return self._numbers[i] if i >= 0 else None

    def _whole_line(self, start: int, end: int) -> Region:
        while start > 0 and not self.text[start - 1].isspace():
            start -= 1
        while end < len(self.text) and not self.text[end].isspace():
            end += 1
        return start, end

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The outermost quotations and the turns of a transcript, in reading order."""
        marked = find_quotations(self.text, self.paragraphs, self.cues.marks, self._is_told)
        return tuple(with_turns(marked, self.turns, self.paragraphs))

    @cached_property
    def _told_at(self) -> list[int]:
        """Where cues stand behind their words and a comma ("the road is open, she said")."""
        return [t.start for s in self.parse.sentences for t in s.tokens if self._closes_words(s, t)]

    def _closes_words(self, sentence: Sentence, token: Token) -> bool:
        if token.upos != "VERB" or not any("quote" in row.frames for row in self.cues.verbs.get(token.lemma, ())):
            return False
        subjects = [t.index for t in children(sentence, token.index, ("nsubj",)) if t.index < token.index]
        first = min((subtree(sentence, i)[0] for i in subjects), default=token.index)
        words = any(t.index < first for t in children(sentence, token.index, ("ccomp", "parataxis", "dep")))
        return first > 0 and sentence.tokens[first - 1].text == "," and (words or token.dep == "parataxis")

    def _is_told(self, start: int, end: int) -> bool:
        first = bisect_left(self._told_at, start)
        return first < len(self._told_at) and self._told_at[first] < end

    @cached_property
    def turns(self) -> list[Turn]:
        """The turns of an interview or a transcript, in reading order."""
        return find_turns(self.text, self.paragraphs, self.cues.words("label"))

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [q.opened_at for q in self.quotations]

    def quotation_at(self, offset: int) -> int:
        """The index of the quotation that holds the character (marks included), or `OUTSIDE`."""
        i = bisect_right(self._quotation_starts, offset) - 1
        return i if i >= 0 and offset < self.quotations[i].closed_at() else OUTSIDE

    def quotations_in(self, start: int, end: int) -> list[int]:
        """The indices of the quotations whose words overlap the characters `[start, end)`."""
        i = max(0, bisect_right(self._quotation_starts, start) - 1)
        found = []
        while i < len(self.quotations) and self.quotations[i].start < end:
            if self.quotations[i].end > start:
                found.append(i)
            i += 1
        return found

    @cached_property
    def sentences_of(self) -> dict[int, list[Sentence]]:
        """The sentences of each paragraph."""
        found: dict[int, list[Sentence]] = {}
        for sentence in self.parse.sentences:
            found.setdefault(sentence.paragraph, []).append(sentence)
        return found

    @cached_property
    def _tokens_of(self) -> dict[int, list[tuple[Sentence, Token]]]:
        return {n: [(s, t) for s in sentences for t in s.tokens] for n, sentences in self.sentences_of.items()}

    def tokens_of(self, paragraph: int) -> list[tuple[Sentence, Token]]:
        """The tokens of a paragraph with their sentences, in reading order."""
        return self._tokens_of[paragraph]

    @cached_property
    def _context_words(self) -> list[tuple[int, str]]:
        placed = (t for s in self.parse.sentences for t in s.tokens if t.upos != "PROPN")
        return [(t.start, context) for t in placed if (context := self.cues.contexts.get(t.lemma.casefold()))]

    def contexts_in(self, start: int, end: int) -> list[str]:
        """The context of each word in the characters `[start, end)` that tells one."""
        first, last = (bisect_left(self._context_words, (at, "")) for at in (start, end))
        return [context for _, context in self._context_words[first:last]]

    @cached_property
    def time_heads(self) -> frozenset[tuple[int, int]]:
        """Sentence and token of the heads of time expressions."""
        return frozenset((t.sentence, t.head) for t in self.named.times)

    @cached_property
    def _actor_at(self) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for i, actor in enumerate(self.named.actors):
            for token in range(actor.first, actor.last + 1):
                found.setdefault((actor.sentence, token), i)
        for i, actor in enumerate(self.named.actors):
            found[actor.sentence, actor.head] = i
        return found

    def actor(self, sentence: int, token: int) -> int | None:
        """The index in `Named.actors` of the actor named at this token, those headed by it first."""
        return self._actor_at.get((sentence, token))


def inside(page: Page, token: Token) -> bool:
    """True where the token stands within quotation marks."""
    return page.quotation_at(token.start) != OUTSIDE


def edges(sentence: Sentence, index: int) -> tuple[int, int]:
    """First and last token of what hangs on `index`, without punctuation at the edges."""
    below = [i for i in subtree(sentence, index) if i == index or sentence.tokens[i].upos != "PUNCT"]
    return below[0], below[-1]


def chars(sentence: Sentence, first: int, last: int) -> Region:
    """The characters from token `first` to token `last` (inclusive)."""
    return sentence.tokens[first].start, sentence.tokens[last].end


def is_negated(page: Page, sentence: Sentence, index: int) -> bool:
    """True where a negation hangs on the token, or "no" on its subject ("no minister said that")."""
    for child in children(sentence, index):
        if child.dep in ("advmod", "det", "cc:preconj") and _is_negative(page, child):
            return True
        before = (t for t in children(sentence, child.index, ("det", "advmod")) if t.index < child.index)
        if child.dep.startswith("nsubj") and any(_is_negative(page, t) for t in (child, *before)):
            return True
    return False


def _is_negative(page: Page, token: Token) -> bool:
    negative = "Polarity=Neg" in token.feats or "PronType=Neg" in token.feats
    return negative or token.lemma in page.cues.words("negative")
