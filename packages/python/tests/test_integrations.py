"""Runs that other libraries log: Lightning, the Trainer of Hugging Face, Keras, Accelerate, and scripts for W&B."""

import importlib.util
import logging
import os
import sys
import unittest
from unittest import mock

from support import ServerCase, run_python, runs_of


def has(*names: str) -> bool:
    """Returns true if these libraries are there."""
    return all(importlib.util.find_spec(name) is not None for name in names)


class WandbTest(ServerCase):
    def test_a_script_for_wandb_logs_here(self) -> None:
        script = """
import sys
import mitoscope.compat.wandb as wandb
run = wandb.init(project="python", entity="lab", name="n", tags=["a"], group="g", config={"model": sys.argv[1],
    "opt": {"weight_decay": 0.01}, "hidden_size": 64, "seed": 3, "lr": 0.1})
wandb.define_metric("eval/*", step_metric="tokens")
wandb.config.update({"extra": 1}, allow_val_change=True)
wandb.config.more = 2
for i in range(3):
    wandb.log({"loss": 1 / (i + 1), "picture": wandb.Image(None), "pictures": [wandb.Image(None)]}, commit=False)
    wandb.log({"deep": {"acc": i}})
wandb.log({"eval/acc": 0.5, "tokens": 1000})
wandb.log({"loss": 9.0}, step=20)
wandb.watch(None)
wandb.summary["best"] = 0.25
assert wandb.config.lr == 0.1 and wandb.run.config["extra"] == 1 and wandb.run.name == "n"
wandb.finish()
assert wandb.run is None
"""
        outcome = run_python(script, self.model)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        self.assertEqual(outcome.stderr.count("\n"), 2, outcome.stderr)
        [run] = runs_of(self.model)
        self.assertEqual((run["width"], run["seed"], run["weightDecay"], run["tags"]), (64, 3, 0.01, ["a"]))
        self.assertEqual((run["config"]["extra"], run["config"]["more"], run["state"]), (1, 2, "FINISHED"))
        self.assertEqual(
            run["points"],
            {
                "loss": {0: 1.0, 1: 0.5, 2: 1 / 3, 20: 9.0},
                "deep/acc": {0: 0, 1: 1, 2: 2},
                "eval/acc": {1000: 0.5},
                "tokens": {3: 1000},
                "summary/best": {20: 0.25},
            },
        )

    def test_a_summary_is_logged_where_the_script_just_ends(self) -> None:
        script = """
import sys, os
import mitoscope.compat.wandb as wandb
wandb.init(project=sys.argv[1], config={"width": 8})
wandb.log({"x": 1})
wandb.run.summary.best = 2
raise KeyError("gone")
"""
        os.environ["MITOSCOPE_MODEL"] = self.model
        self.addCleanup(os.environ.pop, "MITOSCOPE_MODEL")
        run_python(script, "python")
        [run] = runs_of(self.model)
        self.assertEqual((run["points"], run["state"]), ({"x": {0: 1}, "summary/best": {1: 2}}, "FAILED"))


@unittest.skipUnless(has("wandb"), "wandb is missing")
class MirrorTest(ServerCase):
    def test_a_run_of_wandb_is_logged_to_both(self) -> None:
        script = """
import sys, mitoscope, wandb
stop = mitoscope.mirror_wandb(model=sys.argv[1], width=16)
run = wandb.init(project="python", name="both", tags=["t"], config={"seed": 4, "lr": 0.1}, dir=sys.argv[2])
wandb.define_metric("eval/*", step_metric="tokens")
for i in range(3):
    wandb.log({"loss": 1 / (i + 1), "deep": {"acc": i}})
run.log({"eval/acc": 0.5, "tokens": 100})
wandb.config.update({"later": 1})
wandb.finish()
stop()
wandb.init(project="python", dir=sys.argv[2])
wandb.log({"x": 1})
wandb.finish()
"""
        place = str(self.folder / "wandb")
        os.mkdir(place)
        outcome = run_python(script, self.model, place, WANDB_MODE="offline", WANDB_SILENT="true")
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        [run] = runs_of(self.model)
        self.assertEqual((run["name"], run["width"], run["seed"], run["tags"]), ("both", 16, 4, ["t"]))
        self.assertEqual(run["points"]["loss"], {0: 1.0, 1: 0.5, 2: 1 / 3})
        self.assertEqual((run["points"]["eval/acc"], run["state"]), ({100: 0.5}, "FINISHED"))
        self.assertEqual(run["config"], {"seed": 4, "lr": 0.1, "later": 1})
        # W&B has its own files of both runs.
        self.assertEqual(len([name for name in os.listdir(f"{place}/wandb") if name.startswith("offline-run")]), 2)


