"""Logs training runs to Mitoscope, and asks it about them. Two lines are enough:

run = mitoscope.init(project="wide", model="resnet18", width=512, seed=0)
run.log({"trainLoss": loss, "testError": error}, step)
"""

from .analysis import Analysis
from .api import Api, Histories, Record, Runs
from .autologging import autolog
from .comparing import Similarities, compare
from .curves import Curves
from .errors import MitoscopeError, Unreachable
from .mirroring import mirror_wandb
from .run import Run
from .starting import init
from .syncing import Synced, sync

__version__ = "0.1.0"
__all__ = [
    "Analysis",
    "Api",
    "Curves",
    "Histories",
    "MitoscopeError",
    "Record",
    "Run",
    "Runs",
    "Similarities",
    "Synced",
    "Unreachable",
    "autolog",
    "compare",
    "init",
    "mirror_wandb",
    "sync",
]
