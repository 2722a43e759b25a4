"""Writes trained weights as the ONNX file that communique ships: eight-bit numbers, at most 25 MB."""

import argparse
import shutil
from pathlib import Path

import torch

from communique.knowledge.relations import MODEL, VOCABULARY, Pieces, Question, arrays
from training.model import Shipped, base_weights, new_network
from training.train import LAYERS

OPSET = 17
INPUTS = ("pieces", "positions", "groups", "openings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=Path("training/made/relations.pt"))
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--whole", type=Path, help="keep the file with whole numbers of 32 bits here, to compare")
    asked = parser.parse_args()
    network = new_network(asked.layers)
    network.load_state_dict(torch.load(asked.weights, weights_only=True))
    whole = asked.whole or asked.weights.with_suffix(".onnx")
    export(Shipped(network.eval()), whole)
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    quantize(whole, MODEL)
    shutil.copyfile(base_weights() / "vocab.txt", VOCABULARY)
    print(f"{MODEL}: {MODEL.stat().st_size / 1e6:.1f} MB")


def export(shipped: Shipped, path: Path) -> None:
    """The network as ONNX, for any number of sentences, pieces and questions."""
    question = Question(text="", doer=(0, 4), undergoer=(5, 9), teller=(10, 14))
    pieces = Pieces(base_weights() / "vocab.txt")
    inputs = arrays([pieces.encode("Chad told Mali this.", [question] * 2), pieces.encode("Chad told.", [question])])
    axes = {name: {0: "batch", 1: "length"} for name in ("pieces", "positions", "groups")}
    names = {**axes, **{name: {0: "batch", 1: "questions"} for name in ("openings", "types", "statuses")}}
    torch.onnx.export(
        shipped, tuple(torch.from_numpy(inputs[name]) for name in INPUTS), str(path), input_names=list(INPUTS),
        output_names=["types", "statuses"], dynamic_axes=names, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def quantize(whole: Path, made: Path) -> None:
    """Weights in eight bits, each column of a matrix with its own scale."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(whole, made, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


if __name__ == "__main__":
    main()
