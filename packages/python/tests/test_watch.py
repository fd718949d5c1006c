"""Representations that are recorded from a PyTorch network in training."""

import importlib.util
import logging
import unittest

from support import ServerCase, run_file, run_python, runs_of

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
        self.assertIn('choose tokens="mean", "cls" or "last"', logs.output[0])
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

    def test_tokens_are_those_that_the_mask_marks(self) -> None:
        class Sequences(nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.embed = nn.Embedding(10, 6)
                self.head = nn.Linear(6, 2)

            def forward(self, ids, attention_mask):  # type: ignore[no-untyped-def]
                return self.head(self.embed(ids).mean(1))

        net = Sequences()
        lengths = [1 + i % 4 for i in range(30)]
        ids = [torch.arange(4) + i % 6 for i in range(30)]
        data = [
            {"ids": row, "attention_mask": (torch.arange(4) < length).long(), "labels": 0}
            for row, length in zip(ids, lengths)
        ]
        vectors = net.embed.weight.detach()
        expected = {
            "mean": torch.stack([vectors[row[:length]].mean(0) for row, length in zip(ids, lengths)]),
            "cls": torch.stack([vectors[row[0]] for row in ids]),
            "last": torch.stack([vectors[row[length - 1]] for row, length in zip(ids, lengths)]),
        }
        for tokens, features in expected.items():
            run = mitoscope.init(model=self.model, width=6, mode="offline", dir=self.folder / tokens)
            run.watch(net, layers=["embed"], test=DataLoader(data, batch_size=7), tokens=tokens).record()
            with self.assertLogs("mitoscope"):
                run.finish()
            [path] = (self.folder / tokens).glob("*/files/*")
            self.assertTrue(torch.allclose(read_tensors(path)["features.test"], features, atol=1e-6), tokens)
            facts = read_facts(path)
            self.assertEqual((facts["layer"], facts["rows"], facts["tokens"]), ("embed", "all", tokens))

    def test_a_training_in_mixed_precision_goes_on_as_without(self) -> None:
        test = self.loader(40)

        def train(watched: bool) -> "list[torch.Tensor]":
            torch.manual_seed(0)
            net = Net()
            optimiser = torch.optim.SGD(net.parameters(), lr=0.1)
            run = mitoscope.init(model=self.model, width=12, mode="offline" if watched else "disabled")
            if watched:
                run.watch(net, head="fc", test=test, every=1)
            for step in range(3):
                # What is recorded within autocast must leave no weights without gradients behind.
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    run.log({"x": step}, step)
                    loss = nn.functional.cross_entropy(net(test.dataset.tensors[0]), test.dataset.tensors[1])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
            self.assertTrue(torch.is_grad_enabled())
            run.finish()
            return [parameter.detach().clone() for parameter in net.parameters()]

        with self.assertLogs("mitoscope"):
            watched = train(True)
        self.assertTrue(all(torch.equal(a, b) for a, b in zip(watched, train(False))))
        paths = sorted((self.journals()[0] / "files").iterdir())
        torch.manual_seed(0)
        recorded = read_tensors(paths[0])["features.test"]
        self.assertTrue(torch.allclose(recorded, self.features(Net(), test), atol=1e-6))

    def test_half_precision_is_recorded_as_32_bits(self) -> None:
        class Scale(nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.weight = nn.Parameter(torch.linspace(-1, 1, 36))

            def forward(self, x):  # type: ignore[no-untyped-def]
                return x.flatten(1) * self.weight

        test = self.loader(20)
        for kind in (torch.float16, torch.bfloat16):
            net, folder = Scale().to(kind), self.folder / str(kind)
            run = mitoscope.init(model=self.model, width=36, mode="offline", dir=folder)
            run.watch(net, layers=[""], test=test).record()
            with self.assertLogs("mitoscope"):
                run.finish()
            [path] = folder.glob("*/files/*")
            expected = (test.dataset.tensors[0].to(kind).flatten(1) * net.weight.detach()).float()
            self.assertTrue(torch.equal(read_tensors(path)["features.test"], expected))

    def test_a_distributed_training_is_recorded_on_its_first_rank(self) -> None:
        script = """
import sys, torch, mitoscope
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
def work(rank, model, store):
    torch.distributed.init_process_group("gloo", init_method=f"file://{store}", rank=rank, world_size=2)
    torch.manual_seed(0)
    data = TensorDataset(torch.randn(64, 5), torch.arange(64) % 2)
    net = nn.parallel.DistributedDataParallel(nn.Sequential(nn.Linear(5, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2)))
    optimiser = torch.optim.SGD(net.parameters(), lr=0.1)
    run = mitoscope.init(model=model, width=8)
    assert run.is_disabled == (rank > 0)
    run.watch(net, head="3", test=DataLoader(data, 16), every=2)
    for step in range(1, 5):
        optimiser.zero_grad()
        nn.functional.cross_entropy(net(torch.randn(16, 5)), torch.arange(16) % 2).backward()
        optimiser.step()
        run.log({"x": step}, step)
    run.finish()
    torch.distributed.barrier()
if __name__ == "__main__":
    torch.multiprocessing.spawn(work, (sys.argv[1], sys.argv[2]), nprocs=2)
"""
        if not torch.distributed.is_available() or not torch.distributed.is_gloo_available():
            self.skipTest("torch.distributed is missing")
        file = self.folder / "distributed.py"
        file.write_text(script)
        outcome = run_file(file, self.model, str(self.folder / "store"))
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        [run] = runs_of(self.model)
        self.assertEqual([one["epoch"] for one in run["representations"]], [2, 4])
        self.assertEqual((run["points"]["x"], run["state"]), ({step: step for step in range(1, 5)}, "FINISHED"))

    def test_a_wide_layer_takes_the_memory_of_a_batch(self) -> None:
        script = """
import resource, sys, torch, mitoscope
from torch.utils.data import DataLoader, TensorDataset
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
rows, width = 6_000, 8_192
net = torch.nn.Sequential(torch.nn.Linear(4, width), torch.nn.ReLU(), torch.nn.Linear(width, 2))
data = TensorDataset(torch.randn(rows, 4), torch.arange(rows) % 2)
run = mitoscope.init(model=sys.argv[1], width=width, mode="offline")
run.watch(net, head="2", test=DataLoader(torch.utils.data.Subset(data, range(100)), 50)).record()
before = peak()
run.watch(net, head="2", test=DataLoader(data, 50)).record(epoch=1)
print(peak() - before, max(path.stat().st_size for path in (run.folder / "files").iterdir()) / 2**20)
"""
        outcome = run_python(script, self.model)
        grown, size = map(float, outcome.stdout.split())
        self.assertGreater(size, 187)
        self.assertLess(grown, 30)


def read_facts(path):  # type: ignore[no-untyped-def]
    """Reads the metadata of a safetensors file."""
    import json
    import struct

    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    return json.loads(data[8 : 8 + length])["__metadata__"]


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