@unittest.skipUnless(has("torch", "lightning"), "lightning is missing")
class LightningTest(ServerCase):
    def train(self, broken: bool, automatic: bool = False) -> None:
        import lightning
        import torch
        from torch.utils.data import DataLoader, TensorDataset

        from mitoscope.lightning import LightningLogger

        class Module(lightning.LightningModule):
            def __init__(self, lr: float = 0.1) -> None:
                super().__init__()
                self.save_hyperparameters()
                self.fc = torch.nn.Linear(4, 2)

            def training_step(self, batch, i):  # type: ignore[no-untyped-def]
                if broken and self.global_step > 2:
                    raise RuntimeError("loss exploded")
                loss = torch.nn.functional.cross_entropy(self.fc(batch[0]), batch[1])
                self.log("trainLoss", loss)
                return loss

            def test_step(self, batch, i):  # type: ignore[no-untyped-def]
                self.log("testError", 0.25)

            def configure_optimizers(self):  # type: ignore[no-untyped-def]
                return torch.optim.SGD(self.parameters(), lr=self.hparams.lr)

        loader = DataLoader(TensorDataset(torch.randn(32, 4), torch.arange(32) % 2), batch_size=8)
        Module.__name__ = self.model
        logger = False if automatic else LightningLogger(project="python", model=self.model, width=4)
        trainer = lightning.Trainer(
            logger=logger,
            max_epochs=2,
            log_every_n_steps=1,
            enable_progress_bar=False,
            enable_model_summary=False,
            enable_checkpointing=False,
            accelerator="cpu",
            default_root_dir=self.folder,
        )
        module = Module()
        try:
            trainer.fit(module, loader)
            trainer.test(module, loader, verbose=False)
        finally:
            trainer.loggers[-1].experiment.finish()

    def test_every_trainer_is_logged_after_autolog(self) -> None:
        import mitoscope

        stop = mitoscope.autolog(project="python", seed=5)
        self.addCleanup(stop)
        self.train(broken=False, automatic=True)
        # A logger of one's own is the only one.
        self.train(broken=False)
        stop()
        runs = runs_of(self.model)
        self.assertEqual([(run["width"], run["seed"]) for run in runs], [(4, 5), (4, None)])
        for run in runs:
            self.assertEqual((run["state"], run["config"]), ("FINISHED", {"lr": 0.1}))
            self.assertEqual(list(run["points"]["trainLoss"]), list(range(8)))

    def test_a_training_is_logged(self) -> None:
        self.train(broken=False)
        [run] = runs_of(self.model)
        self.assertEqual((run["state"], run["config"]), ("FINISHED", {"lr": 0.1}))
        self.assertEqual(list(run["points"]["trainLoss"]), list(range(8)))
        self.assertEqual(list(run["points"]["testError"].values()), [0.25])

    def test_a_training_that_fails_is_failed(self) -> None:
        with self.assertRaises(RuntimeError):
            self.train(broken=True)
        [run] = runs_of(self.model)
        self.assertEqual(run["state"], "FAILED")
        self.assertIn("loss exploded", run["failure"]["message"])


