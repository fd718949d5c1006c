"""NumPy's rate of a 2048² matrix product, in float32 and float64: what this machine's BLAS reaches. Prints JSON."""

import json
import time

import numpy as np

SIZE, REPEATS = 2048, 5


def rate(dtype):
    a = np.random.default_rng(0).random((SIZE, SIZE)).astype(dtype)
    a @ a
    best = float("inf")
    for _ in range(REPEATS):
        start = time.perf_counter()
        a @ a
        best = min(best, time.perf_counter() - start)
    return 2 * SIZE**3 / best / 1e9


print(json.dumps({"float32": rate(np.float32), "float64": rate(np.float64)}))
