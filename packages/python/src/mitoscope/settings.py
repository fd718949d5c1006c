"""Settings from the environment: server, token, mode, folder, rank of a distributed job, key of the run."""

import json
import os
import sys
import uuid
from pathlib import Path
from typing import Optional
from urllib.parse import urlsplit

from .errors import MitoscopeError

USUAL_SERVER = "http://127.0.0.1:4000"
MODES = ("online", "offline", "disabled")


def find_url(given: Optional[str] = None) -> str:
    """Returns the address of the server without a path: the argument, MITOSCOPE_SERVER, MITOSCOPE_URL, or this machine."""
    text = given or os.environ.get("MITOSCOPE_SERVER") or os.environ.get("MITOSCOPE_URL") or USUAL_SERVER
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise MitoscopeError(f"{text} is not the address of a server: give one like {USUAL_SERVER}.")
    return f"{parts.scheme}://{parts.netloc}"


def find_token(url: str, given: Optional[str] = None) -> Optional[str]:
    """Returns the token for a server: the argument, MITOSCOPE_TOKEN, or the one that `mitoscope login` saved."""
    token = given or os.environ.get("MITOSCOPE_TOKEN")
    if token:
        return token
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    folder = os.environ.get("MITOSCOPE_CONFIG") or os.path.join(config, "mitoscope")
    try:
        with open(os.path.join(folder, "credentials.json"), encoding="utf-8") as file:
            saved = json.load(file).get(url)
            return saved if isinstance(saved, str) else None
    except (OSError, ValueError, AttributeError):
        return None


def find_mode(given: Optional[str] = None) -> str:
    """Returns online, offline or disabled: the argument, or MITOSCOPE_MODE."""
    mode = given or os.environ.get("MITOSCOPE_MODE") or "online"
    if mode not in MODES:
        raise MitoscopeError(f'mode "{mode}" does not exist: use one of {", ".join(MODES)}.')
    return mode


def find_folder(given: "Optional[os.PathLike[str] | str]" = None) -> Path:
    """Returns the folder of journals: the argument, MITOSCOPE_DIR, or one in the user's data folder."""
    named = given or os.environ.get("MITOSCOPE_DIR")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(data) / "mitoscope" / "journals"


def find_key(given: Optional[str] = None) -> str:
    """Returns the key of a run: the argument, MITOSCOPE_RUN_KEY, the task of a Slurm array, else a new one."""
    named = given or os.environ.get("MITOSCOPE_RUN_KEY")
    if named:
        return named
    array, task = os.environ.get("SLURM_ARRAY_JOB_ID"), os.environ.get("SLURM_ARRAY_TASK_ID")
    return f"slurm-{array}-{task}" if array and task else str(uuid.uuid4())


def find_rank() -> int:
    """Returns the rank of this process in its distributed job; 0 outside one. MITOSCOPE_RANK overrides the others."""
    forced = _count("MITOSCOPE_RANK")
    if forced is not None:
        return forced
    # Asked only where the script has imported torch already.
    distributed = getattr(sys.modules.get("torch"), "distributed", None)
    try:
        if distributed is not None and distributed.is_available() and distributed.is_initialized():
            return int(distributed.get_rank())
    except Exception:
        pass
    for rank, size in (
        ("RANK", "WORLD_SIZE"),
        ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
        ("PMI_RANK", "PMI_SIZE"),
        ("SLURM_PROCID", "SLURM_STEP_NUM_TASKS"),
    ):
        if (_count(size) or 1) > 1 and _count(rank) is not None:
            return _count(rank) or 0
    return 0


def is_being_spawned() -> bool:
    """Returns true while a spawned process imports the script again, before it does its own work."""
    processes = sys.modules.get("multiprocessing.process")
    if processes is None:
        return False
    return bool(getattr(processes.current_process(), "_inheriting", False))


def _count(name: str) -> Optional[int]:
    text = os.environ.get(name, "")
    return int(text) if text.isdigit() else None
