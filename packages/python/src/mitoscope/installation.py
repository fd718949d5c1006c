"""The command `mitoscope`, where this machine has it."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

from .errors import MitoscopeError


def find_command() -> Optional[List[str]]:
    """Returns how to start `mitoscope`: from the PATH, or from the checkout that this client lies in; None if neither is there."""
    found = shutil.which("mitoscope")
    if found:
        return [found]
    launcher = Path(__file__).resolve().parents[4] / "apps" / "cli" / "bin" / "mitoscope.mjs"
    node = shutil.which("node")
    return [node, str(launcher)] if node and launcher.is_file() else None


def run_command(command: Sequence[str], arguments: Sequence[str]) -> Dict[str, Any]:
    """Returns the JSON document that a command prints. Raises MitoscopeError with its message if it fails."""
    env = {name: value for name, value in os.environ.items() if name != "INIT_CWD"}
    ended = subprocess.run([*command, *arguments], env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        said = ended.stderr.strip().split("\n")[-1]
        raise MitoscopeError(f"{' '.join(command)} {arguments[0]} ended with {ended.returncode}: {said}")
    document: Dict[str, Any] = json.loads(ended.stdout)
    return document
