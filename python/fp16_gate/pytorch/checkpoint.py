"""Loading weights into the model: a state dict, strictly."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import torch

from ..errors import InputError
from .tensor_bytes import dtype_name, read_tensors
from .torch_file import load_torch_file

# Where training scripts put the state dict, in the order in which they are tried.
WRAPPERS = ("state_dict", "model_state_dict", "model", "module")
_DDP_PREFIX = "module."
_COMPILE_PREFIX = "_orig_mod."
_NAMED = 5


def load_checkpoint(model: torch.nn.Module, path: str, key: str | None, notes: list[str]) -> None:
    """Load the state dict in `path` (`.safetensors`, else `torch.save`) into `model`.

    `key` names the entry that holds it (dots for levels); without it the file itself or one of `WRAPPERS` is taken.
    Prefixes of DistributedDataParallel and torch.compile are removed. Raises InputError when names or shapes differ.
    """
    if not os.path.isfile(path):
        raise InputError(f"checkpoint {path} is not a file; check the path")
    content = read_tensors(path) if path.endswith(".safetensors") else load_torch_file(path, "checkpoint")
    state, where = _state_dict(content, path, key)
    if where:
        notes.append(f"weights were taken from {where!r} of the checkpoint")
    state = _without_prefix(state, set(model.state_dict()))
    _check_match(model, state, path)
    for name, tensor in model.state_dict().items():
        if tensor.dtype != state[name].dtype and state[name].is_floating_point():
            notes.append(
                f"checkpoint weights such as {name!r} are {dtype_name(state[name].dtype)}, the model's {dtype_name(tensor.dtype)}; "
                "they were converted when loaded"
            )
            break
    model.load_state_dict(state, strict=True)


def _state_dict(content: Any, path: str, key: str | None) -> tuple[dict[str, torch.Tensor], str | None]:
    if key is not None:
        for step in key.split("."):
            if not isinstance(content, Mapping) or step not in content:
                raise InputError(f"checkpoint {path} has no entry {key!r}; it has {_keys(content)}")
            content = content[step]
        where: str | None = key
    else:
        where = None
        if isinstance(content, Mapping) and not _is_state_dict(content):
            where = next((name for name in WRAPPERS if _is_state_dict(content.get(name))), None)
            content = content.get(where) if where else content
    if not _is_state_dict(content):
        raise InputError(
            f"checkpoint {path} holds no state dict (it has {_keys(content)}); save model.state_dict(), alone or under one of "
            f"{', '.join(WRAPPERS)}, or name its entry with --checkpoint-key"
        )
    return dict(content), where


def _is_state_dict(value: Any) -> bool:
    return isinstance(value, Mapping) and len(value) > 0 and all(isinstance(tensor, torch.Tensor) for tensor in value.values())


def _keys(content: Any) -> str:
    if not isinstance(content, Mapping):
        return f"a {type(content).__name__}"
    keys = [str(key) for key in content]
    return ", ".join(keys[:_NAMED]) + (", …" if len(keys) > _NAMED else "") if keys else "no entries"


def _without_prefix(state: dict[str, torch.Tensor], expected: set[str]) -> dict[str, torch.Tensor]:
    for prefix in (_DDP_PREFIX, _COMPILE_PREFIX, _DDP_PREFIX + _COMPILE_PREFIX, _COMPILE_PREFIX + _DDP_PREFIX):
        if set(state) != expected and all(name.startswith(prefix) for name in state):
            shorter = {name[len(prefix) :]: tensor for name, tensor in state.items()}
            if set(shorter) & expected:
                return shorter
    return state


def _check_match(model: torch.nn.Module, state: dict[str, torch.Tensor], path: str) -> None:
    expected = model.state_dict()
    complaints = []
    missing = [name for name in expected if name not in state]
    unknown = [name for name in state if name not in expected]
    shapes = [
        f"{name} is {list(state[name].shape)}, in the model {list(tensor.shape)}"
        for name, tensor in expected.items()
        if name in state and state[name].shape != tensor.shape
    ]
    for title, names in (("missing", missing), ("unknown to the model", unknown), ("of another shape", shapes)):
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            complaints.append(f"{title}: {', '.join(names[:_NAMED])}{more}")
    if complaints:
        raise InputError(f"checkpoint {path} does not fit the model ({'; '.join(complaints)}); use the factory that it was trained with")
