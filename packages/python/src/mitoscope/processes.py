"""Runs in processes that are forked or spawned by the one that began them."""

import os
from pathlib import Path
from typing import Any, Dict

from .journal import BINARY


class Appender:
    """Journal in another process than the one that holds it: lines are only added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.record: Dict[str, Any] = {"run": {}}
        self.state: Dict[str, Any] = {}
        self._fd = os.open(folder / "journal.jsonl", os.O_WRONLY | os.O_APPEND | BINARY)

    def append(self, line: bytes) -> None:
        """Adds a line by one call of the operating system, so that lines of several processes do not mix."""
        os.write(self._fd, line)
