"""What the tests share: the server, a proxy that fails as networks do, and what the server knows of a run."""

import os
import random
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

SOURCES = Path(__file__).resolve().parent.parent / "src"
#: Folders of modules for processes of their own: the client, and what the tests were given.
PATH = os.pathsep.join(filter(None, (str(SOURCES), os.environ.get("PYTHONPATH"))))
sys.path.insert(0, str(SOURCES))

from mitoscope.connection import Connection  # noqa: E402

SERVER = os.environ.get("MITOSCOPE_TEST_SERVER", "")


class ServerCase(unittest.TestCase):
    """Test against a real server, with a folder of its own."""

    def setUp(self) -> None:
        if not SERVER:
            self.skipTest("MITOSCOPE_TEST_SERVER names no server")
        folder = tempfile.TemporaryDirectory(prefix="mitoscope-python-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.model = f"model-{uuid.uuid4().hex[:8]}"
        os.environ["MITOSCOPE_DIR"] = str(self.folder / "journals")
        os.environ["MITOSCOPE_SERVER"] = SERVER
        os.environ["MITOSCOPE_CONFIG"] = str(self.folder)
        for name in ("MITOSCOPE_MODE", "MITOSCOPE_RUN_KEY", "MITOSCOPE_TOKEN", "MITOSCOPE_URL"):
            os.environ.pop(name, None)

    def journals(self) -> List[Path]:
        """Returns the journals that are left."""
        folder = self.folder / "journals"
        return sorted(folder.iterdir()) if folder.exists() else []


def ask(document: str, **variables: Any) -> Dict[str, Any]:
    """Asks the server without a proxy."""
    return Connection(SERVER).ask(document, variables)


def runs_of(model: str) -> List[Dict[str, Any]]:
    """Returns the runs of a model, oldest first, with all points as {name: {step: value}}."""
    found = ask(
        """query ($model: String!) { models(first: 1, filter: { name: { eq: $model } }) { nodes {
          runs(first: 500, orderBy: [{ field: CREATED_AT }]) { nodes {
            id name state width seed weightDecay config environment group jobType tags notes failure { message }
            representations { id site siteKind sitePosition epoch width testRows trainRows classes fileName tensors { name } }
            metrics { name points stepMetric firstTime lastTime }
          } } } } }""",
        model=model,
    )
    runs = [run for node in found["models"]["nodes"] for run in node["runs"]["nodes"]]
    for run in runs:
        run["points"] = {metric["name"]: points_of(run["id"], metric["name"]) for metric in run["metrics"]}
    return runs


def points_of(run: str, name: str) -> Dict[int, Optional[float]]:
    """Returns the points of a metric by step; raises if a step has two."""
    points: Dict[int, Optional[float]] = {}
    after = None
    while True:
        found = ask(
            """query ($run: ID!, $name: String!, $after: SafeInt) { run(id: $run) { metric(name: $name) {
              values(first: 10000, after: $after) { steps values hasNextPage } } } }""",
            run=run,
            name=name,
            after=after,
        )["run"]["metric"]["values"]
        for step, value in zip(found["steps"], found["values"]):
            if step in points:
                raise AssertionError(f"step {step} of {name} came twice")
            points[step] = value
        if not found["hasNextPage"]:
            return points
        after = found["steps"][-1]


def wait_for(check: Callable[[], Any], seconds: float = 120.0) -> Any:
    """Returns what `check` answers once that is true. Raises AssertionError after the limit."""
    until = time.monotonic() + seconds
    while True:
        found = check()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"{check} did not come true within {seconds} s")
        time.sleep(0.05)


def start_python(code: str, *arguments: str, **env: str) -> "subprocess.Popen[str]":
    """Starts a script in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "PYTHONPATH": PATH, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_python(code: str, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script in a process of its own to its end."""
    process = start_python(code, *arguments, **env)
    stdout, stderr = process.communicate(timeout=250)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def run_file(file: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script that lies in a file, which spawned processes import again."""
    env = {**os.environ, "PYTHONPATH": PATH}
    return subprocess.run([sys.executable, str(file), *arguments], env=env, capture_output=True, text=True, timeout=250)


class Proxy:
    """Proxy before the server that refuses connections and cuts answers at random, or is away."""

    def __init__(self, refused: float = 0.0, cut: float = 0.0, seed: int = 0) -> None:
        self.refused, self.cut = refused, cut
        self.is_away = False
        self.connections = 0
        self._random = random.Random(seed)
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Ends the proxy."""
        self._socket.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            if self.is_away or self._random.random() < self.refused:
                _reset(client)
                continue
            is_cut = self._random.random() < self.cut
            threading.Thread(target=self._serve, args=(client, is_cut), daemon=True).start()

    def _serve(self, client: socket.socket, is_cut: bool) -> None:
        host, port = SERVER.split("//")[1].split(":")
        try:
            with client, socket.create_connection((host, int(port)), timeout=120) as server:
                threading.Thread(target=_pump, args=(client, server), daemon=True).start()
                sent = 0
                while True:
                    data = server.recv(65536)
                    if not data:
                        return
                    if is_cut and sent + len(data) > 30:
                        # The server has done what it was asked for, and the client does not hear of it.
                        client.sendall(data[:30])
                        _reset(client)
                        return
                    client.sendall(data)
                    sent += len(data)
        except OSError:
            pass


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while True:
            data = source.recv(65536)
            if not data:
                return
            target.sendall(data)
    except OSError:
        pass


def _reset(client: socket.socket) -> None:
    # Shut first: a thread that reads from the socket would keep it open.
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    try:
        client.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    client.close()
