"""Start and end of runs: `init`, and what happens when the process exits."""

import atexit
import os
import sys
from typing import Any, List, Optional, Sequence

from .connection import Connection
from .errors import MitoscopeError, Warnings, tell
from .journal import create_journal
from .run import Run, describe_error, live
from .settings import find_folder, find_key, find_mode, find_rank, find_url, is_being_spawned
from .values import MAX_NAME, MAX_STEP, clean_text, to_config, to_exact, to_number

_failure: List[str] = []
_is_hooked = False


def init(
    project: Optional[str] = None,
    model: Optional[str] = None,
    width: Optional[int] = None,
    seed: Optional[int] = None,
    weight_decay: Optional[float] = None,
    config: Any = None,
    name: Optional[str] = None,
    tags: Optional[Sequence[str]] = None,
    notes: Optional[str] = None,
    key: Optional[str] = None,
    mode: Optional[str] = None,
    dir: "Optional[os.PathLike[str] | str]" = None,
    *,
    dataset: Optional[str] = None,
    architecture: Optional[str] = None,
    group: Optional[str] = None,
    job_type: Optional[str] = None,
    environment: Any = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
) -> Run:
    """Begins a run, and returns it at once: the server hears of it from a thread of its own.

    The environment of the process (commit, command, host, packages, GPU, Slurm) is kept with the run, apart from its config;
    `environment` adds to it, and False leaves it out.

    Raises MitoscopeError for arguments that no run can have, before the training begins; nothing later raises. In every
    rank of a distributed job but the first, and where a spawned process imports the script again, the run logs nothing.
    """
    chosen = find_mode(mode)
    warnings = Warnings()
    if chosen == "disabled" or is_being_spawned():
        return Run(None, None, warnings)
    rank = find_rank()
    if rank > 0:
        return Run(None, None, warnings)
    # Of a key that was chosen, the server may know the run already.
    run_key = find_key(key)
    may_exist = bool(key or os.environ.get("MITOSCOPE_RUN_KEY") or run_key.startswith("slurm-"))
    run = {
        "projectName": _require_name("project", project or os.environ.get("MITOSCOPE_PROJECT") or "Default"),
        "modelName": _require_name("model", model or os.environ.get("MITOSCOPE_MODEL") or "model"),
        "width": None if width is None else _require_count("width", width, 1),
        "seed": None if seed is None else _require_count("seed", seed, -MAX_STEP),
        "weightDecay": None if weight_decay is None else _require_decay(weight_decay),
        "clientKey": _require_name("key", run_key),
        "dataset": None if dataset is None else _require_name("dataset", dataset),
        "architecture": None if architecture is None else _require_name("architecture", architecture),
        "name": None if name is None else _require_name("name", name),
        "notes": None if notes is None else clean_text(str(notes))[:100_000],
        "tags": [_require_name("tags", tag)[:100] for tag in ([tags] if isinstance(tags, str) else tags or [])] or None,
        "config": to_config(config, warnings) or None,
        "group": None if group is None else _require_name("group", group),
        "jobType": None if job_type is None else _require_name("job_type", job_type),
    }
    if width is None:
        warnings.once("width", "width= is not given; a server that asks for it takes the run only with one.")
    address = find_url(url)
    record = {"server": address if chosen == "online" or url else None, "run": run, "mayExist": may_exist}
    try:
        journal = create_journal(find_folder(dir), record, warnings)
    except OSError as error:
        tell(f"the journal cannot be made ({error}): nothing is logged. Name another folder by dir= or MITOSCOPE_DIR.")
        return Run(None, None, warnings)
    _hook()
    run_of_script = Run(journal, Connection(address, token) if chosen == "online" else None, warnings)
    if environment is not False:
        run_of_script._describe_environment(to_config(environment, warnings))
    return run_of_script


def _require_name(field: str, given: Any) -> str:
    name = clean_text(str(given)).strip()
    if 0 < len(name) <= MAX_NAME:
        return name
    raise MitoscopeError(f"{field} has {len(name)} characters: give 1 to {MAX_NAME}.")


def _require_count(field: str, given: Any, least: int) -> int:
    number = to_number(given)
    if (
        number is not None
        and number == number
        and abs(number) <= MAX_STEP
        and int(number) == number
        and number >= least
    ):
        return int(number)
    raise MitoscopeError(f"{field} is {given!r}: give a whole number from {least} on.")


def _require_decay(given: Any) -> float:
    number = to_number(given)
    exact = None if number is None else to_exact(number)
    if isinstance(exact, (int, float)) and exact >= 0:
        return float(exact)
    raise MitoscopeError(f"weight_decay is {given!r}: give a number from 0 on.")


def _hook() -> None:
    """Ends the runs when the process exits, and notes an exception or exit code that ends the script."""
    global _is_hooked
    if _is_hooked:
        return
    _is_hooked = True
    previous_hook, previous_exit = sys.excepthook, sys.exit

    def note_exception(kind: Any, error: Any, trace: Any) -> None:
        _failure.append(describe_error(error))
        previous_hook(kind, error, trace)

    def note_exit(code: Any = None) -> Any:
        _failure.clear()
        if code not in (None, 0, False):
            _failure.append(f"The script ended with exit code {code}." if isinstance(code, int) else str(code))
        return previous_exit(code)

    sys.excepthook = note_exception
    sys.exit = note_exit
    atexit.register(_end_all)


def _end_all() -> None:
    for run in list(live):
        run.finish(_failure[-1] if _failure else None)
