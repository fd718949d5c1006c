"""Questions of a sender, which are asked one by one, or those of several senders in one request."""

import json
import re
from typing import Any, Dict, Generator, List, NamedTuple, Sequence, TypeVar

from .connection import Connection

T = TypeVar("T")

_DOCUMENT = re.compile(r"\s*(query|mutation) \((.*?)\) \{\s*(.*)\}\s*", re.DOTALL)
#: Characters of the variables of a common request; the server accepts 2 MiB.
_MAX_CHARACTERS = 1_000_000
#: Root fields of a common request; the server accepts 60.
_MAX_FIELDS = 40


class Ask(NamedTuple):
    """An operation with one field at its root, and its variables."""

    document: str
    variables: Dict[str, Any]


#: Work that yields what it asks, is sent the data of the answer, and returns its result.
Work = Generator[Ask, Dict[str, Any], T]


def work_alone(connection: Connection, work: "Work[T]") -> T:
    """Returns the result of some work, each question of which is a request. Raises what `Connection.ask` raises."""
    try:
        asked = next(work)
        while True:
            asked = work.send(connection.ask(asked.document, asked.variables))
    except StopIteration as end:
        result: T = end.value
        return result


def group(asked: Sequence[Ask]) -> "List[List[int]]":
    """Returns the places of questions that fit into one request each: queries or mutations, up to 1 MB of variables."""
    groups: List[List[int]] = []
    open_groups: "Dict[str, tuple[List[int], int]]" = {}
    for place, one in enumerate(asked):
        kind, size = one.document.split(None, 1)[0], len(json.dumps(one.variables))
        places, used = open_groups.get(kind, ([], 0))
        if not places or len(places) >= _MAX_FIELDS or used + size > _MAX_CHARACTERS:
            places, used = [], 0
            groups.append(places)
        places.append(place)
        open_groups[kind] = (places, used + size)
    return groups


def ask_together(connection: Connection, asked: Sequence[Ask]) -> List[Dict[str, Any]]:
    """Returns the data of questions of one kind, asked by one request. Raises what `Connection.ask` raises."""
    merged, parts = _merge_points(asked)
    if len(merged) == 1:
        answers = [connection.ask(merged[0].document, merged[0].variables)]
    else:
        answers = _ask_by_aliases(connection, merged)
    return [_part_of(answers[at], begin, end) for at, begin, end in parts]


def _merge_points(asked: Sequence[Ask]) -> "tuple[List[Ask], List[tuple[int, int, int]]]":
    """Returns the questions with all points in one, which the server writes at once, and where each one's batches are."""
    merged: List[Ask] = []
    parts: "List[tuple[int, int, int]]" = []
    logging: Dict[str, int] = {}
    for one in asked:
        batches = one.variables.get("input", {}).get("batches")
        if batches is None:
            parts.append((len(merged), 0, 0))
            merged.append(one)
            continue
        if one.document not in logging:
            logging[one.document] = len(merged)
            merged.append(Ask(one.document, {"input": {**one.variables["input"], "batches": []}}))
        at = logging[one.document]
        known = merged[at].variables["input"]["batches"]
        parts.append((at, len(known), len(known) + len(batches)))
        known += batches
    return merged, parts


def _part_of(answer: Dict[str, Any], begin: int, end: int) -> Dict[str, Any]:
    """Returns the answer about some of the batches of points; the answer itself to anything else."""
    if begin == end:
        return answer
    [(field, payload)] = answer.items()
    return {field: {**payload, "batches": payload["batches"][begin:end]}}


def _ask_by_aliases(connection: Connection, asked: Sequence[Ask]) -> List[Dict[str, Any]]:
    declared, fields, names = [], [], []
    variables: Dict[str, Any] = {}
    for i, one in enumerate(asked):
        match = _DOCUMENT.fullmatch(one.document)
        assert match, one.document
        declared.append(re.sub(r"\$(\w+)", rf"$\g<1>{i}", match[2]))
        fields.append(f"a{i}: " + re.sub(r"\$(\w+)", rf"$\g<1>{i}", match[3]))
        names.append(re.match(r"\w+", match[3])[0])  # type: ignore[index]
        variables.update({f"{name}{i}": value for name, value in one.variables.items()})
    kind = asked[0].document.split(None, 1)[0]
    data = connection.ask(f"{kind} ({' '.join(declared)}) {{ {' '.join(fields)} }}", variables)
    return [{name: data[f"a{i}"]} for i, name in enumerate(names)]
