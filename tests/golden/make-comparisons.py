"""Makes comparisons.json and the pair of layers in comparisons/: what the public implementations find, without our code.

Run `python3 make-comparisons.py FOLDER` with NumPy, SciPy, scikit-learn, PyTorch, joblib and tqdm installed. FOLDER holds
checkouts, under these names, of

    DADApy      github.com/sissa-data-science/DADApy          2NN, Gride, neighbourhood overlap, information imbalance
    ckatorch    github.com/RistoAle97/centered-kernel-alignment   linear CKA, plain and unbiased
    svcca       github.com/google/svcca                       canonical correlations, by the authors of SVCCA
    sim_metric  github.com/js-d/sim_metric                    PWCCA and Procrustes, by Ding, Denain and Steinhardt
    netrep      github.com/ahwillia/netrep                    Procrustes angle, by Williams, Kunz, Kornblith and Linderman

What made each value is printed and stored beside it, with its version. Everything is in float64.
"""

import importlib
import json
import pathlib
import subprocess
import sys
import unittest.mock

import numpy as np
import sklearn
import sklearn.cross_decomposition

HERE = pathlib.Path(__file__).parent
CHUNKS = {"reference/mnist-mlp-w64": [4, 16, 32], "nasty/width-48": [3, 12, 24]}
DRAWS = 2
CHECKOUTS = {
    "DADApy": "sissa-data-science/DADApy 0.3.3",
    "ckatorch": "RistoAle97/centered-kernel-alignment 1.0.3",
    "svcca": "google/svcca",
    "sim_metric": "js-d/sim_metric",
    "netrep": "ahwillia/netrep 0.0.2",
}
UNUSED = [
    "matplotlib",
    "matplotlib.pyplot",
    "matplotlib.collections",
    "networkx",
    "ckatorch.cka",
    "ckatorch.plot",
    "dadapy.diff_imbalance",
    "dadapy.causal_graph",
    "dadapy._cython.cython_clustering",
    "dadapy._cython.cython_clustering_v2",
    "dadapy._cython.cython_density",
    "dadapy._cython.cython_distances",
    "dadapy._cython.cython_grads",
    "dadapy._cython.cython_overlap",
    "dadapy._cython.cython_maximum_likelihood_opt",
    "dadapy._cython.cython_maximum_likelihood_opt_full",
    "dadapy._cython.cython_differentiable_imbalance",
]


def make_pair():
    """Two layers of the same inputs: rectified mixtures of six signals, with noise, an offset and unlike scales."""
    random = np.random.default_rng(7)
    signals = random.normal(size=(300, 6))

    def layer(width, noise):
        mixed = np.maximum(signals @ random.normal(size=(6, width)) + random.normal(size=width), -0.3)
        scale = 10 ** random.uniform(-1, 1, size=width)
        return ((mixed + noise * random.normal(size=mixed.shape)) * scale + 5).astype(np.float32)

    return layer(20, 0.1), layer(32, 0.3)


