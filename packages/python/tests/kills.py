"""Writers behind a bad network, whose server is killed again and again: everything arrives exactly once.

`tests/faults/python-client.test.ts` runs this file, kills the server and starts it again. The writers log in portions; files
in the folder MITOSCOPE_TEST_MARKS tell each side how far the other is.
"""

import os
import unittest
from pathlib import Path

from support import Proxy, ServerCase, runs_of, start_python

import mitoscope

WRITERS = 8
STEPS = 3_000
KILLS = int(os.environ.get("MITOSCOPE_TEST_KILLS", "3"))
WRITER = """
import mitoscope, pathlib, sys, time
model, seed, steps, portions, marks = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), pathlib.Path(sys.argv[5])
run = mitoscope.init(model=model, width=8, seed=seed)
for portion in range(portions):
    while portion > 0 and not (marks / f"killed-{portion}").exists(): time.sleep(0.02)
    for step in range(steps * portion // portions, steps * (portion + 1) // portions):
        run.log({"trainLoss": 1 / (step + 1), "testError": step}, step)
        time.sleep(0.001)
    (marks / f"written-{portion}-{seed}").touch()
    if portion == seed * portions // 8:
        try:
            import numpy
            features = numpy.random.default_rng(seed).normal(size=(100 + seed, 8))
            run.log_representation({"features.test": features}, epoch=portion)
        except ImportError:
            pass
"""


class KillsTest(ServerCase):
    def test_a_server_that_is_killed_behind_a_bad_network_gets_everything_once(self) -> None:
        marks = Path(os.environ["MITOSCOPE_TEST_MARKS"])
        proxy = Proxy(refused=0.2, cut=0.25, seed=1)
        self.addCleanup(proxy.close)
        env = {"MITOSCOPE_SERVER": proxy.url, "MITOSCOPE_FINISH_WAIT": "180"}
        writers = [
            start_python(WRITER, self.model, str(seed), str(STEPS), str(KILLS + 1), str(marks), **env)
            for seed in range(WRITERS)
        ]
        said = [writer.communicate(timeout=600 + 120 * KILLS)[1] for writer in writers]
        self.assertEqual([writer.returncode for writer in writers], [0] * WRITERS, said)
        outcomes = mitoscope.sync(wait=120)
        self.assertTrue(all(outcome.is_done for outcome in outcomes), outcomes)
        runs = runs_of(self.model)
        self.assertEqual(sorted(run["seed"] for run in runs), list(range(WRITERS)), said)
        for run in runs:
            self.assertEqual(run["points"]["trainLoss"], {step: 1 / (step + 1) for step in range(STEPS)})
            self.assertEqual(run["points"]["testError"], {step: step for step in range(STEPS)})
            self.assertEqual(run["state"], "FINISHED", said[run["seed"]])
            self.assertLessEqual(len(run["representations"]), 1)
        rows = sorted(one["testRows"] for run in runs for one in run["representations"])
        try:
            import numpy  # noqa: F401
        except ImportError:
            print("representations: skipped 'NumPy is missing'")
        else:
            self.assertEqual(rows, [100 + seed for seed in range(WRITERS)])
        self.assertEqual(self.journals(), [])
        print(f"{KILLS} kills; {len(outcomes)} journals were left to sync", flush=True)


if __name__ == "__main__":
    unittest.main()
