"""The published procedure (Doimo et al., arXiv 2106.03485), written plainly with NumPy and scikit-learn, and timed.

For every chunk size and draw: gather the chunk's columns; for the error, its logits on test and on train;
for the reconstruction, a ridge regression onto the whole layer, its R² and the covariance of its residuals.
Arrays stay float32 as given; the environment says how many threads BLAS has.

python3 published.py ARCHIVE.safetensors [--draws-measured K | --full] [--every E] prints one JSON document.
Without --full it times K draws of each size and scales linearly: draws are alike and independent.
With --every it takes each E-th size alone, for a quick comparison of settings.
"""

import argparse
import json
import pathlib
import sys
import time

import numpy as np
import scipy
import sklearn
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
from threadpoolctl import threadpool_info

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "golden"))
from safetensors_file import read_archive  # noqa: E402

ERROR_DRAWS, RECONSTRUCTION_DRAWS = 100, 40


def chunk_sizes(width):
    return sorted({width // 2**i for i in range(int(np.log2(width)) + 1)})


def chunk_error(x, labels, weight, bias, chunk):
    logits = x[:, chunk] @ weight[:, chunk].T + bias
    error = np.mean(logits.argmax(1) != labels)
    shifted = logits - logits.max(1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(1))
    return error, np.mean(log_sum - shifted[np.arange(len(labels)), labels])


def reconstruction(x, chunk):
    part = x[:, chunk]
    fit = Ridge(alpha=1e-8).fit(part, x)
    predicted = fit.predict(part)
    r2 = r2_score(x, predicted, multioutput="variance_weighted")
    covariance = np.cov((x - predicted).T)
    variance = np.diag(covariance)
    correlation = covariance / (np.sqrt(np.outer(variance, variance)) + 1e-8)
    return r2, np.abs(correlation[np.tril_indices_from(correlation, k=-1)]).mean()


def part(work, sizes, draws, measured, width):
    """Seconds, CPU seconds of all threads, and mean results per size over the draws that are measured."""
    measured = min(draws, measured)
    rng = np.random.default_rng(0)
    start, used = time.perf_counter(), time.process_time()
    results = []
    for size in sizes:
        outcomes = [work(rng.permutation(width)[:size]) for _ in range(measured)]
        results.append(np.mean(outcomes, axis=0).tolist())
    return {
        "draws": draws,
        "drawsMeasured": measured,
        "seconds": (time.perf_counter() - start) * draws / measured,
        "cpuSeconds": (time.process_time() - used) * draws / measured,
        "results": results,
    }


def describe_libraries():
    pools = threadpool_info()
    return [
        " ".join(str(pool[key]) for key in ("internal_api", "version", "architecture", "threading_layer") if pool.get(key))
        for pool in pools
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive")
    parser.add_argument("--draws-measured", type=int, default=2)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    measured = 10**9 if arguments.full else arguments.draws_measured

    a = read_archive(arguments.archive)
    test, train = a["features.test"], a["features.train"]
    weight, bias = a["readout.weight"], a["readout.bias"]
    width = test.shape[1]
    sizes = chunk_sizes(width)[:: -arguments.every]
    reconstruction(test[:1000, :8], np.arange(4))  # libraries load on first use; that is not the procedure's time
    errors, reconstructions = ERROR_DRAWS, RECONSTRUCTION_DRAWS
    report = {
        "width": width,
        "sizes": sizes,
        "testError": part(
            lambda c: chunk_error(test, a["labels.test"], weight, bias, c), sizes, errors, measured, width
        ),
        "trainError": part(
            lambda c: chunk_error(train, a["labels.train"], weight, bias, c), sizes, errors, measured, width
        ),
        "reconstruction": part(lambda c: reconstruction(test, c), sizes, reconstructions, measured, width),
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__},
        "libraries": describe_libraries(),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
