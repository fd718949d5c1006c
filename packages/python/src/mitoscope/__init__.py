"""Logs training runs to Mitoscope, and asks it about them. Two lines are enough:

run = mitoscope.init(project="wide", model="resnet18", width=512, seed=0)
run.log({"trainLoss": loss, "testError": error}, step)
"""

from .analysis import Analysis
from .api import Api, Histories, Record, Runs
from .errors import MitoscopeError, Unreachable
from .run import Run
from .starting import init
from .syncing import Synced, sync

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Api",
    "Histories",
    "MitoscopeError",
    "Record",
    "Run",
    "Runs",
    "Synced",
    "Unreachable",
    "init",
    "sync",
]
