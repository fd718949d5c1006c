"""Representations that are recorded from a PyTorch network in training."""

import importlib.util
import logging
import unittest

from support import ServerCase, runs_of

import mitoscope

HAS_TORCH = importlib.util.find_spec("torch") is not None

if HAS_TORCH:
    import torch
    from torch import nn
    from torch.utils.data import DataLoader, Dataset, TensorDataset

    class Net(nn.Module):
        def __init__(self, width: int = 12) -> None:
            super().__init__()
            self.conv = nn.Conv2d(1, width, 3, padding=1)
            self.norm = nn.BatchNorm2d(width)
            self.drop = nn.Dropout(0.5)
            self.fc = nn.Linear(width, 3)

        def forward(self, x):  # type: ignore[no-untyped-def]
            hidden = torch.relu(self.norm(self.conv(x)))
            return self.fc(self.drop(hidden.mean((2, 3))))

    class Noisy(Dataset):
        def __len__(self) -> int:
            return 20

        def __getitem__(self, i: int):  # type: ignore[no-untyped-def]
            return torch.randn(1, 6, 6), i % 3


@unittest.skipUnless(HAS_TORCH, "torch is missing")
class WatchTest(ServerCase):
    def loader(self, count: int, **options: object) -> "DataLoader":
        torch.manual_seed(count)
        data = TensorDataset(torch.randn(count, 1, 6, 6), torch.arange(count) % 3)
        return DataLoader(data, batch_size=32, shuffle=True, **options)

    def features(self, net: "Net", loader: "DataLoader") -> "torch.Tensor":
        net.eval()
        with torch.no_grad():
            x = loader.dataset.tensors[0]
            return torch.relu(net.norm(net.conv(x))).mean((2, 3))

    def test_layers_are_recorded_every_so_many_steps(self) -> None:
        net, test, train = Net(), self.loader(100), self.loader(130, drop_last=True)
        net.train()
        net.norm.eval()
        run = mitoscope.init(model=self.model, width=12)
        run.watch(net, head="fc", test=test, train=train, every=5)
        torch.manual_seed(7)
        before = torch.get_rng_state()
        for step in range(1, 11):
            run.log({"trainLoss": 1 / step}, step)
        self.assertTrue(torch.equal(before, torch.get_rng_state()))
        self.assertEqual((net.training, net.norm.training, net.drop.training), (True, False, True))
        self.assertTrue(run.flush())
        result = run.analyze("reconstruction").wait()
        self.assertEqual(result.state, "FINISHED")
        run.finish()
        [found] = runs_of(self.model)
        self.assertEqual([one["epoch"] for one in found["representations"]], [5, 10])
        one = found["representations"][0]
        self.assertEqual((one["width"], one["testRows"], one["trainRows"], one["classes"]), (12, 100, 130, 3))
        names = {"features.test", "labels.test", "features.train", "labels.train", "readout.weight", "readout.bias"}
        self.assertEqual({tensor["name"] for tensor in one["tensors"]}, names)
        self.assertEqual(one["fileName"], "fc-epoch-5.safetensors")

    def test_layers_stand_side_by_side_as_sites_of_the_run(self) -> None:
        net, test = Net(), self.loader(60)
        run = mitoscope.init(model=self.model, width=12)
        net.stem = nn.Conv2d(1, 5, 3)
        forward = net.forward
        net.forward = lambda x: (net.stem(x), forward(x))[1]  # type: ignore[method-assign]
        run.watch(net, layers=["stem", "norm", "fc"], head="fc", test=test).record(epoch=1)
        run.log_representation({"features.test": torch.randn(60, 7)}, epoch=1, site="own", site_kind="probe")
        self.assertTrue(run.flush())
        self.assertEqual(run.analyze("reconstruction").wait().site, "last-hidden")
        self.assertEqual(run.analyze("reconstruction", site="stem").wait().site, "stem")
        run.finish()
        found = {one["site"]: one for one in runs_of(self.model)[0]["representations"]}
        widths = {site: one["width"] for site, one in found.items()}
        self.assertEqual(widths, {"stem": 5, "norm": 12, "last-hidden": 12, "own": 7})
        self.assertEqual((found["norm"]["siteKind"], found["norm"]["sitePosition"]), ("BatchNorm2d", 2))
        self.assertEqual((found["own"]["siteKind"], found["last-hidden"]["siteKind"]), ("probe", None))

    def test_files_hold_what_the_network_computes(self) -> None:
        net, test = Net(), self.loader(70)
        run = mitoscope.init(model=self.model, width=12, mode="offline")
        watch = run.watch(nn.DataParallel(net), layers=["norm", "fc"], head="fc", test=test, rows=50)
        watch.record(epoch=1)
        watch.record(epoch=2)
        run.finish()
        folder = self.journals()[0] / "files"
        files = [read_tensors(path) for path in sorted(folder.iterdir())]
        self.assertEqual([len(file) for file in files], [3, 5, 3, 5])
        expected = self.features(net, test)
        rows = files[1]["rows.test"]
        self.assertEqual(len(rows), 50)
        self.assertTrue(torch.allclose(files[1]["features.test"], expected[rows], atol=1e-6))
        self.assertTrue(torch.equal(files[1]["labels.test"], rows % 3))
        self.assertTrue(torch.equal(files[1]["features.test"], files[3]["features.test"]))
        self.assertTrue(torch.equal(files[1]["readout.weight"], net.fc.weight.detach()))
        x = test.dataset.tensors[0][rows]
        self.assertTrue(torch.allclose(files[0]["features.test"], net.norm(net.conv(x)).mean((2, 3)), atol=1e-6))

    def test_layers_of_another_width_and_augmented_inputs_are_told(self) -> None:
        net, noisy = Net(), DataLoader(Noisy(), batch_size=8)
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(model=self.model, width=3) as run:
                run.watch(net, head="fc", test=noisy).record()
                run.watch(nn.Sequential(nn.Flatten(), nn.Linear(36, 3)), layers=["1"], test=noisy).record()
        text = "".join(logs.output)
        self.assertIn('layer "fc" has 12 neurons and the run 3', text)
        self.assertIn("without augmentation", text)
        self.assertEqual(len(runs_of(self.model)[0]["representations"]), 1)

    def test_sequences_need_a_choice_and_dictionaries_are_read(self) -> None:
        class Sequences(nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.embed = nn.Embedding(10, 6)
                self.head = nn.Linear(6, 2)

            def forward(self, ids):  # type: ignore[no-untyped-def]
                return self.head(self.embed(ids).mean(1))

        data = [{"ids": torch.arange(4) + i % 6, "labels": i % 2} for i in range(30)]
        loader = DataLoader(data, batch_size=7)
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            run = mitoscope.init(model=self.model, width=6, mode="offline")
            run.watch(Sequences(), layers=["embed"], test=loader).record()
            run.watch(Sequences().bfloat16(), layers=["embed"], test=loader, tokens="last").record()
            run.finish()
        self.assertIn('choose tokens="mean"', logs.output[0])
        [path] = (self.journals()[0] / "files").iterdir()
        file = read_tensors(path)
        self.assertEqual((tuple(file["features.test"].shape), file["labels.test"].tolist()[:3]), ((30, 6), [0, 1, 0]))

    def test_a_fault_while_recording_leaves_the_training_alone(self) -> None:
        net = Net()
        net.train()

        class Broken(Noisy):
            def __getitem__(self, i: int):  # type: ignore[no-untyped-def]
                if i > 10:
                    raise RuntimeError("disk gone")
                return torch.zeros(1, 6, 6), 0

        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(model=self.model, width=12) as run:
                run.watch(net, head="fc", test=DataLoader(Broken(), batch_size=4), every=1)
                for step in range(3):
                    run.log({"x": step}, step)
                self.assertEqual(list((run.folder / "files").iterdir()), [])
        self.assertIn("disk gone", logs.output[0])
        self.assertTrue(net.training and not net.fc._forward_pre_hooks)
        self.assertEqual(runs_of(self.model)[0]["points"]["x"], {0: 0, 1: 1, 2: 2})
        with self.assertRaises(mitoscope.MitoscopeError):
            mitoscope.init(model=self.model, width=12, mode="offline").watch(net, layers=["no"], test=[])


def read_tensors(path):  # type: ignore[no-untyped-def]
    """Reads a safetensors file."""
    import json
    import struct

    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    kinds = {"F32": torch.float32, "I64": torch.int64}
    found = {}
    for name, about in json.loads(data[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + at for at in about["data_offsets"])
            found[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=kinds[about["dtype"]]).reshape(
                about["shape"]
            )
    return found


if __name__ == "__main__":
    unittest.main()
