"""Sending of several journals by common requests."""

import time
from typing import Any, Dict, List, Optional, Sequence

from .asking import Ask, Work, ask_together, group
from .connection import Connection, back_off
from .errors import MitoscopeError, Unreachable
from .sender import Sender

#: Failures in a row after which each journal asks alone, so that one that the server fails at does not hold the others up.
_PATIENCE = 3


def send_together(connection: Connection, senders: Sequence[Sender], wait: float) -> List[str]:
    """Sends journals; returns for each the reason why not all of it is sent, or an empty text.

    Ends where a server has been away for `wait` seconds.
    """
    turns = [_Turn(sender) for sender in senders]
    failures, failing_since = 0, 0.0
    while True:
        asking = [turn for turn in turns if turn.go_on()]
        waiting = [turn for turn in turns if turn.trouble is not None]
        if not asking and not waiting:
            return [turn.reason for turn in turns]
        moved = len(asking) > 0 and _ask_all(connection, asking, failures >= _PATIENCE)
        if moved:
            failures = 0
            continue
        now = time.monotonic()
        failing_since = now if failures == 0 else failing_since
        troubles = [turn.trouble for turn in turns if turn.trouble is not None]
        pause = max(back_off(failures), max(trouble.retry_after for trouble in troubles))
        failures += 1
        if now + pause - failing_since > wait:
            for turn in turns:
                turn.give_up()
            return [turn.reason for turn in turns]
        time.sleep(pause)


def _ask_all(connection: Connection, turns: "Sequence[_Turn]", alone: bool) -> bool:
    """Asks what these ask; returns true if anything was answered."""
    asked = [turn.asked for turn in turns if turn.asked is not None]
    places = [[i] for i in range(len(asked))] if alone else group(asked)
    moved = False
    for some in places:
        try:
            answers = ask_together(connection, [asked[i] for i in some])
        except Unreachable as error:
            for i in some:
                turns[i].trouble = error
            if not error.is_answer:
                for turn in turns:
                    turn.trouble = turn.trouble or (error if turn.asked is not None else None)
                break
        except MitoscopeError as error:
            if len(some) == 1:
                turns[some[0]].refuse(error)
                moved = True
            else:
                # Which one is refused, and what the server has done of the others, its answers to each alone say.
                moved = _ask_all(connection, [turns[i] for i in some], True) or moved
        else:
            for i, answer in zip(some, answers):
                turns[i].take(answer)
            moved = True
    return moved


class _Turn:
    """A journal in its turn."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._work: "Optional[Work[bool]]" = None
        self._answer: Optional[Dict[str, Any]] = None
        self._error: Optional[MitoscopeError] = None
        self._is_done = False
        self.asked: Optional[Ask] = None
        #: Reason why nothing more can be sent.
        self.reason = ""
        #: Error that may pass.
        self.trouble: Optional[Unreachable] = None

    def take(self, answer: Dict[str, Any]) -> None:
        """Takes the answer to what was asked."""
        self._answer, self.asked, self.trouble = answer, None, None

    def refuse(self, error: MitoscopeError) -> None:
        """Takes a refusal of what was asked."""
        self._error, self.asked, self.trouble = error, None, None

    def give_up(self) -> None:
        """Makes the trouble the reason."""
        if self.trouble is not None and not self._is_done:
            self.reason = str(self.trouble)

    def go_on(self) -> bool:
        """Works until something is asked; returns true if it is."""
        while not self._is_done and self.asked is None:
            try:
                self.asked = self._resume()
                self.trouble = None
            except StopIteration as end:
                self._work = None
                self._is_done = not end.value
                self.trouble = None
            except Unreachable as error:
                # Of a request that cannot be a common one, as a piece of a file: the step begins again.
                self._work, self.trouble = None, error
                return False
            except MitoscopeError as error:
                self._is_done, self.reason, self.trouble = True, str(error), None
        return not self._is_done

    def _resume(self) -> Ask:
        answer, error = self._answer, self._error
        self._answer = self._error = None
        if self._work is None:
            self._work = self._sender.advance()
            return next(self._work)
        if error is not None:
            return self._work.throw(error)
        assert answer is not None
        return self._work.send(answer)
