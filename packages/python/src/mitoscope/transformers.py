"""Callback for the Trainer of Hugging Face: `Trainer(..., callbacks=[TrainerCallback(project="wide", model="bert")])`."""

from typing import Any, Dict, Optional

import transformers

from .run import Run
from .starting import init
from .values import to_number


class TrainerCallback(transformers.TrainerCallback):  # type: ignore[misc]
    """Callback that logs a run; the arguments are those of `mitoscope.init`, or `run`, a run.

    Without `width` it is the model's `hidden_size`; seed and weight decay are those of the Trainer. The run ends with the
    script, or by `callback.run.finish()`: `trainer.evaluate` logs to it after `trainer.train`.
    """

    def __init__(self, run: Optional[Run] = None, **settings: Any) -> None:
        self.run = run
        self._settings = settings

    def on_train_begin(self, args: Any, state: Any, control: Any, model: Any = None, **more: Any) -> None:
        """Begins the run."""
        if not state.is_world_process_zero:
            return
        config = {"trainer": args.to_dict()}
        facts: Any = getattr(model, "config", None)
        if hasattr(facts, "to_dict"):
            config["model"] = facts.to_dict()
        if self.run is None:
            usual = {
                "model": getattr(facts, "model_type", None),
                "width": getattr(facts, "hidden_size", None),
                "seed": args.seed,
                "weight_decay": args.weight_decay,
                "name": getattr(args, "run_name", None),
            }
            self.run = init(**{**usual, "config": config, **self._settings})
        else:
            self.run.config.update(config)

    def on_log(self, args: Any, state: Any, control: Any, logs: Optional[Dict[str, Any]] = None, **more: Any) -> None:
        """Logs the numbers of a step."""
        if self.run is not None and state.is_world_process_zero:
            numbers = {name: value for name, value in (logs or {}).items() if to_number(value) is not None}
            self.run.log(numbers, state.global_step)
