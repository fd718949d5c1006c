"""Similarities of layers of two networks, curves of analyses, and tables in notebooks."""

import importlib.util
import os
import unittest
from unittest import mock

from support import ServerCase

import mitoscope
from mitoscope.installation import find_command

HAS_TORCH = importlib.util.find_spec("torch") is not None
HAS_NUMPY = importlib.util.find_spec("numpy") is not None
HAS_PANDAS = importlib.util.find_spec("pandas") is not None

if HAS_TORCH:
    import numpy
    import torch
    from torch import nn
    from torch.utils.data import DataLoader, TensorDataset


@unittest.skipUnless(HAS_TORCH, "torch is missing")
class ComparingTest(ServerCase):
    def setUp(self) -> None:
        super().setUp()
        torch.manual_seed(3)
        self.nets = [nn.Sequential(nn.Linear(6, 10), nn.ReLU(), nn.Linear(10, 7)) for _ in range(2)]
        self.x = torch.randn(90, 6)
        self.loader = DataLoader(TensorDataset(self.x, torch.arange(90) % 3), batch_size=20, shuffle=True)

    def cka(self, first: int, second: int) -> float:
        with torch.no_grad():
            a, b = (net[: at + 1](self.x).double() for net, at in zip(self.nets, (first, second)))
        a, b = a - a.mean(0), b - b.mean(0)
        return float((a.T @ b).norm() ** 2 / ((a.T @ a).norm() * (b.T @ b).norm()))

    def test_the_command_computes_them_without_a_server(self) -> None:
        if find_command() is None:
            self.skipTest("node is missing")
        with mock.patch.dict(os.environ, {"MITOSCOPE_SERVER": "http://127.0.0.1:9"}):
            table = mitoscope.compare(*self.nets, self.loader, ["0", "2"], measures=["cka", "procrustes"])
        expected = [[self.cka(i, j) for j in (0, 2)] for i in (0, 2)]
        numpy.testing.assert_allclose(table.matrix("cka"), expected, rtol=1e-5)
        self.assertEqual({row["measure"] for row in table}, {"cka", "procrustes"})
        self.assertIn("<td>procrustes</td>", table._repr_html_())
        with self.assertRaisesRegex(mitoscope.MitoscopeError, "choose one of cka"):
            table.matrix("svcca")
        if HAS_PANDAS:
            self.assertEqual(len(table.to_pandas().query("name == 'cka'")), 4)
        self.assertTrue(all(net.training for net in self.nets))

    def test_a_server_computes_them_where_the_command_is_not(self) -> None:
        with mock.patch("mitoscope.comparing.find_command", return_value=None):
            table = mitoscope.compare(*self.nets, self.loader, ["0"], layers_b=["0", "2"], measures=["cka"], project="python")
            numpy.testing.assert_allclose(table.matrix("cka"), [[self.cka(0, 0), self.cka(0, 2)]], rtol=1e-5)
            with mock.patch.dict(os.environ, {"MITOSCOPE_SERVER": "http://127.0.0.1:9"}):
                with self.assertRaisesRegex(mitoscope.MitoscopeError, "command mitoscope.* or by a server: No server"):
                    mitoscope.compare(*self.nets, self.loader, ["0"])

    def test_layers_that_are_not_there_are_named(self) -> None:
        with self.assertRaisesRegex(mitoscope.MitoscopeError, "9 names no layer of the network; it has 0, 1, 2"):
            mitoscope.compare(*self.nets, self.loader, ["9"])


@unittest.skipUnless(HAS_NUMPY, "NumPy is missing")
class CurvesTest(ServerCase):
    def test_curves_of_runs_are_arrays_and_tables(self) -> None:
        import numpy

        runs = []
        for seed in range(2):
            with mitoscope.init(project="python", model=self.model, width=8, seed=seed) as run:
                features = numpy.random.default_rng([seed, os.getpid()]).normal(size=(120, 8)).astype("float32")
                run.log_representation({"features.test": features}, epoch=2)
                run.log({"loss": 0.5})
                first = run.analyze("reconstruction", seed=0).wait()
                newest = run.analyze("reconstruction", seed=1).wait()
                runs.append((run.id, first, newest))
        api = mitoscope.Api()
        found = api.runs(model=self.model)
        curves = api.curves(found, measure="reconstruction")
        id, first, newest = runs[1]
        name, curve = next(iter(newest.curves.items()))
        sizes, means = curves.series(id, name)
        numpy.testing.assert_array_equal(sizes, newest.sizes)
        numpy.testing.assert_array_equal(means, curve.mean)
        self.assertFalse(numpy.array_equal(means, next(iter(first.curves.values())).mean))
        self.assertEqual({row["epoch"] for row in curves}, {2})
        self.assertEqual({row["run"] for row in curves}, {run.id for run in found})
        self.assertEqual(api.curves(found, "reconstruction", ["no"]), [])
        self.assertEqual(len(api.curves([id], names=[name])), len(sizes))
        if HAS_PANDAS:
            self.assertEqual(curves.to_pandas().groupby(["run", "curve"]).ngroups, 2 * len(newest.curves))
        self.assertIn("<td>0.5</td>", found._repr_html_())
        self.assertIn(f"<td>{self.model}</td>", found[0]._repr_html_())
        self.assertIn(f"<th>{curve.title}</th>", newest._repr_html_())


if __name__ == "__main__":
    unittest.main()
