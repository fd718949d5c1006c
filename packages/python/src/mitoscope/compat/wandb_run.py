"""A run with the methods of W&B's."""

import fnmatch
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from ..config import Config
from ..run import Run
from ..values import flatten, to_number
from .wandb_media import is_media, warnings


class Summary(Dict[str, Any]):
    """Numbers that sum a run up; they are logged at its end."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


class CompatRun:
    """A run with the methods of W&B's."""

    def __init__(self, inner: Run, name: Optional[str], project: Optional[str]) -> None:
        self.inner = inner
        self.name = name or (inner.folder.name if inner.folder else "disabled")
        self.project = project
        self.config: Config = inner.config
        self.summary = Summary()
        self.step = 0
        self._step_metrics: List[Tuple[str, str]] = []
        self._last: Dict[str, int] = {}
        #: Called when the script ends the run.
        self._on_end: Callable[[], None] = lambda: None
        inner._before_end.append(self._log_summary)

    @property
    def id(self) -> str:
        """Id on the server, or the name of the journal until there is one."""
        return self.inner.id or self.name

    @property
    def dir(self) -> str:
        """Folder of the journal."""
        return str(self.inner.folder or ".")

    def log(
        self, data: Mapping[str, Any], step: Optional[int] = None, commit: Optional[bool] = None, sync: Any = None
    ) -> None:
        """Logs numbers; without a step, of the next one, which `commit=False` leaves open."""
        try:
            self._log(data, step)
        except Exception as error:
            self.inner._warnings.once("log", f"{type(error).__name__}: {error}; this call of log is left out.")
        if commit if commit is not None else step is None:
            self.step += 1

    def define_metric(self, name: str, step_metric: Optional[str] = None, **ignored: Any) -> None:
        """Makes another metric the step of this one; a star in the name stands for any characters."""
        if step_metric is not None:
            self._step_metrics.append((str(name), str(step_metric)))

    def watch(self, *arguments: Any, **options: Any) -> None:
        """Records nothing: gradients have no place here."""
        warnings.once("watch", "wandb.watch is left out; wandb.run.inner.watch records representations of layers.")

    def alert(self, title: str = "", text: str = "", **ignored: Any) -> None:
        """Shows the text as a warning."""
        warnings.once(f"alert {title} {text}", f"{title}: {text}")

    def finish(self, exit_code: Optional[int] = None, quiet: Any = None) -> None:
        """Ends the run, as FAILED with an exit code other than 0."""
        self.inner.finish(f"exit code {exit_code}" if exit_code else None)
        self._on_end()

    def __enter__(self) -> "CompatRun":
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.inner.__exit__(kind, error, trace)
        self._on_end()

    def __getattr__(self, name: str) -> Any:
        if name in ("log_artifact", "use_artifact", "log_code", "save", "mark_preempting", "unwatch"):
            return lambda *arguments, **options: warnings.once(name, f"wandb.run.{name} is left out.")
        raise AttributeError(f"mitoscope.compat.wandb knows no run.{name}")

    def _log(self, data: Mapping[str, Any], step: Optional[int]) -> None:
        if step is not None:
            self.step = int(step)
        flat = {name: value for name, value in flatten(data).items() if not is_media(value)}
        for name, value in flat.items():
            number = to_number(value)
            if number is not None and number == number and number >= 0 and number == int(number):
                self._last[name] = int(number)
            else:
                self._last.pop(name, None)
        at: Dict[int, Dict[str, Any]] = {}
        for name, value in flat.items():
            at.setdefault(self._step_of(name), {})[name] = value
        for own, values in at.items():
            self.inner.log(values, own)

    def _step_of(self, name: str) -> int:
        for pattern, metric in reversed(self._step_metrics):
            if name != metric and fnmatch.fnmatchcase(name, pattern):
                if metric in self._last:
                    return self._last[metric]
                message = f'"{metric}", the step of "{name}", has no whole number: the count of calls stands for it.'
                self.inner._warnings.once(f"step of {name}", message)
        return self.step

    def _log_summary(self) -> None:
        numbers = {f"summary/{name}": value for name, value in flatten(self.summary).items() if not is_media(value)}
        if numbers:
            self.inner.log(numbers, self.step)
