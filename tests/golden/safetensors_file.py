"""Reads and writes safetensors files with NumPy alone; writing is in row blocks, so size is no matter."""

import json
import pathlib

import numpy as np

DTYPES = {"F32": np.float32, "F64": np.float64, "I32": np.int32, "I64": np.int64}


def read_archive(path):
    raw = np.memmap(path, np.uint8, "r")
    header_size = int(raw[:8].view("<u8")[0])
    header = json.loads(bytes(raw[8 : 8 + header_size]))
    start = 8 + header_size
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        first, last = entry["data_offsets"]
        tensors[name] = np.array(raw[start + first : start + last]).view(DTYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def write_archive(path, tensors):
    """tensors: {name: (dtype, shape, blocks)}; blocks is an iterable of arrays that follow each other."""
    header, offset = {}, 0
    for name, (dtype, shape, _) in tensors.items():
        size = int(np.prod(shape)) * np.dtype(DTYPES[dtype]).itemsize
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    partial = pathlib.Path(f"{path}.partial")
    with open(partial, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for dtype, _, blocks in tensors.values():
            for block in blocks:
                file.write(np.ascontiguousarray(block, DTYPES[dtype]).data)
    partial.rename(path)
