"""Runs where the network, the server or the process fails: every point arrives exactly once."""

import importlib.util
import logging
import os
import random
import signal
import time
import unittest
from unittest import mock

from support import Proxy, ServerCase, run_file, run_python, runs_of, start_python, wait_for

import mitoscope

#: Twice the kills of the server: 40 in `npm run soak`.
KILLS = 2 * int(os.environ.get("MITOSCOPE_TEST_KILLS", "4"))
WRITER = """
import mitoscope, sys, time
run = mitoscope.init(model=sys.argv[1], width=8, seed=int(sys.argv[2]))
for step in range(int(sys.argv[3])):
    run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
    if step % 20 == 0: print(step, flush=True)
    if len(sys.argv) > 4: time.sleep(0.001)
if len(sys.argv) > 5:
    try:
        import numpy
        rows = 100 + int(sys.argv[2])
        run.log_representation({"features.test": numpy.random.default_rng(0).normal(size=(rows, 8))}, epoch=1)
    except ImportError:
        pass
"""


class FaultsTest(ServerCase):
    def assert_whole(self, run: dict, steps: int) -> None:
        self.assertEqual(run["points"]["trainLoss"], {step: 1 / (step + 1) for step in range(steps)})
        self.assertEqual(run["points"]["testError"], {step: step for step in range(steps)})

    def test_a_network_that_refuses_and_cuts_and_a_server_that_goes_twenty_times(self) -> None:
        proxy = Proxy(refused=0.2, cut=0.25, seed=1)
        self.addCleanup(proxy.close)
        env = {"MITOSCOPE_SERVER": proxy.url, "MITOSCOPE_FINISH_WAIT": "120"}
        writers = [
            start_python(WRITER, self.model, str(seed), "3000", "slowly", "represent", **env) for seed in range(8)
        ]
        for _ in range(20):
            proxy.is_away = not proxy.is_away
            time.sleep(0.3)
        proxy.is_away = False
        said = [writer.communicate(timeout=250) for writer in writers]
        runs = runs_of(self.model)
        self.assertEqual(sorted(run["seed"] for run in runs), list(range(8)), said)
        for run in runs:
            self.assert_whole(run, 3000)
            self.assertEqual(run["state"], "FINISHED", said[run["seed"]])
            if importlib.util.find_spec("numpy") is not None:
                self.assertEqual([one["testRows"] for one in run["representations"]], [100 + run["seed"]])
        self.assertEqual(self.journals(), [])

    def test_a_server_that_is_away_and_comes_back(self) -> None:
        proxy = Proxy()
        self.addCleanup(proxy.close)
        proxy.is_away = True
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            run = mitoscope.init(model=self.model, width=8, url=proxy.url)
            for step in range(1000):
                run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
            wait_for(lambda: proxy.connections >= 4)
            wait_for(lambda: any("No server answers" in line for line in logs.output))
            self.assertEqual(runs_of(self.model), [])
            proxy.is_away = False
            run.finish(patience=60)
        self.assertEqual(len(logs.output), 1, logs.output)
        self.assert_whole(runs_of(self.model)[0], 1000)

    def test_what_a_server_did_not_take_is_told_and_sent_later(self) -> None:
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mitoscope.init(model=self.model, width=8, url="http://127.0.0.1:9") as run:
                for step in range(20):
                    run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
                began = time.monotonic()
                run.finish(patience=0.2)
                self.assertLess(time.monotonic() - began, 5)
        [folder] = self.journals()
        self.assertRegex(
            logs.output[-1], r"40 points are not sent yet \(No server answers .*python -m mitoscope sync .+"
        )
        self.assertIn(str(folder), logs.output[-1])
        wait_for(lambda: not run._background.is_alive(), 30)  # type: ignore[union-attr]
        outcome = run_python("from mitoscope.__main__ import main; main(['sync', '--wait', '0'])")
        self.assertIn("40 points and 0 files wait", outcome.stderr)
        [sent] = mitoscope.sync(folder, url=os.environ["MITOSCOPE_SERVER"])
        self.assertTrue(sent.is_done, sent)
        self.assertEqual(mitoscope.sync(), [])
        [found] = runs_of(self.model)
        self.assert_whole(found, 20)
        self.assertEqual(found["state"], "FINISHED")

    def test_offline_runs_are_sent_by_the_command(self) -> None:
        with mock.patch.dict(os.environ, {"MITOSCOPE_MODE": "offline"}):
            for seed in range(2):
                run_python(WRITER, self.model, str(seed), "50")
        self.assertEqual(runs_of(self.model), [])
        command = "import sys; from mitoscope.__main__ import main; sys.exit(main(['sync', *sys.argv[1:]]))"
        outcome = run_python(command, os.environ["MITOSCOPE_DIR"])
        self.assertEqual((outcome.returncode, outcome.stdout.count("everything is sent")), (0, 2), outcome.stderr)
        again = run_python(command, os.environ["MITOSCOPE_DIR"])
        self.assertEqual((again.returncode, again.stdout[:14]), (0, "Nothing waits "))
        for run in runs_of(self.model):
            self.assert_whole(run, 50)

    def test_a_client_that_is_killed_loses_nothing_it_has_logged(self) -> None:
        chance = random.Random(5)
        logged = {}
        for seed in range(KILLS):
            writer = start_python(WRITER, self.model, str(seed), "100000", "slowly")
            assert writer.stdout
            writer.stdout.readline()
            time.sleep(chance.random())
            writer.send_signal(signal.SIGKILL)
            said = writer.communicate()[0].split()
            logged[seed] = int(said[-1]) if said else 0
        outcomes = mitoscope.sync()
        self.assertEqual(len(outcomes), KILLS)
        self.assertTrue(all(outcome.is_done for outcome in outcomes), outcomes)
        for run in runs_of(self.model):
            steps = len(run["points"]["trainLoss"])
            self.assertGreater(steps, logged[run["seed"]])
            self.assert_whole(run, steps)

    def test_a_journal_in_use_is_left_alone(self) -> None:
        run = mitoscope.init(model=self.model, width=1, mode="offline")
        run.log({"x": 1})
        [mine] = mitoscope.sync()
        self.assertIn("left to this process", mine.reason)
        self.assertTrue(mine.is_in_use)
        outcome = run_python("import mitoscope; print(mitoscope.sync())")
        self.assertIn("left to the process that writes or sends it", outcome.stdout)
        run.finish()
        self.assertTrue(mitoscope.sync()[0].is_done)

    def test_a_torn_line_is_left_out(self) -> None:
        run = mitoscope.init(model=self.model, width=1, mode="offline")
        for step in range(3):
            run.log({"x": step})
        run.finish()
        [folder] = self.journals()
        text = (folder / "journal.jsonl").read_bytes().split(b"\n")
        (folder / "journal.jsonl").write_bytes(b"\n".join(text[:2]) + b"\n" + text[2][:20])
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            self.assertTrue(mitoscope.sync()[0].is_done)
        self.assertIn("1 damaged lines", logs.output[0])
        self.assertEqual(runs_of(self.model)[0]["points"]["x"], {0: 0, 1: 1})

    def test_a_disk_that_is_full_loses_nothing_while_the_server_answers(self) -> None:
        run = mitoscope.init(model=self.model, width=8)
        with self.assertLogs("mitoscope", logging.WARNING) as logs:
            with mock.patch("mitoscope.journal.os.write", side_effect=OSError(28, "No space left on device")):
                for step in range(100):
                    run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
                self.assertTrue(run.flush())
        self.assertIn("held in memory", logs.output[0])
        for step in range(100, 200):
            run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
        run.finish()
        self.assert_whole(runs_of(self.model)[0], 200)


