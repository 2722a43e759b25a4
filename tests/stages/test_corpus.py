"""The sentences that train the reader of relations: their format, and that none is nearly another."""

from pathlib import Path

import pytest

from communique.errors import KnowledgeError
from training.check import near_pairs, same_frames
from training.corpus import SENTENCES, load_corpus
from training.samples import roles_of

BLOCK = """# a comment
s: [1 Ostavia] expelled [2 two Ramani envoys] after [3 the Tasse front] shelled its capital.
e: 1 > 2 | COERCE/deport | actual | expelled
e: 3 > 1 | ASSAULT/heavy-weapons | actual | shelled

s: [1 Ostavia] and [2 the Ramani command] will meet in May.
e: 1 = 2 | CONSULT | planned | meet
"""


def corpus_of(folder: Path, text: str) -> Path:
    (folder / "some.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_block_is_a_sentence_with_its_acts(tmp_path: Path) -> None:
    first, second = load_corpus(corpus_of(tmp_path, BLOCK))
    assert [first.text[start:end] for start, end in first.actors] == ["Ostavia", "two Ramani envoys", "the Tasse front"]
    assert [first.text[slice(*act.trigger)] for act in first.acts] == ["expelled", "shelled"]
    assert list(roles_of(first.acts[1])) == [(2, 0)]
    assert list(roles_of(second.acts[0])) == [(0, 1), (1, 0)]
    assert (second.acts[0].status, second.where) == ("planned", "some.txt:6")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("s: [1 Ostavia] spoke.\ne: 1 > 2 | AID | actual | spoke", "no such actor"),
        ("s: [2 Ostavia] spoke.", "stands where 1 should"),
        ("s: [1 Ostavia] spoke.\ne: 1 > - | TALK | actual | spoke", "no event type"),
        ("s: [1 Ostavia] spoke.\ne: 1 > - | AID | surely | spoke", "no status"),
        ("s: [1 Ostavia] spoke.\ne: 1 > - | AID | actual | gave", "does not stand in the sentence"),
        ("s: [1 Ostavia] spoke.\ne: 1 > - | AID | actual", "wanted"),
        ("[1 Ostavia] spoke.", "begins with"),
        ("s: [Ostavia] spoke.", "square bracket"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"some\.txt:1: .*{said}"):
        load_corpus(corpus_of(tmp_path, wrong))


def test_sentences_that_are_nearly_one_are_told(tmp_path: Path) -> None:
    near = (
        "s: [1 Ostavia] has expelled two envoys of the river province in May.\n\n"
        "s: Today [1 Ostavia] has expelled two envoys of the river province in June."
    )
    assert len(list(near_pairs(load_corpus(corpus_of(tmp_path, near))))) == 1
    assert not list(near_pairs(load_corpus(corpus_of(tmp_path, BLOCK))))


def test_a_frame_is_not_filled_a_fourth_time(tmp_path: Path) -> None:
    names = ("Ostavia", "Ramania", "Tassia", "Kessaria")
    filled = "\n\n".join(f"s: [1 {name}] sent its envoy to [2 {name} Town]." for name in names)
    assert len(list(same_frames(load_corpus(corpus_of(tmp_path, filled))))) == 1


def test_the_corpus_is_whole() -> None:
    corpus = load_corpus(SENTENCES)
    assert len(corpus) >= 5000
    assert not [*near_pairs(corpus), *same_frames(corpus)]
    assert 0.05 < sum(s.held for s in corpus) / len(corpus) < 0.15
