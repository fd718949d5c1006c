"""Times a training step of a network in PyTorch: step.py ARCHITECTURE WIDTH STEPS. Prints JSON."""

import json
import os
import pathlib
import sys
import time

import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden"))
from pytorch_networks import build  # noqa: E402

architecture, width, steps = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
batch, warm = 128, 2
shape = (28, 28, 1) if architecture == "fully-connected" else (32, 32, 3)
# Use as many threads as TensorFlow does: PyTorch by default would count cores without their hyperthreads.
torch.set_num_threads(len(os.sched_getaffinity(0)))
torch.manual_seed(0)
model = build(architecture, width, 10, shape).train()
images = torch.randn((steps + warm) * batch, shape[2], shape[0], shape[1])
labels = torch.randint(10, (len(images),))
optimiser = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4)
order = torch.randperm(len(images))
for step in range(steps + warm):
    if step == warm:
        began = time.perf_counter()
    rows = order[step * batch : (step + 1) * batch]
    optimiser.zero_grad()
    F.cross_entropy(model(images[rows])[1], labels[rows]).backward()
    optimiser.step()
seconds = (time.perf_counter() - began) / steps
print(json.dumps({"seconds": seconds, "version": torch.__version__, "threads": torch.get_num_threads()}))
