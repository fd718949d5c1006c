"""Sends a journal to a server, a piece at a time; what was sent before changes nothing."""

import fnmatch
from typing import Any, Dict, List, Optional, Set

from .asking import Ask, Work, work_alone
from .batches import Batch, Series, count_points, next_batch
from .connection import Connection
from .errors import MitoscopeError, Unreachable, Warnings
from .journal import Journal
from .uploads import advance_upload

CHUNK_BYTES = 2**20
#: Seconds without a sign of life after twice which the server takes the run for crashed.
PROMISED_S = 60
_IDENTITY = ("projectName", "modelName", "width", "seed", "weightDecay", "clientKey", "architecture", "dataset")

#: What a run that the server knows already takes anew.
_CHANGES = ("config", "name", "notes", "group", "jobType")


class Sender:
    """Sender of one journal. The state of the journal always says what is acknowledged."""

    def __init__(self, journal: Journal, connection: Connection, warnings: Warnings) -> None:
        self.journal = journal
        self.connection = connection
        self._warnings = warnings
        #: Names of the metrics that this sender has sent.
        self._sent: Set[str] = set()

    @property
    def run_id(self) -> Optional[str]:
        """Returns the id of the run on the server; None until it is there."""
        found = self.journal.state.get("runId")
        return str(found) if found else None

    def step(self) -> bool:
        """Sends the next piece, if there is one; returns false if there is none.

        Raises Unreachable if a repeat may succeed, else MitoscopeError.
        """
        return work_alone(self.connection, self.advance())

    def advance(self) -> "Work[bool]":
        """Does what `step` does, and yields what it asks."""
        state = self.journal.state
        if self.run_id is None:
            state["runId"] = yield from self._create_run()
            self.journal.save_state()
            return True
        batch = self._read_batch()
        if batch is not None:
            yield from self._send(batch)
            return True
        if state["uploads"]:
            yield from self._upload(state["uploads"][0])
            return True
        if state.get("end") and not state.get("isEnded"):
            yield from self._finish(state["end"])
            return True
        return False

    def heartbeat(self) -> None:
        """Sends a sign of life. Raises like `step`."""
        if self.run_id is not None and not self.journal.state.get("isEnded"):
            document = "mutation ($input: SendHeartbeatInput!) { sendHeartbeat(input: $input) { runs { id } } }"
            self.connection.ask(document, {"input": {"ids": [self.run_id]}})

    def count_waiting(self) -> "tuple[int, int]":
        """Returns the numbers of points and of files that are not acknowledged."""
        at, points = self.journal.state["acknowledged"], 0
        files = len(self.journal.state["uploads"])
        length = CHUNK_BYTES
        while True:
            data = self.journal.read(at, length)
            end = data.rfind(b"\n") + 1
            if end == 0:
                if len(data) < length:
                    return points, files
                length *= 2
                continue
            points += count_points(data[:end])
            files += data[:end].count(b'{"file":')
            at += end

    def is_everything_sent(self) -> bool:
        """Returns true if nothing waits, and nothing was refused."""
        state = self.journal.state
        done = state["acknowledged"] >= self.journal.size() and not state["uploads"]
        return done and not state.get("refused") and (not state.get("end") or bool(state.get("isEnded")))

    def _create_run(self) -> "Work[str]":
        run = self.journal.record["run"]
        # A key that names a run again brings other values along: they are changes, not another identity.
        again = self.journal.record.get("mayExist")
        given = {name: value for name, value in run.items() if value is not None and (not again or name in _IDENTITY)}
        document = "mutation ($input: CreateRunInput!) { createRun(input: $input) { run { id } } }"
        asked = {"heartbeatSeconds": PROMISED_S, **given}
        run_id = str((yield Ask(document, {"input": asked}))["createRun"]["run"]["id"])
        if again:
            changes = {name: run[name] for name in _CHANGES if run.get(name)}
            yield from self._update(run_id, changes, run.get("tags") or [])
        return run_id

    def _read_batch(self) -> Optional[Batch]:
        at, length = self.journal.state["acknowledged"], CHUNK_BYTES
        while True:
            data = self.journal.read(at, length)
            batch = next_batch(data)
            # A line that is longer than one read.
            if batch is None and len(data) == length:
                length *= 2
                continue
            return batch

    def _send(self, batch: Batch) -> "Work[None]":
        state = self.journal.state
        run_id = str(self.run_id)
        end = state["acknowledged"] + batch.length
        for line in batch.others:
            if "define" in line:
                yield from self._define(run_id, line["define"])
        for i, series in enumerate(batch.requests):
            for one in series:
                one.update(self._find_step_metric(one["name"]))
            yield from self._log(run_id, f"{self.journal.record['id']}:{state['acknowledged']}-{end}/{i}", series)
        for line in batch.others:
            if "config" in line:
                yield from self._update(run_id, {"config": line["config"]}, [])
            elif "update" in line:
                yield from self._update(run_id, line["update"], line.get("tags") or [])
            elif "file" in line:
                state["uploads"].append(dict(line))
            elif "end" in line:
                state["end"] = line["end"]
        if batch.damaged:
            self._warnings.once("damaged", f"{batch.damaged} damaged lines of {self.journal.folder} are left out.")
        state["acknowledged"] = end
        self.journal.save_state()

    def _define(self, run_id: str, definition: Dict[str, str]) -> "Work[None]":
        """Keeps a definition for the points that follow, and sets it for the metrics that were sent."""
        known = self.journal.state.setdefault("definitions", [])
        # A piece that is sent again defines again.
        if definition not in known[-1:]:
            known.append(definition)
        matching = [name for name in sorted(self._sent) if self._find_step_metric(name)]
        if not matching:
            return
        document = "mutation ($input: SetStepMetricsInput!) { setStepMetrics(input: $input) { run { id } } }"
        steps = [{"name": name, **self._find_step_metric(name)} for name in matching]
        yield Ask(document, {"input": {"runId": run_id, "stepMetrics": steps}})

    def _find_step_metric(self, name: str) -> Dict[str, str]:
        """Returns the step metric of a metric by the last definition that fits its name; nothing if none does."""
        for definition in reversed(self.journal.state.get("definitions") or []):
            if name != definition["stepMetric"] and fnmatch.fnmatchcase(name, definition["name"]):
                return {"stepMetric": definition["stepMetric"]}
        return {}

    def _log(self, run_id: str, key: str, series: List[Series]) -> "Work[None]":
        try:
            yield from self._log_all(run_id, key, series)
        except Unreachable:
            raise
        except MitoscopeError as error:
            if error.code != "BAD_USER_INPUT":
                raise
            if len(series) == 1:
                self._refuse(f'the metric "{series[0]["name"]}"', error)
                return
            for i, one in enumerate(series):
                yield from self._log(run_id, f"{key}.{i}", [one])

    def _log_all(self, run_id: str, key: str, series: List[Series]) -> "Work[None]":
        document = "mutation ($input: LogMetricsInput!) { logMetrics(input: $input) { batches { differing } } }"
        asked = {"batches": [{"runId": run_id, "key": key, "series": series}]}
        answer = (yield Ask(document, {"input": asked}))["logMetrics"]
        self._sent.update(one["name"] for one in series)
        if any(batch["differing"] for batch in answer["batches"]):
            self._warnings.once(
                "differing", "some steps had another value already, which stays: log each metric once a step."
            )

    def _update(self, run_id: str, changes: Dict[str, Any], tags: List[str]) -> "Work[None]":
        try:
            if changes:
                document = "mutation ($input: UpdateRunInput!) { updateRun(input: $input) { run { id } } }"
                yield Ask(document, {"input": {"id": run_id, **changes}})
            if tags:
                document = "mutation ($input: AddTagsInput!) { addTags(input: $input) { runs { id } } }"
                yield Ask(document, {"input": {"ids": [run_id], "tags": tags}})
        except Unreachable:
            raise
        except MitoscopeError as error:
            if error.code not in ("BAD_USER_INPUT", "CONFLICT"):
                raise
            self._refuse("a change of the run", error)

    def _upload(self, upload: Dict[str, Any]) -> "Work[None]":
        state = self.journal.state
        try:
            stored = yield from advance_upload(self.connection, str(self.run_id), self.journal.folder, upload)
        except Unreachable:
            raise
        except MitoscopeError as error:
            if error.code in ("UNAUTHENTICATED", "FORBIDDEN"):
                raise
            self._refuse(f"the file {upload['name']}", error)
            state["uploads"].remove(upload)
        else:
            if stored is not None:
                state.setdefault("stored", {})[upload["file"]] = stored
                state["uploads"].remove(upload)
                self.journal.save_state()
                (self.journal.folder / upload["file"]).unlink(missing_ok=True)
        self.journal.save_state()

    def _finish(self, end: Dict[str, Any]) -> "Work[None]":
        document = "mutation ($input: FinishRunInput!) { finishRun(input: $input) { run { state } } }"
        asked = {name: value for name, value in end.items() if value is not None}
        try:
            yield Ask(document, {"input": {"id": self.run_id, **asked}})
        except Unreachable:
            raise
        except MitoscopeError as error:
            if error.code != "CONFLICT":
                raise
            self._warnings.once("end", str(error))
        self.journal.state["isEnded"] = True
        self.journal.save_state()

    def _refuse(self, what: str, error: MitoscopeError) -> None:
        self.journal.state.setdefault("refused", []).append({"what": what, "reason": str(error)})
        self._warnings.once(
            f"refused {what}", f"the server refuses {what}, which stays in {self.journal.folder}: {error}"
        )
