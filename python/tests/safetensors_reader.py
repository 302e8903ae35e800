"""A reader of `.safetensors` that shares nothing with the package: header by json, elements by numpy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

NUMPY_DTYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "<i1",
    "U8": "<u1",
    "BOOL": "?",
}


def read(path: str | Path) -> dict[str, Any]:
    """Arrays by name; bfloat16 comes as its 16 bits."""
    content = Path(path).read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    data = content[8 + length :]
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        arrays[name] = np.frombuffer(data[begin:end], NUMPY_DTYPES[entry["dtype"]]).reshape(entry["shape"])
    assert max((entry["data_offsets"][1] for entry in header.values()), default=0) == len(data)
    return arrays


def dtypes(path: str | Path) -> dict[str, str]:
    """Dtype codes by name."""
    content = Path(path).read_bytes()
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    return {name: entry["dtype"] for name, entry in header.items() if name != "__metadata__"}
