"""Settings of a run, from what a script gives W&B."""

import os
from typing import Any, Dict, Mapping, Optional, Sequence

from ..errors import MitoscopeError
from ..starting import init
from ..values import to_config, to_number
from .wandb_media import warnings
from .wandb_run import CompatRun

_WIDTHS = ("width", "hidden_size", "hidden_dim", "n_embd", "d_model")
_DECAYS = ("weight_decay", "weightDecay", "wd")
_MODELS = ("model", "model_name", "arch", "architecture")


def read_settings(
    project: Optional[str] = None,
    config: Any = None,
    name: Optional[str] = None,
    notes: Optional[str] = None,
    tags: Optional[Sequence[str]] = None,
    id: Optional[str] = None,
    mode: Optional[str] = None,
    dir: Any = None,
    group: Optional[str] = None,
    job_type: Optional[str] = None,
) -> Dict[str, Any]:
    """Returns arguments of `mitoscope.init` for those of `wandb.init`."""
    given = to_config(config, warnings)
    model = _find(given, _MODELS)
    return {
        "project": project or os.environ.get("WANDB_PROJECT"),
        "model": os.environ.get("MITOSCOPE_MODEL") or (model if isinstance(model, str) else None) or project,
        "width": _whole(os.environ.get("MITOSCOPE_WIDTH")) or _whole(_find(given, _WIDTHS)),
        "seed": _whole(_find(given, ("seed", "random_seed"))),
        "weight_decay": to_number(_find(given, _DECAYS)),
        "config": given,
        "name": name,
        "tags": list(tags or []),
        "group": group,
        "job_type": job_type,
        "notes": notes,
        "key": id,
        "mode": {"shared": "online", "run": "online", "dryrun": "offline"}.get(str(mode), mode) or _mode(),
        "dir": dir,
    }


def begin_run(settings: Mapping[str, Any], name: Optional[str], project: Optional[str]) -> CompatRun:
    """Begins a run; one that logs nothing, with a warning, where the settings do not make one."""
    try:
        inner = init(**settings)
    except MitoscopeError as error:
        warnings.once("init", f"wandb.init: {error} Nothing is logged.")
        inner = init(mode="disabled")
    return CompatRun(inner, name, project)


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


def _mode() -> Optional[str]:
    if os.environ.get("MITOSCOPE_MODE"):
        return None
    return {"offline": "offline", "dryrun": "offline", "disabled": "disabled"}.get(os.environ.get("WANDB_MODE", ""))
