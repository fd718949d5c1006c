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
LIBRARIES = {
    name: re.compile(rf"^import .*\b{name}|^from ({name}|mitoscope\.{name})\b", re.MULTILINE)
    for name in ("torch", "lightning", "transformers")
}


class ExamplesTest(ServerCase):
    def examples(self, document: Path) -> "list[str]":
        return re.findall(r"```python\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL)

    def run_example(self, example: str, is_quiet: bool = True) -> str:
        for name, imports in LIBRARIES.items():
            if imports.search(example) and importlib.util.find_spec(name) is None:
                self.skipTest(f"{name} is missing")
        # Some write into the folder that they are started in.
        outcome = run_python(f"import os, sys; os.chdir(sys.argv[1])\n{example}", str(self.folder))
        self.assertEqual(outcome.returncode, 0, outcome.stderr)
        if is_quiet:
            self.assertEqual(outcome.stderr, "", example)
        return outcome.stdout

    def find_example(self, model: str) -> str:
        """Returns the example of the package's README that logs to a model; it has ten lines."""
        [example] = [one for one in self.examples(PACKAGE / "README.md") if f'model="{model}"' in one]
        self.assertEqual(len(example.strip().split("\n")), 10)
        return example

    def test_the_example_of_pytorch_runs(self) -> None:
        self.run_example(self.find_example("from-pytorch"))
        run = runs_of("from-pytorch")[-1]
        self.assertEqual((run["state"], list(run["points"]["trainLoss"])), ("FINISHED", [0, 1, 2, 3, 4]))
        self.assertEqual([(one["epoch"], one["width"]) for one in run["representations"]], [(0, 32), (2, 32), (4, 32)])

    def test_the_example_of_lightning_runs(self) -> None:
        self.run_example(self.find_example("from-lightning"), is_quiet=False)
        run = runs_of("from-lightning")[-1]
        self.assertEqual((run["state"], len(run["points"]["trainLoss"])), ("FINISHED", 4))

    def test_the_example_of_hugging_face_runs(self) -> None:
        self.run_example(self.find_example("from-hugging-face"), is_quiet=False)
        run = runs_of("from-hugging-face")[-1]
        self.assertEqual((run["state"], run["width"], list(run["points"]["loss"])), ("FINISHED", 32, [4, 8, 12, 16]))
        [one] = run["representations"]
        self.assertEqual((one["epoch"], one["testRows"], one["classes"]), (2, 64, 2))

    def test_the_other_examples_of_the_package_run(self) -> None:
        runs, *_, representation = self.examples(PACKAGE / "README.md")
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


class VariablesTest(unittest.TestCase):
    def test_every_variable_that_the_client_reads_is_in_the_table(self) -> None:
        sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
        read = set(re.findall(r'(?:environ(?:\.get\(|\[)|_count\()"([A-Z_]+)"', sources))
        self.assertGreater(len(read), 15)
        documented = set(re.findall(r"[A-Z]+_[A-Z_]+", (PACKAGE / "README.md").read_text(encoding="utf-8")))
        self.assertEqual(read - documented, set())

    def test_a_busy_machine_gives_no_figures(self) -> None:
        script = """
import os, runpy, sys
os.getloadavg = lambda: (0.6, 0, 0)
sys.argv = ["bench", "--write"]
runpy.run_path(os.environ["BENCH"], run_name="__main__")
"""
        outcome = run_python(script, BENCH=str(PACKAGE / "bench" / "log_overhead.py"))
        self.assertEqual((outcome.returncode, outcome.stdout), (1, ""))
        self.assertIn("Not measured: the load is 0.6", outcome.stderr)


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
