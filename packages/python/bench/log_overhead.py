"""Measures what a call of `run.log` takes from the training loop: `python packages/python/bench/log_overhead.py`.

The loop does half a millisecond of other work between two calls, as a training step does. With MITOSCOPE_SERVER the points
are sent meanwhile, else they go to the journal alone. `--write` puts the figures into the README of the package, with the
processor's name, unless other work keeps the machine busy.
"""

import argparse
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, Dict, List

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

import mitoscope  # noqa: E402

CALLS = 5_000
#: Load, in processes that want a processor, above which figures say more about the machine than about the client.
QUIET = 0.5
README = Path(__file__).resolve().parent.parent / "README.md"
MARKED = re.compile(r"(<!-- overhead: .*? -->\n)(.*?)(\n<!-- /overhead -->)", re.DOTALL)


def measure(title: str, mode: str, make: Callable[[int], Dict[str, float]]) -> float:
    """Prints median and quantiles of the time of a call, in microseconds; returns the median."""
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
    return median


def find_processor() -> str:
    """Returns the name of the processor."""
    try:
        return re.findall(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)[0]
    except (OSError, IndexError):
        return platform.processor() or platform.machine()


def write(two: float, twenty: float) -> None:
    """Writes the medians into the README."""
    told = f"`log` takes {two:.0f} µs with two numbers and {twenty:.0f} µs with twenty (median, on {find_processor()})."
    text = README.read_text(encoding="utf-8")
    README.write_text(MARKED.sub(lambda found: f"{found[1]}\n{told}\n{found[3]}", text), encoding="utf-8")


def main() -> None:
    """Measures a few kinds of calls."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="put the figures into the README")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    if asked.write and load > QUIET:
        sys.exit(f"Not measured: the load is {load:.1f}, and a quiet machine has less than {QUIET}.")
    medians: Dict[str, float] = {}
    modes = ["disabled", "offline", *(["online"] if os.environ.get("MITOSCOPE_SERVER") else [])]
    for mode in modes:
        medians["two"] = measure(f"{mode}, 2 numbers", mode, lambda step: {"trainLoss": 1 / (step + 1), "testError": 0.5})
        medians["twenty"] = measure(f"{mode}, 20 numbers", mode, lambda step: {f"metric{i}": i / (step + 1) for i in range(20)})
    if asked.write:
        write(**medians)
    try:
        import torch
    except ImportError:
        return
    loss = torch.tensor(0.25)
    for mode in modes:
        measure(f"{mode}, 2 tensors of one element", mode, lambda step: {"trainLoss": loss, "testError": loss})


if __name__ == "__main__":
    main()
