"""Makes the archives under nasty/: small layers of the kind that breaks careless numerics.

Run `python3 make-nasty.py` (NumPy only) to write each archive, or those that are named, with the report of reference.py. Its least-squares solver
drops directions below 1.4e-14 of the largest, which is coarser than the ridge once neurons differ by 1e8 in
scale. So each report also says, per curve, how far it is from a ridge solved in extended precision
(`distanceFromExact`), and gives those values where that is more than rounding (`exact`): there they are the truth.
"""

import json
import pathlib
import sys
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE / "reference"))
import reference  # noqa: E402

CLASSES, RANK, DRAWS = 5, 10, 3
ROUNDING = 1e-6
GRID = 32  # features are multiples of 1/32: they compress well and are exact in float32


def layer(seed, width=64, test=160, train=144):
    """Features, labels and readout of a plausible layer: rectified low-rank signal plus noise."""
    rng = np.random.default_rng(seed)
    signal = rng.normal(size=(test + train, RANK))
    mixing = rng.normal(size=(RANK, width))
    x = np.maximum(0, signal @ mixing / 2 + 0.3 * rng.normal(size=(test + train, width)) + 0.2)
    x = np.round(x * GRID) / GRID
    labels = (signal @ rng.normal(size=(RANK, CLASSES))).argmax(1)
    centred = x - x.mean(0)
    target = np.eye(CLASSES)[labels]
    weight = np.linalg.solve(centred.T @ centred + 10 * np.eye(width), centred.T @ target).T * 8
    bias = 8 * target.mean(0) - weight @ x.mean(0)
    return {
        "features.test": x[:test],
        "labels.test": labels[:test].astype(np.int32),
        "features.train": x[test:],
        "labels.train": labels[test:].astype(np.int32),
        "readout.weight": weight,
        "readout.bias": bias,
        "permutations": np.stack([rng.permutation(width) for _ in range(DRAWS)]).astype(np.int32),
    }


def kill(archive, neurons, value=0.0):
    """Neurons that never change: silent, or stuck at a value whose mean is exact in binary."""
    for split in ("features.test", "features.train"):
        archive[split][:, neurons] = value


def duplicate(archive, sources, copies, noise=0.0):
    rng = np.random.default_rng(99)
    for split in ("features.test", "features.train"):
        x = archive[split]
        x[:, copies] = x[:, sources] + noise * rng.normal(size=(len(x), len(copies)))


def duplicate_nearly(archive, sources, copies, told, distances):
    """Copies that differ by a little of another neuron each: what they tell beside their source is in that difference."""
    for split in ("features.test", "features.train"):
        x = archive[split]
        x[:, copies] = x[:, sources] + distances * x[:, told]


def scale(archive, neurons, factor, compensate):
    """Rescaled neurons; with `compensate` the readout undoes it, so that the network computes the same."""
    for split in ("features.test", "features.train"):
        archive[split][:, neurons] *= factor
    if compensate:
        archive["readout.weight"][:, neurons] /= factor


def stored(archive, dtype=np.float32, order="C"):
    return {
        name: np.asarray(value, dtype=dtype, order=order) if value.dtype.kind == "f" else value
        for name, value in archive.items()
    }


