"""Measures what a call of `run.log` takes from the training loop: `python packages/python/bench/log_overhead.py`.

The loop does half a millisecond of other work between two calls, as a training step does. With MITOSCOPE_SERVER the points
are sent meanwhile, else they go to the journal alone.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Dict, List

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import mitoscope  # noqa: E402

CALLS = 5_000


def measure(title: str, mode: str, make: Callable[[int], Dict[str, float]]) -> None:
    """Prints median and quantiles of the time of a call, in microseconds."""
    with tempfile.TemporaryDirectory() as folder:
        run = mitoscope.init(project="bench", model=f"log-overhead-{time.time():.0f}", width=1, mode=mode, dir=folder)
        times: List[float] = []
        for step in range(CALLS):
            values = make(step)
            began = time.perf_counter()
            run.log(values, step)
            times.append((time.perf_counter() - began) * 1e6)
            until = time.perf_counter() + 5e-4
            while time.perf_counter() < until:
                pass
        median, *_, p99 = statistics.median(times), statistics.quantiles(times, n=100)[98]
        print(f"{title:45} median {median:6.1f} µs   99 % {p99:7.1f} µs   longest {max(times):9.1f} µs", flush=True)
        run.finish(patience=120)


def main() -> None:
    """Measures a few kinds of calls."""
    modes = ["disabled", "offline", *(["online"] if os.environ.get("MITOSCOPE_SERVER") else [])]
    for mode in modes:
        measure(f"{mode}, 2 numbers", mode, lambda step: {"trainLoss": 1 / (step + 1), "testError": 0.5})
        measure(f"{mode}, 20 numbers", mode, lambda step: {f"metric{i}": i / (step + 1) for i in range(20)})
    try:
        import torch
    except ImportError:
        return
    loss = torch.tensor(0.25)
    for mode in modes:
        measure(f"{mode}, 2 tensors of one element", mode, lambda step: {"trainLoss": loss, "testError": loss})


if __name__ == "__main__":
    main()
