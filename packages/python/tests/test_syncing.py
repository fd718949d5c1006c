"""Sending of many journals, and what the client does in hours without a server."""

import unittest
from pathlib import Path
from typing import Optional
from unittest import mock

from support import Proxy, ServerCase, run_python, runs_of, wait_for

import mitoscope
from mitoscope.background import Background
from mitoscope.connection import LONGEST_PAUSE_S, back_off
from mitoscope.errors import Unreachable, Warnings


class SyncingTest(ServerCase):
    def log_offline(self, seed: int, key: Optional[str] = None) -> Path:
        """Logs 20 steps, and returns the journal."""
        with self.assertLogs("mitoscope"):
            run = mitoscope.init(model=self.model, width=4, seed=seed, key=key, mode="offline")
            for step in range(20):
                run.log({"x": step, "y": -step}, step)
            run.finish()
        assert run.folder
        return run.folder

    def test_many_journals_take_a_few_requests(self) -> None:
        proxy = Proxy()
        self.addCleanup(proxy.close)
        for seed in range(45):
            self.log_offline(seed)
        outcomes = mitoscope.sync(url=proxy.url)
        self.assertTrue(all(one.is_done for one in outcomes), outcomes)
        # Two groups: is the model there, create, log, finish; and each a look at what is left.
        self.assertLessEqual(proxy.connections, 10)
        runs = runs_of(self.model)
        self.assertEqual(len(runs), 45)
        for run in runs:
            self.assertEqual(run["points"], {"x": {i: i for i in range(20)}, "y": {i: -i for i in range(20)}})
            self.assertEqual(run["state"], "FINISHED")
        self.assertEqual(self.journals(), [])

    def test_a_bad_network_slows_many_journals_down_by_seconds(self) -> None:
        proxy = Proxy(refused=0.2, cut=0.25, seed=9)
        self.addCleanup(proxy.close)
        for seed in range(12):
            self.log_offline(seed)
        pauses = []
        with mock.patch("mitoscope.together.time.sleep", pauses.append):
            outcomes = mitoscope.sync(url=proxy.url)
        self.assertTrue(all(one.is_done for one in outcomes), outcomes)
        self.assertLess(sum(pauses), 30)
        self.assertEqual([len(run["points"]["x"]) for run in runs_of(self.model)], [20] * 12)

    def test_a_journal_that_is_refused_holds_no_other_up(self) -> None:
        mitoscope.init(model=self.model, width=5, key=self.model).finish()
        folders = [self.log_offline(seed, self.model if seed == 3 else None) for seed in range(6)]
        lines = b'{"step":1,"values":{"x":1}}\n{"step":9007199254740993,"values":{"z":1}}\n'
        (folders[4] / "journal.jsonl").write_bytes(lines)
        outcomes = mitoscope.sync()
        reasons = {one.folder: one.reason for one in outcomes if not one.is_done}
        self.assertEqual(set(reasons), {folders[3], folders[4]}, outcomes)
        self.assertIn("width was 5 and is now 4", reasons[folders[3]])
        self.assertIn('the metric "z" was refused', reasons[folders[4]])
        self.assertEqual(sorted(len(run["points"].get("x", {})) for run in runs_of(self.model)), [0, 1, 20, 20, 20, 20])

    def test_a_run_that_is_going_on_is_left_alone_without_an_error(self) -> None:
        run = mitoscope.init(model=self.model, width=4, mode="offline")
        command = "import sys; from mitoscope.__main__ import main; sys.exit(main(['sync', *sys.argv[1:]]))"
        outcome = run_python(command)
        self.assertEqual((outcome.returncode, "is left to the process" in outcome.stderr), (0, True), outcome.stderr)
        self.assertEqual(run_python(command, str(run.folder)).returncode, 5)
        run.finish()


class HoursTest(ServerCase):
    def test_pauses_grow_to_half_a_minute_and_differ(self) -> None:
        for failures in (0, 1, 5, 6, 100, 10**6):
            pauses = {back_off(failures) for _ in range(200)}
            most = min(LONGEST_PAUSE_S, 0.5 * 2 ** min(failures, 10))
            self.assertTrue(all(most / 2 <= pause <= most for pause in pauses), failures)
            self.assertGreater(len(pauses), 190)

    def test_a_thread_that_failed_for_a_day_goes_on(self) -> None:
        run = mitoscope.init(model=self.model, width=4, mode="offline")
        run.log({"x": 1.0})
        failures = 24 * 3600 // 23
        answers = iter([Unreachable("away")] * failures)

        class Sender:
            journal = run._journal
            sent = 0

            def step(self) -> bool:
                for error in answers:
                    raise error
                self.sent += 1
                return self.sent == 1

        sender = Sender()
        with mock.patch("mitoscope.background.back_off", return_value=0.0):
            with self.assertLogs("mitoscope") as logs:
                thread = Background(sender, Warnings())  # type: ignore[arg-type]
                wait_for(lambda: sender.sent > 0)
                self.assertTrue(thread.close(30))
        self.assertEqual(len(logs.output), 1, logs.output)
        run.finish()

    def test_a_million_points_without_a_server_stay_on_the_disk(self) -> None:
        script = """
import resource, sys, mitoscope
run = mitoscope.init(model=sys.argv[1], width=4)
def log(steps):
    for step in steps: run.log({"x": step, "y": -step, "a": 0.5, "b": 0.25, "c": 1.5}, step)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, after = log(range(20_000)), log(range(20_000, 220_000))
run.finish(patience=0)
print(before, after)
"""
        outcome = run_python(script, self.model, MITOSCOPE_SERVER="http://127.0.0.1:9")
        before, after = map(float, outcome.stdout.split())
        # 220,000 lines are 16 MB; of one journal a mebibyte is read at a time.
        self.assertLess(after - before, 16, outcome.stdout)
        lines = outcome.stderr.strip().split("\n")
        self.assertRegex(lines[-1], r"1,100,000 points are not sent yet .*python -m mitoscope sync .+")
        self.assertEqual(sum("not sent yet" in line for line in lines), 1)


if __name__ == "__main__":
    unittest.main()
