"""Logging of every Trainer of Lightning: `mitoscope.autolog()`."""

from typing import Any, Callable

from .errors import MitoscopeError


def autolog(**settings: Any) -> Callable[[], None]:
    """Gives each Trainer of Lightning that is made from now on a logger here too, until the returned function is called.

    Settings are those of `mitoscope.init`. Without them the model is the class of the LightningModule, the width what its last
    Linear is given, and the configuration its hyper-parameters. A Trainer that has such a logger already keeps it alone.
    """
    try:
        from .lightning import AutoLogger, LightningLogger, Trainer
    except ImportError:
        raise MitoscopeError("lightning is not installed: autolog() follows its Trainer. Log by mitoscope.init.") from None
    begin = Trainer.__init__

    def init(self: Any, *arguments: Any, **options: Any) -> None:
        begin(self, *arguments, **options)
        is_logged = any(isinstance(logger, LightningLogger) for logger in self.loggers)
        if not is_logged and not self.fast_dev_run:
            self.loggers = [*self.loggers, AutoLogger(self, settings)]

    Trainer.__init__ = init

    def stop() -> None:
        Trainer.__init__ = begin

    return stop
