"""Tracker for Accelerate: `Accelerator(log_with=Tracker(model="gpt", width=768))`."""

from typing import Any, Dict, Optional

from accelerate.tracking import GeneralTracker, on_main_process

from .run import Run
from .starting import init


class Tracker(GeneralTracker):  # type: ignore[misc]
    """Tracker of a run; the arguments are those of `mitoscope.init`, or `run`, a run."""

    name = "mitoscope"
    requires_logging_directory = False

    def __init__(self, run: Optional[Run] = None, **settings: Any) -> None:
        super().__init__()
        self.run = run
        self._settings = settings

    @on_main_process  # type: ignore[untyped-decorator]
    def start(self) -> None:
        """Begins the run."""
        if self.run is None:
            self.run = init(**self._settings)

    @property
    def tracker(self) -> Optional[Run]:
        """Run of this tracker."""
        return self.run

    @on_main_process  # type: ignore[untyped-decorator]
    def store_init_configuration(self, values: Dict[str, Any]) -> None:
        """Adds to the configuration."""
        self.start()
        if self.run is not None:
            self.run.config.update(values)

    @on_main_process  # type: ignore[untyped-decorator]
    def log(self, values: Dict[str, Any], step: Optional[int] = None, **options: Any) -> None:
        """Logs numbers of a step."""
        self.start()
        if self.run is not None:
            self.run.log(values, step)

    @on_main_process  # type: ignore[untyped-decorator]
    def finish(self) -> None:
        """Ends the run."""
        if self.run is not None:
            self.run.finish()
