"""The journal of a run: a folder on disk that holds everything logged until the server has acknowledged it.

Files of the folder:

- `record.json`: the run and its server; written once.
- `journal.jsonl`: one line of JSON for each call, only ever appended to, each line by one call of the operating system.
- `state.json`: what the server has acknowledged; replaced atomically.
- `lock`: lock of the process that writes or sends; the operating system releases it when that process ends.
- `files/`: representations to upload.

Each line is with the operating system when `append` returns, so the death of the process at any moment loses nothing. Lines
are forced to the disk (fsync) every few seconds by the thread that sends, and at the end: a power failure loses at most those
of the last seconds. If the disk takes nothing, lines are held in memory, up to a limit, and sent from there.
"""

import json
import os
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Dict, Optional, Set

from .errors import MitoscopeError, Warnings

#: Flag that keeps Windows from changing the ends of lines.
BINARY = getattr(os, "O_BINARY", 0)
MEMORY_LIMIT = 256 * 2**20
FSYNC_EVERY_S = 5.0
#: Code of the error for a journal that another process writes or sends.
IN_USE = "IN_USE"
#: Folders that this process writes or sends: locks of the operating system hold between processes only.
_held: Set[str] = set()


class Journal:
    """A journal that is open to be written, sent, or both."""

    def __init__(self, folder: Path, record: Dict[str, Any], warnings: Warnings, lock: Any) -> None:
        self.folder = folder
        self.record = record
        self.state: Dict[str, Any] = _read_json(folder / "state.json") or {}
        self.state.setdefault("acknowledged", 0)
        self.state.setdefault("uploads", [])
        self._warnings = warnings
        self._lock_file = lock
        self._guard = threading.RLock()
        self._tail = bytearray()
        self._is_closed = False
        self._tried = 0.0
        self._synced_at = time.monotonic()
        self._synced_size = 0
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | BINARY
        try:
            self._fd = os.open(folder / "journal.jsonl", flags, 0o600)
        except OSError:
            self._fd = os.open(folder / "journal.jsonl", os.O_RDONLY | BINARY)
        self._end_torn_line()

    def append(self, line: bytes) -> None:
        """Adds a line, which ends in a newline."""
        with self._guard:
            # Another file may have the number of a closed one.
            if self._is_closed:
                return
            if not self._tail:
                try:
                    written = os.write(self._fd, line)
                except OSError as error:
                    self._hold(line, error)
                else:
                    if written < len(line):
                        self._hold(line[written:], OSError("no space left"))
                return
            if len(self._tail) + len(line) > MEMORY_LIMIT:
                self._warnings.once("memory", f"{self.folder} still takes nothing: further points are lost.")
                return
            self._tail += line
            if time.monotonic() - self._tried > 1:
                self._pour()

    def read(self, start: int, length: int) -> bytes:
        """Returns bytes from a position on, fewer if there are no more yet."""
        with self._guard:
            size = os.fstat(self._fd).st_size
            data = os.pread(self._fd, length, start) if hasattr(os, "pread") else self._read_slowly(start, length)
            if self._tail and len(data) < length:
                at = max(0, start - size)
                data += bytes(self._tail[at : at + length - len(data)])
            return data

    def size(self) -> int:
        """Returns the number of bytes, on the disk and in memory."""
        with self._guard:
            return os.fstat(self._fd).st_size + len(self._tail)

    def keep(self, force: bool = False) -> None:
        """Forces new lines to the disk if the last time is a while ago, and tries to write what is held in memory."""
        with self._guard:
            if self._is_closed:
                return
            if self._tail:
                self._pour()
            size = os.fstat(self._fd).st_size
            is_due = force or time.monotonic() - self._synced_at > FSYNC_EVERY_S
            if not is_due or size == self._synced_size:
                return
            self._synced_at, self._synced_size = time.monotonic(), size
        try:
            os.fsync(self._fd)
        except OSError:
            pass

    def save_state(self) -> None:
        """Replaces the state. On a full disk nothing is lost: what is sent twice changes nothing."""
        try:
            write_atomically(self.folder / "state.json", json.dumps(self.state).encode())
        except OSError:
            pass

    def close(self, remove: bool = False) -> None:
        """Closes the journal; removes its folder if asked."""
        with self._guard:
            if self._is_closed:
                return
            self._is_closed = True
            if self._tail:
                self._pour()
            os.close(self._fd)
        if remove:
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
        self._lock_file.close()
        _held.discard(str(self.folder))

    def renew_after_fork(self) -> None:
        """Makes the journal usable in a child process, which only appends: what was held in memory is the parent's."""
        self._guard = threading.RLock()
        self._tail = bytearray()

    def _hold(self, rest: bytes, error: OSError) -> None:
        self._tail += rest
        self._tried = time.monotonic()
        self._warnings.once(
            "disk", f"{self.folder} cannot be written ({error.strerror or error}): points are held in memory for now."
        )

    def _pour(self) -> None:
        self._tried = time.monotonic()
        try:
            while self._tail:
                del self._tail[: os.write(self._fd, self._tail)]
        except OSError:
            return
        self._warnings.forget("disk")

    def _end_torn_line(self) -> None:
        """Ends a line that a full disk or a power failure cut off, so that the next one stands alone."""
        size = os.fstat(self._fd).st_size
        if size > 0 and self._read_slowly(size - 1, 1) != b"\n":
            try:
                os.write(self._fd, b"\n")
            except OSError:
                pass

    def _read_slowly(self, start: int, length: int) -> bytes:
        with open(self.folder / "journal.jsonl", "rb") as file:
            file.seek(start)
            return file.read(length)


