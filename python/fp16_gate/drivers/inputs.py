"""Reading samples, and fitting them to the types of an engine."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .errors import DriverError


def read_inputs(files: Mapping[str, str]) -> dict[str, np.ndarray]:
    """One sample: name -> array, C order, in this machine's byte order. Raises DriverError(input)."""
    return {name: _read(name, file) for name, file in files.items()}


def _read(name: str, path: str) -> np.ndarray:
    try:
        with open(path, "rb") as file:
            array = np.lib.format.read_array(file, allow_pickle=False)
            rest = file.read(1)
    except (ValueError, EOFError, OSError) as error:
        raise DriverError("input", f"input {name!r}: {path} is not a whole .npy file: {error}") from error
    if rest:
        raise DriverError("input", f"input {name!r}: {path} is longer than its header says")
    if array.dtype.kind not in "biuf" or array.dtype.itemsize > 8:
        raise DriverError("input", f"input {name!r} has the type {array.dtype}; use numbers or booleans")
    return np.asarray(array, dtype=array.dtype.newbyteorder("="), order="C")


def check_names(given: Mapping[str, object], expected: list[str]) -> None:
    """Raise DriverError(input) unless exactly the engine's inputs are given."""
    missing = [name for name in expected if name not in given]
    unknown = [name for name in given if name not in expected]
    if missing or unknown:
        problem = f"lacks {missing[0]!r}" if missing else f"has {unknown[0]!r}, which the engine does not know"
        raise DriverError("input", f"a sample {problem}; the engine's inputs are {', '.join(expected)}")


def convert(name: str, array: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """`array` in the type of the engine's input: integers without loss, floats rounded. Raises DriverError(input)."""
    if array.dtype == dtype:
        return array
    if array.dtype.kind == "f" and dtype.kind == "f":
        with np.errstate(over="ignore"):
            return array.astype(dtype)
    if array.dtype.kind in "iu" and dtype.kind in "iu":
        converted = array.astype(dtype)
        if not np.array_equal(converted.astype(array.dtype), array) or np.any((converted < 0) != (array < 0)):
            raise DriverError("input", f"input {name!r} holds integers outside {dtype}, the type of the engine's input")
        return converted
    raise DriverError("input", f"input {name!r} has the type {array.dtype}, the engine takes {dtype}")
