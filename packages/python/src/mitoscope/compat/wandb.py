"""Stand-in for W&B: `import mitoscope.compat.wandb as wandb`.

Width, seed and weight decay of a run are taken from its config by their usual names, or from MITOSCOPE_WIDTH; the model from
config, MITOSCOPE_MODEL or the project. A metric with a `step_metric` is logged at that metric's value. Numbers set in
`summary` are logged at the end as `summary/NAME`. Images, tables and other media are left out, with one warning.
"""

import fnmatch
import os
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..errors import MitoscopeError, Warnings
from ..run import Config, Run
from ..starting import init as begin
from ..values import flatten, to_config, to_number

_WIDTHS = ("width", "hidden_size", "hidden_dim", "n_embd", "d_model")
_DECAYS = ("weight_decay", "weightDecay", "wd")
_MODELS = ("model", "model_name", "arch", "architecture")
_warnings = Warnings()

#: The run that `log` and the other functions of this module mean; None before `init` and after `finish`.
run: "Optional[CompatRun]" = None


class Ignored:
    """Media of W&B, which have no place here."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        _warnings.once("media", f"wandb.{type(self).__name__} and other media are left out.")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *arguments, **options: None


class Image(Ignored):
    """Image; left out."""


class Video(Ignored):
    """Video; left out."""


class Audio(Ignored):
    """Audio; left out."""


class Table(Ignored):
    """Table; left out."""


class Html(Ignored):
    """HTML; left out."""


class Histogram(Ignored):
    """Histogram; left out."""


class Artifact(Ignored):
    """Artifact; left out."""


class Settings:
    """Settings of W&B, which mean nothing here."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        pass


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
        _warnings.once("watch", "wandb.watch is left out; wandb.run.inner.watch records representations of layers.")

    def alert(self, title: str = "", text: str = "", **ignored: Any) -> None:
        """Shows the text as a warning."""
        _warnings.once(f"alert {title} {text}", f"{title}: {text}")

    def finish(self, exit_code: Optional[int] = None, quiet: Any = None) -> None:
        """Ends the run, as FAILED with an exit code other than 0."""
        global run
        self.inner.finish(f"exit code {exit_code}" if exit_code else None)
        if run is self:
            run = None

    def __enter__(self) -> "CompatRun":
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        global run
        self.inner.__exit__(kind, error, trace)
        if run is self:
            run = None

    def __getattr__(self, name: str) -> Any:
        if name in ("log_artifact", "use_artifact", "log_code", "save", "mark_preempting", "unwatch"):
            return lambda *arguments, **options: _warnings.once(name, f"wandb.run.{name} is left out.")
        raise AttributeError(f"mitoscope.compat.wandb knows no run.{name}")

    def _log(self, data: Mapping[str, Any], step: Optional[int]) -> None:
        if step is not None:
            self.step = int(step)
        flat = {name: value for name, value in flatten(data).items() if not _is_media(value)}
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
        numbers = {f"summary/{name}": value for name, value in flatten(self.summary).items() if not _is_media(value)}
        if numbers:
            self.inner.log(numbers, self.step)


def init(
    project: Optional[str] = None,
    entity: Optional[str] = None,
    config: Any = None,
    name: Optional[str] = None,
    notes: Optional[str] = None,
    tags: Optional[Sequence[str]] = None,
    id: Optional[str] = None,
    mode: Optional[str] = None,
    dir: Any = None,
    group: Optional[str] = None,
    job_type: Optional[str] = None,
    **ignored: Any,
) -> CompatRun:
    """Begins a run. `id` is its key; group and job type become tags."""
    global run
    if run is not None and ignored.get("reinit") not in (True, "finish_previous", "create_new"):
        return run
    given = to_config(config, _warnings)
    labels = [f"{kind}:{text}"[:100] for kind, text in (("group", group), ("job", job_type)) if text]
    model = _find(given, _MODELS)
    settings: Dict[str, Any] = {
        "project": project or os.environ.get("WANDB_PROJECT"),
        "model": os.environ.get("MITOSCOPE_MODEL") or (model if isinstance(model, str) else None) or project,
        "width": _whole(os.environ.get("MITOSCOPE_WIDTH")) or _whole(_find(given, _WIDTHS)),
        "seed": _whole(_find(given, ("seed", "random_seed"))),
        "weight_decay": to_number(_find(given, _DECAYS)),
        "config": given,
        "name": name,
        "tags": [*(tags or []), *labels],
        "notes": notes,
        "key": id,
        "mode": {"shared": "online", "run": "online", "dryrun": "offline"}.get(str(mode), mode) or _mode(),
        "dir": dir,
    }
    try:
        inner = begin(**settings)
    except MitoscopeError as error:
        _warnings.once("init", f"wandb.init: {error} Nothing is logged.")
        inner = begin(mode="disabled")
    run = CompatRun(inner, name, project)
    return run


def log(data: Mapping[str, Any], step: Optional[int] = None, commit: Optional[bool] = None, sync: Any = None) -> None:
    """Logs numbers of the run that `init` began."""
    _require().log(data, step, commit)


def define_metric(name: str, step_metric: Optional[str] = None, **ignored: Any) -> None:
    """Makes another metric the step of this one."""
    _require().define_metric(name, step_metric)


def watch(*arguments: Any, **options: Any) -> None:
    """Records nothing: gradients have no place here."""
    _require().watch()


def alert(title: str = "", text: str = "", **ignored: Any) -> None:
    """Shows the text as a warning."""
    _require().alert(title, text)


def finish(exit_code: Optional[int] = None, quiet: Any = None) -> None:
    """Ends the run that `init` began."""
    if run is not None:
        run.finish(exit_code)


def login(*arguments: Any, **options: Any) -> bool:
    """Does nothing: MITOSCOPE_TOKEN is the token."""
    return True


def save(*arguments: Any, **options: Any) -> None:
    """Keeps no file."""
    _warnings.once("save", "wandb.save is left out.")


def __getattr__(name: str) -> Any:
    if name == "config":
        return _require().config
    if name == "summary":
        return _require().summary
    raise AttributeError(f"mitoscope.compat.wandb has no {name}")


def _require() -> CompatRun:
    if run is None:
        raise MitoscopeError("Call wandb.init() first.")
    return run


def _is_media(value: Any) -> bool:
    if isinstance(value, Ignored):
        return True
    return isinstance(value, (list, tuple)) and any(isinstance(part, Ignored) for part in value)


def _mode() -> Optional[str]:
    if os.environ.get("MITOSCOPE_MODE"):
        return None
    return {"offline": "offline", "dryrun": "offline", "disabled": "disabled"}.get(os.environ.get("WANDB_MODE", ""))


def _find(config: Mapping[str, Any], names: Sequence[str]) -> Any:
    """Returns the first value of these names at any depth, the outer ones first."""
    for name in names:
        if config.get(name) is not None:
            return config[name]
    inner = (_find(value, names) for value in config.values() if isinstance(value, Mapping))
    return next((value for value in inner if value is not None), None)


def _whole(value: Any) -> Optional[int]:
    if isinstance(value, str):
        return int(value) if value.strip().isdigit() else None
    number = to_number(value)
    return int(number) if number is not None and number == number and number == int(number) else None
