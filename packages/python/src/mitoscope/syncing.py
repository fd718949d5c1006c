"""Sending of journals that ended before everything was sent."""

import os
import time
from pathlib import Path
from typing import List, Optional

from .connection import Connection, back_off
from .errors import MitoscopeError, Unreachable, Warnings
from .journal import list_journals, open_journal
from .sender import Sender
from .settings import find_folder


class Synced:
    """Outcome for one journal."""

    def __init__(self, folder: Path, points: int, files: int, run_id: Optional[str], reason: str) -> None:
        self.folder = folder
        #: Number of points that still wait.
        self.waiting_points = points
        #: Number of files that still wait.
        self.waiting_files = files
        self.run_id = run_id
        #: Reason why not everything is sent; empty if it is.
        self.reason = reason

    @property
    def is_done(self) -> bool:
        """True if everything is sent; the journal is removed then."""
        return not self.reason

    def __repr__(self) -> str:
        if self.is_done:
            return f"{self.folder.name}: everything is sent, run {self.run_id}"
        return f"{self.folder}: {self.waiting_points:,} points and {self.waiting_files} files wait: {self.reason}"


def sync(
    folder: "Optional[os.PathLike[str] | str]" = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
    wait: float = 30.0,
) -> List[Synced]:
    """Sends journals: one folder of a run, or all in a folder, by default the usual one. A second call sends nothing twice.

    A server that is away is waited for `wait` seconds. Journals go to the server that they name, or to `url`.
    """
    return [_sync_one(path, url, token, wait) for path in list_journals(find_folder(folder))]


def _sync_one(folder: Path, url: Optional[str], token: Optional[str], wait: float) -> Synced:
    warnings = Warnings()
    try:
        journal = open_journal(folder, warnings)
    except MitoscopeError as error:
        return Synced(folder, 0, 0, None, str(error))
    reason = ""
    sender = None
    try:
        sender = Sender(journal, Connection(url or journal.record.get("server"), token), warnings)
        # What was refused before is tried again with the next version of the server, by hand.
        _send_all(sender, wait)
    except MitoscopeError as error:
        reason = str(error)
    points, files = sender.count_waiting() if sender else (0, 0)
    if not reason and sender and not sender.is_everything_sent():
        refused = journal.state.get("refused") or []
        reason = "; ".join(f"{part['what']} was refused: {part['reason']}" for part in refused) or "lines are torn"
    run_id = journal.state.get("runId")
    journal.close(remove=not reason)
    return Synced(folder, points, files, run_id, reason)


def _send_all(sender: Sender, wait: float) -> None:
    failures, failing_since = 0, 0.0
    while True:
        try:
            if not sender.step():
                return
            failures = 0
        except Unreachable as error:
            now = time.monotonic()
            failing_since = now if failures == 0 else failing_since
            pause = max(back_off(failures), error.retry_after)
            failures += 1
            if now + pause - failing_since > wait:
                raise
            time.sleep(pause)
