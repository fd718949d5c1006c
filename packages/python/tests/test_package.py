"""The package itself: its wheel, its types, and the examples of its documents."""

import base64
import hashlib
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path

from support import SOURCES, ServerCase, run_python, runs_of

PACKAGE = SOURCES.parent
ROOT = PACKAGE.parent.parent
TORCH = re.compile(r"^import .*torch|^from torch", re.MULTILINE)


class ExamplesTest(ServerCase):
    def examples(self, document: Path) -> "list[str]":
        return re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)

    def run_example(self, example: str) -> str:
        if TORCH.search(example) and importlib.util.find_spec("torch") is None:
            self.skipTest("torch is missing")
        outcome = run_python(example)
        self.assertEqual((outcome.returncode, outcome.stderr), (0, ""), example)
        return outcome.stdout

    def test_the_examples_of_the_package_run(self) -> None:
        runs, representation = self.examples(PACKAGE / "README.md")
        self.assertEqual(self.run_example(runs), "FINISHED 0.5\n")
        self.assertRegex(self.run_example(representation), r"^[\d.]+ \[.*\] \{'.*\}\n$")

    def test_the_example_of_the_readme_runs(self) -> None:
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        example = text.split("### From Python")[1].split("```python\n")[1].split("```")[0]
        self.assertLessEqual(len(example.strip().split("\n")), 16)
        self.run_example(example)
        run = runs_of("two-layers")[-1]
        self.assertEqual((run["state"], len(run["points"]["trainLoss"])), ("FINISHED", 11))
        self.assertEqual([one["epoch"] for one in run["representations"]], [0, 5, 10])


class WheelTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        command = [sys.executable, str(PACKAGE / "build.py"), str(self.folder)]
        built = subprocess.run(command, capture_output=True, text=True, check=True)
        self.wheel = Path(built.stdout.strip())

    def test_the_wheel_lists_what_it_holds(self) -> None:
        with zipfile.ZipFile(self.wheel) as archive:
            names = archive.namelist()
            record = archive.read(next(name for name in names if name.endswith("/RECORD"))).decode()
            for line in record.strip().split("\n"):
                name, digest, size = line.rsplit(",", 2)
                data = archive.read(name)
                if digest:
                    hashed = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                    self.assertEqual((digest, size), (f"sha256={hashed}", str(len(data))))
            self.assertEqual(len(record.strip().split("\n")), len(names))
        self.assertIn("mitoscope/py.typed", names)
        self.assertIn("mitoscope/compat/wandb.py", names)

    def test_pip_installs_the_wheel(self) -> None:
        if importlib.util.find_spec("pip") is None:
            self.skipTest("pip is missing")
        place = str(self.folder / "installed")
        command = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--no-index",
            "--no-deps",
            "--target",
            place,
            str(self.wheel),
        ]
        subprocess.run(command, check=True, capture_output=True)
        version = "import mitoscope; print(mitoscope.__version__, mitoscope.__file__)"
        said = subprocess.run(
            [sys.executable, "-c", version], env={**os.environ, "PYTHONPATH": place}, capture_output=True, text=True
        ).stdout
        self.assertTrue(said.startswith("0.1.0 ") and place in said, said)

    def test_types_hold(self) -> None:
        if importlib.util.find_spec("mypy") is None:
            self.skipTest("mypy is missing")
        checked = subprocess.run(
            [sys.executable, "-m", "mypy", "--cache-dir", str(self.folder)], cwd=PACKAGE, capture_output=True, text=True
        )
        self.assertEqual(checked.returncode, 0, checked.stdout)


if __name__ == "__main__":
    unittest.main()
