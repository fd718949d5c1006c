"""`python -m mitoscope sync FOLDER`."""

import argparse
import sys
from pathlib import Path
from typing import List, Optional

from .errors import MitoscopeError
from .settings import find_folder
from .syncing import sync


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs a command; returns its exit code: 0 if everything is sent, 5 if something waits, 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m mitoscope", description="The Python client of Mitoscope.")
    commands = parser.add_subparsers(dest="command", required=True)
    asked = commands.add_parser("sync", help="send what training scripts have logged and no server has yet")
    asked.add_argument(
        "folder", nargs="*", help="journals, or folders of them (default: MITOSCOPE_DIR, or the usual one)"
    )
    asked.add_argument("--server", help="address of the server (default: the one that each journal names)")
    asked.add_argument(
        "--wait", type=float, default=30.0, help="seconds to wait for a server that is away (default: 30)"
    )
    given = parser.parse_args(arguments)
    try:
        folders = given.folder or [find_folder()]
        outcomes = [one for folder in folders for one in sync(folder, given.server, None, given.wait)]
    except MitoscopeError as error:
        print(f"mitoscope: {error}", file=sys.stderr)
        return 2
    for outcome in outcomes:
        print(outcome, file=sys.stdout if outcome.is_done else sys.stderr)
    if not outcomes:
        print(f"Nothing waits in {', '.join(str(folder) for folder in folders)}.")
    # What another process sends by itself is done here; only who named that very journal wants to know.
    named = {str(Path(folder)) for folder in given.folder}
    is_left = all(one.is_done or (one.is_in_use and str(one.folder) not in named) for one in outcomes)
    return 0 if is_left else 5


if __name__ == "__main__":
    sys.exit(main())
