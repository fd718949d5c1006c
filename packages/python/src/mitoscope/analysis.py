"""Analyses on the server, and their results."""

import io
import time
from typing import Any, Dict, List, Mapping, Optional

from .connection import Connection, persist
from .errors import MitoscopeError, Unreachable
from .tables import table_of

_PATIENCE_S = 60.0
#: What a request says besides the options of its measure.
_SETTINGS = ("seed", "sizes", "recompute", "priority", "site")
_CURVE = "name title mean std sem ci95 low high n"
_FIELDS = f"""id measure site state failure {{ message }} seed sizes options
  scalars {{ name title value low high }} warnings {{ code message }} arrays {{ name dtype shape npyUrl }}
  result {{ ... on CurvesResult {{ sizes curves {{ {_CURVE} }} }} }}"""


def start_analysis(connection: Connection, run_id: str, measure: str, options: Mapping[str, Any]) -> "Analysis":
    """Starts a measure on the newest representation of a run, or returns the analysis of the same question.

    `site` chooses the layer: by default the last hidden one, or the only one of the run.
    """
    own = {name: value for name, value in options.items() if name not in _SETTINGS}
    asked = {name: options[name] for name in _SETTINGS if options.get(name) is not None}
    document = (
        f"mutation ($input: StartAnalysisInput!) {{ startAnalysis(input: $input) {{ analysis {{ {_FIELDS} }} }} }}"
    )
    sent = {"input": {"runId": run_id, "measure": measure, **asked, **({"options": own} if own else {})}}
    started = persist(lambda: connection.ask(document, sent), _PATIENCE_S)
    return Analysis(connection, started["startAnalysis"]["analysis"])


class Analysis:
    """An analysis; after `wait`, its numbers are attributes: `analysis.criticalSize`."""

    def __init__(self, connection: Connection, fields: Dict[str, Any]) -> None:
        self._connection = connection
        self._fields = fields
        self._loaded: Dict[str, Any] = {}

    def wait(self, timeout: float = 3600.0, interval: float = 0.5) -> "Analysis":
        """Waits for the end; returns itself. Raises MitoscopeError if the analysis fails or takes longer."""
        until = time.monotonic() + timeout
        while self.state in ("QUEUED", "RUNNING"):
            if time.monotonic() > until:
                raise MitoscopeError(f"{self.measure} is {self.state} after {timeout:g} s. Ask again with wait().")
            time.sleep(interval)
            document = f"query ($id: ID!) {{ analysis(id: $id) {{ {_FIELDS} }} }}"
            self._fields = persist(lambda: self._connection.ask(document, {"id": self.id}), _PATIENCE_S)["analysis"]
            interval = min(interval * 1.5, 5.0)
        if self.state != "FINISHED":
            reason = (self._fields["failure"] or {}).get("message", "")
            raise MitoscopeError(f"{self.measure} ended as {self.state}. {reason}".strip())
        return self

    @property
    def id(self) -> str:
        """Id of the analysis."""
        return str(self._fields["id"])

    @property
    def measure(self) -> str:
        """Name of the measure."""
        return str(self._fields["measure"])

    @property
    def site(self) -> str:
        """Site of the representation: name of the layer, "last-hidden" if it was not named."""
        return str(self._fields["site"])

    @property
    def state(self) -> str:
        """State when last asked: QUEUED, RUNNING, FINISHED, FAILED or CANCELLED."""
        return str(self._fields["state"])

    @property
    def scalars(self) -> Dict[str, Optional[float]]:
        """Numbers of the result by name; None for one that is not defined."""
        return {scalar["name"]: scalar["value"] for scalar in self._fields["scalars"]}

    @property
    def intervals(self) -> Dict[str, "tuple[Optional[float], Optional[float]]"]:
        """95 % intervals of the numbers by name."""
        return {scalar["name"]: (scalar["low"], scalar["high"]) for scalar in self._fields["scalars"]}

    @property
    def sizes(self) -> Any:
        """Chunk sizes of the curves, ascending, as a NumPy array."""
        import numpy

        return numpy.asarray((self._fields["result"] or {}).get("sizes", self._fields["sizes"]), dtype="int64")

    @property
    def curves(self) -> "Dict[str, Curve]":
        """Curves of the result by name, one value per size; empty for other measures."""
        curves = (self._fields["result"] or {}).get("curves", [])
        return {curve["name"]: Curve(curve) for curve in curves}

    @property
    def arrays(self) -> "Arrays":
        """Arrays of the result by name, with the values of all draws; each is fetched when it is read."""
        return Arrays(self._connection, self._fields["arrays"], self._loaded)

    @property
    def warnings(self) -> List[str]:
        """Warnings about the result."""
        return [str(warning["message"]) for warning in self._fields["warnings"]]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self.scalars[name]
        except KeyError:
            known = ", ".join(self.scalars) or "none yet"
            raise AttributeError(f"{self.measure} has no number {name}; it has: {known}") from None

    def __repr__(self) -> str:
        numbers = ", ".join(f"{name}={value}" for name, value in self.scalars.items())
        return f"<{self.measure}: {self.state}{', ' + numbers if numbers else ''}>"

    def _repr_html_(self) -> str:
        scalars = self._fields["scalars"]
        columns = ("title", "value", "low", "high")
        numbers = table_of(columns, ([one[name] for name in columns] for one in scalars), f"{self.measure}: {self.state}")
        result = self._fields["result"] or {}
        curves = result.get("curves", [])
        if not curves:
            return numbers
        rows = ([size, *(curve["mean"][i] for curve in curves)] for i, size in enumerate(result["sizes"]))
        return numbers + table_of(["size", *(curve["title"] for curve in curves)], rows, "Means over draws")


class Curve:
    """A quantity over chunk sizes: `mean`, `std`, `sem`, `ci95`, `low`, `high`, `n` as NumPy arrays; NaN where undefined."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        import numpy

        self.name: str = fields["name"]
        self.title: str = fields["title"]
        for part in ("mean", "std", "sem", "ci95", "low", "high", "n"):
            setattr(self, part, numpy.array([float("nan") if x is None else x for x in fields[part]]))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def __array__(self, *arguments: Any, **options: Any) -> Any:
        return self.mean.__array__(*arguments, **options)


class Arrays(Mapping[str, Any]):
    """Arrays by name, which are fetched when they are read."""

    def __init__(self, connection: Connection, fields: List[Dict[str, Any]], loaded: Dict[str, Any]) -> None:
        self._connection = connection
        self._urls = {field["name"]: field["npyUrl"] for field in fields}
        self._loaded = loaded

    def __getitem__(self, name: str) -> Any:
        import numpy

        if name not in self._loaded:
            _, data = persist(lambda: self._fetch(self._urls[name]), _PATIENCE_S)
            self._loaded[name] = numpy.load(io.BytesIO(data), allow_pickle=False)
        return self._loaded[name]

    def __iter__(self) -> Any:
        return iter(self._urls)

    def __len__(self) -> int:
        return len(self._urls)

    def _fetch(self, url: str) -> Any:
        headers, data = self._connection.request("GET", url)
        size = headers.get("content-length")
        if not data or (size is not None and int(size) != len(data)):
            raise Unreachable(f"{self._connection.url} cut an array off.")
        return headers, data