def archives():
    up, down = np.arange(3, 64, 6), np.arange(5, 64, 6)

    a = layer(1)
    kill(a, [2, 11, 30, 31, 57])
    kill(a, [7, 40], 0.5)
    yield "dead-neurons", stored(a)

    a = layer(8)
    kill(a, np.arange(64))
    yield "all-dead", stored(a)

    a = layer(2)
    duplicate(a, np.repeat(np.arange(12), 3), np.arange(20, 56))
    yield "exact-duplicates", stored(a)

    a = layer(3)
    duplicate(a, np.arange(24), np.arange(32, 56), noise=1e-9)
    yield "near-duplicates", stored(a, np.float64)

    for name, factors, compensate in (
        ("scaled-up", {1e4: up}, False),
        ("scaled-down", {1e-4: down}, False),
        ("scaled-both", {1e4: up, 1e-4: down}, False),
        ("scaled-both-compensated", {1e4: up, 1e-4: down}, True),
    ):
        a = layer(4)
        for factor, neurons in factors.items():
            scale(a, neurons, factor, compensate)
        yield name, stored(a)

    # Every neuron of a scale of its own.
    a = layer(10)
    scale(a, np.arange(64), 10.0 ** np.random.default_rng(10).permutation(np.linspace(-8, 8, 64)), False)
    yield "scales-apart", stored(a)

    a = layer(11)
    duplicate_nearly(a, np.arange(20), np.arange(20, 40), np.arange(40, 60), np.geomspace(1e-5, 3e-6, 20))
    yield "nearly-repeated", stored(a)

    a = layer(12)
    a["features.train"][:, ::4] = 0
    yield "dead-in-train", stored(a)

    yield "few-rows", stored(layer(5, test=40, train=40))
    # Most chunks interpolate the training rows: there the ridge alone chooses among the maps.
    yield "few-train-rows", stored(layer(9, train=3))

    yield "width-48", stored(layer(6, width=48))
    # The same numbers in another layout: the report must be the same.
    yield "width-48-fortran-float64", stored(stored(layer(6, width=48)), np.float64, "F")

    a = layer(7, test=40, train=40)
    kill(a, [0, 19, 63])
    kill(a, [33], 0.5)
    duplicate(a, np.arange(1, 9), np.arange(41, 49))
    scale(a, up, 1e4, True)
    scale(a, down, 1e-4, True)
    yield "mixed", stored(a)


def exact_ridge_map(features, chunk):
    """reference.ridge_map in 80-bit arithmetic: a Cholesky factorisation, which needs no cut-off."""
    x = features.astype(np.longdouble)
    mean = x.mean(0)
    centred = x - mean
    gram = centred[:, chunk].T @ centred
    factor = gram[:, chunk] + np.longdouble(reference.RIDGE) * np.eye(len(chunk), dtype=np.longdouble)
    for k in range(len(chunk)):
        factor[k, k] = np.sqrt(factor[k, k] - factor[k, :k] @ factor[k, :k])
        factor[k + 1 :, k] = (factor[k + 1 :, k] - factor[k + 1 :, :k] @ factor[k, :k]) / factor[k, k]
    solution = gram.copy()
    for k in range(len(chunk)):
        solution[k] = (solution[k] - factor[k, :k] @ solution[:k]) / factor[k, k]
    for k in reversed(range(len(chunk))):
        solution[k] = (solution[k] - factor[k + 1 :, k] @ solution[k + 1 :]) / factor[k, k]
    return solution, mean - mean[chunk] @ solution


def exact_r2(features, chunk, coefficients, intercept):
    score, residual = reference_r2(features.astype(np.longdouble), chunk, coefficients, intercept)
    return score, residual.astype(np.float64)


reference_r2 = reference.r2


def without_nan(report):
    """JSON has no NaN: what the reference cannot define is null."""
    clean = lambda v: None if v is None or np.isnan(v) else v
    report["draws"] = {
        name: [[clean(v) for v in row] for row in rows] for name, rows in report["draws"].items()
    }
    return report


def distance(a, b):
    """Largest difference of two curves; None when one is defined where the other is not."""
    pairs = [(x, y) for r, s in zip(a, b) for x, y in zip(r, s)]
    if any((x is None) != (y is None) for x, y in pairs):
        return None
    return max((abs(x - y) for x, y in pairs if x is not None), default=0.0)


def reports(archive):
    report = without_nan(reference.report(archive))
    ridge_map = reference.ridge_map
    reference.ridge_map, reference.r2 = exact_ridge_map, exact_r2
    try:
        exact = without_nan(reference.report(archive))["draws"]
    finally:
        reference.ridge_map, reference.r2 = ridge_map, reference_r2
    distances = {name: distance(curve, exact[name]) for name, curve in report["draws"].items()}
    report["distanceFromExact"] = distances
    report["exact"] = {name: exact[name] for name, far in distances.items() if far is None or far > ROUNDING}
    return report


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "invalid value", RuntimeWarning)  # R² of a layer without variance
    folder = HERE / "nasty"
    folder.mkdir(exist_ok=True)
    for name, archive in archives():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        np.savez_compressed(folder / f"{name}.npz", **archive)
        report = reports(np.load(folder / f"{name}.npz"))
        (folder / f"{name}.json").write_text(json.dumps(report, indent=1) + "\n")
        print(name, json.dumps(report["distanceFromExact"]))
