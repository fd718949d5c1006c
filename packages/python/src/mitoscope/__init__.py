"""Logs training runs to Mitoscope, and asks it about them. Two lines are enough:

    run = mitoscope.init(project="wide", model="resnet18", width=512, seed=0)
    run.log({"trainLoss": loss, "testError": error}, step)
"""

from .errors import MitoscopeError, Unreachable
from .run import Run
from .starting import init
from .syncing import Synced, sync

__version__ = "0.1.0"
__all__ = ["MitoscopeError", "Run", "Synced", "Unreachable", "init", "sync"]
