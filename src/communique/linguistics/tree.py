"""A dependency tree while it is being rewritten: the one place in the room where something changes in place.

Every operation leaves a tree: one root, no cycles. An attachment that would close a cycle is refused.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

ROOT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as a parser gives it, without its place in the tree; offsets are the text's."""

    text: str
    lemma: str
    tag: str  # Penn
    pos: str  # UPOS
    morph: str  # CoNLL-U features
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """A sentence as a parser gives it: `heads[i]` is an index in it, -1 for the root; `deps` are its own labels."""

    words: tuple[Word, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


class Tree:
    """The words of a sentence with heads and relations that may still change; made and used up by one function."""

    __slots__ = ("deps", "feats", "given", "heads", "kids", "lemmas", "upos", "words")

    def __init__(self, analysis: Analysis) -> None:
        self.given = analysis
        self.words = words = analysis.words
        self.lemmas = [word.lemma.lower() for word in words]
        self.heads = list(analysis.heads)
        self.deps = list(analysis.deps)
        self.upos = [word.pos for word in words]
        self.feats = [word.morph for word in words]
        self.kids: list[list[int]] = [[] for _ in words]
        for index, head in enumerate(self.heads):
            if head != ROOT:
                self.kids[head].append(index)

    def __len__(self) -> int:
        return len(self.words)

    def under(self, index: int, deps: Collection[str]) -> list[int]:
        """The dependents of a word with one of these relations, in reading order."""
        return sorted(k for k in self.kids[index] if self.deps[k] in deps)

    def has(self, index: int, deps: Collection[str]) -> bool:
        """True where the word has a dependent with one of these relations."""
        return any(self.deps[k] in deps for k in self.kids[index])

    def bottom_up(self) -> list[int]:
        """All indices, every word before its head."""
        order = [i for i, head in enumerate(self.heads) if head == ROOT]
        for index in order:
            order.extend(self.kids[index])
        return order[::-1]

    def above(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        head = self.heads[index]
        while head != ROOT:
            yield head
            head = self.heads[head]

    def edges(self, index: int) -> tuple[int, int]:
        """The first and the last index of the word and all below it."""
        first = last = index
        stack = list(self.kids[index])
        while stack:
            i = stack.pop()
            first, last = min(first, i), max(last, i)
            stack.extend(self.kids[i])
        return first, last

    def attach(self, index: int, head: int, dep: str | None = None) -> bool:
        """Hang a word on another head; False, and nothing changed, where this would close a cycle or move the root."""
        if self.heads[index] == ROOT or index == head or index in self.above(head):
            return False
        self.kids[self.heads[index]].remove(index)
        self.heads[index] = head
        self.kids[head].append(index)
        if dep is not None:
            self.deps[index] = dep
        return True

    def promote(self, index: int, dep: str, old_head_dep: str, keep: Collection[str] = ()) -> None:
        """Let a word change places with its head.

        It takes the head's place with relation `dep`; the old head hangs on it as `old_head_dep` and keeps only the
        dependents with relations `keep`, all others move to the new head.
        """
        old = self.heads[index]
        above = self.heads[old]
        stay = [k for k in self.kids[old] if k != index and self.deps[k] in keep]
        for kid in self.kids[old]:
            if kid != index and kid not in stay:
                self.heads[kid] = index
                self.kids[index].append(kid)
        self.kids[old] = stay
        self.heads[old], self.deps[old] = index, old_head_dep
        self.kids[index].append(old)
        self.heads[index], self.deps[index] = above, dep
        if above != ROOT:
            self.kids[above].remove(old)
            self.kids[above].append(index)
