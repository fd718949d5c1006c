"""Logger for Lightning: `Trainer(logger=LightningLogger(project="wide", model="resnet18", width=512))`."""

import sys
import weakref
from argparse import Namespace
from typing import Any, Dict, Mapping, Optional, Union

from .run import Run
from .starting import init

if "pytorch_lightning" in sys.modules and "lightning" not in sys.modules:
    from pytorch_lightning import Trainer
    from pytorch_lightning.loggers.logger import Logger, rank_zero_experiment
    from pytorch_lightning.utilities.rank_zero import rank_zero_only
else:
    from lightning.pytorch import Trainer
    from lightning.pytorch.loggers.logger import Logger, rank_zero_experiment
    from lightning.pytorch.utilities.rank_zero import rank_zero_only


__all__ = ["AutoLogger", "LightningLogger", "Trainer"]


class LightningLogger(Logger):  # type: ignore[misc]
    """Logger of a run, which begins with the training; the arguments are those of `mitoscope.init`, or `run`, a run.

    The run ends with the script, or by `logger.experiment.finish()`: `trainer.test` logs to it after `trainer.fit`.
    """

    def __init__(self, run: Optional[Run] = None, **settings: Any) -> None:
        super().__init__()
        self._run = run
        self._settings = settings

    @property
    @rank_zero_experiment
    def experiment(self) -> Run:
        """Run of this logger."""
        if self._run is None:
            self._run = init(**self._settings)
        return self._run

    @property
    def name(self) -> Optional[str]:
        """Name of the model."""
        return self._settings.get("model")

    @property
    def version(self) -> Optional[Union[int, str]]:
        """Id of the run, or the name of its journal until the server has answered."""
        if self._run is None or self._run.folder is None:
            return None
        return self._run.id or self._run.folder.name

    @rank_zero_only
    def log_metrics(self, metrics: Mapping[str, float], step: Optional[int] = None) -> None:
        """Logs metrics of a step."""
        self.experiment.log(dict(metrics), step)

    @rank_zero_only
    def log_hyperparams(self, params: Union[Dict[str, Any], Namespace], *arguments: Any, **options: Any) -> None:
        """Adds hyper-parameters to the configuration."""
        self.experiment.config.update(params)

    @rank_zero_only
    def finalize(self, status: str) -> None:
        """Ends the run as FAILED if the training failed."""
        if status == "failed" and self._run is not None:
            self._run.finish(sys.exc_info()[1] or "The training failed.")


class AutoLogger(LightningLogger):
    """Logger of a Trainer, which takes what it is not told from the module that is trained."""

    def __init__(self, trainer: Any, settings: Mapping[str, Any]) -> None:
        super().__init__(**settings)
        self._trainer = weakref.ref(trainer)

    @property
    @rank_zero_experiment
    def experiment(self) -> Run:
        """Run of this logger."""
        if self._run is None:
            trainer = self._trainer()
            module = getattr(trainer, "lightning_module", None)
            known = {} if module is None else {"model": type(module).__name__, "width": find_width(module)}
            self._run = init(**{**known, **self._settings})
        return self._run


def find_width(module: Any) -> Optional[int]:
    """Returns the number of neurons that the last Linear of a network is given; None without one."""
    import torch

    widths = [part.in_features for part in module.modules() if isinstance(part, torch.nn.Linear)]
    return widths[-1] if widths else None
