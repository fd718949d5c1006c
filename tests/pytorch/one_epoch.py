"""Follows a training of Mitoscope step by step in float64: one_epoch.py STATES BATCHES LEARNING_RATE MOMENTUM WEIGHT_DECAY.

STATES has the parameters "0.NAME", "1.NAME", … after each step, of a fully connected network; BATCHES has "images" [steps,
count, inputs] and "labels" [steps, count]. Prints JSON: for each step how far Mitoscope's step from its own state is from
PyTorch's step from that state ("alone"), how far the two trainings that began alike are apart ("apart"), and how many
rectifiers are open in one of them and shut in the other ("gates"), with the largest input of such a one ("largest").
"""

import json
import pathlib
import sys

import numpy
import torch
from torch.nn import functional as F

sys.path.append(str(pathlib.Path(__file__).parents[1] / "golden"))
from safetensors_file import read_archive  # noqa: E402

states, batches, *numbers = sys.argv[1:]
learning_rate, momentum, weight_decay = map(float, numbers)
given, batches = read_archive(states), read_archive(batches)
names = [name[2:] for name in given if name.startswith("0.")]
ours = lambda step: [torch.from_numpy(given[f"{step}.{name}"].astype(numpy.float64)) for name in names]  # noqa: E731


def forward(parameters, images):
    """Logits and what each rectifier takes."""
    taken = []
    for weight, bias in zip(parameters[0::2], parameters[1::2]):
        taken.append(images @ weight.T + bias)
        images = F.relu(taken[-1])
    return taken[-1], taken[:-1]


def step(parameters, velocity, images, labels):
    parameters = [p.clone().requires_grad_() for p in parameters]
    F.cross_entropy(forward(parameters, images)[0], labels).backward()
    with torch.no_grad():
        velocity = [momentum * v + p.grad + weight_decay * p for p, v in zip(parameters, velocity)]
        return [p - learning_rate * v for p, v in zip(parameters, velocity)], velocity


def distance(a, b):
    return max(float((x - y).abs().max()) for x, y in zip(a, b))


steps = []
there, velocity = ours(0), [torch.zeros_like(p) for p in ours(0)]
for k, (images, labels) in enumerate(zip(batches["images"], batches["labels"])):
    images, labels = torch.from_numpy(images.astype(numpy.float64)), torch.from_numpy(labels).long()
    before, after = ours(k), ours(k + 1)
    # The velocity of the training here follows from its step before.
    speed = [(a - b) / learning_rate for a, b in zip(ours(k - 1), before)] if k else velocity
    alone = distance(step(before, speed, images, labels)[0], after)
    with torch.no_grad():
        pairs = list(zip(forward(before, images)[1], forward(there, images)[1]))
    flipped = [(a > 0) != (b > 0) for a, b in pairs]
    largest = [float(a[f].abs().max()) for (a, _), f in zip(pairs, flipped) if f.any()]
    there, velocity = step(there, velocity, images, labels)
    gates = sum(int(f.sum()) for f in flipped)
    steps.append({"alone": alone, "apart": distance(there, after), "gates": gates, "largest": max(largest, default=0.0)})
print(json.dumps(steps))
