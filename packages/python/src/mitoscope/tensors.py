"""Safetensors files, written with the standard library."""

import json
import os
import struct
import sys
from pathlib import Path
from typing import IO, Any, Dict, Mapping, Optional, Sequence

from .errors import MitoscopeError

#: Names of NumPy's types in safetensors.
_TYPES = {
    "float64": "F64",
    "float32": "F32",
    "float16": "F16",
    "int64": "I64",
    "int32": "I32",
    "int16": "I16",
    "int8": "I8",
    "uint64": "U64",
    "uint32": "U32",
    "uint16": "U16",
    "uint8": "U8",
    "bool": "BOOL",
}
_HEADER_BYTES = 8192


def save_arrays(arrays: Mapping[str, Any], path: Path) -> None:
    """Writes arrays by name: NumPy arrays, tensors of PyTorch, or what NumPy makes an array of."""
    rows = [(name, to_array(array)) for name, array in arrays.items() if array is not None]
    with TensorFile(path) as file:
        for name, array in rows:
            file.write(name, memoryview(array).cast("B") if array.nbytes else b"", _type_of(name, array), array.shape)


class TensorFile:
    """A safetensors file that is written a piece at a time: the header, of a fixed size, comes last."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = open(path, "wb")
        self._file.seek(8 + _HEADER_BYTES)
        self._tensors: Dict[str, Dict[str, Any]] = {}
        self._at = 0

    def __enter__(self) -> "TensorFile":
        return self

    def __exit__(self, kind: Any, *rest: Any) -> None:
        if kind is None:
            self.finish()
        else:
            self.close()

    def close(self) -> None:
        """Closes the file without a header."""
        self._file.close()

    def write(self, name: str, data: Any, kind: str, shape: Sequence[int]) -> None:
        """Writes a whole tensor."""
        begin = self._at
        self._file.write(data)
        self._at += len(data)
        self._describe(name, kind, shape, begin)

    def append(self, data: Any) -> None:
        """Writes the next piece of a tensor that `describe_last` names at its end."""
        self._file.write(data)
        self._at += len(data)

    def describe_last(self, name: str, kind: str, shape: Sequence[int], size: int) -> None:
        """Names the tensor of the last `size` bytes."""
        self._describe(name, kind, shape, self._at - size)

    def finish(self, metadata: Optional[Mapping[str, str]] = None) -> None:
        """Writes the header and closes the file."""
        header: Dict[str, Any] = {**({"__metadata__": dict(metadata)} if metadata else {}), **self._tensors}
        text = json.dumps(header).encode()
        if len(text) > _HEADER_BYTES:
            self._file.close()
            raise MitoscopeError(f"{len(self._tensors)} tensors are too many for one file of a representation.")
        self._file.seek(0)
        self._file.write(struct.pack("<Q", _HEADER_BYTES) + text.ljust(_HEADER_BYTES))
        self._file.close()

    def _describe(self, name: str, kind: str, shape: Sequence[int], begin: int) -> None:
        self._tensors[name] = {"dtype": kind, "shape": [int(n) for n in shape], "data_offsets": [begin, self._at]}


def to_array(value: Any) -> Any:
    """Returns a contiguous little-endian NumPy array of an array, a tensor on any device, or nested lists."""
    import numpy

    if hasattr(value, "detach"):
        value = value.detach().cpu()
        # NumPy has no bfloat16.
        value = (value.float() if str(value.dtype) == "torch.bfloat16" else value).numpy()
    array = numpy.asarray(value)
    if sys.byteorder == "big" or array.dtype.byteorder == ">":
        array = array.astype(array.dtype.newbyteorder("<"))
    # A scalar stays one.
    return array if array.ndim == 0 else numpy.ascontiguousarray(array)


def _type_of(name: str, array: Any) -> str:
    try:
        return _TYPES[array.dtype.name]
    except KeyError:
        raise MitoscopeError(f'"{name}" has elements of type {array.dtype}: give numbers.') from None
