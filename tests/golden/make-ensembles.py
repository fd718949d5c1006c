"""Makes ensembles.json: made-up logits of a small sweep, and what float64 NumPy and SciPy say of them.

Run `python3 make-ensembles.py` (NumPy and SciPy). Nothing is shared with the code under test: subsets come from
itertools, the variance of the cross-entropy from its definition as a mean Kullback-Leibler divergence, the jackknife from
leaving runs out one by one, p-values from SciPy. Logits are multiples of 1/64, so that float32 holds them exactly.
"""

import itertools
import json
import pathlib

import numpy as np
from scipy import special, stats

HERE = pathlib.Path(__file__).parent
ROWS, CLASSES = 50, 4
SEEDS = {8: 9, 16: 4, 32: 3, 64: 2, 128: 1}


def make_logits(rng, labels, width, seeds):
    """Runs of one width: a shared signal towards the label, and noise of their own that falls with width."""
    shared = rng.normal(size=(ROWS, CLASSES))
    shared[np.arange(ROWS), labels] += 1.5
    own = rng.normal(size=(seeds, ROWS, CLASSES)) * (16 / width) ** 0.5
    return np.round((shared + own) * 64) / 64


def error(logits, labels):
    return float(np.mean(logits.argmax(1) != labels))


def t_interval(values):
    mean, n = np.mean(values), len(values)
    if n < 2:
        return [float(mean), None, None]
    half = stats.t.ppf(0.975, n - 1) * np.std(values, ddof=1) / n**0.5
    return [float(mean), float(mean - half), float(mean + half)]


def plug_in(runs, labels):
    """(loss, bias², variance) of the cross-entropy and of the squared loss, by their definitions."""
    log_p = special.log_softmax(runs, axis=2)
    p = np.exp(log_p)
    rows = np.arange(ROWS)
    log_mean = special.log_softmax(log_p.mean(0), axis=1)
    entropy = (
        -log_p[:, rows, labels].mean(),
        -log_mean[rows, labels].mean(),
        (np.exp(log_mean) * (log_mean - log_p)).sum(2).mean(),
    )
    target = np.eye(CLASSES)[labels]
    mean = p.mean(0)
    squared = (
        ((p - target) ** 2).sum(2).mean(),
        ((mean - target) ** 2).sum(1).mean(),
        ((p - mean) ** 2).sum(2).mean(),
    )
    return np.array([entropy, squared])


def log_interval(value, whole, without):
    """Interval of a variance by the jackknife of its logarithm, each plug-in variance made unbiased first."""
    n = len(without)
    logs = n * np.log(whole * n / (n - 1)) - (n - 1) * np.log(without * (n - 1) / (n - 2))
    half = stats.t.ppf(0.975, n - 1) * np.std(logs, ddof=1) / n**0.5
    return [float(value * np.exp(-half)), float(value * np.exp(half))]


def decompose(runs, labels):
    """Jackknifed means with intervals from three runs on: {loss kind: {part: [value, low, high]}}."""
    n = len(runs)
    if n < 2:
        return None
    whole = plug_in(runs, labels)
    without = np.array([plug_in(np.delete(runs, t, 0), labels) for t in range(n)])
    pseudo = n * whole - (n - 1) * without
    found = {}
    for kind, name in enumerate(["crossEntropy", "squared"]):
        found[name] = {}
        for part, label in enumerate(["loss", "bias", "variance"]):
            value, low, high = t_interval(pseudo[:, kind, part])
            if label == "variance" and n > 2:
                low, high = log_interval(value, whole[kind, part], without[:, kind, part])
            known = n > 2 or label == "loss"
            found[name][label] = [value, low if known else None, high if known else None]
        # The classical unbiased estimate, in another way.
        if name == "squared":
            p = special.softmax(runs, axis=2)
            assert np.isclose(found[name]["variance"][0], p.var(0, ddof=1).sum(1).mean())
    return found


def wilson(share, rows):
    result = stats.binomtest(round(share * rows), rows).proportion_ci(method="wilson")
    return [result.low, result.high]