class ProcessesTest(ServerCase):
    def test_forked_and_spawned_processes_log_to_the_same_run(self) -> None:
        script = """
import multiprocessing, sys, mitoscope
run = mitoscope.init(model=sys.argv[1], width=1)
def log(run, name):
    for step in range(500): run.log({name: step}, step)
if __name__ == '__main__':
    workers = [multiprocessing.get_context('fork').Process(target=log, args=(run, f'fork{i}')) for i in range(3)]
    for each in workers: each.start()
    log(run, 'main')
    for each in workers: each.join()
    assert [each.exitcode for each in workers] == [0, 0, 0]
"""
        outcome = run_python(script, self.model)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        [run] = runs_of(self.model)
        expected = {step: step for step in range(500)}
        self.assertEqual(run["points"], {name: expected for name in ("fork0", "fork1", "fork2", "main")})

        file = self.folder / "spawned.py"
        file.write_text(script.replace("'fork')", "'spawn')"))
        outcome = run_file(file, self.model)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""))
        run = runs_of(self.model)[-1]
        self.assertEqual(run["points"], {name: expected for name in ("fork0", "fork1", "fork2", "main")})

    def test_a_child_of_an_ended_run_writes_to_no_other_file(self) -> None:
        script = """
import os, sys, mitoscope
run = mitoscope.init(model=sys.argv[1], width=1)
run.log({'x': 1})
run.finish()
other = open(sys.argv[2], 'w')
if os.fork() == 0:
    run.log({'x': 2})
    os._exit(0)
os.wait()
run.log({'x': 3})
"""
        outcome = run_python(script, self.model, str(self.folder / "other"))
        self.assertIn("what is logged after finish is left out", outcome.stderr)
        self.assertEqual((self.folder / "other").read_text(), "")
        self.assertEqual(runs_of(self.model)[0]["points"], {"x": {0: 1}})


if __name__ == "__main__":
    unittest.main()
