"""Stand-in for W&B: `import mitoscope.compat.wandb as wandb`.

Width, seed and weight decay of a run are taken from its config by their usual names, or from MITOSCOPE_WIDTH; the model from
config, MITOSCOPE_MODEL or the project. A metric with a `step_metric` is logged at that metric's value. Numbers set in
`summary` are logged at the end as `summary/NAME`. Images, tables and other media are left out, with one warning.
"""

from typing import Any, Mapping, Optional, Sequence

from ..errors import MitoscopeError
from .wandb_media import Artifact, Audio, Histogram, Html, Image, Table, Video, warnings
from .wandb_run import CompatRun
from .wandb_settings import begin_run, read_settings

__all__ = [
    "Artifact",
    "Audio",
    "Histogram",
    "Html",
    "Image",
    "Settings",
    "Table",
    "Video",
    "alert",
    "define_metric",
    "finish",
    "init",
    "log",
    "login",
    "save",
    "watch",
]

#: The run that `log` and the other functions of this module mean; None before `init` and after `finish`.
run: "Optional[CompatRun]" = None


class Settings:
    """Settings of W&B, which mean nothing here."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        pass


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
    """Begins a run. `id` is its key."""
    global run
    if run is not None and ignored.get("reinit") not in (True, "finish_previous", "create_new"):
        return run
    settings = read_settings(project, config, name, notes, tags, id, mode, dir, group, job_type)
    run = begin_run(settings, name, project)
    run._on_end = _forget
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
    warnings.once("save", "wandb.save is left out.")


def __getattr__(name: str) -> Any:
    if name == "config":
        return _require().config
    if name == "summary":
        return _require().summary
    raise AttributeError(f"mitoscope.compat.wandb has no {name}")


def _forget() -> None:
    global run
    run = None


def _require() -> CompatRun:
    if run is None:
        raise MitoscopeError("Call wandb.init() first.")
    return run