def agresti_min(b, c, rows):
    b, c, rows = b + 0.5, c + 0.5, rows + 2
    half = stats.norm.ppf(0.975) * ((b + c - (b - c) ** 2 / rows) ** 0.5) / rows
    return [(b - c) / rows - half, (b - c) / rows + half]


def main():
    rng = np.random.default_rng(5)
    labels = rng.integers(0, CLASSES, ROWS)
    runs = {width: make_logits(rng, labels, width, seeds) for width, seeds in SEEDS.items()}
    widths = []
    for width, logits in runs.items():
        n = len(logits)
        by_count = []
        for k in range(1, n + 1):
            errors = [error(logits[list(s)].sum(0), labels) for s in itertools.combinations(range(n), k)]
            by_count.append({"subsets": len(errors), "mean": float(np.mean(errors)),
                             "std": float(np.std(errors, ddof=1)) if len(errors) > 1 else None})  # fmt: skip
        widths.append({"width": width, "ensembles": by_count, "loss": decompose(logits, labels)})
    tests = []
    for wide, narrow, count in [(16, 8, 2), (32, 8, 4), (64, 8, 8), (32, 16, 2), (64, 16, 4), (64, 32, 2)]:
        pairs = min(len(runs[wide]), len(runs[narrow]) // count)
        ensembles = [runs[narrow][i * count : (i + 1) * count].sum(0) for i in range(pairs)]
        differences = [error(e, labels) - error(w, labels) for e, w in zip(ensembles, runs[wide])]
        if pairs >= 3:
            test = stats.ttest_1samp(differences, 0)
            value, low, high = t_interval(differences)
            result = {"test": "paired t over seeds", "n": pairs, "value": value, "low": low, "high": high, "p": float(test.pvalue)}
        else:
            first = runs[wide][0].argmax(1) == labels
            second = ensembles[0].argmax(1) == labels
            b, c = int((first & ~second).sum()), int((second & ~first).sum())
            low, high = agresti_min(b, c, ROWS)
            p = float(stats.binomtest(b, b + c).pvalue) if b + c else 1.0
            result = {"test": "McNemar, exact, over test inputs", "n": ROWS, "value": differences[0], "low": low, "high": high, "p": p}
        tests.append({"wide": wide, "narrow": narrow, "count": count, **result})
    infinity = widths[-2]["ensembles"][-1]["mean"]
    chunks, networks = rng.normal(0.05, 0.01, 5).round(4), rng.normal(0.045, 0.004, 3).round(4)
    gap = stats.ttest_ind(chunks, networks, equal_var=False)
    statistics = {
        "wilson": [{"share": s, "rows": 10000, "interval": wilson(s, 10000)} for s in [0, 0.0305, 0.5, 1]],
        "t": [{"t": t, "freedom": f, "p": float(2 * stats.t.sf(t, f))} for t, f in [(0, 3), (1.3, 2.7), (12.7, 1), (25, 30)]],
        "mcnemar": [{"rows": 10000, "onlyFirst": b, "onlySecond": c, "p": float(stats.binomtest(b, b + c).pvalue) if b + c else 1.0,
                     "interval": agresti_min(b, c, 10000)} for b, c in [(0, 0), (3, 11), (120, 85), (2500, 2400), (7, 7)]],
        "welch": {"first": chunks.tolist(), "second": networks.tolist(), "difference": float(chunks.mean() - networks.mean()),
                  "p": float(gap.pvalue), "interval": list(map(float, gap.confidence_interval(0.95)))},
    }  # fmt: skip
    result = {
        "rows": ROWS, "classes": CLASSES, "labels": labels.tolist(),
        "logits": {str(width): (logits * 64).astype(int).reshape(len(logits), -1).tolist() for width, logits in runs.items()},
        "widths": widths, "tests": tests, "infinity": {"error": infinity, "interval": wilson(infinity, ROWS)}, "statistics": statistics,
    }  # fmt: skip
    (HERE / "ensembles.json").write_text(json.dumps(result, separators=(",", ":")) + "\n")


main()
