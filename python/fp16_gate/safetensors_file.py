"""Writing and reading `.safetensors` with the standard library and numpy alone.

Layout: 8 bytes with the header's length (little-endian), the header (JSON: name -> dtype, shape, data_offsets), the data.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import struct
from collections.abc import Sequence
from typing import IO, Any

from .errors import InputError

ELEMENT_BYTES = {
    "BOOL": 1,
    "U8": 1,
    "I8": 1,
    "F8_E4M3": 1,
    "F8_E5M2": 1,
    "U16": 2,
    "I16": 2,
    "F16": 2,
    "BF16": 2,
    "U32": 4,
    "I32": 4,
    "F32": 4,
    "U64": 8,
    "I64": 8,
    "F64": 8,
}

# The header's length is the file's own claim; the format's reference reader refuses more than this as well.
MAX_HEADER_BYTES = 100_000_000


class SafetensorsWriter:
    """Writes tensors one after another, so that only one of them has to be in memory.

    The data goes to a neighbouring spool file; `close` writes the header and appends the data to it. Use as a context
    manager: leaving by an exception removes both files.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._spool_path = path + ".data"
        self._spool: IO[bytes] = open(self._spool_path, "wb")  # noqa: SIM115 (closed by close or discard)
        self._entries: dict[str, Any] = {}
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def add(self, name: str, dtype: str, shape: Sequence[int], data: memoryview) -> None:
        """Append one tensor: `data` holds its elements in C order, little-endian.

        Raises ValueError for a name used twice, an unknown dtype or data of another size than dtype and shape say.
        """
        if name in self._entries or name == "__metadata__":
            raise ValueError(f"tensor name {name!r} is used twice or reserved in {self._path}")
        expected = ELEMENT_BYTES[dtype] * math.prod(shape) if dtype in ELEMENT_BYTES else -1
        if expected != data.nbytes:
            raise ValueError(f"tensor {name!r}: {data.nbytes} bytes do not fit {dtype} {list(shape)}")
        self._spool.write(data)
        end = self.size_bytes + data.nbytes
        self._entries[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [self.size_bytes, end]}
        self.size_bytes = end

    def close(self) -> None:
        """Write the file under its final name."""
        self._spool.close()
        header = json.dumps({"__metadata__": {"format": "pt"}, **self._entries}, separators=(",", ":")).encode()
        header += b" " * (-len(header) % 8)  # the data then starts at a multiple of 8, as the format asks
        with open(self._path, "wb") as file, open(self._spool_path, "rb") as spool:
            file.write(struct.pack("<Q", len(header)) + header)
            shutil.copyfileobj(spool, file, 1 << 20)
        os.remove(self._spool_path)

    def discard(self) -> None:
        """Remove what was written so far."""
        self._spool.close()
        for path in (self._spool_path, self._path):
            if os.path.exists(path):
                os.remove(path)

    def __enter__(self) -> SafetensorsWriter:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


def read_header(path: str) -> dict[str, Any]:
    """Entries of a `.safetensors` file: name -> (dtype, shape, absolute start, absolute end).

    Raises InputError when the file is not well-formed: sizes are checked against the file before anything is read.
    """
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        start = file.read(8)
        if len(start) < 8:
            raise InputError(f"{path}: {size} bytes are too few for a .safetensors file; write it again")
        (length,) = struct.unpack("<Q", start)
        if length > min(MAX_HEADER_BYTES, size - 8):
            raise InputError(f"{path}: its header claims {length} bytes, the file has {size}; write it again")
        header = file.read(length)
    try:
        entries = json.loads(header)
        if not isinstance(entries, dict):
            raise ValueError("not an object")
        entries.pop("__metadata__", None)
        return {name: _checked_entry(name, entry, 8 + length, size) for name, entry in entries.items()}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a valid .safetensors header ({error}); write it again") from error


def _checked_entry(name: str, entry: dict[str, Any], data_start: int, file_size: int) -> Any:
    dtype, shape, (begin, end) = entry["dtype"], entry["shape"], entry["data_offsets"]
    if dtype not in ELEMENT_BYTES:
        raise ValueError(f"tensor {name!r} has dtype {dtype!r}")
    if not all(isinstance(n, int) and n >= 0 for n in [*shape, begin, end]):
        raise ValueError(f"tensor {name!r} has shape {shape} and offsets {begin}..{end}")
    if end - begin != ELEMENT_BYTES[dtype] * math.prod(shape) or data_start + end > file_size:
        raise ValueError(f"tensor {name!r}: {dtype} {shape} does not fit offsets {begin}..{end}")
    return dtype, shape, data_start + begin, data_start + end
