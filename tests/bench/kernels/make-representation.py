"""Makes a representation archive of any size that behaves like a trained layer, written in row blocks.

python3 make-representation.py OUT.safetensors --width W [--test N] [--train N]
Features are the rectified mixture of 12 signals plus independent noise per neuron, so that chunks well above 12
neurons carry everything; labels are what the whole readout says, a few test labels changed.
"""

import argparse
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden"))
from safetensors_file import write_archive  # noqa: E402

SIGNALS, CLASSES, NOISE, BLOCK, LABEL_NOISE = 12, 10, 0.05, 2000, 0.03


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out")
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--test", type=int, default=10_000)
    parser.add_argument("--train", type=int, default=50_000)
    arguments = parser.parse_args()
    width = arguments.width
    rng = np.random.default_rng(width)
    mixing = (rng.normal(size=(SIGNALS, width)) / np.sqrt(SIGNALS)).astype(np.float32)
    weight = (mixing.T @ rng.normal(size=(SIGNALS, CLASSES)) / width * 20).T.astype(np.float32)
    # The mean of a rectified normal: without it the largest readout sums would decide alone.
    bias = (-weight @ np.full(width, 0.4 * np.sqrt(1 + NOISE**2))).astype(np.float32)

    labels = {}

    def blocks(split, rows):
        stream = np.random.default_rng([width, split == "train"])
        said = []
        for start in range(0, rows, BLOCK):
            n = min(BLOCK, rows - start)
            x = stream.standard_normal((n, SIGNALS), np.float32) @ mixing
            x += NOISE * stream.standard_normal((n, width), np.float32)
            np.maximum(x, 0, out=x)
            said.append((x @ weight.T + bias).argmax(1))
            yield x
        labels[split] = np.concatenate(said)

    def label_blocks(split):
        # Asked for after the features of the split, which fill it in.
        given = labels[split]
        if split == "test":
            changed = rng.random(len(given)) < LABEL_NOISE
            given = np.where(changed, rng.integers(0, CLASSES, len(given)), given)
        yield given

    tensors = {}
    for split, rows in (("test", arguments.test), ("train", arguments.train)):
        if rows > 0:
            tensors[f"features.{split}"] = ("F32", (rows, width), blocks(split, rows))
            tensors[f"labels.{split}"] = ("I32", (rows,), label_blocks(split))
    tensors["readout.weight"] = ("F32", weight.shape, [weight])
    tensors["readout.bias"] = ("F32", bias.shape, [bias])
    write_archive(arguments.out, tensors)


if __name__ == "__main__":
    main()
