"""Runs a command on a pseudo-terminal: standard input is typed, what the terminal shows goes to standard output.

Usage: run-on-terminal.py STATUS-FILE COMMAND ARGUMENT…; the exit code goes to STATUS-FILE.
"""

import os
import pty
import select
import sys

status, *command = sys.argv[1:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)

typing = [0]
while True:
    ready, _, _ = select.select([terminal, *typing], [], [])
    if terminal in ready:
        try:
            shown = os.read(terminal, 65536)
        except OSError:  # Linux says so when the command has ended.
            shown = b""
        if not shown:
            break
        os.write(1, shown)
    if 0 in ready:
        typed = os.read(0, 65536)
        if typed:
            os.write(terminal, typed)
        else:
            typing = []

_, ended = os.waitpid(pid, 0)
code = os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else 128 + os.WTERMSIG(ended)
with open(status, "w") as file:
    file.write(str(code))
