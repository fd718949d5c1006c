"""Sending of journals that ended before everything was sent."""

import os
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from .connection import Connection
from .errors import MitoscopeError, Warnings
from .journal import IN_USE, Journal, list_journals, open_journal
from .sender import Sender
from .settings import find_folder
from .together import send_together

#: Journals that are open and sent at a time.
_TOGETHER = 30
_Opened = Tuple[Path, Journal, Warnings]


class Synced:
    """Outcome for one journal."""

    def __init__(
        self, folder: Path, points: int, files: int, run_id: Optional[str], reason: str, is_in_use: bool = False
    ) -> None:
        self.folder = folder
        #: Number of points that still wait.
        self.waiting_points = points
        #: Number of files that still wait.
        self.waiting_files = files
        self.run_id = run_id
        #: Reason why not everything is sent; empty if it is.
        self.reason = reason
        #: True if another process writes or sends it, and nothing is amiss.
        self.is_in_use = is_in_use

    @property
    def is_done(self) -> bool:
        """True if everything is sent; the journal is removed then."""
        return not self.reason

    def __repr__(self) -> str:
        if self.is_done:
            return f"{self.folder.name}: everything is sent, run {self.run_id}"
        if self.is_in_use:
            return self.reason
        return f"{self.folder}: {self.waiting_points:,} points and {self.waiting_files} files wait: {self.reason}"


def sync(
    folder: "Optional[os.PathLike[str] | str]" = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
    wait: float = 30.0,
) -> List[Synced]:
    """Sends journals: one folder of a run, or all in a folder, by default the usual one. A second call sends nothing twice.

    A server that is away is waited for `wait` seconds. Journals go to the server that they name, or to `url`; those of one
    server are sent by common requests.
    """
    folders = list_journals(find_folder(folder))
    outcomes: List[Synced] = []
    for at in range(0, len(folders), _TOGETHER):
        outcomes += _sync_some(folders[at : at + _TOGETHER], url, token, wait)
    return outcomes


def _sync_some(folders: List[Path], url: Optional[str], token: Optional[str], wait: float) -> List[Synced]:
    outcomes: Dict[Path, Synced] = {}
    waiting: "Dict[Optional[str], List[_Opened]]" = {}
    for folder in folders:
        warnings = Warnings()
        try:
            journal = open_journal(folder, warnings)
        except MitoscopeError as error:
            outcomes[folder] = Synced(folder, 0, 0, None, str(error), error.code == IN_USE)
        else:
            waiting.setdefault(url or journal.record.get("server"), []).append((folder, journal, warnings))
    for server, opened in waiting.items():
        for (folder, journal, _), outcome in zip(opened, _send_to(server, opened, token, wait)):
            journal.close(remove=outcome.is_done)
            outcomes[folder] = outcome
    return [outcomes[folder] for folder in folders]


def _send_to(server: Optional[str], opened: "List[_Opened]", token: Optional[str], wait: float) -> List[Synced]:
    try:
        connection = Connection(server, token)
    except MitoscopeError as error:
        return [Synced(folder, 0, 0, None, str(error)) for folder, _, _ in opened]
    senders = [Sender(journal, connection, warnings) for _, journal, warnings in opened]
    # What was refused before is tried again with the next version of the server, by hand.
    reasons = send_together(connection, senders, wait)
    return [_describe(folder, sender, reason) for (folder, _, _), sender, reason in zip(opened, senders, reasons)]


def _describe(folder: Path, sender: Sender, reason: str) -> Synced:
    state = sender.journal.state
    points, files = sender.count_waiting()
    if not reason and not sender.is_everything_sent():
        refused = state.get("refused") or []
        reason = "; ".join(f"{part['what']} was refused: {part['reason']}" for part in refused) or "lines are torn"
    return Synced(folder, points, files, state.get("runId"), reason)