@unittest.skipUnless(has("torch", "transformers", "accelerate"), "transformers is missing")
class TransformersTest(ServerCase):
    def test_a_trainer_is_logged(self) -> None:
        import torch
        import transformers

        from mitoscope.transformers import TrainerCallback

        facts = transformers.BertConfig(
            vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8
        )
        net = transformers.BertForSequenceClassification(facts)
        data = [{"input_ids": torch.arange(4) + i % 10, "labels": torch.tensor(i % 2)} for i in range(16)]
        arguments = transformers.TrainingArguments(
            output_dir=str(self.folder / "out"),
            max_steps=4,
            logging_steps=1,
            per_device_train_batch_size=4,
            report_to=[],
            use_cpu=True,
            seed=11,
            weight_decay=0.01,
            disable_tqdm=True,
        )
        callback = TrainerCallback(project="python", model=self.model)
        trainer = transformers.Trainer(
            model=net, args=arguments, train_dataset=data, eval_dataset=data, callbacks=[callback]
        )
        trainer.train()
        trainer.evaluate()
        callback.run.finish()
        [run] = runs_of(self.model)
        self.assertEqual((run["width"], run["seed"], run["weightDecay"], run["state"]), (8, 11, 0.01, "FINISHED"))
        self.assertEqual(list(run["points"]["loss"]), [1, 2, 3, 4])
        self.assertEqual(list(run["points"]["eval_loss"]), [4])
        self.assertEqual(run["config"]["trainer"]["max_steps"], 4)


@unittest.skipUnless(has("keras", "torch"), "keras is missing")
class KerasTest(ServerCase):
    def test_a_fit_is_logged(self) -> None:
        os.environ.setdefault("KERAS_BACKEND", "torch")
        import keras
        import numpy

        from mitoscope.keras import Callback

        net = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
        net.compile(optimizer="sgd", loss="mse")
        callback = Callback(project="python", model=self.model, width=8)
        x = numpy.random.default_rng(0).normal(size=(32, 4))
        history = net.fit(x, x[:, :1], validation_split=0.25, epochs=3, verbose=0, callbacks=[callback])
        callback.run.finish()
        [run] = runs_of(self.model)
        self.assertEqual(list(run["points"]["loss"].values()), history.history["loss"])
        self.assertEqual(list(run["points"]["val_loss"]), [0, 1, 2])
        self.assertEqual(run["config"]["optimizer"]["name"].lower(), "sgd")


@unittest.skipUnless(has("accelerate", "torch"), "accelerate is missing")
class AccelerateTest(ServerCase):
    def test_a_tracker_logs(self) -> None:
        from accelerate import Accelerator

        from mitoscope.accelerate import Tracker

        accelerator = Accelerator(log_with=Tracker(project="python", model=self.model, width=2), cpu=True)
        accelerator.init_trackers("anything", config={"lr": 0.1})
        for step in range(3):
            accelerator.log({"loss": step}, step=step)
        accelerator.end_training()
        [run] = runs_of(self.model)
        self.assertEqual(
            (run["points"]["loss"], run["config"], run["state"]), ({0: 0, 1: 1, 2: 2}, {"lr": 0.1}, "FINISHED")
        )


class AbsenceTest(unittest.TestCase):
    def test_a_library_that_is_missing_is_named(self) -> None:
        import mitoscope

        for name, follow in (("wandb", mitoscope.mirror_wandb), ("lightning", mitoscope.autolog)):
            hidden = {name: None, "mitoscope.lightning": None, "pytorch_lightning": None}
            with mock.patch.dict(sys.modules, hidden):  # type: ignore[arg-type]
                with self.assertRaisesRegex(mitoscope.MitoscopeError, f"{name} is not installed"):
                    follow()


class ImportsTest(unittest.TestCase):
    def test_the_client_imports_no_library(self) -> None:
        script = """
import sys
before = set(sys.modules)
import mitoscope, mitoscope.compat.wandb, mitoscope.watching, mitoscope.__main__
heavy = {'numpy', 'torch', 'pandas', 'lightning', 'transformers', 'keras', 'wandb'} & (set(sys.modules) - before)
assert not heavy, heavy
"""
        outcome = run_python(script)
        self.assertEqual(outcome.returncode, 0, outcome.stderr)


if __name__ == "__main__":
    logging.getLogger("lightning").setLevel(logging.ERROR)
    unittest.main()
