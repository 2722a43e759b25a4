"""`make train`: trains the reader of relations on the sentences in training/sentences/."""

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import nn
from tqdm import tqdm

from communique.knowledge.relations import NONE, TYPES, Encoded, Ends, Pieces, arrays
from training.corpus import LabelledSentence, load_corpus
from training.model import RelationNetwork, base_weights, new_network
from training.samples import UNASKED, Sample, samples
from training.words import words_of

SEED = 20261127
THREADS = 2  # other numbers give other sums, and so other weights
LAYERS = 6
EPOCHS = 5
BATCH = 8  # sentences, each with its questions
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM = 0.1  # share of the steps in which the rate rises
DECAY = 0.01
STATUS_WEIGHT = 0.3
SMOOTHING = 0.05
POOL = 50  # batches that are sorted by length together: less padding, still in random order

Asked = tuple[list[Sample], Encoded]  # the questions about a sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("training/made"), help="folder for the weights")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--all", action="store_true", help="train on the held sentences, too")
    asked = parser.parse_args()
    corpus = load_corpus()
    kept = [s for s in corpus if asked.all or not s.held]
    held = [s for s in corpus if s.held]
    network = train(kept, epochs=asked.epochs, layers=asked.layers)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), asked.out / "relations.pt")
    print(report(network, held))


def train(corpus: Sequence[LabelledSentence], *, epochs: int = EPOCHS, layers: int = LAYERS) -> RelationNetwork:
    """The trained network; the same sentences, seed and machine give the same weights."""
    torch.manual_seed(SEED)
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    draw = random.Random(SEED)
    pieces = Pieces(base_weights() / "vocab.txt")
    words = [words_of(s.text) for s in corpus]
    drawn = [[_asked(one, told, pieces, draw) for one, told in zip(corpus, words, strict=True)] for _ in range(epochs)]
    batches = [b for epoch in drawn for b in in_batches([one for one in epoch if one[0]], draw)]
    network = new_network(layers)
    network.words.weight.requires_grad = False  # half of the weights: a third less time, nothing lost
    heads = {id(p) for part in (network.types, network.statuses) for p in part.parameters()}
    trained = [p for p in network.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in trained if id(p) not in heads], "lr": ENCODER_RATE},
        {"params": [p for p in trained if id(p) in heads], "lr": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: one_cycle(step / len(batches)))
    network.train()
    shown = tqdm(batches, desc="training", unit=" batches", mininterval=5)
    for batch in shown:
        loss = loss_of(network, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        shown.set_postfix(loss=f"{loss.item():.2f}", refresh=False)
    network.eval()
    return network


def _asked(sentence: LabelledSentence, words: Sequence[Ends], pieces: Pieces, draw: random.Random) -> Asked:
    asked = samples(sentence, words, draw)
    return asked, pieces.encode(sentence.text, [s.question for s in asked])


def loss_of(network: RelationNetwork, batch: Sequence[Asked]) -> torch.Tensor:
    """How wrong the network is about a batch: in the types, and less heavily in the statuses."""
    types, statuses = network(**tensors([encoded for _, encoded in batch]))
    several = types.shape[1]
    labels = torch.full((len(batch), several), UNASKED)
    wanted = torch.full((len(batch), several), UNASKED)
    for row, (asked, _) in enumerate(batch):
        labels[row, : len(asked)] = torch.tensor([s.label for s in asked])
        wanted[row, : len(asked)] = torch.tensor([s.status for s in asked])
    of_types = nn.functional.cross_entropy(
        types.flatten(0, 1), labels.flatten(), ignore_index=UNASKED, label_smoothing=SMOOTHING
    )
    if not bool((wanted != UNASKED).any()):
        return of_types
    of_statuses = nn.functional.cross_entropy(statuses.flatten(0, 1), wanted.flatten(), ignore_index=UNASKED)
    return of_types + STATUS_WEIGHT * of_statuses


def one_cycle(done: float) -> float:
    """The share of the highest rate after this share of the steps: up in a line, down as a cosine."""
    if done < WARM:
        return done / WARM
    return 0.5 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


def in_batches(epoch: list[Asked], draw: random.Random) -> Iterator[list[Asked]]:
    """The sentences of an epoch in batches of like length, in random order."""
    draw.shuffle(epoch)
    for first in range(0, len(epoch), BATCH * POOL):
        pool = sorted(epoch[first : first + BATCH * POOL], key=lambda one: len(one[1].pieces))
        batches = [pool[i : i + BATCH] for i in range(0, len(pool), BATCH)]
        draw.shuffle(batches)
        yield from batches


def tensors(batch: Sequence[Encoded]) -> dict[str, torch.Tensor]:
    """The network's inputs."""
    return {name: torch.from_numpy(array) for name, array in arrays(batch).items()}


def report(network: RelationNetwork, held: Sequence[LabelledSentence]) -> str:
    """How the network does on the held sentences: each kind of question by itself."""
    draw = random.Random(SEED)
    pieces = Pieces(base_weights() / "vocab.txt")
    asked = sorted((_asked(one, words_of(one.text), pieces, draw) for one in held), key=lambda one: len(one[1].pieces))
    asked = [one for one in asked if one[0]]
    right: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    with torch.inference_mode():
        for first in range(0, len(asked), BATCH):
            batch = asked[first : first + BATCH]
            types, statuses = network(**tensors([encoded for _, encoded in batch]))
            for row, (told, _) in enumerate(batch):
                for number, sample in enumerate(told):
                    label, status = int(types[row, number].argmax()), int(statuses[row, number].argmax())
                    for kind, is_right in _judged(sample, label, status):
                        counted[kind] += 1
                        right[kind] += is_right
    return "\n".join(f"{kind}: {right[kind] / counted[kind]:.3f} of {counted[kind]}" for kind in sorted(counted))


def _judged(sample: Sample, label: int, status: int) -> Iterator[tuple[str, bool]]:
    none = TYPES.index(NONE)
    kind = "pair" if sample.question.teller is None else "pair with its word"
    yield f"{kind}, {'none' if sample.label == none else 'told'}", label == sample.label
    if sample.label != none:
        yield "told at all", label != none
        yield "status", status == sample.status
        yield TYPES[sample.label], label == sample.label


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"{(time.monotonic() - started) / 60:.1f} minutes")
