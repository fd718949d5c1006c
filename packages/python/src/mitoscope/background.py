"""The thread that sends a run's journal while the training goes on."""

import threading
import time
from typing import Optional

from .connection import back_off
from .errors import MitoscopeError, Unreachable, Warnings
from .sender import Sender

#: Seconds between two looks at the journal; what is logged meanwhile is sent together.
GATHER_S = 0.4
HEARTBEAT_S = 15.0


class Background:
    """Daemon thread that sends until the journal is closed and everything is acknowledged, however long a server is away."""

    def __init__(self, sender: Sender, warnings: Warnings) -> None:
        self.sender = sender
        self._warnings = warnings
        self._wake = threading.Event()
        self._is_closing = False
        self._is_abandoned = False
        #: Reason why nothing can be sent for now; empty if all is well.
        self.trouble = ""
        #: True if a repeat will not help.
        self.is_stopped = False
        #: Time of the last progress, of time.monotonic().
        self.moved_at = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="mitoscope", daemon=True)
        self._thread.start()

    def close(self, patience: float) -> bool:
        """Waits until everything is sent, at most `patience` seconds after the last progress; returns whether it is."""
        self._is_closing = True
        self.moved_at = time.monotonic()
        self._wake.set()
        while self._thread.is_alive() and time.monotonic() - self.moved_at < patience:
            self._thread.join(0.05)
        self._is_abandoned = True
        self._wake.set()
        self._thread.join(0.5)
        return not self._thread.is_alive() and not self.is_stopped

    def hurry(self) -> None:
        """Makes the thread look at the journal now."""
        self._wake.set()

    def is_alive(self) -> bool:
        """Returns true while the thread may still send."""
        return self._thread.is_alive()

    def _run(self) -> None:
        failures = 0
        sent_at = time.monotonic()
        while not self._is_abandoned:
            # Read before the next look, so that what came before the end is found.
            was_closing = self._is_closing
            pause: Optional[float] = None
            try:
                self.sender.journal.keep()
                if self.sender.step():
                    sent_at = self.moved_at = time.monotonic()
                elif was_closing:
                    return
                else:
                    pause = GATHER_S
                    if time.monotonic() - sent_at > HEARTBEAT_S:
                        self.sender.heartbeat()
                        sent_at = time.monotonic()
                failures, self.trouble = 0, ""
                self._warnings.forget("away")
            except Unreachable as error:
                pause = max(back_off(failures), error.retry_after)
                failures += 1
                self.trouble = str(error)
                # What the next attempt mends is not worth a word.
                if failures == 3:
                    self._warnings.once("away", f"{error} Points wait in {self.sender.journal.folder} meanwhile.")
            except MitoscopeError as error:
                self._stop(str(error))
                return
            except Exception as error:
                # A disk may come back; a fault of the client stays, and must not reach the training either.
                pause = back_off(failures)
                failures += 1
                self.trouble = f"{type(error).__name__}: {error}"
                if failures > 10 and not isinstance(error, OSError):
                    self._stop(self.trouble)
                    return
            if pause is not None:
                self._wake.wait(pause if not self._is_closing else min(pause, 2.0))
                self._wake.clear()

    def _stop(self, reason: str) -> None:
        self.is_stopped, self.trouble = True, reason
        folder = self.sender.journal.folder
        self._warnings.once("stopped", f"nothing is sent any more: {reason} Points are kept in {folder}.")
