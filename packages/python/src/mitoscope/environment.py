"""Environment of a run: commit, command, host, Python, packages, GPU and Slurm."""

import os
import platform
import re
import shlex
import socket
import subprocess
import sys
from typing import Any, Dict, List, Optional

#: Packages beyond this number are left out.
MAX_PACKAGES = 1_000
_SLURM = ("JOB_ID", "ARRAY_JOB_ID", "ARRAY_TASK_ID", "JOB_NAME", "JOB_PARTITION", "JOB_NODELIST", "NTASKS", "CPUS_PER_TASK")


def describe_environment() -> Dict[str, Any]:
    """Returns what surrounds this process, as far as it can be found within a moment; what cannot is left out."""
    found: Dict[str, Any] = {}
    for name, describe in (
        ("git", _describe_commit),
        ("command", _describe_command),
        ("host", _describe_host),
        ("python", _describe_python),
        ("packages", _list_packages),
        ("gpus", _list_gpus),
        ("slurm", _describe_slurm),
    ):
        try:
            value = describe()
        except Exception:
            # Nothing here is worth a training.
            continue
        if value:
            found[name] = value
    return found


def _describe_commit() -> Optional[Dict[str, Any]]:
    folder = os.path.dirname(os.path.abspath(sys.argv[0])) if sys.argv[0:1] not in ([], [""], ["-c"]) else os.getcwd()
    commit = _run(["git", "-C", folder, "rev-parse", "HEAD"])
    if commit is None:
        return None
    found: Dict[str, Any] = {"commit": commit.strip()}
    changes = _run(["git", "-C", folder, "status", "--porcelain", "--untracked-files=no"])
    if changes is not None:
        found["dirty"] = changes.strip() != ""
    for name, arguments in (
        ("branch", ["rev-parse", "--abbrev-ref", "HEAD"]),
        ("remote", ["config", "--get", "remote.origin.url"]),
    ):
        text = _run(["git", "-C", folder, *arguments])
        if text:
            found[name] = _hide_secrets(text.strip())
    return found


def _hide_secrets(address: str) -> str:
    """Returns an address without the name and password that it may hold."""
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else address


def _run(command: List[str]) -> Optional[str]:
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=3, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _describe_command() -> Dict[str, Any]:
    arguments = list(getattr(sys, "orig_argv", [])) or [sys.executable, *sys.argv]
    line = " ".join(shlex.quote(word) for word in _mask_secrets(arguments))
    return {"line": line[:10_000], "folder": os.getcwd()}


_SECRET = re.compile(r"^--?[\w-]*(token|passw|secret|api[-_]?key|credential)[\w-]*", re.IGNORECASE)


def _mask_secrets(words: List[str]) -> List[str]:
    """Returns the words of a command with *** for the values of options that are named after secrets."""
    masked: List[str] = []
    is_value = False
    for word in words:
        option = _SECRET.match(word)
        if option and "=" in word:
            masked.append(f"{word.partition('=')[0]}=***")
        else:
            masked.append("***" if is_value and not word.startswith("-") else word)
        is_value = bool(option) and "=" not in word
    return masked


def _describe_host() -> Dict[str, Any]:
    return {"name": socket.gethostname(), "system": platform.platform(), "processors": os.cpu_count()}


def _describe_python() -> Dict[str, Any]:
    return {"version": platform.python_version(), "implementation": platform.python_implementation()}


def _list_packages() -> Dict[str, str]:
    from importlib.metadata import distributions

    found: Dict[str, str] = {}
    for distribution in distributions():
        name = distribution.metadata["Name"]
        if name and name not in found and len(found) < MAX_PACKAGES:
            found[name] = str(distribution.version)
    return dict(sorted(found.items(), key=lambda entry: entry[0].lower()))


def _list_gpus() -> List[str]:
    # Asked only where the script uses torch: starting a GPU's tools takes a while.
    cuda = getattr(sys.modules.get("torch"), "cuda", None)
    if cuda is None or not cuda.is_available():
        return []
    return [str(cuda.get_device_name(i)) for i in range(cuda.device_count())]


def _describe_slurm() -> Dict[str, str]:
    given = {name.lower(): os.environ.get(f"SLURM_{name}") for name in _SLURM}
    return {name: value for name, value in given.items() if value}
