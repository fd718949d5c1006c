"""Questions to a server: runs, histories of metrics, and any GraphQL document."""

import json
import http.client
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence
from urllib.parse import urlencode

from .analysis import Analysis, start_analysis
from .connection import Connection, persist
from .curves import CURVES_DOCUMENT, Curves, rows_of_curves
from .errors import MitoscopeError, Unreachable
from .tables import table_of

_PATIENCE_S = 60.0
_PAGE = 200
#: Runs in one request of histories: their ids stand in the address.
_RUNS_PER_EXPORT = 100
_FIELDS = """id name state width seed weightDecay dataset config tags notes createdAt finishedAt diverged
  model { id name } project { id name } metrics { name points lastStep last lastFinite min max }"""


class Api:
    """A server to ask. Without arguments it is the one of MITOSCOPE_SERVER, with the token of MITOSCOPE_TOKEN."""

    def __init__(self, url: Optional[str] = None, token: Optional[str] = None) -> None:
        self._connection = Connection(url, token)

    @property
    def url(self) -> str:
        """Address of the server."""
        return self._connection.url

    def query(self, document: str, variables: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
        """Returns the data of a GraphQL document. Repeats queries while the server is away, mutations never."""
        words = document.split()
        changes = "mutation" in words or any(word.startswith("mutation(") for word in words)
        return persist(lambda: self._connection.ask(document, variables), 0.0 if changes else _PATIENCE_S)

    def runs(
        self, project: Optional[str] = None, model: Optional[str] = None, limit: Optional[int] = None, **filter: Any
    ) -> "Runs":
        """Returns runs, newest first, of a project or a model by name, and by fields of the API's RunFilter.

        A plain value stands for equality, a list for any of its values, and conditions for themselves:
        `runs(model="resnet", width=[64, 128], seed={"lt": 5}, metrics=[{"name": "testError", "last": {"lt": 0.1}}])`.
        """
        conditions = {_camel(name): _condition(value) for name, value in filter.items() if value is not None}
        found: List[Record] = []
        for selection in self._choose(project, model):
            found += self._read_runs({**conditions, **selection}, limit)
        return Runs(found[:limit])

    def run(self, id: str) -> "Record":
        """Returns a run by its id. Raises MitoscopeError if there is none."""
        run = self.query(f"query ($id: ID!) {{ run(id: $id) {{ {_FIELDS} }} }}", {"id": id})["run"]
        if run is None:
            raise MitoscopeError(f"There is no run {id} for you.", "NOT_FOUND")
        return Record(self._connection, run)

    def histories(self, runs: "Iterable[Record | str]", names: Optional[Sequence[str]] = None) -> "Histories":
        """Returns every point of these metrics of runs, all metrics without names."""
        ids = [run if isinstance(run, str) else run.id for run in runs]
        rows: List[Dict[str, Any]] = []
        for at in range(0, len(ids), _RUNS_PER_EXPORT):
            asked = [("run", one) for one in ids[at : at + _RUNS_PER_EXPORT]] + [
                ("metric", name) for name in names or []
            ]
            rows += persist(lambda: list(self._export(urlencode(asked))), _PATIENCE_S)
        return Histories(rows)

    def curves(
        self, runs: "Iterable[Record | str]", measure: Optional[str] = None, names: Optional[Sequence[str]] = None
    ) -> Curves:
        """Returns the curves over chunk sizes of the newest finished analysis of each run, of one measure or of each.

        `names` chooses curves, as "r2" of reconstruction.
        """
        ids = [run if isinstance(run, str) else run.id for run in runs]
        found = Curves()
        for at in range(0, len(ids), _RUNS_PER_EXPORT):
            filter: Dict[str, Any] = {"runId": {"in": ids[at : at + _RUNS_PER_EXPORT]}, "state": {"eq": "FINISHED"}}
            if measure is not None:
                filter["measure"] = {"eq": measure}
            found += rows_of_curves(self._pages(CURVES_DOCUMENT, {"filter": filter}, "analyses"), names)
        return found

    def _choose(self, project: Optional[str], model: Optional[str]) -> List[Dict[str, Any]]:
        """Returns filters for the models of these names; one that holds for all runs without names."""
        if project is None and model is None:
            return [{}]
        document = """query ($filter: ProjectFilter, $models: ModelFilter, $after: String) {
          projects(filter: $filter, first: 100, after: $after) {
            nodes { models(filter: $models, first: 500) { nodes { id } } } pageInfo { hasNextPage endCursor }
          } }"""
        variables = {
            "filter": {"name": {"eq": project}} if project is not None else {},
            "models": {"name": {"eq": model}} if model is not None else {},
        }
        ids = [
            found["id"] for node in self._pages(document, variables, "projects") for found in node["models"]["nodes"]
        ]
        return [{"modelId": {"in": ids[at : at + 100]}} for at in range(0, len(ids), 100)]

    def _read_runs(self, filter: Mapping[str, Any], limit: Optional[int]) -> "List[Record]":
        document = f"""query ($filter: RunFilter, $after: String) {{ runs(filter: $filter, first: {_PAGE}, after: $after) {{
          nodes {{ {_FIELDS} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
        found: List[Record] = []
        for node in self._pages(document, {"filter": filter}, "runs"):
            found.append(Record(self._connection, node))
            if limit is not None and len(found) >= limit:
                break
        return found

    def _pages(self, document: str, variables: Mapping[str, Any], field: str) -> Iterator[Dict[str, Any]]:
        after = None
        while True:
            page = self.query(document, {**variables, "after": after})[field]
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def _export(self, query: str) -> Iterator[Dict[str, Any]]:
        try:
            with self._connection.open(f"/export/metrics.ndjson?{query}") as answer:
                for line in answer:
                    row = json.loads(line)
                    if "end" in row:
                        return
                    if "error" in row:
                        raise MitoscopeError(row["error"]["message"], row["error"]["code"])
                    row["value"] = float("nan") if row["value"] is None else row["value"]
                    yield row
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Unreachable(f"{self.url} cut the histories off: {error}") from None
        raise Unreachable(f"{self.url} cut the histories off.")


class Record:
    """A run as the server knows it: its fields are attributes, the last values of its metrics `metrics`."""

    def __init__(self, connection: Connection, fields: Dict[str, Any]) -> None:
        self._connection = connection
        self.fields = fields
        self.id: str = fields["id"]
        self.model: str = fields["model"]["name"]
        self.project: str = fields["project"]["name"]
        self.config: Dict[str, Any] = fields["config"]

    @property
    def metrics(self) -> Dict[str, float]:
        """Value at the last step of each metric; NaN for one that is not finite."""
        return self.summary("last")

    def summary(self, value: str) -> Dict[str, float]:
        """Returns `last`, `lastFinite`, `min` or `max` of each metric by name; NaN where there is none."""
        return {one["name"]: float("nan") if one[value] is None else one[value] for one in self.fields["metrics"]}

    def analyze(self, measure: str, **options: Any) -> Analysis:
        """Starts a measure on the newest representation of the run."""
        return start_analysis(self._connection, self.id, measure, options)

    def __getattr__(self, name: str) -> Any:
        fields = self.__dict__.get("fields", {})
        for known in (name, _camel(name)):
            if known in fields:
                return fields[known]
        raise AttributeError(name)

    def __repr__(self) -> str:
        return f"<run {self.fields['name']} of {self.model}: {self.fields['state']}>"

    def _repr_html_(self) -> str:
        return Runs([self])._repr_html_()


class Runs(List[Record]):
    """A list of runs."""

    def to_pandas(self, metrics: Optional[str] = "last") -> Any:
        """Returns a DataFrame, a row per run: its fields, `config.NAME`, and the last, min or max of each metric."""
        import pandas

        if metrics not in (None, "last", "lastFinite", "min", "max"):
            raise MitoscopeError(f'metrics="{metrics}" does not exist: use last, lastFinite, min, max or None.')
        plain = (
            "id",
            "name",
            "state",
            "width",
            "seed",
            "weightDecay",
            "dataset",
            "diverged",
            "createdAt",
            "finishedAt",
        )
        rows = []
        for run in self:
            row = {"project": run.project, "model": run.model, **{name: run.fields[name] for name in plain}}
            row["tags"] = list(run.fields["tags"])
            row.update({f"config.{name}": value for name, value in _flat(run.config)})
            row.update(run.summary(metrics) if metrics else {})
            rows.append(row)
        return pandas.DataFrame(rows)

    def _repr_html_(self) -> str:
        names = list(dict.fromkeys(name for run in self for name in run.metrics))
        facts = ("model", "name", "state", "width", "seed")
        rows = ([getattr(run, fact) for fact in facts] + [run.metrics.get(name) for name in names] for run in self)
        return table_of([*facts, *names], rows)


class Histories(List[Dict[str, Any]]):
    """Points as rows of run, metric, step and value, by run, metric and step."""

    def to_pandas(self) -> Any:
        """Returns a DataFrame with the columns run, metric, step and value."""
        import pandas

        return pandas.DataFrame(list(self), columns=["run", "metric", "step", "value"])

    def series(self, run: "Record | str", metric: str) -> Any:
        """Returns steps and values of one metric of a run as NumPy arrays."""
        import numpy

        id = run if isinstance(run, str) else run.id
        points = [(row["step"], row["value"]) for row in self if row["run"] == id and row["metric"] == metric]
        return numpy.array([step for step, _ in points], dtype="int64"), numpy.array([value for _, value in points])


def _condition(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, (list, tuple)):
        # Lists of conditions stay what they are: config, metrics, scalars, AND, OR, NOT.
        return list(value) if value and isinstance(value[0], Mapping) else {"in": list(value)}
    return {"eq": value}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _flat(config: Mapping[str, Any], before: str = "") -> Iterator["tuple[str, Any]"]:
    for name, value in config.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
