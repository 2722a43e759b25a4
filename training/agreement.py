"""How far two independent codings of the same sentences agree: pairs and types, types alone, statuses."""

from collections.abc import Iterator
from pathlib import Path

from training.corpus import LabelledSentence, load_corpus
from training.samples import roles_of

TWICE = Path(__file__).parent / "twice"
Told = tuple[int | None, int | None, str]


def main() -> None:
    first = {s.text: s for s in load_corpus()}
    second = {s.text: s for s in load_corpus(TWICE)}
    both = [(first[text], second[text]) for text in second if text in first]
    print(f"{len(both)} sentences coded twice")
    for name, share in agreement(both):
        print(f"{name}: {share:.3f}")


def agreement(both: list[tuple[LabelledSentence, LabelledSentence]]) -> Iterator[tuple[str, float]]:
    """F1 of the pairs with their types, of the pairs alone, and the share of pairs in both of one type, one status."""
    one, other = ([_told(s) for s in side] for side in zip(*both, strict=True))
    shared = sum(len(set(a) & set(b)) for a, b in zip(one, other, strict=True))
    told = sum(map(len, one)) + sum(map(len, other))
    yield "pairs with their types, F1", 2 * shared / told
    bare = [({t[:2] for t in a}, {t[:2] for t in b}) for a, b in zip(one, other, strict=True)]
    yield "pairs told at all, F1", 2 * sum(len(a & b) for a, b in bare) / sum(len(a) + len(b) for a, b in bare)
    statuses = [(a[t], b[t]) for a, b in zip(one, other, strict=True) for t in a if t in b]
    yield "status of those in both", sum(a == b for a, b in statuses) / len(statuses)


def _told(sentence: LabelledSentence) -> dict[Told, str]:
    return {(doer, other, act.event_type): act.status for act in sentence.acts for doer, other in roles_of(act)}


if __name__ == "__main__":
    main()
