"""Times a training step of a network in PyTorch, in float32. Prints JSON.

step.py ARCHITECTURE WIDTH STEPS [--optimiser loop|foreach|fused] [--layout contiguous|channels-last] [--compile]
The number of threads and what idle ones do are said by the environment, which OpenMP reads when it is loaded.
"""

import argparse
import json
import pathlib
import sys
import time

import torch
from torch.nn import functional as F

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden"))
from pytorch_networks import build  # noqa: E402

BATCH, WARM = 128, 2
OPTIMISERS = {"loop": {"foreach": False}, "foreach": {"foreach": True}, "fused": {"fused": True}}
LAYOUTS = {"contiguous": torch.contiguous_format, "channels-last": torch.channels_last}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("architecture")
    parser.add_argument("width", type=int)
    parser.add_argument("steps", type=int)
    parser.add_argument("--optimiser", choices=OPTIMISERS, default="loop")
    parser.add_argument("--layout", choices=LAYOUTS, default="contiguous")
    parser.add_argument("--compile", action="store_true")
    arguments = parser.parse_args()
    steps = arguments.steps
    shape = (28, 28, 1) if arguments.architecture == "fully-connected" else (32, 32, 3)
    torch.manual_seed(0)
    layout = LAYOUTS[arguments.layout]
    network = build(arguments.architecture, arguments.width, 10, shape).train().to(memory_format=layout)
    model = torch.compile(network) if arguments.compile else network
    images = torch.randn((steps + WARM) * BATCH, shape[2], shape[0], shape[1])
    labels = torch.randint(10, (len(images),))
    optimiser = torch.optim.SGD(
        network.parameters(), lr=0.01, momentum=0.9, weight_decay=5e-4, **OPTIMISERS[arguments.optimiser]
    )
    order = torch.randperm(len(images))
    for step in range(steps + WARM):
        if step == WARM:
            began, used = time.perf_counter(), time.process_time()
        rows = order[step * BATCH : (step + 1) * BATCH]
        optimiser.zero_grad()
        batch = images[rows].contiguous(memory_format=layout)
        F.cross_entropy(model(batch)[1], labels[rows]).backward()
        optimiser.step()
    wall, cpu = time.perf_counter() - began, time.process_time() - used
    print(
        json.dumps(
            {
                "seconds": wall / steps,
                "cpuSeconds": cpu / steps,
                "version": torch.__version__,
                "threads": torch.get_num_threads(),
                "libraries": describe_libraries(),
            }
        )
    )


def describe_libraries():
    """Lines of PyTorch's configuration that name its BLAS, its convolutions and the instructions that it uses."""
    wanted = ("Math Kernel Library", "MKL-DNN", "CPU capability", "OpenMP")
    lines = [line.strip(" -") for line in torch.__config__.show().splitlines()]
    return [line for line in lines if any(line.find(word) >= 0 for word in wanted) and len(line) < 200]


if __name__ == "__main__":
    main()
