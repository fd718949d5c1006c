"""Callback for Keras: `model.fit(..., callbacks=[Callback(project="wide", model="mlp", width=512)])`."""

from typing import Any, Dict, Optional

import keras

from .run import Run
from .starting import init


class Callback(keras.callbacks.Callback):  # type: ignore[misc]
    """Callback that logs what each epoch ends with; the arguments are those of `mitoscope.init`, or `run`, a run.

    The run ends with the script, or by `callback.run.finish()`.
    """

    def __init__(self, run: Optional[Run] = None, **settings: Any) -> None:
        super().__init__()
        self.run = run
        self._settings = settings

    def on_train_begin(self, logs: Optional[Dict[str, Any]] = None) -> None:
        """Begins the run."""
        facts = {"fit": {name: value for name, value in (self.params or {}).items()}}
        optimizer: Any = getattr(self.model, "optimizer", None)
        if hasattr(optimizer, "get_config"):
            facts["optimizer"] = optimizer.get_config()
        if self.run is None:
            self.run = init(**{"config": facts, **self._settings})

    def on_epoch_end(self, epoch: int, logs: Optional[Dict[str, Any]] = None) -> None:
        """Logs the numbers of an epoch."""
        if self.run is not None:
            self.run.log(logs or {}, epoch)
