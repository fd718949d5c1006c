"""Runs: what a training script logs to."""

import json
import math
import os
import shutil
import threading
import time
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Mapping, Optional, Set, Type

from .background import Background
from .config import Config
from .connection import Connection
from .environment import describe_environment
from .errors import MitoscopeError, Warnings, tell
from .journal import Journal
from .processes import Appender
from .sender import Sender
from .uploads import make_site
from .values import MAX_STEP, clean_name, flatten, to_exact, to_number

if TYPE_CHECKING:
    from .analysis import Analysis
    from .watching import Watch

_encode = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode
#: Runs whose journals this process writes.
live: "Set[Run]" = set()


class Run:
    """A run that this process logs. Once begun, no method but `analyze` raises or waits for the server: problems are one warning."""

    def __init__(self, journal: Optional[Journal], connection: Optional[Connection], warnings: Warnings) -> None:
        self._journal = journal
        self._warnings = warnings
        self._next_step = 0
        self._names: Dict[str, Optional[str]] = {}
        self._pid = os.getpid()
        self._is_finished = journal is None
        self._guard = threading.RLock()
        self._background: Optional[Background] = None
        self._connection = connection
        self._watches: "List[Watch]" = []
        #: What stand-ins for other trackers log last.
        self._before_end: "List[Callable[[], None]]" = []
        self.config = Config(self)
        if journal is not None:
            self.config._values.update(journal.record["run"].get("config") or {})
            live.add(self)
            if connection is not None:
                self._background = Background(Sender(journal, connection, warnings), warnings)

    @property
    def id(self) -> Optional[str]:
        """Id of the run on the server; None until the server has answered, and in other modes than online."""
        return None if self._journal is None else self._journal.state.get("runId")

    @property
    def folder(self) -> Optional[Path]:
        """Folder of the journal; None where nothing is logged."""
        return None if self._journal is None else self._journal.folder

    @property
    def is_disabled(self) -> bool:
        """True where nothing is logged: mode "disabled", and all ranks of a distributed job but the first."""
        return self._journal is None

    def log(self, values: Mapping[str, Any], step: Optional[int] = None) -> None:
        """Logs numbers of one step; without a step, of the one after the last. Nested mappings become names with slashes."""
        if self._journal is None:
            return
        try:
            self._log(values, step)
        except Exception as error:
            self._warnings.once("log", f"{type(error).__name__}: {error}; this call of log is left out.")

    def define_metric(self, name: str, step_metric: str) -> None:
        """Makes another metric the true x of this one, for example tokens; a star in the name stands for any characters.

        Charts then show the metric over the values of `step_metric` that were logged at the same steps.
        """
        if self._journal is None:
            return
        try:
            pattern, metric = clean_name(name), clean_name(step_metric)
            if pattern is None or metric is None or pattern == metric:
                given = f"{name!r} and {step_metric!r}"
                self._warnings.once(f"define {given}", f"{given} are no two names of metrics; they are left out.")
                return
            self._append({"define": {"name": pattern, "stepMetric": metric}})
        except Exception as error:
            self._warnings.once("define", f"a definition of a metric is left out: {error}")

    def log_representation(
        self,
        source: Any,
        epoch: Optional[int] = None,
        name: Optional[str] = None,
        site: Optional[str] = None,
        site_kind: Optional[str] = None,
        site_position: Optional[int] = None,
    ) -> None:
        """Logs a representation: a file, which is copied, or arrays by name ("features.test", "labels.test" …).

        `site` names the layer, with its kind ("block") and its position in the network; without it, it is the last hidden one.
        """
        if self._journal is None:
            return
        try:
            from .tensors import save_arrays

            folder = self._journal.folder / "files"
            folder.mkdir(exist_ok=True)
            path = folder / f"{time.time_ns()}-{os.getpid()}.part"
            if isinstance(source, Mapping):
                name = name or ("representation" if epoch is None else f"epoch-{epoch}") + ".safetensors"
                save_arrays(source, path)
            else:
                name = name or Path(source).name
                shutil.copyfile(source, path)
            self.add_file(path, name, epoch, make_site(site, site_kind, site_position))
        except Exception as error:
            self._warnings.once("representation", f"a representation is left out: {type(error).__name__}: {error}")

    def add_file(self, path: Path, name: str, epoch: Optional[int], site: Optional[Mapping[str, Any]] = None) -> None:
        """Adds a representation that lies in the folder `files` of the journal; it is moved there to its last name."""
        if self._journal is None:
            return
        kept = path.with_suffix(Path(name).suffix)
        os.replace(path, kept)
        line = {"file": f"files/{kept.name}", "name": name[-255:], "epoch": epoch if epoch is None else int(epoch)}
        self._append({**line, **(site or {})})

    def update(
        self, name: Optional[str] = None, notes: Optional[str] = None, tags: "Optional[list[str]]" = None
    ) -> None:
        """Changes the name or notes of the run, or adds tags."""
        changes = {key: value for key, value in (("name", name), ("notes", notes)) if value is not None}
        try:
            self._append({"update": changes, "tags": [str(tag) for tag in tags or []]})
        except Exception as error:
            self._warnings.once("update", f"a change of the run is left out: {error}")

    def flush(self, timeout: float = 60.0) -> bool:
        """Waits until everything logged so far is sent; returns whether it is."""
        if self._journal is None or self._background is None:
            return self._journal is None
        aim, until = self._journal.size(), time.monotonic() + timeout
        while time.monotonic() < until and self._background.is_alive():
            state = self._journal.state
            if state["acknowledged"] >= aim and not state["uploads"]:
                return True
            self._background.hurry()
            time.sleep(0.02)
        return False

    def analyze(self, measure: str, timeout: float = 600.0, **options: Any) -> "Analysis":
        """Starts a measure on the newest representation of the run. Raises MitoscopeError if the server refuses it."""
        from .analysis import start_analysis

        if self._connection is None:
            raise MitoscopeError("Analyses need a server: this run is not online.")
        if not self.flush(timeout) or self.id is None:
            reason = self._background.trouble if self._background else ""
            raise MitoscopeError(f"The run is not sent yet. {reason}".strip())
        return start_analysis(self._connection, self.id, measure, options)

    def watch(self, net: Any, **options: Any) -> "Watch":
        """Records representations of layers of a PyTorch network; see `Watch`. Raises MitoscopeError for layers it has not."""
        from .watching import Watch

        return Watch(self, net, **options)

    def finish(self, error: "Optional[BaseException | str]" = None, patience: Optional[float] = None) -> None:
        """Ends the run, as FAILED if an error is given, and sends what is left.

        A server that is away is waited for `patience` seconds, by default MITOSCOPE_FINISH_WAIT or 15; what is left then stays
        in the journal, and the last line says so.
        """
        with self._guard:
            if self._is_finished or os.getpid() != self._pid:
                return
        try:
            for last in self._before_end:
                last()
        except Exception as problem:
            self._warnings.once("end", f"{type(problem).__name__}: {problem}; what is logged last is left out.")
        with self._guard:
            if self._is_finished:
                return
            self._is_finished = True
        try:
            self._finish(error, patience)
        except Exception as problem:
            tell(f"the run could not be ended: {problem}")

    def __enter__(self) -> "Run":
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        ended_well = isinstance(error, SystemExit) and error.code in (None, 0)
        self.finish(None if ended_well else error)

    def __reduce__(self) -> Any:
        # A copy in another process appends to the same journal.
        return (attach, (None if self._journal is None else str(self._journal.folder), self._next_step))

    def _describe_environment(self, given: Mapping[str, Any]) -> None:
        """Looks at the environment in a thread of its own, since packages and git take a while, and adds what is given."""

        def describe() -> None:
            try:
                self._append({"update": {"environment": {**describe_environment(), **given}}})
            except Exception as error:
                self._warnings.once("environment", f"the environment is left out: {type(error).__name__}: {error}")

        looking = threading.Thread(target=describe, name="mitoscope-environment", daemon=True)
        self._before_end.append(looking.join)
        looking.start()

    def _log(self, values: Mapping[str, Any], step: Optional[int]) -> None:
        if step is None:
            step = self._next_step
        elif type(step) is not int:
            number = to_number(step)
            step = int(number) if number is not None and number == number // 1 else -1
        if not 0 <= step <= MAX_STEP:
            self._warnings.once("step", "a step is no whole number from 0 to 2^53 − 1; its values are left out.")
            return
        self._next_step = step + 1
        names = self._names
        kept: Dict[str, Any] = {}
        for given, value in values.items():
            # Names are checked once.
            name = names[given] if given in names else self._learn_name(given)
            if type(value) is float and math.isfinite(value):
                if name is not None:
                    kept[name] = value
            else:
                self._keep(kept, name, value)
        if kept:
            self._append({"step": step, "time": round(time.time(), 3), "values": kept})
        for watch in self._watches:
            watch.after_step(step)

    def _keep(self, kept: Dict[str, Any], name: Optional[str], value: Any) -> None:
        if name is None:
            return
        if isinstance(value, Mapping):
            for path, inner in flatten(value, f"{name}/").items():
                self._keep(kept, self._learn_name(path), inner)
            return
        number = to_number(value)
        if number is None:
            self._warnings.once(f"value {name}", f'"{name}" is a {type(value).__name__}, not a number, and left out.')
            return
        kept[name] = to_exact(number)

    def _learn_name(self, given: Any) -> Optional[str]:
        name = clean_name(given)
        if name is None:
            self._warnings.once(
                "name", f'"{str(given)[:50]}" is no name of 1 to 200 characters; its values are left out.'
            )
        if len(self._names) < 100_000:
            self._names[given] = name
        return name

    def _append(self, line: Mapping[str, Any]) -> None:
        if self._is_finished and os.getpid() == self._pid:
            if self._journal is not None:
                self._warnings.once("finished", "the run has ended: what is logged after finish is left out.")
            return
        if self._journal is not None:
            self._journal.append(_encode(line).encode() + b"\n")

    def _finish(self, error: "Optional[BaseException | str]", patience: Optional[float]) -> None:
        journal = self._journal
        if journal is None:
            return
        end: Dict[str, Any] = {"state": "FINISHED"}
        if error is not None:
            end = {"state": "FAILED", "reason": describe_error(error)}
        journal.append(_encode({"end": end}).encode() + b"\n")
        live.discard(self)
        done = False
        if self._background is not None:
            if patience is None:
                patience = float(os.environ.get("MITOSCOPE_FINISH_WAIT") or 15)
            done = self._background.close(patience)
        journal.keep(force=True)
        sender = self._background.sender if self._background else Sender(journal, None, self._warnings)  # type: ignore[arg-type]
        if done and sender.is_everything_sent():
            journal.close(remove=True)
            return
        points, files = sender.count_waiting()
        refused = journal.state.get("refused")
        trouble = f" ({self._background.trouble})" if self._background and self._background.trouble else ""
        if self._background is None or not self._background.is_alive():
            journal.close()
        if points or files or not done:
            what = f"{points:,} points" + (f" and {files} files" if files else "")
            told = f"{what} are" if points or files else "the end of the run is"
            tell(f"{told} not sent yet{trouble}. Send them with: python -m mitoscope sync {journal.folder}")
        elif refused:
            tell(f"the server refused {len(refused)} parts of the run, which are kept in {journal.folder}.")


def describe_error(error: "BaseException | str") -> str:
    """Returns the text of an exception with its place, at most 10,000 characters."""
    if isinstance(error, str):
        return error[-10_000:] or "unknown"
    return "".join(traceback.format_exception(type(error), error, error.__traceback__))[-10_000:].strip()


def attach(folder: Optional[str], next_step: int) -> Run:
    """Returns a run of another process, to log to it."""
    warnings = Warnings()
    run = Run(None, None, warnings)
    run._next_step = next_step
    if folder is not None:
        try:
            run._journal = Appender(Path(folder))  # type: ignore[assignment]
        except OSError as error:
            warnings.once("attach", f"{folder} cannot be written from this process: {error}")
    # Only the process that made the run ends it.
    run._pid = -1
    return run


def _renew_after_fork() -> None:
    for run in list(live):
        run._guard = threading.RLock()
        run._background = None
        run._watches = []
        if run._journal is not None:
            run._journal.renew_after_fork()
    live.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_after_fork)
