"""Makes kept-groups.json: what the measure kept-groups finds in every archive here, computed without its code.

Run `python3 make-kept-groups.py` (NumPy only) after make-nasty.py. Everything is in float64 from the samples
themselves and no Gram is shared. R² is by the ridge of make-nasty.py in extended precision, as is the map of a
stand-in, because groups hold dead, repeated and rescaled neurons and an error counts single rows.
"""

import importlib.util
import json
import pathlib
import warnings

import numpy as np

HERE = pathlib.Path(__file__).parent
REFIT_RIDGE = 1e-3

spec = importlib.util.spec_from_file_location("make_nasty", HERE / "make-nasty.py")
nasty = importlib.util.module_from_spec(spec)
spec.loader.exec_module(nasty)

CASES = [
    {"size": 10, "groups": [1, 3]},
    {"size": 10, "groups": [2, 2, 4], "readout": "RESCALED"},
    {"size": 10, "groups": [1, 2], "readout": "REFIT"},
    {"size": 10, "replaced": 2, "by": 1},
    {"size": 20, "groups": [1, 2], "replaced": 1, "by": 2, "readout": "RESCALED"},
    {"size": 7, "groups": [1], "replaced": 1, "by": 5},
    {"size": 48},
]


def judge(logits, labels):
    """(error, mean cross-entropy)."""
    shifted = logits - logits.max(1, keepdims=True)
    log_prob = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return float(np.mean(logits.argmax(1) != labels)), float(-log_prob[np.arange(len(labels)), labels].mean())


def refit(archive, chunk):
    """Weight [C, w] and bias [C] of a ridge regression of one-hot labels."""
    x = archive["features.train"][:, chunk]
    target = np.eye(len(archive["readout.bias"]))[archive["labels.train"]]
    centred = x - x.mean(0)
    inner = centred.T @ centred
    inner += (REFIT_RIDGE * np.trace(inner) / len(chunk) + 1e-8) * np.eye(len(chunk))
    weight = np.linalg.solve(inner, centred.T @ target).T
    return weight, target.mean(0) - weight @ x.mean(0)


def logits(archive, features, groups, names, kind, stand_in=None):
    """What the readout says of the named groups; stand_in: {group: its activations}."""
    weight, bias, width = archive["readout.weight"], archive["readout.bias"], features.shape[1]
    if kind == "REFIT":
        chunk = np.concatenate([groups[g - 1] for g in sorted(set(names))])
        fitted, offset = refit(archive, chunk)
        return features[:, chunk] @ fitted.T + offset
    counted = sum(len(groups[g - 1]) for g in names)
    scale = width / counted if kind == "RESCALED" and counted else 1
    total = np.tile(bias, (len(features), 1))
    for g in names:
        chunk = groups[g - 1]
        x = (stand_in or {}).get(g, features[:, chunk])
        total = total + scale * x @ weight[:, chunk].T
    return total


def stand_in(archive, features, groups, case):
    """The replaced group's activations from the other's, and the R² of that."""
    source, target = groups[case["by"] - 1], groups[case["replaced"] - 1]
    coefficients, intercept = nasty.exact_ridge_map(archive["features.train"], source)
    guess = (features[:, source] @ coefficients + intercept)[:, target].astype(np.float64)
    truth = features[:, target]
    spread = ((truth - truth.mean(0)) ** 2).sum()
    return guess, float(1 - ((truth - guess) ** 2).sum() / spread) if spread > 0 else None


def measure(archive, case):
    order = archive["permutations"][0]
    size = case["size"]
    groups = [order[g * size : (g + 1) * size] for g in range(len(order) // size)]
    names = case.get("groups", list(range(1, len(groups) + 1)))
    kind = case.get("readout", "ORIGINAL")
    used = [g for g in dict.fromkeys(names) if g != case.get("replaced")]
    if "by" in case and case["by"] not in used:
        used.append(case["by"])
    kept = np.concatenate([groups[g - 1] for g in used])
    found = {"neurons": len(kept), "parameters": len(archive["readout.bias"]) * (len(kept) + 1)}
    for split in ("test", "train"):
        x, y = archive[f"features.{split}"], archive[f"labels.{split}"]
        guess = None
        if "by" in case:
            guess, r2 = stand_in(archive, x, groups, case)
            guess = {case["replaced"]: guess}
            if split == "test":
                found["mapR2"] = r2
            left = [g for g in names if g != case["replaced"]]
            found[f"unswapped{split.title()}Error"] = judge(logits(archive, x, groups, names, kind), y)[0]
            found[f"leftOut{split.title()}Error"] = judge(logits(archive, x, groups, left, kind), y)[0]
        error, loss = judge(logits(archive, x, groups, names, kind, guess), y)
        found[f"{split}Error"] = error
        found[f"{split}Loss"] = None if kind == "REFIT" else loss
        whole = x @ archive["readout.weight"].T + archive["readout.bias"]
        found[f"whole{split.title()}Error"] = judge(whole, y)[0]
        chunks = [permutation[: len(kept)] for permutation in archive["permutations"][1:]]
        errors = [judge(logits(archive, x, [chunk], [1], kind), y)[0] for chunk in chunks]
        found[f"random{split.title()}Error"] = float(np.mean(errors))
    x = archive["features.test"]
    score = nasty.exact_r2(x, kept, *nasty.exact_ridge_map(x, kept))[0]
    found["r2"] = None if np.isnan(score) else float(score)
    return found


if __name__ == "__main__":
    warnings.filterwarnings("ignore", "invalid value", RuntimeWarning)  # R² of a layer without variance
    report = {}
    for path in sorted(HERE.glob("nasty/*.npz")) + sorted(HERE.glob("reference/*.npz")):
        stored = np.load(path)
        archive = {k: v.astype(np.float64) if v.dtype.kind == "f" else v for k, v in stored.items()}
        report[path.stem] = [
            {"options": case, "scalars": measure(archive, case)}
            for case in CASES
            if case.get("size") <= archive["features.test"].shape[1]
        ]
        print(path.stem)
    lines = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]" for name, cases in report.items()
    )
    (HERE / "kept-groups.json").write_text(f"{{\n{lines}\n}}\n")
