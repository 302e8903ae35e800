"""Files made by `torch.save`, read without running code from them."""

from __future__ import annotations

import os
import pickle
from typing import Any

import torch

from ..errors import InputError, first_line


def load_torch_file(path: str, what: str) -> Any:
    """`torch.load` restricted to tensors and plain containers, on the CPU.

    Raises InputError for a file that is missing, broken, or holds anything else: unpickling such a file would run code
    that the file brings along.
    """
    if not os.path.isfile(path):
        raise InputError(f"{what} {path} is not a file; check the path")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        if "weights_only" in str(error) or "Weights only" in str(error):
            raise InputError(
                f"{what} {path} holds Python objects, which are not loaded because that runs code from the file "
                f"({_refused(error)}); save tensors only, for instance torch.save(model.state_dict(), path)"
            ) from error
        raise InputError(f"{what} {path} cannot be read: {first_line(error)}; save it again") from error
    except (RuntimeError, EOFError, ValueError, OSError, KeyError) as error:
        raise InputError(f"{what} {path} cannot be read: {first_line(error)}; save it again") from error


def _refused(error: Exception) -> str:
    """The line of PyTorch's long message that names the refused class or function."""
    for line in str(error).splitlines():
        if "Unsupported" in line or "GLOBAL" in line:
            return line.strip()[:160]
    return "not a weights-only file"
