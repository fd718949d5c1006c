"""Logging of scripts for W&B to both: `mitoscope.mirror_wandb()` before `wandb.init`."""

from typing import Any, Callable, Dict

from .compat.wandb_run import CompatRun
from .compat.wandb_settings import begin_run, read_settings
from .errors import MitoscopeError, tell

_SETTINGS = ("project", "config", "name", "notes", "tags", "id", "dir", "group", "job_type")


def mirror_wandb(**settings: Any) -> Callable[[], None]:
    """Makes each run of the installed W&B a run here too, until the returned function is called.

    Settings, as `model=` and `width=` of `mitoscope.init`, go before what is read from the arguments of `wandb.init`, as
    `mitoscope.compat.wandb` reads them. A problem here is a warning, and never reaches the script or W&B.
    """
    try:
        import wandb
    except ImportError:
        raise MitoscopeError("wandb is not installed: mirror_wandb() follows its runs. Log by mitoscope.init.") from None
    kind: Any = wandb.sdk.wandb_run.Run
    mirrored: "Dict[str, CompatRun]" = {}
    begin, log, define, end = wandb.init, kind.log, kind.define_metric, kind.finish

    def init(*arguments: Any, **options: Any) -> Any:
        run = begin(*arguments, **options)
        _quietly(lambda: _begin(run, options))
        return run

    def _begin(run: Any, options: "Dict[str, Any]") -> None:
        if run.id in mirrored or run.disabled:
            return
        given = {name: options[name] for name in _SETTINGS if options.get(name) is not None}
        found = read_settings(**{"project": run.project, **given, "config": dict(run.config), "id": f"wandb-{run.id}"})
        # That W&B is offline says nothing of this server.
        mirrored[run.id] = begin_run({**found, "mode": None, **settings}, run.name, run.project)

    def log_both(self: Any, data: Any, step: Any = None, commit: Any = None, *rest: Any, **options: Any) -> Any:
        answer = log(self, data, step, commit, *rest, **options)
        if self.id in mirrored:
            _quietly(lambda: mirrored[self.id].log(data, step, commit))
        return answer

    def define_both(self: Any, name: str, step_metric: Any = None, *rest: Any, **options: Any) -> Any:
        if self.id in mirrored and isinstance(step_metric, (str, type(None))):
            _quietly(lambda: mirrored[self.id].define_metric(name, step_metric))
        return define(self, name, step_metric, *rest, **options)

    def finish_both(self: Any, exit_code: Any = None, *rest: Any, **options: Any) -> Any:
        both = mirrored.pop(self.id, None)
        if both is not None:
            # What the script has set in the configuration since.
            _quietly(lambda: both.inner.config.update(dict(self.config)))
        answer = end(self, exit_code, *rest, **options)
        if both is not None:
            _quietly(lambda: both.finish(exit_code))
        return answer

    wandb.init, kind.log, kind.define_metric, kind.finish = init, log_both, define_both, finish_both

    def stop() -> None:
        wandb.init, kind.log, kind.define_metric, kind.finish = begin, log, define, end

    return stop


def _quietly(work: Callable[[], Any]) -> None:
    try:
        work()
    except Exception as error:
        tell(f"a part of the run of W&B is left out: {type(error).__name__}: {error}")