class Implementations:
    """The public code, and which version of it this is."""

    def __init__(self, folder):
        self.folder = folder
        self.used = {}
        # Parts that are not asked for here: what is compiled, what needs JAX, and plots.
        for name in UNUSED:
            sys.modules[name] = unittest.mock.MagicMock()
        self.data = self.load("DADApy", "dadapy").Data
        self.cka = self.load("ckatorch", "ckatorch.core").cka_base
        self.svcca = self.load("svcca", "cca_core")
        self.ding = self.load("sim_metric", "scoring", "dists")
        self.netrep = self.load("netrep", "netrep.metrics.linear").LinearMetric

    def load(self, checkout, module, under="."):
        path = self.folder / checkout / under
        sys.path.insert(0, str(path))
        loaded = importlib.import_module(module)
        commit = subprocess.run(
            ["git", "-C", str(path), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
        ).stdout.strip()
        self.used[checkout] = f"{CHECKOUTS[checkout]} at {commit[:12]}"
        return loaded


def varying(x):
    """Without neurons that never vary: the implementations of canonical correlations divide by their variance."""
    return x[:, x.std(0) > 0]


def principal(x, share=0.99):
    """The principal components that hold this share of the variance, [components, N]."""
    left, values, right = np.linalg.svd((x - x.mean(0)).T, full_matrices=False)
    count = int(np.argmax(np.cumsum(values**2) / np.sum(values**2) >= share)) + 1
    return values[:count, None] * right[:count]


def has_ties(x, neighbours):
    """Whether some row has two neighbours at exactly one distance, up to the first that does not count."""
    for row in x:
        nearest = np.sort(np.square(x - row).sum(1))[: neighbours + 2]
        if np.any(np.diff(nearest) == 0):
            return True
    return False


def compare(public, x, y, neighbours=30):
    """Every comparison of two representations [N, a] and [N, b], by public code."""
    import torch

    tensors = torch.from_numpy(x), torch.from_numpy(y)
    found = {
        "cka": {
            "cka": float(public.cka(*tensors, unbiased=False)),
            "ckaDebiased": float(public.cka(*tensors, unbiased=True)),
        }
    }
    a, b = principal(x), principal(y)
    rho = public.svcca.get_cca_similarity(a, b, epsilon=0.0, verbose=False)["cca_coef1"]
    found["svcca"] = {"svcca": float(np.mean(rho))}
    cross_check = sklearn.cross_decomposition.CCA(n_components=min(len(a), len(b)), scale=False, max_iter=5000, tol=1e-10)
    u, v = cross_check.fit_transform(a.T, b.T)
    again = np.mean([np.corrcoef(u[:, k], v[:, k])[0, 1] for k in range(u.shape[1])])
    print(f"    SVCCA {np.mean(rho):.6f}; scikit-learn's CCA on the same components {again:.6f}")

    # Each with the weights of the narrower one, or of both where they are as wide: there its sums are over all pairs.
    p, q = varying(x), varying(y)
    p, q = (p - p.mean(0)).T, (q - q.mean(0)).T
    found["pwcca"] = {}
    for name, one, other in (("pwccaFirst", p, q), ("pwccaSecond", q, p)):
        if len(one) <= len(other):
            _, s, _, transformed, _ = public.ding.cca_decomp(one, other)
            found["pwcca"][name] = float(1 - public.ding.pwcca_dist(one, s, transformed))

    unit = [(z - z.mean(0)) / np.linalg.norm(z - z.mean(0)) for z in (x, y)]
    found["procrustes"] = {
        "procrustes": float(public.ding.procrustes(unit[0].T, unit[1].T)),
        "procrustesAngle": float(public.netrep(alpha=1.0, score_method="angular").fit_score(x, y)),
    }
    if any(has_ties(z, neighbours) for z in (x, y)):
        print("    neighbours tie: their order is left to each implementation, and not compared")
        return found
    data = public.data(coordinates=x, maxk=len(x) - 1)
    overlap = data.return_data_overlap(coordinates=y, k=neighbours, use_cython=False)
    found["neighbour-overlap"] = {"neighbourOverlap": float(overlap)}
    forth, back = data.return_information_imbalace(y, k=1, subset_size=len(x))
    found["information-imbalance"] = {"imbalanceForth": float(forth[0]), "imbalanceBack": float(back[0])}
    return found


def dimension(public, x, farthest=64):
    """2NN in both forms and Gride at every scale."""
    x = np.unique(x, axis=0)
    data = public.data(coordinates=x, maxk=farthest)
    data.compute_distances()
    found = {
        "points": len(x),
        "twoNearestFit": float(data.compute_id_2NN(algorithm="base", mu_fraction=0.9)[0]),
        "twoNearestLikelihood": float(data.compute_id_2NN(algorithm="ml")[0]),
    }
    ids, errors, _ = data.return_id_scaling_gride(range_max=farthest, eps=1e-9)
    for step, (value, error) in enumerate(zip(ids, errors)):
        found[f"gride{2 ** (step + 1)}"] = {"value": float(value), "error": float(error)}
    return found


def main(folder):
    public = Implementations(folder)
    by = {
        "cka": "ckatorch",
        "svcca": "svcca",
        "pwcca": "sim_metric",
        "procrustes": "sim_metric, and netrep for the angle",
        "neighbour-overlap": "DADApy",
        "information-imbalance": "DADApy",
        "dimension": "DADApy",
    }
    narrow, wide = make_pair()
    for name, values in (("narrow", narrow), ("wide", wide)):
        np.savez(HERE / "comparisons" / f"{name}.npz", **{"features.test": values})
    report = {"implementations": {name: [public.used[part] for part in public.used if part in by[name]] for name in by}}
    for name, made in report["implementations"].items():
        print(f"{name}: {'; '.join(made)}")
    double = [values.astype(np.float64) for values in (narrow, wide)]
    report["pairs"] = [
        {"first": "narrow", "second": "wide", "values": compare(public, *double)},
        {"first": "wide", "second": "narrow", "values": compare(public, *double[::-1])},
    ]
    report["chunks"] = []
    report["dimension"] = []
    for archive, sizes in CHUNKS.items():
        print(archive)
        stored = np.load(HERE / f"{archive}.npz")
        x = stored["features.test"].astype(np.float64)
        orders = stored["permutations"][:DRAWS]
        values = [[compare(public, x[:, o[:w]], x[:, o[w : 2 * w]]) for o in orders] for w in sizes]
        report["chunks"].append({"archive": archive, "sizes": sizes, "values": values})
        report["dimension"].append({
            "archive": archive,
            "layer": dimension(public, x),
            "sizes": sizes,
            "chunks": [[dimension(public, x[:, o[:w]], 16) for o in orders] for w in sizes],
        })
    text = json.dumps(report, indent=None, separators=(", ", ": ")).replace('{"archive"', '\n{"archive"')
    (HERE / "comparisons.json").write_text(text.replace('], "', '],\n"') + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
