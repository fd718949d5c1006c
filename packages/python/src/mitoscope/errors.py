"""Errors of the client, and warnings that appear once."""

import logging
from typing import Optional, Set

logger = logging.getLogger("mitoscope")


class MitoscopeError(Exception):
    """Error that the user can correct; the message says how."""

    def __init__(self, message: str, code: Optional[str] = None) -> None:
        super().__init__(message)
        #: Error code of the server, such as CONFLICT; None for an error of this machine.
        self.code = code


class Unreachable(MitoscopeError):
    """Error of a server that does not answer, is busy, or stands behind a proxy that says so: later it may answer."""

    def __init__(self, message: str, retry_after: float = 0.0, is_answer: bool = False) -> None:
        super().__init__(message)
        #: Seconds after which the server asks for a repeat.
        self.retry_after = retry_after
        #: True if the server has answered, which may be for what was asked alone.
        self.is_answer = is_answer


class NotMitoscope(Unreachable):
    """Error of an address where something else answers, as a proxy that asks for a password: seldom worth a long wait."""


class Warnings:
    """Warnings of one run, each of which is given once, on standard error or where the logger "mitoscope" leads."""

    def __init__(self) -> None:
        self._given: Set[str] = set()

    def once(self, key: str, message: str) -> None:
        """Gives a warning unless one of the same key was given."""
        if key in self._given:
            return
        self._given.add(key)
        tell(message)

    def forget(self, key: str) -> None:
        """Makes the next warning of this key appear again."""
        self._given.discard(key)


def tell(message: str, level: int = logging.WARNING) -> None:
    """Logs a message; a broken handler never reaches the training."""
    try:
        logger.log(level, "mitoscope: %s", message)
    except Exception:
        pass
