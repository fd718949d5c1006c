"""Runs on a server that answers: what is logged arrives as it was meant."""

import logging
import os
import socket
import sys
import unittest
from argparse import Namespace
from datetime import datetime, timedelta, timezone
from unittest import mock

from support import ServerCase, ask, run_python, runs_of, wait_for

import mitoscope
from mitoscope.environment import _mask_secrets
from mitoscope.settings import find_key, find_rank


class RunsTest(ServerCase):
    def test_points_and_settings_arrive(self) -> None:
        run = mitoscope.init(
            project="python",
            model=self.model,
            width=512,
            seed=3,
            weight_decay=0.002,
            config=Namespace(lr=0.1, layers=[1, 2], big=2**60, odd=float("nan"), path=os.sep, none=None),
            name="first",
            tags=["a", "b"],
            notes="Notes.",
        )
        for step in range(5):
            run.log({"trainLoss": 1 / (step + 1), "test": {"error": step}}, step)
        run.finish()
        [found] = runs_of(self.model)
        self.assertEqual(found["points"]["trainLoss"], {step: 1 / (step + 1) for step in range(5)})
        self.assertEqual(found["points"]["test/error"], {step: step for step in range(5)})
        expected = {
            "state": "FINISHED",
            "width": 512,
            "seed": 3,
            "weightDecay": 0.002,
            "name": "first",
            "notes": "Notes.",
        }
        self.assertEqual({name: found[name] for name in expected}, expected)
        self.assertEqual(found["tags"], ["a", "b"])
        config = {"lr": 0.1, "layers": [1, 2], "big": str(2**60), "odd": "NaN", "path": os.sep, "none": None}
        self.assertEqual(found["config"], config)
        self.assertEqual(self.journals(), [])

    def test_the_environment_is_kept_apart_from_the_settings(self) -> None:
        with mitoscope.init(
            project="python", model=self.model, width=8, group="g", job_type="eval", environment={"cluster": "a"}
        ):
            pass
        mitoscope.init(project="python", model=self.model, width=8, environment=False).finish()
        found, bare = runs_of(self.model)
        self.assertEqual((found["group"], found["jobType"], found["config"]), ("g", "eval", {}))
        environment = found["environment"]
        self.assertEqual(environment["cluster"], "a")
        self.assertEqual(environment["python"]["version"], ".".join(str(part) for part in sys.version_info[:3]))
        self.assertEqual(environment["host"]["name"], socket.gethostname())
        self.assertIn("unittest", environment["command"]["line"])
        words = ["python", "train.py", "--api-key", "k", "--hub-token=t", "--lr", "1"]
        masked = ["python", "train.py", "--api-key", "***", "--hub-token=***", "--lr", "1"]
        self.assertEqual(_mask_secrets(words), masked)
        self.assertEqual((bare["environment"], bare["group"]), ({}, None))

    def test_points_keep_the_time_of_their_call_and_their_step_metric(self) -> None:
        begun = datetime.now(timezone.utc)
        run = mitoscope.init(project="python", model=self.model, width=8)
        run.log({"early": 1.0, "tokens": 0}, 0)
        run.flush()
        run.define_metric("early", step_metric="tokens")
        run.define_metric("eval/*", "tokens")
        run.define_metric("eval/loss", "epoch")
        run.log({"eval/loss": 3.0, "eval/error": 0.5, "tokens": 512, "epoch": 1}, 7)
        run.finish()
        [found] = runs_of(self.model)
        metrics = {metric["name"]: metric for metric in found["metrics"]}
        expected = {"early": "tokens", "eval/loss": "epoch", "eval/error": "tokens", "tokens": None, "epoch": None}
        self.assertEqual({name: metric["stepMetric"] for name, metric in metrics.items()}, expected)
        first, last = (datetime.fromisoformat(metrics["tokens"][end].replace("Z", "+00:00")) for end in ("firstTime", "lastTime"))
        self.assertTrue(begun - timedelta(milliseconds=1) <= first < last <= datetime.now(timezone.utc))

    def test_numbers_keep_what_64_bits_keep(self) -> None:
        values = [
            0.1,
            5e-324,
            1.7976931348623157e308,
            -0.0,
            2**53,
            2**53 + 1,
            10**400,
            True,
            float("inf"),
            float("nan"),
        ]
        with mitoscope.init(project="python", model=self.model, width=1) as run:
            for step, value in enumerate(values):
                run.log({"x": value}, step)
        [found] = runs_of(self.model)
        expected = [0.1, 5e-324, 1.7976931348623157e308, 0, 2**53, float(2**53 + 1), None, 1, None, None]
        self.assertEqual(list(found["points"]["x"].values()), expected)

    def test_what_is_no_number_is_one_warning(self) -> None:
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(project="python", model=self.model, width=1) as run:
                for _ in range(3):
                    run.log({"image": object(), "text": "no", "x": 1.5, "": 2, "n" * 201: 3, "half\ud800": 4})
                run.log({"x": 1}, -1)
                run.log({"x": 1}, 2**53)
                run.log(None)  # type: ignore[arg-type]
        [found] = runs_of(self.model)
        self.assertEqual(found["points"], {"x": {0: 1.5, 1: 1.5, 2: 1.5}, "half?": {0: 4, 1: 4, 2: 4}})
        self.assertEqual(len(logs.output), 5, logs.output)

    def test_an_exception_fails_the_run_with_its_text(self) -> None:
        with self.assertRaises(ZeroDivisionError):
            with mitoscope.init(project="python", model=self.model, width=1) as run:
                run.log({"x": 1})
                1 / 0
        [found] = runs_of(self.model)
        self.assertEqual(found["state"], "FAILED")
        self.assertIn("ZeroDivisionError: division by zero", found["failure"]["message"])

    def test_the_end_of_the_script_ends_the_run(self) -> None:
        script = "import mitoscope, sys; mitoscope.init(model=sys.argv[1], width=1).log({'x': 1}); "
        for end, state in (("pass", "FINISHED"), ("sys.exit(3)", "FAILED"), ("raise ValueError('broken')", "FAILED")):
            run_python(script + end, self.model)
            found = runs_of(self.model)[-1]
            self.assertEqual((found["state"], found["points"]), (state, {"x": {0: 1}}), end)
        self.assertIn("ValueError: broken", found["failure"]["message"])
        self.assertEqual(len(runs_of(self.model)), 3)

    def test_a_key_names_a_run_again(self) -> None:
        for config, x in (({"lr": 0.1}, 0), ({"lr": 0.2, "more": 1}, 1)):
            with mitoscope.init(model=self.model, width=4, key=self.model, config=config, tags=["t"]) as run:
                run.log({"x": 1.0}, x)
        [found] = runs_of(self.model)
        self.assertEqual(found["config"], {"lr": 0.2, "more": 1})
        self.assertEqual(found["points"]["x"], {0: 1, 1: 1})

    def test_keys_come_from_the_environment_and_slurm(self) -> None:
        for env in (
            {"MITOSCOPE_RUN_KEY": f"k-{self.model}"},
            {"SLURM_ARRAY_JOB_ID": self.model, "SLURM_ARRAY_TASK_ID": "7"},
        ):
            for _ in range(2):
                with mock.patch.dict(os.environ, env):
                    mitoscope.init(model=self.model, width=4).finish()
        self.assertEqual(len(runs_of(self.model)), 2)

    def test_a_key_is_the_argument_the_variable_the_task_or_a_new_one(self) -> None:
        task = {"SLURM_ARRAY_JOB_ID": "12", "SLURM_ARRAY_TASK_ID": "7"}
        with mock.patch.dict(os.environ, task):
            self.assertEqual(find_key(), "slurm-12-7")
            with mock.patch.dict(os.environ, {"MITOSCOPE_RUN_KEY": "mine"}):
                self.assertEqual((find_key(), find_key("given")), ("mine", "given"))
        self.assertEqual(len({find_key() for _ in range(10)}), 10)

    def test_the_rank_is_the_one_of_the_launcher(self) -> None:
        launchers = (
            {"RANK": "3", "WORLD_SIZE": "4"},
            {"OMPI_COMM_WORLD_RANK": "3", "OMPI_COMM_WORLD_SIZE": "4"},
            {"PMI_RANK": "3", "PMI_SIZE": "4"},
            {"SLURM_PROCID": "3", "SLURM_STEP_NUM_TASKS": "4"},
        )
        for env in launchers:
            with mock.patch.dict(os.environ, env):
                self.assertEqual(find_rank(), 3, env)
                with mock.patch.dict(os.environ, {"MITOSCOPE_RANK": "0"}):
                    self.assertEqual(find_rank(), 0, env)
            # A job of one task logs, whatever its number.
            (rank, _), (size, _) = env.items()
            with mock.patch.dict(os.environ, {rank: "3", size: "1"}):
                self.assertEqual(find_rank(), 0, env)
        self.assertEqual(find_rank(), 0)

    def test_another_run_of_a_key_is_refused_and_kept(self) -> None:
        mitoscope.init(model=self.model, width=4, key=self.model).finish()
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(model=self.model, width=5, key=self.model) as run:
                run.log({"x": 1})
        self.assertIn("not sent yet", logs.output[-1])
        self.assertEqual(len(self.journals()), 1)

    def test_changes_and_heartbeats(self) -> None:
        with mock.patch("mitoscope.background.HEARTBEAT_S", 0.0):
            run = mitoscope.init(model=self.model, width=1)
            run.config["lr"] = 0.5
            run.config.update({"deep": {"er": 1}})
            run.update(name="later", notes="n", tags=["x"])
            wait_for(lambda: run.id)
            first = ask("query ($id: ID!) { run(id: $id) { heartbeatAt } }", id=run.id)["run"]["heartbeatAt"]
            wait_for(
                lambda: ask("query ($id: ID!) { run(id: $id) { heartbeatAt } }", id=run.id)["run"]["heartbeatAt"]
                != first
            )
            run.finish()
        [found] = runs_of(self.model)
        self.assertEqual(
            (found["config"], found["name"], found["tags"]), ({"lr": 0.5, "deep": {"er": 1}}, "later", ["x"])
        )

    def test_bad_arguments_are_said_before_the_training(self) -> None:
        for bad in (
            {"width": 0},
            {"width": 1.5},
            {"seed": "x"},
            {"weight_decay": -1},
            {"mode": "on"},
            {"model": "m" * 201},
        ):
            with self.assertRaises(mitoscope.MitoscopeError, msg=str(bad)):
                mitoscope.init(**{"model": self.model, "width": 1, **bad})

    def test_disabled_runs_and_later_ranks_do_nothing(self) -> None:
        run = mitoscope.init(model=self.model, mode="disabled")
        with mock.patch.dict(os.environ, {"RANK": "1", "WORLD_SIZE": "2"}):
            later = mitoscope.init(model=self.model, width=1)
        for each in (run, later):
            each.log({"x": 1})
            each.config["a"] = 1
            each.log_representation({"features.test": None})
            each.finish()
            self.assertTrue(each.is_disabled)
        self.assertEqual((self.journals(), runs_of(self.model)), ([], []))


if __name__ == "__main__":
    unittest.main()
