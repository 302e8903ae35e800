"""Samples from files: one file, or a folder of them."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import numpy as np
import torch

from ..errors import InputError, first_line
from .tensor_bytes import read_tensors
from .torch_file import load_torch_file

SUFFIXES = (".safetensors", ".npz", ".npy", ".pt", ".pth")
_POSITIONAL_KEY = re.compile(r"(?:arr|arg)_(\d+)")
_INPUTS = "inputs"


def open_samples(path: str) -> Iterator[Any]:
    """Samples at `path`, one by one, in the order of their names (numbers by value).

    A file: `.safetensors` or `.npz` (one sample: parameter name -> array; `arr_0`, `arr_1`, … are positional), `.npy` (one
    tensor), `.pt` (a tensor, a tuple of arguments or a dict of keyword arguments; a list holds several samples).
    A folder: such files, or a sub-folder per sample with `inputs.*` or a folder `inputs/` of `.npy` files.

    Raises InputError when there is nothing, or something cannot be read.
    """
    if not os.path.exists(path):
        raise InputError(f"samples {path} do not exist; check the path")
    return _read_file(path) if os.path.isfile(path) else _read_folder(path)


def _read_folder(folder: str) -> Iterator[Any]:
    own = _inputs_of(folder)
    if own is not None:
        yield from own
        return
    found = False
    for name in sorted(os.listdir(folder), key=_by_number):
        path = os.path.join(folder, name)
        inner = _inputs_of(path) if os.path.isdir(path) else (_read_file(path) if name.endswith(SUFFIXES) else None)
        if inner is not None:
            found = True
            yield from inner
    if not found:
        raise InputError(f"samples {folder} holds no sample; put files ({', '.join(SUFFIXES)}) or folders with inputs.* there")


def _inputs_of(folder: str) -> Iterator[Any] | None:
    """The one sample of a folder with `inputs.<suffix>`, or with `inputs/` full of `.npy` files; else None."""
    for suffix in SUFFIXES:
        path = os.path.join(folder, _INPUTS + suffix)
        if os.path.isfile(path):
            return _read_file(path)
    arrays = os.path.join(folder, _INPUTS)
    if not os.path.isdir(arrays):
        return None
    names = [name for name in os.listdir(arrays) if name.endswith(".npy")]
    return iter([_by_name({unquote(name[:-4]): _array(os.path.join(arrays, name)) for name in sorted(names)})])


def _by_number(name: str) -> list[Any]:
    """Sort key under which sample2 comes before sample10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]


def _read_file(path: str) -> Iterator[Any]:
    if path.endswith(".safetensors"):
        yield _by_name(read_tensors(path))
    elif path.endswith(".npy"):
        yield _array(path)
    elif path.endswith(".npz"):
        yield _by_name(_arrays(path))
    elif path.endswith((".pt", ".pth")):
        content = load_torch_file(path, "samples")
        yield from content if isinstance(content, list) else [content]
    else:
        raise InputError(f"samples {path} are of an unknown kind; use one of {', '.join(SUFFIXES)}")


def _by_name(tensors: dict[str, torch.Tensor]) -> Any:
    """Keyword arguments, or positional ones when every name is `arr_N` or `arg_N`, as `numpy.savez` calls them."""
    numbers = [_POSITIONAL_KEY.fullmatch(name) for name in tensors]
    if tensors and all(numbers):
        order = sorted(zip((int(match.group(1)) for match in numbers if match), tensors.values()), key=lambda item: item[0])
        return tuple(tensor for _, tensor in order)
    return tensors


def _arrays(path: str) -> dict[str, torch.Tensor]:
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: _tensor(path, file[name]) for name in file.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise InputError(f"samples {path} cannot be read: {first_line(error)}; save them again with numpy.savez") from error


def _array(path: str) -> torch.Tensor:
    try:
        return _tensor(path, np.load(path, allow_pickle=False))
    except (ValueError, OSError, EOFError) as error:
        raise InputError(f"samples {path} cannot be read: {first_line(error)}; save them again with numpy.save") from error


def _tensor(path: str, array: np.ndarray[Any, Any]) -> torch.Tensor:
    native = np.ascontiguousarray(array).reshape(array.shape).astype(array.dtype.newbyteorder("="))
    try:
        return torch.from_numpy(native)
    except TypeError as error:
        raise InputError(f"samples {path} hold an array of dtype {array.dtype}, which PyTorch lacks; convert it") from error