def create_journal(parent: Path, record: Dict[str, Any], warnings: Warnings) -> Journal:
    """Creates the folder of a run's journal. Raises OSError if the disk takes none."""
    name = f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:8]}"
    folder = Path(os.path.abspath(parent)) / name
    folder.mkdir(parents=True, mode=0o700)
    lock = lock_folder(folder)
    write_atomically(folder / "record.json", json.dumps({"version": 1, "id": name, **record}, indent=1).encode())
    return Journal(folder, {"version": 1, "id": name, **record}, warnings, lock)


def open_journal(folder: Path, warnings: Warnings) -> Journal:
    """Opens a journal to send it. Raises MitoscopeError if another process holds it, or it is damaged."""
    folder = Path(os.path.abspath(folder))
    record = _read_json(folder / "record.json")
    if not record or record.get("version") != 1 or "run" not in record:
        raise MitoscopeError(f"{folder / 'record.json'} is damaged, or of another version of mitoscope.")
    try:
        lock = lock_folder(folder)
    except OSError as error:
        raise MitoscopeError(f"{folder} cannot be locked: {error}.") from None
    try:
        return Journal(folder, record, warnings, lock)
    except OSError as error:
        lock.close()
        _held.discard(str(folder))
        raise MitoscopeError(f"{folder} cannot be read: {error}.") from None


def list_journals(folder: Path) -> "list[Path]":
    """Returns the journals in a folder, or the folder itself if it is one; the oldest first."""
    if (folder / "record.json").is_file():
        return [folder]
    if not folder.is_dir():
        return []
    return sorted(path.parent for path in folder.glob("*/record.json"))


def lock_folder(folder: Path) -> Any:
    """Locks a journal for this process. Raises MitoscopeError if it is held already."""
    if str(folder) in _held:
        raise MitoscopeError(f"{folder} is left to this process, which writes or sends it.", IN_USE)
    file = open(folder / "lock", "a+b")
    try:
        try:
            import fcntl

            # A lock of the process: children that fork from it do not keep it alive.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        file.close()
        raise MitoscopeError(f"{folder} is left to the process that writes or sends it.", IN_USE) from None
    _held.add(str(folder))
    return file


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file so that at any moment the old or the new content is there."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with open(temporary, "wb") as file:
        file.write(data)
    os.replace(temporary, path)


def _read_json(path: Path) -> Optional[Dict[str, Any]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
