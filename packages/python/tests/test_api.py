"""Questions to the server, analyses and representations."""

import importlib.util
import logging
import math
import unittest
from unittest import mock

from support import Proxy, ServerCase, runs_of, wait_for

import mitoscope
from mitoscope.tensors import save_arrays

HAS_NUMPY = importlib.util.find_spec("numpy") is not None
HAS_PANDAS = importlib.util.find_spec("pandas") is not None


class ApiTest(ServerCase):
    def make_runs(self) -> None:
        for seed, width in ((0, 8), (1, 8), (0, 16)):
            with mitoscope.init(
                project="python", model=self.model, width=width, seed=seed, config={"opt": {"lr": 0.1}}
            ) as run:
                for step in range(4):
                    run.log({"trainLoss": step + seed, "testError": float("nan") if step == 3 else step / 4}, step)

    def test_runs_are_found_by_model_and_fields(self) -> None:
        self.make_runs()
        api = mitoscope.Api()
        self.assertEqual(len(api.runs(model=self.model)), 3)
        self.assertEqual(len(api.runs(project="python", model=self.model, width=8)), 2)
        self.assertEqual(len(api.runs(model=self.model, width=[8, 16], seed={"lt": 1}, state="FINISHED")), 2)
        self.assertEqual(len(api.runs(model=self.model, metrics=[{"name": "trainLoss", "last": {"gte": 4}}])), 1)
        self.assertEqual((api.runs(model="nowhere"), len(api.runs(model=self.model, limit=1))), ([], 1))
        with self.assertRaises(mitoscope.MitoscopeError):
            api.runs(model=self.model, colour="blue")
        run = api.runs(model=self.model, width=16)[0]
        self.assertEqual((run.width, run.seed, run.weight_decay, run.config), (16, 0, None, {"opt": {"lr": 0.1}}))
        self.assertEqual(run.metrics["trainLoss"], 3)
        self.assertTrue(math.isnan(run.metrics["testError"]))
        self.assertEqual(run.summary("lastFinite")["testError"], 0.5)
        self.assertEqual(api.run(run.id).name, run.name)

    def test_histories_hold_every_point(self) -> None:
        self.make_runs()
        proxy = Proxy(refused=0.2, cut=0.25, seed=4)
        self.addCleanup(proxy.close)
        api = mitoscope.Api(proxy.url)
        runs = api.runs(model=self.model)
        rows = api.histories(runs, ["trainLoss"])
        self.assertEqual(len(rows), 12)
        self.assertEqual(len(api.histories(runs)), 24)
        self.assertEqual(
            api.query("query ($id: ID!) { run(id: $id) { width } }", {"id": runs[0].id})["run"]["width"], 16
        )
        if HAS_NUMPY:
            steps, values = rows.series(runs[1], "trainLoss")
            self.assertEqual((steps.tolist(), values.tolist()), ([0, 1, 2, 3], [1, 2, 3, 4]))

    @unittest.skipUnless(HAS_PANDAS, "pandas is missing")
    def test_runs_and_histories_are_tables(self) -> None:
        self.make_runs()
        runs = mitoscope.Api().runs(model=self.model)
        table = runs.to_pandas(metrics="last")
        self.assertEqual(table[table.width == 8]["trainLoss"].sum(), 7)
        self.assertEqual(table["config.opt.lr"].tolist(), [0.1] * 3)
        self.assertEqual(
            mitoscope.Api().histories(runs, ["trainLoss"]).to_pandas().groupby("run").value.max().sum(), 10
        )


