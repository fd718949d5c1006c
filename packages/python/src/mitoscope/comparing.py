"""Similarities of layers of two networks."""

import json
import tempfile
import time
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

from .connection import Connection, persist
from .errors import MitoscopeError, Unreachable, Warnings
from .tables import table_of
from .installation import find_command, run_command
from .recording import Choice, check_layers, record_layers
from .starting import init

_PATIENCE_S = 60.0
_COLUMNS = ("layer_a", "layer_b", "measure", "name", "value")
#: Representations that the server compares by one request.
_MAX_LAYERS = 15
_COMPARE = """mutation ($input: StartPairComparisonsInput!) { startPairComparisons(input: $input) { pairComparisons {
  id first { id } second { id } } } }"""
_FOLLOW = """query ($ids: [ID!]!) { nodes(ids: $ids) { ... on PairComparison {
  id measure state failure { message } first { id } second { id } scalars { name title value } } } }"""


class Similarities(List[Dict[str, Any]]):
    """Similarities as rows of layer_a, layer_b, measure, name (of the number), title and value."""

    def to_pandas(self) -> Any:
        """Returns a DataFrame with these columns."""
        import pandas

        return pandas.DataFrame(list(self), columns=[*_COLUMNS[:-1], "title", "value"])

    def matrix(self, name: str = "cka") -> Any:
        """Returns one number as a NumPy array: layers of the first network in rows, of the second in columns."""
        import numpy

        found = [row for row in self if row["name"] == name]
        if not found:
            known = ", ".join(dict.fromkeys(row["name"] for row in self))
            raise MitoscopeError(f'"{name}" was not computed: choose one of {known}.')
        first, second = (list(dict.fromkeys(row[side] for row in found)) for side in ("layer_a", "layer_b"))
        array = numpy.full((len(first), len(second)), numpy.nan)
        for row in found:
            value = row["value"]
            array[first.index(row["layer_a"]), second.index(row["layer_b"])] = numpy.nan if value is None else value
        return array

    def _repr_html_(self) -> str:
        return table_of(_COLUMNS, ([row[column] for column in _COLUMNS] for row in self))


def compare(
    net_a: Any,
    net_b: Any,
    loader: Any,
    layers: Sequence[str],
    *,
    layers_b: Optional[Sequence[str]] = None,
    measures: Optional[Sequence[str]] = None,
    rows: Optional[int] = None,
    tokens: Optional[str] = None,
    device: Any = None,
    project: Optional[str] = None,
    url: Optional[str] = None,
    token: Optional[str] = None,
) -> Similarities:
    """Returns the similarity of each layer of one PyTorch network to each of another, for the inputs of a loader.

    Measures are those of `mitoscope compare --list`, all without `measures`; `layers_b` names other layers of the second
    network. The command `mitoscope` of this machine computes them, without a server. Where there is none, or `url` is given,
    the server does: each layer becomes a run of the model "compared layers" in the project, and the comparisons are kept.
    """
    choices = [Choice(list(names), None, rows, tokens, device) for names in (layers, layers_b or layers)]
    for net, choice in zip((net_a, net_b), choices):
        check_layers(net, choice)
        if len(choice.layers) > _MAX_LAYERS:
            raise MitoscopeError(f"{len(choice.layers)} layers are too many at once: give at most {_MAX_LAYERS}.")
    command = None if url else find_command()
    with tempfile.TemporaryDirectory(prefix="mitoscope-compare-") as folder:
        files: "List[Dict[str, Path]]" = []
        for side, net, choice in zip("ab", (net_a, net_b), choices):
            recorded = record_layers(net, choice, [("test", loader)], Path(folder) / side, Warnings())
            names = {layer: found.path.with_suffix(".safetensors") for layer, found in recorded.items()}
            for layer, found in recorded.items():
                found.path.rename(names[layer])
            files.append(names)
        if command is not None:
            return _compare_here(command, files, measures)
        return _compare_there(Connection(url, token), files, measures, project, Path(folder), token)


