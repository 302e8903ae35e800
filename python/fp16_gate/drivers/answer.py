"""outDir: tensors under numbered names, and result.json last and whole."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .errors import DriverError

PROTOCOL = 1


class OutFolder:
    """The folder that a driver answers in."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._files = 0

    def write_tensors(self, tensors: Mapping[str, np.ndarray]) -> dict[str, str]:
        """Write one `.npy` per tensor; names map to paths relative to this folder."""
        return {name: self._write_tensor(value) for name, value in tensors.items()}

    def _write_tensor(self, value: np.ndarray) -> str:
        array = np.asarray(value, order="C")
        if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
            raise DriverError("unsupported", f"an output has the type {array.dtype}, which the gate does not know")
        array = array.astype(array.dtype.newbyteorder("<"), copy=False)
        name = f"{self._files:05d}.npy"
        self._files += 1
        with _storage(self.path), open(os.path.join(self.path, name), "xb") as file:
            np.lib.format.write_array(file, array, version=(1, 0), allow_pickle=False)
        return name

    def write_file(self, name: str, data: Any) -> str:
        """Write bytes under `name`; returns the relative path."""
        with _storage(self.path), open(os.path.join(self.path, name), "xb") as file:
            file.write(data)
        return name

    def write_result(self, result: Mapping[str, Any]) -> None:
        """Write result.json so that it is there whole or not at all. Absent values (None) are left out."""
        data = json.dumps(_without_none({"protocol": PROTOCOL, **result}), allow_nan=False, ensure_ascii=True)
        temporary = os.path.join(self.path, "result.json.part")
        with _storage(self.path):
            with open(temporary, "x", encoding="ascii") as file:
                file.write(data)
            os.rename(temporary, os.path.join(self.path, "result.json"))


class _storage:
    """Turns every failure of writing into the category storage: numpy reports a full disk without an error number."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise DriverError("storage", f"cannot write to {self._path}: {error.strerror or error}; free space there") from error


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    return [_without_none(item) for item in value] if isinstance(value, list) else value


def result_of(
    engine: Mapping[str, Any],
    typing: str,
    builds: Sequence[Mapping[str, Any]],
    applied: Sequence[Mapping[str, Any]],
    notes: Sequence[str],
) -> dict[str, Any]:
    """result.json from what each build gave (`samples`, `latencyMs`, `build`, `layers`): the first at the top, the others in `builds`."""
    first, *further = builds
    return {
        "engine": dict(engine),
        "typing": typing,
        **first,
        "applied": list(applied),
        "builds": [dict(build) for build in further],
        "notes": list(dict.fromkeys(notes)),
    }
