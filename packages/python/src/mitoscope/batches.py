"""Parts of a journal that are sent together."""

import json
from typing import Any, Dict, List, Optional

MAX_POINTS = 10_000
MAX_SERIES = 1_000
#: Characters of names in one request; the server accepts 2 MiB.
MAX_CHARACTERS = 400_000

Series = Dict[str, Any]


class Batch:
    """Whole lines from one place of a journal on."""

    def __init__(self) -> None:
        #: Length in bytes.
        self.length = 0
        self.points = 0
        self.requests: List[List[Series]] = []
        #: Lines other than points, in their order.
        self.others: List[Dict[str, Any]] = []
        #: Number of lines that a full disk or a power failure has damaged.
        self.damaged = 0


def next_batch(data: bytes) -> Optional[Batch]:
    """Returns the first whole lines with up to 10,000 points; None if no line is whole."""
    batch = Batch()
    builder = _Builder()
    at = 0
    while builder.points < MAX_POINTS:
        end = data.find(b"\n", at)
        if end < 0:
            break
        line = _parse(data[at:end])
        at = end + 1
        if line is None:
            batch.damaged += 1
        elif "values" in line:
            builder.add(line["step"], line["values"], _to_milliseconds(line.get("time")))
        else:
            batch.others.append(line)
    if at == 0:
        return None
    batch.length, batch.points, batch.requests = at, builder.points, builder.finish()
    return batch


def count_points(data: bytes) -> int:
    """Returns the number of points in whole lines."""
    lines = (_parse(line) for line in data.split(b"\n"))
    return sum(len(line["values"]) for line in lines if line is not None and "values" in line)


def _parse(text: bytes) -> Optional[Dict[str, Any]]:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    if not isinstance(line, dict):
        return None
    if "values" in line and not (isinstance(line.get("step"), int) and isinstance(line["values"], dict)):
        return None
    return line


def _to_milliseconds(seconds: Any) -> Optional[int]:
    """Returns the time of a call in milliseconds since 1970; None if the line has none."""
    is_time = isinstance(seconds, (int, float)) and 0 <= seconds < 8e12
    return round(seconds * 1000) if is_time else None


class _Builder:
    def __init__(self) -> None:
        self.points = 0
        self._requests: List[List[Series]] = []
        self._series: Dict[str, Series] = {}
        self._in_request = 0
        self._characters = 0

    def add(self, step: int, values: Dict[str, Any], time: Optional[int]) -> None:
        for name, value in values.items():
            series = self._series.get(name)
            full = self._in_request >= MAX_POINTS or (
                series is None and (len(self._series) >= MAX_SERIES or self._characters > MAX_CHARACTERS)
            )
            if full:
                self._close()
                series = None
            if series is None:
                series = self._series[name] = {"name": name, "steps": [], "values": [], "times": []}
                self._characters += len(name)
            series["steps"].append(step)
            series["times"].append(time)
            # Texts are "NaN", "Infinity" and "-Infinity": JSON has no numbers for them.
            series["values"].append(None if isinstance(value, str) else value)
            self.points += 1
            self._in_request += 1

    def finish(self) -> List[List[Series]]:
        self._close()
        return self._requests

    def _close(self) -> None:
        if self._in_request > 0:
            self._requests.append(list(self._series.values()))
        self._series, self._in_request, self._characters = {}, 0, 0