def _compare_here(
    command: Sequence[str], files: "Sequence[Mapping[str, Path]]", measures: Optional[Sequence[str]]
) -> Similarities:
    first, second = ({str(path): layer for layer, path in side.items()} for side in files)
    chosen = ["--measure", *measures] if measures else []
    # One start of the command takes longer than what it compares in vain, layers of the same network.
    answer = run_command(command, ["compare", *first, *second, "--json", *chosen])
    found = Similarities()
    for pair in answer["pairs"]:
        if pair["first"] in first and pair["second"] in second:
            about = {"layer_a": first[pair["first"]], "layer_b": second[pair["second"]]}
            for one in pair["measures"]:
                for scalar in one["result"]["scalars"]:
                    numbers = {"name": scalar["id"], "title": scalar["label"], "value": scalar["value"]}
                    found.append({**about, "measure": one["measure"], **numbers})
    return found


def _compare_there(
    connection: Connection,
    files: "Sequence[Mapping[str, Path]]",
    measures: Optional[Sequence[str]],
    project: Optional[str],
    folder: Path,
    token: Optional[str],
) -> Similarities:
    try:
        listed = persist(lambda: connection.ask("{ comparisonMeasures { name } }"), 5.0)["comparisonMeasures"]
    except Unreachable as error:
        raise MitoscopeError(
            f"Similarities are computed by the command mitoscope, which is not on the PATH, or by a server: {error}"
        ) from None
    ids: "List[Dict[str, str]]" = [
        {_upload(connection, path, f"{side}: {layer or 'net'}", project, folder, token): layer for layer, path in some.items()}
        for side, some in zip("ab", files)
    ]
    names = measures or [one["name"] for one in listed]
    sent = {"representationIds": [*ids[0], *ids[1]], "measures": [{"measure": name} for name in names]}
    started = persist(lambda: connection.ask(_COMPARE, {"input": sent}), _PATIENCE_S)["startPairComparisons"]
    wanted = [
        one["id"]
        for one in started["pairComparisons"]
        if one["first"]["id"] in ids[0] and one["second"]["id"] in ids[1]
    ]
    found = Similarities()
    for one in _await_all(connection, wanted):
        about = {"layer_a": ids[0][one["first"]["id"]], "layer_b": ids[1][one["second"]["id"]]}
        found += [{**about, "measure": one["measure"], **scalar} for scalar in one["scalars"]]
    return found


def _upload(
    connection: Connection, path: Path, name: str, project: Optional[str], folder: Path, token: Optional[str]
) -> str:
    """Returns the id of the representation that a file has become on the server."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
    width = header["features.test"]["shape"][1]
    settings = {"project": project, "model": "compared layers", "width": width, "name": name, "url": connection.url}
    run = init(**settings, token=token, mode="online", dir=folder / "journals")
    run.log_representation(path, name=f"{name.replace(': ', '-')}.safetensors")
    run.finish(patience=_PATIENCE_S)
    stored = run._journal.state.get("stored", {}) if run._journal else {}
    if not stored:
        raise MitoscopeError(f"The layer {name} could not be sent to {connection.url}.")
    return str(next(iter(stored.values())))


def _await_all(connection: Connection, ids: Sequence[str]) -> List[Dict[str, Any]]:
    ended: "Dict[str, Dict[str, Any]]" = {}
    pause = 0.2
    while len(ended) < len(ids):
        waiting = [id for id in ids if id not in ended][:100]
        for one in persist(lambda: connection.ask(_FOLLOW, {"ids": waiting}), _PATIENCE_S)["nodes"]:
            if one["state"] in ("FAILED", "CANCELLED"):
                reason = (one["failure"] or {}).get("message", "")
                raise MitoscopeError(f"{one['measure']} ended as {one['state']}. {reason}".strip())
            if one["state"] == "FINISHED":
                ended[one["id"]] = one
        time.sleep(pause)
        pause = min(pause * 1.5, 5.0)
    return [ended[id] for id in ids]