@unittest.skipUnless(HAS_NUMPY, "NumPy is missing")
class RepresentationsTest(ServerCase):
    def arrays(self, width: int = 16, rows: int = 200) -> dict:
        import numpy

        rng = numpy.random.default_rng(0)
        base, mix = rng.normal(size=(2 * rows, 3)), rng.normal(size=(3, width))
        features = (base @ mix + 0.01 * rng.normal(size=(2 * rows, width))).astype("float32")
        labels = (base[:, 0] > 0).astype("int64")
        parts = {"test": slice(0, rows), "train": slice(rows, None)}
        made = {f"features.{part}": features[at] for part, at in parts.items()}
        return {**made, **{f"labels.{part}": labels[at] for part, at in parts.items()}}

    def test_arrays_and_files_arrive_and_are_analysed(self) -> None:
        import numpy

        run = mitoscope.init(model=self.model, width=16)
        run.log_representation(self.arrays(), epoch=3)
        numpy.savez(self.folder / "later.npz", **self.arrays(rows=150))
        run.log_representation(self.folder / "later.npz", epoch=4)
        analysis = run.analyze("reconstruction", seed=1).wait()
        self.assertEqual(analysis.state, "FINISHED")
        self.assertTrue(analysis.curves, analysis)
        name, curve = next(iter(analysis.curves.items()))
        self.assertEqual(curve.mean.shape, analysis.sizes.shape, name)
        self.assertTrue(all(array.size for array in analysis.arrays.values()))
        again = mitoscope.Api().run(run.id).analyze("critical-width").wait()
        self.assertEqual(again.criticalSize, again.scalars["criticalSize"])
        with self.assertRaises(mitoscope.MitoscopeError):
            run.analyze("no-such-measure")
        run.finish()
        [found] = runs_of(self.model)
        self.assertEqual(
            [(one["epoch"], one["testRows"], one["fileName"]) for one in found["representations"]],
            [(3, 200, "epoch-3.safetensors"), (4, 150, "later.npz")],
        )
        self.assertEqual(self.journals(), [])

    def test_an_upload_goes_on_where_the_network_cut_it(self) -> None:
        proxy = Proxy(refused=0.2, cut=0.25, seed=2)
        self.addCleanup(proxy.close)
        with mock.patch("mitoscope.uploads.CHUNK_BYTES", 4096):
            with mitoscope.init(model=self.model, width=16, url=proxy.url) as run:
                for epoch in range(2):
                    run.log_representation({**self.arrays(rows=100 + epoch)}, epoch=epoch)
                    run.log({"x": epoch}, epoch)
                run.finish(patience=60)
        [found] = runs_of(self.model)
        self.assertEqual([one["testRows"] for one in found["representations"]], [100, 101])
        self.assertEqual((found["points"], found["state"]), ({"x": {0: 0, 1: 1}}, "FINISHED"))

    def test_an_answer_that_is_cut_within_its_headers_is_asked_for_again(self) -> None:
        run = mitoscope.init(model=self.model, width=16)
        request, cuts = run._connection.request, []

        def cut_at_first(method: str, path: str, *rest: object, **more: object) -> object:
            answered = request(method, path, *rest, **more)
            if cuts.count(method) < 2:
                cuts.append(method)
                return {}, b""
            return answered

        with mock.patch.object(run._connection, "request", cut_at_first):
            # Bytes that the server has already are not sent.
            import numpy

            run.log_representation({"features.test": numpy.random.default_rng().normal(size=(50, 16))}, epoch=0)
            run.finish(patience=60)
        self.assertEqual((cuts[:2], "PATCH" in cuts), (["HEAD", "HEAD"], True))
        [found] = runs_of(self.model)
        self.assertEqual((found["state"], len(found["representations"])), ("FINISHED", 1))

    def test_a_file_that_the_server_refuses_is_kept_and_told(self) -> None:
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(model=self.model, width=17) as run:
                run.log_representation(self.arrays(), epoch=0)
                run.log_representation({"features.test": "text"}, epoch=1)
                run.log_representation(self.folder / "missing.npz")
                run.log({"x": 1})
        self.assertIn("has 16 neurons, the run has width 17", "".join(logs.output))
        [found] = runs_of(self.model)
        self.assertEqual((found["points"], found["state"], found["representations"]), ({"x": {0: 1}}, "FINISHED", []))
        [folder] = self.journals()
        self.assertEqual(len(list((folder / "files").glob("*.safetensors"))), 1)
        self.assertFalse(mitoscope.sync()[0].is_done)

    def test_offline_representations_are_sent_by_sync(self) -> None:
        with mitoscope.init(model=self.model, width=16, mode="offline") as run:
            run.log_representation(self.arrays(), epoch=0)
        self.assertEqual(len(mitoscope.sync()), 1)
        self.assertEqual(len(runs_of(self.model)[0]["representations"]), 1)
        self.assertEqual(self.journals(), [])

    def test_files_are_what_safetensors_reads(self) -> None:
        if importlib.util.find_spec("safetensors") is None:
            self.skipTest("safetensors is missing")
        import numpy
        from safetensors.numpy import load_file

        arrays = {
            "a": numpy.arange(6, dtype=">i4").reshape(2, 3),
            "b": numpy.array([True, False, True]),
            "c": numpy.ones((0, 2), "f2"),
            "d": numpy.arange(6.0).reshape(2, 3).T,
        }
        save_arrays(arrays, self.folder / "x.safetensors")
        for name, array in load_file(self.folder / "x.safetensors").items():
            numpy.testing.assert_array_equal(array, arrays[name])


if __name__ == "__main__":
    unittest.main()
